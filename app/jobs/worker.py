"""Runs jobs: threads of the server, or of a process of its own. A worker may die at any moment; the queue then gives its job to another."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.db import Databases, transaction
from app.errors import CatalogueError, Said
from app.jobs import queue
from app.jobs.models import Job

_DATABASE_ERRORS: Final = (SQLAlchemyError, sqlite3.Error)
"""SQLite's own too: a transaction begins straight at the driver (app/db.py)."""
_LOOK_SECONDS: Final = 0.5
_BEAT_SECONDS: Final = 1.0
_BEATS_OF_A_LEASE: Final = int(queue.LEASE.total_seconds() / 3 / _BEAT_SECONDS)
_PATIENCE_SECONDS: Final = 5.0
_GRACE_SECONDS: Final = 10.0

log: Final = structlog.get_logger("etalase")


class Stopped(Exception):
    """Raised inside of a work that shall end now: it was cancelled, somebody else runs it, or the server stops."""


class Task:
    """A job as the function sees it that does the work."""

    def __init__(self, databases: Databases, job: Job, stop: threading.Event) -> None:
        self.databases = databases
        self.job = job
        self.result: dict[str, Any] | None = None
        self.finished = False
        self._stop = stop
        self._lost = threading.Event()
        self._told = self._known = (0, 0)
        self._beats = 0

    @property
    def given(self) -> Mapping[str, Any]:
        return self.job.given

    def progress(self, done: int, total: int | None) -> None:
        """Say how far it is; costs nothing and may be called anywhere, also within a transaction. Raises Stopped."""
        self._known = (done, total or 0)
        if self.cancelled():
            raise Stopped

    def cancelled(self) -> bool:
        """Whether to end now. A cancellation is known after a second."""
        return self._lost.is_set() or self._stop.is_set()

    @contextlib.contextmanager
    def finishing(self, *, forget: bool = False) -> Iterator[Session]:
        """The transaction of what the job does, and its end: both are committed, or neither, as when the job is not ours any more.

        What is to be told of it is put into `result` before. `forget` empties what was given, where that is personal.
        """
        with transaction(self.databases) as session:
            yield session
            queue.finish(session, self.job, self.result, forget=forget)
        self.finished = True

    def beat(self) -> None:
        """Renew the lease when it is time or when there is news. Called every second, in a thread that does nothing else."""
        self._beats += 1
        if self.finished or (self._known == self._told and self._beats % _BEATS_OF_A_LEASE):
            return
        done, total = known = self._known
        try:
            with transaction(self.databases) as session:
                queue.renew(session, self.job, done=done, total=total)
            self._told = known
        except queue.Lost:
            self._lost.set()
        except _DATABASE_ERRORS as error:  # a long transaction holds SQLite's only writer; we are asked again in a second
            log.info("lease_not_renewed", job=str(self.job.id), error=type(error).__name__)


Work = Callable[[Task], None]
"""Does a job. A work may be run twice, so its effects belong into `task.finishing()`; without it the job ends when the work returns.

A CatalogueError that is the job's own fault (status below 500) ends it. Any other says that something is away or full, and the job waits
for that. What nobody foresaw is tried again a few times.
"""


class Worker:
    """Runs the jobs whose kinds are in `works`, `threads` at a time; `recurring` are the kinds that run by themselves, and how often."""

    def __init__(
        self, databases: Databases, works: Mapping[str, Work], *, recurring: Mapping[str, timedelta] | None = None, threads: int = 1
    ) -> None:
        self._databases = databases
        self._works = dict(works)
        self._recurring = dict(recurring or {})
        self._stop = threading.Event()
        self._tasks: set[Task] = set()
        names = [*(f"jobs-{number}" for number in range(threads)), "jobs-leases"] if threads else []
        runs = [*([self._work] * threads), self._beat]
        self._threads = [threading.Thread(target=run, name=name, daemon=True) for name, run in zip(names, runs, strict=False)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End what can be ended; what cannot within some seconds is run again by somebody else when its lease ends."""
        self._stop.set()
        for thread in self._threads:
            thread.join(_GRACE_SECONDS)

    def run_one(self) -> bool:
        """Lease one job and run it to its end, whatever that is; False when none is due."""
        with transaction(self._databases, reading=True) as session:  # so that an idle worker never asks for SQLite's only writer
            if not queue.is_due(session, self._works):
                return False
        with transaction(self._databases) as session:
            job = queue.lease(session, self._works)
        if job is None:
            return False
        task = Task(self._databases, job, self._stop)
        self._tasks.add(task)
        try:
            with contextlib.suppress(queue.Lost):  # whoever has it now says what becomes of it
                self._run(task)
        finally:
            self._tasks.discard(task)
        return True

    def _run(self, task: Task) -> None:
        try:
            self._works[task.job.kind](task)
            if not task.finished:
                with task.finishing():
                    pass
        except queue.Lost:
            log.info("job_lost", job=str(task.job.id), kind=task.job.kind)
        except Stopped:
            self._ended(task, queue.release)
        except CatalogueError as error:
            problem = Said.of(error).as_text() if error.facts else str(error)
            if error.status >= 500:
                self._ended(task, lambda session, job: queue.postpone(session, job, problem))
            else:
                self._ended(task, lambda session, job: queue.fail(session, job, problem, again=False))
        except Exception as error:
            log.error("job_failed", job=str(task.job.id), kind=task.job.kind, error=type(error).__name__, exc_info=error)
            problem = type(error).__name__  # its words may hold what a person typed
            self._ended(task, lambda session, job: queue.fail(session, job, problem))

    def _ended(self, task: Task, say: Callable[[Session, Job], None]) -> None:
        with transaction(self._databases) as session:
            say(session, task.job)

    def _work(self) -> None:
        pause, new = 0.0, list(self._recurring)
        while not self._stop.wait(pause):
            try:
                while new:
                    self._recur(new[-1])
                    new.pop()
                pause = 0.0 if self.run_one() else _LOOK_SECONDS
            except _DATABASE_ERRORS as error:  # not migrated yet, or out of reach: what is running keeps its lease until that ends
                if pause != _PATIENCE_SECONDS:
                    log.warning("jobs_unreachable", error=type(error).__name__)
                pause = _PATIENCE_SECONDS

    def _recur(self, kind: str) -> None:
        with transaction(self._databases) as session:
            queue.recur(session, kind, self._recurring[kind])

    def _beat(self) -> None:
        while not self._stop.wait(_BEAT_SECONDS):
            for task in tuple(self._tasks):
                task.beat()
