"""Cloth patterns worked out cell by cell, as weavers count threads: each is a grid of colours, tiled by `woven`."""

import math
from collections.abc import Callable
from functools import cache

from app.demo.art.canvas import Canvas

Weave = tuple[int, int, Callable[[int, int], str]]  # width and height of the repeat in cells, colour of cell (x, y)


def _diamond(x: int, y: int, size: int) -> int:
    """Distance from the middle of a repeat of `size`, counted along the threads."""
    half = size // 2
    return abs(x % size - half) + abs(y % size - half)


def bentenan(x: int, y: int) -> str:
    """Bentenan: a net of diamonds with a cross at heart, between zigzag and tooth bands, on deep red."""
    red, cream, ochre, dark = "#8f2724", "#f2e2bd", "#d69a3c", "#2f1a1c"
    row = y % 44
    if row < 24:
        ring = _diamond(x, row, 24)
        if ring in (11, 12):
            return cream
        if ring in (8, 9):
            return ochre if (x + y) % 2 else dark
        if ring < 6:
            return cream if ring in (0, 4) or x % 24 == 12 or row == 12 else dark
        return red
    row -= 24
    if row in (0, 19):
        return ochre
    if row in (1, 2, 17, 18):
        return dark
    if 3 <= row <= 8:
        return cream if abs(x % 12 - 6) == row - 3 or abs(x % 12 - 6) == row - 2 else red
    if 11 <= row <= 16:
        return cream if abs(x % 12 - 6) == 16 - row or abs(x % 12 - 6) == 15 - row else red
    return dark if x % 4 < 2 else ochre


def minahasa(x: int, y: int) -> str:
    """Batik of Minahasa: stepped roofs of stone graves (waruga) and dots on indigo."""
    ground, line, gold = "#24365c", "#efe3c6", "#c98a33"
    u, v = (x + (10 if y // 22 % 2 else 0)) % 20, y % 22
    a = abs(u - 10)
    if 2 <= v <= 9:
        if a == v - 2 or (v == 9 and a < 9):
            return line
        return gold if a < v - 4 and v > 4 else ground
    if 10 <= v <= 17:
        if a in (6, 5) or (v == 17 and a < 7):
            return line
        if a < 4 and 12 <= v <= 15:
            return gold if (a + v) % 2 else line
        return ground
    return line if u % 5 == 2 and v in (0, 20) else ground


def koffo(x: int, y: int) -> str:
    """Koffo of Sangihe: natural abaca with brown and dark key figures in bands."""
    fibre, brown, dark = "#dcc594", "#8c5a30", "#3f2a20"
    row = y % 40
    if row in (0, 1, 22, 23):
        return dark
    if row in (3, 20):
        return brown
    if 5 <= row <= 18:
        u = x % 28
        v = row - 5
        spiral = (
            (v in (0, 13))
            or (u in (2, 3) and v < 10)
            or (u in (12, 13) and v > 3)
            or (v in (4, 5) and 6 < u < 13)
            or (u in (7, 8) and 4 < v < 10)
        )
        mirror = 27 - u
        other = (mirror in (2, 3) and v > 3) or (v in (8, 9) and 6 < mirror < 12) or (mirror in (7, 8) and 4 < v < 10)
        return (dark if spiral else brown) if spiral or other else fibre
    return brown if row > 27 and (row + x) % 8 == 0 else fibre


def brunei(x: int, y: int) -> str:
    """Tenunan of Brunei: gold flowers scattered on wine red, bordered by gold lozenges."""
    wine, gold, light = "#5d1430", "#d9ae4a", "#f3d98a"
    u, v = x % 22, y % 22
    if (x // 22 + y // 22) % 2:
        a, b = abs(u - 11), abs(v - 11)
        return gold if a + b in (3, 4) else wine
    a, b = abs(u - 11), abs(v - 11)
    if a + b <= 1:
        return wine
    if a + b <= 3:
        return light
    petal = (a <= 2 and 3 < b < 9 and a <= 9 - b + 1) or (b <= 2 and 3 < a < 9 and b <= 9 - a + 1) or (a == b and 3 < a < 7)
    return gold if petal else wine


def pua(x: int, y: int) -> str:
    """Pua kumbu: tied and dyed warp in rust and dark brown, hooks and lozenges in cream, soft at the edges."""
    dark, rust, cream = "#41190f", "#933820", "#e6c79b"
    u, v = x % 32, y % 40
    a, b = abs(u - 16), abs(v - 20)
    ring = a + b * 4 // 5
    blur = (x * 7 + y * 13) % 5 == 0
    if ring in (14, 15) or ring in (5, 6):
        return rust if blur else cream
    hook = (8 <= ring <= 12 and a % 6 in (0, 1) and b % 8 < 5) or (8 <= ring <= 12 and b % 8 == 4 and a % 6 < 4)
    if hook:
        return rust if blur else cream
    if ring < 4:
        return cream if ring < 2 else dark
    if ring > 17:
        return rust if (a + b) % 7 < 5 else cream
    return dark if ring > 6 and not blur else rust


def linangkit(x: int, y: int) -> str:
    """Linangkit: needle-worked strips of triangles in orange, red, green, yellow on black."""
    black = "#1d1a20"
    colours = ("#e2731e", "#c4252d", "#e9b52d", "#3d8a4b", "#f0e6d0", "#7c2a6b")
    u, v = x % 36, y % 24
    if v in (0, 1, 22, 23):
        return colours[(x // 6) % 6]
    half = abs(u % 12 - 6)
    step = (v - 2) // 2
    if half == step % 7 or half == 6 - step % 7:
        return colours[4]
    if half < step % 7:
        return colours[(u // 12 + y // 24) % 4]
    return black if (u + v) % 9 else colours[2]


def tnalak(x: int, y: int) -> str:
    """T'nalak: ikat of abaca, dark brown ground, red and undyed figures of zigzags and frogs."""
    dark, red, bare = "#2a1714", "#8d2b22", "#dcc7a0"
    u, v = x % 30, y % 36
    a, b = abs(u - 15), abs(v - 18)
    zig = (v + abs(u - 15)) % 12
    if b > 14:
        return bare if (u + v) % 4 == 0 else dark
    body = a + b < 5
    leg = (a == b + 3 and b < 9) or (a + b == 12 and b > 2)
    if body:
        return red if a + b < 3 else bare
    if leg:
        return bare
    return red if zig in (0, 1, 2) else dark


def inaul(x: int, y: int) -> str:
    """Inaul of Maguindanao: broad bands of yellow, magenta and green, with narrow figured strips (langkit)."""
    v = y % 64
    bands = ((14, "#e7ab22"), (26, ""), (40, "#a8215c"), (52, ""), (64, "#1f6b57"))
    tone = next(colour for end, colour in bands if v < end)
    if tone:
        return tone if (x + v) % 6 or v % 4 else "#f6df9a"
    row = (v - 14) % 26 % 12
    a = abs(x % 14 - 7)
    if row in (0, 11):
        return "#f6df9a"
    if a == abs(row - 5) or a == abs(row - 6) + 1:
        return "#f6df9a"
    return ("#c0392b" if a > abs(row - 5) else "#2c3b7a") if v < 40 else ("#2c3b7a" if a > abs(row - 5) else "#c0392b")


def yakan(x: int, y: int) -> str:
    """Yakan: small bright lozenges in many colours that build large ones."""
    colours = ("#c6262e", "#efb92c", "#2f8f5b", "#f4ead2", "#2b4a9b", "#e2701f", "#7a2f83")
    u, v = x % 40, y % 40
    ring = (abs(u - 20) + abs(v - 20)) // 4
    small = abs(u % 8 - 4) + abs(v % 8 - 4)
    if small <= 1:
        return colours[(ring + 3) % 7]
    if small in (4, 5):
        return "#22202c"
    return colours[ring % 7]


def pandan(x: int, y: int) -> str:
    """A pandanus mat: plaited squares in natural, red and green, with a stepped diamond."""
    plain, second, red, green = "#e3cf9a", "#d3b878", "#b0392f", "#5b7d3f"
    ring = _diamond(x // 2, y // 2, 16)
    tone = red if ring in (7, 8) else green if ring in (4, 3) else ""
    over = (x // 2 + y // 2) % 2
    return tone if tone and over else (plain if over else second)


WEAVES: dict[str, Weave] = {
    "bentenan": (24, 44, bentenan),
    "minahasa": (20, 44, minahasa),
    "koffo": (28, 40, koffo),
    "brunei": (44, 44, brunei),
    "pua": (32, 40, pua),
    "linangkit": (36, 24, linangkit),
    "tnalak": (30, 36, tnalak),
    "inaul": (14, 64, inaul),
    "yakan": (40, 40, yakan),
    "pandan": (32, 32, pandan),
}


@cache
def _cells(name: str) -> str:
    """The repeat as SVG without its main colour: one path per colour, runs of equal cells joined."""
    wide, high, tone = WEAVES[name]
    runs: dict[str, list[str]] = {}
    for y in range(high):
        x = 0
        while x < wide:
            start, colour = x, tone(x, y)
            while x < wide and tone(x, y) == colour:
                x += 1
            runs.setdefault(colour, []).append(f"M{start} {y}h{x - start + 0.04:.2f}v1.04h{start - x - 0.04:.2f}z")
    runs.pop(main_colour(name))
    return "".join(f'<path d="{"".join(parts)}" fill="{colour}"/>' for colour, parts in runs.items())


def woven(c: Canvas, d: str, name: str, cell: float, size: tuple[float, float], transform: str, above: float = 0.0) -> None:
    """Fill the outline `d` with the pattern `name`, its cells `cell` canvas units wide.

    `size` is the width and height to cover from the origin of `transform` (one repeat more is laid to the left and right), `above` the
    height over that origin. The repeats are laid out one by one: as an SVG pattern the picture would take several times as long.
    """
    wide, high, _ = WEAVES[name]
    c.shape(d, main_colour(name))
    with c.within(d), c.moved(f"{transform} scale({cell})"):
        for row in range(-math.ceil(above / (cell * high)), math.ceil(size[1] / (cell * high))):
            for col in range(-1, math.ceil(size[0] / (cell * wide)) + 1):
                with c.moved(f"translate({col * wide} {row * high})"):
                    c.add(_cells(name))


@cache
def main_colour(name: str) -> str:
    """The colour most of the pattern has."""
    wide, high, tone = WEAVES[name]
    seen: dict[str, int] = {}
    for y in range(high):
        for x in range(wide):
            seen[tone(x, y)] = seen.get(tone(x, y), 0) + 1
    return max(seen, key=lambda colour: seen[colour])
