"""The sandboxed job that turns any list into messages: what the file is, then each sheet, then its rows in batches."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from app.catalogue.sheets import plaintext, workbooks
from app.catalogue.sheets.refusals import TooLong, TooWide
from app.catalogue.sheets.sniffing import kind_of
from app.sandbox.frames import Message

_BATCH_ROWS: Final = 200
_BATCH_CHARACTERS: Final = 1 << 20
MOST_ROWS: Final = 300_000


def job(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    """Messages: {"file": ...}, then for each sheet {"sheet": ...} and {"first": row number, "rows": [[cell, ...], ...]}.

    Options: `encoding` and `delimiter` of a text file where they are known, `rows` to stop early in each sheet.
    """
    kind = kind_of(file)
    most = int(options.get("rows") or MOST_ROWS)
    if kind == "text":
        dialect = plaintext.dialect_of(file, encoding=options.get("encoding"), delimiter=options.get("delimiter"))
        yield Message({"file": {"kind": "csv", "encoding": dialect.encoding, "delimiter": dialect.delimiter, "mark": dialect.mark}})
        yield Message({"sheet": {"name": "", "hidden": False, "total": None}})
        yield from _batches(_narrow(plaintext.rows(file, dialect)), most, stop="rows" in options)
        return
    yield Message({"file": {"kind": kind}})
    for leaf in workbooks.leaves(file, kind):
        facts = {"name": leaf.name, "hidden": leaf.hidden, "total": leaf.total, "merged": leaf.merged}
        hidden = {"hidden_columns": sorted(leaf.marks.hidden_columns), "hidden_rows": sorted(leaf.marks.hidden_rows)}
        yield Message({"sheet": facts | hidden})
        yield from _batches(leaf.rows, most, stop="rows" in options)


def _narrow(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for cells in rows:
        if len(cells) > workbooks.MOST_COLUMNS:
            raise TooWide(limit=workbooks.MOST_COLUMNS)
        yield cells


def _batches(rows: Iterator[list[Any]], most: int, *, stop: bool) -> Iterator[Message]:
    """Rows in messages of bounded size. Empty rows are sent too, because rows are counted as a spreadsheet shows them."""
    batch: list[list[Any]] = []
    first, weight = 1, 0
    for number, cells in enumerate(rows, start=1):
        if number > most:
            if stop:
                break
            raise TooLong(limit=most)
        while cells and cells[-1] in ("", None):
            cells.pop()
        batch.append(cells)
        weight += sum(len(value) for value in cells if isinstance(value, str))
        if len(batch) >= _BATCH_ROWS or weight > _BATCH_CHARACTERS:
            yield Message({"first": first, "rows": batch})
            batch, first, weight = [], number + 1, 0
    if batch:
        yield Message({"first": first, "rows": batch})
