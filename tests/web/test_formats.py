"""Money, measures, numbers and days as readers of each language write them."""

import pytest

from app.web import formats


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("25000", "IDR", "id", "Rp25.000"),
        ("25000.00", "IDR", "en", "Rp25,000"),
        ("27500.50", "IDR", "id", "Rp27.500,50"),
        ("2.5", "BND", "ms", "BND\u00a02.50"),
        ("8.9", "MYR", "ms", "RM\u00a08.90"),
        ("120", "PHP", "fil", "₱120"),
        ("1250.75", "PHP", "fil", "₱1,250.75"),
        ("3", "USD", "en", "USD\u00a03.00"),
    ],
)
def test_prices_are_written_as_people_of_the_place_write_them(amount: str, currency: str, language: str, written: str) -> None:
    assert formats.money({"amount": amount, "currency": currency}, language) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+6282112345678", "+62 821-1234-5678"),
        ("+6280000001029", "+62 800-0000-1029"),
        ("+6737000123", "+673 700 0123"),
        ("+60123456789", "+60 12-345 6789"),
        ("+639171234567", "+63 917 123 4567"),
        ("not a number", "not a number"),
    ],
)
def test_a_telephone_number_is_written_in_the_groups_of_its_country(number: str, written: str) -> None:
    assert formats.phone(number) == written


def test_no_price_is_no_text() -> None:
    assert formats.money(None, "id") == ""
    assert formats.net(None, "id") == ""
    assert formats.tone(None) == ""


@pytest.mark.parametrize(
    ("amount", "unit", "approximate", "language", "written"),
    [
        ("250", "g", False, "id", "250\u00a0g"),
        ("1.5", "kg", True, "id", "± 1,5\u00a0kg"),
        ("1.5", "l", False, "en", "1.5\u00a0L"),
        ("10", "pcs", False, "fil", "10\u00a0piraso"),
        ("1000", "ml", False, "id", "1.000\u00a0mL"),
    ],
)
def test_packs_keep_the_unit_they_were_entered_in(amount: str, unit: str, approximate: bool, language: str, written: str) -> None:
    assert formats.net({"amount": amount, "unit": unit, "approximate": approximate}, language) == written


def test_units_of_sale_have_a_word_in_every_language_and_others_stay_as_typed() -> None:
    assert [formats.unit("jar", language) for language in ("id", "ms", "en", "fil")] == ["toples", "balang", "jar", "garapon"]
    assert formats.unit("renteng", "en") == "renteng"
    assert formats.quantity({"amount": "1200", "unit": "jar"}, "id") == "1.200\u00a0toples"


def test_days_are_written_out() -> None:
    assert formats.day("2026-11-23", "id") == "23 November 2026"
    assert formats.day("2026-11-23T20:00:00Z", "en") == "23 November 2026"


@pytest.mark.parametrize(
    ("tone", "name"), [("#000000", "tone tr0 tg0 tb0"), ("#ffffff", "tone trf tgf tbf"), ("#c8a87a", "tone trc tga tb7")]
)
def test_a_tone_is_the_nearest_of_sixteen_steps_a_channel(tone: str, name: str) -> None:
    assert formats.tone({"tone": tone}) == name
