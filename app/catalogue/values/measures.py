"""Net content as typed: 250 gr, ±200 gram, 3 ons, ¼ kg, isi 10, 2,5 m x 1,15 m. A number without a unit stays a question."""

import re
from decimal import Decimal
from typing import Final

from app.catalogue.content import MEASURES, Measure
from app.catalogue.values.numbers import DIGITS, DOTTED, Ambiguous, NoNumber, Style, fraction, from_cell, number
from app.catalogue.values.reading import Unreadable, legible, says_nothing

_ONS: Final = Decimal(100)  # the Indonesian ons is 100 grams, not the English ounce
_WORDS: Final = {
    "mg": "mg miligram milligram",
    "g": "g gr grm gram grams gramm grammes gramo",
    "kg": "kg kgs kilo kilogram kilograms kilogramo",
    "t": "t ton tonne tonnes",
    "ml": "ml mililiter milliliter millilitre cc",
    "l": "l lt ltr liter litre liters litres litro",
    "pcs": "pcs pc piece pieces buah bh biji bj butir lembar lbr unit ekor pasang set ikat batang piraso stk",
    "cm": "cm sentimeter centimeter centimetre",
    "m": "m mtr meter metre meters metres metro",
}
UNITS: Final = {word: unit for unit, words in _WORDS.items() for word in words.split()}
"""The unit that each word for one means, in the languages of the area."""

_COARSE: Final = frozenset({"kg", "t", "l", "m"})  # 1.250 kg is a sack or a bag: nobody can tell
_LIKELY_MOST: Final = Decimal(100)
_AMOUNT: Final = rf"(?:\d{{1,4}}\s*[¼½¾⅛]|[¼½¾⅛]|(?:\d{{1,4}}\s+)?[1-9]\s*/\s*(?:[248]|10)(?!\d)|{DIGITS})"
_ONE: Final = re.compile(
    rf"(?:(?P<about>±|\+/-|\+-|~|kurang lebih|sekitar|kira-kira|approx\.?|about|mga|ca\.?)\s*)?"
    rf"(?:(?:netto|neto|nett|net|berat(?: bersih)?|isi|contents?|isinya)\s*[:.]?\s*)?(?P<around>±|~)?"
    rf"\s*(?P<amount>{_AMOUNT})\s*(?P<unit>[a-z]+)?\.?"
    rf"(?:\s*x\s*{DIGITS}\s*(?:cm|m|mtr|meter)?)?",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"^\s*(?:isi|contents?)\b", re.IGNORECASE)
_SEVERAL: Final = re.compile(rf"{_AMOUNT}\s*[a-z]*\s*(?:,|/|;|&|dan|and|atau|or|at|-|s/d)\s*{_AMOUNT}\s*[a-z]+", re.IGNORECASE)


def measure(value: object, *, heading_unit: str | None = None, style: Style = DOTTED) -> Measure | None:
    """The net content in a cell; None where it is empty. `heading_unit` is what the heading promises for bare numbers (Berat (gr)).

    Raises Unreadable: unit_missing, weight_unreadable, weight_ambiguous, weight_suspicious, several_packs.
    """
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _bare(
            value if isinstance(value, Decimal) else from_cell(value),
            heading_unit,
            f"{value:g}" if isinstance(value, float) else str(value),
        )
    text = legible(value, "weight_unreadable")
    if says_nothing(text):
        return None
    match = _ONE.fullmatch(text)
    if match is None:
        raise Unreadable("several_packs" if _SEVERAL.search(text) else "weight_unreadable", text)
    word = (match["unit"] or "").lower()
    counted = not word and _COUNTED.match(text) is not None
    if not word and not counted:
        return _bare(_amount(match["amount"], heading_unit or "g", style, text), heading_unit, text)
    if word and word not in UNITS and word not in ("ons", "x"):
        raise Unreadable("weight_unreadable", text)
    unit = "pcs" if counted else "g" if word == "ons" else UNITS.get(word, "")
    if not unit:
        raise Unreadable("unit_missing", text)
    amount = _amount(match["amount"], unit, style, text) * (_ONS if word == "ons" else 1)
    return _made(amount, unit, bool(match["about"] or match["around"]), text)


def packs(value: object, *, style: Style = DOTTED) -> list[Measure]:
    """All sizes in a cell such as '250 gram, 500 gram dan 1 kg', for telling a person what was seen; empty when one of them is unclear."""
    try:
        text = re.sub(r"\b(dan|and|atau|or)\b", ",", legible(value, "weight_unreadable"), flags=re.IGNORECASE)
        seen = re.findall(rf"{_AMOUNT}\s*[a-z]+", text, re.IGNORECASE)
        return [size for text in seen if (size := measure(text, style=style))]
    except Unreadable:
        return []


def heading_unit(heading: str) -> str | None:
    """The unit that a heading names for its whole column: Berat (gr), Net weight [kg], Volume dalam ml."""
    named = re.findall(r"[(\[]([^)\]]*)[)\]]|\b(?:dalam|in|sa)\s+(\w+)", heading.lower())
    for word in re.findall(r"[a-z]+", " ".join(bracketed or following for bracketed, following in named)):
        if word in UNITS and UNITS[word] in MEASURES:
            return UNITS[word]
    return None


def _amount(text: str, unit: str, style: Style, whole: str) -> Decimal:
    if (part := fraction(text)) is not None:
        return part
    try:
        return number(text, style, thousands=unit not in _COARSE)
    except Ambiguous as error:
        raise Unreadable("weight_ambiguous", whole) from error
    except NoNumber as error:
        raise Unreadable("weight_unreadable", whole) from error


def _bare(amount: Decimal, unit: str | None, text: str) -> Measure:
    """A number without a unit: only a heading can say what it counts, and a heading in kg is easily overlooked."""
    if unit is None:
        raise Unreadable("unit_missing", text)
    if unit in _COARSE and amount >= _LIKELY_MOST:
        raise Unreadable("weight_suspicious", text)
    return _made(amount, unit, False, text)


def _made(amount: Decimal, unit: str, approximate: bool, text: str) -> Measure:
    if not 0 < amount < 10_000_000 or amount != round(amount, 4):
        raise Unreadable("weight_unreadable", text)
    # plain figures: 1E+3 and 1000 are one number, and shall look it
    return Measure(amount=Decimal(f"{amount.normalize():f}"), unit=unit, approximate=approximate)
