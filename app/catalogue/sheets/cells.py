"""Cells, rows and sheets as they reach us from the sandbox: plain values, numbered as a spreadsheet shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from app import sandbox
from app.catalogue.sheets import refusals  # noqa: F401  its errors come out of the sandbox by name
from app.catalogue.sheets.marks import Block
from app.catalogue.sheets.sniffing import EmptyFile

MEMORY_MB: Final = 512
SECONDS: Final = 60.0
JOB: Final = "app.catalogue.sheets.job:job"


class CellError(NamedTuple):
    """A formula that ended in an error, such as #N/A."""

    error: str
    formula: str = ""

    def __str__(self) -> str:
        return self.error


Cell = str | int | float | bool | date | datetime | CellError | None


class Row(NamedTuple):
    """One row, counted from 1, without the empty cells at its end."""

    number: int
    cells: list[Cell]

    def at(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else None

    @property
    def filled(self) -> list[int]:
        """The columns (counted from 0) that hold more than blanks."""
        return [n for n, cell in enumerate(self.cells) if not blank(cell)]


@dataclass(slots=True)
class Sheet:
    """One sheet of a file. `rows` can be read once, in order, before the next sheet is asked for. Columns here are counted from 0."""

    name: str
    hidden: bool
    total: int | None
    """How many rows there are, where the file tells before they are read."""
    rows: Iterator[Row]
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    merged: list[Block] = field(default_factory=list)
    """First row, first column, last row, last column; counted from 1."""


@dataclass(slots=True)
class Book:
    """A file as it was understood: kind (csv, xlsx, ods, xls), and for text its encoding and delimiter."""

    kind: str
    encoding: str | None
    delimiter: str | None
    sheets: Iterator[Sheet]


def opened(file: Path | bytes, *, encoding: str | None = None, delimiter: str | None = None, rows: int | None = None) -> Book:
    """Open any list in the sandbox. Its rows stream: what we hold does not grow with the file. `rows` stops each sheet early.

    Raises the errors of sniffing and refusals, and those of the sandbox.
    """
    options = {name: value for name, value in (("encoding", encoding), ("delimiter", delimiter), ("rows", rows)) if value}
    messages = sandbox.stream(JOB, file, options, memory_mb=MEMORY_MB, seconds=SECONDS)
    stream = _Stream(header.header for header in messages)
    facts = stream.take()
    if facts is None or "file" not in facts:
        raise EmptyFile
    about = facts["file"]
    return Book(about["kind"], about.get("encoding"), about.get("delimiter"), _sheets(stream))


def blank(cell: Cell) -> bool:
    """Whether a cell shows nothing. A non-breaking space shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


class _Stream:
    """Messages with one step of foresight."""

    def __init__(self, messages: Iterator[Mapping[str, Any]]) -> None:
        self._messages = messages
        self._next: Mapping[str, Any] | None = None

    def peek(self) -> Mapping[str, Any] | None:
        if self._next is None:
            self._next = next(self._messages, None)
        return self._next

    def take(self) -> Mapping[str, Any] | None:
        found, self._next = self.peek(), None
        return found


def _sheets(stream: _Stream) -> Iterator[Sheet]:
    while message := stream.take():
        facts = message["sheet"]
        rows = _rows(stream)
        yield Sheet(
            name=facts["name"],
            hidden=facts["hidden"],
            total=facts["total"],
            rows=rows,
            hidden_columns=frozenset(column - 1 for column in facts.get("hidden_columns", ())),
            hidden_rows=frozenset(facts.get("hidden_rows", ())),
            merged=[(block[0], block[1], block[2], block[3]) for block in facts.get("merged", ())],
        )
        for _row in rows:
            pass  # whoever left early shall still find the next sheet


def _rows(stream: _Stream) -> Iterator[Row]:
    while (message := stream.peek()) is not None and "rows" in message:
        stream.take()
        for number, values in enumerate(message["rows"], start=message["first"]):
            yield Row(number, [_cell(value) if isinstance(value, dict) else value for value in values])


def _cell(value: Mapping[str, Any]) -> Cell:
    if "d" in value:
        text = str(value["d"])
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    return CellError(str(value["e"]), str(value.get("f", "")))
