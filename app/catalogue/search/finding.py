"""Asking the index: every word of the query counts, in any language, also misspelled; when they are not found together, most of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session

from app.catalogue.search.correcting import Asking, corrected, most
from app.catalogue.search.expressions import KINDS, MAKERS, NAMES, Every, Form, Phrase, Within, either, single
from app.catalogue.search.index import Index, Weighted
from app.catalogue.search.synonyms import synonyms
from app.catalogue.search.words import Asked, asked
from app.catalogue.search.writing import index

CROWD: Final = 500
"""So many matches of each rank are put in order, and no rank is looked at behind one that has so many: nobody pages further,
and it bounds the time that a common word takes."""

# What a match counts beside all words found anywhere: each line stricter than all below it together.
_RANKS: Final = (
    (64, Form.TYPED, NAMES),
    (32, Form.MEANT, NAMES),
    (16, Form.MEANT, KINDS),
    (8, Form.ANY, NAMES),
    (4, Form.ANY, KINDS),
    (2, Form.ANY, MAKERS),
)
_ONE_IN_NAME: Final = 1


@dataclass(frozen=True)
class Found:
    """What a search found, as selects, so that a list can narrow and count the matches in its own statement."""

    index: Index
    kind: str
    query: str
    ranks: Sequence[Weighted]
    hits: int = 0
    """How many matches there are, counted up to one more than CROWD."""

    corrected: str | None = None
    """The words as they were heard, where that differs from what was typed."""

    partial: bool = False
    """No match has all the words; these have the most."""

    nothing: bool = False

    @property
    def crowded(self) -> bool:
        """More than CROWD matches: `best` is only their beginning, and `rows` dearer."""
        return self.hits > CROWD

    @property
    def rows(self) -> Select[UUID, int]:
        """Every match: `entity_id` and `score`. Higher is better; no two are the same, so a page can go on below a score."""
        if self.crowded:
            every = self.index.scored(self.kind, self.query, self.ranks, CROWD)
        else:
            every = self.index.ranked(self.kind, self.ranks, CROWD, self.hits)
        return select(every.c.entity_id, every.c.score)

    @property
    def ids(self) -> Select[UUID]:
        """Every match as `entity_id` alone, which is much cheaper: for counting, and for lists in another order."""
        return select(self.index.matches(self.kind, self.query).c.entity_id)

    @property
    def best(self) -> Select[UUID, int]:
        """The first CROWD of `rows`, in order: all of them unless `crowded`. A shorter limit may be put in its place."""
        ranked = self.index.ranked(self.kind, self.ranks, CROWD, self.hits).c
        return select(ranked.entity_id, ranked.score).order_by(ranked.score.desc()).limit(CROWD)


def matching(session: Session, q: str, kind: str = "product") -> Found:
    """The things of a kind (product, enterprise) that have all words of `q`, or words that begin so or mean the same.

    A word that finds nothing is taken for the likeliest known word near it. The cost is bounded whatever is typed.
    """
    words, asked_of = asked(q), index(session)
    if not words:
        return _nothing(asked_of, kind)
    asking = Asking(session, asked_of, kind, synonyms(session))
    if hits := asking.hits([words], CROWD + 1):
        return _found(asking, [words], hits)
    heard = corrected(asking, words)
    spelling = " ".join(one.text for one in heard) if heard != words else None
    if heard != words and (hits := asking.hits([heard], CROWD + 1)):
        return _found(asking, [heard], hits, corrected=spelling)
    for choice in most(asking, heard):
        if hits := asking.hits(choice, CROWD + 1):
            return _found(asking, choice, hits, corrected=spelling, partial=True)
    return _nothing(asked_of, kind)


def _found(asking: Asking, choices: list[list[Asked]], hits: int, *, corrected: str | None = None, partial: bool = False) -> Found:
    every = asking.tree(choices)
    anywhere = asking.index.written(every)
    weights: dict[str, int] = {}
    for weight, form, fields in _RANKS:
        query = asking.index.written(asking.tree(choices, form), fields)
        weights[query] = weights.get(query, 0) + weight
    if len(choices[0]) > 1:
        some = either([single(one, Form.MEANT, asking.synonyms) for one in dict.fromkeys(chain.from_iterable(choices))])
        weights[asking.index.written(Every((every, Within(NAMES, some))))] = _ONE_IN_NAME
    ranks = [*(Weighted(query, weight) for query, weight in weights.items()), Weighted(anywhere, 0)]
    return Found(asking.index, asking.kind, anywhere, ranks, hits, corrected, partial)


def _nothing(asked_of: Index, kind: str) -> Found:
    never = asked_of.written(Phrase(("-",)))  # no word of the index has a sign in it
    return Found(asked_of, kind, never, [Weighted(never, 0)], nothing=True)
