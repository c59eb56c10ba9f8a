"""Brings a database to the newest form of its tables, in this process and in one transaction: all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

FOLDER: Final = Path(__file__).resolve().parent.parent / "migrations"
# Any number that nothing else in the database locks: two servers that start together migrate one after the other.
LOCK: Final = 7_363_528_253


def upgrade(url: str, to: str = "head") -> None:
    """Apply what is missing up to the revision `to`. The folder of an embedded database is made when it is not there."""
    _run(url, command.upgrade, to)


def downgrade(url: str, to: str) -> None:
    """Take back down to the revision `to`; "base" leaves no table."""
    _run(url, command.downgrade, to)


def newest() -> str | None:
    """The revision that this release of the program expects."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def applied(connection: Connection) -> str | None:
    """The revision that the database is at; None when it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def drift(connection: Connection) -> list[Any]:
    """What differs between the tables as migrated and as the models describe them, in Alembic's words; [] when nothing does."""
    context = MigrationContext.configure(connection, opts={"include_name": listed(connection), "compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


def listed(_connection: Connection) -> Any:
    """Alembic's filter of names: the tables of the search index are made by app.catalogue.search and differ by database."""
    return lambda name, kind, _parents: not (kind == "table" and name.startswith("search_"))


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection in a transaction that holds off every other migration of this database."""
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            yield connection
            if connection.dialect.name == "sqlite" and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
                raise RuntimeError(f"The migration would leave rows that refer to nothing: {broken[:5]}")
    finally:
        engine.dispose()


def _run(url: str, verb: Any, to: str) -> None:
    with connected(url) as connection:
        verb(_config(connection), to)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> Engine:
    """Unlike the server's, without foreign keys on SQLite: changing a table there means to copy, drop and rename it."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 30000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = OFF")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
