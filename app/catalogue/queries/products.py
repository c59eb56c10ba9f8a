"""Lists of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, bindparam, select, type_coerce
from sqlmodel import Session

from app.catalogue import listing, search
from app.catalogue.queries.cursors import below, cursor, place, score
from app.catalogue.queries.filters import LISTING, PLAIN, Filters, conditions, narrowing, today
from app.catalogue.reference import reference
from app.db import Prepared


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
        return [listing.Card(card) for card in self.cards]


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
    if found and found.nothing:
        return Page([], corrected=found.corrected, nothing=True)
    sort = sort or (Sort.RELEVANCE if found else Sort.NAME)
    values = narrowing(frame, language, filters or Filters())
    if found and sort is Sort.RELEVANCE:
        return _by_relevance(session, found, values, after, limit)
    if after:
        key = "after_moment" if sort is Sort.NEWEST else "after_name"
        values[key], values["after_id"] = place(after, moment=sort is Sort.NEWEST)
    if not found and sort is Sort.NAME and values.keys() <= PLAIN:
        rows = _prepared(tuple(values)).rows(session, values | {"page": limit + 1})
    else:
        statement = _listed(tuple(values), sort)
        if found:
            statement = statement.where(LISTING.product_id.in_(found.ids))
        rows = list(session.connection().execute(statement, values | {"page": limit + 1}))
    next_page = cursor(rows[limit - 1][2], str(rows[limit - 1][3])) if len(rows) > limit else None
    return Page(_cards(rows[:limit], today(frame)), next_page, found.corrected if found else None)


@cache
def _prepared(names: tuple[str, ...]) -> Prepared:
    """The list that is asked for most: by name, of a category, a place, both or neither."""
    return Prepared(_listed(names, Sort.NAME))


@cache
def _listed(names: tuple[str, ...], sort: Sort) -> Select[Any]:
    """The statement of a list, for the conditions of these names; made once for each set of them."""
    key = LISTING.added_at if sort is Sort.NEWEST else LISTING.sort_key
    order = (key.desc(), LISTING.product_id.desc()) if sort is Sort.NEWEST else (key, LISTING.product_id)
    # The id is only for the cursor, so it may stay as the database writes it; making 25 UUIDs costs more than the query.
    ident = type_coerce(LISTING.product_id, String)
    statement: Select[Any] = select(LISTING.card, LISTING.fresh_until, key, ident).where(*conditions(dict.fromkeys(names)))
    return statement.order_by(*order).limit(bindparam("page"))


def _by_relevance(session: Session, found: search.Found, values: dict[str, Any], after: str | None, limit: int) -> Page:
    """The matches below the score in `after`. Scores are whole numbers and no two are the same, so a score alone is the place."""
    behind = score(after) if after else None
    # Without filters the page is the best matches themselves, however many others there are.
    unfiltered = set(values) == {"language"}
    rows = _matched(session, found.best.limit(limit + 1) if unfiltered else found.rows, values, behind, limit)
    if unfiltered and found.crowded and (len(rows) <= limit or rows[-1].score < search.RANKED):
        # In a crowd the database chooses which matches of no rank are among the best, and the page after this one would miss the others.
        rows = _matched(session, found.rows, values, behind, limit)
    next_page = below(rows[limit - 1].score) if len(rows) > limit else None
    return Page(_cards(rows[:limit], today(reference(session))), next_page, found.corrected)


def _matched(session: Session, matches: Select[UUID, int], values: dict[str, Any], behind: int | None, limit: int) -> Sequence[Any]:
    """Cards with their scores, best first: a page, and one more if there is one."""
    if behind is not None:
        matches = matches.where(matches.selected_columns.score < behind)
    hits = matches.subquery()
    columns = select(LISTING.card, LISTING.fresh_until, hits.c.score).join(hits, hits.c.entity_id == LISTING.product_id)
    statement = columns.where(*conditions(values)).order_by(hits.c.score.desc()).limit(limit + 1)
    return session.connection().execute(statement, values).all()


def _cards(rows: Sequence[Any], day: date) -> list[str]:
    # SQLite's driver gives days as text, others as days; in ISO form both compare alike.
    return [listing.without_expired(row[0], day) if row[1] and str(row[1]) < day.isoformat() else row[0] for row in rows]
