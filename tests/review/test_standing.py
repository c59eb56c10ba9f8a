"""Suspending, restoring and taking down are told with a reason, and recorded."""

import pytest
from sqlmodel import Session, select

from app.catalogue.models import Enterprise, Product
from app.catalogue.publishing import NotOnShow
from app.review import standing
from app.review.models import Event
from app.review.standing import WhyNeeded
from tests.factories import an_id
from tests.review.conftest import Hall


def test_who_hides_something_says_why_and_it_is_recorded(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    with pytest.raises(WhyNeeded):
        standing.suspend(db, hall.bob, hall.maker.id, " ")
    with pytest.raises(WhyNeeded):
        standing.take_down(db, hall.bob, product, "")
    assert not db.get_one(Enterprise, hall.maker.id).suspended
    standing.suspend(db, hall.bob, hall.maker.id, "complaint")
    standing.restore(db, hall.bea, hall.maker.id)
    standing.take_down(db, hall.bob, product, "recall")
    assert db.get(Product, product) is None
    events = [(e.action, e.actor, e.why, e.enterprise_id) for e in db.exec(select(Event).order_by(Event.id))][-3:]  # type: ignore[arg-type]
    assert events == [
        ("suspended", "Bob", "complaint", hall.maker.id),
        ("restored", "Bea", "", hall.maker.id),
        ("taken_down", "Bob", "recall", hall.maker.id),
    ]


def test_members_do_not_judge_themselves(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    with pytest.raises(NotOnShow):
        standing.take_down(db, hall.charlie, product, "why")
    with pytest.raises(NotOnShow):
        standing.suspend(db, hall.charlie, hall.maker.id, "why")
    standing.suspend(db, hall.bob, hall.maker.id, "complaint")
    with pytest.raises(NotOnShow):
        standing.restore(db, hall.alice, hall.maker.id)
    assert db.get_one(Enterprise, hall.maker.id).suspended


def test_an_enterprise_takes_its_own_product_down(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    standing.take_down(db, hall.alice, product)
    assert db.get(Product, product) is None


def test_what_is_not_there_cannot_be_hidden(db: Session, hall: Hall) -> None:
    nowhere = an_id("nowhere")
    with pytest.raises(NotOnShow):
        standing.suspend(db, hall.bob, nowhere, "why")
    with pytest.raises(NotOnShow):
        standing.restore(db, hall.bob, nowhere)
    with pytest.raises(NotOnShow):
        standing.take_down(db, hall.bob, nowhere, "why")
