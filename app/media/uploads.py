"""Files on their way in, piece by piece (the core of tus 1.0, without HTTP): what is told to be there is on the disk.

A piece is written, then synced, and only then does the offset in the row move. Whatever lies beyond the offset in the file was never
told to anybody and is cut off before the next piece. The row is also what keeps two senders apart: a piece that does not begin at the
offset is refused. So nothing needs to be held between two pieces, and a killed process leaves nothing to repair.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from io import BufferedRandom
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import and_, delete, text, update
from sqlmodel import Session, col, func, select

from app.db import Databases, now, transaction
from app.errors import CatalogueError, Conflict, Invalid, NotFound, TooLarge
from app.media.kinds import MOST_BYTES_JPEG
from app.media.models import Upload
from app.media.storage import ensure_room, synced, telling_when_full
from app.settings import Settings
from app.text import _

PIECE: Final = 512 << 10
"""Bytes that are written and told at a time: the most that a killed server has to be sent again."""
_MB: Final = 1_000_000
_LONGEST_NAME: Final = 200
_PIECE_TAKEN: Final = 8 << 20


class Purpose(StrEnum):
    PICTURE = "picture"
    PAPER = "paper"
    """A certificate or the like, PDF or picture; it is not for the public and stays in the upload folder."""
    SHEET = "sheet"
    PHOTOS = "photos"
    """A ZIP file."""


class NoUpload(NotFound):
    message = _("This upload is not here, or is over.")


class Expired(CatalogueError):
    status = 410
    message = _("This upload took too long and was removed. Please choose the file again.")


class WrongOffset(Conflict):
    message = _("This upload goes on at another place.")


class WrongChecksum(CatalogueError):
    status = 460
    message = _("A piece of this file was damaged on the way. It will be sent again.")


class TooLong(TooLarge):
    message = _("This file is too large: it may have up to {most} MB.")


class Empty(Invalid):
    message = _("This file is empty.")


class TooMany(CatalogueError):
    status = 429
    message = _("{count} files are on their way already. Please wait until some of them have arrived.")


class TooMuch(CatalogueError):
    status = 429
    message = _("That is more than {most} MB in one day. Please go on tomorrow, or ask the centre's staff.")


class Fault(NamedTuple):
    """`short`: a file has less than was told; `orphan`: a file without an upload, which the next sweep removes."""

    kind: Literal["short", "orphan"]
    name: str


LOOKED_AT: Final = (Purpose.PICTURE, Purpose.PAPER)
"""What a job looks at as soon as it is whole."""

# What nobody has looked at yet stays until that was done, however long the store is away: its sender was told that it is here.
_AWAITS_US: Final = and_(
    col(Upload.purpose).in_(LOOKED_AT), col(Upload.digest) != "", col(Upload.media_id).is_(None), col(Upload.problem) == ""
)


def most_bytes(settings: Settings, purpose: Purpose) -> int:
    """How large a file for this purpose may be."""
    if purpose is Purpose.PICTURE:
        return MOST_BYTES_JPEG
    return {Purpose.PAPER: settings.paper_mb, Purpose.SHEET: settings.sheet_mb, Purpose.PHOTOS: settings.photos_mb}[purpose] * _MB


def create(session: Session, settings: Settings, *, owner_id: UUID, user_id: UUID, purpose: Purpose, name: str, length: int) -> Upload:
    """A new upload of so many bytes. Raises Empty, TooLong, TooMany, TooMuch, Full."""
    if length < 1:
        raise Empty
    if length > (most := most_bytes(settings, purpose)):
        raise TooLong(most=most // _MB)
    settings.upload_folder.mkdir(parents=True, exist_ok=True)
    ensure_room(settings.upload_folder, length)
    _within_quota(session, settings, owner_id, length)
    upload = Upload(
        owner_id=owner_id,
        user_id=user_id,
        purpose=purpose,
        name="".join(c for c in name if c.isprintable())[:_LONGEST_NAME],
        length=length,
        expires_at=now() + timedelta(hours=settings.upload_hours),
    )
    session.add(upload)
    session.flush()
    return upload


def upload(session: Session, upload_id: UUID, *, owners: Collection[UUID] | None = None) -> Upload:
    """The upload of one of these owners, or of anybody when they are not named. Raises NoUpload, Expired."""
    found = session.get(Upload, upload_id)
    if found is None or (owners is not None and found.owner_id not in owners):
        raise NoUpload
    if found.expires_at <= now() and not (found.media_id or _awaits_us(found)):
        raise Expired
    return found


def told(folder: Path, upload: Upload) -> int:
    """How many bytes are safely here. Less than the row says only when the folder is older than the database, as after a restore."""
    return upload.offset if upload.offset == upload.length else min(upload.offset, _size(path(folder, upload.id)))


def path(folder: Path, upload_id: UUID) -> Path:
    """Where the bytes lie, until a picture of them was stored."""
    return folder / str(upload_id)


def append(
    databases: Databases,
    folder: Path,
    upload_id: UUID,
    offset: int,
    data: bytes,
    *,
    arrived: Callable[[Session, Upload], object] | None = None,
) -> Upload:
    """Put a piece at the end, which the sender believes to be at `offset`. `arrived` is called in the transaction in which it is whole.

    Raises NoUpload, Expired, WrongOffset (nothing was changed), TooLong, Full.
    """
    _found(databases, upload_id)  # before a file is made for it
    with telling_when_full(), _locked(path(folder, upload_id)) as file:
        found = _found(databases, upload_id)
        if offset != told(folder, found):
            raise WrongOffset
        if offset + len(data) > found.length:
            raise TooLong(most=found.length // _MB)
        if not data:
            return found
        ensure_room(folder, len(data))
        _written(file, offset, data)
        if offset == 0:
            synced(folder)
        digest = _digest(file) if offset + len(data) == found.length else ""
        return _moved(databases, found, offset + len(data), digest, arrived)


def taken(
    databases: Databases, settings: Settings, *, owner_id: UUID, user_id: UUID, purpose: Purpose, name: str, file: BinaryIO
) -> Upload:
    """A whole upload from a file that is here already, as when a form brought it. Raises what `create` raises."""
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    with transaction(databases) as session:
        new = create(session, settings, owner_id=owner_id, user_id=user_id, purpose=purpose, name=name, length=length)
    while piece := file.read(_PIECE_TAKEN):
        new = append(databases, settings.upload_folder, new.id, new.offset, piece)
    return new


def remove(databases: Databases, folder: Path, upload_id: UUID) -> None:
    """Forget an upload and its bytes. A picture that was made of it stays."""
    with transaction(databases) as session:
        session.connection().execute(delete(Upload).where(col(Upload.id) == upload_id))
    clear(folder, upload_id)


def clear(folder: Path, upload_id: UUID) -> None:
    """Away with the bytes; after the transaction that makes them superfluous."""
    path(folder, upload_id).unlink(missing_ok=True)


def brought(session: Session, *, owner_id: UUID, user_id: UUID, media_id: str) -> Upload:
    """Note whose picture it is that came within another file, such as a ZIP file of photos; it has no bytes of its own here."""
    inner = Upload(owner_id=owner_id, user_id=user_id, purpose=Purpose.PICTURE, length=0, media_id=media_id, expires_at=now())
    session.add(inner)
    return inner


def keep(session: Session, upload: Upload) -> None:
    """Something refers to this file now: it does not expire any more."""
    upload.expires_at = now() + timedelta(days=365 * 100)
    session.add(upload)


def sweep(databases: Databases, folder: Path) -> int:
    """Remove what is over and was not accepted, and files that belong to no upload, as a kill leaves them; how many uploads."""
    lying = list(folder.iterdir()) if folder.is_dir() else []
    with transaction(databases) as session:
        over = delete(Upload).where(col(Upload.expires_at) <= now(), col(Upload.media_id).is_(None), ~_AWAITS_US)
        count = session.connection().execute(over).rowcount
        needed = _needed(session)
    for file in lying:
        if file.name not in needed:
            file.unlink(missing_ok=True)
    return count


def faults(session: Session, folder: Path) -> Iterator[Fault]:
    """What does not fit between rows and files."""
    needed = _needed(session)
    for name, offset in needed.items():
        if _size(folder / name) < offset:
            yield Fault("short", name)
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.name not in needed:
            yield Fault("orphan", file.name)


def waiting(session: Session) -> list[Upload]:
    """Pictures and papers that arrived whole and were not looked at yet."""
    return list(session.exec(select(Upload).where(_AWAITS_US).order_by(col(Upload.created_at))))


def _awaits_us(found: Upload) -> bool:
    return found.purpose in LOOKED_AT and bool(found.digest) and not found.media_id and not found.problem


def _found(databases: Databases, upload_id: UUID) -> Upload:
    with transaction(databases, reading=True) as session:
        return upload(session, upload_id)


def _needed(session: Session) -> dict[str, int]:
    """The names of the files that must be there, and how many bytes of each were told."""
    found = session.exec(select(Upload.id, Upload.offset).where(col(Upload.media_id).is_(None), Upload.problem == ""))
    return {str(upload_id): offset for upload_id, offset in found}


def _within_quota(session: Session, settings: Settings, owner_id: UUID, length: int) -> None:
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer anyway
        session.connection().execute(text("SELECT pg_advisory_xact_lock(hashtext(CAST(:owner AS text)))"), {"owner": str(owner_id)})
    mine = select(func.count(), func.coalesce(func.sum(Upload.length), 0)).where(Upload.owner_id == owner_id)
    open_ones, _bytes = session.exec(mine.where(col(Upload.offset) < col(Upload.length), col(Upload.expires_at) > now())).one()
    if open_ones >= settings.uploads_open:
        raise TooMany(count=open_ones)
    _count, sent = session.exec(mine.where(col(Upload.created_at) > now() - timedelta(days=1))).one()
    if sent + length > settings.upload_daily_mb * _MB:
        raise TooMuch(most=settings.upload_daily_mb)


def _moved(databases: Databases, known: Upload, offset: int, digest: str, arrived: Callable[[Session, Upload], object] | None) -> Upload:
    """The row after the piece is on the disk."""
    values: dict[str, Any] = {"offset": offset, "digest": digest}
    if digest:
        values["expires_at"] = now() + (known.expires_at - known.created_at)  # so long it waits to be used
    with transaction(databases) as session:
        same = (col(Upload.id) == known.id, col(Upload.offset) == known.offset)
        if not session.connection().execute(update(Upload).where(*same).values(values)).rowcount:
            raise NoUpload
        found = session.get_one(Upload, known.id)
        if digest and arrived:
            arrived(session, found)
    return found


@contextmanager
def _locked(file: Path) -> Iterator[BufferedRandom]:
    """The file, made if it is new, for as long as a piece takes; a kill frees it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "a+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _written(file: BufferedRandom, offset: int, data: bytes) -> None:
    """Cut off what was never told, then write and wait for the disk."""
    file.truncate(offset)
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _digest(file: BufferedRandom) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
