"""Compares what the table of pictures says with what lies in the store, for `etalase check` and after a restore."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from sqlmodel import Session, select

from app.media.models import Media
from app.media.storage import Missing, Store, is_ours, original, public

_JPEG: Final = re.compile(rb"\xff\xd8\xff.*\xff\xd9", re.DOTALL)


class Fault(NamedTuple):
    """`missing`: a row without its file; `damaged`: other bytes than were stored; `orphan`: a file without a row; `stranger`: not ours."""

    kind: Literal["missing", "damaged", "orphan", "stranger"]
    name: str


def faults(session: Session, store: Store, *, thorough: bool = True) -> Iterator[Fault]:
    """Every fault, by name. `thorough` reads each file, else only its presence counts. Orphans may be deleted while nobody uploads."""
    expected = {name: media_id for media_id, names in _files(session) for name in names}
    found = set()
    for name in store.names():
        found.add(name)
        if name not in expected:
            yield Fault("orphan" if is_ours(name) else "stranger", name)
        elif thorough and not _whole(store, name, expected[name]):
            yield Fault("damaged", name)
    yield from (Fault("missing", name) for name in sorted(expected.keys() - found))


def _files(session: Session) -> Iterator[tuple[str, list[str]]]:
    for media_id, widths in session.exec(select(Media.id, Media.widths).order_by(Media.id)):
        yield media_id, [original(media_id), public(media_id, "share.jpg"), *(public(media_id, f"{width}.webp") for width in widths)]


def _whole(store: Store, name: str, media_id: str) -> bool:
    """An original must hash to its name; a rendition must begin and end as its format says, which finds every cut file."""
    try:
        data = store.get(name)
    except Missing:
        return False
    if name.startswith("originals/"):
        return hashlib.sha256(data).hexdigest() == media_id
    if name.endswith(".webp"):
        return data[:4] == b"RIFF" and data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") + 8 == len(data)
    return _JPEG.fullmatch(data) is not None
