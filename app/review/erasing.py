"""Taking an enterprise out: off every public page at once, then everything that is kept of it, but for what proves that it was right."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, delete, true
from sqlmodel import Session, col, select

from app.accounts import consents
from app.accounts.access import Person
from app.accounts.consents import ConsentPurpose
from app.accounts.models import Membership, Ticket
from app.catalogue import publishing
from app.catalogue.models import Enterprise, PictureUse, Product
from app.db import transaction
from app.errors import Invalid, Problem
from app.jobs import queue
from app.jobs.models import Job
from app.jobs.worker import Task
from app.media import papers, uploads
from app.media.auditing import files_of, files_of_picture
from app.media.models import Media, PaperFile, Upload
from app.media.storage import Store
from app.review import audit, enterprises, live
from app.review.models import ListMapping, Notice, Submission, TranslationDraft, Trust
from app.settings import Settings
from app.text import _

FILES: Final = "erased files"
_PARAMETERS: Final = 500  # that a statement may have anywhere


class NameDiffers(Invalid):
    """What was typed is not the name: the enterprise stays as it is."""

    message = _("This is not the name of the enterprise.")

    def __init__(self) -> None:
        super().__init__((Problem("name", self.message),))


def erase(session: Session, person: Person, enterprise_id: UUID, *, name: str) -> None:
    """Everything of the enterprise goes, in the caller's transaction; `name` is what was typed to confirm it.

    Lines of the record stay, and which text was agreed to when and taken back when. Counts of visits stay: they name nobody. Files
    leave the store by a job that this transaction makes. Raises NameDiffers.
    """
    if _folded(name) != _folded(name_of(session, enterprise_id)):
        raise NameDiffers
    pictures, things = _pictures(session, enterprise_id), _things(session, enterprise_id)
    if session.get(Enterprise, enterprise_id):
        publishing.withdraw_enterprise(session, enterprise_id)
    for purpose in {ConsentPurpose(one.purpose) for one in consents.history(session, enterprise_id) if not one.withdrawn_at}:
        consents.withdraw(session, enterprise_id, purpose)
    spare = [file for row in _papers(session, enterprise_id) for file in papers.remove(session, row)]
    incoming = [str(one) for one in session.exec(select(Upload.id).where(Upload.owner_id == enterprise_id))]
    _delete(session, enterprise_id, things)
    session.flush()
    spare += _forget(session, pictures)
    session.flush()
    queue.enqueue(session, FILES, {"stored": spare, "incoming": incoming})
    audit.record(session, person.user, "enterprise_erased", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id)


def files(task: Task, *, store: Store, settings: Settings) -> None:
    """The job: files go once their rows have gone. One that somebody else has sent again meanwhile stays."""
    with transaction(task.databases, reading=True) as session:
        needed = {name for name, _digest in files_of(session)}
    spare = [name for name in task.given["stored"] if name not in needed]
    for done, name in enumerate(spare):
        store.delete(name)
        task.progress(done + 1, len(spare))
    for upload_id in task.given["incoming"]:
        uploads.clear(settings.upload_folder, UUID(upload_id))
    with task.finishing(forget=True):
        pass


def name_of(session: Session, enterprise_id: UUID) -> str:
    """As people call it; empty for one that has not said so yet."""
    return enterprises.names(session, [enterprise_id]).get(enterprise_id, "")


def pictures_of(session: Session, enterprise_id: UUID) -> list[Media]:
    """Every picture that the enterprise sent or uses, as it was sent, and parts of such."""
    return _rows(session, _pictures(session, enterprise_id))


def _papers(session: Session, enterprise_id: UUID) -> list[PaperFile]:
    return list(session.exec(select(PaperFile).where(PaperFile.owner_id == enterprise_id)))


def _things(session: Session, enterprise_id: UUID) -> set[UUID]:
    """The enterprise and its products, on show or only proposed."""
    products = session.exec(select(Product.id).where(Product.enterprise_id == enterprise_id))
    proposed = session.exec(select(Submission.entity_id).where(Submission.enterprise_id == enterprise_id))
    return {enterprise_id, *products, *proposed}


def _pictures(session: Session, enterprise_id: UUID) -> set[str]:
    sent = session.exec(select(Upload.media_id).where(Upload.owner_id == enterprise_id, col(Upload.media_id).is_not(None)))
    found = {str(one) for one in sent} | _typed(session, col(Submission.enterprise_id) == enterprise_id)
    for part in _parts(_things(session, enterprise_id)):
        found |= set(session.exec(select(PictureUse.media_id).where(col(PictureUse.entity_id).in_(part))))
    found |= {one.source for one in _rows(session, found) if one.source}
    for part in _parts(found):
        found |= set(session.exec(select(Media.id).where(col(Media.source).in_(part))))
    return found


def _forget(session: Session, pictures: set[str]) -> list[str]:
    """Removes the rows of those that nobody else needs; the names of their files."""
    needed = _typed(session, true()) & pictures
    for part in _parts(pictures):
        needed |= set(session.exec(select(PictureUse.media_id).where(col(PictureUse.media_id).in_(part))))
        needed |= {str(one) for one in session.exec(select(Upload.media_id).where(col(Upload.media_id).in_(part)))}
    rows = _rows(session, pictures)
    needed |= {one.source for one in rows if one.source and one.id in needed}  # a part is drawn from its whole
    gone = [one for one in rows if one.id not in needed]
    names = [name for one in gone for name, _digest in files_of_picture(one)]
    for one in gone:
        session.delete(one)
    return names


def _typed(session: Session, which: ColumnElement[bool]) -> set[str]:
    """The pictures that forms name."""
    forms = session.exec(select(col(Submission.typed)["pictures"]).where(which))
    return {str(one["media_id"]) for pictures in forms for one in pictures or () if one.get("media_id")}


def _delete(session: Session, enterprise_id: UUID, things: set[UUID]) -> None:
    for part in _parts(things):
        session.exec(delete(TranslationDraft).where(col(TranslationDraft.entity_id).in_(part)))
    for table in (Submission, Notice, Trust, ListMapping, Membership, Ticket):
        session.exec(delete(table).where(col(table.enterprise_id) == enterprise_id))
    session.exec(delete(Upload).where(col(Upload.owner_id) == enterprise_id))
    session.exec(delete(Job).where(col(Job.owner_id) == enterprise_id))


def _rows(session: Session, ids: Collection[str]) -> list[Media]:
    return [row for part in _parts(ids) for row in session.exec(select(Media).where(col(Media.id).in_(part)).order_by(Media.id))]


def _parts(ids: Collection[Any]) -> list[list[Any]]:
    """As many at a time as a statement takes."""
    wanted = sorted(ids)
    return [wanted[start : start + _PARAMETERS] for start in range(0, len(wanted), _PARAMETERS)]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
