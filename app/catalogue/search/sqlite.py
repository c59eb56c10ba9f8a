"""The index on SQLite: FTS5 over words that are folded already, one row per thing, numbered as in search_doc."""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Connection, FromClause, Integer, String, TextClause, Uuid, bindparam, text
from sqlmodel import Session

from app.catalogue.search.expressions import EVERYWHERE, Expression, Field, for_fts5
from app.catalogue.search.index import SCORE, Row, Weighted

_TABLES: Final = (
    """CREATE TABLE search_doc (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        entity_id CHAR(32) NOT NULL,
        brevity SMALLINT NOT NULL,
        CONSTRAINT uq_search_doc_entity_id_kind UNIQUE (entity_id, kind)
    )""",
    # The words come folded and parted by spaces, so the plainest tokenizer is the right one in every script.
    "CREATE VIRTUAL TABLE search_words USING fts5(names, kinds, makers, text, tokenize = 'ascii', prefix = '1 2 3')",
    "CREATE TABLE search_near (gap TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (gap, word)) WITHOUT ROWID",
)

# The order of the join matters: from the words to the things, never the other way.
_MATCHES: Final = """
    SELECT d.id AS id, d.entity_id AS entity_id, d.brevity AS brevity
    FROM search_words AS w CROSS JOIN search_doc AS d ON d.id = w.rowid
    WHERE w.search_words MATCH {query} AND d.kind = :kind
"""
_PUT_DOC: Final = text("""
    INSERT INTO search_doc (kind, entity_id, brevity) VALUES (:kind, :entity_id, :brevity)
    ON CONFLICT (entity_id, kind) DO UPDATE SET brevity = excluded.brevity RETURNING id
""").bindparams(bindparam("entity_id", type_=Uuid()))
_PUT_WORDS: Final = text(
    "INSERT OR REPLACE INTO search_words (rowid, names, kinds, makers, text) VALUES (:id, :names, :kinds, :makers, :text)"
)
_WITHDRAW_DOC: Final = text("DELETE FROM search_doc WHERE entity_id = :entity_id AND kind = :kind RETURNING id").bindparams(
    bindparam("entity_id", type_=Uuid())
)
_WITHDRAW_WORDS: Final = text("DELETE FROM search_words WHERE rowid = :id")
_NEW: Final = text(
    "SELECT value FROM json_each(:words) AS j WHERE NOT EXISTS (SELECT 1 FROM search_near AS n WHERE n.gap = j.value AND n.word = j.value)"
)
_LEARN: Final = text(
    "INSERT OR IGNORE INTO search_near (gap, word) SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:pairs)"
)
_RECALLED: Final = text("SELECT word FROM search_near WHERE gap IN (SELECT value FROM json_each(:keys))")
_COUNTS: Final = text(
    f"SELECT (SELECT count(*) FROM ({_MATCHES.format(query='j.value')} LIMIT :most)) FROM json_each(:queries) AS j ORDER BY j.key"  # noqa: S608
)


class SqliteIndex:
    """See index.Index."""

    def create(self, connection: Connection) -> None:
        for statement in _TABLES:
            connection.execute(text(statement))

    def drop(self, connection: Connection) -> None:
        for name in ("search_near", "search_words", "search_doc"):
            connection.execute(text(f"DROP TABLE {name}"))

    def put(self, session: Session, kind: str, entity_id: UUID, row: Row) -> None:
        number = session.execute(_PUT_DOC, {"kind": kind, "entity_id": entity_id, "brevity": row.brevity}).scalar_one()
        columns = {name: " ".join(words) for name, words in zip(Row._fields[:4], row[:4], strict=True)}
        session.execute(_PUT_WORDS, {"id": number, **columns})

    def withdraw(self, session: Session, kind: str, entity_id: UUID) -> None:
        if number := session.execute(_WITHDRAW_DOC, {"kind": kind, "entity_id": entity_id}).scalar():
            session.execute(_WITHDRAW_WORDS, {"id": number})

    def new(self, session: Session, words: Sequence[str]) -> list[str]:
        return list(session.execute(_NEW, {"words": json.dumps(words)}).scalars())

    def learn(self, session: Session, pairs: Sequence[tuple[str, str]]) -> None:
        session.execute(_LEARN, {"pairs": json.dumps(pairs)})

    def recalled(self, session: Session, keys: Sequence[str]) -> set[str]:
        return set(session.execute(_RECALLED, {"keys": json.dumps(keys)}).scalars())

    def written(self, tree: Expression, fields: tuple[Field, ...] = EVERYWHERE) -> str:
        return for_fts5(tree, fields)

    def counts(self, session: Session, kind: str, queries: Sequence[str], most: int) -> list[int]:
        return list(session.execute(_COUNTS, {"kind": kind, "queries": json.dumps(queries), "most": most}).scalars())

    def matches(self, kind: str, query: str) -> FromClause:
        return _table(_MATCHES.format(query=":query"), kind=kind, query=query)

    def ranked(self, kind: str, queries: Sequence[Weighted], most: int, hits: int) -> FromClause:
        sql = _ranked(tuple(one.weight for one in queries), hits > most, "")
        return _table(sql, kind=kind, most=most, **_named(queries))

    def scored(self, kind: str, query: str, queries: Sequence[Weighted], most: int) -> FromClause:
        beyond = f" UNION ALL SELECT *, 0 AS weight FROM ({_MATCHES.format(query=':every')})"  # noqa: S608
        sql = _ranked(tuple(one.weight for one in queries), True, beyond)
        return _table(sql, kind=kind, most=most, every=query, **_named(queries))


def _named(queries: Sequence[Weighted]) -> dict[str, str]:
    return {f"query{n}": one.query for n, one in enumerate(queries)}


@cache
def _ranked(weights: tuple[int, ...], crowded: bool, beyond: str) -> str:
    parts = []
    for n, weight in enumerate(weights):
        query = f":query{n}"
        if crowded and n:
            full = " OR ".join(f"(SELECT count(*) FROM rank{earlier}) = :most" for earlier in range(n))  # noqa: S608
            query = f"CASE WHEN {full} THEN '\"-\"' ELSE {query} END"  # no word of the index has a sign in it
        matches = f"{_MATCHES.format(query=query)} ORDER BY w.rowid LIMIT :most"
        parts.append(f"rank{n} AS MATERIALIZED (SELECT *, {weight:d} AS weight FROM ({matches}))")  # noqa: S608
    every = " UNION ALL ".join(f"SELECT * FROM rank{n}" for n in range(len(weights)))  # noqa: S608
    return f"WITH {', '.join(parts)} SELECT id, entity_id, {SCORE} AS score FROM ({every}{beyond}) GROUP BY id"  # noqa: S608


def _table(sql: str, **values: str | int) -> FromClause:
    return _read(sql, tuple(values)).bindparams(**values).columns(id=BigInteger(), entity_id=Uuid(), score=BigInteger()).subquery()


@lru_cache(maxsize=256)
def _read(sql: str, names: tuple[str, ...]) -> TextClause:
    """The statement taken apart, which takes longer than to run it."""
    # Unique, so that names of two statements do not meet when they are joined.
    return text(sql).bindparams(*(bindparam(name, unique=True, type_=Integer() if name == "most" else String()) for name in names))
