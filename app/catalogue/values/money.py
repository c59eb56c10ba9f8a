"""Prices as typed: Rp 25.000, 25rb, 12,5 rb, 1,5 jt, RM 7.50, ₱1,768.00. An amount that could mean two things is refused."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from app.catalogue.content import Money
from app.catalogue.values.numbers import COMMAED, DIGITS, DOTTED, Ambiguous, NoNumber, Style, from_cell, number
from app.catalogue.values.reading import Unreadable, legible, says_nothing


@dataclass(frozen=True, slots=True)
class Convention:
    """How amounts of one currency are written: signs in front or behind, marks, decimals that are in use."""

    signs: tuple[str, ...]
    style: Style
    decimals: int


CURRENCIES: Final = {
    "IDR": Convention(("rp", "idr", "rupiah"), DOTTED, 0),
    "BND": Convention(("b$", "bnd"), COMMAED, 2),
    "MYR": Convention(("rm", "myr", "ringgit"), COMMAED, 2),
    "PHP": Convention(("₱", "php", "p", "peso", "pesos"), COMMAED, 2),
    "SGD": Convention(("s$", "sgd"), COMMAED, 2),
    "USD": Convention(("us$", "usd"), COMMAED, 2),
    "EUR": Convention(("€", "eur"), COMMAED, 2),
    "JPY": Convention(("¥", "jpy", "yen"), COMMAED, 0),
    "TLS": Convention((), COMMAED, 2),
}
"""From CLDR and the price lists of the area (rules/number_formats of the domain notes); a currency that is not here is read as COMMAED."""

_TIMES: Final = {"rb": 3, "rbu": 3, "ribu": 3, "k": 3, "libo": 3, "thousand": 3, "jt": 6, "juta": 6, "million": 6, "milyon": 6}
_SIGN_OF: Final = {sign: iso for iso, convention in CURRENCIES.items() for sign in convention.signs}
_SIGN: Final = "|".join(re.escape(sign) + "(?![a-z])" for sign in sorted(_SIGN_OF, key=len, reverse=True))
_PRICE: Final = re.compile(
    rf"(?P<before>(?:{_SIGN})\.?)?\s*(?P<figures>{DIGITS})\s*(?P<times>{'|'.join(sorted(_TIMES, key=len, reverse=True))})?"
    rf"\.?(?P<dash>,-+|,=|\.-)?\s*(?P<after>(?:{_SIGN})\.?)?\s*(?:(?:/|per\b|@)\s*(?P<unit>\S.*))?",
    re.IGNORECASE,
)
_RANGE_WORDS: Final = r"(?:-|~|s\.?\s?/?\s?d\.?|sd|sampai|hingga|to|until|atau|or|o|/|,\s)"
_MOST: Final = Decimal("999999999999")


class Price(NamedTuple):
    """An amount, and what it buys where that was typed behind it (20.500 / pcs)."""

    money: Money
    unit: str = ""


def price(value: object, currency: str) -> Price | None:
    """The price in a cell; None where it is empty, which means on request. `currency` is what holds unless the cell says otherwise.

    Raises Unreadable: price_range, price_negative, price_zero, price_unreadable, price_ambiguous, currency_conflict, currency_missing.
    """
    if isinstance(value, bool):
        raise Unreadable("price_unreadable", str(value))
    if isinstance(value, int | float | Decimal):
        return Price(_exact(value if isinstance(value, Decimal) else from_cell(value), currency, str(value)))
    text = legible(value, "price_unreadable")
    if says_nothing(text):
        return None
    match = _PRICE.fullmatch(text)
    if match is None or (
        match["unit"] and re.match(rf"(?:{_SIGN})?\.?\s*\d+[.,]?\d*(?:$|\s*(?:rb|ribu|k|jt|juta)\b)", match["unit"], re.IGNORECASE)
    ):
        raise Unreadable(_why_not(text), text)
    iso = _currency(match["before"] or match["after"], currency, text)
    try:
        money = _exact(_amount(match, iso, text), iso, text)
    except Unreadable as error:
        if error.code == "price_ambiguous" and not match["times"]:
            raise Unreadable(error.code, text, _readings(match["figures"], iso)) from error
        raise
    return Price(money, (match["unit"] or "").strip())


def currency(value: object) -> str | None:
    """Three letters for what a currency column holds: IDR, Rp, ringgit ... None when empty; raises Unreadable currency_unknown."""
    text = legible(value, "currency_unknown")
    if iso := _SIGN_OF.get(text.lower().rstrip(".")):  # before all: ₱ alone is no word, but says enough
        return iso
    if says_nothing(text):
        return None
    if text.upper() in CURRENCIES or re.fullmatch(r"[A-Z]{3}", text):
        return text.upper()
    raise Unreadable("currency_unknown", text)


def _currency(sign: str | None, expected: str, text: str) -> str:
    if not sign:
        if not expected:
            raise Unreadable("currency_missing", text)
        return expected
    iso = _SIGN_OF[sign.lower().rstrip(".")]
    if expected and iso != expected:
        raise Unreadable("currency_conflict", text)
    return iso


def _amount(match: re.Match[str], iso: str, text: str) -> Decimal:
    style = CURRENCIES[iso].style if iso in CURRENCIES else COMMAED
    figures = match["figures"]
    try:
        if match["times"]:
            # 1.500 rb is 1.5 million to one reader and 1,500 to the next
            return number(figures, style, thousands=False).scaleb(_TIMES[match["times"].lower()])
        amount = number(figures, style)
    except Ambiguous as error:
        raise Unreadable("price_ambiguous", text) from error
    except NoNumber as error:
        raise Unreadable("price_unreadable", text) from error
    marks = re.sub(r"[\d' ]", "", figures)
    if len(marks) == 1 and marks != style.decimal and amount != _joined(figures) and len(figures.split(marks)[0]) <= 3:
        raise Unreadable("price_ambiguous", text)  # 25,5 where the decimal mark is a dot, and the reverse
    return amount


def _readings(figures: str, iso: str) -> tuple[str, ...]:
    """What one mark between figures may mean in that currency, so that it has one reading: 12,50 as 12.50, 31.000 as 31 or 31000."""
    whole, *after = re.split(r"[.,]", figures)
    if len(after) != 1 or not (whole + after[0]).isdecimal():
        return ()
    decimals = CURRENCIES[iso].decimals if iso in CURRENCIES else 2
    # Nobody writes decimals in a currency that has none.
    amounts = [Decimal(f"{whole}.{after[0]}")] * (decimals > 0) + [Decimal(whole + after[0])] * (len(after[0]) == 3)
    fitting = [amount for amount in amounts if amount > 0 and amount == round(amount, decimals)]
    return tuple(str(int(amount)) if amount == int(amount) else f"{amount:.{decimals}f}" for amount in fitting)


def _joined(figures: str) -> Decimal:
    return Decimal(re.sub(r"\D", "", figures))


def _exact(amount: Decimal, iso: str, text: str) -> Money:
    """The amount, if a price can be that: nobody pays half a rupiah, so 25,5 was meant otherwise."""
    if not iso:
        raise Unreadable("currency_missing", text)
    if amount < 0:
        raise Unreadable("price_negative", text)
    if amount == 0:
        raise Unreadable("price_zero", text)
    if amount > _MOST:
        raise Unreadable("price_too_large", text)
    decimals = CURRENCIES[iso].decimals if iso in CURRENCIES else 2
    if amount != round(amount, decimals):
        raise Unreadable("price_ambiguous", text)
    return Money(amount=amount.quantize(Decimal(1).scaleb(-decimals)), currency=iso)


def _why_not(text: str) -> str:
    """Which problem a text has that is no single price."""
    one = rf"(?:(?:{_SIGN})\.?)?\s*{DIGITS}\s*(?:rb|ribu|k|jt|juta)?\.?(?:,-)?"
    if re.fullmatch(rf"\(?\s*(?:(?:{_SIGN})\.?)?\s*-\s*{one}|\(\s*{one}\s*\)", text, re.IGNORECASE):
        return "price_negative"
    if re.match(rf"{one}\s*{_RANGE_WORDS}\s*{one}", text, re.IGNORECASE):
        return "price_range"
    return "price_unreadable"
