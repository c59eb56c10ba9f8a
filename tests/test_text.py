"""Words: folding, slugs, sort keys, fallback chains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import Text, chain, choose, fold, slug, sort_key


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Kué Kelapa", "kue kelapa"),
        ("T'nalak", "tnalak"),
        ("T’nalak", "tnalak"),
        ("rica-rica", "rica rica"),
        ("  KOPI\u00a0Koya ", "kopi koya"),
        ("Coco\u200bnut", "coconut"),
        ("旺旺", "旺旺"),
        ("½ kg", "1 2 kg"),
    ],
)
def test_folding_leaves_what_a_reader_would_compare(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_a_slug_is_always_fit_for_an_address(text: str) -> None:
    made = slug(text)
    assert made
    assert len(made) <= 60
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in made)


@given(st.text(max_size=100), st.sampled_from(["id", "ms", "en", "fil"]))
def test_a_sort_key_never_fails(text: str, language: str) -> None:
    assert len(sort_key(text, language)) <= 200


def test_a_language_falls_back_to_its_parent_and_then_along_the_chain_of_the_centre() -> None:
    assert chain("ms-BN", ["id", "en"]) == ("ms-BN", "ms", "id", "en")
    assert choose({"en": "Coffee", "id": "Kopi"}, chain("fil", ["id", "en"])) == Text("id", "Kopi")
    assert choose({"zh": "咖啡"}, chain("fil", ["id", "en"])) == Text("zh", "咖啡")
    assert choose({}, ["id"]) is None
