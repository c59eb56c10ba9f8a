"""Coconuts, nutmeg fruits, cocoa pods, mango, banana, durian, salak and other fruit. Each is centred on the origin; sizes in canvas units."""

import math

from app.demo.art.canvas import Canvas
from app.demo.art.colour import HUSK, MACE, WARM, deep, lit, mix
from app.demo.art.geometry import Point, around, blob, curve_through, ellipse, poly, pt, smooth
from app.demo.art.light import DARK, ball, brushed, slab


def under(c: Canvas, half: float, drop: float, strength: float = 0.34) -> None:
    """The shadow of a lump: `half` wide, `drop` below its middle."""
    c.shape(ellipse(half * 0.22, drop, half * 1.12, half * 0.3), c.glow(((0, DARK, strength * 1.6), (0.6, DARK, strength), (1, DARK, 0))))


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
            d = f"M0 {-s * 0.26}C{s * 0.5} {-s * 0.5} {s * 1.1} {-s * 0.2} {s * 1.5} 0C{s * 1.1} {s * 0.22} {s * 0.5} {s * 0.45} 0 {s * 0.26}Z"
            c.shape(d, colour)
            slab(c, d, 1.0)
            c.line(f"M{s * 0.2} 0H{s * 1.2}", lit(colour, 0.4), 2.6, 0.5)
    d = ellipse(0, s * 0.5, s * 0.5, s * 0.42)
    c.shape(d, deep(colour, 0.25))
    ball(c, d)
