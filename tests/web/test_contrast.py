"""The colours of the house and of each shipped centre can be read: 4.5:1 for words, 3:1 for edges, 7:1 where more is asked for."""

import re
import tomllib
from itertools import product

import pytest

from app.catalogue import packs
from app.web.pages import STATIC

TOKENS = (STATIC[""] / "css/tokens.css").read_text("utf-8")
WORDS = [*product(("ink", "ink-soft", "accent", "yes", "soon"), ("ground", "raised", "sunken")), ("on-accent", "accent")]
EDGES = [*product(("line-strong", "focus"), ("ground", "raised"))]


def _block(opening: str) -> dict[str, str]:
    """The custom properties of the first rule that opens so."""
    body = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


def _colour(value: str, known: dict[str, str], brand: dict[str, str]) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1. Understands hex, var() with a fallback, and color-mix() in sRGB."""
    value = {"white": "#ffffff", "black": "#000000"}.get(value.strip(), value.strip())
    if found := re.fullmatch(r"var\(--brand-([\w-]+),\s*(.+)\)", value):
        return _colour(brand.get(found[1].replace("-", "_"), found[2]), known, brand)
    if found := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return _colour(known[found[1]], known, brand)
    if found := re.fullmatch(r"color-mix\(in srgb, (.+?) (\d+)%, (.+)\)", value):
        part, first, second = int(found[2]) / 100, _colour(found[1], known, brand), _colour(found[3], known, brand)
        mixed = [a * part + b * (1 - part) for a, b in zip(first, second, strict=True)]
        return mixed[0], mixed[1], mixed[2]
    digits = value.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255


def _contrast(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """WCAG 2.2, relative luminance."""
    light = sorted(
        sum(w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for w, c in zip((0.2126, 0.7152, 0.0722), x, strict=True))
        for x in (a, b)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def _brand(pack: str) -> dict[str, str]:
    if not pack:
        return {}
    brand: dict[str, str] = tomllib.loads((packs.folder(pack) / "centre.toml").read_text("utf-8")).get("brand", {})
    return brand


@pytest.mark.parametrize("pack", ["", *packs.shipped()])
@pytest.mark.parametrize(("theme", "words", "edges"), [("day", 4.5, 3.0), ("night", 4.5, 3.0), ("more", 7.0, 4.5)])
def test_words_and_edges_stand_out(pack: str, theme: str, words: float, edges: float) -> None:
    known = _block(":root {") | {"day": {}, "night": _block(".night {"), "more": _block("(prefers-contrast: more) {\n  :root {")}[theme]
    brand = _brand(pack)
    faint = [
        f"{front} on {back}: {ratio:.2f}"
        for pairs, least in ((WORDS, words), (EDGES, edges))
        for front, back in pairs
        if (ratio := _contrast(_colour(known[front], known, brand), _colour(known[back], known, brand))) < least
    ]
    assert faint == []


@pytest.mark.parametrize("pack", ["", *packs.shipped()])
def test_words_on_the_map_of_the_kiosk_stand_out_even_where_nothing_shades_it(pack: str) -> None:
    rules = (STATIC["kiosk/"] / "kiosk.css").read_text("utf-8")
    night = _block(":root {") | _block(".night {")
    words, land = (
        re.search(re.escape(selector) + r" \{[^}]*?(?:color|fill): var\(--([\w-]+)\)", rules)
        for selector in (".panel.night .panel-more", ".panel .map-area")
    )
    assert words
    assert land
    front, back = (_colour(night[found[1]], night, _brand(pack)) for found in (words, land))
    assert _contrast(front, back) >= 4.5


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert _contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert _contrast(_colour("#777", {}, {}), (1, 1, 1)) == pytest.approx(4.48, abs=0.01)
