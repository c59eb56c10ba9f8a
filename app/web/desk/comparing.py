"""What changed, as a table of words: one row for each field, with the very words marked that went and came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from babel.numbers import format_percent

from app.catalogue.content import Money
from app.review.diff import Change
from app.web.desk.words import Words

GONE: Final = "gone"
CAME: Final = "came"
_SHOWN_APART: Final = ("pictures", "files")
_MOST: Final = 3000  # words; of longer texts the comparison word by word takes longer than a reader waits
_WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some of a text; `mark` is GONE, CAME or empty."""

    mark: str
    text: str


@dataclass(frozen=True)
class Row:
    """A field with what stood there and what shall."""

    field: str
    words: str
    language: str
    """Of a text, for those who hear it read."""
    spoken: str
    """The name of that language."""
    old: list[Piece]
    new: list[Piece]
    confidential: bool
    note: str = ""
    """Of money: by how much it rises or falls."""


def rows(words: Words, changes: list[Change]) -> list[Row]:
    """All that can be said in words; pictures and the files of papers are shown by themselves."""
    return [_row(words, change) for change in changes if change.field not in _SHOWN_APART]


def _row(words: Words, change: Change) -> Row:
    field = change.field.partition(".")[0]
    old, new = words.value(field, change.old), words.value(field, change.new)
    pieces = compared(old, new) if change.language and old and new else _whole(old, new)
    language = change.language if field != "social" else ""
    spoken = words.in_language(change.language) if change.language else ""
    return Row(field, words.field(field), language, spoken, *pieces, change.confidential, _share(words, change))


def _share(words: Words, change: Change) -> str:
    old, new = change.old, change.new
    if not (isinstance(old, Money) and isinstance(new, Money)) or old.currency != new.currency or not old.amount:
        return ""
    return format_percent((new.amount - old.amount) / old.amount, format="+#,##0 %;−#,##0 %", locale=words.language)


def compared(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, with the words marked that are only in one of them."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > _MOST:
        return _whole(old, new)
    steps = SequenceMatcher(None, before, after).get_opcodes()
    left = [Piece("" if tag == "equal" else GONE, "".join(before[a:b])) for tag, a, b, _c, _d in steps if b > a]
    right = [Piece("" if tag == "equal" else CAME, "".join(after[c:d])) for tag, _a, _b, c, d in steps if d > c]
    return list(_joined(left)), list(_joined(right))


def _whole(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    return [Piece(GONE, old)] if old else [], [Piece(CAME, new)] if new else []


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """A blank between two marked words is marked with them: a phrase that changed is one mark, not many; at its edge it is not."""
    texts: list[Piece] = []
    for n, piece in enumerate(pieces):
        between = not piece.mark and piece.text.isspace() and 0 < n < len(pieces) - 1
        mark = pieces[n - 1].mark if between else piece.mark
        if texts and texts[-1].mark == mark:
            texts[-1] = Piece(mark, texts[-1].text + piece.text)
        else:
            texts.append(Piece(mark, piece.text))
    for piece in texts:
        core = piece.text.strip()
        if not piece.mark or not core or core == piece.text:
            yield piece
        else:
            before, _core, after = piece.text.partition(core)
            yield from (part for part in (Piece("", before), Piece(piece.mark, core), Piece("", after)) if part.text)
