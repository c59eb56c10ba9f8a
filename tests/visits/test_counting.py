"""Counting: every event counts once, whatever is sent twice, in whatever order, and by how many at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlmodel import Session, col, select

from app.catalogue.reference import Reference, reference
from app.db import Databases, now, transaction
from app.visits import counting
from app.visits.counting import Happened
from app.visits.models import NOTHING, Kind, Surface, VisitCount, VisitEvent
from tests import factories

MAKER = factories.an_id("Dapur Tumou Tou")
PRODUCTS = [factories.an_id(f"Dapur Tumou Tou/{name}") for name in ("Klappertaart", "Panada")]


@pytest.fixture
def frame(db: Session) -> Reference:
    factories.a_frame(db)
    maker = factories.an_enterprise(db)
    factories.a_product(db, maker)
    factories.a_product(db, maker, "Panada")
    return reference(db)


def an_event(**facts: Any) -> Happened:
    given: dict[str, Any] = {
        "id": uuid4(),
        "kind": Kind.OPENED,
        "surface": Surface.WEB,
        "thing_id": PRODUCTS[0],
        "language": "id",
        "at": now(),
    }
    return Happened(**(given | facts))


def counted(db: Session) -> dict[tuple[UUID, Kind], int]:
    """How often each kind of thing happened to each product; NOTHING stands for the enterprise itself."""
    found = Counter[tuple[UUID, Kind]]()
    for row in db.exec(select(VisitCount)):
        found[row.product_id, Kind(row.kind)] += row.times
    return dict(found)


EVENTS = st.builds(
    an_event,
    id=st.uuids(version=4),
    kind=st.sampled_from(Kind),
    surface=st.sampled_from(Surface),
    thing_id=st.sampled_from([*PRODUCTS, MAKER]),
    language=st.sampled_from(["id", "en", "xx"]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_order_any_batches_and_any_duplicates_give_the_same_counts(db: Session, frame: Reference, data: st.DataObject) -> None:
    events = data.draw(st.lists(EVENTS, max_size=12, unique_by=lambda event: event.id))
    sent = data.draw(st.permutations(events + [event for event in events if data.draw(st.booleans())]))
    size = data.draw(st.integers(1, 8))

    with db.begin_nested() as tried:
        taken = sum(counting.count(db, frame, sent[start : start + size]) for start in range(0, len(sent), size))
        found = counted(db)
        tried.rollback()

    assert taken == len(events)
    assert found == Counter((NOTHING if event.thing_id == MAKER else event.thing_id, event.kind) for event in events)


def test_two_who_send_the_same_at_the_same_moment_count_it_once(databases: Databases) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
        factories.a_product(db, factories.an_enterprise(db))
        frame = reference(db)
    events = [an_event() for _ in range(20)]

    def send(turn: int) -> int:
        with transaction(databases) as db:
            return counting.count(db, frame, events if turn % 2 else events[::-1])

    with ThreadPoolExecutor(4) as senders:
        assert sum(senders.map(send, range(8))) == 20
    with transaction(databases, reading=True) as db:
        assert counted(db) == {(PRODUCTS[0], Kind.OPENED): 20}


def test_what_is_not_in_the_catalogue_does_not_count(db: Session, frame: Reference) -> None:
    assert counting.count(db, frame, [an_event(thing_id=uuid4()), an_event(thing_id=NOTHING)]) == 0
    assert counted(db) == {}


def test_the_own_people_of_an_enterprise_do_not_count(db: Session, frame: Reference) -> None:
    other = factories.a_product(db, factories.an_enterprise(db, "Kopi Koya"), "Kopi")
    assert counting.count(db, frame, [an_event(), an_event(thing_id=other.id)], without=[MAKER]) == 1
    assert counted(db) == {(other.id, Kind.OPENED): 1}


def test_a_moment_to_come_counts_as_now(db: Session, frame: Reference) -> None:
    counting.count(db, frame, [an_event(at=now() + timedelta(days=400))])
    assert db.exec(select(VisitCount)).one().day == counting.today(frame) == counting.began(db)


def test_an_event_that_is_older_than_what_is_kept_does_not_count(db: Session, frame: Reference) -> None:
    assert counting.count(db, frame, [an_event(at=now() - counting.KEPT - timedelta(minutes=1))]) == 0


def test_the_day_and_the_hour_are_those_of_the_centre(db: Session, frame: Reference) -> None:
    late = (now() - timedelta(days=3)).replace(hour=17, minute=30)
    counting.count(db, frame, [an_event(at=late)])

    event, local = db.exec(select(VisitEvent)).one(), late.astimezone(ZoneInfo("Asia/Makassar"))
    assert (event.day, event.hour) == (local.date(), 1)
    assert event.day == late.date() + timedelta(days=1)


def test_old_events_are_swept_and_their_counts_stay(db: Session, frame: Reference) -> None:
    counting.count(db, frame, [an_event(), an_event(at=now() - counting.KEPT + timedelta(hours=1))])
    for event in db.exec(select(VisitEvent).where(col(VisitEvent.day) < counting.today(frame))):
        event.day -= timedelta(days=3)
        db.add(event)
    db.flush()

    assert counting.sweep(db) == 1
    assert counted(db) == {(PRODUCTS[0], Kind.OPENED): 2}


def test_an_event_says_nothing_of_who_it_was() -> None:
    """Whoever adds a column here adds it to what is told to visitors, too: docs/operator.md."""
    told = {"id", "day", "hour", "kind", "surface", "enterprise_id", "product_id", "language", "kiosk_id", "detail"}
    assert set(VisitEvent.model_fields) == told
