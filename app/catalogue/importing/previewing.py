"""A list as it was understood, before anything is done with it: its sheets, its headings, its first rows, and what each column may be."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from app.catalogue.importing.wording import shown
from app.catalogue.sheets.cells import Row, Sheet, opened
from app.catalogue.sheets.headings import FIRST_ROWS, Layout, layout_at, layout_of
from app.catalogue.sheets.mapping import Mapping
from app.text import fold

_ROWS: Final = 5
_CELL: Final = 80


@dataclass(frozen=True)
class SheetPreview:
    """One sheet. `layout` is None where no row looks like headings; `total` where the file does not say how many rows there are."""

    name: str
    hidden: bool
    total: int | None
    layout: Layout | None
    rows: list[tuple[int, list[str]]]
    """The first rows with their numbers: those below the headings, or of the whole sheet where there are none."""


@dataclass(frozen=True)
class Preview:
    """A file: its kind (csv, xlsx, ods, xls), and for text its encoding and delimiter."""

    kind: str
    encoding: str
    delimiter: str
    sheets: list[SheetPreview]


def preview(file: Path, *, encoding: str | None = None, sheet: str | None = None, header: int | None = None) -> Preview:
    """The beginning of each sheet. For the `sheet` of that name the row `header` has the headings, whatever they say.

    Raises the errors of reading the file.
    """
    book = opened(file, encoding=encoding, rows=FIRST_ROWS + _ROWS)
    sheets = [_looked_at(one, header if one.name == sheet else None) for one in book.sheets]
    return Preview(book.kind, book.encoding or "", book.delimiter or "", sheets)


def proposed_columns(layout: Layout, mapping: Mapping | None = None, headings: Collection[str] = ()) -> dict[int, str]:
    """The field of each column (counted from 0): as the last list had it whose headings these were, else as the heading says."""
    decided = {fold(heading) for heading in headings}
    known = {fold(heading): field for field, heading in (mapping.columns if mapping else {}).items()}
    found: dict[int, str] = {}
    for column, heading in enumerate(layout.headings):
        field = known.get(fold(heading))
        if field and field not in found.values():
            found[column] = field
    for field, column in layout.columns.items():
        if column not in found and field not in found.values() and fold(layout.headings[column]) not in decided:
            found[column] = field
    return found


def _looked_at(sheet: Sheet, header: int | None) -> SheetPreview:
    first = list(islice(sheet.rows, FIRST_ROWS + _ROWS))
    layout = layout_at(sheet, first, header) if header else layout_of(sheet, first[:FIRST_ROWS])
    top = layout.header_rows[-1] if layout else 0
    width = max((len(row.cells) for row in first), default=0)
    rows = [_row(row, layout.width if layout else width) for row in first if row.number > top and row.filled][:_ROWS]
    return SheetPreview(sheet.name, sheet.hidden, sheet.total, layout, rows)


def _row(row: Row, width: int) -> tuple[int, list[str]]:
    return row.number, [_cut(row, column) for column in range(width)]


def _cut(row: Row, column: int) -> str:
    text = shown(row.at(column))
    return text if len(text) <= _CELL else f"{text[:_CELL]}…"
