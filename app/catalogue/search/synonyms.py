"""Words that mean the same across languages, from the table of concepts."""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from sqlalchemy import Text, cast, func, select
from sqlmodel import Session, col

from app.catalogue.models import Concept
from app.catalogue.search.near import keys

Term = tuple[str, ...]

_MOST: Final = 24


class Synonyms:
    """The concepts, turned round: by term, and by spelling for terms that are misspelled."""

    def __init__(self, concepts: Sequence[Sequence[str]]) -> None:
        self._same: dict[Term, dict[Term, None]] = defaultdict(dict)
        self._near: dict[str, set[str]] = defaultdict(set)
        self.words: set[str] = set()
        for concept in concepts:
            terms = [tuple(words.split()) for words in concept]
            for term in terms:
                self._same[term].update((other, None) for other in terms if other != term)
            self.words.update(term[0] for term in terms if len(term) == 1)
        self._longest = max(map(len, self._same), default=1)
        for word in self.words:
            for key in keys(word):
                self._near[key].add(word)

    def of(self, term: Term) -> list[Term]:
        """Terms of the same meaning, without the term itself."""
        return list(islice(self._same.get(term, ()), _MOST))

    def span(self, words: Sequence[str]) -> int:
        """How many of the first words are one known term; 0 when not even the first is."""
        longest = range(min(self._longest, len(words)), 0, -1)
        return next((n for n in longest if tuple(words[:n]) in self._same), 0)

    def near(self, keys: Sequence[str]) -> set[str]:
        """Words of one of these spelling keys; see near.keys."""
        return {word for key in keys for word in self._near.get(key, ())}


def synonyms(session: Session) -> Synonyms:
    """The concepts of this database, parsed anew only when their text has changed."""
    texts = session.execute(select(func.aggregate_strings(cast(col(Concept.words), Text), "\n"))).scalar()
    return _parsed(texts or "")


@lru_cache(maxsize=4)
def _parsed(texts: str) -> Synonyms:
    return Synonyms([json.loads(line) for line in texts.splitlines()])
