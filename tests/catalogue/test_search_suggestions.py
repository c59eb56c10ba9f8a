"""What is offered while somebody types: kinds of products, products and makers, in the reader's language."""

import pytest
from sqlmodel import Session

from app.catalogue import publishing
from app.catalogue.search import Suggestion, suggestions
from tests.factories import a_frame, a_product, a_product_content, an_enterprise


@pytest.fixture
def shop(db: Session) -> Session:
    a_frame(db)
    maker = an_enterprise(db, "Koya Roastery")
    publishing.put_product(
        db, a_product_content(maker, "koya", slug="kopi-koya", category="coffee", name={"id": "Kopi Koya", "en": "Koya coffee"})
    )
    a_product(db, maker, "Klappertaart", slug="klappertaart")
    return db


def texts(found: list[Suggestion], kind: str) -> list[str]:
    return [one.text for one in found if one.kind == kind]


def test_products_are_offered_by_the_beginning_of_a_word_in_the_language_of_the_reader(shop: Session) -> None:
    assert texts(suggestions(shop, "klap", language="id"), "product") == ["Klappertaart"]
    offered = next(one for one in suggestions(shop, "kop", language="en") if one.kind == "product")
    assert offered == Suggestion("product", "Koya coffee", "en", "kopi-koya")


def test_a_reader_of_a_language_that_the_centre_does_not_speak_gets_its_first_one(shop: Session) -> None:
    assert "Kopi Koya" in texts(suggestions(shop, "koya", language="de"), "product")


def test_misspelled_words_are_offered_too(shop: Session) -> None:
    assert texts(suggestions(shop, "klapertaart", language="id"), "product") == ["Klappertaart"]
    assert "Kopi Koya" in texts(suggestions(shop, "kpoi", language="id"), "product")


def test_makers_are_offered(shop: Session) -> None:
    assert Suggestion("enterprise", "Koya Roastery", "und", "koya-roastery") in suggestions(shop, "roast", language="en")
    assert texts(suggestions(shop, "koya xyzzy", language="en"), "enterprise") == []


def test_categories_are_offered_by_any_of_their_names(shop: Session) -> None:
    for typed in ("coff", "kopi", "kape"):
        assert "coffee" in [one.key for one in suggestions(shop, typed, language="en") if one.kind == "category"]


def test_no_more_are_offered_than_wanted(shop: Session) -> None:
    maker = an_enterprise(shop, "Abon House")
    for n in range(12):
        a_product(shop, maker, f"Abon {n}", slug=f"abon-{n}")
    assert len(suggestions(shop, "abon", language="id")) == 8
    assert len(suggestions(shop, "abon", language="id", limit=3)) == 3
    assert suggestions(shop, "abon", language="id", limit=0) == []


def test_nothing_is_offered_for_nothing(shop: Session) -> None:
    assert suggestions(shop, "  ", language="id") == []
    assert suggestions(shop, "zzzzqqqq", language="id") == []
