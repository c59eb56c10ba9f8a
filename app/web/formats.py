"""Money, measures, numbers and days as the reader of a language writes them."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import phonenumbers
from babel.dates import format_date
from babel.numbers import format_decimal

from app.catalogue.packs import units

# Signs that people of the region put before a price; other currencies keep their code, which nobody can mistake.
_SIGNS: Final = {"IDR": "Rp", "MYR": "RM\N{NO-BREAK SPACE}", "PHP": "₱"}
_UNITS: Final = {"l": "L", "ml": "mL"}


def money(price: dict[str, Any] | None, language: str) -> str:
    """Rp25.000, RM 8,90, ₱120, BND 2.50: whole amounts without decimals, except where the currency always shows them."""
    return _money(price["amount"], price["currency"], language) if price else ""


@lru_cache(maxsize=20_000)
def _money(amount: str, currency: str, language: str) -> str:
    value = Decimal(amount)
    whole = value == value.to_integral_value() and currency in ("IDR", "PHP")
    number = format_decimal(value, format="#,##0" if whole else "#,##0.00", locale=language)
    return f"{_SIGNS.get(currency, currency + chr(0xA0))}{number}"


def net(measure: dict[str, Any] | None, language: str) -> str:
    """250 g, ± 1,5 kg, 10 pcs."""
    return _net(measure["amount"], measure["unit"], measure["approximate"], language) if measure else ""


@lru_cache(maxsize=5_000)
def _net(amount: str, unit: str, approximate: bool, language: str) -> str:
    words = {"id": "buah", "ms": "biji", "fil": "piraso"}.get(language, "pcs") if unit == "pcs" else _UNITS.get(unit, unit)
    return f"{'± ' if approximate else ''}{number(amount, language)}\N{NO-BREAK SPACE}{words}"


def unit(key: str, language: str) -> str:
    """The word of a unit of sale: toples, jar; what a maker typed that is none of them stays as it is."""
    words = units().get(key, {})
    return words.get(language) or words.get("en") or key


def quantity(amount: dict[str, Any] | None, language: str) -> str:
    """1.200 toples, 5 t."""
    return f"{number(amount['amount'], language)}\N{NO-BREAK SPACE}{unit(amount['unit'], language)}" if amount else ""


@lru_cache(maxsize=5_000)
def number(value: str | int | Decimal, language: str) -> str:
    return format_decimal(Decimal(value), format="#,##0.####", locale=language)


@lru_cache(maxsize=2_000)
def day(value: str | date, language: str, form: str = "long") -> str:
    """A day in words: 23 November 2026. `value` is a date or begins with one in ISO form."""
    moment = value if isinstance(value, date) else date.fromisoformat(value[:10])
    return format_date(moment, format=form, locale="en_GB" if language == "en" else language)  # the region writes the day first


@lru_cache(maxsize=2_000)
def phone(number: str) -> str:
    """+62 800-0000-1029: an E.164 number in the groups of its country, as it is dialled from anywhere."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return number


def tone(picture: dict[str, Any] | None) -> str:
    """The classes of /brand.css that give a ground near the picture's own colour, such as "tone trc tga tb7"; sixteen steps a channel."""
    if not picture:
        return ""
    parts = zip("rgb", bytes.fromhex(picture["tone"][1:]), strict=True)
    return "tone " + " ".join(f"t{channel}{round(value / 17):x}" for channel, value in parts)
