"""Takes events in: each id counts once, whatever is sent again, in whatever order, and by how many at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference
from app.db import now
from app.visits.models import NOTHING, Kind, Surface, VisitEvent

KEPT: Final = timedelta(days=90)
"""How long single events are kept; what they come to stays. An older one is not taken, since nobody could tell whether it is new."""

_EVENTS: Final[Table] = SQLModel.metadata.tables["visit_event"]
_COUNTS: Final[Table] = SQLModel.metadata.tables["visit_count"]
_KEY: Final = [column.name for column in _COUNTS.primary_key]


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One event as it is sent. `thing_id` is a product or an enterprise; a moment to come counts as now."""

    id: UUID
    kind: Kind
    surface: Surface
    thing_id: UUID
    language: str
    at: datetime
    kiosk_id: UUID | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def count(session: Session, frame: Reference, events: Sequence[Happened], *, without: Iterable[UUID] = ()) -> int:
    """Takes in what is new among them and returns how many that were.

    Left out are ids that were there before, things that are not in the catalogue, events older than KEPT, and those of the
    enterprises in `without`, whose own people looked.
    """
    rows = list(_rows(session, frame, events, frozenset(without)))
    if not rows:
        return 0
    # The database itself says which ids are new, so that two who send the same at the same moment cannot both count it. Rows are
    # taken in one order by everybody, else two of them could wait for each other.
    fresh = set(session.execute(_new(session), sorted(rows, key=lambda row: row["id"].int)).scalars())
    times = Counter(tuple(row[name] for name in _KEY) for row in rows if row["id"] in fresh)
    if times:
        session.execute(_more(session), [dict(zip(_KEY, key, strict=True)) | {"times": times[key]} for key in sorted(times, key=repr)])
    return len(fresh)


def began(session: Session) -> date | None:
    """The first day on which anything was counted at this centre."""
    return session.execute(select(_COUNTS.c.day).order_by(_COUNTS.c.day).limit(1)).scalar()


def today(frame: Reference) -> date:
    """The day that it is at the centre."""
    return now().astimezone(ZoneInfo(frame.centre.time_zone)).date()


def sweep(session: Session) -> int:
    """Removes single events that are older than KEPT and returns how many those were. The counts stay."""
    return session.exec(delete(VisitEvent).where(col(VisitEvent.day) < (now() - KEPT - timedelta(days=1)).date())).rowcount


def _rows(session: Session, frame: Reference, events: Sequence[Happened], without: frozenset[UUID]) -> Iterable[dict[str, Any]]:
    """Of each id one row, as the table has it."""
    owners, moment = _owners(session, {event.thing_id for event in events}), now()
    zone, languages = ZoneInfo(frame.centre.time_zone), frozenset(frame.centre.languages)
    for event in {event.id: event for event in events}.values():
        owner = owners.get(event.thing_id)
        if owner is None or owner in without or event.at < moment - KEPT:
            continue
        local = min(event.at, moment).astimezone(zone)
        yield {
            "id": event.id,
            "day": local.date(),
            "hour": local.hour,
            "kind": event.kind.value,
            "surface": event.surface.value,
            "enterprise_id": owner,
            "product_id": NOTHING if owner == event.thing_id else event.thing_id,
            "language": event.language if event.language in languages else "",
            "kiosk_id": event.kiosk_id,
            "detail": dict(event.detail),
        }


def _owners(session: Session, things: set[UUID]) -> dict[UUID, UUID]:
    """The enterprise of each product, and each enterprise itself, as far as the catalogue knows them."""
    products = session.exec(select(col(Product.id), col(Product.enterprise_id)).where(col(Product.id).in_(things))).all()
    makers = session.exec(select(col(Enterprise.id)).where(col(Enterprise.id).in_(things))).all()
    return {**dict(products), **{maker: maker for maker in makers}}


def _new(session: Session) -> Any:
    """Adds the events that are not there, and says which ones those were."""
    return _insert(session)(_EVENTS).on_conflict_do_nothing().returning(_EVENTS.c.id)


def _more(session: Session) -> Any:
    """Adds to the count of a day, which may not be there yet."""
    added = _insert(session)(_COUNTS)
    return added.on_conflict_do_update(index_elements=_KEY, set_={"times": _COUNTS.c.times + added.excluded.times})


def _insert(session: Session) -> Any:
    """Both databases know "unless it is there", each in a dialect of its own."""
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert
