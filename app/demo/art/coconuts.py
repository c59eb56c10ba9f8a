"""Coconuts whole, husked, halved and broken. Each is centred on the origin; sizes in canvas units."""

import math

from app.demo.art.canvas import Canvas
from app.demo.art.colour import HUSK, WARM, deep, lit
from app.demo.art.fruit import under
from app.demo.art.geometry import around, blob, ellipse, smooth
from app.demo.art.light import DARK, ball, brushed, slab


def coconut(c: Canvas, s: float, colour: str = "#7b4f2e") -> None:
    """A husked brown coconut with fibres and its eyes."""
    under(c, s, s * 0.9)
    d = blob(c.rng, 0, 0, s, s * 0.97, 0.02, 10)
    c.shape(d, colour)
    with c.within(d):
        for _ in range(70):
            turn, reach = c.rng.uniform(0, 6.28), s * c.rng.uniform(0.1, 1)
            x, y = reach * math.cos(turn), reach * math.sin(turn)
            c.line(
                f"M{x} {y}q{s * 0.05} {s * 0.06} {s * c.rng.uniform(0.04, 0.1)} {s * c.rng.uniform(0.1, 0.2)}",
                c.rng.choice((lit(colour, 0.3), deep(colour, 0.35))),
                2.4,
                0.6,
            )
    ball(c, d, 1.0)
    for x, y in ((-0.16, -0.3), (0.12, -0.34), (0.0, -0.13)):
        c.shape(ellipse(s * x, s * y, s * 0.075, s * 0.06), "#2f1a10", 0.8)


def coconut_half(c: Canvas, s: float, turn: float = 0.0, flat: float = 0.62, shell: str = "#7b4f2e") -> None:
    """Half a coconut, its white flesh up towards the viewer."""
    under(c, s, s * 0.74)
    with c.at(0, 0, 1, turn):
        back = f"M{-s} 0C{-s} {s * 0.95} {s} {s * 0.95} {s} 0Z"
        c.shape(back, shell)
        for _ in range(36):
            x = c.rng.uniform(-0.9, 0.9)
            c.line(
                f"M{s * x} {s * 0.64 * (1 - x * x) ** 0.5 * c.rng.uniform(0.3, 0.9)}q3 {s * 0.08} {-s * x * 0.08} {s * 0.12}",
                c.rng.choice((lit(shell, 0.3), deep(shell, 0.35))),
                2.4,
                0.6,
            )
        c.shape(back, c.across(((0, WARM, 0.3), (0.4, DARK, 0.0), (1, DARK, 0.5)), 0, 0, 1, 0.5))
        c.shape(ellipse(0, 0, s, s * flat), deep(shell, 0.2))
        c.shape(ellipse(0, 2, s * 0.95, s * flat * 0.94), "#fdf8ec")
        inner = ellipse(s * 0.01, s * 0.03, s * 0.74, s * flat * 0.72)
        c.shape(inner, c.across(((0, "#cfc4ae", 1), (0.5, "#efe7d4", 1), (1, "#fffdf6", 1)), 0, 0, 1, 1))
        c.line(ellipse(0, 2, s * 0.95, s * flat * 0.94), "#ffffff", 3, 0.9)


def coconut_chunk(c: Canvas, s: float) -> None:
    """A broken piece of coconut flesh with its brown skin."""
    c.shape(ellipse(s * 0.15, s * 0.45, s * 0.95, s * 0.2), DARK, 0.25)
    c.shape(smooth([(-s, s * 0.1), (0, -s * 0.5), (s, 0), (s * 0.85, s * 0.3), (0, s * 0.62), (-s * 0.9, s * 0.38)]), "#7a4a2b")
    d = smooth([(-s, s * 0.06), (0, -s * 0.52), (s, -s * 0.04), (s * 0.3, s * 0.2), (-s * 0.5, s * 0.34)])
    c.shape(d, "#fdf7e9")
    slab(c, d, 0.5)


def green_coconut(c: Canvas, s: float, colour: str = "#9a9a4e") -> None:
    """A whole coconut in its husk: three soft ridges, a calyx."""
    under(c, s, s * 1.0)
    d = smooth(
        [
            (0, -s * 1.12),
            (s * 0.6, -s * 0.95),
            (s, -s * 0.1),
            (s * 0.7, s * 0.8),
            (0, s * 1.08),
            (-s * 0.7, s * 0.8),
            (-s, -s * 0.1),
            (-s * 0.6, -s * 0.95),
        ]
    )
    c.shape(d, colour)
    brushed(c, d, (-s, -s, 2 * s, 2 * s), HUSK, 22, 0.3, 84)
    c.line(
        f"M{-s * 0.05} {-s}Q{-s * 0.5} 0 {-s * 0.05} {s * 1.02}M{s * 0.08} {-s}Q{s * 0.62} {-s * 0.1} {s * 0.3} {s * 0.9}",
        deep(colour, 0.35),
        5,
        0.4,
    )
    ball(c, d, 0.95)
    for x, y in around(6, 0, -s * 0.98, s * 0.3, s * 0.13):
        c.shape(ellipse(x * 0.6, y * 0.4 - s * 0.6, s * 0.15, s * 0.1), "#8d6a3c")
