"""Spans and quantities as typed: how long a product keeps (3-6 bulan), how much can be made (±50 pouch/bln), counts and lead times."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from app.catalogue.values.numbers import DIGITS, DOTTED, Ambiguous, NoNumber, Style, from_cell, number
from app.catalogue.values.reading import Unreadable, legible, says_nothing

_PERIODS: Final = {
    "day": "d day days hari hr hri araw",
    "week": "w wk week weeks minggu mgg mg linggo",
    "month": "mo month months bulan bln bl buwan",
    "year": "y yr year years tahun thn th taon",
}
PERIODS: Final = {word: period for period, words in _PERIODS.items() for word in words.split()}
"""The period that each word for one means, in the languages of the area."""

DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days that a period surely lasts, near enough for a label."""

_TO: Final = r"\s*(?:-|~|s\.?\s?/?\s?d\.?|sd|sampai|hingga|to|until|hanggang)\s*"
_ABOUT: Final = r"(?P<about>±|\+/-|~|kurang lebih|sekitar|kira-kira|approx\.?|about|mga|max\.?|maks\.?|hingga|up to)?\s*"
_SHELF: Final = re.compile(
    rf"{_ABOUT}(?P<least>{DIGITS})(?:\s*[a-z]*{_TO}(?P<most>{DIGITS}))?\s*(?P<unit>[a-z]+)\.?(?:\s*\(.*\)|\s.*)?", re.IGNORECASE
)
_QUANTITY: Final = re.compile(
    rf"{_ABOUT}(?P<least>{DIGITS})(?:{_TO}(?P<most>{DIGITS}))?\s*(?P<unit>[a-z]+)?\.?\s*(?:(?:/|per|se|a)\s*(?P<per>[a-z]+)\.?)?",
    re.IGNORECASE,
)


class ShelfLife(NamedTuple):
    """From `least` to `most` of a period (day, week, month, year)."""

    least: int
    most: int
    unit: str
    approximate: bool = False

    @property
    def days(self) -> int:
        """What a buyer can rely on: the least."""
        return self.least * DAYS[self.unit]

    @property
    def most_days(self) -> int:
        return self.most * DAYS[self.unit]


class Capacity(NamedTuple):
    """From `least` to `most` trade units (as typed, '' when none was) per period."""

    least: Decimal
    most: Decimal
    unit: str
    per: str
    approximate: bool = False


def shelf_life(value: object, *, heading_period: str | None = None, style: Style = DOTTED) -> ShelfLife | None:
    """How long a product keeps; None where nothing is known. `heading_period` is for bare numbers (Masa simpan (bulan)).

    Raises Unreadable shelf_unreadable.
    """
    text, bare = _words(value, "shelf_unreadable")
    if says_nothing(text):
        return None
    match = _SHELF.fullmatch(f"{text} {heading_period}" if bare and heading_period else text)
    unit = PERIODS.get(match["unit"].lower()) if match else None
    if match is None or unit is None:
        raise Unreadable("shelf_unreadable", text)
    least, most = _pair(match, style, "shelf_unreadable", text)
    if least != int(least) or most != int(most) or not 0 < least <= most <= 1000 * DAYS["year"]:
        raise Unreadable("shelf_unreadable", text)
    return ShelfLife(int(least), int(most), unit, bool(match["about"]))


def capacity(value: object, *, heading_period: str = "month", style: Style = DOTTED) -> Capacity | None:
    """How much can be made in a period; None where nothing is said. The heading's period holds unless the cell names one.

    Raises Unreadable capacity_unreadable.
    """
    text, _bare = _words(value, "capacity_unreadable")
    if says_nothing(text):
        return None
    match = _QUANTITY.fullmatch(text)
    per = PERIODS.get(match["per"].lower()) if match and match["per"] else heading_period
    if match is None or per is None:
        raise Unreadable("capacity_unreadable", text)
    least, most = _pair(match, style, "capacity_unreadable", text)
    if not 0 < least <= most:
        raise Unreadable("capacity_unreadable", text)
    return Capacity(least, most, (match["unit"] or "").lower(), per, bool(match["about"]))


def heading_period(heading: str) -> str | None:
    """The period that a heading names for its column: Kapasitas/bln, Masa simpan (bulan), Capacity per day."""
    return next((PERIODS[word] for word in re.findall(r"[a-z]+", heading.lower())[1:] if word in PERIODS and len(word) > 1), None)


def days(value: object) -> int | None:
    """A number of days, bare or with its period (lead times); None when empty. Raises Unreadable number_unreadable."""
    if says_nothing(_words(value, "number_unreadable")[0]):
        return None
    try:
        span = shelf_life(value, heading_period="day")
    except Unreadable as error:
        raise Unreadable("number_unreadable", error.found) from error
    return span.days if span else None


def _words(value: object, code: str) -> tuple[str, bool]:
    """The text of a cell, and whether it is a bare number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{from_cell(value):f}".replace(".", ","), True
    text = legible(value, code)
    return text, re.fullmatch(r"\d+", text) is not None


def _pair(match: re.Match[str], style: Style, code: str, text: str) -> tuple[Decimal, Decimal]:
    try:
        least = number(match["least"], style)
        return least, number(match["most"], style) if match["most"] else least
    except (Ambiguous, NoNumber) as error:
        raise Unreadable(code, text) from error
