"""The HS heading found by plain words, in whatever language of the region they were typed."""

import pytest
from sqlmodel import Session

from app.catalogue.headings import headings
from tests.factories import a_frame


@pytest.mark.parametrize("typed", ["ikan asap", "smoked fish", "Ikan ASAP", "asap ikan", "tinapa", "smok fish"])
def test_plain_words_in_any_language_find_the_heading(db: Session, typed: str) -> None:
    a_frame(db)
    assert headings(db, typed, language="id")[0].code == "030549"


def test_the_words_are_those_of_the_reader_with_the_wider_heading_beside(db: Session) -> None:
    a_frame(db)
    found = headings(db, "smoked fish", language="en")[0]
    assert (found.words, found.lang) == ("Smoked fish, such as skipjack fufu or roa", "en")
    assert found.path == "Fish, smoked, dried or salted"


def test_the_beginning_of_a_code_finds_what_begins_so(db: Session) -> None:
    a_frame(db)
    assert {heading.code[:4] for heading in headings(db, "03.05", language="id")} == {"0305"}


def test_what_fits_the_category_comes_first(db: Session) -> None:
    a_frame(db)
    plain = headings(db, "beku", language="id", limit=300)
    narrowed = headings(db, "beku", language="id", category="shellfish", limit=300)
    assert sorted(h.code for h in plain) == sorted(h.code for h in narrowed)
    assert (plain[0].code, narrowed[0].code) == ("030342", "030617")


@pytest.mark.parametrize("typed", ["", "   ", "qqqq", "999999", "'; --", "%", "🐟" * 300])
def test_what_nobody_has_a_heading_for_finds_nothing(db: Session, typed: str) -> None:
    a_frame(db)
    assert headings(db, typed, language="id") == []
