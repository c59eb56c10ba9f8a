"""What holds for every number: it is read as the very value that was written, or it is asked for. Never off by a thousand."""

import string
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import values
from app.catalogue.values import COMMAED, DOTTED, Ambiguous, NoNumber, Style, Unreadable

AMOUNTS = st.integers(min_value=1, max_value=999_999_999)
CENTS = st.integers(min_value=1, max_value=99_999_999)


def grouped(number: int, style: Style) -> str:
    return f"{number:,}".replace(",", style.group)


def read(typed: object, currency: str) -> Decimal | None:
    """The amount, or None where it is asked for."""
    try:
        found = values.price(typed, currency)
    except Unreadable:
        return None
    assert found is not None
    return found.money.amount


@given(AMOUNTS, st.sampled_from(["Rp {}", "Rp{},-", "Rp. {}", "{}", "IDR {}", "Rp {},00", "{} / pcs", "Rp\u00a0{}", "{} "]))
def test_rupiah_with_dots_are_exactly_what_was_written(rupiah: int, form: str) -> None:
    assert read(form.format(grouped(rupiah, DOTTED)), "IDR") == rupiah


@given(AMOUNTS, st.sampled_from(["{}rb", "{} ribu", "{}K", "{}k"]))
def test_thousands_in_words_are_thousands(thousands: int, form: str) -> None:
    assert read(form.format(thousands), "IDR") in (thousands * 1000, None)
    assert read(form.format(min(thousands, 999_999)), "IDR") == min(thousands, 999_999) * 1000


@given(AMOUNTS)
def test_rupiah_in_the_other_way_of_writing_are_asked_for_and_never_a_thousandth(rupiah: int) -> None:
    assert read(grouped(rupiah, COMMAED), "IDR") in (rupiah, None)
    assert read(f"{rupiah:,}.00", "IDR") in (rupiah, None)


@given(CENTS, st.sampled_from(["MYR", "BND", "PHP"]))
def test_amounts_with_cents_are_exactly_what_was_written(cents: int, currency: str) -> None:
    amount = Decimal(cents) / 100

    assert read(f"{amount:,.2f}", currency) == amount
    assert read(float(amount), currency) == amount


@given(CENTS, st.sampled_from(["MYR", "BND", "PHP", "IDR"]))
def test_amounts_with_cents_in_the_other_way_of_writing_are_asked_for(cents: int, currency: str) -> None:
    amount = Decimal(cents) / 100
    turned = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))

    assert read(turned, currency) in (amount, None)


@given(st.integers(min_value=1, max_value=9_999_999), st.sampled_from(["MYR", "PHP", "IDR"]))
def test_whole_amounts_are_the_same_in_every_currency_or_asked_for(whole: int, currency: str) -> None:
    for style in (DOTTED, COMMAED):
        assert read(grouped(whole, style), currency) in (whole, None)
    assert read(str(whole), currency) == whole


@given(st.integers(min_value=1, max_value=999_999), st.sampled_from([DOTTED, COMMAED]), st.sampled_from([DOTTED, COMMAED]))
def test_grams_are_never_off_by_a_thousand(grams: int, written: Style, expected: Style) -> None:
    try:
        net = values.measure(f"{grouped(grams, written)} gr", style=expected)
    except Unreadable:
        assert written != expected
        return
    assert net is not None
    assert net.normal == grams


@given(st.integers(min_value=1, max_value=99_999), st.sampled_from([",", "."]), st.sampled_from([DOTTED, COMMAED]))
def test_kilograms_are_never_off_by_a_thousand(grams: int, mark: str, expected: Style) -> None:
    kilograms = f"{Decimal(grams) / 1000:.3f}".replace(".", mark)
    try:
        net = values.measure(f"{kilograms} kg", style=expected)
    except Unreadable:
        return
    assert net is not None
    assert net.normal == grams


@given(st.text(alphabet="0123456789., '", max_size=14), st.sampled_from([DOTTED, COMMAED]))
def test_what_is_read_as_a_number_is_what_a_reader_of_one_country_reads(text: str, style: Style) -> None:
    try:
        found = values.number(text, style)
    except (Ambiguous, NoNumber):
        return
    bare = text.strip().replace(" ", "").replace("'", "")
    readings = {bare.replace(s.group, "").replace(s.decimal, ".") for s in (DOTTED, COMMAED)}
    assert found in {Decimal(reading) for reading in readings if reading.count(".") <= 1}


@given(st.text(alphabet=string.printable + "±½¼₱–\u00a0", max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    readers: list[Callable[[], object]] = [
        lambda: values.price(text, "IDR"),
        lambda: values.measure(text),
        lambda: values.shelf_life(text),
        lambda: values.capacity(text),
        lambda: values.day(text),
        lambda: values.phone(text, "ID"),
        lambda: values.pirt(text),
        lambda: values.halal(text),
        lambda: values.gtin(text),
        lambda: values.currency(text),
    ]
    for reader in readers:
        with suppress(Unreadable):
            reader()


@given(st.sampled_from(["1", "1 ", "1,", "1 gr, ", "- ", "rp", "Rp 1 ", "isi ", "(", "1.", "±", "1 - ", "hp ", "p-irt "]))
def test_a_cell_of_thousands_of_characters_is_refused_before_it_is_searched(piece: str) -> None:
    text = piece * (30_000 // len(piece))

    for reader in (values.measure, values.shelf_life, values.capacity, values.day, values.pirt, values.halal, values.gtin, values.currency):
        with pytest.raises(Unreadable) as problem:
            reader(text)
        assert len(problem.value.found) <= 200
