"""Words as the index holds them and as a visitor types them, in scripts with spaces and in those without."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from app.text import fold

LONGEST: Final = 40
"""Letters of a word that count; what is longer is cut alike in the index and in the query."""
_SHORTEST_BEGINNING: Final = 3
MOST_TYPED: Final = 8
TYPED_LETTERS: Final = 200
_MOST_HELD: Final = 3000
_SHORT: Final = 60
_LONGEST_RUN: Final = 16

# Thai, Lao, Myanmar, Khmer, kana and Han are written without spaces, so their texts are held as pairs of letters.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True)
class Words:
    """What a thing is found by, strongest first: its names, its kind (category), its maker and place, everything else."""

    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """One thing that was asked for: a word, or a run of letter pairs that must stand side by side.

    `whole` is false where it may also be the beginning of a word; `near` are other words that may have been meant.
    """

    parts: tuple[str, ...]
    whole: bool = True
    near: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The word as one would write it."""
        return self.parts[0] + "".join(pair[1:] for pair in self.parts[1:])


def held(texts: Iterable[str]) -> list[str]:
    """The words of the texts in order, for the index."""
    words: list[str] = []
    for text in dict.fromkeys(texts):
        words.extend(_held_of_short(text) if len(text) <= _SHORT else _held(text))
        if len(words) >= _MOST_HELD:
            break
    return words[:_MOST_HELD]


def _held(text: str) -> tuple[str, ...]:
    runs = (run for word in fold(text).split() for run in _runs(word))
    return tuple(part for run, unspaced in runs for part in (_pairs(run) if unspaced else [run[:LONGEST]]))


# Names of categories, areas and makers come again with every product.
_held_of_short = lru_cache(maxsize=4096)(_held)


def asked(typed: str) -> list[Asked]:
    """What a visitor typed, bounded to the first words and letters. The last word may be unfinished, and so may all of three letters."""
    found: list[Asked] = []
    for word in fold(typed[:TYPED_LETTERS]).split():
        for run, unspaced in _runs(word):
            if unspaced:
                pairs = _pairs(run[:_LONGEST_RUN])
                found.append(Asked(tuple(pairs[:-1] or pairs), whole=False))
            else:
                found.append(Asked((run[:LONGEST],), whole=len(run) < _SHORTEST_BEGINNING))
    found = list(dict.fromkeys(found))[:MOST_TYPED]
    return [*found[:-1], replace(found[-1], whole=False)] if found else []


def _runs(word: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > at:
            yield word[at : run.start()], False
        yield run[0], True
        at = run.end()
    if at < len(word):
        yield word[at:], False


def _pairs(run: str) -> list[str]:
    """Every two neighbours, and the last letter alone, so that one letter finds the pair that begins with it."""
    return [run[n : n + 2] for n in range(len(run))]
