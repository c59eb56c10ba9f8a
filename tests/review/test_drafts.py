"""What is typed is kept, what is somebody else's is not there, and a thing has one open draft."""

import threading
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from app.accounts.models import StaffRole
from app.db import Databases, transaction
from app.review import drafts, workflow
from app.review.drafts import NoSubmission, NotEditable, Overtaken, TooManyDrafts
from app.review.models import State, Submission
from tests.factories import a_product
from tests.review.conftest import Hall, a_person


def test_a_draft_keeps_what_does_not_fit_yet(db: Session, hall: Hall) -> None:
    draft = drafts.open_draft(db, hall.alice, "product", None, hall.maker.id)
    drafts.save(db, hall.alice, draft, {"fields": {"name.id": "x" * 10_000, "price": "dua puluh ribu"}}, version=draft.version)
    drafts.save(db, hall.alice, draft, {"fields": {"net": "?"}}, version=draft.version)
    assert draft.typed["fields"] == {"name.id": "x" * 10_000, "price": "dua puluh ribu", "net": "?"}


def test_a_thing_has_one_open_draft_and_everybody_of_the_enterprise_finds_it(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    first = drafts.open_draft(db, hall.alice, "product", product, hall.maker.id)
    colleague = a_person(db, "Ayu", works_for=hall.maker.id)
    assert drafts.open_draft(db, colleague, "product", product, hall.maker.id).id == first.id
    assert first.typed["fields"]["name.id"] == "Klappertaart"


def test_two_taps_at_once_open_one_draft(databases: Databases, open_hall: Hall) -> None:
    with transaction(databases) as db:
        product = open_hall.approved(db).entity_id
    found, barrier = [], threading.Barrier(2)

    def tap() -> None:
        barrier.wait(10)
        with transaction(databases) as db:
            found.append(drafts.open_draft(db, open_hall.alice, "product", product, open_hall.maker.id).id)

    threads = [threading.Thread(target=tap) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(found) == 2
    assert len(set(found)) == 1


def test_whoever_saves_over_another_is_told_who_and_keeps_both(db: Session, hall: Hall) -> None:
    draft = hall.draft(db)
    seen = draft.version
    colleague = a_person(db, "Ayu", works_for=hall.maker.id)
    drafts.save(db, colleague, draft, {"fields": {"price": "30.000"}}, version=seen)
    with pytest.raises(Overtaken, match="Ayu") as refused:
        drafts.save(db, hall.alice, draft, {"fields": {"price": "20.000"}}, version=seen)
    assert set(refused.value.facts) == {"who", "at"}
    assert draft.typed["fields"]["price"] == "30.000"


def test_foreign_things_are_not_there(db: Session, hall: Hall) -> None:
    draft, product = hall.draft(db), hall.approved(db).entity_id
    translator = a_person(db, "Tini", StaffRole.TRANSLATOR)
    for stranger in (hall.charlie, translator):
        with pytest.raises(NoSubmission):
            drafts.find(db, stranger, draft.id)
        with pytest.raises(NoSubmission):
            drafts.open_draft(db, stranger, "product", None, hall.maker.id)
        with pytest.raises(NoSubmission):
            drafts.copy(db, stranger, product)
    theirs = next(iter(hall.charlie.memberships))
    for kind, entity in (("product", product), ("product", draft.entity_id), ("product", uuid4())):
        with pytest.raises(NoSubmission):
            drafts.open_draft(db, hall.charlie, kind, entity, theirs)
    with pytest.raises(NoSubmission):
        drafts.find(db, hall.alice, uuid4())


def test_staff_on_the_floor_write_for_an_enterprise(db: Session, hall: Hall) -> None:
    helper = a_person(db, "Fani", StaffRole.FLOOR)
    draft = drafts.open_draft(db, helper, "product", None, hall.maker.id)
    assert drafts.find(db, hall.alice, draft.id).author_id == helper.user.id


def test_what_is_with_the_centre_is_taken_back_before_it_is_changed(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    with pytest.raises(NotEditable):
        drafts.save(db, hall.alice, given, {"fields": {"price": "1"}}, version=given.version)
    drafts.reopen(db, hall.alice, given)
    drafts.save(db, hall.alice, given, {"fields": {"price": "30.000"}}, version=given.version)
    assert given.state == State.DRAFT
    with pytest.raises(NotEditable):
        drafts.reopen(db, hall.alice, given)


def test_a_discarded_draft_is_closed_and_can_be_begun_again_with_what_was_typed(db: Session, hall: Hall) -> None:
    draft = hall.draft(db)
    drafts.withdraw(db, hall.alice, draft)
    with pytest.raises(NotEditable):
        drafts.withdraw(db, hall.alice, draft)
    assert drafts.listed(db, hall.maker.id) == []
    again = drafts.open_draft(db, hall.alice, "product", draft.entity_id, hall.maker.id)
    assert again.id != draft.id
    assert again.typed == draft.typed


def test_a_copy_is_another_product_without_the_numbers_of_the_first(db: Session, hall: Hall) -> None:
    product = a_product(db, hall.maker, "Dodol", reference="D-1", gtin="4006381333931", featured=True)
    copied = drafts.copy(db, hall.alice, product.id)
    assert copied.entity_id != product.id
    assert copied.typed["fields"]["name.id"] == "Dodol"
    assert not {"gtin", "reference"} & copied.typed["fields"].keys()
    given = workflow.submit(db, hall.alice, copied, version=copied.version)
    assert given.content is not None
    assert "featured" not in given.content


def test_the_drafts_of_an_enterprise_are_bounded(db: Session, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 2)
    for _n in range(2):
        drafts.open_draft(db, hall.alice, "product", None, hall.maker.id)
    with pytest.raises(TooManyDrafts):
        drafts.open_draft(db, hall.alice, "product", None, hall.maker.id)
    assert len(db.exec(select(Submission)).all()) == 2
