"""The colours of a centre: which there are, and whether what stands on them can be read (WCAG 2.2: 4.5:1 for words, 3:1 for edges)."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

DEFAULTS: Final = {
    "paper": "#fbf6ec",
    "paper_raised": "#fffdf8",
    "paper_deep": "#f1e8d6",
    "ink": "#231d17",
    "ink_soft": "#5c5146",
    "line": "#e2d6c1",
    "mace": "#a3242b",
    "leaf": "#2c6a3c",
    "amber": "#8a5300",
    "sea": "#0c2b36",
    "sea_raised": "#133b49",
    "sea_ink": "#f4ecdc",
    "mace_night": "#ff9b8a",
    "leaf_night": "#8fd19a",
}
"""What tokens.css takes where a centre says nothing, by the key that a pack has in [brand]."""

WORDS: Final = 4.5
EDGES: Final = 3.0

_DAY: Final = ("paper", "paper_raised", "paper_deep")
_NIGHT: Final = ("sea", "sea_raised")
# What tokens.css sets itself, so that a centre cannot change it, but which stands on the centre's grounds or bears its accents.
_FIXED_EDGES: Final = ("#8d7f6b", "#0b5f7a")
_FIXED_EDGES_NIGHT: Final = ("#7f9ba2", "#8fd8ef")
_FIXED_WORDS_NIGHT: Final = ("#b9c6c4", "#f2bd6b")
_PAIRS: Final = (
    *((front, back, WORDS) for front, back in product(("ink", "ink_soft", "mace", "leaf", "amber"), _DAY)),
    ("#ffffff", "mace", WORDS),
    *((front, back, EDGES) for front, back in product(_FIXED_EDGES, _DAY[:2])),
    *((front, back, WORDS) for front, back in product(("sea_ink", "mace_night", "leaf_night", *_FIXED_WORDS_NIGHT), _NIGHT)),
    ("#2a0a08", "mace_night", WORDS),
    *((front, back, EDGES) for front, back in product(_FIXED_EDGES_NIGHT, _NIGHT)),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour on another: keys of DEFAULTS, or a colour that a centre cannot change; how they stand out, and the least they must."""

    front: str
    back: str
    ratio: float
    least: float

    @property
    def faint(self) -> bool:
        return self.ratio < self.least

    @property
    def shown(self) -> float:
        """With one decimal and never rounded up: 4.49 is 4.4, which is too little, as it should read."""
        return math.floor(self.ratio * 10) / 10


def is_colour(text: str) -> bool:
    return re.fullmatch(r"#[0-9a-f]{6}", text) is not None


def contrast(one: str, other: str) -> float:
    """From 1 to 21, of two colours such as #a3242b."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs(brand: Mapping[str, str]) -> list[Pair]:
    """Everything that stands on something, with the figure; what the brand does not say is as in DEFAULTS."""
    known = DEFAULTS | {key: value for key, value in brand.items() if key in DEFAULTS}
    return [Pair(f, b, contrast(known.get(f, f), known.get(b, b)), least) for f, b, least in _PAIRS]


def closest(brand: Mapping[str, str]) -> dict[str, Pair]:
    """For each colour the pair in which it stands out least, measured against what is needed there."""
    found: dict[str, Pair] = {}
    for pair in pairs(brand):
        for key in (pair.front, pair.back):
            if key in DEFAULTS and (key not in found or pair.ratio / pair.least < found[key].ratio / found[key].least):
                found[key] = pair
    return found


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
