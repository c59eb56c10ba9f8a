"""The one way in for a picture: from bytes to files in the store and a row, or a clear error and nothing left behind."""

import hashlib

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.media.framing import Frame
from app.media.models import Media
from app.media.pipeline import Picture, checked
from app.media.storage import Missing, Store, original, public


def keep(session: Session, store: Store, data: bytes) -> Media:
    """The stored picture with these bytes, made now unless it is there already. Raises what `checked` and the store raise.

    Decoding takes part of a second; whoever holds a writer's lock meanwhile should call `prepared` before and `recorded` within.
    """
    return session.get(Media, _digest(data)) or recorded(session, prepared(store, data))


def prepared(store: Store, data: bytes) -> Media:
    """Check the bytes, store all files, and return the row that belongs to them, which no session knows yet."""
    return stored(store, data)[0]


def stored(store: Store, data: bytes) -> tuple[Media, Picture]:
    """`prepared`, and what was seen in the picture."""
    media, picture = rehearsed(data)
    return _put(store, data, media, picture), picture


def redrawn(store: Store, row: Media) -> Media:
    """Make the files of a picture, or of a part of one, again from what was sent: the row that belongs to them now.

    Raises Missing when that is not there as it was sent, and what `checked` and the store raise.
    """
    data = _sent(store, row.source or row.id)
    picture = checked(data, frame=Frame.model_validate(row.frame) if row.frame else None)
    for name in picture.files:
        store.delete(public(row.id, name))  # a store leaves what is there as it is
    return _put(store, None if row.source else data, _row(row.id, picture, len(data)), picture)


def framed(store: Store, source: str, frame: Frame) -> Media:
    """A part of a stored picture, as a picture of its own, drawn from what was sent. Takes up to seconds; no transaction should be open.

    Raises Missing when that is not there as it was sent, and what `checked` and the store raise.
    """
    data = _sent(store, source)
    picture = checked(data, frame=frame)
    media = _row(frame.id_of(source), picture, len(data))
    media.source, media.frame = source, frame.model_dump()
    return _put(store, None, media, picture)


def rehearsed(data: bytes) -> tuple[Media, Picture]:
    """The row that a picture would get, and its renditions; everything is checked and nothing stored. Raises what `checked` raises."""
    picture = checked(data)
    return _row(_digest(data), picture, len(data)), picture


def _sent(store: Store, media_id: str) -> bytes:
    """What was sent, if it is there whole. Raises Missing."""
    data = store.get(original(media_id))
    if _digest(data) != media_id:
        raise Missing
    return data


def _row(media_id: str, picture: Picture, size: int) -> Media:
    return Media(
        id=media_id,
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        tone=picture.tone,
        widths=list(picture.widths),
        bytes=size,
    )


def _put(store: Store, data: bytes | None, media: Media, picture: Picture) -> Media:
    """Store the renditions, and what was sent, where this is not a part of something that is there already."""
    files = {public(media.id, name): file for name, file in picture.files.items()}
    there = store.put(({original(media.id): data} if data is not None else {}) | files)
    # What an upload that was given up left behind may be of another encoder: then the digest is that of what lies there.
    digests = {path: _digest(store.get(path) if path in there else file) for path, file in files.items()}
    media.digests = {path.rpartition("/")[2]: digest for path, digest in digests.items()}
    return media


def recorded(session: Session, media: Media) -> Media:
    """Add the row, unless somebody else sent the same picture in the meantime: then theirs."""
    if existing := session.get(Media, media.id):
        return existing
    try:
        with session.begin_nested():
            session.add(media)
    except IntegrityError:
        return session.get_one(Media, media.id)
    return media


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
