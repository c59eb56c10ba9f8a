"""Databases: engines, naming convention, column types, and the one transaction of a request or a command."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Engine, Select, String, TypeDecorator, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel, create_engine

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PATIENCE_SECONDS: Final = 5
"""So long somebody waits for a database that is busy or away; then they are told, and what they wrote is still in front of them."""

# Binary order on both databases, because sort keys are made to be compared so; a PostgreSQL of another locale would disagree.
Ordered: Final = String().with_variant(String(collation="C"), "postgresql")


class Moment(TypeDecorator[datetime]):
    """A UTC moment. SQLite keeps no zone, so one is put back on reading; a naive moment is refused on writing."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC)


class Readers:
    """Reading sessions of SQLite that stay open between requests; only the transaction begins and ends, at the driver.

    Opening a session, taking a connection and giving both back costs more than the query of a list. A few stay open, since
    one that waits holds a connection that others may want.
    """

    STAY: Final = 4

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._free: list[Session] = []

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session in a reading transaction of its own. After an error it is not used again."""
        session = self._free.pop() if self._free else Session(self._engine, expire_on_commit=False)
        try:
            driver: Any = session.connection().connection.driver_connection
            if not driver.in_transaction:  # the first time SQLAlchemy has begun it
                driver.execute("BEGIN")
            yield session
        except BaseException:
            session.close()
            raise
        session.expunge_all()
        driver.execute("ROLLBACK")
        if len(self._free) < self.STAY:
            self._free.append(session)
        else:
            session.close()

    def close(self) -> None:
        while self._free:
            self._free.pop().close()


class Databases:
    """The writer and the reader engine of one database.

    SQLite has one writer at a time, so its writer engine holds a single connection, begins IMMEDIATE (a deferred
    BEGIN lost 1,491 of 1,600 concurrent updates) and is the only one that checkpoints, which keeps clear of the
    WAL-reset fault of SQLite 3.7.0 to 3.51.2; its readers are read-only to the database itself. PostgreSQL needs one engine.
    """

    def __init__(self, url: str, *, connections: int = 16) -> None:
        self.url = make_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        if self.embedded:
            self.writer = _sqlite(url, writing=True, connections=1)
            self.reader = _sqlite(url, writing=False, connections=connections + Readers.STAY)
        else:
            patience = {"connect_timeout": PATIENCE_SECONDS, "tcp_user_timeout": PATIENCE_SECONDS * 1000}
            self.writer = create_engine(
                url, pool_size=connections, max_overflow=0, pool_pre_ping=True, pool_timeout=PATIENCE_SECONDS, connect_args=patience
            )
            self.reader = self.writer.execution_options(postgresql_readonly=True)  # the same pool

    def dispose(self) -> None:
        """Close every connection; on SQLite the last one also folds the write-ahead log into the file.

        What was written may have changed which index is best, and SQLite learns of it only when it is told to look.
        """
        if self.embedded and self.writer.pool.checkedin():  # type: ignore[attr-defined]
            with self.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
                connection.exec_driver_sql("PRAGMA optimize")
        self.reader.dispose()
        self.writer.dispose()


@contextmanager
def transaction(databases: Databases, *, reading: bool = False) -> Iterator[Session]:
    """One session in one transaction: committed at the end, rolled back by any exception. A reading one cannot write."""
    engine = databases.reader if reading else databases.writer
    with Session(engine, expire_on_commit=False) as session:
        if reading:
            yield session
        else:
            with session.begin():
                yield session


class Prepared:
    """A statement that is asked very often, with plain text and whole numbers only: compiled once, given straight to the driver.

    SQLAlchemy takes a cached statement apart at each execution, which for a list costs twice what the database needs for it.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, list[str] | None, dict[str, Any]]] = {}

    def rows(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        """All rows, as the driver gives them."""
        connection = session.connection()
        name = connection.dialect.name
        if name not in self._compiled:
            compiled = self._statement.compile(dialect=connection.dialect)
            self._compiled[name] = (str(compiled), compiled.positiontup, dict(compiled.params))
        sql, places, defaults = self._compiled[name]
        given = {**defaults, **values}
        cursor = connection.connection.cursor()
        try:
            cursor.execute(sql, [given[place] for place in places] if places is not None else given)
            return list(cursor.fetchall())
        finally:
            cursor.close()


def sqlite_warning() -> str | None:
    """A sentence when the linked SQLite has the WAL-reset fault (fixed in 3.51.3, and in 3.50.7 and 3.44.6)."""
    version = sqlite3.sqlite_version_info
    sound = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    if sound:
        return None
    return (
        f"SQLite {sqlite3.sqlite_version} has the WAL-reset fault (sqlite.org/wal.html). Etalase keeps clear of it with one checkpointing "
        "connection: run one server process only, open the file with no other program while it runs, or use PostgreSQL."
    )


def _sqlite(url: str, *, writing: bool, connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_reset_on_return="rollback" if writing else None,  # who reads ends the transaction; a second end is for nothing
        pool_timeout=PATIENCE_SECONDS,
        connect_args={"check_same_thread": False, "timeout": PATIENCE_SECONDS, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 would begin late and by itself, see below
        connection.execute("PRAGMA journal_mode = WAL") if writing else connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
        connection.execute("PRAGMA synchronous = FULL")  # an answered write survives a power cut
        connection.execute("PRAGMA cache_size = -16000")
        # Mapped pages count as ours; the writer needs few, and a long import shall not look as if it grew with the catalogue.
        connection.execute(f"PRAGMA mmap_size = {64 << 20 if writing else 256 << 20}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA wal_autocheckpoint = {1000 if writing else 0}")

    start = "BEGIN IMMEDIATE" if writing else "BEGIN"

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # Straight to the driver: through SQLAlchemy this one word costs as much as the query of a list.
        connection.connection.driver_connection.execute(start)

    return engine
