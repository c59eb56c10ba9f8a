"""The queue of jobs. A job is enqueued in the transaction that needs it, leased by one worker at a time, and run again when that is gone.

Whoever runs a job holds its lease, a random number in the row. Everything that is written about a running job asks for the lease, so
a worker that was thought dead and comes back can neither end the job nor commit what it did for it.
"""

import contextlib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from sqlalchemy import delete, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.db import now
from app.errors import Conflict
from app.jobs.models import Job, JobState
from app.text import _

LEASE: Final = timedelta(seconds=30)
"""So long a job waits for somebody else when its worker is gone."""
MOST_TRIES: Final = 3
KEPT: Final = timedelta(days=30)
"""So long it can be seen what became of a job."""

_PAUSES: Final = (timedelta(seconds=30), timedelta(minutes=10))
_EVERY: Final = "every"
_RECURRING: Final = UUID("5b0f6f0e-3f7c-4a53-9a3a-3f3f0c2a6d11")
_ENDED: Final = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
_GONE: Final = "Each try ended with the process that ran it."


class Lost(Conflict):
    """The lease is not ours any more: cancelled, or run again by somebody else because we were silent for too long."""

    message = _("This job was cancelled or is run by somebody else.")


class Ended(Conflict):
    message = _("This job has ended already.")


def enqueue(
    session: Session,
    kind: str,
    given: Mapping[str, Any],
    *,
    owner_id: UUID | None = None,
    asked_by: UUID | None = None,
    due_at: datetime | None = None,
) -> Job:
    """A new job, which exists if the caller's transaction does. `given` is what JSON can say."""
    job = Job(kind=kind, given=dict(given), owner_id=owner_id, asked_by=asked_by, due_at=due_at or now())
    session.add(job)
    session.flush()
    return job


def recur(session: Session, kind: str, every: timedelta) -> Job:
    """The one job of this kind that is run again and again, now for the first time if it is new."""
    given = {_EVERY: every.total_seconds()}
    job_id = uuid5(_RECURRING, kind)
    if session.get(Job, job_id) is None:
        with contextlib.suppress(IntegrityError), session.begin_nested():  # another process may begin at the same moment
            session.add(Job(id=job_id, kind=kind, given=given, due_at=now()))
    job = session.get_one(Job, job_id)
    if job.given != given:
        job.given = given
        session.flush()
    return job


def is_due(session: Session, kinds: Collection[str]) -> bool:
    """Whether a job of these kinds could be leased now."""
    return session.exec(_due(kinds)).first() is not None


def lease(session: Session, kinds: Collection[str]) -> Job | None:
    """The job of these kinds that is due for longest, now ours for LEASE. One that ended its worker MOST_TRIES times is given up."""
    while job := session.exec(_due(kinds).with_for_update(skip_locked=True)).first():
        session.add(job)
        if job.tries < MOST_TRIES:
            job.state, job.lease, job.tries, job.due_at = JobState.RUNNING, uuid4(), job.tries + 1, now() + LEASE
            job.done = job.total = 0
            session.flush()
            return job
        _set(session, job, **_given_up(job, _GONE))
    return None


def renew(session: Session, job: Job, *, done: int, total: int) -> None:
    """Say that we are still at it, and how far. Raises Lost."""
    _set(session, job, due_at=now() + LEASE, done=done, total=total)


def finish(session: Session, job: Job, result: Mapping[str, Any] | None = None, *, forget: bool = False) -> None:
    """In the transaction of what the job has done, so that both happen or neither. Raises Lost. `forget` empties what was given."""
    values: dict[str, Any] = _next(job) if _EVERY in job.given else {"state": JobState.DONE}
    if forget:
        values["given"] = {}
    _set(session, job, lease=None, ended_at=now(), result=result, problem="", **values)


def fail(session: Session, job: Job, problem: str, *, again: bool = True) -> None:
    """It did not work: tried again after a pause, unless it is hopeless or was tried often enough. Raises Lost."""
    if again and job.tries < MOST_TRIES:
        _set(session, job, state=JobState.WAITING, lease=None, problem=problem, due_at=now() + _PAUSES[job.tries - 1])
    else:
        _set(session, job, **_given_up(job, problem))


def postpone(session: Session, job: Job, problem: str) -> None:
    """Something that it needs is away or full, which is no fault of the job: it waits for that, ten minutes at a time at most.

    After KEPT nobody waits for it any more. Raises Lost.
    """
    waited = now() - job.created_at
    if waited > KEPT:
        _set(session, job, **_given_up(job, problem))
        return
    pause = min(max(waited, _PAUSES[0]), _PAUSES[-1])
    _set(session, job, state=JobState.WAITING, lease=None, tries=job.tries - 1, problem=problem, due_at=now() + pause)


def release(session: Session, job: Job) -> None:
    """We stop, the job does not: somebody else may take it at once, and this try does not count. Raises Lost."""
    _set(session, job, state=JobState.WAITING, lease=None, tries=job.tries - 1, due_at=now())


def cancel(session: Session, job_id: UUID) -> None:
    """It will not be run, and what a running one has not committed yet never will be. Raises Ended."""
    values = {"state": JobState.CANCELLED, "lease": None, "ended_at": now()}
    statement = update(Job).where(col(Job.id) == job_id, col(Job.state).not_in(_ENDED)).values(values)
    if not session.connection().execute(statement).rowcount:
        raise Ended


def sweep(session: Session) -> int:
    """Remove the rows of jobs that ended long ago; how many."""
    statement = delete(Job).where(col(Job.state).in_(_ENDED), col(Job.ended_at) < now() - KEPT)
    return session.connection().execute(statement).rowcount


def _due(kinds: Collection[str]) -> SelectOfScalar[Job]:
    # A running one is due when its lease has ended.
    states = or_(col(Job.state) == JobState.WAITING, col(Job.state) == JobState.RUNNING)
    return select(Job).where(states, col(Job.due_at) <= now(), col(Job.kind).in_(list(kinds))).order_by(col(Job.due_at)).limit(1)


def _given_up(job: Job, problem: str) -> dict[str, Any]:
    """A recurring job is given up only until it is due the next time."""
    values: dict[str, Any] = _next(job) if _EVERY in job.given else {"state": JobState.FAILED}
    return {"lease": None, "ended_at": now(), "problem": problem} | values


def _next(job: Job) -> dict[str, Any]:
    return {"state": JobState.WAITING, "due_at": now() + timedelta(seconds=job.given[_EVERY]), "tries": 0}


def _set(session: Session, job: Job, **values: Any) -> None:
    """Change the row while the lease is the one that we know."""
    # Past the identity map: the row is what other processes see, `job` is what we were told when we took it.
    statement = update(Job).where(col(Job.id) == job.id, col(Job.lease).is_not_distinct_from(job.lease)).values(values)
    if not session.connection().execute(statement).rowcount:
        raise Lost
