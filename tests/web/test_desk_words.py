"""Changes in words: what went and came is marked where it stands, and values are written as people write them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from app.catalogue.content import Money
from app.catalogue.reference import reference
from app.review.diff import Change
from app.web.desk.comparing import CAME, GONE, Piece, compared, rows
from app.web.desk.words import Words
from tests.factories import a_frame


@pytest.fixture
def words(db: Session) -> Words:
    a_frame(db)
    return Words("en", reference(db))


def test_the_very_words_are_marked_and_a_phrase_is_one_mark() -> None:
    old, new = compared("Kue dari kelapa muda, manis.", "Kue dari gula aren, manis.")
    assert old == [Piece("", "Kue dari "), Piece(GONE, "kelapa muda"), Piece("", ", manis.")]
    assert new == [Piece("", "Kue dari "), Piece(CAME, "gula aren"), Piece("", ", manis.")]


@pytest.mark.parametrize(("old", "new"), [("a", "a b"), ("a  b", "a b"), ("x\ny", "x y z"), ("日本 茶", "日本茶"), ("a" * 9, "b")])
def test_no_letter_is_lost_or_made_up(old: str, new: str) -> None:
    left, right = compared(old, new)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (old, new)


def test_very_long_texts_are_shown_whole_instead_of_compared_for_ever() -> None:
    old, new = "kata " * 2000, "lain " * 2000
    assert compared(old, new) == ([Piece(GONE, old)], [Piece(CAME, new)])


def test_a_price_says_by_how_much_it_rises_or_falls(words: Words) -> None:
    def change(old: int, new: int, currency: str = "IDR") -> Change:
        return Change("price", "", Money(amount=Decimal(old), currency="IDR"), Money(amount=Decimal(new), currency=currency))

    found = rows(words, [change(100, 120), change(100, 75), change(100, 75, "MYR"), change(0, 5)])
    assert [row.note for row in found] == ["+20 %", "−25 %", "", ""]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("category", "bakery", "Cakes & bakery"),
        ("origin", "ID-7171", "Manado, North Sulawesi, Indonesia"),
        ("shelf_life_days", 1, "1 day"),
        ("hs_code", "180632", "1806.32"),
        ("alcohol", True, "Yes"),
        ("storage", "frozen", "Frozen"),
        ("founded", 1998, "1998"),
        ("origin", "nowhere", "nowhere"),
        ("gtin", None, ""),
    ],
)
def test_values_are_written_as_people_write_them(words: Words, field: str, value: object, shown: str) -> None:
    assert shown in words.value(field, value)


def test_a_span_of_time_has_one_unit(words: Words) -> None:
    spans = [timedelta(seconds=-5), timedelta(minutes=119), timedelta(hours=47), timedelta(days=16)]
    assert [words.span(span) for span in spans] == ["0 minutes", "119 minutes", "47 hours", "16 days"]
