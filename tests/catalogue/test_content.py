"""Text as people send it, and as it is kept."""

import unicodedata

import pytest

from app.catalogue.content import clean
from tests.web.hostile.garbage import TEXTS


def test_a_name_reads_as_it_is_stored_and_turns_no_page_around() -> None:
    assert clean("photo\u202egnp.exe\u2066abc\u2069") == "photognp.exeabc"


def test_families_of_emoji_and_the_joiners_of_scripts_stay() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert clean(f" {family} ") == family


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_whatever_comes_is_text_that_both_databases_take_and_stays_the_same_when_it_comes_again(text: str) -> None:
    kept = clean(text + "\ud800")
    assert clean(kept) == kept == unicodedata.normalize("NFC", kept)
    assert "\0" not in kept.encode().decode()
