"""What a reader of typed values says when it cannot know what was meant, and how typed text is tidied before reading."""

import re
from typing import Final

from app.text import _, fold

EXPECTED: Final = {
    "area_unknown": _("the name of a regency, city, province or country that this centre knows"),
    "capacity_unreadable": _("a quantity with its unit, such as 200 pcs or 5 ton"),
    "category_unknown": _("one of the categories of this centre"),
    "code_repeated": _("a code that no other row of this enterprise has: one row for each product"),
    "currency_conflict": _("the same currency in the price and in the currency column"),
    "currency_missing": _("a currency, such as IDR: a bare number says nothing about it"),
    "currency_unknown": _("a currency as three letters, such as IDR, BND, MYR or PHP"),
    "date_ambiguous": _("a day that can be read in one way only, such as 2025-03-31"),
    "date_impossible": _("a day that exists in the calendar"),
    "date_unreadable": _("a day, such as 31/03/2025 or 31 Maret 2025"),
    "draft_elsewhere": _("a product that is not being checked by the centre at the moment: take it back first"),
    "drafts_full": _("room for another draft: finish or discard some of them first"),
    "email_unreadable": _("an e-mail address, such as toko@example.org"),
    "enterprise_missing": _("the name of the enterprise that makes the product"),
    "formula_error": _("a value: the formula in this cell ends in an error"),
    "gtin_invalid": _("a barcode number of 8, 12, 13 or 14 digits whose check digit is right; kept as the maker's own reference"),
    "halal_conflict": _("either alcoholic or halal, not both: please check"),
    "halal_unreadable": _("yes, no or in process"),
    "hs_unreadable": _("an HS code of 4, 6 or 8 digits"),
    "id_unreadable": _("an identifier as this catalogue exports it, or an empty cell"),
    "name_missing": _("a name: a product cannot be listed without one"),
    "not_accepted": _("a value that the catalogue can keep"),
    "number_unreadable": _("a whole number"),
    "phone_malformed": _("a complete telephone number with all its digits, such as 0812-3456-7890"),
    "photo_broken": _("a picture that can be opened, as JPEG, PNG, WebP, AVIF, HEIC or GIF"),
    "photo_name_differs": _("the name of the picture exactly as the file has it; the file was found all the same"),
    "photo_not_found": _("the name of one of the pictures that came with the list"),
    "pirt_malformed": _("a P-IRT number of 15 digits: packaging 1-8, food group 01-16, region, product, producer, year"),
    "pirt_not_for_short_life": _("food that keeps longer than 7 days, which a P-IRT number is for: please check both"),
    "price_ambiguous": _("a price that can be read in one way only, such as 25.000 for twenty-five thousand rupiah"),
    "price_negative": _("a price above zero"),
    "price_range": _("one price, not two"),
    "price_too_large": _("a price that a product can have"),
    "price_unreadable": _("a price in figures, or an empty cell for a price on request"),
    "price_zero": _("a price above zero, or an empty cell for a price on request"),
    "several_packs": _("one pack size in a row: give each size a row of its own"),
    "shelf_unreadable": _("a time with its unit, such as 3 bulan or 7-10 hari"),
    "text_damaged": _("text whose letters survived: save the file again as UTF-8"),
    "text_too_long": _("a shorter text"),
    "too_many_cells": _("as many cells as there are headings: put text with a comma in quotes"),
    "unit_missing": _("a unit behind the number, such as 250 gr"),
    "unit_value_unknown": _("one of the values that this field knows"),
    "web_unreadable": _("a web address that begins with https://"),
    "weight_ambiguous": _("a weight that can be read in one way only, such as 1,5 kg"),
    "weight_suspicious": _("a pack that is likely: a number this large under a heading in kg or litres looks like a slip"),
    "weight_unreadable": _("a weight, volume, length or number of pieces, such as 250 gr, 400 ml or isi 10"),
    "wholesale_above_retail": _("a wholesale price that is not above the retail price"),
}
"""What each kind of problem wants instead, as a sentence that goes on from "expected:"."""
OFFERED: Final = _("a price that can be read in one way only: {offered}")
"""The same where it is known what may have been meant."""

_NOTHING: Final = frozenset(
    [
        "na",
        "nil",
        "none",
        "nothing",
        "null",
        "kosong",
        "tiada",
        "wala",
        "wala pa",
        "n a",
        "not available",
        "not yet",
        "in process",
        "tidak ada",
        "tdk ada",
        "tak ada",
        "belum",
        "belum ada",
        "blm ada",
        "dalam proses",
        "dlm proses",
        "proses",
        "sedang proses",
    ]
)
_LONGEST: Final = 200
# Signs that spreadsheets and office programs put where a plain one is meant.
_SIGNS: Final = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "‒": "-",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
    }
    | {"\u200b": "", "\ufeff": "", "\u200e": "", "\u200f": "", "\u00ad": ""}
)


class Unreadable(Exception):
    """A typed value that has no meaning that can be known. `code` is one of EXPECTED, `found` what stood there.

    `offered` are the ways to write what may have been meant, each of which has one reading only.
    """

    def __init__(self, code: str, found: str, offered: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code}: {found!r}")
        self.code = code
        self.found = found
        self.offered = " / ".join(offered)

    @property
    def expected(self) -> str:
        return EXPECTED[self.code]


def tidy(value: object) -> str:
    """Typed text with plain spaces, hyphens and quotes, and without the apostrophe that keeps a spreadsheet from calculating."""
    text = " ".join(str(value).translate(_SIGNS).split())
    return text[1:].lstrip() if text.startswith("'") else text


def legible(value: object, code: str) -> str:
    """Tidy text of a length that a value can have. Raises Unreadable with that code for a longer one, before anything searches it."""
    text = tidy(value)
    if len(text) > _LONGEST:
        raise Unreadable(code, text[:_LONGEST])
    return text


def says_nothing(text: str) -> bool:
    """Whether a cell was filled only to show that there is nothing: '-', 'belum ada', 'tidak ada', 'n/a' ..."""
    return not re.search(r"[^\W_]", text) or fold(text) in _NOTHING
