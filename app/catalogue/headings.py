"""The HS heading that fits a product, found by plain words in any language of the centre."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sqlmodel import Session, select

from app.catalogue.models import HsHeading
from app.catalogue.reference import reference
from app.catalogue.search.synonyms import Synonyms, synonyms
from app.catalogue.search.words import TYPED_LETTERS
from app.text import fold

_HEADING: Final = 4
"""Digits of a heading; a subheading has six."""
_FEW: Final = 3
"""So few that what fits nearly as well is offered too."""


@dataclass(frozen=True)
class Heading:
    """`path` is the wider heading of a subheading, in words; `source` says whose words they are, where that must be shown."""

    code: str
    words: str
    lang: str
    path: str = ""
    source: str = ""


def headings(session: Session, typed: str, *, language: str, category: str = "", limit: int = 8) -> list[Heading]:
    """Headings that have what was typed, the best first: a code's beginning, or words, which may be unfinished or mean the same.

    Those that belong to `category` come before others that fit as well.
    """
    rows = {row.code: row for row in session.exec(select(HsHeading))}
    digits = "".join(c for c in typed if c.isdigit())
    if digits and not any(c.isalpha() for c in typed):
        found = [code for code in sorted(rows) if code.startswith(digits[:6])]
    else:
        wanted = list(_wanted(synonyms(session), fold(typed[:TYPED_LETTERS]).split()))
        scores = {code: _score(tuple(row.names.values()), wanted) for code, row in rows.items()}
        best = max(scores.values(), default=0)
        fitting = [code for code, score in scores.items() if score == best > 0]
        if len(fitting) < _FEW:
            fitting = [code for code, score in scores.items() if score >= best - 1 > 0 or score == best > 0]
        found = sorted(fitting, key=lambda code: (-scores[code], rows[code].category != category, -len(code), code))
    frame = reference(session)

    def words(code: str) -> tuple[str, str]:
        text = frame.words(rows[code].names, language) if code in rows else None
        return (text.value, text.lang) if text else ("", "und")

    return [
        Heading(code, *words(code), path=words(code[:_HEADING])[0] if len(code) > _HEADING else "", source=rows[code].source)
        for code in found[:limit]
    ]


def _wanted(known: Synonyms, typed: list[str]) -> Iterator[list[tuple[str, ...]]]:
    """Each thing that was asked for, as the terms that mean it: the one typed first."""
    at = 0
    while at < len(typed):
        count = max(known.span(typed[at:]), 1)
        term = tuple(typed[at : at + count])
        yield [term, *known.of(term)]
        at += count


def _score(names: tuple[str, ...], wanted: list[list[tuple[str, ...]]]) -> int:
    """Two for each thing that is there as it was typed, one for a thing of the same meaning."""
    words = _words(names)
    return sum(2 if _has(words, terms[0]) else any(_has(words, term) for term in terms[1:]) for terms in wanted)


def _has(words: frozenset[str], term: tuple[str, ...]) -> bool:
    return all(part in words or (len(part) > 2 and any(word.startswith(part) for word in words)) for part in term)


@lru_cache(maxsize=4096)
def _words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in fold(name).split())
