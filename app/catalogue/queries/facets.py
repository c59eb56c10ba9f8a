"""How many products each further filter of a list would leave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlmodel import Session

from app.catalogue import search
from app.catalogue.queries.filters import LISTING, PAPER, PLAIN, Filters, conditions, narrowing, today
from app.catalogue.reference import reference
from app.db import Prepared


@dataclass(frozen=True)
class Facets:
    """How many products each further filter would leave; sums include everything below a category or area.

    `certificates` has families, and the scheme or family that is chosen. Choosing another takes its place, so the others
    are counted under all filters but this one.
    """

    total: int
    categories: dict[str, int]
    areas: dict[str, int]
    certificates: dict[str, int]
    languages: dict[str, int]


def facets(session: Session, *, language: str, filters: Filters | None = None, q: str = "") -> Facets:
    """Counts for the filters of a list, under the filters already set."""
    frame = reference(session)
    filters = filters or Filters()
    values = narrowing(frame, language, filters) | {"day": today(frame)}
    if q.strip():
        found = search.matching(session, q)
        if found.nothing:
            return Facets(0, {}, {}, {}, {})
        matched = LISTING.product_id.in_(found.ids)
        statements = _statements(_chosen(tuple(values)).where(matched), _chosen(_uncertified(values)).where(matched))
        counts, papers = (list(session.connection().execute(statement, values)) for statement in statements)
    elif values.keys() <= PLAIN | {"day"}:
        given = {**values, "day": values["day"].isoformat()}
        counts, papers = (prepared.rows(session, given) for prepared in _prepared(tuple(values)))
    else:
        counts, papers = (list(session.connection().execute(statement, values)) for statement in _plain(tuple(values)))
    categories: Counter[str] = Counter()
    areas: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for category, area, spoken, count in counts:
        for node in frame.category_path(category):
            categories[node.key] += count
        for place in frame.area_path(area):
            areas[place.key] += count
        languages[spoken] += count
    total = languages.total()
    certificates = {family: count for family, count in papers}  # noqa: C416  a row is no pair to mypy
    if filters.certificate and total:
        certificates[filters.certificate] = total
    return Facets(total, dict(categories), dict(areas), certificates, dict(languages))


@cache
def _prepared(names: tuple[str, ...]) -> tuple[Prepared, Prepared]:
    counts, papers = _plain(names)
    return Prepared(counts), Prepared(papers)


@cache
def _plain(names: tuple[str, ...]) -> tuple[Select[Any], Select[Any]]:
    """The two statements for the conditions of these names; made once for each set of them."""
    return _statements(_chosen(names), _chosen(_uncertified(names)))


def _chosen(names: tuple[str, ...]) -> Select[Any]:
    columns = (LISTING.product_id, LISTING.enterprise_id, LISTING.category, LISTING.area, LISTING.name_language)
    return select(*columns).where(*conditions(dict.fromkeys(names)))


def _uncertified(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name != "schemes")


def _statements(chosen: Select[Any], uncertified: Select[Any]) -> tuple[Select[Any], Select[Any]]:
    """How many of the chosen products are of each kind, place and language; how many of `uncertified` have each family of certificates."""
    listed = chosen.cte().c
    groups = (listed.category, listed.area, listed.name_language)
    counts = select(*groups, func.count()).group_by(*groups)
    rows = uncertified.cte()
    valid = or_(PAPER.valid_to.is_(None), PAPER.valid_to >= bindparam("day"))
    own = select(PAPER.family, rows.c.product_id).join(rows, rows.c.product_id == PAPER.product_id)
    premises = select(PAPER.family, rows.c.product_id).join(
        rows, and_(rows.c.enterprise_id == PAPER.enterprise_id, PAPER.product_id.is_(None))
    )
    each = own.where(valid).union(premises.where(valid)).subquery()  # union, so that two papers count one product once
    return counts, select(each.c.family, func.count()).group_by(each.c.family)
