"""Numbers as people of the region type them. A number that reads differently in two countries is no number but a question."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

DIGITS: Final = r"\d+(?:[.,' ]\d+)*"
"""A run of figures with the marks that may stand between them."""

_VULGAR: Final = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75"), "⅛": Decimal("0.125")}


@dataclass(frozen=True, slots=True)
class Style:
    """The marks that a country uses between thousands and before decimals."""

    group: str
    decimal: str


DOTTED: Final = Style(group=".", decimal=",")
"""1.250,50 as in Indonesia."""

COMMAED: Final = Style(group=",", decimal=".")
"""1,250.50 as in Malaysia, Brunei and the Philippines."""


class Ambiguous(ValueError):
    """Two readers could take it for two numbers."""


class NoNumber(ValueError):
    """It is no number at all."""


def number(text: str, style: Style, *, thousands: bool = True) -> Decimal:
    """The one value that `text` can have in a country of that style.

    A mark before exactly three figures means thousands where it is that country's own mark for them and `thousands` are
    likely (grams and rupiah, not kilograms); where it is the mark of decimals, nobody can tell.
    Raises Ambiguous and NoNumber.
    """
    plain = text.strip()
    if not re.fullmatch(DIGITS, plain):
        raise NoNumber(text)
    if re.search(r"[' ]", plain):
        plain = _without_blanks(plain)
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return Decimal(plain)
    if len(set(marks)) == 2:
        return _both_marks(plain)
    return _many(plain, marks[0]) if len(marks) > 1 else _one_mark(plain, style, thousands=thousands)


def fraction(text: str) -> Decimal | None:
    """½, 1/4 and 1 1/2; None when it is not written so."""
    if match := re.fullmatch(r"(\d{1,4})?\s*([¼½¾⅛])", text.strip()):
        return Decimal(match[1] or 0) + _VULGAR[match[2]]
    if match := re.fullmatch(r"(?:(\d{1,4})\s+)?([1-9])\s*/\s*([248]|10)", text.strip()):
        return Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3])
    return None


def from_cell(value: int | float) -> Decimal:
    """A number cell without the noise of binary fractions: 27.000000000000004 is 27."""
    exact = Decimal(repr(value))
    near = round(exact, 6)
    return near.normalize() if abs(near - exact) <= abs(exact) * Decimal("1e-12") else exact


def _without_blanks(text: str) -> str:
    """25 000 and 25'000 -> 25000."""
    head, *rest = re.split(r"[' ]", text)
    if (
        not 1 <= len(head) <= 3
        or not head.isdigit()
        or any(not re.fullmatch(r"\d{3}", piece) for piece in rest[:-1])
        or not re.match(r"\d{3}([.,]|$)", rest[-1])
    ):
        raise NoNumber(text)
    return head + "".join(rest)


def _both_marks(text: str) -> Decimal:
    """1.250,50 and 1,250.50 each have one reading; so has no other mixture."""
    last = max(text.rfind("."), text.rfind(","))
    whole, decimals, group = text[:last], text[last + 1 :], "," if text[last] == "." else "."
    if len(decimals) > 2 or group in decimals:
        raise Ambiguous(text)
    return Decimal(f"{_many(whole, group)}.{decimals}")


def _many(text: str, group: str) -> Decimal:
    """1.250.000: a mark that comes again stands between thousands."""
    head, *rest = text.split(group)
    if not 1 <= len(head) <= 3 or (head.startswith("0") and rest) or any(not re.fullmatch(r"\d{3}", piece) for piece in rest):
        raise Ambiguous(text)
    return Decimal(head + "".join(rest))


def _one_mark(text: str, style: Style, *, thousands: bool) -> Decimal:
    mark = "." if "." in text else ","
    whole, after = text.split(mark)
    as_decimals = Decimal(f"{whole}.{after}")
    if len(after) != 3 or len(whole) > 3 or whole.startswith("0"):
        return as_decimals
    if mark == style.group and thousands:
        return Decimal(whole + after)
    raise Ambiguous(text)
