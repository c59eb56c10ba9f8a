"""Every kind of job and what does it: the one list for the server's own threads and for `etalase work`."""

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from app.accounts import sweeping
from app.db import Databases, transaction
from app.inquiries import keeping
from app.jobs import queue
from app.jobs.worker import Task, Work, Worker
from app.media import arrivals, uploads
from app.media.storage import Store
from app.post import letters
from app.review import erasing, filing, importing, notices, papers, telling, translating
from app.settings import Settings
from app.visits import counting

SWEEP: Final = "sweep"
REMIND: Final = "papers that end"


def worker(databases: Databases, store: Store, settings: Settings, *, threads: int) -> Worker:
    """A worker that can do everything, not started yet."""
    works: dict[str, Work] = {
        letters.KIND: partial(letters.work, settings=settings),
        arrivals.KIND: partial(arrived, store=store, settings=settings),
        importing.CHECK: partial(importing.check, store=store, settings=settings),
        importing.DRAFTS: partial(importing.take, store=store, settings=settings),
        notices.LETTERS: partial(telling.work, settings=settings),
        REMIND: telling.remind,
        SWEEP: partial(swept, store=store, settings=settings),
        filing.KIND: filing.work,
        erasing.FILES: partial(erasing.files, store=store, settings=settings),
    }
    return Worker(databases, works, recurring={REMIND: timedelta(hours=6), SWEEP: timedelta(hours=1)}, threads=threads)


def arrived(task: Task, *, store: Store, settings: Settings) -> None:
    """Look at a file that is whole."""
    upload_id = UUID(task.given["id"])
    with transaction(task.databases, reading=True) as session:
        upload = uploads.upload(session, upload_id)
    examined = arrivals.examine(store, settings.upload_folder, upload)
    with task.finishing() as session:
        arrivals.settle(session, upload_id, examined)
    if examined.media or examined.paper or examined.refusal:
        uploads.clear(settings.upload_folder, upload_id)


def swept(task: Task, *, store: Store, settings: Settings) -> None:
    """Remove what is over."""
    gone = uploads.sweep(task.databases, settings.upload_folder)
    with task.finishing() as session:
        spare = papers.sweep(session)
        task.result = {
            "uploads": gone,
            "papers": len(spare),
            "accounts": sweeping.sweep(session),
            "jobs": queue.sweep(session),
            "notices": notices.sweep(session),
            "visits": counting.sweep(session),
            "inquiries": keeping.sweep(session),
            "translations": translating.sweep(session),
        }
    for name in spare:
        store.delete(name)
