"""Approving several at once: each as if alone, also while somebody else decides on the same ones."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from app.db import Databases, now, transaction
from app.review import bulk, drafts, queue, workflow
from app.review.models import Event, State, Submission
from tests.factories import an_id
from tests.review.conftest import Hall, a_registration


def test_one_that_cannot_be_approved_keeps_no_other_back(db: Session, hall: Hall) -> None:
    given = [hall.submitted(db, name__id=f"Kue {n}") for n in range(3)]
    versions = {one.id: one.version for one in given}
    workflow.decline(db, hall.bea, given[1], "duplicate", version=given[1].version)
    (kept,) = bulk.approve(db, hall.bob, versions | {an_id("nowhere"): 1})
    assert (kept.submission, type(kept.error)) == (given[1], workflow.Decided)
    assert [one.state for one in given] == [State.APPROVED, State.DECLINED, State.APPROVED]


def test_a_new_enterprise_is_approved_before_its_products_whichever_came_first(db: Session, hall: Hall) -> None:
    dewi, registration = a_registration(db)
    draft = drafts.open_draft(db, dewi, "product", None, registration.enterprise_id)
    drafts.save(db, dewi, draft, {"fields": {"name.id": "Roti", "category": "bakery", "origin": "ID-7171"}}, version=draft.version)
    product = workflow.submit(db, dewi, draft, version=draft.version)
    product.submitted_at = now() - timedelta(days=1)
    assert bulk.approve(db, hall.bob, {product.id: product.version, registration.id: registration.version}) == []
    assert (product.state, registration.state) == (State.APPROVED, State.APPROVED)


def test_there_is_an_end_to_what_is_chosen_at_once(db: Session, hall: Hall) -> None:
    with pytest.raises(bulk.TooMany):
        bulk.approve(db, hall.bob, {an_id(str(n)): 1 for n in range(bulk.MOST + 1)})


def test_several_at_once_and_one_after_the_other_never_wait_for_each_other_in_a_ring(databases: Databases, open_hall: Hall) -> None:
    with transaction(databases) as db:
        made = [open_hall.submitted(db, name__id=f"Kue {n:02}") for n in range(12)]
        versions = {one.id: one.version for one in made}
    failed: list[Exception] = []

    def all_at_once() -> None:
        with transaction(databases) as db:
            bulk.approve(db, open_hall.bob, versions)

    def one_by_one() -> None:
        for _step in range(12):
            with transaction(databases) as db:
                found = queue.take(db, open_hall.bea)
                if found is None:
                    return
                workflow.approve(db, open_hall.bea, found, version=found.version)
                queue.take(db, open_hall.bea, behind=found)

    def guarded(deed: object) -> None:
        try:
            deed()  # type: ignore[operator]
        except Exception as error:  # whatever it is, the test tells it
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(deed,)) for deed in (one_by_one, all_at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    with transaction(databases, reading=True) as db:
        assert {one.state for one in db.exec(select(Submission))} == {State.APPROVED}
        assert len(db.exec(select(Event).where(col(Event.action) == "approved")).all()) == 12
