"""What each row of a sheet is: headings, title, group, product, total, note or empty. Only products go on."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple

from app.catalogue.sheets.cells import Cell, Row, Sheet, blank
from app.catalogue.sheets.headings import FIRST_ROWS, Layout, layout_of
from app.catalogue.sheets.mapping import Mapping
from app.text import fold


class Kind(StrEnum):
    PRODUCT = "product"
    HEADER = "header"
    NUMBERING = "numbering"
    TITLE = "title"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    NOTE = "note"
    EMPTY = "empty"


class Told(NamedTuple):
    """A row and what it is; for products, the group under which it stands ('A. KOTA MANADO' without the letter)."""

    row: Row
    kind: Kind
    group: str = ""


_TOTAL: Final = re.compile(r"(grand |sub ?)?(total|jumlah|jml|jumlah besar|kabuuan)\b")
_OF_A_TOTAL: Final = 3
_GROUP: Final = re.compile(r"\s*(?:[A-Z]|[IVX]{1,5}|\d{1,2})\s*[.):]\s*(?=\S)")
_MARKED: Final = re.compile(r"\s*(\*|catatan|ket(erangan)?\b|note|sumber|source|nota|paalala|\()", re.IGNORECASE)


def told(sheet: Sheet, mapping: Mapping | None = None) -> tuple[Layout | None, Iterator[Told]]:
    """The layout of a sheet and every one of its rows with its kind. A sheet without products is all notes."""
    first = list(islice(sheet.rows, FIRST_ROWS))
    wanted = not sheet.hidden if not (mapping and mapping.sheets) else fold(sheet.name) in {fold(name) for name in mapping.sheets}
    layout = layout_of(sheet, first, mapping) if wanted else None
    rows = _chained(first, sheet.rows)
    if layout is None:
        return None, (Told(row, Kind.NOTE) for row in rows)
    return layout, _Teller(sheet, layout).tell(rows)


def _chained(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


class _Teller:
    """Goes through a sheet once and remembers what holds for the rows below: the group, and values of merged cells."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.layout = layout
        self.group = ""
        self.fields = [column for field, column in layout.columns.items() if field != "no"]
        self.merged: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, right in sheet.merged:
            if bottom > top and left == right:
                self.merged.setdefault(top, []).append((left - 1, bottom))
        self.spread = {top: right - left + 1 for top, left, bottom, right in sheet.merged if top == bottom}
        self.held: dict[int, tuple[int, Cell]] = {}

    def tell(self, rows: Iterator[Row]) -> Iterator[Told]:
        for row in rows:
            kind = self._kind(self._whole(row))
            if kind is Kind.GROUP:
                self.group = _GROUP.sub("", str(row.cells[row.filled[0]]), count=1).strip()
            yield Told(row, kind, self.group)

    def _whole(self, row: Row) -> Row:
        """With the values of cells that are merged downwards, in place."""
        for column, bottom in self.merged.get(row.number, ()):
            self.held[column] = (bottom, row.at(column))
        for column, (bottom, value) in list(self.held.items()):
            if row.number > bottom:
                del self.held[column]
            elif blank(row.at(column)):
                row.cells.extend([None] * (column + 1 - len(row.cells)))
                row.cells[column] = value
        return row

    def _kind(self, row: Row) -> Kind:
        filled = row.filled
        if row.number in self.layout.header_rows:
            return Kind.HEADER
        if not filled:
            return Kind.EMPTY
        if row.number < self.layout.header_rows[-1]:
            return Kind.TITLE
        if _numbering(row, filled):
            return Kind.NUMBERING
        if self.layout.repeated(row):
            return Kind.HEADER
        return self._total(row, filled) or self._remark(row, filled) or Kind.PRODUCT

    def _total(self, row: Row, filled: list[int]) -> Kind | None:
        words = fold(str(row.cells[filled[0]]))
        if len(filled) > _OF_A_TOTAL or not _TOTAL.match(words) or not all(_countable(row.cells[n]) for n in filled[1:]):
            return None
        return Kind.SUBTOTAL if words.startswith("sub") or (self.group and fold(self.group) in words) else Kind.TOTAL

    def _remark(self, row: Row, filled: list[int]) -> Kind | None:
        """A row with a single text is a group or a note, unless names are all that the list has."""
        known = [n for n in filled if n in self.fields]
        if len(filled) > 1 and known:
            return None
        if len(self.fields) == 1 and known:
            return None
        text = str(row.cells[filled[0]])
        wide = self.spread.get(row.number, 1) >= max(3, self.layout.width // 2)
        if len(filled) == 1 and not _MARKED.match(text) and (_GROUP.match(text) or wide):
            return Kind.GROUP
        return Kind.NOTE


def _numbering(row: Row, filled: list[int]) -> bool:
    """(1) (2) (3) ... under the headings."""
    if len(filled) < 4:
        return False
    numbers = [re.fullmatch(r"\(?\s*(\d{1,2})(?:\.0)?\s*[).]?", str(row.cells[n])) for n in filled]
    if not all(numbers):
        return False
    values = [int(match[1]) for match in numbers if match]
    return values == list(range(values[0], values[0] + len(values)))


def _countable(cell: Cell) -> bool:
    return isinstance(cell, int | float) or bool(re.match(r"\s*(rp\.?\s*)?\d", str(cell), re.IGNORECASE))
