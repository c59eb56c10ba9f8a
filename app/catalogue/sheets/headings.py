"""Where the headings of a sheet are, and which column is which field: proposed from what we know, or as a mapping says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.catalogue.sheets import fields
from app.catalogue.sheets.cells import Cell, Row, Sheet, blank
from app.catalogue.sheets.mapping import Mapping
from app.text import fold

FIRST_ROWS: Final = 40
"""Headings are looked for in so many rows."""

_LEAST: Final = 2
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is laid out. `columns` maps a field (with its language, `name[en]`) to a column counted from 0."""

    header_rows: tuple[int, ...]
    headings: tuple[str, ...]
    columns: dict[str, int]

    @property
    def width(self) -> int:
        return len(self.headings)

    def heading(self, field: str) -> str:
        """The heading of a field as it stands in the sheet; the field's own key where it has no column."""
        return self.headings[self.columns[field]] if field in self.columns else field

    def repeated(self, row: Row) -> bool:
        """Whether a row is the headings again, as after a page break."""
        filled = row.filled
        words = _words_of(self.headings)
        if len(filled) < _LEAST or fold(str(row.cells[filled[0]])) not in words:
            return False
        return sum(fold(str(row.cells[n])) in words for n in filled) * 5 >= len(filled) * 4


@lru_cache(maxsize=64)
def _words_of(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(part) for heading in headings for part in (heading, heading.rpartition(" / ")[2]))


def layout_of(sheet: Sheet, first: Sequence[Row], mapping: Mapping | None = None) -> Layout | None:
    """The layout, from the first rows of a sheet; None when it is no list of products. A mapping with columns is taken at its word."""
    candidates = [_laid_out(rows, sheet, mapping) for rows in _candidates(first, mapping)]
    fit = [
        layout
        for layout in candidates
        if "name" in _plain(layout.columns) and (len(layout.columns) >= _LEAST or (mapping and mapping.columns))
    ]
    # Ties go to the first and to a single row: a second one has to earn its place by naming more fields.
    return max(fit, key=lambda layout: (len(layout.columns), -len(layout.header_rows), -layout.header_rows[0]), default=None)


def layout_at(sheet: Sheet, first: Sequence[Row], row: int) -> Layout | None:
    """The layout with its headings in that row, as a person says, whether or not we know what they mean; None where it is empty."""
    headings = [one for one in first if one.number == row and one.filled]
    return _laid_out(headings, sheet, None) if headings else None


def proposed(layout: Layout, mapping: Mapping | None = None) -> Mapping:
    """A mapping with the columns of this layout, for a person to look at and keep."""
    columns = {field: layout.headings[column] for field, column in layout.columns.items()}
    return (mapping or Mapping()).model_copy(update={"columns": columns, "header": list(layout.header_rows)})


def _candidates(first: Sequence[Row], mapping: Mapping | None) -> Iterable[list[Row]]:
    if mapping and mapping.header:
        yield [row for row in first if row.number in mapping.header]
        return
    for n, row in enumerate(first):
        if row.filled:
            yield [row]
            if n + 1 < len(first) and first[n + 1].filled:
                yield [row, first[n + 1]]


def _plain(columns: Iterable[str]) -> set[str]:
    return {field.partition("[")[0] for field in columns}


def _laid_out(rows: list[Row], sheet: Sheet, mapping: Mapping | None) -> Layout:
    headings = tuple(" / ".join(parts) for parts in _parts(rows, sheet))
    hidden = sheet.hidden_columns
    columns = _mapped(headings, mapping) if mapping and mapping.columns else _known(headings, hidden)
    return Layout(tuple(row.number for row in rows), headings, columns)


def _parts(rows: list[Row], sheet: Sheet) -> list[list[str]]:
    """The words above each column, from top to bottom; merged cells and gaps in an upper row stretch over what is under them."""
    width = max((len(row.cells) for row in rows), default=0)
    lines = [[_text(row.at(n)) for n in range(width)] for row in rows]
    for row, line in zip(rows, lines, strict=True):
        for top, left, bottom, right in sheet.merged:
            if top <= row.number <= bottom and left <= width:
                words = _text(next((r.at(left - 1) for r in rows if r.number == top), None))
                for n in range(left - 1, min(right, width)):
                    line[n] = words if row.number == top else line[n]
    if len(lines) > 1 and not sheet.merged:
        for upper, lower in pairwise(lines):
            for n in range(1, width):
                if not upper[n] and lower[n] and lower[n - 1]:
                    upper[n] = upper[n - 1]
    return [[words for n, words in enumerate(line) if words and words not in line[:n]] for line in map(list, zip(*lines, strict=True))]


def _text(cell: Cell) -> str:
    return "" if blank(cell) else " ".join(str(cell).split())[:_LONGEST]


def _mapped(headings: tuple[str, ...], mapping: Mapping) -> dict[str, int]:
    folded = [fold(heading) for heading in headings]
    bottoms = [fold(heading.rpartition(" / ")[2]) for heading in headings]
    columns = {}
    for field, heading in mapping.columns.items():
        wanted = fold(heading)
        for known in (folded, bottoms):
            if wanted and wanted in known:
                columns[field] = known.index(wanted)
                break
    return columns


def _known(headings: tuple[str, ...], hidden: frozenset[int]) -> dict[str, int]:
    """The best column for each field that some heading names. Hidden columns were hidden for a reason: only cost is looked for there."""
    best: dict[str, tuple[int, int]] = {}
    for column, heading in enumerate(headings):
        found = next((m for words in _readings(heading) if (m := fields.meaning(words))), None)
        if found is None or (column in hidden and found.field != "cost"):
            continue
        key = f"{found.field}[{found.language}]" if found.language else found.field
        rank = (fields.rank(heading.rpartition(" / ")[2]), column)
        best[key] = min(best.get(key, rank), rank)
    return {key: column for key, (_rank, column) in sorted(best.items(), key=lambda item: item[1][1])}


def _readings(heading: str) -> Iterable[str]:
    """The whole, then its lowest part, then its highest: 'Harga (Rp) / Jual', 'Jual', 'Harga (Rp)'."""
    yield heading
    if " / " in heading:
        yield heading.rpartition(" / ")[2]
        yield heading.partition(" / ")[0]
