"""Staff merge categories: what is on its way follows, the record has it, and many products are left to a job."""

import pytest
from sqlmodel import Session, select

from app.catalogue import categories
from app.catalogue.models import Product
from app.catalogue.reference import reference
from app.catalogue.sheets.mapping import Mapping
from app.db import Databases, transaction
from app.jobs.models import Job
from app.jobs.worker import Worker
from app.review import audit, drafts, filing, importing, live, reading, workflow
from tests.factories import a_product
from tests.review.conftest import Hall


def test_drafts_and_proposals_with_the_old_key_follow(db: Session, hall: Hall) -> None:
    jam = a_product(db, hall.maker, "Selai Pala", category="preserves")
    edit = drafts.open_draft(db, hall.alice, "product", jam.id, hall.maker.id)
    waiting = hall.submitted(db, name__id="Selai Nanas", category="preserves")
    importing.remember(db, hall.maker.id, Mapping(defaults={"category": "preserves"}), [])
    told = filing.outlook(db, "preserves")
    assert (told.products, told.drafts, told.lists) == (1, 2, 1)

    assert filing.merge(db, hall.bea, "preserves", "nuts") is None

    workflow.approve(db, hall.bob, waiting, version=waiting.version)
    assert db.get_one(Product, waiting.entity_id).category == "nuts"
    drafts.save(db, hall.alice, edit, {"fields": {"category": "preserves", "price": "30.000"}}, version=edit.version)  # an old page
    workflow.submit(db, hall.alice, edit, version=edit.version)
    workflow.approve(db, hall.bob, edit, version=edit.version)
    row = db.get_one(Product, jam.id)
    assert (row.category, row.content["category"], row.price_hundredths) == ("nuts", "preserves", 3_000_000)


def test_a_live_product_of_a_merged_category_opened_and_read_is_the_same(db: Session, hall: Hall) -> None:
    jam = a_product(db, hall.maker, "Selai Pala", category="preserves")
    filing.merge(db, hall.bea, "preserves", "nuts")
    base, frame = live.product(db, jam.id), reference(db)
    assert base
    typed = reading.typed_from(frame, base)
    assert typed.fields["category"] == "nuts"
    assert reading.product(frame, typed, base=base, enterprise_id=hall.maker.id, id=jam.id).content == base.content


def test_a_merger_and_taking_it_back_stand_in_the_record(db: Session, hall: Hall) -> None:
    a_product(db, hall.maker, "Selai Pala", category="preserves")
    filing.merge(db, hall.bea, "preserves", "nuts")
    filing.split(db, hall.bea, "preserves")
    back, there = audit.find(db, audit.Wanted(kind="category")).events
    assert (there.action, there.actor, there.detail["key"], there.detail["into"], there.detail["products"]) == (
        "category_merged",
        "Bea",
        "preserves",
        "nuts",
        1,
    )
    assert (back.action, back.detail["products"]) == ("category_split", 1)


def test_for_others_than_managers_there_is_nothing_to_change(db: Session, hall: Hall) -> None:
    for person in (hall.alice, hall.bob):
        with pytest.raises(categories.NoCategory):
            filing.merge(db, person, "preserves", "nuts")
    assert audit.find(db, audit.Wanted(kind="category")).events == []


def test_many_products_are_written_anew_by_a_job(databases: Databases, open_hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "AT_ONCE", 1)
    monkeypatch.setattr(filing, "_BATCH", 2)
    with transaction(databases) as db:
        for n in range(5):
            a_product(db, open_hall.maker, f"Selai {n}", category="preserves")
        job = filing.merge(db, open_hall.bea, "preserves", "nuts")
        assert job
        assert filing.running(db) == job

    assert Worker(databases, {filing.KIND: filing.work}).run_one()

    with transaction(databases, reading=True) as db:
        assert filing.running(db) is None
        assert db.get_one(Job, job.id).problem == ""
        assert set(db.exec(select(Product.category))) == {"nuts"}
