"""Words: slugs, folding for search, sort keys per language, and which language to show when one is missing."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

Texts = dict[str, str]
"""The same text in several languages, by BCP 47 tag; `und` where nobody said which language it is."""

UNKNOWN: Final = "und"

# Letters that NFKD does not take apart, as people type them without the special key.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "", "'": "", "ʼ": ""}
)

# The same for plain ASCII, which most text is: twenty times as fast as asking each character for its category.
_ASCII: Final = {n: None if chr(n) == "'" else " " for n in range(128) if not chr(n).isalnum()}


def _(message: str) -> str:
    """Mark a sentence for translation; the words are looked up where they are shown."""
    return message


class Text(NamedTuple):
    """A text and the language that it is really in, for the `lang` attribute."""

    lang: str
    value: str


def fold(text: str) -> str:
    """Lower case without marks, apostrophes or punctuation: what search and comparisons look at. Words stay apart by one space."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    # Twice, because mathematical letters and ligatures become plain capitals only when they are taken apart.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)).casefold()
    kept = (c if unicodedata.category(c)[0] in "LN" else " " for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def slug(text: str, *, fallback: str = "item") -> str:
    """A readable piece of an address: a-z, 0-9 and hyphens, 60 characters at most."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text).encode("ascii", "ignore").decode()).strip("-")
    return plain[:60].rstrip("-") or fallback


def sort_key(text: str, language: str) -> str:
    """A key that sorts by plain character order as a reader of that language expects.

    Marks and case do not count and numbers sort by value. Filipino puts ñ and ng after n, as in CLDR's `fil` rules.
    Latin letters come before other scripts.
    """
    lowered = text.casefold()
    if language.split("-")[0] == "fil":
        lowered = lowered.replace("ñ", "n{").replace("ng", "n|")
    kept = (c for c in unicodedata.normalize("NFKD", lowered.translate(_PLAIN)) if unicodedata.category(c) != "Mn")
    words = re.sub(r"[^\w{|]+", " ", "".join(kept)).strip()
    return re.sub(r"\d+", lambda digits: digits[0].lstrip("0").rjust(12, "0"), words)[:200]


def chain(language: str, fallbacks: Iterable[str]) -> tuple[str, ...]:
    """The languages to try, best first: the one asked for, its parents, then the centre's own order."""
    wanted = [language]
    while "-" in wanted[-1]:
        wanted.append(wanted[-1].rpartition("-")[0])
    return tuple(dict.fromkeys((*wanted, *fallbacks)))


def choose(texts: Mapping[str, str], languages: Iterable[str]) -> Text | None:
    """The text in the first language that has one; any other rather than none; None only where there is no text at all."""
    for language in languages:
        if value := texts.get(language):
            return Text(language, value)
    return next((Text(language, texts[language]) for language in sorted(texts) if texts[language]), None)
