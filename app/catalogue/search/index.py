"""What the index is to the rest of search, whichever database holds it, and how matches are scored.

Both databases list the rows that match a query very cheaply and rank them dearly (on SQLite 0.03 and 0.6 microseconds a row,
on PostgreSQL more), so a score is made of nested queries: how many of the stricter ones a row matches too.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Connection, FromClause
from sqlmodel import Session

from app.catalogue.search.expressions import EVERYWHERE, Expression, Field
from app.catalogue.search.words import Words, held

STEP: Final = 1 << 40
"""Scores of different rank are at least this far apart; below it, earlier rows come first, so that no two scores are the same."""

RANKED: Final = STEP
"""Scores of matches that have any weight are above this, those of the others below."""

LONGEST_NAME: Final = 63

SCORE: Final = f"(sum(weight) * {LONGEST_NAME + 1} + CASE WHEN sum(weight) > 0 THEN {LONGEST_NAME} - brevity ELSE 0 END + 1) * {STEP} - id"
"""SQL: the weights of the queries that a row matches; then short names before long ones; then the order of first publication."""


class Weighted(NamedTuple):
    """A query in the database's own language and what a match of it counts."""

    query: str
    weight: int


class Row(NamedTuple):
    """A thing as the index holds it: folded words by column, and the length of its name."""

    names: list[str]
    kinds: list[str]
    makers: list[str]
    text: list[str]
    brevity: int


class Index(Protocol):
    """One kind of database. Tables of matches have the columns `id` and `entity_id`, ranked ones `score` as well."""

    def create(self, connection: Connection) -> None: ...

    def drop(self, connection: Connection) -> None: ...

    def put(self, session: Session, kind: str, entity_id: UUID, row: Row) -> None: ...

    def withdraw(self, session: Session, kind: str, entity_id: UUID) -> None: ...

    def new(self, session: Session, words: Sequence[str]) -> list[str]:
        """Those of the words that were never learned."""
        ...

    def learn(self, session: Session, pairs: Sequence[tuple[str, str]]) -> None:
        """Remember words by their spelling keys: pairs of a key and a word."""
        ...

    def recalled(self, session: Session, keys: Sequence[str]) -> set[str]:
        """Words that were learned by one of the keys. Nothing may hold them any more."""
        ...

    def written(self, tree: Expression, fields: tuple[Field, ...] = EVERYWHERE) -> str: ...

    def counts(self, session: Session, kind: str, queries: Sequence[str], most: int) -> list[int]:
        """For each query how many rows match it, counted up to `most`."""
        ...

    def matches(self, kind: str, query: str) -> FromClause: ...

    def ranked(self, kind: str, queries: Sequence[Weighted], most: int, hits: int) -> FromClause:
        """Some `most` matches of each query with their SCORE. The last query has `hits`, and whatever matches another matches it too.

        Where that is more than `most`, the first query that has `most` is the last one asked.
        """
        ...

    def scored(self, kind: str, query: str, queries: Sequence[Weighted], most: int) -> FromClause:
        """All matches of a query with their SCORE: by `queries` as in a crowd, 0 for those beyond."""
        ...


def row(words: Words) -> Row:
    """The row that the index will hold for these words."""
    names = [held([name]) for name in words.names]
    length = -(-sum(map(len, names)) // len(names)) if names else LONGEST_NAME
    return Row(
        [word for name in names for word in name], held(words.kinds), held(words.makers), held(words.text), min(length, LONGEST_NAME)
    )
