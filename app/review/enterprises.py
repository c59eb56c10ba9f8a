"""Every enterprise that the desk knows: on show, suspended, or still registering, which is a draft and no row of the catalogue yet."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, Subquery, case, func, literal, or_, select, union_all
from sqlmodel import Session, col

from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import reference
from app.review import live
from app.review.models import OPEN, State, Submission, Trust

PAGE: Final = 50


class Standing(StrEnum):
    ON_SHOW = "on_show"
    SUSPENDED = "suspended"
    REGISTERING = "registering"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which enterprises are asked for; what is None does not matter. `words` are looked for in the name, `area` counts with all within."""

    words: str = ""
    standing: Standing | None = None
    area: str | None = None
    trust: int | None = None


@dataclass(frozen=True)
class Line:
    """One enterprise. `waiting` are the submissions of it that wait for a decision."""

    id: UUID
    name: str
    area: str
    standing: Standing
    trust: int
    products: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Page:
    """In the order of names; `after` asks for the next page, None after the last."""

    lines: list[Line] = field(default_factory=list)
    after: tuple[str, UUID] | None = None


def listed(session: Session, wanted: Wanted, *, after: tuple[str, UUID] | None = None, limit: int = PAGE) -> Page:
    """A page of them, with how many products each has and how much of it waits."""
    everyone = _everyone()
    order = func.lower(everyone.c.name)
    level = func.coalesce(col(Trust.level), 0)
    query: Select[*tuple[Any, ...]] = select(*everyone.c, level.label("trust"), order.label("place")).outerjoin(
        Trust, col(Trust.enterprise_id) == everyone.c.id
    )
    query = _narrowed(session, query, everyone, wanted)
    if wanted.trust is not None:
        query = query.where(level == wanted.trust)
    if after:
        place, last = after
        query = query.where(or_(order > place, (order == place) & (everyone.c.id > last)))
    rows = session.connection().execute(query.order_by(order, everyone.c.id).limit(limit + 1)).all()
    shown = rows[:limit]
    products, waiting = _counts(session, [row.id for row in shown])
    lines = [
        Line(row.id, row.name, row.area, Standing(row.standing), row.trust, products.get(row.id, 0), waiting.get(row.id, 0))
        for row in shown
    ]
    return Page(lines, (shown[-1].place, shown[-1].id) if len(rows) > limit else None)


def counts(session: Session, wanted: Wanted) -> dict[Standing, int]:
    """How many there are of each standing, whatever `wanted.standing` says."""
    everyone = _everyone()
    level = func.coalesce(col(Trust.level), 0)
    query: Select[*tuple[Any, ...]] = select(everyone.c.standing, func.count()).outerjoin(Trust, col(Trust.enterprise_id) == everyone.c.id)
    query = _narrowed(session, query, everyone, Wanted(words=wanted.words, area=wanted.area))
    if wanted.trust is not None:
        query = query.where(level == wanted.trust)
    found = {row[0]: int(row[1]) for row in session.connection().execute(query.group_by(everyone.c.standing))}
    return {standing: found.get(standing, 0) for standing in Standing}


def standing(session: Session, enterprise_id: UUID) -> Standing | None:
    """Where one enterprise stands; None where nobody knows it."""
    if row := session.get(Enterprise, enterprise_id):
        return Standing.SUSPENDED if row.suspended else Standing.ON_SHOW
    drafted = select(col(Submission.id)).where(col(Submission.kind) == live.ENTERPRISE, col(Submission.entity_id) == enterprise_id).limit(1)
    return Standing.REGISTERING if session.connection().execute(drafted).first() else None


def names(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    """What these enterprises are called, as far as anybody has said so."""
    if not ids:
        return {}
    everyone = _everyone()
    return dict(session.connection().execute(select(everyone.c.id, everyone.c.name).where(everyone.c.id.in_(ids))).all())


def _everyone() -> Subquery:
    """Columns id, name, area, standing of everybody."""
    present = select(
        col(Enterprise.id).label("id"),
        col(Enterprise.content)["name"].as_string().label("name"),
        col(Enterprise.area).label("area"),
        case((col(Enterprise.suspended), literal(Standing.SUSPENDED.value)), else_=literal(Standing.ON_SHOW.value)).label("standing"),
    )
    fields = col(Submission.typed)["fields"]
    coming = select(
        col(Submission.entity_id),
        func.coalesce(fields["name"].as_string(), ""),
        func.coalesce(fields["area"].as_string(), ""),
        literal(Standing.REGISTERING.value),
    ).where(
        col(Submission.kind) == live.ENTERPRISE,
        col(Submission.state).in_(OPEN),
        col(Submission.entity_id).not_in(select(col(Enterprise.id))),
    )
    both: CompoundSelect[Any] = union_all(present, coming)
    return both.subquery()


def _narrowed(session: Session, query: Select[*tuple[Any, ...]], everyone: Subquery, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    if wanted.words:
        query = query.where(everyone.c.name.icontains(wanted.words, autoescape=True))
    if wanted.standing:
        query = query.where(everyone.c.standing == wanted.standing.value)
    if wanted.area:
        query = query.where(everyone.c.area.in_(reference(session).areas_within(wanted.area)))
    return query


def _counts(session: Session, ids: list[UUID]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    if not ids:
        return {}, {}
    products = (
        select(col(Product.enterprise_id), func.count()).where(col(Product.enterprise_id).in_(ids)).group_by(col(Product.enterprise_id))
    )
    waiting = (
        select(col(Submission.enterprise_id), func.count())
        .where(col(Submission.enterprise_id).in_(ids), col(Submission.state) == State.SUBMITTED)
        .group_by(col(Submission.enterprise_id))
    )
    connection = session.connection()
    return dict(connection.execute(products).all()), dict(connection.execute(waiting).all())
