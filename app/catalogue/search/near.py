"""Spelling: keys that a word shares with its misspellings, and how far apart two words are.

A word and its misspelling by one letter (inserted, missing, wrong, or two swapped) have a spelling in common once
each may lose one letter. So every word is held under itself and under each of itself less one letter, and a
misspelled word is looked up the same way.
"""

from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

_SHORTEST: Final = 3
_LONGEST: Final = 24
_EDGE: Final = 4
_TWO_EDITS: Final = 8


def keys(word: str) -> set[str]:
    """The word, and the word less each one of its letters."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def edges(word: str) -> set[str]:
    """Keys of the first letters, and in a long word of the last ones.

    Two faults in a word of eight letters cannot both be at both ends, and an unfinished word has only its beginning.
    """
    found = {f"^{key}" for key in keys(word[:_EDGE])} if len(word) > _EDGE else set()
    return found | {f"{key}$" for key in keys(word[-_EDGE:])} if len(word) >= _TWO_EDITS - 1 else found


def spelled(word: str) -> bool:
    """Whether a word can be misspelled: numbers are right or wrong."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def nearest(word: str, candidates: Iterable[str], *, most: int) -> list[tuple[int, str]]:
    """The candidates one edit away, or the beginning of which is, or two edits away in a long word; each with that rank, best first."""
    ranked = []
    for other in candidates:
        if OSA.distance(word, other, score_cutoff=1) == 1:
            ranked.append((1, other))
        elif len(word) > _EDGE and len(other) > len(word) and any(_one_edit(word, other[:n]) for n in range(len(word) - 1, len(word) + 2)):
            ranked.append((2, other))
        elif min(len(word) + 1, len(other)) >= _TWO_EDITS and OSA.distance(word, other, score_cutoff=2) == 2:
            ranked.append((3, other))
    # Few people get the first letter wrong.
    return sorted(ranked, key=lambda pair: (pair[0], pair[1][0] != word[0], abs(len(pair[1]) - len(word)), pair[1]))[:most]


def _one_edit(word: str, other: str) -> bool:
    return OSA.distance(word, other, score_cutoff=1) == 1
