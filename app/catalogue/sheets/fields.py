"""The fields that a product list can have, and what a heading means; the words themselves are in headings.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from app.text import fold

_HEADINGS: Final[dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
FIELDS: Final = tuple(_HEADINGS)
"""Every field's key, as mappings and expected results name it."""

TEXTS: Final = frozenset({"name", "summary", "description", "ingredients", "story"})
"""Fields that can have a column for each language."""

_LANGUAGES: Final = {
    "id": "id indonesia bahasa indonesian ind",
    "ms": "ms melayu malay malaysia bm",
    "en": "en inggris english ing eng inggeris ingles",
    "fil": "fil filipino tagalog tl pilipino",
}
_LANGUAGE: Final = {word: language for language, words in _LANGUAGES.items() for word in words.split()}
# What may stand behind a heading without changing what it means: units, periods, currencies, a choice of answers.
_DECORATION: Final = re.compile(
    r"(rp|idr|rupiah|rm|bnd|php|usd|gr|gram|g|kg|ml|liter|l|bln|bulan|thn|tahun|hari|minggu|mgg|months?|days?|year|week|per|pcs|unit"
    r"|y|n|ya|tidak|yes|no|wajib|required|optional|opsional|jika|ada|dalam|in|satuan)"
)


class Meaning(NamedTuple):
    """What a heading stands for: a field, and the language of its texts where the heading names one."""

    field: str
    language: str | None = None


@cache
def meaning(heading: str) -> Meaning | None:
    """The field of a heading, whatever its case, blanks, punctuation, unit or language; None when it is none that we know."""
    own = re.fullmatch(r"\s*([a-z_]+)(?:\[([A-Za-z-]{2,12})\])?\s*", heading)
    if own and own[1] in _HEADINGS and (own[2] is None or own[1] in TEXTS):
        return Meaning(own[1], own[2])
    whole = fold(heading)
    if found := _synonyms().get(whole):
        return Meaning(found)
    bracketed = [fold(part) for part in re.findall(r"[(\[]([^)\]]*)[)\]]", heading)]
    bare = fold(re.sub(r"[(\[][^)\]]*[)\]]", " ", heading))
    language = next((_LANGUAGE[part] for part in bracketed if part in _LANGUAGE), None)
    for words in (bare, _undecorated(bare), _undecorated(whole)):
        if found := _synonyms().get(words):
            return Meaning(found, language if found in TEXTS else None)
    head, _, last = bare.rpartition(" ")
    found = _synonyms().get(head)
    return Meaning(found, _LANGUAGE[last]) if found in TEXTS and last in _LANGUAGE else None


def rank(heading: str) -> int:
    """How surely a heading is what it means: words that come first in the table win over later ones when two columns claim a field."""
    words = fold(heading)
    bare = fold(re.sub(r"[(\[][^)\]]*[)\]]", " ", heading))
    return min((_ranks()[form] for form in (words, bare, _undecorated(bare)) if form in _ranks()), default=999)


def _undecorated(words: str) -> str:
    """Without units and the like at the end: 'kapasitas produksi bulan' -> 'kapasitas produksi'."""
    kept = words.split()
    while len(kept) > 1 and _DECORATION.fullmatch(kept[-1]):
        kept.pop()
    return " ".join(kept)


@cache
def _ranks() -> dict[str, int]:
    return {fold(word): place for words in _HEADINGS.values() for place, word in enumerate(words)}


@cache
def _synonyms() -> dict[str, str]:
    return {fold(word): field for field, words in _HEADINGS.items() for word in words}
