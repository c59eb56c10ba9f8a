"""Work is done once, whatever happens to the worker: it is killed, told to stop, or its job is cancelled or broken."""

import random
import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from app.db import Databases, now, transaction
from app.errors import Busy, Invalid
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.jobs.worker import Stopped, Task, Worker
from app.settings import Settings
from tests.conftest import REPEATS, ROOT
from tests.jobs import dying


def enqueued(databases: Databases, *kinds: str) -> list[Job]:
    with transaction(databases) as session:
        return [queue.enqueue(session, kind, {}) for kind in kinds]


def row(databases: Databases, job: Job) -> Job:
    with transaction(databases, reading=True) as session:
        return session.get_one(Job, job.id)


def effects(databases: Databases) -> list[str]:
    with transaction(databases, reading=True) as session:
        return sorted(job.given["of"] for job in session.exec(select(Job).where(col(Job.kind) == "effect")))


def leases_end(databases: Databases) -> None:
    """As if half a minute had passed without a word of whoever was working, and nobody had been killed with it before."""
    with transaction(databases) as session:
        for job in session.exec(select(Job).where(col(Job.state) == JobState.RUNNING)):
            job.due_at, job.tries = now() - timedelta(seconds=1), 1


def killed_worker(settings: Settings, point: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.jobs.dying", settings.database, point]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("point", ["begun", "written", "committed"])
def test_a_job_whose_worker_was_killed_is_done_once_by_the_next(settings: Settings, databases: Databases, point: str) -> None:
    worker = Worker(databases, {"work": dying.work})
    for _kill in range(-(-REPEATS // 3)):
        (job,) = enqueued(databases, "work")
        before = effects(databases)
        with killed_worker(settings, point) as child:
            assert child.wait(60) == -9
        assert (row(databases, job).state == JobState.DONE) == (point == "committed")
        leases_end(databases)
        assert worker.run_one() == (point != "committed")
        assert row(databases, job).state == JobState.DONE
        assert effects(databases) == sorted([*before, str(job.id)])


def test_of_many_jobs_none_is_lost_and_none_is_done_twice_when_workers_are_killed_at_any_moment(
    settings: Settings, databases: Databases
) -> None:
    jobs = enqueued(databases, *(["work"] * 60))
    for _kill in range(-(-REPEATS // 3)):
        with killed_worker(settings, "never") as child:
            assert child.stdout
            for _done in range(random.randint(1, 12)):
                child.stdout.readline()
            child.kill()
        leases_end(databases)
    worker = Worker(databases, {"work": dying.work})
    while worker.run_one():
        pass
    assert effects(databases) == sorted(str(job.id) for job in jobs)
    assert {row(databases, job).state for job in jobs} == {JobState.DONE}


def test_a_worker_runs_what_comes_and_stops_when_it_is_told(databases: Databases) -> None:
    done = threading.Event()
    worker = Worker(databases, {"work": lambda _task: done.set()}, threads=2)
    worker.start()
    (job,) = enqueued(databases, "work")
    assert done.wait(20)
    worker.stop()
    assert row(databases, job).state == JobState.DONE


def test_recurring_work_begins_by_itself(databases: Databases) -> None:
    swept = threading.Event()
    worker = Worker(databases, {"sweep": lambda _task: swept.set()}, recurring={"sweep": timedelta(hours=1)}, threads=2)
    worker.start()
    assert swept.wait(20)
    worker.stop()
    with transaction(databases, reading=True) as session:
        (job,) = session.exec(select(Job)).all()
    assert (job.kind, job.state) == ("sweep", JobState.WAITING)
    assert job.due_at > now() + timedelta(minutes=50)


def test_a_stopping_worker_gives_its_job_back(databases: Databases) -> None:
    running = threading.Event()

    def patient(task: Task) -> None:
        running.set()
        while True:
            task.progress(1, 2)

    worker = Worker(databases, {"work": patient}, threads=1)
    (job,) = enqueued(databases, "work")
    worker.start()
    assert running.wait(20)
    worker.stop()
    assert (row(databases, job).state, row(databases, job).tries) == (JobState.WAITING, 0)


def test_a_cancelled_job_ends_within_seconds_and_leaves_nothing(databases: Databases) -> None:
    (job,) = enqueued(databases, "work")
    stopped = threading.Event()

    def patient(task: Task) -> None:
        with transaction(databases) as session:
            queue.cancel(session, job.id)
        try:
            while True:
                task.progress(1, 2)
        except Stopped:
            stopped.set()
            raise

    worker = Worker(databases, {"work": patient}, threads=1)
    worker.start()
    assert stopped.wait(20)
    worker.stop()
    assert row(databases, job).state == JobState.CANCELLED


def test_what_a_cancelled_job_has_done_is_not_committed(databases: Databases) -> None:
    (job,) = enqueued(databases, "work")

    def work(task: Task) -> None:
        with transaction(databases) as session:
            queue.cancel(session, job.id)
        dying.work(task)

    Worker(databases, {"work": work}).run_one()
    assert effects(databases) == []
    assert row(databases, job).state == JobState.CANCELLED


def test_progress_is_told_by_the_beat_and_never_waits_for_the_database(databases: Databases) -> None:
    (job,) = enqueued(databases, "work")
    seen = []

    def work(task: Task) -> None:
        with transaction(databases) as session:  # on SQLite nobody else can write now, not even the job's own row
            queue.enqueue(session, "effect", {"of": "x"})
            task.progress(3, 10)
        task.beat()
        seen.append((row(databases, job).done, row(databases, job).total))

    Worker(databases, {"work": work}).run_one()
    assert seen == [(3, 10)]


@pytest.mark.parametrize(
    ("error", "state", "problem"),
    [
        (Invalid(), JobState.FAILED, "Something does not fit yet."),
        (Busy(), JobState.WAITING, "This is not possible right now. Please try again in a moment."),
        (KeyError("secret words"), JobState.WAITING, "KeyError"),
    ],
)
def test_a_failure_is_kept_in_one_line_without_what_people_typed(
    databases: Databases, error: Exception, state: JobState, problem: str
) -> None:
    (job,) = enqueued(databases, "work")

    def broken(_task: Task) -> None:
        raise error

    Worker(databases, {"work": broken}).run_one()
    assert (row(databases, job).state, row(databases, job).problem) == (state, problem)


def test_a_broken_job_leaves_its_neighbours_alone(databases: Databases) -> None:
    def broken(_task: Task) -> None:
        raise RuntimeError

    bad, good = enqueued(databases, "bad", "work")
    worker = Worker(databases, {"bad": broken, "work": dying.work})
    while worker.run_one():
        pass
    assert (row(databases, bad).state, row(databases, good).state) == (JobState.WAITING, JobState.DONE)


@pytest.mark.parametrize(
    "error", [OperationalError("", {}, Exception()), sqlite3.OperationalError("database is locked")], ids=["away", "busy"]
)
def test_a_worker_waits_for_a_database_that_is_away_or_busy(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    done, refused = threading.Event(), threading.Event()
    real = queue.is_due

    def at_first_not(*given: object) -> bool:
        if not refused.is_set():
            refused.set()
            raise error
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("app.jobs.worker._PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(queue, "is_due", at_first_not)
    enqueued(databases, "work")
    worker = Worker(databases, {"work": lambda _task: done.set()}, threads=1)
    worker.start()
    assert done.wait(20)
    worker.stop()
