"""Jars, bottles and tins with their labels. Each stands on the origin (middle of its foot), sizes in canvas units."""

from app.demo.art import labels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit, mix
from app.demo.art.geometry import TILT, Point, band, ellipse, turned
from app.demo.art.labels import Tag
from app.demo.art.light import DARK, cylinder, shadow, sheen

BOTTLES: dict[str, list[Point]] = {
    # (radius as a share of half the width, y as a share of the height), mouth to foot
    "tall": [(0.3, -1), (0.3, -0.78), (0.36, -0.72), (0.95, -0.58), (1, -0.5), (1, -0.06), (0.95, 0)],
    "round": [(0.24, -1), (0.24, -0.76), (0.34, -0.7), (0.9, -0.52), (1, -0.34), (0.98, -0.12), (0.82, 0)],
    "long": [(0.32, -1), (0.32, -0.7), (0.5, -0.6), (0.98, -0.42), (1, -0.32), (1, -0.05), (0.94, 0)],
    "drop": [(0.4, -1), (0.4, -0.76), (0.6, -0.72), (0.98, -0.66), (1, -0.6), (1, -0.05), (0.95, 0)],
    "jug": [(0.26, -1), (0.26, -0.82), (0.4, -0.74), (0.96, -0.62), (1, -0.52), (1, -0.07), (0.92, 0)],
    "sauce": [(0.3, -1), (0.3, -0.82), (0.42, -0.74), (0.74, -0.6), (0.98, -0.46), (1, -0.08), (0.94, 0)],
}


def jar(
    c: Canvas,
    width: float,
    height: float,
    content: str,
    lid: str,
    tag: Tag | None = None,
    fill: float = 0.92,
    squat: bool = False,
    flecks: str = "",
) -> None:
    """A glass jar with a screw lid; `content` shows through the glass, `flecks` (a colour) float in it."""
    r = width / 2
    neck, shoulder = r * 0.8, height * (0.2 if not squat else 0.16)
    body: list[Point] = [
        (neck, -height * 0.86),
        (neck * 1.02, -height * 0.84),
        (r, -height + shoulder * 1.55),
        (r, -height * 0.06),
        (r * 0.93, 0),
    ]
    outline = turned(body)
    shadow(c, 0, 0, r * 0.95)
    c.shape(outline, "#e9efe6", 0.85)
    top = -height * 0.84 * fill
    inner = turned(
        [(r * 0.9, max(top, -height + shoulder * 1.6)), (r * 0.94, -height * 0.5), (r * 0.94, -height * 0.07), (r * 0.87, -height * 0.015)]
    )
    c.shape(inner, c.down(lit(content, 0.12), content, deep(content, 0.22)))
    if flecks:
        _flecks(c, inner, r, height, flecks)
    c.shape(ellipse(0, max(top, -height + shoulder * 1.6), r * 0.9, r * 0.9 * TILT), lit(content, 0.25), 0.85)
    if tag:
        labels.wrapped(c, tag, r * 1.005, -height * 0.62, -height * 0.14)
    cylinder(c, outline, 0.8)
    sheen(c, f"M{-r * 0.78} {-height * 0.7}q{r * 0.1} {-height * 0.06} {r * 0.17} 0l0 {height * 0.62}q{-r * 0.1} 4 {-r * 0.17} 0Z", 0.5)
    sheen(c, f"M{r * 0.82} {-height * 0.62}l{r * 0.05} 0l0 {height * 0.5}l{-r * 0.05} 0Z", 0.28)
    _lid(c, r * 0.88, -height, height * 0.15, lid)


def _lid(c: Canvas, r: float, top: float, tall: float, colour: str) -> None:
    """A screw lid whose top lies at y `top`."""
    skirt = band(r, top, r, top + tall)
    c.shape(skirt, colour)
    ridges = "".join(f"M{r * x} {top + r * TILT * (1 - x * x) ** 0.5 + 5}v{tall * 0.75}" for x in [i / 9 for i in range(-8, 9)])
    c.line(ridges, deep(colour, 0.5), 2, 0.35)
    cylinder(c, skirt, 1.0)
    c.shape(ellipse(0, top, r, r * TILT), c.across(((0, lit(colour, 0.5), 1), (1, deep(colour, 0.12), 1))))
    c.line(ellipse(0, top, r * 0.86, r * TILT * 0.84), lit(colour, 0.55), 2.5, 0.7)


def _flecks(c: Canvas, d: str, r: float, height: float, colour: str) -> None:
    """Bits floating in the content: seeds, flakes, herbs."""
    with c.within(d):
        for _ in range(46):
            x, y, s = c.rng.uniform(-r, r), c.rng.uniform(-height, r * TILT), r * c.rng.uniform(0.03, 0.1)
            with c.at(x, y, 1, c.rng.uniform(0, 180)):
                c.shape(ellipse(0, 0, s, s * 0.5), mix(colour, c.rng.choice((WARM, DARK)), c.rng.uniform(0, 0.4)), 0.8)


def bottle(
    c: Canvas,
    width: float,
    height: float,
    kind: str,
    glass: str,
    content: str,
    cap: str,
    tag: Tag | None = None,
    fill: float = 0.8,
    clear: float = 0.55,
) -> None:
    """A bottle of one of the `BOTTLES` shapes; `clear` is how much of the content shows through the glass."""
    r = width / 2
    body = [(x * r, y * height) for x, y in BOTTLES[kind]]
    outline = turned(body)
    shadow(c, 0, 0, body[-1][0])
    c.shape(outline, glass, 0.9)
    surface = -height * fill
    with c.within(outline):
        c.shape(f"M{-r} {surface}H{r}V{r}H{-r}Z", c.down(lit(content, 0.15), content, deep(content, 0.25)), clear)
        c.shape(ellipse(0, surface, r, r * TILT * 0.8), lit(content, 0.4), clear * 0.8)
    if tag:
        full = [y for x, y in body if x >= r * 0.94]
        top, low = min(full) + height * 0.02, -height * 0.09
        labels.wrapped(c, tag, r * 1.004, max(top, low - height * 0.42), low)
    cylinder(c, outline, 0.9)
    _gleam(c, body, r, height)
    stop = body[0][0] * 1.16
    skirt = band(stop, -height * 1.035, stop, -height * 0.91)
    c.shape(skirt, cap)
    cylinder(c, skirt)
    c.shape(ellipse(0, -height * 1.035, stop, stop * TILT), lit(cap, 0.3))


def _gleam(c: Canvas, body: list[Point], r: float, height: float) -> None:
    """Window light on glass: a long stripe left, a thin one right, a touch on the shoulder."""
    shoulder = next(y for x, y in body if x >= r * 0.88)
    tall = -shoulder * 0.86
    sheen(
        c,
        (
            f"M{-r * 0.76} {shoulder + height * 0.03}"
            f"q{r * 0.06} {-height * 0.05} {r * 0.16} {-height * 0.01}l0 {tall}"
            f"q{-r * 0.09} 4 {-r * 0.16} 0Z"
        ),
        0.55,
    )
    sheen(c, f"M{r * 0.8} {shoulder + height * 0.05}l{r * 0.05} 0l0 {tall * 0.8}l{-r * 0.05} 0Z", 0.3)
    sheen(c, f"M{-body[0][0] * 0.6} {-height * 0.9}l{body[0][0] * 0.25} 0l0 {height * 0.16}l{-body[0][0] * 0.25} 0Z", 0.4)


def tin(c: Canvas, width: float, height: float, colour: str, tag: Tag | None = None, lid: str = "#d9d4c8", pull: bool = False) -> None:
    """A metal can; `pull` draws a ring on its top."""
    r = width / 2
    outline = turned([(r, -height), (r, 0)])
    shadow(c, 0, 0, r)
    c.shape(outline, colour)
    if tag:
        labels.wrapped(c, tag.on(colour), r, -height * 0.9, -height * 0.07)
    for y in (-height, -height * 0.04):
        c.shape(band(r * 1.015, y, r * 1.015, y + height * 0.04), lid)
    cylinder(c, outline, 1.0)
    c.shape(ellipse(0, -height, r * 1.015, r * TILT), lid)
    c.shape(ellipse(0, -height, r * 1.015, r * TILT), c.across(((0, "#ffffff", 0.5), (0.5, "#ffffff", 0.0), (1, DARK, 0.35))))
    c.line(ellipse(0, -height + 2, r * 0.88, r * TILT * 0.86), deep(lid, 0.4), 3, 0.5)
    if pull:
        c.line(ellipse(r * 0.25, -height, r * 0.22, r * TILT * 0.3), deep(lid, 0.45), 7)


def canister(c: Canvas, width: float, height: float, colour: str, tag: Tag, lid: str) -> None:
    """A card tube with a push-on lid."""
    r = width / 2
    outline = turned([(r, -height), (r, 0)])
    shadow(c, 0, 0, r)
    c.shape(outline, colour)
    labels.wrapped(c, tag.on(colour), r, -height * 0.8, -height * 0.06)
    cylinder(c, outline, 0.9)
    skirt = turned([(r * 1.03, -height * 1.02), (r * 1.03, -height * 0.86)])
    c.shape(skirt, lid)
    cylinder(c, skirt)
    c.shape(ellipse(0, -height * 1.02, r * 1.03, r * TILT), lit(lid, 0.35))
