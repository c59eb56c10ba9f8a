"""Photos on their way in: found for a row, decoded and stored before the transaction, recorded within it."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Final

from sqlmodel import Session

from app.catalogue.importing.entries import Entry
from app.catalogue.importing.findings import Finding
from app.catalogue.importing.photos import Album, looked_at
from app.errors import CatalogueError
from app.media.intake import prepared, recorded, rehearsed
from app.media.kinds import kind_of
from app.media.models import Media
from app.media.storage import Store

_MOST_BY_CODE: Final = 8
_AT_ONCE: Final = 4
"""Pictures in work at once: twice as many as the smallest machine decodes, because as many wait for the disk."""


class Gallery:
    """An album on its way into a store; without one everything is checked and nothing kept.

    With `glance` a picture is only recognised by its first bytes, which is quick, and nothing is kept either.
    """

    def __init__(self, album: Album, store: Store | None, *, glance: bool = False) -> None:
        self.album = album
        self.store = store
        self.glance = glance
        self.media: dict[str, str | None] = {}
        """File -> its identifier in the store; None for one that is no picture."""
        self.waiting: dict[str, Media] = {}
        self.coming: dict[str, Future[bool]] = {}
        """Identifier -> whether it is a picture, once that is known."""
        self.files: dict[tuple[str, int], list[str]] = {}
        self.heading = "photo"

    def find(self, entry: Entry, heading: str) -> None:
        """Match the names in a row, or where none is there its code or barcode, with files; say which are missing or written otherwise."""
        files: list[str] = []
        self.heading = heading
        for typed in entry.photos:
            match = self.album.match(typed)
            if match is None:
                entry.findings.append(Finding(entry.sheet, entry.row, "photo", heading, typed, "photo_not_found", fatal=False))
                continue
            files.append(match[0])
            if match[1] == "differs":
                entry.findings.append(Finding(entry.sheet, entry.row, "photo", heading, typed, "photo_name_differs", fatal=False))
        if not files:
            for name in ("code", "gtin"):
                files += self.album.by_code(str(entry.facts.get(name, "")))[:_MOST_BY_CODE]
        self.files[(entry.sheet, entry.row)] = list(dict.fromkeys(files))

    def found(self, entry: Entry) -> list[str]:
        """The files of a row."""
        return self.files.get((entry.sheet, entry.row), [])

    def prepare(self, session: Session, entries: list[Entry], told: Callable[[int], object]) -> None:
        """Decode and store what these rows need and nobody stored before, a few at a time; `told` hears how many rows are done.

        Takes part of a second for each; no lock is held meanwhile.
        """
        window: deque[Entry] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for number, entry in enumerate(entries):
                for name in self.found(entry):
                    self._begin(session, pool, name)
                window.append(entry)
                if len(window) > _AT_ONCE:  # no more than these are held in memory
                    self._finish(window.popleft())
                    told(number - _AT_ONCE + 1)
            for entry in window:
                self._finish(entry)

    def record(self, session: Session, entry: Entry) -> None:
        """Add the rows of this row's pictures to the transaction."""
        for media_id in self.stored(entry):
            if media := self.waiting.get(media_id):
                recorded(session, Media.model_validate(media.model_dump()))

    def stored(self, entry: Entry) -> list[str]:
        """The identifiers of this row's pictures, in order."""
        return [media_id for name in self.found(entry) if (media_id := self.media.get(name))]

    def _begin(self, session: Session, pool: Executor, name: str) -> None:
        """Have a file made into a picture, unless that was done or is on its way."""
        self.album.used.add(name)
        if name in self.media:
            return
        looked = looked_at(self.album, name)
        self.media[name] = looked[0] if looked else None
        if looked and looked[0] not in self.coming and session.get(Media, looked[0]) is None:
            self.coming[looked[0]] = pool.submit(self._made, looked[1])

    def _finish(self, entry: Entry) -> None:
        """Wait for the pictures of a row, and say which cannot be used."""
        for name in self.found(entry):
            media_id = self.media[name]
            if media_id is None or (media_id in self.coming and not self.coming[media_id].result()):
                self.media[name] = None
                typed = entry.typed.get("photo", name)
                entry.findings.append(Finding(entry.sheet, entry.row, "photo", self.heading, typed, "photo_broken", fatal=False))

    def _made(self, data: bytes) -> bool:
        """Whether these bytes are a picture, kept in the store where there is one. Raises Full, Unreachable, Overloaded."""
        try:
            if self.glance:
                kind_of(data)
                return True
            media = prepared(self.store, data) if self.store else rehearsed(data)[0]
        except CatalogueError as error:
            if error.status >= 500:
                raise
            return False
        self.waiting[media.id] = media
        return True
