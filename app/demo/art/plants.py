"""Leaves, fronds, flowers, chillies, herbs and roots. Where each starts or stands is in its docstring; sizes in canvas units."""

import math

from app.demo.art.canvas import Canvas
from app.demo.art.colour import INK, LEAF, MACE, WARM, deep, lit, mix
from app.demo.art.geometry import Point, around, curve_through, ellipse, leaf_shape, pt, smooth
from app.demo.art.light import DARK, ball, cylinder, slab


def leaf(c: Canvas, length: float, width: float, colour: str = LEAF, turn: float = 0.0, bend: float = 0.0, veins: int = 6) -> None:
    """A pointed leaf from the origin along `turn` degrees."""
    with c.at(0, 0, 1, turn):
        d = leaf_shape(length, width, bend)
        c.shape(d, colour)
        with c.within(d):
            c.shape(f"M0 0Q{length * 0.5} {-bend * 0.2} {length} {-bend}L{length} {width}H0Z", DARK, 0.17)
            c.shape(leaf_shape(length * 0.9, width * 0.5, bend), WARM, 0.1)
        ribs = []
        for i in range(1, veins + 1):
            x = length * i / (veins + 1.2)
            y = -bend * (i / (veins + 1.2)) ** 2 * 0.9
            reach = width * 0.34 * (1 - abs(i / (veins + 1) - 0.4) * 1.5)
            ribs.append(f"M{x} {y}l{length * 0.07} {-reach}M{x} {y}l{length * 0.07} {reach * 0.8}")
        c.line("".join(ribs), lit(colour, 0.4), max(1.4, width * 0.018), 0.5)
        c.line(f"M0 0Q{length * 0.55} {-bend * 0.25} {length * 0.97} {-bend}", lit(colour, 0.5), max(2.0, width * 0.035), 0.85)


def banana_leaf(c: Canvas, width: float, depth: float, colour: str = "#5f9440") -> None:
    """A cut piece of banana leaf lying level, its middle at the origin."""
    w, h = width / 2, depth / 2
    d = smooth(
        [(-w, h * 0.1), (-w * 0.7, -h * 0.8), (0, -h), (w * 0.72, -h * 0.85), (w, 0), (w * 0.7, h * 0.85), (0, h), (-w * 0.72, h * 0.8)],
        tension=0.9,
    )
    c.shape(smooth([(-w + 14, h * 0.1 + 14), (0, -h + 18), (w + 14, 12), (0, h + 16)]), DARK, 0.2)
    c.shape(d, colour)
    with c.within(d):
        ribs = "".join(
            f"M{x} 0q{w * 0.04} {-h * 0.5} {w * 0.1} {-h * 1.1}M{x} 0q{w * 0.04} {h * 0.5} {w * 0.1} {h * 1.1}"
            for x in [w * (i / 11 - 1) for i in range(22)]
        )
        c.line(ribs, lit(colour, 0.45), 2.2, 0.38)
        c.shape(f"M{-w} 0H{w}V{h}H{-w}Z", DARK, 0.13)
        c.line(f"M{-w} 0H{w}", lit(colour, 0.55), h * 0.07)
    slab(c, d, 0.8)


def frond(c: Canvas, length: float, turn: float, colour: str = "#4f7d3b", droop: float = 0.25, leaflets: int = 13) -> None:
    """A palm frond from the origin along `turn` degrees, drooping at the tip."""
    with c.at(0, 0, 1, turn):
        for i in range(leaflets, 0, -1):
            t = i / leaflets
            x, y = length * t, length * droop * t * t
            slope = math.degrees(math.atan2(2 * droop * t, 1))
            size = length * 0.34 * (1 - 0.55 * abs(t - 0.42))
            for side, tone in ((-1, lit(colour, 0.14)), (1, deep(colour, 0.18))):
                with c.at(x, y, 1, slope + side * (62 - 34 * t)):
                    c.shape(leaf_shape(size, size * 0.17, side * size * 0.08), tone)
        c.line(f"M0 0Q{length * 0.5} {0} {length} {length * droop}", lit(colour, 0.35), length * 0.018)


def chilli(c: Canvas, length: float = 130, colour: str = MACE, turn: float = 0.0) -> None:
    """A curved chilli lying along +x, its stalk at the origin."""
    w = length * 0.1
    with c.at(0, 0, 1, turn):
        c.shape(smooth([(0, w), (length * 0.5, w * 1.3), (length, w * 1.1), (length * 0.5, w * 2)]), DARK, 0.2)
        d = (
            f"M0 {-w}C{length * 0.35} {-w * 1.5} {length * 0.75} {-w * 1.6} {length} {w * 0.6}"
            f"C{length * 0.7} {w * 0.3} {length * 0.4} {w * 1.25} 0 {w}"
            f"C{-w * 0.6} {w * 0.5} {-w * 0.6} {-w * 0.5} 0 {-w}Z"
        )
        c.shape(d, colour)
        c.shape(d, c.across(((0, WARM, 0.3), (0.4, WARM, 0.0), (1, DARK, 0.4)), 0, 0, 0, 1))
        c.line(f"M{length * 0.08} {-w * 0.5}Q{length * 0.4} {-w * 1.05} {length * 0.72} {-w * 0.72}", "#ffffff", w * 0.26, 0.6)
        c.line(f"M{-w * 0.2} 0C{-w * 1.2} {-w * 0.3} {-w * 1.8} {-w} {-w * 2.4} {-w * 1.1}", "#5d7d35", w * 0.5)
        c.shape(ellipse(-w * 0.1, 0, w * 0.45, w * 0.85), "#6f8f3f")


def shallot(c: Canvas, s: float = 60) -> None:
    """A red shallot sitting at the origin's middle."""
    d = smooth(
        [
            (0, -s * 1.25),
            (s * 0.25, -s * 0.75),
            (s * 0.82, -s * 0.1),
            (s * 0.55, s * 0.6),
            (0, s * 0.72),
            (-s * 0.55, s * 0.6),
            (-s * 0.82, -s * 0.1),
            (-s * 0.25, -s * 0.75),
        ]
    )
    c.shape(ellipse(s * 0.25, s * 0.62, s * 0.9, s * 0.24), DARK, 0.3)
    c.shape(d, "#a5475a")
    with c.within(d):
        lines = "".join(f"M0 {-s * 1.2}Q{s * x} {-s * 0.1} {s * x * 0.4} {s * 0.75}" for x in (-1.1, -0.6, -0.1, 0.4, 0.9))
        c.line(lines, "#e0a2a0", 2.6, 0.7)
    ball(c, d, 0.9)


def lime(c: Canvas, s: float = 58, colour: str = "#86a637") -> None:
    """A small lime (lemon cui) centred on the origin."""
    c.shape(ellipse(s * 0.25, s * 0.72, s * 0.95, s * 0.26), DARK, 0.3)
    d = ellipse(0, 0, s, s * 0.94)
    c.shape(d, colour)
    ball(c, d, 0.95)


def lime_half(c: Canvas, s: float = 58, flesh: str = "#f0b64a", rind: str = "#86a637") -> None:
    """A cut lime facing the viewer, centred on the origin."""
    c.shape(ellipse(s * 0.2, s * 0.8, s * 0.95, s * 0.22), DARK, 0.28)
    c.shape(ellipse(0, 0, s, s * 0.9), rind)
    c.shape(ellipse(0, 0, s * 0.9, s * 0.8), lit(flesh, 0.65))
    for x, y in around(8, 0, 0, s * 0.45, s * 0.4, 11):
        with c.at(x, y, 1, math.degrees(math.atan2(y, x))):
            c.shape(leaf_shape(s * 0.66, s * 0.34), "none")
            c.shape(smooth([(-s * 0.34, 0), (s * 0.1, -s * 0.17), (s * 0.36, 0), (s * 0.1, s * 0.17)]), flesh)
            c.shape(smooth([(-s * 0.24, -2), (s * 0.06, -s * 0.1), (s * 0.2, -2)]), WARM, 0.5)


def tomato(c: Canvas, s: float = 80, colour: str = "#cc3d2a") -> None:
    """A tomato centred on the origin."""
    c.shape(ellipse(s * 0.25, s * 0.78, s * 1.0, s * 0.28), DARK, 0.3)
    d = smooth(
        [
            (0, -s * 0.78),
            (s * 0.62, -s * 0.8),
            (s, 0),
            (s * 0.66, s * 0.78),
            (0, s * 0.86),
            (-s * 0.66, s * 0.78),
            (-s, 0),
            (-s * 0.62, -s * 0.8),
        ]
    )
    c.shape(d, colour)
    ball(c, d, 0.95)
    for x, y in around(5, 0, -s * 0.72, s * 0.42, s * 0.2, 20):
        c.line(f"M0 {-s * 0.74}Q{x * 0.5} {y - 8} {x} {y}", "#557a32", s * 0.09)


def lemongrass(c: Canvas, length: float, turn: float = 0.0) -> None:
    """A stalk of lemongrass from its bulb at the origin."""
    with c.at(0, 0, 1, turn):
        d = f"M0 -16C{length * 0.1} -26 {length * 0.25} -17 {length} -9L{length} 9C{length * 0.25} 17 {length * 0.1} 26 0 16Z"
        c.shape(d, c.across(((0, "#e9dcc0", 1), (0.3, "#d5d6a2", 1), (1, "#8aa556", 1))))
        c.shape(d, c.across(((0, WARM, 0.3), (1, DARK, 0.35)), 0, 0, 0, 1))
        c.line(f"M10 -8Q{length * 0.4} -10 {length} -3M{length * 0.12} 12Q{length * 0.4} 4 {length} 4", "#7f9150", 2.2, 0.7)
        c.shape(ellipse(0, 0, 7, 16), "#efe3d6")


def root(c: Canvas, s: float, colour: str = "#c98b3f", cut: str = "#e7912b") -> None:
    """A knobbly rhizome (ginger, turmeric, galangal) centred on the origin, one end cut."""
    c.shape(ellipse(s * 0.15, s * 0.42, s * 1.15, s * 0.22), DARK, 0.28)
    for x, y, rx, ry, turn in ((0.55, -0.2, 0.5, 0.24, -48), (-0.35, -0.25, 0.42, 0.24, 40), (0, 0, 1.0, 0.36, 4)):
        with c.at(s * x, s * y, 1, turn):
            d = ellipse(0, 0, s * rx, s * ry)
            c.shape(d, colour)
            rings = "".join(f"M{s * rx * t} {-s * ry}q7 {s * ry} 0 {2 * s * ry}" for t in (-0.6, -0.25, 0.1, 0.45, 0.75))
            with c.within(d):
                c.line(rings, deep(colour, 0.4), 2.4, 0.5)
            ball(c, d, 0.9)
    c.shape(ellipse(-s * 0.96, s * 0.02, s * 0.13, s * 0.25), lit(cut, 0.1))
    c.line(ellipse(-s * 0.96, s * 0.02, s * 0.08, s * 0.16), deep(cut, 0.25), 2.4, 0.6)


def sprig(c: Canvas, length: float, turn: float, colour: str = LEAF, pairs: int = 4, size: float = 0.4, red: str = "") -> None:
    """A twig with paired leaves from the origin; `red` adds berries of that colour at the joints."""
    with c.at(0, 0, 1, turn):
        c.line(f"M0 0Q{length * 0.5} {-length * 0.05} {length} 0", "#6d5a38", length * 0.022)
        for i in range(pairs):
            x = length * (0.25 + 0.7 * i / max(pairs - 1, 1))
            for side in (-1, 1):
                with c.at(x, 0, 1, side * (52 - 6 * i)):
                    leaf(c, length * size * (1 - 0.12 * i), length * size * 0.42, mix(colour, INK, 0.05 if side < 0 else 0.2), veins=4)
        for i in range(pairs * 4 if red else 0):
            x = length * (0.24 + 0.62 * (i // 4) / max(pairs - 1, 1)) + c.rng.uniform(-18, 18)
            y = c.rng.uniform(-22, 22)
            berry = ellipse(x, y, length * 0.042, length * 0.045)
            c.shape(berry, mix(red, "#e0a030", c.rng.choice((0.0, 0.0, 0.15, 0.5))))
            ball(c, berry)


def scallion(c: Canvas, length: float, turn: float = 0.0) -> None:
    """A scallion (sakurab) from its bulb at the origin."""
    with c.at(0, 0, 1, turn):
        for lift, tone in ((-46, "#4d8038"), (26, "#5d9344"), (-8, "#6ea552")):
            c.line(f"M{length * 0.3} 0Q{length * 0.6} {lift * 0.2} {length} {lift}", tone, 13)
        d = f"M0 0C6 -26 50 -20 {length * 0.36} -9L{length * 0.36} 9C50 20 6 26 0 0Z"
        c.shape(d, c.across(((0, "#f6efe0", 1), (0.55, "#eef0d4", 1), (1, "#8fb866", 1))))
        cylinder(c, d, 0.3)
        c.line("M2 0l-26 -9M2 0l-30 0M2 0l-26 9", "#d9ccb0", 2.4)


def bloom(c: Canvas, s: float, colour: str, layers: int = 4) -> None:
    """A full chrysanthemum facing the viewer, centred on the origin."""
    for layer in range(layers):
        reach = s * (1 - layer * 0.22)
        count = 18 - layer * 3
        tone = mix(deep(colour, 0.32), lit(colour, 0.28), layer / max(layers - 1, 1))
        for i in range(count):
            turn = 360 * i / count + layer * 11 + c.rng.uniform(-4, 4)
            with c.at(0, 0, 1, turn):
                d = leaf_shape(reach, reach * 0.3)
                c.shape(d, mix(tone, WARM, 0.14 if 150 < turn % 360 < 300 else 0.0))
                c.line(f"M{reach * 0.2} 0H{reach * 0.85}", deep(colour, 0.35), 1.8, 0.3)
    heart = ellipse(0, 0, s * 0.17, s * 0.17)
    c.shape(heart, mix(colour, "#d9a02f", 0.6))
    ball(c, heart, 0.8)


def stalk_of_rice(c: Canvas, length: float, turn: float) -> None:
    """A bending ear of paddy from the origin."""
    with c.at(0, 0, 1, turn):
        spine: list[Point] = [(0, 0), (length * 0.4, -length * 0.04), (length * 0.75, length * 0.06), (length, length * 0.3)]
        c.line(f"M{pt(spine[0])}{curve_through(spine)}", "#9b9a45", 5)
        for i in range(30):
            t = 0.42 + 0.58 * i / 30
            x, y = length * t, length * (0.3 * max(0.0, t - 0.45) ** 1.35 * 2.1 - 0.03)
            with c.at(x, y, 1, (35 if i % 2 else -35) + 40 * t):
                d = leaf_shape(length * 0.085, length * 0.036)
                c.shape(d, c.rng.choice(("#d8b04c", "#c99b3a", "#e2c26a")))
        slab(c, ellipse(0, 0, 1, 1), 0.1)
