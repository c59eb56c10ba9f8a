"""Nutmeg with its mace, cocoa pods whole and opened. Each is centred on the origin; sizes in canvas units."""

from app.demo.art.canvas import Canvas
from app.demo.art.colour import MACE, WARM, deep, lit, mix
from app.demo.art.fruit import under
from app.demo.art.geometry import ellipse, smooth
from app.demo.art.light import DARK, ball, slab


def nutmeg_fruit(c: Canvas, s: float, turn: float = 0.0) -> None:
    """A ripe nutmeg fruit split open: pale flesh, scarlet mace over the dark seed."""
    under(c, s, s * 0.95)
    with c.at(0, 0, 1, turn):
        d = smooth(
            [
                (0, -s * 0.98),
                (s * 0.66, -s * 0.86),
                (s * 0.98, 0),
                (s * 0.66, s * 0.84),
                (0, s),
                (-s * 0.66, s * 0.84),
                (-s * 0.98, 0),
                (-s * 0.66, -s * 0.86),
            ]
        )
        c.shape(d, "#e4b25a")
        ball(c, d, 0.9)
        gap = smooth(
            [
                (0, -s * 0.96),
                (s * 0.58, -s * 0.5),
                (s * 0.66, s * 0.2),
                (s * 0.36, s * 0.8),
                (0, s * 0.93),
                (-s * 0.36, s * 0.8),
                (-s * 0.66, s * 0.2),
                (-s * 0.58, -s * 0.5),
            ]
        )
        c.shape(gap, "#f8ebc9")
        c.shape(gap, c.across(((0, DARK, 0.25), (0.4, DARK, 0.0), (1, WARM, 0.4))))
        mace_seed(c, s * 0.5)


def mace_seed(c: Canvas, s: float) -> None:
    """A nutmeg seed in its lace of red mace."""
    d = ellipse(0, 0, s, s * 1.14)
    c.shape(d, "#3c1d14")
    ball(c, d, 0.9)
    with c.within(ellipse(0, 0, s * 1.03, s * 1.18)):
        for i in range(7):
            x = s * (i / 3 - 1)
            lean = s * c.rng.uniform(-0.2, 0.2)
            strand = f"M0 {s * 1.1}C{x * 1.3} {s * 0.7} {x * 1.25 + lean} {-s * 0.2} {x * 0.55} {-s * 1.15}"
            c.line(strand, deep(MACE, 0.25), s * 0.3)
            c.line(strand, MACE, s * 0.22)
            c.line(strand, lit(MACE, 0.45), s * 0.05, 0.8)


def mace_blade(c: Canvas, s: float = 40, colour: str = "#c2542c") -> None:
    """A dried blade of mace: a claw of flat fingers."""
    for i, turn in enumerate((-38, -14, 10, 34)):
        with c.at(0, 0, 1, turn + c.rng.uniform(-6, 6)):
            long = s * c.rng.uniform(0.9, 1.25)
            d = smooth([(-s * 0.2, -s * 0.12), (long * 0.5, -s * 0.16), (long, 0), (long * 0.5, s * 0.1), (-s * 0.2, s * 0.12)])
            c.shape(d, mix(colour, "#e0903c", 0.2 * (i % 3)))
            slab(c, d, 0.9)


def cocoa_pod(c: Canvas, length: float, colour: str, turn: float = 0.0) -> None:
    """A ridged cocoa pod lying along x."""
    s = length / 2
    w = s * 0.5
    under(c, s * 0.9, w * 0.85)
    with c.at(0, 0, 1, turn):
        d = smooth(
            [
                (-s, 0),
                (-s * 0.8, -w * 0.62),
                (-s * 0.2, -w),
                (s * 0.5, -w * 0.72),
                (s * 1.04, 0),
                (s * 0.5, w * 0.72),
                (-s * 0.2, w),
                (-s * 0.8, w * 0.62),
            ]
        )
        c.shape(d, colour)
        for y in (-0.62, -0.22, 0.22, 0.62):
            c.line(f"M{-s * 0.92} {w * y * 0.4}Q{-s * 0.1} {w * y * 1.35} {s * 0.95} {w * y * 0.15}", deep(colour, 0.4), 5, 0.6)
            c.line(f"M{-s * 0.9} {w * y * 0.4 - 6}Q{-s * 0.1} {w * y * 1.35 - 7} {s * 0.9} {w * y * 0.15 - 4}", lit(colour, 0.5), 3, 0.6)
        ball(c, d, 0.9)
        c.line(f"M{-s} 0q{-s * 0.1} {-w * 0.1} {-s * 0.2} {-w * 0.25}", "#6d5030", w * 0.2)


def cocoa_open(c: Canvas, length: float, colour: str, turn: float = 0.0) -> None:
    """Half a cocoa pod with beans in white pulp."""
    s = length / 2
    w = s * 0.5
    under(c, s * 0.9, w * 0.85)
    with c.at(0, 0, 1, turn):
        d = smooth(
            [
                (-s, 0),
                (-s * 0.8, -w * 0.65),
                (-s * 0.2, -w),
                (s * 0.5, -w * 0.76),
                (s * 1.04, 0),
                (s * 0.5, w * 0.76),
                (-s * 0.2, w),
                (-s * 0.8, w * 0.65),
            ]
        )
        c.shape(d, colour)
        ball(c, d, 0.8)
        c.shape(
            smooth([(-s * 0.86, 0), (-s * 0.2, -w * 0.8), (s * 0.5, -w * 0.56), (s * 0.9, 0), (s * 0.5, w * 0.56), (-s * 0.2, w * 0.8)]),
            "#ecd6a4",
        )
        c.shape(
            smooth(
                [(-s * 0.78, 0), (-s * 0.2, -w * 0.66), (s * 0.45, -w * 0.45), (s * 0.78, 0), (s * 0.45, w * 0.45), (-s * 0.2, w * 0.66)]
            ),
            "#a8744a",
        )
        for row, count in ((-0.3, 6), (0.3, 6), (0.0, 7)):
            for i in range(count):
                x = s * (-0.6 + 1.22 * i / (count - 1))
                bean = ellipse(x, w * row * (1 - 0.4 * abs(x / s)), s * 0.125, w * 0.2)
                c.shape(bean, "#f7efe2")
                ball(c, bean, 0.7)
