"""Misspelled words: which words may have been meant, and which of them fit the other words of the query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

from sqlmodel import Session

from app.catalogue.search.expressions import Expression, Form, either, expression, single
from app.catalogue.search.index import Index
from app.catalogue.search.near import edges, keys, nearest, spelled
from app.catalogue.search.synonyms import Synonyms
from app.catalogue.search.words import Asked

_CANDIDATES: Final = 24
_FEWEST: Final = 4
_FEW: Final = 4
_KEPT: Final = 6
_COUNTED: Final = 200
_FAR_RARER: Final = 20


@dataclass(frozen=True)
class Asking:
    """One search: whom to ask, for which kind of thing, and the words of the same meaning."""

    session: Session
    index: Index
    kind: str
    synonyms: Synonyms
    counted: dict[tuple[str, int], int] = field(default_factory=dict)

    def tree(self, choices: Sequence[Sequence[Asked]], form: Form = Form.ANY) -> Expression:
        """All the words of one of the choices."""
        return either([expression(words, form, self.synonyms) for words in choices])

    def hits(self, choices: Sequence[Sequence[Asked]], most: int) -> int:
        return self.counts([self.tree(choices)], most)[0]

    def counts(self, trees: Sequence[Expression], most: int) -> list[int]:
        """How many things match each, counted up to `most`; one question to the database, and none for what was asked already."""
        queries = [self.index.written(tree) for tree in trees]
        if new := [query for query in dict.fromkeys(queries) if (query, most) not in self.counted]:
            counts = self.index.counts(self.session, self.kind, new, most)
            self.counted.update(((query, most), count) for query, count in zip(new, counts, strict=True))
        return [self.counted[query, most] for query in queries]


def corrected(asking: Asking, words: list[Asked]) -> list[Asked]:
    """The words, with the likeliest spelling of those that find nothing.

    Where each finds something alone, but not all together, any of them may be the misspelled one.
    """
    lost = [n for n, found in enumerate(_findable(asking, words)) if not found]
    wrong = [n for n in lost or range(len(words)) if len(words[n].parts) == 1 and spelled(words[n].text)]
    for reach in (keys, edges) if lost else (keys,):
        near = {n: found for n in wrong if (found := _candidates(asking, words[n].text, reach(words[n].text), _CANDIDATES // len(wrong)))}
        company = [n for n in range(len(words)) if n not in lost or n in near]
        heard = _heard(asking, words, near, company, strict=not lost)
        lost = [n for n in lost if heard[n] == words[n]]
        wrong = [n for n in wrong if heard[n] == words[n]]
        words = heard
        if not lost:
            break
    return words


def most(asking: Asking, words: list[Asked]) -> Iterator[list[list[Asked]]]:
    """Choices of fewer words, the longest first; those of one length stand together."""
    words = [word for word, found in zip(words, _findable(asking, words), strict=True) if found]
    if not words:
        return
    yield [words]
    if len(words) > _FEW:
        words = _joined(asking, words)
        yield [words]
    for length in range(len(words) - 1, 1, -1):
        choices = [list(choice) for choice in combinations(words, length)]
        counts = asking.counts([asking.tree([choice]) for choice in choices], 1)
        if choices := [choice for choice, count in zip(choices, counts, strict=True) if count]:
            yield choices
            return
    yield [[word] for word in words]


def _joined(asking: Asking, words: list[Asked]) -> list[Asked]:
    """Of many words, so many as go together: from the first one on, or from the rarest one, whichever keeps more.

    To try all choices of eight words would take a hundred queries, and to ask for several at once as long as all of them.
    """
    counts = asking.counts([single(one, Form.ANY, asking.synonyms) for one in words], _COUNTED)
    orders = (list(range(len(words))), sorted(range(len(words)), key=lambda n: counts[n]))
    return max((_added(asking, words, order) for order in orders), key=len)


def _added(asking: Asking, words: list[Asked], order: Sequence[int]) -> list[Asked]:
    kept: list[int] = []
    for n in order:
        if not kept or asking.hits([[words[m] for m in sorted([*kept, n])]], 1):
            kept.append(n)
    return [words[n] for n in sorted(kept)]


def _findable(asking: Asking, words: Sequence[Asked]) -> list[bool]:
    counts = asking.counts([single(one, Form.ANY, asking.synonyms) for one in words], 1)
    return [count > 0 or one.text in asking.synonyms.words for one, count in zip(words, counts, strict=True)]


def _candidates(asking: Asking, word: str, by: set[str], most: int) -> list[tuple[int, str]]:
    """Known words that may have been meant, with their rank."""
    spellings = sorted(by)
    known = asking.index.recalled(asking.session, spellings) | asking.synonyms.near(spellings)
    return nearest(word, known - {word}, most=max(most, _FEWEST))


def _heard(
    asking: Asking, words: list[Asked], near: dict[int, list[tuple[int, str]]], company: Sequence[int], *, strict: bool
) -> list[Asked]:
    """The words, those with candidates replaced by the likeliest of them; the others that may be meant stay near.

    A candidate must go together with the other words; where none does and it is not `strict`, it must at least be found.
    """
    wide = {n: replace(words[n], near=tuple(word for _rank, word in near.get(n, ()))) for n in company}
    options = [(n, rank, replace(words[n], parts=(word,))) for n, found in near.items() for rank, word in found]
    if strict:
        options += [(n, 0, words[n]) for n in near]
    together = [expression([option if m == n else wide[m] for m in company], Form.ANY, asking.synonyms) for n, _rank, option in options]
    counts = asking.counts(together, _COUNTED)
    if not any(counts) and not strict:
        counts = asking.counts([single(option, Form.ANY, asking.synonyms) for _n, _rank, option in options], _COUNTED)
    heard = list(words)
    for place in near:
        counted = zip(options, counts, strict=True)
        if fitting := sorted((rank, -count, option.text) for (n, rank, option), count in counted if n == place and count):
            commonest = -min(count for _rank, count, _word in fitting)
            best, *others = [word for _rank, count, word in fitting if -count * _FAR_RARER >= commonest]
            heard[place] = replace(words[place], parts=(best,), near=tuple(others[:_KEPT]))
    return heard
