"""A process that does what a server does, again and again in forks of itself, each of which dies where it is told to, as by a power cut.

`python -m tests.dying`; each line on standard input is a `Death` and where, each line on standard output how that fork ended.
"""

import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from app import works
from app.accounts.access import Person
from app.accounts.models import MemberRole, StaffRole, User
from app.db import Databases, now, transaction
from app.media.storage import store_from
from app.review import workflow
from app.review.models import Submission
from app.settings import Settings
from tests.conftest import ROOT


@dataclass(frozen=True)
class Death:
    """`what` is "submit", "approve" (both need a submission, its version and a person) or "work" (all jobs that are due).

    It dies right after the call number `nth` of the function `point` ("app.catalogue.listing.list_product"); "commit" is before the
    transaction ends, "done" after everything.
    """

    what: str
    point: str
    nth: int = 1
    submission: str = ""
    version: int = 0
    person: str = ""


@contextmanager
def deaths() -> Iterator[Callable[[Settings, Death], int]]:
    """What it yields answers the exit code of the fork: -9, or 0 when it never came to that point."""
    command = [sys.executable, "-m", "tests.dying"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout

        def die(settings: Settings, death: Death) -> int:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps([str(settings.data), settings.database_url, asdict(death)]) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield die
        process.stdin.close()


def here(*_given: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def done(settings: Settings, death: Death) -> None:
    """In the fork."""
    databases, calls = Databases(settings.database, connections=4), 0
    if death.point not in ("commit", "done"):
        place, _dot, name = death.point.rpartition(".")
        module = pkgutil.resolve_name(place)
        original = getattr(module, name)

        def counted(*given: Any, **named: Any) -> Any:
            nonlocal calls
            result = original(*given, **named)
            calls += 1
            if calls == death.nth:
                here()
            return result

        setattr(module, name, counted)
    if death.what == "work":
        worker = works.worker(databases, store_from(settings), settings, threads=0)
        while worker.run_one():
            pass
    else:
        with transaction(databases) as session:
            decided(session, death)
            session.flush()
            if death.point == "commit":
                here()
    if death.point == "done":
        here()


def decided(session: Session, death: Death) -> None:
    given = session.get_one(Submission, UUID(death.submission))
    user = session.get_one(User, UUID(death.person))
    person = Person(user, uuid4(), {given.enterprise_id: MemberRole.OWNER}, frozenset({StaffRole.MODERATOR}), now())
    if death.what == "submit":
        workflow.submit(session, person, given, version=death.version)
    else:
        workflow.approve(session, person, given, version=death.version)


if __name__ == "__main__":
    for line in sys.stdin:
        data, url, told = json.loads(line)
        if (fork := os.fork()) == 0:
            try:
                done(Settings(data=data, database_url=url), Death(**told))
                os._exit(0)
            finally:
                os._exit(1)
        _pid, status = os.waitpid(fork, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
