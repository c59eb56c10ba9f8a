"""Workbooks (XLSX, ODS, XLS) as rows of plain values. Runs in the sandbox only: the reader below has aborted on hostile files."""

import math
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, Final, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from app.catalogue.sheets.marks import Block, Marks, marks_of
from app.catalogue.sheets.refusals import TooWide
from app.catalogue.sheets.sniffing import Encrypted, Kind, NoSheet
from app.text import _

MOST_COLUMNS: Final = 400


class Leaf(NamedTuple):
    """One sheet: its facts, and its rows as JSON values (see `cell`)."""

    name: str
    hidden: bool
    total: int
    merged: list[Block]
    marks: Marks
    rows: Iterator[list[Any]]


def leaves(file: BinaryIO, kind: Kind) -> Iterator[Leaf]:
    """Each worksheet in order. Raises Encrypted, NoSheet and TooWide."""
    marks = _marks(file) if kind == "xlsx" else {}
    if any(mark.far for mark in marks.values()):
        raise TooWide(limit=MOST_COLUMNS)
    try:
        book = CalamineWorkbook.from_filelike(file)
        for facts in book.sheets_metadata:
            if facts.typ == SheetTypeEnum.WorkSheet:
                yield _leaf(book, facts.name, facts.visible != SheetVisibleEnum.Visible, marks.get(facts.name, Marks()))
    except PasswordError as error:
        raise Encrypted from error
    except (CalamineError, ValueError, KeyError) as error:
        raise NoSheet(found=_("a damaged workbook")) from error


def cell(value: object) -> Any:
    """A value as JSON has it: text, number, truth; days as {"d": "2025-03-31"}."""
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            return str(value)
        return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()} if value.time() == time() else {"d": value.isoformat(timespec="seconds")}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, timedelta | time):
        return str(value)
    return str(value)


def _marks(file: BinaryIO) -> dict[str, Marks]:
    try:
        with zipfile.ZipFile(file) as archive:
            found = marks_of(archive)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise NoSheet(found=_("a damaged workbook")) from error
    file.seek(0)
    return found


def _leaf(book: CalamineWorkbook, name: str, hidden: bool, marks: Marks) -> Leaf:
    sheet = book.get_sheet_by_name(name)
    if sheet.width > MOST_COLUMNS:
        raise TooWide(limit=MOST_COLUMNS)
    merged = [(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()][:50_000]
    total = (sheet.end[0] + 1) if sheet.end else 0
    return Leaf(name, hidden, total, merged or marks.merged, marks, _rows(sheet, marks))


def _rows(sheet: Any, marks: Marks) -> Iterator[list[Any]]:
    """Rows from the first of the sheet on, also where the first rows or columns are empty."""
    if not sheet.height:
        return
    before: list[Any] = [None] * sheet.start[1]  # the reader gives empty rows at the top, but not empty columns at the left
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = before + [cell(value) for value in values]
        if marks.errors:
            _put_errors(cells, number, marks)
        yield cells


def _put_errors(cells: list[Any], row: int, marks: Marks) -> None:
    for column in range(1, len(cells) + 1):
        if (error := marks.errors.get((row, column))) and cells[column - 1] in ("", None):
            cells[column - 1] = {"e": error[0], "f": error[1]}
