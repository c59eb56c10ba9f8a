"""Days as typed: 31/03/2025, 20-01-24, 3 Maret 2025, date cells and the serial numbers that spreadsheets make of them."""

import re
from datetime import date, datetime, timedelta
from typing import Final, Literal

from app.catalogue.values.reading import Unreadable, legible, says_nothing

Order = Literal["dmy", "mdy", "ymd"]

_MONTHS: Final = (
    "jan januari january enero ene",
    "feb februari february pebruari peb febrero",
    "mar mrt maret march mac marso",
    "apr april abril",
    "mei may mayo",
    "jun juni june hunyo",
    "jul juli july julai hulyo",
    "agu ags agt agustus august aug ogos agosto",
    "sep sept september septembre setyembre",
    "okt oktober october oct oktubre",
    "nov november nopember nop nobyembre",
    "des desember december dec disember disyembre",
)
_MONTH: Final = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_EPOCH: Final = date(1899, 12, 30)  # what all spreadsheet programs count from, since they copy one old mistake about 1900
_SERIALS: Final = range(20_000, 80_000)  # 1954 to 2119: smaller and larger numbers are no likely day
_OF_A_CENTURY: Final = 70  # 24 is 2024, 85 is 1985


def day(value: object, *, order: Order = "dmy") -> date | None:
    """The day in a cell; None when empty. `order` is how the sheet writes days in figures, never guessed from one cell.

    Raises Unreadable: date_impossible, date_unreadable, date_ambiguous.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), str(value))
    text = legible(value, "date_unreadable")
    if says_nothing(text):
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text), text)
    plain = re.sub(r"(?<=\d)[T ]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?(\s*[AaPp][Mm]|Z)?$", "", text)
    plain = re.sub(
        r"^[A-Za-z']+day,?\s+|^(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|isnin|ahad),?\s+", "", plain, flags=re.IGNORECASE
    )
    return _figures(plain, order, text) or _with_month(plain, text)


def _serial(number: float, text: str) -> date:
    if int(number) not in _SERIALS:
        raise Unreadable("date_unreadable", text)
    return _EPOCH + timedelta(days=int(number))


def _figures(plain: str, order: Order, text: str) -> date | None:
    match = re.fullmatch(r"(\d{1,4})\s*([/.\- ])\s*(\d{1,2})\s*\2\s*(\d{1,4})", plain)
    if match is None:
        return None
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4:
        return _made(int(first), int(second), int(third), text)
    if len(first) > 2 or len(third) not in (2, 4):
        raise Unreadable("date_unreadable", text)
    if order == "ymd":
        if len(third) == 4:
            raise Unreadable("date_ambiguous", text)
        return _made(_year(first), int(second), int(third), text)
    d, m = (first, second) if order == "dmy" else (second, first)
    return _made(_year(third), int(m), int(d), text)


def _with_month(plain: str, text: str) -> date:
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:ng\s+)?([A-Za-z]+)\.?[\s.,\-/]*(\d{2}|\d{4})", plain)
    if match and (month := _MONTH.get(match[2].lower())):
        return _made(_year(match[3]), month, int(match[1]), text)
    match = re.fullmatch(r"([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", plain)
    if match and (month := _MONTH.get(match[1].lower())):
        return _made(int(match[3]), month, int(match[2]), text)
    raise Unreadable("date_unreadable", text)


def _year(text: str) -> int:
    short = int(text)
    return short if len(text) == 4 else short + (1900 if short >= _OF_A_CENTURY else 2000)


def _made(year: int, month: int, of_month: int, text: str) -> date:
    try:
        made = date(year, month, of_month)
    except ValueError as error:
        raise Unreadable("date_impossible", text) from error
    if not 1900 <= year <= 2200:
        raise Unreadable("date_impossible", text)
    return made
