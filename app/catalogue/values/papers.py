"""Numbers and marks on papers as typed: P-IRT, halal, barcodes, HS codes, telephone numbers, yes and no."""

import re
from functools import lru_cache
from typing import Final, Literal

import phonenumbers
from stdnum import ean

from app.catalogue.values.numbers import from_cell
from app.catalogue.values.reading import Unreadable, legible, says_nothing
from app.text import fold

Halal = Literal["yes", "no", "in_process"]

_YES: Final = frozenset(
    [
        "ya",
        "y",
        "yes",
        "iya",
        "ok",
        "ada",
        "sudah",
        "sdh",
        "punya",
        "halal",
        "v",
        "true",
        "1",
        "oo",
        "opo",
        "meron",
        "bersertifikat",
        "certified",
    ]
)
_NO: Final = frozenset(
    [
        "tidak",
        "t",
        "tdk",
        "tak",
        "no",
        "n",
        "bukan",
        "belum",
        "blm",
        "false",
        "0",
        "hindi",
        "wala",
        "tiada",
        "belum ada",
        "tidak ada",
        "blm ada",
        "tdk ada",
        "non halal",
        "not halal",
    ]
)
_IN_PROCESS: Final = re.compile(r"\b(proses|process|pengurusan|diurus|pengajuan|diajukan|applied|pending)\b")
_TICKS: Final = frozenset("✓✔☑√")
_PIRT: Final = re.compile(r"([1-8])(0[1-9]|1[0-6])(\d{4})(\d{2})(\d{4})(\d{2})")
_SHORTEST: Final = 6
_LONGEST: Final = 16  # E.164: fifteen figures and the plus sign


def pirt(value: object) -> str | None:
    """A P-IRT number as 2067171019001-30; None when empty. Raises Unreadable pirt_malformed.

    15 digits: packaging 1-8, food group 01-16, province and regency, product, producer, year of expiry (rule of high confidence).
    """
    text = _figures(value, "pirt_malformed")
    if says_nothing(text) or _IN_PROCESS.search(fold(text)):
        return None
    bare = re.sub(r"^\s*(sp)?p[\s.-]*irt\b[\s.:]*(no\b\.?)?[\s.:]*", "", text, flags=re.IGNORECASE)
    match = _PIRT.fullmatch(re.sub(r"[\s.\-]", "", bare))
    if match is None:
        raise Unreadable("pirt_malformed", text)
    digits = "".join(match.groups())
    return f"{digits[:13]}-{digits[13:]}"


def pirt_year(number: str) -> int:
    """The year in which a P-IRT number ends."""
    return 2000 + int(number[-2:])


def halal(value: object) -> Halal | None:
    """Whether somebody says that it is halal; that is a claim, not a certificate. Raises Unreadable halal_unreadable."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _figures(value, "halal_unreadable")
    if any(tick in text for tick in _TICKS):
        return "yes"
    folded = fold(text)
    if _IN_PROCESS.search(folded):
        return "in_process"
    if folded in _NO:
        return "no"
    if says_nothing(text):
        return None
    if folded in _YES:
        return "yes"
    raise Unreadable("halal_unreadable", text)


def yes_no(value: object) -> bool | None:
    """Yes or no in the languages of the area; None when empty. Raises Unreadable halal_unreadable for anything else."""
    said = halal(value)
    return None if said is None else said == "yes"


def gtin(value: object) -> str | None:
    """A barcode number with the right check digit, of 8, 12, 13 or 14 digits; None when empty. Raises Unreadable gtin_invalid.

    Number cells lose leading zeros: they are put back when exactly one length then fits.
    """
    text = _figures(value, "gtin_invalid")
    if says_nothing(text):
        return None
    digits = re.sub(r"[\s\-]", "", text)
    if re.fullmatch(r"\d{8}|\d{12,14}", digits) and ean.is_valid(digits):
        return digits
    if isinstance(value, int | float) and re.fullmatch(r"\d{9,12}", digits) and ean.is_valid(digits.zfill(13)):
        return digits.zfill(13)
    raise Unreadable("gtin_invalid", text)


def hs_code(value: object) -> str | None:
    """4, 6 or 8 digits without dots; None when empty.

    Raises Unreadable hs_unreadable: a lost leading zero cannot be told from a missing last figure.
    """
    text = _figures(value, "hs_unreadable")
    if says_nothing(text):
        return None
    digits = re.sub(r"[\s.]", "", text)
    if not re.fullmatch(r"\d{4}(\d{2}){0,2}", digits):
        raise Unreadable("hs_unreadable", text)
    return digits


def phone(value: object, country: str) -> str | None:
    """A telephone number in E.164; None when empty. `country` (ISO 3166) is where a number without a country code is from.

    Raises Unreadable phone_malformed.
    """
    text = _figures(value, "phone_malformed")
    if says_nothing(text):
        return None
    bare = re.sub(r"^.*?wa\.me/", "+", text, flags=re.IGNORECASE)
    bare = re.sub(r"\([^)\d]*\)|^(hp|wa|tel[pf]?|telepon|phone|no)\b[\s./:]*", "", bare, flags=re.IGNORECASE).strip()
    if not re.fullmatch(r"\+?[\d\s().\-/]+", bare):
        raise Unreadable("phone_malformed", text)
    number = _e164(re.sub(r"[^\d+]", "", bare), country)
    if number is None:
        raise Unreadable("phone_malformed", text)
    return number


@lru_cache(maxsize=4096)
def _e164(digits: str, country: str) -> str | None:
    """In E.164 if that many digits can be a whole number there: too few, or too many, is no number."""
    code = str(phonenumbers.country_code_for_region(country))
    if not digits.startswith("+") and digits.startswith(code) and len(digits) - len(code) > _SHORTEST + 2:
        digits = f"+{digits}"  # 62812...: the plus sign was lost
    try:
        parsed = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    national = len(str(parsed.national_number))
    possible = phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
    enough = national > _SHORTEST + 1 or phonenumbers.is_valid_number(parsed)
    whole = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return whole if possible and enough and len(whole) <= _LONGEST else None


def _figures(value: object, code: str) -> str:
    """The text of a cell; whole numbers without point or exponent, as long as a cell holds them exactly."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 and value == int(value):
        return f"{int(from_cell(value))}"
    return legible(value, code)
