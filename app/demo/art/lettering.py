"""Lettering on packs as outlines, so that no font of the system is needed. Plus Jakarta Sans, licence in letters.OFL.txt."""

import json
import math
import unicodedata
from functools import cache
from importlib.resources import files

from app.demo.art.canvas import Canvas
from app.demo.art.geometry import TILT, num

Glyph = tuple[int, str]  # advance in thousandths of the size, outline

CAP = 0.745  # height of a capital as a share of the size


@cache
def _alphabet() -> dict[str, dict[str, Glyph]]:
    """The outlines per cut: bold, plain, slant."""
    raw: dict[str, dict[str, list[object]]] = json.loads(files("app.demo.art").joinpath("letters.json").read_text("utf-8"))
    return {cut: {sign: (int(str(glyph[0])), str(glyph[1])) for sign, glyph in signs.items()} for cut, signs in raw.items()}


def glyphs(words: str, cut: str = "bold") -> list[Glyph]:
    """The outlines of `words`; marks the alphabet lacks are dropped from their letters, unknown signs are left out."""
    known = _alphabet()[cut]
    found = []
    for sign in unicodedata.normalize("NFC", words):
        plain = sign if sign in known else unicodedata.normalize("NFKD", sign)[0]
        if plain in known:
            found.append(known[plain])
    return found


def width(words: str, size: float, cut: str = "bold", spacing: float = 0.0) -> float:
    """How wide `words` stand, canvas units; `spacing` is extra between letters as a share of the size."""
    signs = glyphs(words, cut)
    return sum(advance for advance, _ in signs) * size / 1000 + max(len(signs) - 1, 0) * spacing * size


def fitted(words: str, size: float, room: float, cut: str = "bold", spacing: float = 0.0) -> float:
    """The largest size up to `size` at which `words` fit in `room`."""
    wide = width(words, size, cut, spacing)
    return size if wide <= room or wide == 0 else size * room / wide


def write(c: Canvas, words: str, x: float, y: float, size: float, colour: str, cut: str = "bold", spacing: float = 0.0) -> None:
    """`words` centred on x with the baseline at y."""
    at = x - width(words, size, cut, spacing) / 2
    for advance, outline in glyphs(words, cut):
        if outline:
            c.add(f'<path transform="translate({num(at)} {num(y)}) scale({size / 1000:.4f})" d="{outline}" fill="{colour}"/>')
        at += advance * size / 1000 + spacing * size


def write_round(
    c: Canvas, words: str, y: float, size: float, radius: float, colour: str, cut: str = "bold", spacing: float = 0.0, tilt: float = TILT
) -> None:
    """`words` on the front of a round body (axis x = 0): letters follow the curve and narrow towards the sides."""
    at = -width(words, size, cut, spacing) / 2
    for advance, outline in glyphs(words, cut):
        step = advance * size / 1000
        turn = max(-1.45, min(1.45, (at + step / 2) / radius))
        x, drop = radius * math.sin(turn), radius * tilt * math.cos(turn)
        slope = -math.tan(turn) * tilt * math.cos(turn)
        if outline:
            k = size / 1000
            matrix = f"matrix({k * math.cos(turn):.4f} {k * slope:.4f} 0 {k:.4f} {num(x)} {num(y + drop)}) translate({num(-advance / 2)} 0)"
            c.add(f'<path transform="{matrix}" d="{outline}" fill="{colour}"/>')
        at += step + spacing * size
