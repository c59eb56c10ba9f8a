"""The texts of the interface: whole in all four languages, with the same places in every sentence, and shown as they are written."""

import io
import re
import string
import tomllib
from collections import Counter
from functools import cache
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2 import DictLoader, Environment

from app.catalogue.importing.findings import Finding
from app.catalogue.values import EXPECTED
from tests.conftest import ROOT

LOCALE: Final = ROOT / "app" / "locale"
FORMS: Final = {"en": 2, "fil": 2, "id": 1, "ms": 1}
"""How many forms a counted noun has in each language of the interface."""

SAME_WORD: Final = {
    "id": {"Barcode", "Etalase ID", "Halal", "No.", "WhatsApp"},
    "ms": {"Etalase ID", "Halal", "Kiosk", "No.", "WhatsApp"},
    "fil": {"Address", "Barcode", "Etalase ID", "HS code", "Halal", "Home", "Kiosk", "Website", "WhatsApp"},
}
"""What people of the language say in the same word as English."""

Key = str | tuple[str, ...]


def key_of(message: Message) -> Key:
    return tuple(message.id) if isinstance(message.id, list | tuple) else str(message.id)


@cache
def asked() -> frozenset[Key]:
    """Every text that code and templates ask for."""
    mapping = tomllib.loads((LOCALE / "babel.toml").read_text(encoding="utf-8"))["mappings"]
    methods = [(entry["pattern"], entry["method"]) for entry in mapping]
    options = {entry["pattern"]: {name: value for name, value in entry.items() if name not in ("pattern", "method")} for entry in mapping}
    found = (text for folder in ("app", "kiosk") for text in extract_from_dir(ROOT / folder, methods, options))
    return frozenset(message if isinstance(message, tuple) else str(message) for _file, _line, message, _comments, _context in found)


@cache
def written(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> dict[Key, Message]:
    return {key_of(message): message for message in written(language) if message.id}


def strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (str(message.string),)


def sources(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (str(message.id),)


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each form of a translation with the source it stands for: the plural, where a language has one form for all numbers."""
    ids, texts = sources(message), strings(message)
    return list(zip(ids if len(ids) == len(texts) else ids[-len(texts) :], texts, strict=True))


def places(text: str) -> tuple[Counter[str], Counter[str]]:
    """The places to be filled: {name} and %(name)s, and the tags around words."""
    percent = Counter(re.findall(r"%\(\w+\)[a-z]", text))
    braces = Counter(name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)
    return percent, braces + Counter(re.findall(r"</?\w+>", text))


def spaces(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())


@cache
def compiled(language: str) -> Translations:
    """The catalogue as it is when the program reads it."""
    file = io.BytesIO()
    write_mo(file, written(language))
    file.seek(0)
    return Translations(file)


@pytest.mark.parametrize("language", FORMS)
class TestEveryLanguage:
    def test_has_every_text_that_is_asked_for_and_no_other(self, language: str) -> None:
        assert set(messages(language)) == asked()
        assert not written(language).obsolete

    def test_has_no_text_that_is_empty_or_uncertain(self, language: str) -> None:
        unsure = [key for key, message in messages(language).items() if message.fuzzy or not all(t.strip() for t in strings(message))]
        assert not unsure

    def test_has_as_many_forms_as_it_has_plurals(self, language: str) -> None:
        assert written(language).num_plurals == FORMS[language]
        counted = [message for message in messages(language).values() if message.pluralizable]
        assert counted
        assert {len(strings(message)) for message in counted} == {FORMS[language]}

    def test_keeps_the_places_to_be_filled(self, language: str) -> None:
        differing = [text for message in messages(language).values() for source, text in pairs(message) if places(source) != places(text)]
        assert not differing

    def test_keeps_the_spaces_at_both_ends(self, language: str) -> None:
        differing = [text for message in messages(language).values() for source, text in pairs(message) if spaces(source) != spaces(text)]
        assert not differing

    def test_ends_sentences_where_english_ends_them(self, language: str) -> None:
        """A full stop, a question mark or a colon that is lost changes how a sentence goes on."""
        differing = [
            text
            for message in messages(language).values()
            for source, text in pairs(message)
            if source[-1] in ".:…?" and len(source.split()) > 3 and text[-1] != source[-1]
        ]
        assert not differing

    def test_uses_one_kind_of_quotation_mark(self, language: str) -> None:
        straight = [text for message in messages(language).values() for text in strings(message) if '"' in text]
        assert not straight

    def test_counts_nouns_once_compiled(self, language: str) -> None:
        words = compiled(language)
        one, many = (words.ngettext("%(n)s product", "%(n)s products", n) % {"n": n} for n in (1, 7))
        assert "1" in one
        assert "7" in many
        assert (one.replace("1", "") != many.replace("7", "")) == (FORMS[language] == 2)

    def test_says_what_is_wrong_in_a_list_as_one_sentence(self, language: str) -> None:
        for code, expected in EXPECTED.items():
            said = Finding("Produk", 7, "price", "Harga", "mahal", code, True).sentence(compiled(language).gettext)
            assert "{" not in said
            assert said.endswith(compiled(language).gettext(expected))
            assert all(word in said for word in ("Produk", "7", "Harga", "mahal"))

    def test_fills_its_places_and_escapes_what_fills_them(self, language: str) -> None:
        template = "{% trans q=q, corrected=c %}Nothing found for “{{ q }}”. Showing <strong>{{ corrected }}</strong>.{% endtrans %}"
        environment = Environment(loader=DictLoader({"t": template}), autoescape=True, extensions=["jinja2.ext.i18n"])
        environment.install_gettext_translations(compiled(language), newstyle=True)  # type: ignore[attr-defined]
        shown = environment.get_template("t").render(q="<b>", c="kopi")
        assert "<strong>kopi</strong>" in shown
        assert "“&lt;b&gt;”" in shown


def test_english_says_what_the_source_says() -> None:
    assert all(strings(message) == sources(message) for message in messages("en").values())


@pytest.mark.parametrize("language", SAME_WORD)
def test_no_text_was_left_in_english(language: str) -> None:
    same = {key for key, message in messages(language).items() if any(source == text for source, text in pairs(message))}
    assert same == SAME_WORD[language]
