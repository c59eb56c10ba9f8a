"""The files of certificates: PDF or picture, checked, and kept where no public address leads."""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from app.db import now
from app.errors import Unsupported
from app.media import pdf
from app.media.kinds import NotAPicture, Unrecognised
from app.media.models import PaperFile, Upload
from app.media.pipeline import checked
from app.media.storage import Missing, Store, paper
from app.text import _

PDF: Final = "paper.pdf"
PAGE: Final = "page.webp"
SMALL: Final = "small.webp"
UNUSED: Final = timedelta(hours=24)
"""So long a file may wait until something refers to it."""


class NotAPaper(Unsupported):
    message = _("This is neither a PDF nor a picture. Please send the certificate as PDF, JPEG, PNG, WebP or HEIC.")


def stored(store: Store, upload: Upload, data: bytes) -> PaperFile:
    """Check the bytes, store the files, and return the row that belongs to them, which no session knows yet.

    Of a picture the original is not kept: what is stored was drawn anew and says neither where nor by what it was taken.
    Raises NotAPaper, what app.media.pdf and app.media.pipeline raise, and what the store raises.
    """
    if data.startswith(b"%PDF-"):
        pdf.checked(data)
        kind, files = "pdf", {PDF: data}
    else:
        kind, files = "picture", _pages(data)
    names = {paper(upload.id, name): file for name, file in files.items()}
    there = store.put(names)  # of a try that was killed
    digests = {name.rpartition("/")[2]: _digest(store.get(name) if name in there else file) for name, file in names.items()}
    return PaperFile(
        id=upload.id, owner_id=upload.owner_id, user_id=upload.user_id, kind=kind, name=upload.name, bytes=len(data), digests=digests
    )


def recorded(session: Session, file: PaperFile) -> PaperFile:
    """Add the row, unless an earlier try did."""
    if found := session.get(PaperFile, file.id):
        return found
    session.add(file)
    return file


def file(session: Session, paper_id: UUID, owner_id: UUID) -> PaperFile:
    """The file of a paper of that enterprise. Raises Missing."""
    found = session.get(PaperFile, paper_id)
    if found is None or found.owner_id != owner_id:
        raise Missing
    return found


def theirs(session: Session, ids: Collection[UUID], owner_id: UUID) -> dict[UUID, PaperFile]:
    """Those of the files that are of that enterprise."""
    if not ids:
        return {}
    found = session.exec(select(PaperFile).where(col(PaperFile.id).in_(ids), PaperFile.owner_id == owner_id))
    return {row.id: row for row in found}


def unused(session: Session, used: Collection[UUID]) -> list[PaperFile]:
    """Those that nothing refers to, and that are here long enough for somebody to have said so."""
    old = session.exec(select(PaperFile).where(col(PaperFile.created_at) < now() - UNUSED))
    return [row for row in old if row.id not in used]


def remove(session: Session, row: PaperFile) -> list[str]:
    """Forget a file; the names of what then lies in the store for nothing, to be deleted after the transaction."""
    if upload := session.get(Upload, row.id):
        session.delete(upload)
    session.delete(row)
    return [paper(row.id, name) for name in row.digests]


def _pages(data: bytes) -> dict[str, bytes]:
    try:
        picture = checked(data)
    except (NotAPicture, Unrecognised) as error:
        raise NotAPaper from error
    return {PAGE: picture.files[f"{picture.widths[-1]}.webp"], SMALL: picture.files[f"{picture.widths[0]}.webp"]}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
