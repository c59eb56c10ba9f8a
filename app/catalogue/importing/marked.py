"""The list given back with its mistakes marked: the same cells, bad ones red, and the reasons at the end of the row."""

import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Self

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.catalogue.importing.findings import Finding
from app.catalogue.sheets.cells import Cell, CellError, Row, opened
from app.catalogue.sheets.headings import Layout
from app.catalogue.sheets.kinds import told
from app.catalogue.sheets.mapping import Mapping
from app.text import _

REASONS: Final = _("What to change")
_RED: Final = PatternFill("solid", start_color="FFF4C7C3")
_YELLOW: Final = PatternFill("solid", start_color="FFFCE8B2")
_BOLD: Final = Font(bold=True)
_WRAP: Final = Alignment(wrap_text=True, vertical="top")
_LONGEST_CELL: Final = 32_767
_LONGEST_TITLE: Final = 31
_WIDTH: Final = 70  # characters, for the reasons


def mark(
    file: Path, target: Path, findings: Iterable[Finding], *, mapping: Mapping | None = None, translate: Callable[[str], str] = str
) -> bool:
    """Write a list that was read before to `target`, with what was found in it; False, and no file, when that was nothing.

    Raises the errors of reading the file.
    """
    wrong: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        wrong.setdefault((finding.sheet, finding.row), []).append(finding)
    chosen = mapping or Mapping()
    with MarkedList(target, translate) as marking:
        for sheet in opened(file, encoding=chosen.encoding, delimiter=chosen.delimiter).sheets:
            layout, rows = told(sheet, mapping)
            marking.begin(sheet.name, layout)
            for one in rows:
                marking.add(one.row, wrong.get((sheet.name, one.row.number), ()))
        return marking.save()


class MarkedList:
    """Written row by row while the list is read, so that it does not have to be held. `translate` puts the reasons in a person's words.

    Raises FileNotFoundError at once, and not after all rows went in, when there is no folder to write into.
    """

    def __init__(self, target: Path, translate: Callable[[str], str] = str) -> None:
        if not target.parent.is_dir():
            raise FileNotFoundError(f"There is no folder {target.parent} to write the marked list into.")
        self.target = target
        self.translate = translate
        self.book = Workbook(write_only=True)
        self.sheet: Any = None
        self.layout: Layout | None = None
        self.marks = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        for sheet in self.book.worksheets:
            if not sheet.closed:  # the reading ended early; a sheet left open complains on the terminal when it is thrown away
                sheet.close()

    def begin(self, name: str, layout: Layout | None) -> None:
        """A sheet of the list begins."""
        title = re.sub(r"[\[\]:*?/\\]", " ", name)[:_LONGEST_TITLE].strip() or "Sheet"
        taken = {sheet.title for sheet in self.book.worksheets}
        while title in taken:
            title = f"{title[: _LONGEST_TITLE - 2]} {len(taken) + 1}"
        self.sheet = self.book.create_sheet(title)
        self.layout = layout
        if layout:
            self.sheet.freeze_panes = f"A{layout.header_rows[-1] + 1}"
            self.sheet.column_dimensions[get_column_letter(layout.width + 1)].width = _WIDTH

    def add(self, row: Row, findings: Iterable[Finding] = ()) -> None:
        """One row of the list as it was, with what is wrong in it."""
        found = list(findings)
        self.marks += len(found)
        cells: list[Any] = [self._cell(value) for value in row.cells]
        width = max(self.layout.width if self.layout else 0, len(cells))
        if found or (self.layout and row.number == self.layout.header_rows[-1]):
            cells += [self._cell(None) for _number in range(width - len(cells))]
            self._mark(cells, found)
            reasons = "\n".join(self._reason(finding) for finding in found) if found else self.translate(REASONS)
            last = self._cell(reasons)
            last.alignment = _WRAP
            last.font = _BOLD if not found else Font()
            cells.append(last)
        self.sheet.append(cells)

    def save(self) -> bool:
        """Write the file, whole or not at all; False, and no file, when there was nothing to mark."""
        with tempfile.TemporaryDirectory(dir=self.target.parent) as folder:
            draft = Path(folder) / "marked.xlsx"
            if not self.book.worksheets:
                return False
            self.book.save(draft)
            if self.marks:
                draft.replace(self.target)
        return self.marks > 0

    def _mark(self, cells: list[Any], findings: list[Finding]) -> None:
        for finding in findings:
            column = self.layout.columns.get(finding.field) if self.layout else None
            if column is not None and column < len(cells):
                cells[column].fill = _RED if finding.fatal else _YELLOW

    def _reason(self, finding: Finding) -> str:
        frame = self.translate(_("“{heading}”: found “{found}”, expected {expected}"))
        return frame.format(heading=finding.heading, found=finding.found[:200], expected=finding.expected(self.translate))

    def _cell(self, value: Cell) -> Any:
        """A cell with the value as it was. Text is written as text, also when it looks like a formula."""
        if isinstance(value, CellError):
            value = value.error
        if isinstance(value, str):
            cell = WriteOnlyCell(self.sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
            cell.data_type = "s"
            return cell
        cell = WriteOnlyCell(self.sheet, value)  # type: ignore[arg-type]  # a date is as good as a moment
        if isinstance(value, datetime | date):
            cell.number_format = "yyyy-mm-dd"
        return cell
