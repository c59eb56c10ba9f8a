"""The import itself: rows in, the door, the account out. A rehearsal is the same run whose transactions are undone."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Final

from sqlmodel import Session

from app.catalogue.importing.door import Door
from app.catalogue.importing.entries import Entry, Reader
from app.catalogue.importing.findings import Repeat, Report, SheetFacts
from app.catalogue.importing.gallery import Gallery
from app.catalogue.importing.lookups import Lookups
from app.catalogue.importing.marked import MarkedList
from app.catalogue.importing.photos import album
from app.catalogue.importing.targets import Refused, Target
from app.catalogue.importing.wording import shown
from app.catalogue.reference import reference
from app.catalogue.sheets.cells import Book, Row, Sheet, opened
from app.catalogue.sheets.headings import Layout, layout_of, proposed
from app.catalogue.sheets.kinds import Kind, Told, told
from app.catalogue.sheets.mapping import Mapping
from app.db import Databases, transaction
from app.errors import Invalid
from app.media.storage import Store
from app.text import _

BATCH: Final = 500
"""Rows in one transaction: enough to be quick, few enough that others who write do not wait long."""

Progress = Callable[[int, int | None], object]
"""Told the rows that are done, and how many there are in all where the file says so. What it raises ends the import between two rows."""

Into = Callable[[Lookups, Mapping, Report], Target]
"""Makes the target of one list."""


class NoProducts(Invalid):
    message = _("No list of products was found in this file: it needs a row of headings, with one for the names of products.")


class _Rehearsed(Exception):
    """Undoes a transaction whose outcome was only to be known."""


def import_list(
    databases: Databases,
    file: Path,
    *,
    mapping: Mapping | None = None,
    photos: Path | None = None,
    store: Store | None = None,
    rehearsal: bool = False,
    marked: Path | None = None,
    progress: Progress | None = None,
    translate: Callable[[str], str] = str,
    into: Into = Door,
    batch: int = BATCH,
    glance: bool = False,
) -> Report:
    """Take the products of any list into the catalogue, or another target, and account for every row.

    `photos` is a folder or ZIP and needs a `store` to keep them in; a rehearsal with `glance` only recognises them. With `marked`, the
    list is given back there with its mistakes, if it has any. Rows go in by batches, each in a transaction of its own: after a failure
    the same import goes on where it stopped.
    Raises NoProducts, the errors of reading the file and the photos, and those of the database.
    """
    with transaction(databases, reading=True) as session:
        lookups = Lookups.of(reference(session))
    chosen = mapping or Mapping()
    book = opened(file, encoding=chosen.encoding, delimiter=chosen.delimiter)
    report = Report(rehearsal, book.kind, book.encoding or "", book.delimiter or "")
    gallery = Gallery(album(photos), None if rehearsal else store, glance=rehearsal and glance) if photos else None
    target = into(lookups, chosen, report)
    with MarkedList(marked, translate) if marked else nullcontext() as marking:
        _Run(databases, lookups, chosen, report, target, gallery, marking, progress, batch).take(book)
    return report


def proposal(file: Path | bytes, mapping: Mapping | None = None) -> Mapping:
    """The mapping that an import would use, from the headings of the first sheet of products. Raises NoProducts."""
    chosen = mapping or Mapping()
    for sheet in opened(file, encoding=chosen.encoding, delimiter=chosen.delimiter, rows=60).sheets:
        if not sheet.hidden and (layout := layout_of(sheet, list(sheet.rows), mapping)):
            return proposed(layout, mapping)
    raise NoProducts


class _Run:
    def __init__(
        self,
        databases: Databases,
        lookups: Lookups,
        mapping: Mapping,
        report: Report,
        target: Target,
        gallery: Gallery | None,
        marked: MarkedList | None,
        progress: Progress | None,
        batch: int,
    ) -> None:
        self.databases = databases
        self.lookups = lookups
        self.mapping = mapping
        self.report = report
        self.gallery = gallery
        self.marked = marked
        self.progress = progress
        self.batch = batch
        self.target = target
        self.total: int | None = None
        self.seen: dict[bytes, int] = {}

    def take(self, book: Book) -> None:
        found = False
        for sheet in book.sheets:
            layout, rows = told(sheet, self.mapping)
            found = found or layout is not None
            self._begin(sheet, layout)
            while batch := list(islice(rows, self.batch)):
                self._batch(sheet, layout, batch)
                self._tell(0)
        if not found:
            raise NoProducts
        if self.gallery:
            self.report.photos_used = len(self.gallery.album.used)
            self.report.photos_unused = self.gallery.album.unused
        if self.marked:
            self.marked.save()

    def _tell(self, more: int) -> None:
        if self.progress:
            self.progress(self.report.rows + more, self.total)

    def _begin(self, sheet: Sheet, layout: Layout | None) -> None:
        facts = SheetFacts(sheet.name)
        self.seen.clear()
        if layout:
            used = set(layout.columns.values())
            facts.header_rows = layout.header_rows
            facts.headings = {name: layout.headings[column] for name, column in layout.columns.items()}
            facts.ignored = [heading for n, heading in enumerate(layout.headings) if n not in used and heading]
        self.report.sheets.append(facts)
        self.total = None if sheet.total is None else self.report.rows + sheet.total
        if self.marked:
            self.marked.begin(sheet.name, layout)

    def _batch(self, sheet: Sheet, layout: Layout | None, batch: list[Told]) -> None:
        entries: dict[int, Entry] = {}
        products = [one for one in batch if one.kind is Kind.PRODUCT]
        if layout and products:
            fresh = [one for one in products if not self._repeats(sheet, layout, one.row)]
            reader = Reader(sheet.name, layout, self.mapping, self.lookups, self.report.unknown)
            known = self._exported(layout, fresh)
            entries = {one.row.number: reader.entry(one.row, one.group, known.get(one.row.number)) for one in fresh}
            for entry in entries.values():
                self._find_photos(entry, layout)
            self._put(list(entries.values()))
        self._account(batch, entries)

    def _repeats(self, sheet: Sheet, layout: Layout, row: Row) -> bool:
        """Whether an earlier row of this sheet says the same, but for its number, blanks or case."""
        number = layout.columns.get("no")
        words = "\x1f".join(" ".join(shown(cell).split()).casefold() for n, cell in enumerate(row.cells) if n != number)
        key = hashlib.blake2b(words.rstrip("\x1f").encode("utf-8", "surrogatepass"), digest_size=12).digest()
        first = self.seen.setdefault(key, row.number)
        if first == row.number:
            return False
        self.report.repeats.append(Repeat(sheet.name, row.number, first))
        return True

    def _exported(self, layout: Layout, rows: list[Told]) -> dict[int, dict[str, str]]:
        """For rows that state an identifier: the cells that an export would write for that product now."""
        column = layout.columns.get("etalase_id")
        if column is None:
            return {}
        with transaction(self.databases, reading=True) as session:
            found = {one.row.number: self.target.exported(session, shown(one.row.at(column))) for one in rows}
        return {number: cells for number, cells in found.items() if cells}

    def _find_photos(self, entry: Entry, layout: Layout) -> None:
        if self.gallery:
            self.gallery.find(entry, layout.heading("photo"))
        elif entry.photos:
            self.report.photos_unchecked += 1

    def _put(self, entries: list[Entry]) -> None:
        going = [entry for entry in entries if not entry.fails]
        if self.gallery:
            with transaction(self.databases, reading=True) as session:
                self.gallery.prepare(session, going, self._tell)
        with self._transaction() as session:
            self.target.begin(session, entries)
            for entry in entries:
                if entry.fails:
                    self.target.pass_by(entry)
                    continue
                if self.gallery:
                    self.gallery.record(session, entry)
                try:
                    self.target.put(session, entry, self.gallery.stored(entry) if self.gallery else [])
                except Refused as refusal:
                    entry.findings += refusal.findings

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        try:
            with transaction(self.databases) as session:
                yield session
                if self.report.rehearsal:
                    raise _Rehearsed
        except _Rehearsed:
            pass

    def _account(self, batch: list[Told], entries: dict[int, Entry]) -> None:
        report = self.report
        for one in batch:
            report.rows += 1
            entry = entries.get(one.row.number)
            findings = entry.findings if entry else []
            if self.marked:
                self.marked.add(one.row, findings)
            if one.kind is not Kind.PRODUCT:
                report.others[str(one.kind)] += 1
                continue
            report.products += 1
            if entry is None:
                report.duplicates += 1
                continue
            report.failed += entry.fails
            report.warned += bool(findings) and not entry.fails
            report.note(findings)
