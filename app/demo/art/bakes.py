"""Cakes, biscuits, sweets, chocolate and crackers. Centred on the origin unless said; sizes in canvas units."""

import math

from app.demo.art.canvas import Canvas
from app.demo.art.colour import COCOA, WARM, deep, lit, mix
from app.demo.art.geometry import TILT, Point, around, blob, curve_through, ellipse, in_ellipse, poly, pt, rounded, smooth, turned
from app.demo.art.light import DARK, ball, brushed, cylinder, sheen, slab, speckled


def disc(c: Canvas, width: float, thick: float, colour: str, crust: str = "", crack: bool = False) -> None:
    """A flat round biscuit lying level, its top at the origin's height."""
    r = width / 2
    c.shape(ellipse(r * 0.14, thick + r * 0.06, r * 1.08, r * TILT * 1.25), DARK, 0.26)
    body = turned([(r, 0), (r * 1.02, thick * 0.5), (r * 0.94, thick)])
    c.shape(body, deep(crust or colour, 0.18))
    cylinder(c, body, 0.9)
    top = ellipse(0, 0, r, r * TILT * 1.15)
    c.shape(top, colour)
    slab(c, top, 0.9)
    speckled(c, top, (-r, -r * TILT, 2 * r, 2 * r * TILT), crust or deep(colour, 0.35), 16, r * 0.035, 0.5)
    if crack:
        c.line(
            f"M{-r * 0.6} {-2}l{r * 0.35} {r * 0.05}l{r * 0.2} {-r * 0.1}l{r * 0.4} {r * 0.09}M{-r * 0.1} 4l{r * 0.1} {r * 0.14}",
            deep(colour, 0.4),
            3.4,
            0.6,
        )


def stack(c: Canvas, count: int, width: float, thick: float, colour: str, crust: str = "", crack: bool = False) -> None:
    """Biscuits piled up, the lowest standing on the origin."""
    for i in range(count):
        with c.at(c.rng.uniform(-0.05, 0.05) * width, -thick * (i + 1)):
            disc(c, width * c.rng.uniform(0.96, 1.03), thick, mix(colour, crust or colour, c.rng.uniform(0, 0.25)), crust, crack)


def brick(c: Canvas, width: float, tall: float, depth: float, colour: str, crust: str = "") -> tuple[str, str, str]:
    """An oblong block (bar, fudge, soap, cake) standing on the origin; returns its front, top and side outlines."""
    w, dx, dy = width / 2, depth * 0.52, -depth * 0.34
    front = poly([(-w, -tall), (w, -tall), (w, 0), (-w, 0)])
    top = poly([(-w, -tall), (-w + dx, -tall + dy), (w + dx, -tall + dy), (w, -tall)])
    side = poly([(w, -tall), (w + dx, -tall + dy), (w + dx, dy), (w, 0)])
    c.shape(poly([(-w + 10, 6), (w + dx * 0.2, 8), (w + dx + tall * 0.35, dy + tall * 0.12), (w + dx, dy - 4)]), DARK, 0.3)
    c.shape(side, deep(colour, 0.36))
    c.shape(top, lit(crust or colour, 0.3))
    c.shape(front, colour)
    slab(c, front, 0.7)
    slab(c, top, 0.5)
    c.line(f"M{-w} {-tall}H{w}L{w + dx} {-tall + dy}", lit(colour, 0.55), 2.6, 0.6)
    return front, top, side


def studded(
    c: Canvas, d: str, box: tuple[float, float, float, float], colours: tuple[str, ...], size: float, count: int, opacity: float = 1.0
) -> None:
    """Nuts or puffed grains showing in the face `d`; `box` is x, y, width, height."""
    x, y, w, h = box
    with c.within(d):
        for _ in range(count):
            px, py = x + w * c.rng.random(), y + h * c.rng.random()
            tone = c.rng.choice(colours)
            with c.at(px, py, c.rng.uniform(0.8, 1.2), c.rng.uniform(0, 180)):
                c.shape(ellipse(1.5, 2.5, size, size * 0.66), DARK, 0.3 * opacity)
                c.shape(ellipse(0, 0, size, size * 0.64), tone, opacity)
                c.shape(ellipse(-size * 0.25, -size * 0.2, size * 0.4, size * 0.2), WARM, 0.5 * opacity)


def shard(c: Canvas, size: float, glaze: str, nuts: tuple[str, ...], nut: float = 20, count: int = 16) -> None:
    """A broken piece of brittle: glassy caramel full of nuts."""
    points = [
        (x * c.rng.uniform(0.8, 1.1), y * c.rng.uniform(0.8, 1.1)) for x, y in around(6, 0, 0, size, size * 0.62, c.rng.uniform(0, 60))
    ]
    d = poly(points)
    c.shape(poly([(x + 10, y + 20) for x, y in points]), DARK, 0.26)
    c.shape(poly([(x, y + 13) for x, y in points]), deep(glaze, 0.4))
    c.shape(d, glaze)
    studded(c, d, (-size, -size * 0.6, 2 * size, size * 1.2), nuts, nut, count)
    c.shape(d, c.across(((0, "#ffffff", 0.42), (0.3, WARM, 0.06), (1, DARK, 0.26)), 0, 0, 1, 1))


def panada(c: Canvas, length: float, turn: float = 0.0) -> None:
    """A fried half-moon bun with a rope-like edge."""
    s, w = length / 2, length * 0.3
    with c.at(0, 0, 1, turn):
        c.shape(ellipse(14, w * 0.55, s * 1.05, w * 0.4), DARK, 0.28)
        over: list[Point] = [
            (-s, w * 0.36),
            (-s * 0.82, -w * 0.3),
            (-s * 0.3, -w * 0.9),
            (s * 0.3, -w * 0.9),
            (s * 0.82, -w * 0.3),
            (s, w * 0.36),
        ]
        d = f"M{pt(over[0])}{curve_through(over)}Q0 {w * 1.15} {pt(over[0])}Z"
        c.shape(d, "#c47a33")
        c.shape(d, c.glow(((0, "#f3c67c", 0.9), (0.5, "#d8913f", 0.4), (1, "#8a4719", 0.6)), 0.38, 0.25, 0.75))
        for i in range(15):
            t = (i + 0.5) / 15
            x = -s + 2 * s * t
            y = w * 0.36 + w * 0.62 * (1 - (2 * t - 1) ** 2) * 0.62
            with c.at(x, y, 1, 28 - 56 * t):
                c.shape(ellipse(0, 0, s * 0.09, w * 0.2), "#b3682a")
                c.shape(ellipse(-s * 0.012, -w * 0.04, s * 0.06, w * 0.13), "#e3a352")
        brushed(c, d, (-s, -w, 2 * s, w * 1.6), "#8a4719", 7, 0.18)


def pastry(c: Canvas, width: float, open_filling: str = "") -> None:
    """A round flaky pastry (pia) with a red stamp; with `open_filling` it is cut to show it."""
    r = width / 2
    c.shape(ellipse(r * 0.15, r * 0.34, r * 1.1, r * 0.36), DARK, 0.28)
    d = smooth(
        [
            (-r, r * 0.05),
            (-r * 0.7, -r * 0.34),
            (0, -r * 0.46),
            (r * 0.7, -r * 0.34),
            (r, r * 0.05),
            (r * 0.72, r * 0.4),
            (0, r * 0.48),
            (-r * 0.72, r * 0.4),
        ]
    )
    c.shape(d, "#eccf94")
    ball(c, d, 0.75)
    with c.within(d):
        for i in range(6):
            c.line(f"M{-r} {r * (0.06 + 0.07 * i)}Q0 {r * (0.4 + 0.05 * i)} {r} {r * (0.05 + 0.07 * i)}", "#c69a55", 2.4, 0.55)
        c.shape(ellipse(-r * 0.05, -r * 0.2, r * 0.6, r * 0.2), "#c98436", 0.5)
    c.line(ellipse(0, -r * 0.2, r * 0.17, r * 0.07), "#b8322a", 5, 0.8)
    c.shape(ellipse(0, -r * 0.2, r * 0.07, r * 0.03), "#b8322a", 0.8)
    if open_filling:
        cut = smooth([(-r * 0.1, -r * 0.42), (r * 0.4, -r * 0.26), (r * 0.96, r * 0.02), (r * 0.7, r * 0.4), (0, r * 0.46), (-r * 0.2, 0)])
        c.shape(cut, "#f5e2b4")
        c.shape(
            smooth(
                [
                    (r * 0.0, -r * 0.22),
                    (r * 0.42, -r * 0.14),
                    (r * 0.78, r * 0.06),
                    (r * 0.56, r * 0.28),
                    (r * 0.06, r * 0.32),
                    (-r * 0.08, 0),
                ]
            ),
            open_filling,
        )
        slab(c, cut, 0.6)


def custard(c: Canvas, width: float) -> None:
    """The browned top of a klappertaart, level, with raisins, almonds and cinnamon (foot of the drawing is the rim)."""
    r = width / 2
    d = blob(c.rng, 0, 0, r, r * 0.34, 0.025, 12)
    c.shape(d, "#f0c25f")
    c.shape(d, c.glow(((0, "#fff0bf", 0.9), (0.5, "#f3c862", 0.2), (1, "#b5651f", 0.75)), 0.4, 0.35, 0.62))
    with c.within(d):
        for _ in range(18):
            x, y = in_ellipse(c.rng, r * 0.85, r * 0.26)
            c.shape(blob(c.rng, x, y, r * c.rng.uniform(0.05, 0.16), r * 0.035, 0.2), c.rng.choice(("#a8571c", "#8a4316", "#c97d2e")), 0.4)
        speckled(c, d, (-r, -r * 0.34, 2 * r, r * 0.68), "#7a3d15", 90, r * 0.011, 0.6)


def choc(c: Canvas, cols: int, rows: int, size: float, colour: str = COCOA, missing: int = 0) -> None:
    """A bare chocolate tablet seen from above in perspective, top left at the origin; the last `missing` squares are broken off."""
    thick = size * 0.26
    cells = [(i, j) for j in range(rows) for i in range(cols)][: cols * rows - missing]
    for i, j in cells:
        x, y = i * size, j * size
        c.shape(rounded(x + 10, y + thick + 8, size, size, 4), DARK, 0.16)
    for i, j in cells:
        c.shape(f"M{i * size} {j * size}h{size}v{size + thick}h{-size}Z", deep(colour, 0.45))
    for i, j in cells:
        x, y = i * size, j * size
        c.shape(rounded(x + 1, y + 1, size - 2, size - 2, 5), colour)
        c.shape(
            poly(
                [
                    (x + 1, y + 1),
                    (x + size - 1, y + 1),
                    (x + size * 0.86, y + size * 0.14),
                    (x + size * 0.14, y + size * 0.14),
                    (x + size * 0.14, y + size * 0.86),
                    (x + 1, y + size - 1),
                ]
            ),
            lit(colour, 0.3),
        )
        c.shape(
            poly(
                [
                    (x + size - 1, y + 1),
                    (x + size - 1, y + size - 1),
                    (x + 1, y + size - 1),
                    (x + size * 0.14, y + size * 0.86),
                    (x + size * 0.86, y + size * 0.86),
                    (x + size * 0.86, y + size * 0.14),
                ]
            ),
            deep(colour, 0.35),
        )
        mark = poly(
            [
                (x + size * 0.5, y + size * 0.3),
                (x + size * 0.7, y + size * 0.5),
                (x + size * 0.5, y + size * 0.7),
                (x + size * 0.3, y + size * 0.5),
            ]
        )
        c.line(mark, lit(colour, 0.25), 3, 0.7)
        c.shape(
            rounded(x + size * 0.14, y + size * 0.14, size * 0.72, size * 0.72, 3),
            c.across(((0, WARM, 0.26), (0.5, WARM, 0.0), (1, DARK, 0.2)), 0, 0, 1, 1),
        )


def bonbon(c: Canvas, size: float, colour: str, stripe: str) -> None:
    """A domed praline with a drizzle, standing on the origin."""
    r = size / 2
    c.shape(ellipse(r * 0.3, r * 0.04, r * 1.25, r * 0.36), DARK, 0.3)
    d = f"M{-r} 0C{-r * 1.02} {-r * 1.5} {r * 1.02} {-r * 1.5} {r} 0A{r} {r * TILT} 0 0 1 {-r} 0Z"
    c.shape(d, colour)
    with c.within(d):
        c.line(
            f"M{-r} {-r * 0.5}Q{-r * 0.2} {-r * 1.1} {r * 0.9} {-r * 0.9}M{-r} {-r * 0.2}Q0 {-r * 0.8} {r} {-r * 0.5}M{-r * 0.9} {r * 0.1}Q0 {-r * 0.45} {r} {-r * 0.1}",
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


def cracker(c: Canvas, size: float, colour: str) -> None:
    """A puffed fish or prawn cracker, wavy and blistered."""
    points = [(x * c.rng.uniform(0.84, 1.1), y * c.rng.uniform(0.8, 1.15)) for x, y in around(10, 0, 0, size, size * 0.62)]
    d = smooth(points)
    c.shape(smooth([(x + 9, y + 15) for x, y in points]), DARK, 0.22)
    c.shape(d, colour)
    slab(c, d, 1.0)
    with c.within(d):
        for _ in range(15):
            x, y = in_ellipse(c.rng, size * 0.85, size * 0.52)
            r = size * c.rng.uniform(0.05, 0.13)
            c.shape(ellipse(x + 2, y + 3, r, r * 0.7), deep(colour, 0.3), 0.4)
            c.shape(ellipse(x, y, r, r * 0.65), lit(colour, 0.5), 0.8)


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
