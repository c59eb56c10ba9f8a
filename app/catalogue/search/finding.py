"""Asking the index: every word of the query counts, in any language, also misspelled; when they are not found together, most of them."""

from dataclasses import dataclass
from itertools import chain
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, Select, Uuid, false, func, literal, null, select
from sqlmodel import Session

from app.catalogue.search.correcting import Asking, corrected, most
from app.catalogue.search.expressions import KINDS, MAKERS, NAMES, Every, Form, Within, either, single
from app.catalogue.search.index import STEP, Weighted
from app.catalogue.search.synonyms import synonyms
from app.catalogue.search.words import Asked, asked
from app.catalogue.search.writing import index

CROWD: Final = 1000
"""So many matches of each kind are put in order; nobody pages further, and it bounds the time that a common word takes."""

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
    """What a search found. Selects, so that lists can narrow and count the matches in the same statement."""

    rows: Select[tuple[UUID, int]]
    """Every match: `entity_id` and `score`. Higher is better; no two are the same, so a page can go on below a score."""

    ids: Select[tuple[UUID]]
    """Every match without its score, which is much cheaper: for counting and for lists in another order."""

    best: Select[tuple[UUID, int]]
    """The beginning of `rows` in order, of CROWD or more; all of them unless `crowded`. For the first pages of a list."""

    crowded: bool = False
    corrected: str | None = None
    """The words as they were heard, where that differs from what was typed."""

    partial: bool = False
    """No match has all the words; these have the most."""

    nothing: bool = False


def matching(session: Session, q: str, kind: str = "product") -> Found:
    """The things of a kind (product, enterprise) that have all words of `q`, or words that begin so or mean the same.

    A word that finds nothing is taken for the likeliest known word near it. The cost is bounded whatever is typed.
    """
    words = asked(q)
    if not words:
        return _nothing()
    asking = Asking(session, index(session), kind, synonyms(session))
    if hits := asking.hits([words], CROWD + 1):
        return _found(asking, [words], hits)
    heard = corrected(asking, words)
    spelling = " ".join(one.text for one in heard) if heard != words else None
    if heard != words and (hits := asking.hits([heard], CROWD + 1)):
        return _found(asking, [heard], hits, corrected=spelling)
    for choice in most(asking, heard):
        if hits := asking.hits(choice, CROWD + 1):
            return _found(asking, choice, hits, corrected=spelling, partial=True)
    return _nothing()


def _found(asking: Asking, choices: list[list[Asked]], hits: int, *, corrected: str | None = None, partial: bool = False) -> Found:
    every = asking.tree(choices)
    anywhere = asking.index.written(every)
    weights = {anywhere: 0}
    for weight, form, fields in _RANKS:
        query = asking.index.written(asking.tree(choices, form), fields)
        weights[query] = weights.get(query, 0) + weight
    if len(choices[0]) > 1:
        some = either([single(one, Form.MEANT, asking.synonyms) for one in dict.fromkeys(chain.from_iterable(choices))])
        weights[asking.index.written(Every((every, Within(NAMES, some))))] = _ONE_IN_NAME
    ranked = asking.index.ranked(asking.kind, [Weighted(query, weight) for query, weight in weights.items()], CROWD).c
    matches = asking.index.matches(asking.kind, anywhere)
    rows: Select[tuple[UUID, int]] = select(ranked.entity_id, ranked.score)
    if crowded := hits > CROWD:
        score = func.coalesce(ranked.score, STEP - matches.c.id).label("score")
        rows = select(matches.c.entity_id, score).outerjoin_from(matches, ranked.id.table, ranked.id == matches.c.id)
    return Found(
        rows=rows,
        ids=select(matches.c.entity_id),
        best=select(ranked.entity_id, ranked.score).order_by(ranked.score.desc()).limit(CROWD),
        crowded=crowded,
        corrected=corrected,
        partial=partial,
    )


def _nothing() -> Found:
    none: Select[Any] = select(null().cast(Uuid).label("entity_id"), literal(0).cast(BigInteger).label("score")).where(false())
    return Found(rows=none, ids=select(none.subquery().c.entity_id), best=none, nothing=True)
