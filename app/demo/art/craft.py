"""Pots, baskets, mats, coconut-shell and coir things, the kolintang, stones and pearls. Standing on the origin unless said."""

import math

from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit, mix
from app.demo.art.geometry import TILT, Point, Profile, around, ellipse, num, poly, rounded, smooth, turned
from app.demo.art.light import DARK, ball, brushed, cylinder, shadow, sheen, slab

POTS: dict[str, list[Point]] = {
    # (radius, y) as shares of half the width and of the height
    "belly": [(0.5, -1), (0.42, -0.93), (0.44, -0.86), (0.9, -0.6), (1, -0.4), (0.86, -0.14), (0.5, 0)],
    "vase": [(0.42, -1), (0.3, -0.9), (0.34, -0.78), (0.8, -0.5), (1, -0.3), (0.9, -0.1), (0.56, 0)],
    "urn": [(0.66, -1), (0.56, -0.94), (0.6, -0.88), (0.96, -0.7), (1, -0.56), (0.78, -0.2), (0.54, 0)],
    "cook": [(0.82, -1), (0.7, -0.88), (0.78, -0.78), (1, -0.46), (0.86, -0.14), (0.4, 0)],
}


def pot(c: Canvas, width: float, height: float, kind: str, colour: str = "#b5643c", bands: bool = True) -> None:
    """A thrown clay pot with incised zigzag and turning lines."""
    r = width / 2
    profile = [(x * r, y * height) for x, y in POTS[kind]]
    d = turned(profile)
    shadow(c, 0, 0, profile[-1][0] * 1.3, 1.0, 1.4)
    c.shape(d, colour)
    brushed(c, d, (-r, -height, width, height), deep(colour, 0.4), 18, 0.2, 0)
    if bands:
        _incised(c, d, r, height, colour)
    cylinder(c, d, 1.15)
    mouth = profile[0][0]
    c.shape(ellipse(0, -height, mouth, mouth * TILT), lit(colour, 0.25))
    c.shape(ellipse(0, -height + 3, mouth * 0.84, mouth * TILT * 0.8), deep(colour, 0.62))


def _incised(c: Canvas, d: str, r: float, height: float, colour: str) -> None:
    """Lines and a zigzag round the shoulder of a pot."""
    with c.within(d):
        for share in (0.6, 0.4):
            y = -height * share
            c.line(f"M{-r} {y}A{r} {r * TILT} 0 0 0 {r} {y}", lit(colour, 0.45), height * 0.016, 0.85)
        points: list[Point] = []
        for i in range(25):
            x = r * math.sin(math.pi * (i / 24 - 0.5))
            y = -height * (0.56 if i % 2 else 0.45) + r * TILT * math.sqrt(max(0.0, 1 - (x / r) ** 2))
            points.append((x, y))
        c.line(poly(points, closed=False), lit(colour, 0.55), height * 0.018, 0.9)


def basket(c: Canvas, profile: Profile, colour: str, cell: float = 26, dark: str = "", rim: bool = True, braid: bool = False) -> None:
    """A woven basket of any `profile` (canvas units, mouth first): strips over and under, or thick braids."""
    d = turned(profile)
    high, low = -profile[0][1], max(x for x, _ in profile)
    shadow(c, 0, 0, profile[-1][0] * 1.15, 1.0, 1.2)
    c.shape(d, deep(colour, 0.42))
    tone = dark or deep(colour, 0.16)
    with c.within(d):
        rows = round(high / (cell * 0.62)) + 2
        for row in range(rows):
            y = -high + row * cell * 0.62
            _round_of_strips(c, low, y, cell, row, colour, tone, braid)
    cylinder(c, d, 1.05)
    if rim:
        mouth = profile[0][0]
        c.shape(ellipse(0, -high, mouth, mouth * TILT), deep(colour, 0.6))
        c.line(ellipse(0, -high, mouth, mouth * TILT), colour, cell * 0.62)
        c.line(ellipse(0, -high, mouth, mouth * TILT), deep(tone, 0.35), cell * 0.62, 0.6, f"4 {num(cell * 0.7)}", "butt")
        c.line(ellipse(0, -high - cell * 0.14, mouth, mouth * TILT), lit(colour, 0.5), cell * 0.12, 0.7)


def _round_of_strips(c: Canvas, r: float, y: float, cell: float, row: int, colour: str, tone: str, braid: bool) -> None:
    """One row of strips round a basket of radius `r`; every other strip passes behind."""
    count = max(8, round(math.pi * r / cell))
    for i in range(count + 1):
        turn = math.pi * ((i + (0.5 if row % 2 else 0)) / count - 0.5)
        if not -1.5 < turn < 1.5:
            continue
        x, drop = r * math.sin(turn), r * TILT * math.cos(turn)
        wide = cell * math.cos(turn) * (1.04 if braid else 0.94)
        fill = colour if (i + row) % 2 or braid else tone
        if braid:
            slope = 26 if (i + row) % 2 else -26
            with c.at(x, y + drop, 1, slope * math.cos(turn)):
                c.shape(ellipse(0, 0, wide * 0.62, cell * 0.28), fill)
                c.line(f"M{-wide * 0.4} {-cell * 0.06}h{wide * 0.8}", lit(fill, 0.4), 3, 0.7)
        else:
            c.shape(rounded(x - wide / 2, y + drop - cell * 0.28, wide, cell * 0.54, 4), fill)
            c.shape(rounded(x - wide / 2, y + drop - cell * 0.28, wide, cell * 0.16, 3), lit(fill, 0.4), 0.6)


def handle(c: Canvas, half: float, foot: float, rise: float, colour: str, thick: float = 26) -> None:
    """A plaited arched handle from side to side, its feet at y = `foot`."""
    arch = f"M{-half} {foot}C{-half} {foot - rise * 1.3} {half} {foot - rise * 1.3} {half} {foot}"
    c.line(arch, deep(colour, 0.5), thick * 1.15)
    c.line(arch, colour, thick)
    c.line(arch, deep(colour, 0.35), thick, 0.55, f"5 {num(thick * 0.5)}", "butt")
    c.line(arch, lit(colour, 0.5), thick * 0.18, 0.6)


def shell_bowl(c: Canvas, width: float, colour: str = "#5a3621") -> None:
    """A polished coconut-shell bowl."""
    r = width / 2
    shadow(c, 0, 0, r * 0.7, 1.0, 1.3)
    d = turned([(r, -r * 0.95), (r * 1.02, -r * 0.7), (r * 0.82, -r * 0.25), (r * 0.42, 0)])
    c.shape(d, colour)
    brushed(c, d, (-r, -r, width, r), "#a8774a", 20, 0.3, 6)
    cylinder(c, d, 1.2)
    c.shape(ellipse(0, -r * 0.95, r, r * TILT), lit(colour, 0.35))
    c.shape(ellipse(0, -r * 0.93, r * 0.92, r * TILT * 0.9), c.across(((0, deep(colour, 0.5), 1), (1, lit(colour, 0.25), 1))))
    sheen(c, smooth([(-r * 0.66, -r * 0.66), (-r * 0.5, -r * 0.7), (-r * 0.46, -r * 0.2), (-r * 0.56, -r * 0.28)]), 0.5)


def brush(c: Canvas, length: float, turn: float = 0.0) -> None:
    """A coir brush: turned handle along +x from the origin, bristles towards -x."""
    with c.at(0, 0, 1, turn):
        for _ in range(120):
            y = c.rng.uniform(-1, 1) * length * 0.17
            reach = length * c.rng.uniform(0.3, 0.36)
            c.line(f"M0 {y * 0.55}L{-reach} {y * 1.25}", c.rng.choice(("#a8723c", "#8a5829", "#c08e55")), 4, 0.9)
        for d, tone in (
            (rounded(-14, -length * 0.12, 52, length * 0.24, 12), "#6f4325"),
            (rounded(34, -length * 0.045, length * 0.55, length * 0.09, 18), "#b98552"),
        ):
            c.shape(d, tone)
            c.shape(d, c.across(((0, WARM, 0.35), (0.45, DARK, 0.0), (1, DARK, 0.42)), 0, 0, 0, 1))


def kolintang(c: Canvas, width: float, bars: int = 11) -> None:
    """A kolintang: tuned wooden bars over a carved trough on feet, the origin on the floor in the middle."""
    w = width / 2
    shadow(c, 0, 0, w * 1.0, 1.0)
    for side in (-0.8, 0.8):
        leg = poly([(w * side - 28, -150), (w * side + 28, -150), (w * side + 40, 4), (w * side - 40, 4)])
        c.shape(leg, "#5d3a24")
        slab(c, leg, 0.8)
    body = smooth([(-w, -width * 0.34), (w, -width * 0.34), (w * 0.93, -110), (0, -64), (-w * 0.93, -110)], tension=0.35)
    c.shape(body, "#7b4a2a")
    brushed(c, body, (-w, -width * 0.34, width, width * 0.26), "#3f2415", 26, 0.24, 2)
    cylinder(c, body, 0.7)
    marks = [(-w * 0.82 + w * 1.64 * i / 12, -width * 0.205 + 16 * (1 - (i / 6 - 1) ** 2)) for i in range(13)]
    for x, y in marks:
        c.shape(poly([(x - 34, y), (x, y - 30), (x + 34, y), (x, y + 30)]), "#d9a54a")
        c.shape(poly([(x - 17, y), (x, y - 15), (x + 17, y), (x, y + 15)]), "#7a2420")
    _bars(c, w, width, bars)


def _bars(c: Canvas, w: float, width: float, bars: int) -> None:
    """The bars of the kolintang, longest left, foreshortened."""
    rear = -width * 0.52
    frame = poly([(-w * 1.02, -width * 0.33), (w * 1.02, -width * 0.33), (w * 0.9, rear + 30), (-w * 0.9, rear + 30)])
    c.shape(frame, "#3f2718")
    for i in range(bars):
        t = (i + 0.5) / bars
        near, far = -w * 0.97 + 2 * w * 0.97 * t, -w * 0.86 + 2 * w * 0.86 * t
        half = w * 0.97 / bars * 0.84
        low, high = -width * 0.305 - t * 26, rear - 26 + t * 46
        d = poly([(near - half, low), (near + half, low), (far + half * 0.9, high), (far - half * 0.9, high)])
        front = poly([(near - half, low), (near + half, low), (near + half, low + 22), (near - half, low + 22)])
        tone = mix("#d7a35c", "#b97e3d", (i * 37 % 10) / 10)
        c.shape(
            poly([(near - half + 9, low + 12), (near + half + 12, low + 12), (far + half + 9, high + 12), (far - half + 9, high + 12)]),
            DARK,
            0.35,
        )
        c.shape(d, tone)
        with c.within(d):
            for j in range(4):
                x = near - half + 2 * half * (j + 0.5) / 4
                c.line(f"M{x} {low}Q{x + 5} {(low + high) / 2} {x + (far - near)} {high}", deep(tone, 0.3), 2.2, 0.4)
        slab(c, d, 0.8)
        c.shape(front, deep(tone, 0.35))
        for y in (low - 26, high + 30):
            c.shape(ellipse(near + (far - near) * (low - y) / (low - high), y, 7, 5), "#3a2416")


def mallet(c: Canvas, length: float, turn: float, head: str = "#b8322a") -> None:
    """A mallet with a wound head, from the head at the origin along +x."""
    with c.at(0, 0, 1, turn):
        c.line(f"M10 14L{length + 10} 16", DARK, 12, 0.25)
        c.line(f"M0 0H{length}", "#c79557", 13)
        c.line(f"M0 -3H{length}", "#edd09b", 4, 0.8)
        d = ellipse(0, 0, length * 0.1, length * 0.075)
        c.shape(d, head)
        c.line(
            (
                f"M{-length * 0.04} {-length * 0.06}v{length * 0.12}M0 {-length * 0.072}"
                f"v{length * 0.144}M{length * 0.04} {-length * 0.06}v{length * 0.12}"
            ),
            deep(head, 0.4),
            3,
            0.6,
        )
        ball(c, d, 0.8)


def agate(c: Canvas, rx: float, ry: float, colour: str, vein: str) -> None:
    """A cabochon of agate, centred on the origin."""
    c.shape(ellipse(rx * 0.25, ry * 0.72, rx * 1.08, ry * 0.46), DARK, 0.32)
    d = ellipse(0, 0, rx, ry)
    c.shape(d, colour)
    with c.within(d):
        for i in range(7):
            y = ry * (-1.1 + 0.36 * i)
            c.line(
                f"M{-rx} {y}Q{-rx * 0.3} {y + ry * c.rng.uniform(-0.5, 0.5)} 0 {y}T{rx} {y + ry * 0.2}",
                mix(vein, WARM, 0.25 * (i % 3)),
                ry * c.rng.uniform(0.03, 0.13),
                0.65,
            )
    ball(c, d, 1.0)
    sheen(c, smooth([(-rx * 0.62, -ry * 0.28), (-rx * 0.3, -ry * 0.7), (rx * 0.1, -ry * 0.76), (-rx * 0.28, -ry * 0.42)]), 0.85)


def pearl(c: Canvas, r: float, colour: str = "#f3e9dc") -> None:
    """A pearl with its orient, centred on the origin."""
    c.shape(ellipse(r * 0.3, r * 0.85, r * 0.98, r * 0.34), DARK, 0.3)
    d = ellipse(0, 0, r, r)
    c.shape(d, colour)
    c.shape(
        d,
        c.glow(
            (
                (0, "#ffffff", 1),
                (0.2, "#fff8ee", 0.7),
                (0.5, "#e9cfc4", 0.35),
                (0.78, "#9c94a4", 0.5),
                (0.92, "#b9a9a6", 0.4),
                (1, "#efe2d8", 0.3),
            ),
            0.34,
            0.28,
            0.8,
        ),
    )
    c.shape(ellipse(-r * 0.34, -r * 0.38, r * 0.2, r * 0.15), "#ffffff", 0.95)


def oyster(c: Canvas, s: float) -> None:
    """An open pearl oyster: upper valve standing behind, lower one lying, mother-of-pearl inside; middle of the hinge at the origin."""
    for flat, y, tone in ((1.0, -s * 0.62, "#6f6a5c"), (0.5, s * 0.36, "#5d5649")):
        ring = [(x * (1 + 0.02 * (i % 2)), yy * flat) for i, (x, yy) in enumerate(around(28, 0, 0, s, s * 0.86))]
        c.shape(ellipse(s * 0.12, y + s * 0.44 * flat + 14, s * 1.05, s * 0.3), DARK, 0.22)
        with c.at(0, y):
            c.shape(smooth(ring), tone)
            inner = smooth([(x * 0.94, yy * 0.93) for x, yy in ring])
            c.shape(inner, "#d8d3cf")
            for i, hue in enumerate(("#f2d9d3", "#cfe3dd", "#e3d3ea", "#fbf3e4")):
                share = 0.86 - i * 0.18
                c.shape(smooth([(x * share - s * 0.05 * i, yy * share + s * 0.02 * i) for x, yy in ring]), hue, 0.75)
            c.shape(inner, c.across(((0, "#ffffff", 0.65), (0.5, "#ffffff", 0.0), (1, "#7a6f7c", 0.45)), 0, 0, 1, 1))
