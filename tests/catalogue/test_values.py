"""Values as people of the region type them: one meaning, or a question."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.catalogue import values
from app.catalogue.values import Unreadable


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("Rp 25.000", 25_000),
        ("Rp25.000,-", 25_000),
        ("Rp. 24.500", 24_500),
        ("Rp.17.500", 17_500),
        ("IDR 7.850.000", 7_850_000),
        ("25rb", 25_000),
        ("25K", 25_000),
        ("68k", 68_000),
        ("12,5 rb", 12_500),
        ("274,5 ribu", 274_500),
        ("1,5 jt", 1_500_000),
        ("1.5 jt", 1_500_000),
        ("12,25 juta", 12_250_000),
        ("25.000,00", 25_000),
        ("1.250,00", 1_250),
        ("25000", 25_000),
        ("25000.00", 25_000),
        ("25 000", 25_000),
        ("Rp\u00a035.500", 35_500),
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("20.500 / pcs", 20_500),
        ("Rp 13.000/bungkus", 13_000),
        ("Rp 30.000/250gr", 30_000),
        (25_000, 25_000),
        (30_500.000000000004, 30_500),
    ],
)
def test_a_price_in_rupiah_is_read_as_it_is_meant(typed: object, rupiah: int) -> None:
    price = values.price(typed, "IDR")

    assert price is not None
    assert price.money.amount == rupiah
    assert price.money.currency == "IDR"


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("RM 7.50", "MYR", "7.50"),
        ("B$ 5.00", "BND", "5.00"),
        ("₱37.50", "PHP", "37.50"),
        ("P68.00", "PHP", "68.00"),
        ("Php 137.50", "PHP", "137.50"),
        ("₱ 2,643.00", "PHP", "2643.00"),
        ("1,250", "PHP", "1250.00"),
        ("3.00", "BND", "3.00"),
        ("1.768,50", "MYR", "1768.50"),
    ],
)
def test_a_price_of_the_neighbours_is_read_in_their_way_of_writing(typed: str, currency: str, amount: str) -> None:
    price = values.price(typed, currency)

    assert price is not None
    assert price.money.model_dump() == {"amount": Decimal(amount), "currency": currency}


@pytest.mark.parametrize(
    ("typed", "currency", "code"),
    [
        ("25,5", "IDR", "price_ambiguous"),
        ("25,000", "IDR", "price_ambiguous"),
        ("25.50", "IDR", "price_ambiguous"),
        ("1.500 rb", "IDR", "price_ambiguous"),
        (25.5, "IDR", "price_ambiguous"),
        ("1.250", "PHP", "price_ambiguous"),
        ("12,50", "MYR", "price_ambiguous"),
        ("1.250.00", "IDR", "price_ambiguous"),
        ("20.000 - 35.000", "IDR", "price_range"),
        ("20rb-35rb", "IDR", "price_range"),
        ("20.000 s/d 35.000", "IDR", "price_range"),
        ("20.000/35.000", "IDR", "price_range"),
        ("-15000", "IDR", "price_negative"),
        ("Rp -15.000", "IDR", "price_negative"),
        ("(15.000)", "IDR", "price_negative"),
        (-15_000, "IDR", "price_negative"),
        ("hub. penjual", "IDR", "price_unreadable"),
        ("gratis", "IDR", "price_unreadable"),
        (True, "IDR", "price_unreadable"),
        ("0", "IDR", "price_zero"),
        ("RM 12.00", "IDR", "currency_conflict"),
        ("12.00", "", "currency_missing"),
        ("9999999999999", "IDR", "price_too_large"),
    ],
)
def test_a_price_that_could_be_another_is_a_question(typed: object, currency: str, code: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.price(typed, currency)

    assert problem.value.code == code
    assert problem.value.expected


@pytest.mark.parametrize("typed", ["", "-", " ", "–", "tidak ada", "n/a", "belum ada"])
def test_a_cell_that_says_nothing_is_a_price_on_request(typed: str) -> None:
    assert values.price(typed, "IDR") is None


def test_what_a_price_buys_stays_with_it() -> None:
    price = values.price("20.500 / pcs", "IDR")

    assert price is not None
    assert price.unit == "pcs"


@pytest.mark.parametrize(
    ("typed", "code"), [("Rp", "IDR"), ("rupiah", "IDR"), ("RM", "MYR"), ("₱", "PHP"), ("B$", "BND"), ("usd", "USD"), ("", None)]
)
def test_a_currency_column_may_hold_signs(typed: str, code: str | None) -> None:
    assert values.currency(typed) == code


@pytest.mark.parametrize(
    ("typed", "amount", "unit", "normal"),
    [
        ("250 gr", "250", "g", 250),
        ("100\u00a0gr", "100", "g", 100),
        ("180Gram", "180", "g", 180),
        ("1.000 gr", "1000", "g", 1000),
        ("25,5 gr", "25.5", "g", Decimal("25.5")),
        ("3 ons", "300", "g", 300),
        ("1/4 kg", "0.25", "kg", 250),
        ("½ kg", "0.5", "kg", 500),
        ("1 ½ kg", "1.5", "kg", 1500),
        ("0,15 kg", "0.15", "kg", 150),
        ("0,250 kg", "0.25", "kg", 250),
        ("37,5 Kg", "37.5", "kg", 37_500),
        ("netto 200 gr", "200", "g", 200),
        ("1 liter", "1", "l", 1000),
        ("750 cc", "750", "ml", 750),
        ("isi 10", "10", "pcs", 10),
        ("1biji", "1", "pcs", 1),
        ("2,5 m x 1,15 m", "2.5", "m", 250),
        ("2 meter", "2", "m", 200),
    ],
)
def test_net_content_keeps_its_unit_and_has_a_common_measure(typed: str, amount: str, unit: str, normal: Decimal) -> None:
    net = values.measure(typed)

    assert net is not None
    assert (net.amount, net.unit, net.normal, net.approximate) == (Decimal(amount), unit, normal, False)


@pytest.mark.parametrize("typed", ["±200 gram", "± 200 gr", "sekitar 200 g", "approx. 200 g"])
def test_about_is_kept_as_about(typed: str) -> None:
    net = values.measure(typed)

    assert net is not None
    assert net.approximate


@pytest.mark.parametrize(
    ("typed", "heading", "code"),
    [
        ("250", "Berat Bersih", "unit_missing"),
        (250, "Berat Bersih", "unit_missing"),
        ("250", "Berat Bersih (kg)", "weight_suspicious"),
        (250.0, "Berat Bersih (kg)", "weight_suspicious"),
        ("secukupnya", "Berat", "weight_unreadable"),
        ("250 gram, 500 gram dan 1 kg", "Berat", "several_packs"),
        ("1.250 kg", "Berat", "weight_ambiguous"),
        ("1,000 g", "Berat", "weight_ambiguous"),
        ("0 gr", "Berat", "weight_unreadable"),
        ("12 parsec", "Berat", "weight_unreadable"),
    ],
)
def test_a_weight_that_could_be_another_is_a_question(typed: object, heading: str, code: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.measure(typed, heading_unit=values.heading_unit(heading))

    assert problem.value.code == code


def test_a_heading_gives_bare_numbers_their_unit() -> None:
    grams = values.measure(140, heading_unit=values.heading_unit("Berat (gr)"))
    kilograms = values.measure(0.25, heading_unit=values.heading_unit("Berat Bersih (kg)"))

    assert grams is not None
    assert kilograms is not None
    assert grams.normal == 140
    assert kilograms.normal == 250


def test_all_packs_of_a_cell_can_be_told() -> None:
    assert [size.normal for size in values.packs("250 gram, 500 gram dan 1 kg")] == [250, 500, 1000]


@pytest.mark.parametrize(
    ("typed", "least", "most", "unit", "about"),
    [
        ("6 bln", 6, 6, "month", False),
        ("7 - 10 hari", 7, 10, "day", False),
        ("2 s/d 4 minggu", 2, 4, "week", False),
        ("6 – 12 bulan", 6, 12, "month", False),
        ("± 12 bln", 12, 12, "month", True),
        ("1 thn", 1, 1, "year", False),
        ("5hr", 5, 5, "day", False),
        ("3 months", 3, 3, "month", False),
        ("2 taon", 2, 2, "year", False),
    ],
)
def test_shelf_life_is_a_span(typed: str, least: int, most: int, unit: str, about: bool) -> None:
    assert values.shelf_life(typed) == (least, most, unit, about)


def test_a_buyer_can_rely_on_the_least_of_a_span() -> None:
    span = values.shelf_life("3-6 bulan")

    assert span is not None
    assert (span.days, span.most_days) == (90, 180)


@pytest.mark.parametrize("typed", ["lama", "6", "6 pcs", "1,5 - bln"])
def test_a_shelf_life_without_a_period_is_a_question(typed: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.shelf_life(typed)

    assert problem.value.code == "shelf_unreadable"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("200 bks/bln", (200, 200, "bks", "month", False)),
        ("40 pcs per hari", (40, 40, "pcs", "day", False)),
        ("±1.500 btl", (1500, 1500, "btl", "month", True)),
        ("1.500-2.250 bks", (1500, 2250, "bks", "month", False)),
        ("20ton", (20, 20, "ton", "month", False)),
        (250, (250, 250, "", "month", False)),
    ],
)
def test_capacity_is_a_quantity_in_a_period(typed: object, expected: tuple[object, ...]) -> None:
    assert values.capacity(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "31/03/2025",
            "31-3-2025",
            "31.03.25",
            "31 Maret 2025",
            "31 Mac 2025",
            "March 31, 2025",
            "ika-31",
            "31 Marso 2025",
            "2025-03-31",
            "2025-03-31T08:00:00",
        ),
        *("45747", 45747, 45747.5, date(2025, 3, 31), datetime(2025, 3, 31, 8, 0)),  # noqa: DTZ001 - a cell of a spreadsheet has no zone
    ],
)
def test_a_day_is_read_in_any_writing(typed: object) -> None:
    if typed == "ika-31":
        with pytest.raises(Unreadable):
            values.day(typed)
    else:
        assert values.day(typed) == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02/2025", "date_impossible"),
        ("3/31/2025", "date_impossible"),
        ("kemarin", "date_unreadable"),
        ("12", "date_unreadable"),
        (3, "date_unreadable"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(typed: object, code: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.day(typed)

    assert problem.value.code == code


def test_the_order_of_day_and_month_is_the_sheets_and_never_guessed() -> None:
    assert values.day("10/08/2024") == date(2024, 8, 10)
    assert values.day("10/08/2024", order="mdy") == date(2024, 10, 8)
    with pytest.raises(Unreadable):
        values.day("5/19/2006")
    assert values.day("5/19/2006 0:00:00", order="mdy") == date(2006, 5, 19)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "0800-0000-0005",
            "+62 800-0000-0005",
            "62 800 0000 0005",
            "0800.0000.0005",
            "'080000000005",
            "080000000005 (WA)",
            "wa.me/6280000000005",
        ),
        *("6280000000005", "80000000005", 80000000005.0, "HP: 0800 0000 0005"),
    ],
)
def test_a_telephone_number_is_one_number_however_it_is_typed(typed: object) -> None:
    assert values.phone(typed, "ID") == "+6280000000005"


@pytest.mark.parametrize("typed", ["8E+10", "0800-0000", "tanya toko", "0800-0000-0000-0000-00"])
def test_a_telephone_number_that_lost_digits_is_no_number(typed: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.phone(typed, "ID")

    assert problem.value.code == "phone_malformed"


def test_a_neighbours_number_belongs_to_the_country_of_its_row() -> None:
    assert values.phone("222 0000", "BN") == "+6732220000"
    assert values.phone("0917 000 0000", "PH") == "+639170000000"


@pytest.mark.parametrize(
    "typed",
    [
        "2067171019001-30",
        "P-IRT No. 2067171019001-30",
        "PIRT 206 7171 01 9001-30",
        "206.7171.01.9001-30",
        "206717101900130",
        206717101900130.0,
    ],
)
def test_a_permit_number_has_one_form(typed: object) -> None:
    assert values.pirt(typed) == "2067171019001-30"
    assert values.pirt_year("2067171019001-30") == 2030


@pytest.mark.parametrize("typed", ["9067171019001-30", "206717101900100301", "2177171019001-30", "505710603901", "20271710590042"])
def test_a_permit_number_of_another_form_is_told(typed: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.pirt(typed)

    assert problem.value.code == "pirt_malformed"


@pytest.mark.parametrize("typed", ["", "-", "belum ada", "dalam proses", "dlm proses"])
def test_a_permit_that_is_not_there_yet_is_none(typed: str) -> None:
    assert values.pirt(typed) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *(("Ya", "yes"), ("y", "yes"), ("✓", "yes"), ("v", "yes"), ("Ada", "yes"), ("Sudah", "yes"), (True, "yes"), ("oo", "yes")),
        *(("Tidak", "no"), ("tdk", "no"), ("T", "no"), ("belum ada", "no"), ("Belum", "no"), ("hindi", "no")),
        *(("dalam proses", "in_process"), ("Proses", "in_process"), ("dlm proses", "in_process"), ("", None), ("-", None)),
    ],
)
def test_yes_no_and_under_way_in_four_languages(typed: object, said: str | None) -> None:
    assert values.halal(typed) == said


@pytest.mark.parametrize(
    ("typed", "number"),
    [("8990000000013", "8990000000013"), (8990000000013.0, "8990000000013"), ("'4800000000026", "4800000000026"), ("", None)],
)
def test_a_barcode_needs_its_check_digit(typed: object, number: str | None) -> None:
    assert values.gtin(typed) == number


def test_a_number_cell_gets_back_the_zeros_that_it_lost() -> None:
    assert values.gtin(13964032901.0) == "0013964032901"


@pytest.mark.parametrize("typed", ["8990000000014", "899000000001", "8.99E+12", "771150"])
def test_a_barcode_with_a_wrong_digit_is_told(typed: str) -> None:
    with pytest.raises(Unreadable) as problem:
        values.gtin(typed)

    assert problem.value.code == "gtin_invalid"


def test_an_hs_code_is_text_with_its_leading_zero() -> None:
    assert values.hs_code("0901.21") == "090121"
    assert values.hs_code("0901.21.10") == "09012110"
    with pytest.raises(Unreadable):
        values.hs_code(90121)


@pytest.mark.parametrize(
    ("typed", "currency", "offered"),
    [
        ("12,50", "BND", "12.50"),
        ("31.000", "BND", "31 / 31000"),
        ("25,000", "IDR", "25000"),
        ("25,5", "IDR", ""),
        ("RM 7,5", "MYR", "7.50"),
    ],
)
def test_a_price_with_two_readings_comes_with_ways_to_write_each(typed: str, currency: str, offered: str) -> None:
    with pytest.raises(Unreadable) as refused:
        values.price(typed, currency)
    assert (refused.value.code, refused.value.offered) == ("price_ambiguous", offered)
    for text in filter(None, offered.split(" / ")):
        assert values.price(text, currency)
