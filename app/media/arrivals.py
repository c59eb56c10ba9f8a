"""What becomes of a file that has arrived whole: looked at in the sandbox, stored if it is a picture or a paper, or refused in words."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from sqlmodel import Session

from app.errors import CatalogueError, Invalid, Said
from app.media import intake, papers
from app.media.models import Media, PaperFile, Upload
from app.media.storage import Store
from app.media.uploads import Purpose, path
from app.text import _

KIND: Final = "upload"
"""The job that does it: `examine`, then `settle` in the transaction that ends the job, then `uploads.clear`."""


class Damaged(Invalid):
    message = _("This file did not arrive as it was sent. Please send it again.")


class Examined(NamedTuple):
    """What became of a whole file: the picture or paper that it is and what to say about it, or why it cannot be accepted."""

    media: Media | None = None
    paper: PaperFile | None = None
    advice: tuple[str, ...] = ()
    refusal: CatalogueError | None = None


def examine(store: Store, folder: Path, upload: Upload) -> Examined:
    """Look at a whole file, and store it if it is a picture or a paper. Takes up to seconds; no transaction should be open.

    Raises only what another try may change, as when the store does not answer.
    """
    try:
        data = _whole(folder, upload)
        if upload.purpose == Purpose.PICTURE:
            media, picture = intake.stored(store, data)
            return Examined(media, advice=picture.advice)
        if upload.purpose == Purpose.PAPER:
            return Examined(paper=papers.stored(store, upload, data))
    except CatalogueError as error:
        if error.status >= 500:
            raise
        return Examined(refusal=error)
    return Examined()


def settle(session: Session, upload_id: UUID, examined: Examined) -> Upload | None:
    """Note what became of the file; None when it was removed in the meantime. Afterwards `clear` what is not needed any more."""
    found = session.get(Upload, upload_id)
    if found is None:
        return None
    if examined.media:
        found.media_id = intake.recorded(session, examined.media).id
    if examined.paper:
        found.media_id = str(papers.recorded(session, examined.paper).id)
    if error := examined.refusal:
        found.problem = Said.of(error).as_text()
    found.advice = list(examined.advice)
    session.add(found)
    return found


def refusal(upload: Upload) -> Said | None:
    """Why it was not accepted, if so."""
    return Said.from_text(upload.problem) if upload.problem else None


def _whole(folder: Path, upload: Upload) -> bytes:
    try:
        data = path(folder, upload.id).read_bytes()
    except FileNotFoundError:
        raise Damaged from None
    if hashlib.sha256(data).hexdigest() != upload.digest:
        raise Damaged
    return data
