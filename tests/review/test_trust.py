"""Proven enterprises publish by themselves, within limits, and everything of it can be seen."""

from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.db import now
from app.review import standing, trust
from app.review.models import Event, State, Submission
from app.review.trust import NoSuchLevel
from tests.review.conftest import Hall


def trusted(db: Session, hall: Hall, level: int) -> None:
    trust.set_level(db, hall.bea, hall.maker.id, level, "known for years")


def test_at_first_everything_is_looked_at(db: Session, hall: Hall) -> None:
    assert trust.level(db, hall.maker.id) == 0
    assert hall.edit(db, hall.approved(db).entity_id, summary__id="Enak").state == State.SUBMITTED


@pytest.mark.parametrize(
    ("level", "fields", "published"),
    [
        (1, {"summary__id": "Enak"}, True),
        (1, {"price": "30.000"}, True),
        (1, {"price": "31.000"}, False),
        (1, {"price": "", "price_on_request": "yes"}, True),
        (1, {"net": "300 g"}, False),
        (2, {"net": "300 g"}, True),
        (2, {"price": "37.500"}, True),
        (2, {"category": "drinks"}, False),
        (2, {"origin": "ID-SA"}, False),
        (2, {"alcohol": "yes"}, False),
        (2, {"summary__id": "â€“"}, False),
        (1, {"cost": "10.000"}, True),
    ],
)
def test_edits_within_the_limits_go_public_and_others_wait(
    db: Session, hall: Hall, level: int, fields: dict[str, str], published: bool
) -> None:
    product = hall.approved(db).entity_id
    trusted(db, hall, level)
    edit = hall.edit(db, product, **fields)
    assert (edit.state, edit.automatic) == ((State.APPROVED, True) if published else (State.SUBMITTED, False))


def test_new_products_go_public_on_the_higher_level_only(db: Session, hall: Hall) -> None:
    trusted(db, hall, 1)
    assert hall.submitted(db, name__id="Dodol").state == State.SUBMITTED
    trusted(db, hall, 2)
    assert hall.submitted(db, name__id="Bagea").state == State.APPROVED


def test_a_suspended_enterprise_publishes_nothing_by_itself(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    trusted(db, hall, 2)
    standing.suspend(db, hall.bob, hall.maker.id, "complaint")
    assert hall.edit(db, product, summary__id="Enak").state == State.SUBMITTED


def test_a_day_has_its_limit(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    trusted(db, hall, 1)
    states = [hall.edit(db, product, summary__id=f"Enak {n}").state for n in range(trust.LEVELS[1].a_day + 1)]
    assert states == [State.APPROVED] * trust.LEVELS[1].a_day + [State.SUBMITTED]


def test_every_automatic_decision_is_in_the_record_without_a_person(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    trusted(db, hall, 1)
    edit = hall.edit(db, product, summary__id="Enak")
    (event,) = db.exec(select(Event).where(Event.action == trust.AUTOMATIC))
    assert (event.actor_id, event.submission_id, event.detail["changed"]) == (None, edit.id, ["summary.id"])
    assert edit.decided_by is None


def test_some_are_drawn_to_be_looked_at_and_an_unsound_one_ends_the_trust(db: Session, hall: Hall) -> None:
    trusted(db, hall, 1)
    at = now()

    def decided(number: int) -> Submission:
        made = Submission(id=UUID(int=number), kind="product", entity_id=UUID(int=number), enterprise_id=hall.maker.id)
        made.state, made.decided_at = State.APPROVED, at
        db.add(made)
        db.flush()
        return made

    every = trust.LEVELS[1].sample
    drawn = [one for one in map(decided, range(1, 2 * every + 1)) if trust.sample(db, one)]
    assert [one.id.int for one in drawn] == [every, 2 * every]
    assert trust.samples(db) == drawn
    trust.review(db, hall.bob, drawn[0], sound=True)
    assert trust.samples(db) == drawn[1:]
    assert trust.level(db, hall.maker.id) == 1
    trust.review(db, hall.bob, drawn[1], sound=False, why="not theirs")
    assert (trust.samples(db), trust.level(db, hall.maker.id)) == ([], 0)


def test_levels_are_those_that_exist_and_their_history_is_known(db: Session, hall: Hall) -> None:
    with pytest.raises(NoSuchLevel):
        trusted(db, hall, 3)
    hall.approved(db)
    assert trust.history(db, hall.maker.id) == trust.History(approved=1, changes_requested=0, declined=0, reviewed_unsound=0)
