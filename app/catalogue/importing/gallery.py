"""Photos on their way in: found for a row, decoded and stored before the transaction, recorded within it."""

from typing import Final

from sqlmodel import Session

from app.catalogue.importing.entries import Entry
from app.catalogue.importing.findings import Finding
from app.catalogue.importing.photos import Album, looked_at
from app.errors import CatalogueError
from app.media.intake import prepared, recorded, rehearsed
from app.media.models import Media
from app.media.storage import Store

_MOST_BY_CODE: Final = 8


class Gallery:
    """An album on its way into a store; without one everything is checked and nothing kept."""

    def __init__(self, album: Album, store: Store | None) -> None:
        self.album = album
        self.store = store
        self.media: dict[str, str | None] = {}
        """File -> its identifier in the store; None for one that is no picture."""
        self.waiting: dict[str, Media] = {}
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

    def prepare(self, session: Session, entries: list[Entry]) -> None:
        """Decode and store what these rows need and nobody stored before. Takes part of a second for each; no lock is held meanwhile."""
        for entry in entries:
            for name in self.found(entry):
                self.album.used.add(name)
                if name not in self.media:
                    self.media[name] = self._taken(session, name)
                if self.media[name] is None:
                    typed = entry.typed.get("photo", name)
                    entry.findings.append(Finding(entry.sheet, entry.row, "photo", self.heading, typed, "photo_broken", fatal=False))

    def record(self, session: Session, entry: Entry) -> None:
        """Add the rows of this row's pictures to the transaction."""
        for media_id in self.stored(entry):
            if media := self.waiting.get(media_id):
                recorded(session, Media.model_validate(media.model_dump()))

    def stored(self, entry: Entry) -> list[str]:
        """The identifiers of this row's pictures, in order."""
        return [media_id for name in self.found(entry) if (media_id := self.media.get(name))]

    def _taken(self, session: Session, name: str) -> str | None:
        looked = looked_at(self.album, name)
        if looked is None:
            return None
        media_id, data = looked
        if session.get(Media, media_id) is None and media_id not in self.waiting:
            try:
                self.waiting[media_id] = prepared(self.store, data) if self.store else rehearsed(data)[0]
            except CatalogueError:
                return None
        return media_id
