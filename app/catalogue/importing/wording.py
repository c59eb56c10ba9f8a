"""Cells as words: as a person would type them, tidied, and compared with what an export wrote."""

import re
from decimal import Decimal

from app.catalogue.exporting import guarded
from app.catalogue.sheets.cells import Cell
from app.catalogue.values import Unreadable, from_cell, says_nothing, tidy


def shown(cell: Cell) -> str:
    """A cell as text, as a person would type it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)


def unchanged(exported: str, cell: Cell) -> bool:
    """Whether a cell still holds what was exported."""
    if isinstance(cell, int | float) and re.fullmatch(r"\d+(\.\d+)?", exported):
        return Decimal(exported) == from_cell(cell)
    return shown(cell) in (exported, guarded(exported))


def prose(text: str) -> str:
    """Text with plain blanks; line breaks stay where there are several lines."""
    lines = [" ".join(line.replace("\u00a0", " ").split()) for line in text.strip().removeprefix("'").splitlines()]
    return "\n".join(lines).strip()


def prose_of(cell: Cell) -> str:
    text = prose(shown(cell))
    return "" if says_nothing(text) else text


def identifier_of(cell: Cell) -> str:
    text = tidy(shown(cell))
    if text and not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        raise Unreadable("id_unreadable", text)
    return text


def code_of(cell: Cell) -> str:
    text = tidy(shown(cell))
    return "" if says_nothing(text) else text
