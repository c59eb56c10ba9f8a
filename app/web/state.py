"""What one server process holds: settings, databases, pictures, and how fresh its view of the catalogue is."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

import psycopg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app.accounts.limits import Limits
from app.catalogue.changes import CHANNEL, NoCentre, serial
from app.catalogue.reference import Reference, reference
from app.db import Databases, Readers, transaction
from app.errors import Busy
from app.media.storage import Store
from app.settings import Settings
from app.text import _

log: Final = structlog.get_logger("etalase")


class Unreadable(Busy):
    message = _("The catalogue cannot be read right now. Please try again in a moment.")


@dataclass(frozen=True)
class View:
    """The catalogue as of one serial and one day: what a tag says and a cached answer belongs to."""

    serial: int
    day: str
    until: float
    frame: Reference | None

    @property
    def here(self) -> Reference:
        """The frame of the centre. Raises Unreadable while the database is out of reach, NoCentre while none is set up."""
        if self.frame is None:
            raise Unreadable if self.serial < 0 else NoCentre
        return self.frame


@dataclass
class State:
    """Shared by all requests of a process."""

    settings: Settings
    databases: Databases
    store: Store
    release: str
    view: View | None = None
    blind_until: float = 0
    """Until then (monotonic) nobody tries again to read a database that is out of reach; 0 while all is well."""
    watch: "Watch" = field(init=False)
    readers: Readers = field(init=False)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        self.readers = Readers(self.databases.reader)
        self.watch = EmbeddedWatch(self.databases) if self.databases.embedded else ServerWatch(self.databases)

    async def current(self) -> View:
        """The view that answers must have. Costs a microsecond while nothing was written, some queries after a write.

        While the database is out of reach it is the last one, so that pages that are in memory stay on show.
        """
        if self.view is None or (time.monotonic() >= self.blind_until and (self.blind_until or self._changed())):
            self.view = await run_in_threadpool(self._look)
        return self.view

    def _changed(self) -> bool:
        try:
            return self.watch.changed() or self.view is None or time.time() >= self.view.until
        except sqlite3.Error:
            return True

    def _look(self) -> View:
        try:
            view = self._read()
        except SQLAlchemyError as error:
            # Not migrated, or out of reach. Each page then says so by itself; look again in a second.
            log.error("catalogue_unreadable", error=type(error).__name__)
            self.blind_until = time.monotonic() + 1
            return self.view or View(-1, "", time.time() + 1, None)
        self.blind_until = 0
        return view

    def _read(self) -> View:
        with transaction(self.databases, reading=True) as session:
            number = serial(session)
            if self.view and self.view.serial == number and time.time() < self.view.until:
                return self.view
            try:
                frame = reference(session)
            except NoCentre:
                return View(number, "", time.time() + 1, None)
        here = datetime.now(ZoneInfo(frame.centre.time_zone))
        midnight = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return View(number, here.strftime("%y%m%d"), midnight.timestamp(), frame)

    def session(self) -> Session:
        """A reading session that knows the frame already, so that no request reads it again."""
        session = Session(self.databases.reader, expire_on_commit=False)
        if self.view and self.view.frame:
            session.info["reference"] = self.view.frame
        return session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The same for one call, without the cost of opening where the database allows it."""
        if self.databases.embedded:
            with self.readers.reading() as session:
                session.info["reference"] = self.view.frame if self.view else None
                yield session
        else:
            with self.session() as session:
                yield session

    def close(self) -> None:
        self.watch.close()
        self.readers.close()
        self.databases.dispose()


class Watch(Protocol):
    """Tells whether the database may have changed since the last question."""

    def changed(self) -> bool: ...

    def written(self) -> None:
        """This process has committed something itself."""

    def close(self) -> None: ...


class EmbeddedWatch:
    """SQLite counts the commits of other connections; asking reads one number of shared memory."""

    def __init__(self, databases: Databases) -> None:
        self._path = databases.url.database or ""
        self._connection: sqlite3.Connection | None = None
        self._version: Any = None

    def changed(self) -> bool:
        if self._connection is None:
            self._connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, check_same_thread=False, isolation_level=None)
        version = self._connection.execute("PRAGMA data_version").fetchone()
        changed = bool(version != self._version)
        self._version = version
        return changed

    def written(self) -> None:
        """Nothing to do: the count of commits has it already."""

    def close(self) -> None:
        if self._connection:
            self._connection.close()


class ServerWatch:
    """PostgreSQL notifies when a transaction that raised the serial commits. While nobody listens, everything counts as changed."""

    def __init__(self, databases: Databases) -> None:
        self._address = databases.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._changed = threading.Event()
        self._listening = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="changes", daemon=True)
        self._thread.start()

    def changed(self) -> bool:
        changed = self._changed.is_set() or not self._listening.is_set()
        self._changed.clear()
        return changed

    def written(self) -> None:
        """The note of it is still on its way, and who wrote looks at once."""
        self._changed.set()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(timeout=3)

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._changed.set()  # something may have happened before we listened
                    self._listening.set()
                    while not self._stop.is_set():
                        for _note in connection.notifies(timeout=0.5):
                            self._changed.set()
            except psycopg.Error as error:
                self._listening.clear()
                log.warning("changes_unheard", error=type(error).__name__)
                self._stop.wait(1)
        self._listening.clear()
