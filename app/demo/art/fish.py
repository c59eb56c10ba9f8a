"""Fish and seafood, smoked, dried, fresh and tinned, and sausages. Centred on the origin unless said; sizes in canvas units."""

from app.demo.art.canvas import Canvas
from app.demo.art.colour import BAMBOO, INK, WARM, deep, lit, mix
from app.demo.art.geometry import Point, curve_through, ellipse, in_ellipse, poly, pt, rounded, smooth
from app.demo.art.light import DARK, ball, slab


def _body(length: float, depth: float) -> str:
    """A spindle-shaped fish body along x, head at -x, without its tail fin."""
    s, w = length / 2, depth / 2
    top: list[Point] = [(-s, w * 0.1), (-s * 0.72, -w * 0.66), (-s * 0.2, -w), (s * 0.4, -w * 0.6), (s * 0.86, -w * 0.1)]
    low: list[Point] = [(s * 0.86, w * 0.12), (s * 0.4, w * 0.62), (-s * 0.2, w), (-s * 0.72, w * 0.74), (-s, w * 0.1)]
    return f"M{pt(top[0])}{curve_through(top)}L{pt(low[0])}{curve_through(low)}Z"


def _tail(length: float, depth: float) -> str:
    """The forked tail fin of `_body`."""
    s, w = length / 2, depth / 2
    fork = [(s * 0.82, 0), (s * 1.1, -w * 0.95), (s * 1.16, -w * 0.85), (s * 1.0, 0), (s * 1.16, w * 0.9), (s * 1.1, w)]
    return (
        f"M{pt(fork[0])}Q{pt((s * 0.98, -w * 0.4))} {pt(fork[1])}L{pt(fork[2])}"
        f"Q{pt((s * 0.98, -w * 0.3))} {pt(fork[3])}Q{pt((s * 0.98, w * 0.3))} {pt(fork[4])}"
        f"L{pt(fork[5])}Q{pt((s * 0.98, w * 0.4))} {pt(fork[0])}Z"
    )


def smoked(c: Canvas, length: float, depth: float, colour: str = "#8a4a22") -> None:
    """A smoked skipjack: mahogany skin, belly bands, golden where the smoke was kind."""
    s, w = length / 2, depth / 2
    tail, body = _tail(length, depth), _body(length, depth)
    c.shape(tail, deep(colour, 0.35))
    c.shape(
        body, c.across(((0, deep(colour, 0.45), 1), (0.34, colour, 1), (0.66, lit(colour, 0.3), 1), (1, deep(colour, 0.1), 1)), 0, 0, 0, 1)
    )
    with c.within(body):
        for y in (0.18, 0.4, 0.62, 0.82):
            c.line(f"M{-s * 0.5} {w * y}Q{s * 0.1} {w * y * 1.25} {s * 0.8} {w * y * 0.1}", deep(colour, 0.55), w * 0.07, 0.55)
        for x in (-0.42, -0.2, 0.02, 0.24, 0.46):
            c.line(f"M{s * x} {-w}q{s * 0.1} {w * 0.9} {s * 0.02} {w * 2}", deep(colour, 0.5), 3, 0.35)
        for _ in range(26):
            x, y = in_ellipse(c.rng, s * 0.8, w * 0.7)
            c.shape(ellipse(x, y, s * c.rng.uniform(0.02, 0.09), w * 0.05), c.rng.choice(("#e0a24c", "#4a2313", "#c9772e")), 0.45)
        c.shape(smooth([(-s * 0.8, -w * 0.35), (-s * 0.2, -w * 0.8), (s * 0.5, -w * 0.4), (-s * 0.1, -w * 0.55)]), "#ffd9a0", 0.35)
    _head(c, s, w, colour)


def _head(c: Canvas, s: float, w: float, colour: str) -> None:
    """Eye, gill, mouth and pectoral fin on a fish drawn by `_body`."""
    c.line(f"M{-s * 0.6} {-w * 0.7}Q{-s * 0.46} 0 {-s * 0.62} {w * 0.76}", deep(colour, 0.55), 6, 0.75)
    c.line(f"M{-s * 0.98} {w * 0.14}Q{-s * 0.88} {w * 0.26} {-s * 0.8} {w * 0.24}", deep(colour, 0.6), 4, 0.8)
    c.shape(ellipse(-s * 0.8, -w * 0.12, w * 0.13, w * 0.13), "#f1dfb5")
    c.shape(ellipse(-s * 0.8, -w * 0.12, w * 0.08, w * 0.08), INK)
    c.shape(smooth([(-s * 0.5, w * 0.1), (-s * 0.3, w * 0.02), (-s * 0.14, w * 0.3), (-s * 0.36, w * 0.28)]), deep(colour, 0.4), 0.85)


def cane(c: Canvas, x1: float, y1: float, x2: float, y2: float, thick: float, colour: str = BAMBOO) -> None:
    """A bamboo cane from point to point, with nodes."""
    c.line(f"M{x1} {y1}L{x2} {y2}", deep(colour, 0.4), thick, cap="butt")
    nx, ny = (y1 - y2), (x2 - x1)
    size = (nx * nx + ny * ny) ** 0.5 or 1
    ox, oy = -nx / size * thick * 0.14, -ny / size * thick * 0.14
    c.line(f"M{x1 + ox} {y1 + oy}L{x2 + ox} {y2 + oy}", colour, thick * 0.66, cap="butt")
    c.line(f"M{x1 + ox * 2} {y1 + oy * 2}L{x2 + ox * 2} {y2 + oy * 2}", lit(colour, 0.5), thick * 0.18, 0.9, cap="butt")
    for i in range(1, 5):
        t = i / 5
        px, py = x1 + (x2 - x1) * t, y1 + (y2 - y1) * t
        c.line(
            f"M{px - nx / size * thick * 0.5} {py - ny / size * thick * 0.5}L{px + nx / size * thick * 0.5} {py + ny / size * thick * 0.5}",
            deep(colour, 0.5),
            thick * 0.13,
            0.7,
            cap="butt",
        )


def tie(c: Canvas, x: float, y: float, size: float, turn: float = 0.0, colour: str = "#7c5a2e") -> None:
    """A lashing of split bamboo across a joint."""
    with c.at(x, y, 1, turn):
        for i in range(4):
            dx = (i - 1.5) * size * 0.24
            c.line(f"M{dx} {-size * 0.6}L{dx + size * 0.1} {size * 0.6}", deep(colour, 0.4), size * 0.2)
            c.line(f"M{dx} {-size * 0.58}L{dx + size * 0.1} {size * 0.56}", lit(colour, 0.3), size * 0.12)


def fufu(c: Canvas, length: float, depth: float, colour: str = "#8a4a22") -> None:
    """Cakalang fufu: two smoked halves of a skipjack clamped in a bamboo frame with its handle at +x."""
    s = length / 2
    cane(c, -s * 1.08, 0, s * 1.5, 0, 26)
    for side in (-1, 1):
        with c.at(0, side * depth * 0.56):
            smoked(c, length, depth * 0.98, mix(colour, "#a3602c", 0.4 if side < 0 else 0.0))
    cane(c, -s * 0.98, -depth * 0.98, s * 0.98, -depth * 0.56, 17)
    cane(c, -s * 0.98, depth * 0.98, s * 0.98, depth * 0.56, 17)
    for x, reach in ((-0.62, 1.12), (-0.12, 1.15), (0.4, 0.95), (0.8, 0.6)):
        cane(c, s * x, -depth * reach, s * x + 12, depth * reach, 20)
        for y in (-0.86, 0.0, 0.86):
            tie(c, s * x + 6, depth * reach * y, 30)


def halfbeak(c: Canvas, length: float, colour: str = "#7d4a26") -> None:
    """A smoked halfbeak (roa): a slim fish with a long lower jaw, head at -x."""
    s, w = length / 2, length * 0.07
    c.line(f"M{-s} {w * 0.3}L{-s * 0.6} {w * 0.3}", deep(colour, 0.45), w * 0.28)
    d = smooth(
        [
            (-s * 0.72, 0),
            (-s * 0.5, -w * 0.8),
            (0, -w),
            (s * 0.6, -w * 0.65),
            (s * 0.9, 0),
            (s * 0.6, w * 0.65),
            (0, w),
            (-s * 0.5, w * 0.85),
        ]
    )
    tail = poly([(s * 0.84, 0), (s * 1.05, -w * 1.4), (s * 0.98, 0), (s * 1.06, w * 1.5)])
    c.shape(tail, deep(colour, 0.35))
    c.shape(d, c.across(((0, deep(colour, 0.4), 1), (0.5, colour, 1), (0.8, lit(colour, 0.42), 1), (1, colour, 1)), 0, 0, 0, 1))
    c.line(f"M{-s * 0.44} {-w * 0.7}q{w * 0.5} {w * 0.7} 0 {w * 1.5}", deep(colour, 0.5), 3, 0.7)
    c.line(f"M{-s * 0.4} {-w * 0.1}Q{s * 0.1} {-w * 0.3} {s * 0.8} 0", "#f0c27a", 3, 0.55)
    c.shape(ellipse(-s * 0.57, -w * 0.2, w * 0.26, w * 0.26), "#efdcae")
    c.shape(ellipse(-s * 0.57, -w * 0.2, w * 0.14, w * 0.14), INK)


def anchovy(c: Canvas, s: float = 46, colour: str = "#c9c2b2") -> None:
    """A dried anchovy, silver band along the side."""
    bend = s * c.rng.uniform(-0.25, 0.25)
    d = smooth(
        [
            (-s, 0),
            (-s * 0.4, -s * 0.17 + bend * 0.4),
            (s * 0.6, -s * 0.08 + bend * 0.5),
            (s, -s * 0.16),
            (s * 0.9, 0),
            (s, s * 0.15),
            (s * 0.6, s * 0.07 + bend * 0.5),
            (-s * 0.4, s * 0.17 + bend * 0.4),
        ]
    )
    c.shape(d, mix(colour, "#b08a55", c.rng.uniform(0.1, 0.6)))
    c.line(f"M{-s * 0.75} {bend * 0.1}Q{-s * 0.2} {bend * 0.55} {s * 0.7} {bend * 0.4}", "#ffffff", s * 0.07, 0.75)
    c.line(f"M{-s * 0.75} {-s * 0.08}Q{-s * 0.2} {bend * 0.5 - s * 0.13} {s * 0.7} {bend * 0.45 - s * 0.04}", "#6f6a60", s * 0.045, 0.6)
    c.shape(ellipse(-s * 0.82, -s * 0.02, s * 0.05, s * 0.05), INK)


def salted(c: Canvas, length: float, colour: str = "#c8a878") -> None:
    """A split salted fish, dried flat."""
    w = length * 0.44
    c.shape(smooth([(-length * 0.45, 20), (0, -w * 0.5 + 22), (length * 0.52, 20), (0, w * 0.5 + 20)]), DARK, 0.25)
    c.shape(_tail(length, w), deep(colour, 0.25))
    d = _body(length, w)
    c.shape(d, colour)
    s = length / 2
    with c.within(d):
        c.line(f"M{-s} 0H{s}", deep(colour, 0.45), 7, 0.7)
        ribs = "".join(
            f"M{s * x} 0q{s * 0.05} {-w * 0.25} {s * 0.14} {-w * 0.5}M{s * x} 0q{s * 0.05} {w * 0.25} {s * 0.14} {w * 0.5}"
            for x in [i / 8 - 0.6 for i in range(12)]
        )
        c.line(ribs, lit(colour, 0.5), 4, 0.65)
    slab(c, d, 0.9)
    _head(c, s, w / 2, colour)


def sardine(c: Canvas, length: float) -> None:
    """A sardine, blue back and silver side."""
    w = length * 0.24
    c.shape(_tail(length, w), "#5f7480")
    d = _body(length, w)
    c.shape(d, c.across(((0, "#37566a", 1), (0.36, "#7d97a0", 1), (0.5, "#dfe6e2", 1), (1, "#b5bdb8", 1)), 0, 0, 0, 1))
    s = length / 2
    dots = "".join(ellipse(s * (-0.4 + 0.16 * i), -w * 0.07, w * 0.035, w * 0.035) for i in range(7))
    c.shape(dots, "#2c4252", 0.7)
    c.line(f"M{-s * 0.7} {w * 0.02}Q0 {w * 0.1} {s * 0.8} 0", "#ffffff", 4, 0.7)
    _head(c, s, w / 2, "#7d8d92")


def prawn(c: Canvas, s: float = 60, colour: str = "#e27a4e") -> None:
    """A cooked prawn, curled."""
    ring: list[Point] = [(-0.9, -0.1), (-0.55, -0.75), (0.1, -0.95), (0.7, -0.6), (0.9, 0.05), (0.62, 0.62), (0.3, 0.78)]
    inner: list[Point] = [(0.22, 0.5), (0.42, 0.2), (0.38, -0.14), (0.08, -0.36), (-0.28, -0.26), (-0.5, 0.12)]
    d = smooth([(x * s, y * s) for x, y in ring + inner])
    c.shape(d, colour)
    with c.within(d):
        for x, y in ((-0.42, -0.6), (0.02, -0.72), (0.44, -0.5), (0.62, -0.08), (0.5, 0.34)):
            c.line(f"M{x * s * 1.5} {y * s * 1.5}L{x * s * 0.4} {y * s * 0.4}", lit(colour, 0.55), s * 0.1, 0.8)
    ball(c, d, 0.7)
    c.shape(
        poly([(s * 0.3, s * 0.7), (s * 0.1, s * 1.1), (s * 0.34, s * 0.98), (s * 0.5, s * 1.12), (s * 0.5, s * 0.72)]), deep(colour, 0.15)
    )
    c.line(
        (
            f"M{-s * 0.88} {-s * 0.1}q{-s * 0.3} {-s * 0.3} {-s * 0.6} {-s * 0.2}"
            f"M{-s * 0.88} {-s * 0.05}q{-s * 0.3} {s * 0.1} {-s * 0.7} {s * 0.05}"
        ),
        deep(colour, 0.2),
        3,
    )


def sausage(c: Canvas, length: float, thick: float, colour: str = "#8e3b2c", turn: float = 0.0) -> None:
    """A dried beef sausage, gently bent, tied at both ends."""
    s, w = length / 2, thick / 2
    with c.at(0, 0, 1, turn):
        c.shape(rounded(-s + 8, -w + 22, length, thick, w), DARK, 0.22)
        d = (
            f"M{-s} {-w * 0.4}C{-s * 0.5} {-w * 2} {s * 0.5} {-w * 2} {s} {-w * 0.4}"
            f"C{s * 1.08} {w * 0.2} {s * 1.02} {w * 0.9} {s * 0.9} {w * 0.9}"
            f"C{s * 0.4} {-w * 0.1} {-s * 0.4} {-w * 0.1} {-s * 0.9} {w * 0.9}"
            f"C{-s * 1.02} {w * 0.9} {-s * 1.08} {w * 0.2} {-s} {-w * 0.4}Z"
        )
        c.shape(d, colour)
        with c.within(d):
            for _ in range(34):
                x, y = c.rng.uniform(-s, s), c.rng.uniform(-w * 1.8, w)
                c.shape(ellipse(x, y, w * c.rng.uniform(0.06, 0.16), w * 0.07), "#e9c7a6", 0.5)
        c.shape(d, c.across(((0, WARM, 0.3), (0.35, WARM, 0.05), (1, DARK, 0.45)), 0, 0, 0, 1))
        c.line(f"M{-s * 0.75} {-w * 0.95}Q0 {-w * 1.75} {s * 0.7} {-w * 0.98}", "#ffffff", w * 0.14, 0.5)
        for side in (-1, 1):
            c.line(f"M{side * s * 0.98} {w * 0.2}l{side * w * 0.7} {w * 0.3}", "#efe0c4", 6)
            c.line(f"M{side * s * 0.99} {-w * 0.2}l{side * 2} {w * 0.8}", "#efe0c4", 7)


def frame_of_roa(c: Canvas, count: int, length: float) -> None:
    """A row of smoked halfbeaks clamped upright between bamboo laths (the trade's frame of twenty), wide along x."""
    step = 62.0
    wide = step * count
    for i in range(count):
        with c.at(-wide / 2 + step * (i + 0.5), c.rng.uniform(-10, 10), 1, -90 + c.rng.uniform(-2, 2)):
            halfbeak(c, length, c.rng.choice(("#7d4a26", "#8b5429", "#6f3f20")))
    for y in (-length * 0.2, length * 0.24):
        cane(c, -wide / 2 - 46, y, wide / 2 + 46, y, 27)
        for side in (-1, 0, 1):
            tie(c, side * wide * 0.46, y, 36)


def flag(c: Canvas, points: list[Point], colour: str) -> None:
    """A flat scrap (fin, leaf tip) of `colour` through `points`."""
    d = smooth(points)
    c.shape(d, colour)
    slab(c, d, 0.7)
