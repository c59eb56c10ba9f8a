"""Fruit: mango, banana, durian, salak, cashew apple, roselle. Each is centred on the origin; sizes in canvas units."""

import math

from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit, mix
from app.demo.art.geometry import Point, blob, curve_through, ellipse, poly, pt, smooth
from app.demo.art.light import DARK, ball, slab


def under(c: Canvas, half: float, drop: float, strength: float = 0.34) -> None:
    """The shadow of a lump: `half` wide, `drop` below its middle."""
    c.shape(ellipse(half * 0.22, drop, half * 1.12, half * 0.3), c.glow(((0, DARK, strength * 1.6), (0.6, DARK, strength), (1, DARK, 0))))


def mango(c: Canvas, s: float, turn: float = 0.0) -> None:
    """A ripe carabao mango."""
    under(c, s, s * 0.7)
    with c.at(0, 0, 1, turn):
        d = smooth(
            [
                (-s, -s * 0.05),
                (-s * 0.6, -s * 0.62),
                (s * 0.1, -s * 0.68),
                (s * 0.85, -s * 0.3),
                (s * 1.05, s * 0.18),
                (s * 0.6, s * 0.55),
                (-s * 0.2, s * 0.62),
                (-s * 0.85, s * 0.4),
            ]
        )
        c.shape(d, c.across(((0, "#e9a52e", 1), (0.6, "#f3c146", 1), (1, "#cfae3c", 1)), 0, 0, 1, 0.4))
        c.shape(d, c.glow(((0, "#dd6a2e", 0.6), (1, "#dd6a2e", 0.0)), 0.2, 0.3, 0.5))
        ball(c, d, 0.85)
        c.line(f"M{-s * 0.96} {-s * 0.06}l{-s * 0.14} {-s * 0.12}", "#6f5a34", s * 0.08)


def mango_cheek(c: Canvas, s: float, turn: float = 0.0) -> None:
    """A mango cheek cut in a grid and turned out."""
    under(c, s, s * 0.55)
    with c.at(0, 0, 1, turn):
        c.shape(smooth([(-s, 0), (0, s * 0.75), (s, 0), (0, -s * 0.3)]), "#d98f2b")
        for row in range(3):
            for col in range(5 - row % 2):
                x = s * (-0.62 + 0.31 * col + 0.155 * (row % 2))
                y = s * (-0.34 + 0.24 * row + 0.12 * (x / s) ** 2)
                d = poly(
                    [
                        (x - s * 0.15, y),
                        (x, y - s * 0.11),
                        (x + s * 0.15, y),
                        (x + s * 0.12, y + s * 0.2),
                        (x, y + s * 0.27),
                        (x - s * 0.12, y + s * 0.2),
                    ]
                )
                c.shape(d, "#f2ab2c")
                c.shape(poly([(x - s * 0.15, y), (x, y - s * 0.11), (x + s * 0.15, y), (x, y + s * 0.1)]), "#fbd263")


def banana(c: Canvas, length: float, colour: str = "#e3bf3f", turn: float = 0.0, tip: str = "#5b4526") -> None:
    """One banana lying along x, curved upwards at both ends."""
    s = length / 2
    with c.at(0, 0, 1, turn):
        top: list[Point] = [(-s, -s * 0.3), (-s * 0.5, -s * 0.06), (0, 0), (s * 0.5, -s * 0.08), (s, -s * 0.36)]
        low: list[Point] = [(s * 1.02, -s * 0.24), (s * 0.55, s * 0.3), (0, s * 0.42), (-s * 0.55, s * 0.3), (-s * 1.02, -s * 0.2)]
        d = f"M{pt(top[0])}{curve_through(top)}L{pt(low[0])}{curve_through(low)}Z"
        c.shape(d, colour)
        c.shape(d, c.across(((0, WARM, 0.4), (0.5, DARK, 0.0), (1, DARK, 0.38)), 0.3, 0, 0.5, 1))
        c.line(f"M{-s * 0.9} {-s * 0.14}Q0 {s * 0.34} {s * 0.92} {-s * 0.18}", deep(colour, 0.3), 4, 0.5)
        for x, y in ((-s * 1.01, -s * 0.25), (s * 1.01, -s * 0.3)):
            c.shape(ellipse(x, y, s * 0.06, s * 0.075), tip)


def durian(c: Canvas, s: float) -> None:
    """A durian: a green-gold ball of thorns."""
    under(c, s, s * 0.92)
    d = blob(c.rng, 0, 0, s * 0.94, s * 0.9, 0.02, 10)
    c.shape(d, "#8d8a3c")
    spots = []
    for ring in range(9):
        y = s * 0.88 * (ring / 4 - 1)
        wide = (max(0.0, 1 - (ring / 4 - 1) ** 2)) ** 0.5
        count = max(2, round(12 * wide))
        spots += [(s * 0.95 * wide * (2 * (i + 0.5 * (ring % 2)) / count - 1), y) for i in range(count + 1)]
    for x, y in spots:
        h = s * 0.13
        tone = mix("#b3ae57", "#6d6f30", min(1.0, max(0.0, (x + y) / s * 0.5 + 0.4)))
        with c.at(x, y, 1, math.degrees(math.atan2(y, x))):
            c.shape(poly([(-h * 0.3, -h * 0.8), (h * 1.25, 0), (-h * 0.3, h * 0.8)]), deep(tone, 0.3))
            c.shape(poly([(-h * 0.3, -h * 0.8), (h * 1.25, 0), (-h * 0.3, h * 0.1)]), lit(tone, 0.2))
    ball(c, d, 0.6)
    c.line(f"M0 {-s * 0.85}q{s * 0.05} {-s * 0.16} {s * 0.16} {-s * 0.22}", "#7a6a3a", s * 0.12)


def durian_flesh(c: Canvas, s: float) -> None:
    """A pod of creamy durian flesh."""
    under(c, s, s * 0.4)
    d = smooth([(-s, 0), (-s * 0.5, -s * 0.45), (s * 0.3, -s * 0.4), (s, -s * 0.05), (s * 0.5, s * 0.38), (-s * 0.4, s * 0.42)])
    c.shape(d, "#f0cf6e")
    ball(c, d, 0.7)
    c.line(f"M{-s * 0.6} {-s * 0.05}Q0 {-s * 0.25} {s * 0.6} {-s * 0.05}", "#fbeebd", 6, 0.8)


def salak(c: Canvas, s: float, turn: float = 0.0) -> None:
    """A snake fruit: a drop of brown scales."""
    under(c, s * 0.9, s * 0.95)
    with c.at(0, 0, 1, turn):
        d = smooth(
            [
                (0, -s * 1.25),
                (s * 0.42, -s * 0.72),
                (s * 0.88, s * 0.2),
                (s * 0.5, s * 0.9),
                (0, s),
                (-s * 0.5, s * 0.9),
                (-s * 0.88, s * 0.2),
                (-s * 0.42, -s * 0.72),
            ]
        )
        c.shape(d, "#6a3a22")
        with c.within(d):
            for row in range(11):
                y = s * (1.0 - row * 0.2)
                for col in range(-4, 5):
                    x = s * (col + 0.5 * (row % 2)) * 0.23
                    c.shape(
                        f"M{x - s * 0.12} {y}Q{x} {y - s * 0.34} {x + s * 0.12} {y}Q{x} {y + s * 0.1} {x - s * 0.12} {y}Z",
                        c.rng.choice(("#8d5330", "#7d4527", "#9a6038")),
                    )
                    c.line(f"M{x - s * 0.1} {y - s * 0.05}Q{x} {y - s * 0.28} {x + s * 0.02} {y - s * 0.2}", "#c48a56", 2, 0.6)
        ball(c, d, 1.0)


def salak_open(c: Canvas, s: float) -> None:
    """Peeled segments of snake fruit."""
    under(c, s, s * 0.8)
    for x, y, turn, size in ((-0.42, 0.12, -18, 0.62), (0.46, 0.16, 22, 0.58), (0.02, -0.16, 2, 0.7)):
        with c.at(s * x, s * y, 1, turn):
            d = smooth(
                [
                    (0, -s * size * 1.05),
                    (s * size * 0.6, -s * size * 0.2),
                    (s * size * 0.55, s * size * 0.65),
                    (0, s * size * 0.9),
                    (-s * size * 0.55, s * size * 0.65),
                    (-s * size * 0.6, -s * size * 0.2),
                ]
            )
            c.shape(d, "#f5e7c3")
            ball(c, d, 0.75)
            c.line(f"M0 {-s * size * 0.9}Q{s * size * 0.12} 0 0 {s * size * 0.8}", "#d8bf8c", 2.6, 0.6)


def cashew_apple(c: Canvas, s: float, colour: str = "#dd5a34", turn: float = 0.0) -> None:
    """A cashew apple with its nut below."""
    with c.at(0, 0, 1, turn):
        d = smooth(
            [
                (0, -s),
                (s * 0.56, -s * 0.78),
                (s * 0.72, s * 0.1),
                (s * 0.5, s * 0.78),
                (0, s * 0.86),
                (-s * 0.5, s * 0.78),
                (-s * 0.72, s * 0.1),
                (-s * 0.56, -s * 0.78),
            ]
        )
        nut = smooth(
            [(-s * 0.28, s * 0.8), (s * 0.2, s * 0.78), (s * 0.46, s * 1.12), (s * 0.2, s * 1.42), (-s * 0.1, s * 1.3), (s * 0.12, s * 1.1)]
        )
        c.shape(nut, "#7c6b4a")
        ball(c, nut, 0.9)
        c.shape(d, c.across(((0, "#eeb13c", 1), (1, colour, 1)), 0, 0, 0.3, 1))
        ball(c, d, 0.9)
        c.line(f"M0 {-s * 0.98}q4 {-s * 0.2} {s * 0.16} {-s * 0.3}", "#6d6a34", s * 0.09)


def roselle(c: Canvas, s: float, colour: str = "#9c1f3c") -> None:
    """A roselle calyx: fleshy red fingers round a capsule."""
    under(c, s * 0.8, s * 0.8)
    for turn in (-64, -34, 34, 64, -14, 14):
        with c.at(0, s * 0.5, 1, turn - 90):
            d = (
                f"M0 {-s * 0.26}C{s * 0.5} {-s * 0.5} {s * 1.1} {-s * 0.2} {s * 1.5} 0"
                f"C{s * 1.1} {s * 0.22} {s * 0.5} {s * 0.45} 0 {s * 0.26}Z"
            )
            c.shape(d, colour)
            slab(c, d, 1.0)
            c.line(f"M{s * 0.2} 0H{s * 1.2}", lit(colour, 0.4), 2.6, 0.5)
    d = ellipse(0, s * 0.5, s * 0.5, s * 0.42)
    c.shape(d, deep(colour, 0.25))
    ball(c, d)
