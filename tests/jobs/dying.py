"""A worker in a process of its own, for tests/jobs/test_worker.py: it dies where it is told to, as by a power cut.

`python -m tests.jobs.dying DATABASE POINT`; a point is "begun", "written" (before the commit), "committed" or "never".
"""

import os
import signal
import sys

from app.db import Databases
from app.jobs import queue
from app.jobs.worker import Task, Worker


def work(task: Task, point: str = "never") -> None:
    """What it does cannot be done twice without being seen: another job is enqueued."""
    _here(point, "begun")
    with task.finishing() as session:
        queue.enqueue(session, "effect", {"of": str(task.job.id)})
        session.flush()
        _here(point, "written")
    _here(point, "committed")
    sys.stdout.write("done\n")
    sys.stdout.flush()


def _here(point: str, name: str) -> None:
    if point == name:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    worker = Worker(Databases(sys.argv[1], connections=4), {"work": lambda task: work(task, sys.argv[2])})
    while worker.run_one():
        pass
