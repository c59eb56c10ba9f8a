"""Cakes, biscuits, sweets, chocolate and crackers. Centred on the origin unless said; sizes in canvas units."""

from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit, mix
from app.demo.art.geometry import TILT, Point, around, blob, curve_through, ellipse, in_ellipse, poly, pt, smooth, turned
from app.demo.art.light import DARK, ball, brushed, cylinder, slab, speckled


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
        _cut(c, r, open_filling)


def _cut(c: Canvas, r: float, filling: str) -> None:
    """The cut face of a pastry of radius `r`."""
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
        filling,
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
