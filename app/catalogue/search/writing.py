"""How things get into the index and out of it; only publishing calls this."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from app.catalogue.search.index import Index, row
from app.catalogue.search.near import edges, keys, spelled
from app.catalogue.search.postgres import PostgresIndex
from app.catalogue.search.sqlite import SqliteIndex
from app.catalogue.search.words import Words

_INDEXES: Final[dict[str, Index]] = {"sqlite": SqliteIndex(), "postgresql": PostgresIndex()}


def index(of: Session | Connection) -> Index:
    """The index of the database that the session or connection speaks to."""
    dialect = of.dialect if isinstance(of, Connection) else of.get_bind().dialect
    return _INDEXES[dialect.name]


def create(connection: Connection) -> None:
    """Make the tables of the index; the migration calls this."""
    index(connection).create(connection)


def drop(connection: Connection) -> None:
    """Remove the tables of the index."""
    index(connection).drop(connection)


def put(session: Session, kind: str, entity_id: UUID, words: Words) -> None:
    """Make a thing findable by these words, in place of earlier ones if there are any."""
    held = row(words)
    index(session).put(session, kind, entity_id, held)
    _learn(session, {word for column in held[:4] for word in column})


def withdraw(session: Session, kind: str, entity_id: UUID) -> None:
    """Make a thing unfindable. Its words stay known as spellings; one that nothing holds any more is never proposed."""
    index(session).withdraw(session, kind, entity_id)


def _learn(session: Session, words: Iterable[str]) -> None:
    # In order, so that two writers who learn the same words never wait for each other in a circle.
    if new := sorted(index(session).new(session, [word for word in words if spelled(word)])):
        index(session).learn(session, [(key, word) for word in new for key in sorted(keys(word) | edges(word))])
