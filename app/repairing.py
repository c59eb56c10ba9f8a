"""What `etalase check --repair` does: everything that can be made again from what is whole, and nothing that could lose something.

May be run while the server runs. Files that belong to no picture are left alone: after a restore they may be all that is left of it.
"""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select

from app.catalogue import publishing
from app.catalogue.models import Centre, Enterprise, Listing, Product
from app.db import Databases, transaction
from app.errors import CatalogueError
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.media import arrivals, intake, uploads
from app.media.auditing import faults
from app.media.models import Media, Upload
from app.media.storage import Store
from app.settings import Settings


def repairs(settings: Settings, databases: Databases, store: Store) -> Iterator[str]:
    """Sentences about what was repaired, and what could not be, as it is done."""
    yield from _pictures(databases, store)
    yield from _listings(databases)
    yield from _uploads(settings, databases)


def forgotten(session: Session) -> list[Upload]:
    """Pictures and papers that arrived whole, and that nobody looked at or ever will: their job was given up."""
    going = select(Job).where(Job.kind == arrivals.KIND, col(Job.state).in_((JobState.WAITING, JobState.RUNNING)))
    awaited = {job.given.get("id") for job in session.exec(going)}
    return [upload for upload in uploads.waiting(session) if str(upload.id) not in awaited]


def listed(session: Session) -> tuple[int, int, int]:
    """Products on show, the languages of the centre, and the rows of listings, which should be as many as both multiplied."""
    shown = session.exec(select(func.count()).select_from(Product).join(Enterprise).where(~col(Enterprise.suspended))).one()
    languages = session.exec(select(Centre.languages).where(col(Centre.home))).first() or []
    return shown, len(languages), session.exec(select(func.count()).select_from(Listing)).one()


def _pictures(databases: Databases, store: Store) -> Iterator[str]:
    """Renditions are drawn again from what was sent, where that is whole."""
    with transaction(databases, reading=True) as session:
        wrong = [fault.name for fault in faults(session, store) if fault.kind in ("missing", "damaged")]
        papers = [name for name in wrong if name.startswith("papers/")]
        ids = dict.fromkeys(name.split("/")[1] for name in wrong if name not in papers)
        rows = [session.get_one(Media, media_id) for media_id in ids]
    for name in papers:  # kept once only: there is nothing to make it of
        yield f"the file of a certificate cannot be made again. Copy {name} from a backup."
    for media in rows:
        try:
            again = intake.redrawn(store, media)
        except CatalogueError as error:
            sent = media.source or media.id
            yield f"picture {media.id} cannot be drawn again: {error} Copy originals/{sent} from a backup and repeat this."
            continue
        with transaction(databases) as session:
            row = session.get_one(Media, media.id)
            row.widths, row.digests = again.widths, again.digests
        yield f"picture {media.id} was drawn again from what was sent"


def _listings(databases: Databases) -> Iterator[str]:
    with transaction(databases) as session:
        shown, languages, rows = listed(session)
        if shown * languages == rows:
            return
        publishing.relist(session)
    yield "all listing and search rows were written anew"


def _uploads(settings: Settings, databases: Databases) -> Iterator[str]:
    with transaction(databases) as session:
        left = forgotten(session)
        for upload in left:
            queue.enqueue(session, arrivals.KIND, {"id": str(upload.id)}, owner_id=upload.owner_id, asked_by=upload.user_id)
    if left:
        yield f"{len(left)} uploads that were given up will be looked at again"
    if spare := _stray(settings, databases):
        uploads.sweep(databases, settings.upload_folder)
        yield f"{spare} files that belonged to no upload were removed"


def _stray(settings: Settings, databases: Databases) -> int:
    with transaction(databases, reading=True) as session:
        return sum(fault.kind == "orphan" for fault in uploads.faults(session, settings.upload_folder))
