"""The index on PostgreSQL: a tsvector of words that are folded already, with a GIN index; no extension is needed.

A word of a name stands in the tsvector twice, as `kopi` and as `+kopi`, one of a kind as `=kopi` too, one of a maker as
`~kopi`: so the index alone can say where a word stands, which the weights of a tsvector cannot.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Connection, FromClause, Integer, Text, Uuid, bindparam, column, func, select, text
from sqlmodel import Session

from app.catalogue.search.expressions import EVERYWHERE, Expression, Field, for_tsquery
from app.catalogue.search.index import SCORE, STEP, Row, Weighted

_MOST_PLACES: Final = 250  # of one word in a tsvector
_FEW: Final = 64
"""So few matches are read and looked at one by one, which is quicker than to ask the index again for each rank."""

# The words lie outside the row (EXTERNAL, TOAST), which keeps the rows that queries visit small. The planner does not know that
# reading them back is dear, nor how few rows a query will match. So the functions that ask forbid a sequential scan, and the
# kind has "nothing" added to it, lest the planner walk along the index of kinds beside that of the words.
_STATEMENTS: Final = (
    """CREATE TABLE search_doc (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        entity_id uuid NOT NULL,
        brevity smallint NOT NULL,
        words tsvector NOT NULL,
        CONSTRAINT uq_search_doc_entity_id_kind UNIQUE (entity_id, kind)
    ) WITH (toast_tuple_target = 128)""",
    "ALTER TABLE search_doc ALTER COLUMN words SET STORAGE EXTERNAL",
    # Without the list of pending entries, which every query would have to read through after an import.
    "CREATE INDEX ix_search_doc_words ON search_doc USING gin (words) WITH (fastupdate = off)",
    'CREATE TABLE search_near (gap text COLLATE "C", word text COLLATE "C", PRIMARY KEY (gap, word))',
    "CREATE TYPE search_place AS (id bigint, entity_id uuid, brevity smallint, weight integer)",
    """CREATE FUNCTION search_matches(asked_kind text, asked text) RETURNS TABLE (id bigint, entity_id uuid)
    LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
    BEGIN
        RETURN QUERY SELECT d.id, d.entity_id FROM search_doc d WHERE d.words @@ asked::tsquery AND d.kind || '' = asked_kind;
    END $$""",
    """CREATE FUNCTION search_counts(asked_kind text, asked text[], most integer) RETURNS TABLE (place bigint, hits bigint)
    LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
    BEGIN
        RETURN QUERY SELECT a.place, (SELECT count(*) FROM (
            SELECT 1 FROM search_doc d WHERE d.words @@ a.query::tsquery AND d.kind || '' = asked_kind LIMIT most) AS first)
        FROM unnest(asked) WITH ORDINALITY AS a(query, place);
    END $$""",
    f"""CREATE FUNCTION search_ranked(asked_kind text, asked text[], weights integer[], most integer, hits integer)
    RETURNS TABLE (id bigint, entity_id uuid, score bigint) LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
    #variable_conflict use_column
    DECLARE
        first search_place[];
        met search_place[];
    BEGIN
        IF hits <= {_FEW} THEN
            RETURN QUERY WITH few AS MATERIALIZED (
                SELECT d.id, d.entity_id, d.brevity, d.words || ''::tsvector AS held FROM search_doc d
                WHERE d.words @@ asked[array_length(asked, 1)]::tsquery AND d.kind || '' = asked_kind)
            SELECT id, entity_id, ({SCORE})::bigint FROM (
                SELECT f.id, f.entity_id, f.brevity, CASE WHEN f.held @@ a.query::tsquery THEN a.weight ELSE 0 END AS weight
                FROM few f CROSS JOIN unnest(asked, weights) AS a(query, weight)) AS every
            GROUP BY id, entity_id, brevity;
            RETURN;
        END IF;
        FOR n IN 1 .. array_length(asked, 1) LOOP
            first := ARRAY(SELECT ROW(d.id, d.entity_id, d.brevity, weights[n])::search_place FROM search_doc d
                WHERE d.words @@ asked[n]::tsquery AND d.kind || '' = asked_kind LIMIT most);
            met := met || first;
            EXIT WHEN hits > most AND cardinality(first) = most;
        END LOOP;
        RETURN QUERY SELECT id, entity_id, ({SCORE})::bigint FROM unnest(met) GROUP BY id, entity_id, brevity;
    END $$""",  # noqa: S608
)
_DROPPED: Final = (
    "FUNCTION search_ranked",
    "FUNCTION search_counts",
    "FUNCTION search_matches",
    "TYPE search_place",
    "TABLE search_near",
    "TABLE search_doc",
)

_PUT: Final = text("""
    INSERT INTO search_doc (kind, entity_id, brevity, words) VALUES (:kind, :entity_id, :brevity, CAST(:words AS tsvector))
    ON CONFLICT (entity_id, kind) DO UPDATE SET brevity = excluded.brevity, words = excluded.words
""").bindparams(bindparam("entity_id", type_=Uuid()))
_WITHDRAW: Final = text("DELETE FROM search_doc WHERE entity_id = :entity_id AND kind = :kind").bindparams(
    bindparam("entity_id", type_=Uuid())
)
# A look-up for each word; an anti-join would have the planner read all spellings for every product that is put.
_NEW: Final = text("""
    SELECT w FROM unnest(CAST(:words AS text[])) AS w
    WHERE (SELECT n.word FROM search_near n WHERE n.gap = w AND n.word = w LIMIT 1) IS NULL
""")
_LEARN: Final = text("""
    INSERT INTO search_near (gap, word) SELECT * FROM unnest(CAST(:keys AS text[]), CAST(:words AS text[])) ON CONFLICT DO NOTHING
""")
_RECALLED: Final = text("SELECT word FROM search_near WHERE gap = ANY (CAST(:keys AS text[]))")
_COUNTS: Final = text("SELECT hits FROM search_counts(:kind, CAST(:queries AS text[]), :most) ORDER BY place")


class PostgresIndex:
    """See index.Index."""

    def create(self, connection: Connection) -> None:
        for statement in _STATEMENTS:
            connection.exec_driver_sql(statement)

    def drop(self, connection: Connection) -> None:
        for thing in _DROPPED:
            connection.exec_driver_sql(f"DROP {thing}")

    def put(self, session: Session, kind: str, entity_id: UUID, row: Row) -> None:
        session.execute(_PUT, {"kind": kind, "entity_id": entity_id, "brevity": row.brevity, "words": _vector(row)})

    def withdraw(self, session: Session, kind: str, entity_id: UUID) -> None:
        session.execute(_WITHDRAW, {"kind": kind, "entity_id": entity_id})

    def new(self, session: Session, words: Sequence[str]) -> list[str]:
        return list(session.execute(_NEW, {"words": list(words)}).scalars())

    def learn(self, session: Session, pairs: Sequence[tuple[str, str]]) -> None:
        session.execute(_LEARN, {"keys": [key for key, _word in pairs], "words": [word for _key, word in pairs]})

    def recalled(self, session: Session, keys: Sequence[str]) -> set[str]:
        return set(session.execute(_RECALLED, {"keys": list(keys)}).scalars())

    def written(self, tree: Expression, fields: tuple[Field, ...] = EVERYWHERE) -> str:
        return for_tsquery(tree, fields)

    def counts(self, session: Session, kind: str, queries: Sequence[str], most: int) -> list[int]:
        return list(session.execute(_COUNTS, {"kind": kind, "queries": list(queries), "most": most}).scalars())

    def matches(self, kind: str, query: str) -> FromClause:
        called = func.search_matches(bindparam(None, kind, Text()), bindparam(None, query, Text()))
        return called.table_valued(column("id", BigInteger), column("entity_id", Uuid))

    def ranked(self, kind: str, queries: Sequence[Weighted], most: int, hits: int) -> FromClause:
        called = func.search_ranked(
            bindparam(None, kind, Text()),
            bindparam(None, [one.query for one in queries], ARRAY(Text())),
            bindparam(None, [one.weight for one in queries], ARRAY(Integer())),
            bindparam(None, most, Integer()),
            bindparam(None, hits, Integer()),
        )
        return called.table_valued(column("id", BigInteger), column("entity_id", Uuid), column("score", BigInteger))

    def scored(self, kind: str, query: str, queries: Sequence[Weighted], most: int) -> FromClause:
        matches, ranked = self.matches(kind, query), self.ranked(kind, queries, most, most + 1)
        score = func.coalesce(ranked.c.score, STEP - matches.c.id).label("score")
        every = select(matches.c.id, matches.c.entity_id, score)
        return every.outerjoin_from(matches, ranked, ranked.c.id == matches.c.id).subquery()


def _vector(row: Row) -> str:
    """The row as the text of a tsvector. Words are letters and digits only (text.fold), so quotes hold them."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for words, mark in zip(row[:4], (Field.NAMES.value, Field.KINDS.value, Field.MAKERS.value, ""), strict=True):
        place += 1  # no phrase reaches from one column into the next
        for word in words:
            place += 1
            for lexeme in {word, mark + word}:
                places[lexeme].append(str(place))
    return " ".join(f"'{lexeme}':{','.join(at[:_MOST_PLACES])}" for lexeme, at in places.items())
