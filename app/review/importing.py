"""A list of products that an enterprise sends: checked first, then taken as drafts. Both are jobs, and the same run of the same reading.

A check is the import with its transactions undone, so its account is that of the import that follows. What was taken stays: a job that
is stopped, or dies, goes on where it was when it is run again, because every row finds its own draft.
"""

from functools import partial
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session, col, select

from app.accounts import sessions
from app.accounts.access import Person
from app.catalogue.importing import import_list
from app.catalogue.sheets.mapping import Mapping
from app.db import now, transaction
from app.errors import NotFound
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.jobs.worker import Task
from app.media import uploads
from app.media.models import Upload
from app.media.storage import Store
from app.media.uploads import Purpose
from app.review import drafts, imported
from app.review.models import ListMapping
from app.settings import Settings
from app.text import _

CHECK: Final = "import.check"
DRAFTS: Final = "import.drafts"
KINDS: Final = (CHECK, DRAFTS)
BATCH: Final = 20
"""Rows in one transaction: others who write wait for a moment only, and little is done twice after a stop."""
MOST_TOLD: Final = 5_000
"""Problems that the account keeps one by one; more are only counted."""


class NoList(NotFound):
    message = _("This list is not here any more. Please send it again.")


class Order(BaseModel):
    """What an import is to do. `rows` is how many there will be, where that is known."""

    sheet: UUID
    photos: UUID | None = None
    mapping: Mapping
    rows: int | None = None


def whole(session: Session, enterprise_id: UUID, upload_id: UUID, purpose: Purpose) -> Upload:
    """A file of this enterprise that has arrived whole. Raises NoList, and what `uploads.upload` raises."""
    found = uploads.upload(session, upload_id, owners=[enterprise_id])
    if found.purpose != purpose or not found.digest:
        raise NoList
    return found


def ask(session: Session, person: Person, enterprise_id: UUID, kind: str, order: Order) -> Job:
    """Enqueue a check or an import of an enterprise's list; while one is under way already, that one. Raises NoList."""
    if not drafts.may_write(person, enterprise_id):
        raise NoList
    if running := _unfinished(session, enterprise_id):
        return running
    whole(session, enterprise_id, order.sheet, Purpose.SHEET)
    if order.photos:
        whole(session, enterprise_id, order.photos, Purpose.PHOTOS)
    return queue.enqueue(session, kind, order.model_dump(mode="json", by_alias=True), owner_id=enterprise_id, asked_by=person.user.id)


def found(session: Session, enterprise_id: UUID, job_id: UUID) -> Job:
    """A check or an import of this enterprise. Raises NoList."""
    job = session.get(Job, job_id)
    if job is None or job.kind not in KINDS or job.owner_id != enterprise_id:
        raise NoList
    return job


def latest(session: Session, enterprise_id: UUID, *, limit: int = 5) -> list[Job]:
    """The last checks and imports of an enterprise, the newest first."""
    query = select(Job).where(Job.owner_id == enterprise_id, col(Job.kind).in_(KINDS))
    return list(session.exec(query.order_by(col(Job.created_at).desc()).limit(limit)))


def remembered(session: Session, enterprise_id: UUID) -> ListMapping | None:
    """How the last list of this enterprise was to be read."""
    return session.get(ListMapping, enterprise_id)


def remember(session: Session, enterprise_id: UUID, mapping: Mapping, headings: list[str]) -> None:
    """Keep how a list with these headings is to be read, for the next one of this enterprise."""
    row = session.get(ListMapping, enterprise_id) or ListMapping(enterprise_id=enterprise_id)
    row.mapping, row.headings, row.saved_at = mapping.model_dump(mode="json", by_alias=True), headings, now()
    session.add(row)
    session.flush()


def check(task: Task, *, store: Store, settings: Settings) -> None:
    """The work of CHECK: everything but keeping it. Photos are only recognised, not decoded."""
    _run(task, store, settings, rehearsal=True)


def take(task: Task, *, store: Store, settings: Settings) -> None:
    """The work of DRAFTS."""
    _run(task, store, settings, rehearsal=False)


def _run(task: Task, store: Store, settings: Settings, *, rehearsal: bool) -> None:
    order, owner = Order.model_validate(task.given), task.job.owner_id
    if owner is None or task.job.asked_by is None:
        raise NoList
    with transaction(task.databases, reading=True) as session:
        person = sessions.acting(session, task.job.asked_by, task.job.id)
        if person is None or not drafts.may_write(person, owner):
            raise NoList
        whole(session, owner, order.sheet, Purpose.SHEET)
        if order.photos:
            whole(session, owner, order.photos, Purpose.PHOTOS)
    report = import_list(
        task.databases,
        uploads.path(settings.upload_folder, order.sheet),
        mapping=imported.own(order.mapping, owner),
        photos=uploads.path(settings.upload_folder, order.photos) if order.photos else None,
        store=store,
        rehearsal=rehearsal,
        progress=lambda done, total: task.progress(done, order.rows or total),
        into=partial(imported.Drafts, person, owner),
        batch=BATCH,
        glance=True,
    )
    with task.finishing():
        task.result = _account(report.as_json())


def _account(told: dict[str, Any]) -> dict[str, Any]:
    """The account as it is kept: with as many problems as a page can show."""
    findings = told["findings"]
    return told | {"findings": findings[:MOST_TOLD], "unlisted": told["unlisted"] + len(findings[MOST_TOLD:])}


def _unfinished(session: Session, enterprise_id: UUID) -> Job | None:
    states = (JobState.WAITING, JobState.RUNNING)
    return session.exec(select(Job).where(Job.owner_id == enterprise_id, col(Job.kind).in_(KINDS), col(Job.state).in_(states))).first()
