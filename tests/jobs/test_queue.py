"""A job exists when the transaction does that wanted it, belongs to one worker at a time, and ends once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import Session, select

from app.db import Databases, now, transaction
from app.jobs import queue
from app.jobs.models import Job, JobState


class Clock:
    """The clock of the queue, which goes on only when it is told to."""

    def __init__(self) -> None:
        self.moment = now()

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("app.jobs.queue.now", clock)
    return clock


def fresh(session: Session, job: Job) -> Job:
    """The row as it is now, whatever the session remembers."""
    session.expire_all()
    return session.get_one(Job, job.id)


def test_a_job_whose_transaction_fails_was_never_there(databases: Databases) -> None:
    def fails() -> None:
        with transaction(databases) as session:
            queue.enqueue(session, "work", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    with transaction(databases, reading=True) as session:
        assert session.exec(select(Job)).all() == []


def test_jobs_are_leased_in_the_order_in_which_they_are_due_and_not_before(db: Session) -> None:
    second = queue.enqueue(db, "work", {"n": 2}, due_at=now() - timedelta(seconds=5))
    first = queue.enqueue(db, "work", {"n": 1}, due_at=now() - timedelta(seconds=9))
    queue.enqueue(db, "work", {"n": 3}, due_at=now() + timedelta(hours=1))
    assert [queue.lease(db, ["work"]), queue.lease(db, ["work"]), queue.lease(db, ["work"])] == [first, second, None]


def test_a_worker_is_given_only_what_it_can_do(db: Session) -> None:
    queue.enqueue(db, "paint", {})
    assert not queue.is_due(db, ["work"])
    assert queue.lease(db, ["work"]) is None
    assert queue.is_due(db, ["work", "paint"])


def test_a_leased_job_is_nobody_elses_until_its_lease_ends(db: Session, clock: Clock) -> None:
    job = queue.enqueue(db, "work", {})
    assert queue.lease(db, ["work"]) is job
    first = job.lease
    assert queue.lease(db, ["work"]) is None
    clock.later(seconds=31)
    again = queue.lease(db, ["work"])
    assert again is not None
    assert (again.id, again.tries) == (job.id, 2)
    assert again.lease != first


def test_a_renewed_lease_lasts_longer_and_tells_how_far_the_job_is(db: Session, clock: Clock) -> None:
    queue.enqueue(db, "work", {})
    job = queue.lease(db, ["work"])
    assert job
    clock.later(seconds=20)
    queue.renew(db, job, done=3, total=8)
    clock.later(seconds=20)
    assert queue.lease(db, ["work"]) is None
    assert (fresh(db, job).done, fresh(db, job).total) == (3, 8)


def test_many_workers_take_each_job_once(databases: Databases) -> None:
    with transaction(databases) as session:
        for n in range(40):
            queue.enqueue(session, "work", {"n": n})

    def take(_worker: int) -> list[int]:
        taken: list[int] = []
        while True:
            with transaction(databases) as session:
                job = queue.lease(session, ["work"])
            if job is None:
                return taken
            taken.append(job.given["n"])

    with ThreadPoolExecutor(4) as pool:
        taken = [n for some in pool.map(take, range(4)) for n in some]
    assert sorted(taken) == list(range(40))


def test_who_lost_the_lease_can_neither_end_the_job_nor_commit_what_it_did(databases: Databases, clock: Clock) -> None:
    with transaction(databases) as session:
        queue.enqueue(session, "work", {})
        slow = queue.lease(session, ["work"])
    clock.later(seconds=31)
    with transaction(databases) as session:
        quick = queue.lease(session, ["work"])
    assert slow
    assert quick
    with pytest.raises(queue.Lost):
        _finished(databases, slow)
    with transaction(databases) as session:
        for end in (partial(queue.fail, problem="x"), queue.release, partial(queue.renew, done=1, total=1)):
            with pytest.raises(queue.Lost):
                end(session, slow)
    with transaction(databases) as session:
        queue.finish(session, quick, {"by": "quick"})
    with transaction(databases, reading=True) as session:
        assert [(job.kind, job.state, job.result) for job in session.exec(select(Job))] == [("work", JobState.DONE, {"by": "quick"})]


def test_what_failed_is_tried_three_times_with_longer_pauses(db: Session, clock: Clock) -> None:
    queue.enqueue(db, "work", {})
    waits = []
    for _try in range(3):
        job = queue.lease(db, ["work"])
        assert job
        queue.fail(db, job, "no network")
        row = fresh(db, job)
        if row.state == JobState.WAITING:
            waits.append((row.due_at - clock()).total_seconds())
            clock.moment = row.due_at
    assert waits == [30, 600]
    assert (row.state, row.problem, row.tries, row.lease) == (JobState.FAILED, "no network", 3, None)


def test_what_needs_something_that_is_away_waits_for_it_a_month(db: Session, clock: Clock) -> None:
    queue.enqueue(db, "work", {}, due_at=clock())
    waits = []
    for _try in range(20):
        job = queue.lease(db, ["work"])
        assert job
        queue.postpone(db, job, "the store is away")
        row = fresh(db, job)
        waits.append((row.due_at - clock()).total_seconds())
        clock.moment = row.due_at
    assert (row.state, row.problem, row.tries) == (JobState.WAITING, "the store is away", 0)
    assert (waits[0], waits[-1]) == (30, 600)
    clock.later(days=31)
    job = queue.lease(db, ["work"])
    assert job
    queue.postpone(db, job, "the store is away")
    assert fresh(db, job).state == JobState.FAILED


def test_what_is_hopeless_is_tried_once(db: Session) -> None:
    job = queue.enqueue(db, "work", {})
    queue.lease(db, ["work"])
    queue.fail(db, job, "no such address", again=False)
    assert fresh(db, job).state == JobState.FAILED


def test_a_job_that_takes_its_worker_with_it_three_times_is_left_alone(db: Session, clock: Clock) -> None:
    job = queue.enqueue(db, "work", {})
    for _try in range(3):
        assert queue.lease(db, ["work"]) is job
        clock.later(seconds=31)
    other = queue.enqueue(db, "work", {}, due_at=clock())
    assert queue.lease(db, ["work"]) is other
    assert fresh(db, job).state == JobState.FAILED
    assert fresh(db, job).problem


def test_a_worker_that_stops_gives_its_job_back_and_the_try_does_not_count(db: Session) -> None:
    queue.enqueue(db, "work", {})
    job = queue.lease(db, ["work"])
    assert job
    queue.release(db, job)
    db.expire_all()
    again = queue.lease(db, ["work"])
    assert again
    assert (again.id, again.tries) == (job.id, 1)


def test_a_cancelled_job_is_never_run_and_an_ended_one_cannot_be_cancelled(db: Session) -> None:
    waiting, running, done = (queue.enqueue(db, kind, {}) for kind in ("waiting", "running", "done"))
    assert queue.lease(db, ["running"]) is running
    assert queue.lease(db, ["done"]) is done
    queue.finish(db, done)
    for job in (waiting, running):
        queue.cancel(db, job.id)
    assert queue.lease(db, ["waiting", "running", "done"]) is None
    with pytest.raises(queue.Lost):
        queue.finish(db, running)
    with pytest.raises(queue.Ended):
        queue.cancel(db, done.id)


def test_a_recurring_job_is_one_row_that_comes_again(db: Session, clock: Clock) -> None:
    for _start in range(2):
        queue.recur(db, "sweep", timedelta(hours=1))
    job = queue.lease(db, ["sweep"])
    assert job
    queue.finish(db, job, {"gone": 4})
    assert queue.lease(db, ["sweep"]) is None
    clock.later(minutes=61)
    db.expire_all()
    assert queue.lease(db, ["sweep"]) is not None
    assert [row.result for row in db.exec(select(Job))] == [{"gone": 4}]


def test_a_recurring_job_that_fails_is_tried_again_when_it_is_due_the_next_time(db: Session, clock: Clock) -> None:
    queue.recur(db, "sweep", timedelta(hours=1))
    job = queue.lease(db, ["sweep"])
    assert job
    queue.fail(db, job, "broken", again=False)
    assert (fresh(db, job).state, fresh(db, job).problem) == (JobState.WAITING, "broken")
    clock.later(minutes=61)
    assert queue.lease(db, ["sweep"]) is not None


def test_what_was_given_is_forgotten_when_it_was_personal(db: Session) -> None:
    job = queue.enqueue(db, "work", {"to": "somebody"})
    queue.lease(db, ["work"])
    queue.finish(db, job, forget=True)
    assert fresh(db, job).given == {}


def test_jobs_that_ended_long_ago_are_swept_and_others_stay(db: Session, clock: Clock) -> None:
    old, waiting = queue.enqueue(db, "work", {}), queue.enqueue(db, "wait", {})
    queue.lease(db, ["work"])
    queue.finish(db, old)
    assert queue.sweep(db) == 0
    clock.later(days=31)
    assert queue.sweep(db) == 1
    db.expire_all()
    assert db.exec(select(Job)).all() == [waiting]


def _finished(databases: Databases, job: Job) -> None:
    with transaction(databases) as session:
        queue.enqueue(session, "effect", {})
        queue.finish(session, job)
