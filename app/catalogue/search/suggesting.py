"""What to offer while somebody is still typing: kinds of products, products and makers."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from sqlalchemy import select
from sqlmodel import Session, col

from app.catalogue.models import Category, EnterpriseListing, Listing
from app.catalogue.reference import Reference, reference
from app.catalogue.search.finding import Found, matching
from app.catalogue.search.words import asked
from app.text import fold

_CATEGORIES: Final = 2
_MAKERS: Final = 2


@dataclass(frozen=True)
class Suggestion:
    """A thing to go to. `key` is the slug of a product or an enterprise, or the key of a category; `lang` the language of the text."""

    kind: Literal["category", "product", "enterprise"]
    text: str
    lang: str
    key: str


def suggestions(session: Session, q: str, *, language: str, limit: int = 8) -> list[Suggestion]:
    """Up to `limit` things that the words typed so far may lead to: categories, then products, then makers, the best of each first."""
    frame = reference(session)
    found = matching(session, q)
    heard = found.corrected or q
    kinds = list(_categories(frame, heard, language))[:_CATEGORIES]
    makers = list(_makers(session, frame, heard, language))[:_MAKERS]
    room = max(0, limit - len(kinds) - len(makers))
    return [*kinds, *_products(session, frame, found, language, room), *makers][:limit]


def _categories(frame: Reference, q: str, language: str) -> Iterator[Suggestion]:
    wanted = [one.text for one in asked(q)]
    ranked = sorted(
        (rank, category.position, category.key)
        for category in frame.categories.values()
        if not category.hidden and (rank := _rank(category, wanted)) is not None
    )
    for *_order, key in ranked:
        if name := frame.words(frame.categories[key].names, language):
            yield Suggestion("category", name.value, name.lang, key)


def _rank(category: Category, wanted: Sequence[str]) -> int | None:
    """0 where a name of the category, in any language, begins with what was typed; 1 where its words do; None where they do not."""
    names = [_words(name) for name in (*category.names.values(), *category.aliases)]
    if not wanted:
        return None
    if any(" ".join(words).startswith(" ".join(wanted)) for words in names):
        return 0
    fits = any(all(any(word.startswith(begun) for word in words) for begun in wanted) for words in names)
    return 1 if fits else None


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


def _products(session: Session, frame: Reference, found: Found, language: str, limit: int) -> Iterator[Suggestion]:
    best = found.best.limit(limit).subquery()
    statement = select(col(Listing.card)).join(best, best.c.entity_id == col(Listing.product_id))
    for card in session.scalars(statement.where(col(Listing.language) == _listed(frame, language)).order_by(best.c.score.desc())):
        read = json.loads(card)
        yield Suggestion("product", read["name"], read["lang"], read["slug"])


def _makers(session: Session, frame: Reference, q: str, language: str) -> Iterator[Suggestion]:
    found = matching(session, q, kind="enterprise")
    if found.nothing or found.partial:
        return
    best = found.best.limit(_MAKERS).subquery()
    statement = select(col(EnterpriseListing.card)).join(best, best.c.entity_id == col(EnterpriseListing.enterprise_id))
    statement = statement.where(col(EnterpriseListing.language) == _listed(frame, language)).order_by(best.c.score.desc())
    for card in session.scalars(statement):
        read = json.loads(card)
        yield Suggestion("enterprise", read["name"], "und", read["slug"])


def _listed(frame: Reference, language: str) -> str:
    """The language of the listing rows for a reader of this language."""
    return language if language in frame.centre.languages else frame.centre.languages[0]
