"""What cells do not say but an XLSX file knows: hidden columns and rows, merged cells, and formulas that ended in an error.

The sheet's XML is searched as bytes, in pieces: nothing of it is parsed, so nothing in it can expand or call outside.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_PIECE: Final = 1 << 20
_OVERLAP: Final = 1 << 16
_MOST_MARKS: Final = 50_000
_MOST_PART: Final = 4 << 20
_CELL_ERROR: Final = re.compile(rb"<(?:\w+:)?c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>(.{0,9000}?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>([^<]*)<")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*\bref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_FAR: Final = re.compile(rb"<(?:\w+:)?c\s[^<>]*\br=[\"'][A-Z]{3}\d")
_NUMBER: Final = re.compile(rb"\br=[\"'](\d+)[\"']")

Block = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 1."""


@dataclass(slots=True)
class Marks:
    """Rows and columns are counted from 1. `errors` holds the error and the formula of a cell at (row, column)."""

    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    errors: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    far: bool = False
    """Some cell stands beyond column ZZ: no list is so wide, and a reader that makes room for it fills the memory."""


def marks_of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of every sheet of an XLSX, by the sheet's name."""
    return {name: _marks(archive, part) for name, part in _sheets(archive) if part in archive.NameToInfo}


def place(reference: str) -> tuple[int, int]:
    """Row and column of a cell such as G13."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]), column


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet, in order."""
    relations = dict(_relations(_part(archive, "xl/_rels/workbook.xml.rels")))
    for tag in re.findall(rb"<(?:\w+:)?sheet\s[^<>]*>", _part(archive, "xl/workbook.xml")):
        name, target = _attribute(tag, b"name"), relations.get(_attribute(tag, rb"\w+:id"))
        if target:
            yield name, target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _relations(xml: bytes) -> Iterator[tuple[str, str]]:
    for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^<>]*>", xml):
        yield _attribute(tag, b"Id"), _attribute(tag, b"Target")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as part:
        return part.read(_MOST_PART)


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return _unescaped(found[1] or found[2] or b"") if found else ""


def _unescaped(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _marks(archive: zipfile.ZipFile, part: str) -> Marks:
    marks = Marks()
    with archive.open(part) as xml:
        held = b""
        while piece := xml.read(_PIECE):
            held += piece
            _note(held, marks)
            held = held[-_OVERLAP:]
    return marks


def _note(xml: bytes, marks: Marks) -> None:
    """What this piece shows. Pieces overlap, so everything is kept in sets or found twice without harm."""
    marks.far = marks.far or _FAR.search(xml) is not None
    for tag in _COLUMN.findall(xml):
        first, last = int(_attribute(tag, b"min") or 0), int(_attribute(tag, b"max") or 0)
        marks.hidden_columns.update(range(first, min(last, first + 1000) + 1))
    for tag in _ROW.findall(xml):
        if (number := _NUMBER.search(tag)) and len(marks.hidden_rows) < _MOST_MARKS:
            marks.hidden_rows.add(int(number[1]))
    for reference in _MERGE.findall(xml):
        first_cell, last_cell = reference.decode().split(":")
        block = (*place(first_cell), *place(last_cell))
        if len(marks.merged) < _MOST_MARKS and block not in marks.merged[-400:]:
            marks.merged.append(block)
    if b't="e"' in xml or b"t='e'" in xml:
        for found in _CELL_ERROR.finditer(xml):
            where = _attribute(b" " + found[1], b"r")
            value, formula = _VALUE.search(found[2]), _FORMULA.search(found[2])
            if value and re.fullmatch(r"[A-Z]{1,3}\d{1,7}", where) and len(marks.errors) < _MOST_MARKS:
                marks.errors[place(where)] = (_unescaped(value[1]), "=" + _unescaped(formula[1]) if formula else "")
