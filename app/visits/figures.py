"""What the counts come to: by week for charts, by product, by enterprise, and what nobody looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from app.catalogue.models import Enterprise, Product
from app.visits.models import Kind, Surface, VisitCount

WEEKS: Final = 12
LATELY: Final = timedelta(weeks=4)
"""What is compared with as long a time before, both up to a whole day, so that a week that has just begun does not look poor."""
_WEEK: Final = timedelta(weeks=1)
_KNOWN: Final = frozenset(kind.value for kind in Kind)
"""Kiosks will tell of more than charts show."""


class Scope(NamedTuple):
    """Of what the counts are asked for: one product, all of an enterprise, or the whole centre."""

    enterprise_id: UUID | None = None
    product_id: UUID | None = None


class Week(NamedTuple):
    """How often something happened in the week that begins on this Monday."""

    begins: date
    web: int
    kiosk: int

    @property
    def total(self) -> int:
        return self.web + self.kiosk


@dataclass(frozen=True)
class Series:
    """One kind of event over WEEKS weeks, oldest first; the last is the week of today and may not be over."""

    kind: Kind
    weeks: tuple[Week, ...]
    lately: int
    before: int

    @property
    def total(self) -> int:
        return sum(week.total for week in self.weeks)

    @property
    def most(self) -> int:
        return max(week.total for week in self.weeks)


def first_day(today: date) -> date:
    """The Monday with which the charts begin."""
    return _monday(today) - (WEEKS - 1) * _WEEK


def series(session: Session, scope: Scope, today: date) -> list[Series]:
    """Every kind by week, in the order of Kind."""
    days: dict[Kind, Counter[tuple[date, Surface]]] = defaultdict(Counter)
    columns = (VisitCount.day, VisitCount.kind, VisitCount.surface)
    for day, kind, surface, times in _summed(session, columns, scope, first_day(today)):
        if kind in _KNOWN:
            days[Kind(kind)][day, Surface(surface)] += times
    return [_series(kind, days[kind], today) for kind in Kind]


def totals(session: Session, scope: Scope, since: date) -> dict[UUID, Counter[Kind]]:
    """How often each kind happened to each product since that day; NOTHING stands for the pages of makers."""
    return _by(session, VisitCount.product_id, scope, since)


def makers(session: Session, since: date) -> dict[UUID, Counter[Kind]]:
    """The same of each enterprise, with all of its products."""
    return _by(session, VisitCount.enterprise_id, Scope(), since)


def sparks(session: Session, products: Iterable[UUID], kind: Kind, today: date) -> dict[UUID, list[int]]:
    """Of each of these products how often that happened in each of WEEKS weeks, oldest first."""
    first, wanted = first_day(today), list(products)
    found = {product: [0] * WEEKS for product in wanted}
    columns = (VisitCount.product_id, VisitCount.day)
    more = (col(VisitCount.product_id).in_(wanted), col(VisitCount.kind) == kind)
    for product, day, times in _summed(session, columns, Scope(), first, *more):
        found[product][(day - first) // _WEEK] += times
    return found


def unseen(session: Session, since: date) -> list[Product]:
    """Products on show that nobody saw or opened since that day, those that stand there longest first."""
    seen = select(VisitCount.product_id).where(col(VisitCount.day) >= since, col(VisitCount.kind).in_((Kind.SEEN, Kind.OPENED)))
    shown = select(Product).join(Enterprise, col(Product.enterprise_id) == col(Enterprise.id)).where(col(Enterprise.suspended).is_(False))
    return list(session.exec(shown.where(col(Product.id).not_in(seen)).order_by(col(Product.created_at), col(Product.slug))))


def rows(session: Session, scope: Scope, today: date) -> Iterator[tuple[date, UUID, UUID, Surface, Counter[Kind]]]:
    """For a file: week, enterprise, product (or NOTHING), surface and how often each kind, oldest first."""
    found: dict[tuple[date, UUID, UUID, Surface], Counter[Kind]] = defaultdict(Counter)
    columns = (VisitCount.day, VisitCount.enterprise_id, VisitCount.product_id, VisitCount.surface, VisitCount.kind)
    for day, enterprise, product, surface, kind, times in _summed(session, columns, scope, first_day(today)):
        if kind in _KNOWN:
            found[_monday(day), enterprise, product, Surface(surface)][Kind(kind)] += times
    for key in sorted(found, key=lambda key: (key[0], str(key[1]), str(key[2]), key[3])):
        yield *key, found[key]


def _by(session: Session, column: Any, scope: Scope, since: date) -> dict[UUID, Counter[Kind]]:
    found: dict[UUID, Counter[Kind]] = defaultdict(Counter)
    for thing, kind, times in _summed(session, (column, VisitCount.kind), scope, since):
        if kind in _KNOWN:
            found[thing][Kind(kind)] += times
    return dict(found)


def _summed(session: Session, columns: Sequence[Any], scope: Scope, since: date, *more: ColumnElement[bool]) -> Iterator[Any]:
    """Rows of these columns and the sum over all others, of the scope since that day."""
    query = sa.select(*columns, func.sum(col(VisitCount.times))).where(col(VisitCount.day) >= since, *more).group_by(*columns)
    if scope.enterprise_id:
        query = query.where(col(VisitCount.enterprise_id) == scope.enterprise_id)
    if scope.product_id:
        query = query.where(col(VisitCount.product_id) == scope.product_id)
    return iter(session.execute(query))


def _series(kind: Kind, days: Counter[tuple[date, Surface]], today: date) -> Series:
    weeks, first = Counter[tuple[date, Surface]](), first_day(today)
    for (day, surface), times in days.items():
        weeks[_monday(day), surface] += times
    begins = [first + n * _WEEK for n in range(WEEKS)]
    turn = today - LATELY
    return Series(
        kind,
        tuple(Week(monday, weeks[monday, Surface.WEB], weeks[monday, Surface.KIOSK]) for monday in begins),
        lately=sum(times for (day, _surface), times in days.items() if day > turn),
        before=sum(times for (day, _surface), times in days.items() if turn - LATELY < day <= turn),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
