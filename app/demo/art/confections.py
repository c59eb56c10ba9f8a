"""Chocolate, layer cake, candied fruit and leaf-wrapped toffee. Centred on the origin unless said; sizes in canvas units."""

import math

from app.demo.art.bakes import brick
from app.demo.art.canvas import Canvas
from app.demo.art.colour import COCOA, WARM, deep, lit, mix
from app.demo.art.geometry import TILT, ellipse, rounded, smooth
from app.demo.art.light import DARK, ball, sheen, slab


def choc(c: Canvas, cols: int, rows: int, size: float, colour: str = COCOA, missing: int = 0) -> None:
    """A bare chocolate tablet seen from above, top left at the origin; the last `missing` squares are broken off."""
    thick = size * 0.26
    cells = [(i * size, j * size) for j in range(rows) for i in range(cols)][: cols * rows - missing]
    for x, y in cells:
        c.shape(rounded(x + 10, y + thick + 8, size, size, 4), DARK, 0.16)
    for x, y in cells:
        c.shape(f"M{x} {y}h{size}v{size + thick}h{-size}Z", deep(colour, 0.45))
    for x, y in cells:
        with c.at(x, y, size / 100):
            _square(c, colour)


def _square(c: Canvas, colour: str) -> None:
    """One square of a tablet, 100 wide: bevelled edges, a diamond pressed in."""
    c.shape(rounded(1, 1, 98, 98, 5), colour)
    c.shape("M1 1H99L86 14H14V86L1 99Z", lit(colour, 0.3))
    c.shape("M99 1V99H1L14 86H86V14Z", deep(colour, 0.35))
    c.line("M50 30L70 50L50 70L30 50Z", lit(colour, 0.25), 3, 0.7)
    c.shape(rounded(14, 14, 72, 72, 3), c.across(((0, WARM, 0.26), (0.5, WARM, 0.0), (1, DARK, 0.2)), 0, 0, 1, 1))


def bonbon(c: Canvas, size: float, colour: str, stripe: str) -> None:
    """A domed praline with a drizzle, standing on the origin."""
    r = size / 2
    c.shape(ellipse(r * 0.3, r * 0.04, r * 1.25, r * 0.36), DARK, 0.3)
    d = f"M{-r} 0C{-r * 1.02} {-r * 1.5} {r * 1.02} {-r * 1.5} {r} 0A{r} {r * TILT} 0 0 1 {-r} 0Z"
    c.shape(d, colour)
    with c.within(d):
        c.line(
            (
                f"M{-r} {-r * 0.5}Q{-r * 0.2} {-r * 1.1} {r * 0.9} {-r * 0.9}M{-r} {-r * 0.2}"
                f"Q0 {-r * 0.8} {r} {-r * 0.5}M{-r * 0.9} {r * 0.1}Q0 {-r * 0.45} {r} {-r * 0.1}"
            ),
            stripe,
            r * 0.11,
        )
    ball(c, d, 1.0)
    sheen(c, ellipse(-r * 0.36, -r * 0.72, r * 0.2, r * 0.12), 0.7)


def lapis(c: Canvas, width: float, tall: float, depth: float, tones: tuple[str, ...], pattern: str) -> None:
    """A slice of layer cake standing on the origin, its cut face a geometric pattern: "stripe", "diamond" or "stair"."""
    front, _, _ = brick(c, width, tall, depth, tones[0], "#c9863f")
    cols, rows = 14, 12
    cell, high = width / cols, tall / rows
    with c.within(front):
        for row in range(rows):
            for col in range(cols):
                x, y = -width / 2 + col * cell, -tall + row * high
                c.shape(
                    f"M{x} {y}h{cell + 0.6}v{high + 0.6}h{-cell - 0.6}Z", tones[_lapis_tone(pattern, col, row, cols, rows) % len(tones)]
                )
        for row in range(1, rows):
            c.line(f"M{-width / 2} {-tall + row * high}H{width / 2}", DARK, 1.2, 0.25)
    slab(c, front, 0.7)


def _lapis_tone(pattern: str, col: int, row: int, cols: int, rows: int) -> int:
    """Which colour the cell of a layer cake's face has."""
    dx, dy = abs(col - (cols - 1) / 2), abs(row - (rows - 1) / 2)
    if pattern == "diamond":
        return int(dx + dy) // 2
    if pattern == "stair":
        return (col // 2 + row // 2) if (col // 2 + row // 2) % 2 else int(dx) // 2
    return row


def cut_fruit(c: Canvas, length: float, wide: float, colour: str) -> None:
    """A leathery slice of dried fruit, sugar-dusted, folded at one end."""
    s, w = length / 2, wide / 2
    bend = w * c.rng.uniform(-0.5, 0.5)
    d = smooth(
        [
            (-s, bend * 0.3),
            (-s * 0.5, -w + bend),
            (s * 0.3, -w * 0.9 - bend),
            (s, -w * 0.2),
            (s * 0.86, w * 0.5),
            (s * 0.1, w * 0.86 - bend),
            (-s * 0.6, w + bend * 0.4),
        ]
    )
    with c.at(9, 15):
        c.shape(d, DARK, 0.25)
    c.shape(d, colour)
    c.shape(d, c.across(((0, "#fff0b8", 0.6), (0.45, colour, 0.0), (1, "#8a3d0c", 0.45)), 0, 0, 0.6, 1))
    c.line(
        f"M{-s * 0.8} 0Q0 {-w * 0.5 - bend} {s * 0.8} 0M{-s * 0.6} {w * 0.45}Q0 {w * 0.1 - bend} {s * 0.7} {w * 0.3}",
        deep(colour, 0.25),
        3,
        0.4,
    )
    c.line(f"M{-s * 0.7} {-w * 0.45 + bend * 0.6}Q0 {-w * 0.86 - bend * 0.4} {s * 0.7} {-w * 0.4}", "#fff6d6", 5, 0.6)


def rolls(c: Canvas, length: float, thick: float, leaf: str, core: str, turn: float = 0.0) -> None:
    """A roll of dodol in dried woka leaf tied with fibre, lying along x, a cut end showing the sweet."""
    s, w = length / 2, thick / 2
    with c.at(0, 0, 1, turn):
        c.shape(rounded(-s + 6, -w + 22, length, thick, w), DARK, 0.25)
        d = f"M{-s} {-w}H{s}A{w * 0.4} {w} 0 0 1 {s} {w}H{-s}A{w * 0.4} {w} 0 0 1 {-s} {-w}Z"
        c.shape(d, leaf)
        with c.within(d):
            for i in range(9):
                y = -w + thick * (i + 0.5) / 9
                c.line(
                    f"M{-s * 1.1} {y}Q0 {y + c.rng.uniform(-5, 5)} {s * 1.1} {y}",
                    c.rng.choice((lit(leaf, 0.35), deep(leaf, 0.3))),
                    2.6,
                    0.5,
                )
        c.shape(d, c.across(((0, WARM, 0.24), (0.3, WARM, 0.2), (0.55, DARK, 0.0), (1, DARK, 0.46)), 0, 0, 0, 1))
        c.shape(ellipse(s, 0, w * 0.4, w), deep(leaf, 0.25))
        c.shape(ellipse(s, 0, w * 0.33, w * 0.84), core)
        sheen(c, ellipse(s - w * 0.08, -w * 0.34, w * 0.1, w * 0.3), 0.45)
        for x in (-0.72, -0.28, 0.2, 0.66):
            c.line(f"M{s * x} {-w}q{w * 0.32} {w} 0 {2 * w}", "#e7d3a0", 6)
            c.line(f"M{s * x + 5} {-w}q{w * 0.32} {w} 0 {2 * w}", DARK, 2.4, 0.35)


def rosette(c: Canvas, size: float, colour: str, petals: int = 7) -> None:
    """Candied nutmeg flesh cut as a flower, level."""
    for i in range(petals):
        turn = 360 * i / petals
        x, y = size * 0.5 * math.cos(math.radians(turn)), size * 0.26 * math.sin(math.radians(turn))
        with c.at(x, y, 1, turn * 0.5):
            d = ellipse(0, 0, size * 0.42, size * 0.22)
            c.shape(d, mix(colour, WARM, 0.2 if 150 < turn < 330 else 0.0))
            ball(c, d, 0.7)
    c.shape(ellipse(0, 0, size * 0.16, size * 0.09), deep(colour, 0.35))
