"""How many products each further filter of a list would leave."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import Session, col

from app.catalogue import search
from app.catalogue.models import Certificate
from app.catalogue.queries.filters import LISTING, Filters, conditions, narrowing, today
from app.catalogue.reference import Reference, reference


@dataclass(frozen=True)
class Facets:
    """How many products each further filter would leave; sums include everything below a category or area."""

    total: int
    categories: dict[str, int]
    areas: dict[str, int]
    certificates: dict[str, int]
    languages: dict[str, int]


def facets(session: Session, *, language: str, filters: Filters | None = None, q: str = "") -> Facets:
    """Counts for the filters of a list, under the filters already set."""
    frame = reference(session)
    values = narrowing(frame, language, filters or Filters())
    narrowed = conditions(values)
    if q.strip():
        found = search.matching(session, q)
        if found.nothing:
            return Facets(0, {}, {}, {}, {})
        narrowed.append(LISTING.product_id.in_(found.ids))
    columns = (LISTING.product_id, LISTING.enterprise_id, LISTING.category, LISTING.area, LISTING.name_language)
    chosen: Select[Any] = select(*columns).where(*narrowed)
    rows = session.execute(_counted(chosen), values).all()
    categories: Counter[str] = Counter()
    areas: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for category, area, spoken, count in rows:
        for node in frame.category_path(category):
            categories[node.key] += count
        for place in frame.area_path(area):
            areas[place.key] += count
        languages[spoken] += count
    return Facets(
        sum(languages.values()), dict(categories), dict(areas), _certificate_counts(session, frame, chosen, values), dict(languages)
    )


def _counted(chosen: Select[Any]) -> Select[Any]:
    rows = chosen.subquery()
    groups = (rows.c.category, rows.c.area, rows.c.name_language)
    return select(*groups, func.count()).group_by(*groups)


def _certificate_counts(session: Session, frame: Reference, chosen: Select[Any], values: dict[str, Any]) -> dict[str, int]:
    rows, day = chosen.subquery(), today(frame)
    valid = or_(col(Certificate.valid_to).is_(None), col(Certificate.valid_to) >= day)
    own = select(col(Certificate.family).label("family"), rows.c.product_id).join(rows, rows.c.product_id == col(Certificate.product_id))
    premises = select(col(Certificate.family).label("family"), rows.c.product_id).join(
        rows, and_(rows.c.enterprise_id == col(Certificate.enterprise_id), col(Certificate.product_id).is_(None))
    )
    each = own.where(valid).union(premises.where(valid)).subquery()  # union, so that two papers count one product once
    return {
        family: count for family, count, *_ in session.execute(select(each.c.family, func.count()).group_by(each.c.family), values).all()
    }
