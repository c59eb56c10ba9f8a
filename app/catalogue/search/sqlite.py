"""The index on SQLite: FTS5 over words that are folded already, one row per thing, numbered as in search_doc."""

import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Connection, FromClause, Integer, String, TextualSelect, Uuid, bindparam, text
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
        return _table(_MATCHES.format(query=":query"), {"kind": kind, "query": query}).subquery()

    def ranked(self, kind: str, queries: Sequence[Weighted], most: int) -> FromClause:
        parts = [
            f"SELECT *, {int(one.weight)} AS weight FROM ({_MATCHES.format(query=f':query{n}')} ORDER BY w.rowid LIMIT :most)"  # noqa: S608
            for n, one in enumerate(queries)
        ]
        ranked = f"SELECT id, entity_id, {SCORE} AS score FROM ({' UNION ALL '.join(parts)}) GROUP BY id"  # noqa: S608
        return _table(ranked, {"kind": kind, "most": most, **{f"query{n}": one.query for n, one in enumerate(queries)}}).subquery()


def _table(sql: str, values: dict[str, Any]) -> TextualSelect:
    """Values keep their own names in every copy, so two of these can stand in one statement."""
    bound = [bindparam(name, value, type_=Integer() if name == "most" else String(), unique=True) for name, value in values.items()]
    return text(sql).bindparams(*bound).columns(id=BigInteger(), entity_id=Uuid(), score=BigInteger())
