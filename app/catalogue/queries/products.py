"""Lists of products."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlmodel import Session, col

from app.catalogue import listing, search
from app.catalogue.models import Listing
from app.catalogue.queries.cursors import behind, cursor, encoded, offset
from app.catalogue.queries.filters import Filters, conditions, today
from app.catalogue.reference import reference


class Sort(StrEnum):
    NAME = "name"
    NEWEST = "newest"
    RELEVANCE = "relevance"


@dataclass(frozen=True)
class Page:
    """Cards as JSON text, ready to send, and the cursor of the next page; None on the last."""

    cards: list[str]
    next: str | None = None
    corrected: str | None = None
    nothing: bool = False

    def read(self) -> list[listing.Card]:
        """The cards for a template."""
        return [json.loads(card) for card in self.cards]


def products(
    session: Session,
    *,
    language: str,
    filters: Filters | None = None,
    sort: Sort | None = None,
    q: str = "",
    after: str | None = None,
    limit: int = 24,
) -> Page:
    """A page of product cards behind the cursor `after`. Sorted by relevance when something is searched for, else by name.

    Raises BadFilter for keys that do not exist, BadCursor for a cursor that no page gave out.
    """
    frame = reference(session)
    found = search.matching(session, q) if q.strip() else None
    sort = sort or (Sort.RELEVANCE if found else Sort.NAME)
    if found and found.nothing:
        return Page([], corrected=found.corrected, nothing=True)
    columns: list[Any] = [col(Listing.card), col(Listing.fresh_until), col(Listing.product_id)]
    narrowed = conditions(frame, language, filters or Filters())
    if found:
        hits = found.rows.subquery()
        if sort is Sort.RELEVANCE:
            return _by_relevance(session, select(*columns, hits.c.score), narrowed, hits, found, after, limit)
        narrowed.append(col(Listing.product_id).in_(select(hits.c.entity_id)))
    key = col(Listing.added_at) if sort is Sort.NEWEST else col(Listing.sort_key)
    falling = sort is Sort.NEWEST
    if after:
        narrowed.append(behind(key, col(Listing.product_id), after, falling=falling))
    order = (key.desc(), col(Listing.product_id).desc()) if falling else (key, col(Listing.product_id))
    rows = session.execute(select(*columns, key).where(*narrowed).order_by(*order).limit(limit + 1)).all()
    cards = _cards(rows[:limit], today(frame))
    next_page = cursor(rows[limit - 1][3], rows[limit - 1][2]) if len(rows) > limit else None
    return Page(cards, next_page, found.corrected if found else None)


def _by_relevance(
    session: Session,
    chosen: Select[Any],
    narrowed: list[ColumnElement[bool]],
    hits: Any,
    found: search.Found,
    after: str | None,
    limit: int,
) -> Page:
    # A rank has no stable key to continue behind, so the cursor is the number of hits already seen, under one serial.
    seen = offset(after)
    statement = chosen.join(hits, hits.c.entity_id == col(Listing.product_id)).where(*narrowed)
    rows = session.execute(statement.order_by(hits.c.score.desc(), col(Listing.product_id)).offset(seen).limit(limit + 1)).all()
    cursor = encoded(["r", seen + limit]) if len(rows) > limit else None
    return Page(_cards(rows[:limit], today(reference(session))), cursor, found.corrected)


def _cards(rows: Sequence[Row[Any]], day: date) -> list[str]:
    return [listing.without_expired(row[0], day) if row[1] and row[1] < day else row[0] for row in rows]
