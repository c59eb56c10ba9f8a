"""Which language an answer speaks, and the words of the interface in it."""

from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from app.catalogue.reference import Reference
from app.post.languages import interface_languages, translations

__all__ = ["interface_languages", "negotiated", "own_name", "translations"]

KIOSK: Final = "/kiosk"


def negotiated(path: str, query: bytes, accepted: bytes, frame: Reference | None) -> str:
    """?lang= wins; then, except on the kiosk, whose browser is nobody's, what the browser accepts; then the centre's first."""
    languages = tuple(frame.centre.languages) if frame else ("en",)
    if b"lang=" in query and (asked := _asked(query)) in languages:
        return asked
    if accepted and not path.startswith(KIOSK):
        return _accepted(accepted, languages)
    return languages[0]


def _asked(query: bytes) -> str:
    """The last lang= of the query; the tag of a language needs no unescaping."""
    return next((part[5:].decode("latin-1") for part in reversed(query.split(b"&")) if part.startswith(b"lang=")), "")


@lru_cache(maxsize=1000)
def _accepted(header: bytes, languages: tuple[str, ...]) -> str:
    weighed = []
    for n, part in enumerate(header.decode("latin-1")[:500].split(",")):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        weighed.append((-quality, n, tag.strip().lower().split("-")[0]))
    spoken = {"tl": "fil", "in": "id"}  # older names of the same languages, still sent by browsers
    wanted = (spoken.get(tag, tag) for quality, _n, tag in sorted(weighed) if quality < 0)
    return next((tag for tag in wanted if tag in languages), languages[0])


@lru_cache(maxsize=50)
def own_name(language: str) -> str:
    """The language's name in itself: Bahasa Indonesia, English."""
    try:
        name = Locale.parse(language).get_display_name(language) or language
    except (UnknownLocaleError, ValueError):
        return language
    return {"Indonesia": "Bahasa Indonesia", "Melayu": "Bahasa Melayu"}.get(name, name[:1].upper() + name[1:])
