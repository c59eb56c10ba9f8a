"""Small things that lie in piles: beans, nuts, seeds, chips, grains; and how to heap or strew them. Each piece is centred on the origin."""

from collections.abc import Callable

from app.demo.art.canvas import Canvas
from app.demo.art.colour import INK, WARM, deep, lit, mix
from app.demo.art.geometry import TILT, blob, ellipse, heap, in_ellipse, in_heap, smooth
from app.demo.art.light import DARK, ball, slab

Piece = Callable[[Canvas], None]


def pile(c: Canvas, half: float, height: float, count: int, piece: Piece, under: str, spin: float = 360.0) -> None:
    """A heap of pieces with its foot centred on the origin; `under` is the colour seen between them."""
    hill = heap(c.rng, 0, 0, half * 0.93, height * 0.72)
    c.shape(hill, deep(under, 0.35))
    spots = []
    for i in range(count):
        x, y = in_heap(c.rng, half, height)
        rows = half * TILT + height
        level = (i + c.rng.random()) / count * rows - height
        spots.append((x, y) if i % 3 else (x, max(-height * (1 - abs(x / half) ** 1.7), min(level, half * TILT * 0.85))))
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        with c.at(x, y, c.rng.uniform(0.88, 1.1), c.rng.uniform(-spin / 2, spin / 2)):
            piece(c)
    c.shape(hill, c.across(((0, WARM, 0.14), (0.5, DARK, 0.0), (1, DARK, 0.25)), 0, 0, 1, 0.35))


def strew(c: Canvas, rx: float, ry: float, count: int, piece: Piece, spin: float = 360.0, size: float = 24) -> None:
    """Pieces lying loose on the table round the origin, each with a touch of shadow."""
    spots = sorted((in_ellipse(c.rng, rx, ry) for _ in range(count)), key=lambda spot: spot[1])
    for x, y in spots:
        c.shape(ellipse(x + size * 0.28, y + size * 0.3, size, size * 0.55), DARK, 0.25)
        with c.at(x, y, c.rng.uniform(0.88, 1.1), c.rng.uniform(0, spin)):
            piece(c)


def grains(
    c: Canvas, half: float, height: float, colour: str, length: float = 9, count: int = 900, slim: float = 0.32, contrast: float = 0.3
) -> None:
    """A heap of fine grains (rice, sugar, flakes, floss): one hill, many strokes in a few tones, foot centred on the origin."""
    hill = heap(c.rng, 0, 0, half, height, 0.03)
    c.shape(hill, c.across(((0, lit(colour, 0.2), 1), (0.5, colour, 1), (1, deep(colour, contrast), 1)), 0, 0, 1, 0.5))
    tones = [(deep(colour, contrast), 0.55), (mix(colour, DARK, contrast * 0.45), 0.6), (lit(colour, 0.35), 0.85), (lit(colour, 0.6), 0.9)]
    with c.within(hill):
        for i, (tone, opacity) in enumerate(tones):
            marks = []
            for _ in range(count // 4):
                x, y = in_heap(c.rng, half, height)
                if i >= 2 and x > half * c.rng.uniform(0.1, 1.0):
                    continue
                marks.append(_grain(c, x, y, length, slim))
            c.shape("".join(marks), tone, opacity)
        c.shape(hill, c.across(((0, WARM, 0.2), (0.5, DARK, 0.0), (1, DARK, 0.3)), 0, 0, 1, 0.4))


def _grain(c: Canvas, x: float, y: float, length: float, slim: float) -> str:
    """One grain as a thin rhombus with soft ends."""
    dx, dy = length * c.rng.uniform(-0.5, 0.5), length * c.rng.uniform(-0.32, 0.32)
    nx, ny = -dy * slim - 0.6, dx * slim + 0.6
    return (
        f"M{x - dx:.1f} {y - dy:.1f}Q{x + nx:.1f} {y + ny:.1f} {x + dx:.1f} {y + dy:.1f}"
        f"Q{x - nx:.1f} {y - ny:.1f} {x - dx:.1f} {y - dy:.1f}Z"
    )


def coffee(c: Canvas, colour: str = "#5a3320", s: float = 25) -> None:
    """A coffee bean, roasted unless `colour` says otherwise."""
    d = ellipse(0, 0, s, s * 0.68)
    c.shape(d, mix(colour, INK, c.rng.uniform(0, 0.3)))
    ball(c, d, 0.8)
    c.line(f"M{-s * 0.85} {s * 0.05}C{-s * 0.3} {-s * 0.28} {s * 0.3} {s * 0.28} {s * 0.85} {-s * 0.05}", deep(colour, 0.65), s * 0.13)


def cocoa(c: Canvas, s: float = 34) -> None:
    """A dried cocoa bean."""
    d = blob(c.rng, 0, 0, s, s * 0.6, 0.05, 8)
    c.shape(d, c.rng.choice(("#8a4f33", "#7a432b", "#9a5c3a")))
    ball(c, d, 0.75)
    c.line(f"M{-s * 0.7} {-s * 0.1}Q0 {-s * 0.3} {s * 0.7} {-s * 0.05}", "#5a2d1c", 2, 0.5)
    c.line(f"M{-s * 0.6} {s * 0.2}Q0 {s * 0.1} {s * 0.65} {s * 0.2}", "#5a2d1c", 2, 0.4)


def peanut(c: Canvas, colour: str = "#c98a55", s: float = 22) -> None:
    """A shelled peanut kernel."""
    d = ellipse(0, 0, s, s * 0.7)
    c.shape(d, mix(colour, INK, c.rng.uniform(0, 0.2)))
    ball(c, d, 0.85)


def peanut_shell(c: Canvas, s: float = 52) -> None:
    """A peanut in its shell: two lobes with a netted skin."""
    w = s * 0.4
    upper = [(-s, 0.0), (-s * 0.62, -w), (-s * 0.05, -w * 0.66), (s * 0.55, -w * 0.95), (s * 1.02, 0.0)]
    d = smooth([*upper, (s * 0.55, w * 0.95), (-s * 0.05, w * 0.62), (-s * 0.62, w)])
    tone = c.rng.choice(("#d9ae74", "#cf9f64", "#dfba84"))
    c.shape(d, tone)
    along = "".join(
        f"M{-s * 0.88} {w * y * 0.5}Q{-s * 0.5} {w * y * 1.5} 0 {w * y * 0.8}T{s * 0.9} {w * y * 0.4}" for y in (-0.55, -0.18, 0.2, 0.55)
    )
    c.line(along, deep(tone, 0.45), 2.4, 0.45)
    across = []
    for x, reach in ((-0.8, 0.6), (-0.6, 0.9), (-0.38, 0.82), (-0.16, 0.62), (0.06, 0.62), (0.28, 0.74), (0.5, 0.86), (0.72, 0.7)):
        across.append(f"M{s * x} {-w * reach}q5 {w * reach} 0 {2 * w * reach}")
    c.line("".join(across), deep(tone, 0.4), 1.8, 0.35)
    ball(c, d, 0.85)


def sugared(c: Canvas, colour: str = "#f3e3dc", s: float = 25) -> None:
    """A peanut shaken in sugar: knobbly, matt."""
    d = blob(c.rng, 0, 0, s, s * 0.82, 0.09, 9)
    c.shape(d, colour)
    ball(c, d, 0.8)
    for _ in range(4):
        x, y = in_ellipse(c.rng, s * 0.6, s * 0.5)
        c.shape(ellipse(x, y, s * 0.16, s * 0.12), "#ffffff", 0.5)


def kenari(c: Canvas, s: float = 30) -> None:
    """A canarium nut kernel, almond-like with a brown skin half peeled."""
    d = smooth([(-s, 0), (-s * 0.3, -s * 0.42), (s * 0.5, -s * 0.34), (s * 1.1, 0), (s * 0.5, s * 0.34), (-s * 0.3, s * 0.42)])
    c.shape(d, c.rng.choice(("#f0dfb8", "#e9d2a2", "#b9814d")))
    ball(c, d, 0.8)
    c.line(f"M{-s * 0.8} 0Q0 {-s * 0.16} {s * 0.85} 0", "#8a5a34", 2.2, 0.5)


def cashew(c: Canvas, s: float = 34) -> None:
    """A cashew nut: a fat crescent."""
    d = smooth(
        [
            (-s, s * 0.1),
            (-s * 0.75, -s * 0.42),
            (0, -s * 0.6),
            (s * 0.75, -s * 0.4),
            (s, s * 0.15),
            (s * 0.72, s * 0.36),
            (s * 0.38, -s * 0.02),
            (0, -s * 0.1),
            (-s * 0.38, 0),
            (-s * 0.7, s * 0.34),
        ]
    )
    c.shape(d, c.rng.choice(("#eed8ac", "#e8cc98", "#f3e2bd")))
    ball(c, d, 0.85)
    c.line(f"M{-s * 0.75} {-s * 0.1}Q0 {-s * 0.5} {s * 0.75} {-s * 0.08}", WARM, 3, 0.5)


def nutmeg(c: Canvas, s: float = 44) -> None:
    """A shelled nutmeg, furrowed."""
    d = ellipse(0, 0, s, s * 0.78)
    c.shape(d, "#97683f")
    furrows = []
    for y in (-0.56, -0.38, -0.2, 0.0, 0.2, 0.38, 0.56):
        half = s * (1 - (y / 0.78) ** 2) ** 0.5 * 0.92
        furrows.append(
            f"M{-half} {s * y}q{half * 0.25} {c.rng.uniform(-7, 7)} {half * 0.5} 0t{half * 0.5} 1t{half * 0.5} -1t{half * 0.5} 0"
        )
    c.line("".join(furrows), "#643e22", 2.6, 0.55)
    ball(c, d, 0.95)


def clove(c: Canvas, s: float = 34) -> None:
    """A dried clove lying along x: stem, four teeth, bud."""
    tone = mix("#6b3a20", INK, c.rng.uniform(0, 0.3))
    d = f"M{-s} {-s * 0.07}L{s * 0.3} {-s * 0.16}L{s * 0.3} {s * 0.16}L{-s} {s * 0.07}Z"
    c.shape(d, tone)
    c.line(f"M{-s * 0.9} {-s * 0.04}L{s * 0.3} {-s * 0.1}", lit(tone, 0.4), 2.4, 0.7)
    for dy, reach in ((-0.3, 0.52), (-0.12, 0.62), (0.12, 0.62), (0.3, 0.52)):
        c.line(f"M{s * 0.26} {s * dy * 0.4}L{s * reach} {s * dy}", deep(tone, 0.25), s * 0.12)
    bud = ellipse(s * 0.56, 0, s * 0.2, s * 0.2)
    c.shape(bud, lit(tone, 0.25))
    ball(c, bud)


def pepper(c: Canvas, colour: str = "#3b2c26", s: float = 12) -> None:
    """A peppercorn."""
    d = ellipse(0, 0, s, s)
    c.shape(d, mix(colour, INK, c.rng.uniform(0, 0.25)))
    ball(c, d, 0.9)
    c.line(f"M{-s * 0.5} 0q{s * 0.4} {-s * 0.5} {s * 0.9} {s * 0.1}", deep(colour, 0.5), 1.6, 0.6)


def raisin(c: Canvas, s: float = 18) -> None:
    """A raisin."""
    d = blob(c.rng, 0, 0, s, s * 0.7, 0.14, 8)
    c.shape(d, "#4a211c")
    c.line(f"M{-s * 0.5} {-s * 0.1}q{s * 0.4} {-s * 0.35} {s * 0.9} 0", "#a8695a", 2.4, 0.8)


def coal(c: Canvas, s: float = 46) -> None:
    """A cube briquette of shell charcoal seen from a corner."""
    h = s * 0.55
    for d, tone in (
        (f"M{-s} {-h * 0.1}L0 {h * 0.4}L0 {h * 1.7}L{-s} {h * 1.1}Z", "#35302e"),
        (f"M{s} {-h * 0.1}L0 {h * 0.4}L0 {h * 1.7}L{s} {h * 1.1}Z", "#1c1918"),
        (f"M{-s} {-h * 0.1}L0 {-h * 0.6}L{s} {-h * 0.1}L0 {h * 0.4}Z", "#57504c"),
    ):
        c.shape(d, tone)
    c.line(f"M{-s} {-h * 0.1}L0 {h * 0.4}L{s} {-h * 0.1}M0 {h * 0.4}V{h * 1.6}", "#8a8078", 2, 0.6)


def chip(c: Canvas, colour: str, s: float = 54, edge: str = "", flat: float = 0.62, flecks: str = "") -> None:
    """A round chip, curled a little."""
    d = blob(c.rng, 0, 0, s, s * flat * c.rng.uniform(0.85, 1.15), 0.07, 8)
    c.shape(d, deep(colour, c.rng.uniform(0, 0.12)))
    slab(c, d, 1.0)
    if edge:
        c.line(d, edge, s * 0.09, 0.85)
    c.shape(ellipse(-s * 0.06, s * 0.03, s * 0.6, s * flat * 0.52), c.across(((0, DARK, 0.06), (1, WARM, 0.28)), 0, 0, 1, 1))
    for _ in range(6 if flecks else 0):
        x, y = in_ellipse(c.rng, s * 0.7, s * flat * 0.7)
        c.line(f"M{x} {y}l{s * 0.09} {s * 0.04}", flecks, 3, 0.8)


def strip(c: Canvas, colour: str, length: float = 96, wide: float = 26, edge: str = "") -> None:
    """A long thin chip, wavy."""
    bend = length * c.rng.uniform(-0.16, 0.16)
    top = [(-length, -wide * 0.4), (-length * 0.3, -wide - bend), (length * 0.4, -wide + bend * 0.6), (length, -wide * 0.3)]
    low = [(length, wide * 0.35), (length * 0.4, wide + bend * 0.6), (-length * 0.3, wide - bend), (-length, wide * 0.4)]
    d = smooth(top + low)
    c.shape(d, deep(colour, c.rng.uniform(0, 0.14)))
    slab(c, d, 1.0)
    c.line(smooth(top, closed=False), edge or lit(colour, 0.5), 4, 0.7)
    if edge:
        c.line(smooth(low, closed=False), edge, 4, 0.7)


def cube(c: Canvas, colour: str, s: float = 30, clear: float = 1.0) -> None:
    """A soft cube (nata, fudge, tofu-like) seen from a corner."""
    h = s * 0.5
    left, right = f"M{-s} 0L0 {h}L0 {h * 2.2}L{-s} {h * 1.2}Z", f"M{s} 0L0 {h}L0 {h * 2.2}L{s} {h * 1.2}Z"
    top = f"M{-s} 0L0 {-h}L{s} 0L0 {h}Z"
    for d, tone in ((left, colour), (right, deep(colour, 0.22)), (top, lit(colour, 0.45))):
        c.shape(d, tone, clear)
    c.line(f"M{-s * 0.9} 0L0 {h * 0.95}L{s * 0.9} 0", lit(colour, 0.8), 2.4, 0.7)


def ring_foot(half: float) -> float:
    """The half height of a level ellipse `half` wide."""
    return half * TILT
