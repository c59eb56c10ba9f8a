"""Pouches, bags, boxes, sacks, bars and wrapped sweets. Each stands on the origin (middle of its foot), sizes in canvas units."""

from app.demo.art import labels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import KRAFT, PAPER, WARM, deep, ink_on, lit, mix
from app.demo.art.geometry import TILT, Point, curve_through, ellipse, poly, pt, rounded, smooth
from app.demo.art.labels import Tag
from app.demo.art.light import DARK, brushed, cylinder, shadow, sheen, slab


def pouch(c: Canvas, width: float, height: float, colour: str, tag: Tag, window: str = "", paper: bool = True) -> None:
    """A stand-up pouch; `window` is the colour of what shows through a clear lower panel."""
    w = width / 2
    shadow(c, 0, -4, w * 0.96, 1.0)
    side: list[Point] = [
        (w * 0.93, -height),
        (w * 0.95, -height * 0.86),
        (w * 0.99, -height * 0.5),
        (w * 1.0, -height * 0.14),
        (w * 0.95, -height * 0.01),
    ]
    left = [(-x, y) for x, y in reversed(side)]
    foot = f"C{pt((w * 0.5, height * 0.045))} {pt((-w * 0.5, height * 0.045))} {pt(left[0])}"
    outline = f"M{pt(side[0])}{curve_through(side)}{foot}{curve_through(left)}Z"
    c.shape(outline, colour)
    if window:
        _window(c, width, height, window)
    c.shape(
        outline,
        c.across(
            (
                (0, DARK, 0.3),
                (0.07, WARM, 0.1),
                (0.22, WARM, 0.3),
                (0.42, DARK, 0.0),
                (0.8, DARK, 0.16),
                (0.94, DARK, 0.34),
                (1, DARK, 0.18),
            )
        ),
    )
    c.shape(outline, c.across(((0, DARK, 0.0), (0.72, DARK, 0.0), (1, DARK, 0.26)), 0, 0, 0, 1))
    _folds(c, outline, w, height)
    seal = poly([(-w * 0.93, -height), (w * 0.93, -height), (w * 0.945, -height * 0.9), (-w * 0.945, -height * 0.9)])
    c.shape(seal, WARM, 0.16)
    c.line(f"M{-w * 0.94} {-height * 0.9}H{w * 0.94}", DARK, 2.5, 0.35)
    c.line(f"M{-w * 0.94} {-height * 0.885}H{w * 0.94}", WARM, 2.5, 0.4)
    share = 0.34 if window else 0.46
    labels.flat(c, tag, 0, -height * (0.66 if window else 0.5), width * 0.7, height * share, paper)


def _window(c: Canvas, width: float, height: float, content: str) -> None:
    """The clear panel in a pouch with grains of the content behind it."""
    w, top, tall = width * 0.7, -height * 0.43, height * 0.33
    d = rounded(-w / 2, top, w, tall, 26)
    c.shape(d, deep(content, 0.25))
    with c.within(d):
        for _ in range(110):
            x, y, s = c.rng.uniform(-w / 2, w / 2), c.rng.uniform(top + tall * 0.04, top + tall), width * c.rng.uniform(0.025, 0.05)
            with c.at(x, y, 1, c.rng.uniform(0, 180)):
                c.shape(ellipse(0, 2, s, s * 0.66), DARK, 0.25)
                c.shape(ellipse(0, 0, s, s * 0.62), mix(content, c.rng.choice((WARM, DARK)), c.rng.uniform(0, 0.25)))
                c.shape(ellipse(-s * 0.25, -s * 0.2, s * 0.4, s * 0.18), WARM, 0.35)
    c.line(d, WARM, 3, 0.5)
    sheen(c, poly([(-w * 0.42, top + 8), (-w * 0.2, top + 8), (-w * 0.36, top + tall - 8), (-w * 0.47, top + tall - 8)]), 0.3)


def _folds(c: Canvas, outline: str, w: float, height: float) -> None:
    """Soft creases of a filled pouch."""
    with c.within(outline):
        for x, y, lean, tall in ((-0.87, -0.84, 0.05, 0.5), (0.84, -0.85, -0.05, 0.55)):
            px, py = w * x, height * y
            d = smooth(
                [
                    (px, py),
                    (px + w * lean, py + height * tall * 0.5),
                    (px + w * lean * 0.4, py + height * tall),
                    (px + w * lean * 0.3, py + height * tall * 0.5),
                ]
            )
            c.shape(d, WARM if x < 0 else DARK, 0.22)


def pillow(c: Canvas, width: float, height: float, colour: str, tag: Tag, paper: bool = True) -> None:
    """A pillow bag of chips: crimped ends, puffed body."""
    w = width / 2
    shadow(c, 0, -6, w * 0.9, 1.0)
    edge: list[Point] = [
        (-w * 0.9, -height),
        (w * 0.9, -height),
        (w * 0.98, -height * 0.93),
        (w * 1.02, -height * 0.5),
        (w * 0.97, -height * 0.07),
        (w * 0.9, 0),
    ]
    outline = (
        f"M{pt(edge[0])}L{pt(edge[1])}{curve_through(edge[1:])}"
        f"L{pt((-w * 0.9, 0))}{curve_through([(-x, y) for x, y in reversed(edge[1:])])}Z"
    )
    c.shape(outline, colour)
    c.shape(outline, c.glow(((0, WARM, 0.5), (0.35, WARM, 0.12), (0.6, DARK, 0.0), (1, DARK, 0.36)), 0.34, 0.3, 0.75))
    with c.within(outline):
        for x, top, lean in ((-0.78, -0.95, 0.12), (-0.3, -0.95, -0.05), (0.3, -0.95, 0.06), (0.78, -0.95, -0.12)):
            _pucker(c, w * x, height * top, w * lean, height * c.rng.uniform(0.07, 0.13))
        for x, top, lean in ((-0.72, -0.05, 0.14), (-0.2, -0.05, 0.04), (0.28, -0.05, -0.05), (0.76, -0.05, -0.14)):
            _pucker(c, w * x, height * top, w * lean, -height * c.rng.uniform(0.06, 0.11))
    for y in (-height, -height * 0.045):
        c.shape(poly([(-w * 0.9, y), (w * 0.9, y), (w * 0.915, y + height * 0.045), (-w * 0.915, y + height * 0.045)]), DARK, 0.16)
        teeth = "".join(f"M{-w * 0.88 + w * 1.76 * i / 30} {y + 3}v{height * 0.035}" for i in range(31))
        c.line(teeth, WARM, 2.5, 0.35)
    labels.flat(c, tag, 0, -height * 0.52, width * 0.72, height * 0.42, paper)


def _pucker(c: Canvas, x: float, y: float, lean: float, tall: float) -> None:
    """A soft crease running out of a crimped seam."""
    c.shape(f"M{x - 16} {y}Q{x} {y + tall * 0.5} {x + lean} {y + tall}Q{x + 10} {y + tall * 0.4} {x + 12} {y}Z", DARK, 0.17)
    c.shape(f"M{x - 30} {y}Q{x - 14} {y + tall * 0.5} {x + lean - 8} {y + tall * 0.85}Q{x - 8} {y + tall * 0.4} {x - 14} {y}Z", WARM, 0.26)


def box(c: Canvas, width: float, height: float, depth: float, colour: str, tag: Tag, paper: bool = False) -> None:
    """A carton: front to the viewer, its right side and its lid foreshortened."""
    w = width / 2
    dx, dy = depth * 0.5, -depth * 0.3
    c.shape(poly([(-w - 4, -2), (-w + 16, 16), (w + 40, 20), (w + dx + 110, dy + 26), (w + dx + 60, dy - 20), (w, -20)]), DARK, 0.16)
    c.shape(poly([(-w + 4, 0), (-w + 12, 8), (w + 14, 9), (w + dx + 44, dy + 10), (w + dx, dy - 10), (w, -20)]), DARK, 0.34)
    front = poly([(-w, -height), (w, -height), (w, 0), (-w, 0)])
    side = poly([(w, -height), (w + dx, -height + dy), (w + dx, dy), (w, 0)])
    top = poly([(-w, -height), (-w + dx, -height + dy), (w + dx, -height + dy), (w, -height)])
    c.shape(side, c.across(((0, deep(colour, 0.34), 1), (1, deep(colour, 0.48), 1))))
    c.shape(top, c.across(((0, lit(colour, 0.42), 1), (1, lit(colour, 0.18), 1))))
    c.shape(front, colour)
    slab(c, front, 0.8)
    labels.flat(c, tag if paper else Tag(tag.head, tag.sub, colour), 0, -height * 0.5, width * 0.86, height * 0.8, paper)
    c.line(f"M{-w} {-height}H{w}", lit(colour, 0.6), 2.5, 0.7)


def sack(c: Canvas, width: float, height: float, colour: str = KRAFT, tag: Tag | None = None, tied: bool = False) -> None:
    """A jute sack, mouth rolled open (or tied with string)."""
    w = width / 2
    shadow(c, 0, -6, w * 0.98, 1.0)
    top = -height
    right: list[Point] = [(w * 0.78, top), (w * 0.86, top * 0.78), (w * 1.02, top * 0.4), (w * 1.0, top * 0.1), (w * 0.86, 0)]
    if tied:
        right = [
            (w * 0.42, top),
            (w * 0.2, top * 0.85),
            (w * 0.72, top * 0.68),
            (w * 1.02, top * 0.36),
            (w * 1.0, top * 0.1),
            (w * 0.84, 0),
        ]
    left = [(-x * c.rng.uniform(0.97, 1.03), y) for x, y in reversed(right)]
    outline = (
        f"M{pt(right[0])}{curve_through(right)}"
        f"C{pt((w * 0.4, height * 0.06))} {pt((-w * 0.4, height * 0.06))} {pt(left[0])}{curve_through(left)}"
        "Z"
    )
    c.shape(outline, colour)
    with c.within(outline):
        steps = range(0, round(width) + 30, 9)
        c.line("".join(f"M{x - w - 15} {top}q14 {-top / 2} 0 {-top + 30}" for x in steps), lit(colour, 0.35), 1.6, 0.4)
        c.line("".join(f"M{-w * 1.1} {y}Q0 {y + 14} {w * 1.1} {y}" for y in range(round(top), 30, 8)), deep(colour, 0.4), 1.6, 0.4)
    if tag:
        ink = deep(tag.accent, 0.2)
        with c.at(0, top * 0.36, 1, -2):
            labels.diamonds(c, 0, top * 0.24, width * 0.6, height * 0.06, ink)
            labels.words(c, tag, 0, 0, width * 0.66, height * 0.34, ink, ink)
    cylinder(c, outline, 0.95)
    brushed(c, outline, (-w, top, width, height), DARK, 10, 0.12, 70)
    if tied:
        c.line(f"M{-w * 0.24} {top * 0.845}Q0 {top * 0.815} {w * 0.24} {top * 0.85}", "#8a5a2b", 14)
        c.line(f"M{w * 0.1} {top * 0.83}q{w * 0.2} {height * 0.06} {w * 0.1} {height * 0.17}", "#8a5a2b", 6)


def sack_mouth(c: Canvas, width: float, height: float, colour: str = KRAFT) -> float:
    """The rolled rim of an open sack of the same size; returns the half width of what fills it (middle at y = -height)."""
    w = width * 0.39
    c.shape(ellipse(0, -height, w * 1.08, w * 1.08 * TILT), deep(colour, 0.35))
    c.line(ellipse(0, -height + 4, w * 1.06, w * 1.06 * TILT), colour, w * 0.16)
    c.line(ellipse(0, -height - 2, w * 1.07, w * 1.06 * TILT), lit(colour, 0.4), w * 0.045, 0.8)
    return w


def bar(c: Canvas, width: float, height: float, colour: str, tag: Tag, foil: str = "#d9c9a0") -> None:
    """A chocolate bar in a paper band, lying or leaning, centred on the origin."""
    w, h = width / 2, height / 2
    c.shape(rounded(-w + 10, -h + 14, width, height, 10), DARK, 0.3)
    c.shape(rounded(-w, -h, width, height, 8), foil)
    paper = f"M{-w} {-h + height * 0.05}h{width}v{height * 0.9}h{-width}Z"
    c.shape(paper, colour)
    accent = ink_on(colour)
    for y in (-0.4, 0.4):
        labels.diamonds(c, 0, height * y, width * 0.92, height * 0.065, lit(tag.accent, 0.1) if colour != tag.accent else accent)
    labels.words(c, tag, 0, 0, width * 0.8, height * 0.42, accent, mix(accent, colour, 0.15))
    slab(c, rounded(-w, -h, width, height, 8), 0.9)
    c.line(f"M{-w * 0.94} {-h * 0.9}V{h * 0.9}", WARM, 4, 0.35)


def sweet(c: Canvas, size: float, colour: str, turn: float = 0.0) -> None:
    """A sweet twisted in paper, centred on the origin."""
    s = size / 2
    with c.at(0, 0, 1, turn):
        c.shape(ellipse(s * 0.2, s * 0.4, s * 1.1, s * 0.34), DARK, 0.25)
        for side in (-1, 1):
            fan = poly(
                [
                    (side * s * 0.62, 0),
                    (side * s * 1.25, -s * 0.42),
                    (side * s * 1.12, -s * 0.08),
                    (side * s * 1.3, s * 0.12),
                    (side * s * 1.12, s * 0.42),
                ]
            )
            c.shape(fan, lit(colour, 0.3))
            c.line(
                f"M{side * s * 0.66} 0L{side * s * 1.16} {-s * 0.2}M{side * s * 0.66} 0L{side * s * 1.14} {s * 0.2}",
                deep(colour, 0.3),
                2.5,
                0.6,
            )
        body = rounded(-s * 0.7, -s * 0.44, s * 1.4, s * 0.88, s * 0.34)
        c.shape(body, colour)
        c.shape(poly([(-s * 0.12, -s * 0.44), (s * 0.2, -s * 0.44), (s * 0.12, s * 0.44), (-s * 0.2, s * 0.44)]), PAPER, 0.85)
        c.shape(body, c.across(((0, WARM, 0.5), (0.4, WARM, 0.0), (1, DARK, 0.35)), 0, 0, 0.2, 1))
