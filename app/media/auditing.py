"""Compares what the tables of pictures and papers say with what lies in the store, for `etalase check` and after a restore."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from sqlmodel import Session, col, select

from app.media.models import Media, PaperFile
from app.media.storage import Missing, Store, is_ours, original, paper, public

_JPEG: Final = re.compile(rb"\xff\xd8\xff.*\xff\xd9", re.DOTALL)


class Fault(NamedTuple):
    """What is wrong with a file.

    `missing`: a row without its file; `damaged`: other bytes than were stored; `unproven`: a rendition from before digests were kept,
    of which only the form could be checked; `orphan`: a file without a row; `stranger`: not ours.
    """

    kind: Literal["missing", "damaged", "unproven", "orphan", "stranger"]
    name: str


def faults(session: Session, store: Store, *, thorough: bool = True) -> Iterator[Fault]:
    """Every fault, by name. `thorough` reads each file, else only its presence counts. Orphans may be deleted while nobody uploads."""
    expected = dict(files_of(session))
    found = set()
    for name in store.names():
        found.add(name)
        if name not in expected:
            yield Fault("orphan" if is_ours(name) else "stranger", name)
        elif thorough and (kind := _wrong(store, name, expected[name])):
            yield Fault(kind, name)
    yield from (Fault("missing", name) for name in sorted(expected.keys() - found))


def files_of(session: Session) -> Iterator[tuple[str, str | None]]:
    """The name of each file that should be there, and its SHA-256 in hex if it is known."""
    for row in session.exec(select(Media).order_by(Media.id).execution_options(yield_per=500)):
        yield from files_of_picture(row)
    for paper_id, files in session.exec(select(PaperFile.id, col(PaperFile.digests)).order_by(col(PaperFile.id))):
        yield from ((paper(paper_id, file), digest) for file, digest in files.items())


def files_of_picture(row: Media) -> Iterator[tuple[str, str | None]]:
    """The same of one picture; the largest rendition last."""
    if row.source is None:  # a part of a picture is drawn from that one's original
        yield original(row.id), row.id
    for file in ("share.jpg", *(f"{width}.webp" for width in row.widths)):
        yield public(row.id, file), (row.digests or {}).get(file)


def _wrong(store: Store, name: str, digest: str | None) -> Literal["damaged", "unproven"] | None:
    try:
        data = store.get(name)
    except Missing:
        return "damaged"
    if digest:
        return None if hashlib.sha256(data).hexdigest() == digest else "damaged"
    return "unproven" if _whole(name, data) else "damaged"


def _whole(name: str, data: bytes) -> bool:
    """Whether a rendition begins and ends as its format says, which finds every cut file."""
    if name.endswith(".webp"):
        return data[:4] == b"RIFF" and data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") + 8 == len(data)
    return _JPEG.fullmatch(data) is not None
