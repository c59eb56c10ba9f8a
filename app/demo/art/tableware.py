"""Bowls, plates, cups, glasses, boards and trays: what the food is shown in. Each stands on the origin, sizes in canvas units."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from app.demo.art.canvas import Canvas
from app.demo.art.colour import BAMBOO, WARM, deep, lit, mix
from app.demo.art.geometry import TILT, ellipse, poly, rounded, turned
from app.demo.art.light import DARK, cylinder, shadow, sheen, slab


@contextmanager
def bowl(c: Canvas, width: float, height: float, colour: str, inside: str = "", level: float = 0.86) -> Iterator[float]:
    """A bowl; what is drawn inside the `with` lies in it, origin at the middle of the filling. Yields the half width of the filling."""
    r = width / 2
    shadow(c, 0, -2, r * 0.62, 1.0, 1.5)
    outline = turned([(r, -height), (r * 0.97, -height * 0.72), (r * 0.78, -height * 0.28), (r * 0.5, -height * 0.06), (r * 0.46, 0)])
    c.shape(outline, colour)
    cylinder(c, outline, 0.95)
    rim = ellipse(0, -height, r, r * TILT)
    c.shape(rim, lit(colour, 0.35))
    inner = ellipse(0, -height + 2, r * 0.95, r * TILT * 0.92)
    c.shape(inner, inside or deep(colour, 0.25))
    c.shape(inner, c.across(((0, DARK, 0.42), (0.5, DARK, 0.08), (1, WARM, 0.2))))
    with c.at(0, -height + r * TILT * (1 - level) * 0.9):
        yield r * 0.95 * level
    lip = f"M{-r} {-height}A{r} {r * TILT} 0 0 0 {r} {-height}A{r} {r * TILT * 0.9} 0 0 1 {-r} {-height}Z"
    c.shape(lip, lit(colour, 0.45))


def plate(c: Canvas, width: float, colour: str, rim: str = "", tilt: float = TILT) -> None:
    """A shallow plate, its well at the origin."""
    r = width / 2
    shadow(c, 0, r * tilt * 0.35, r * 0.9, 0.9, 0.7)
    c.shape(ellipse(0, r * 0.035, r, r * tilt), deep(colour, 0.35))
    c.shape(ellipse(0, 0, r, r * tilt), colour)
    c.shape(ellipse(0, 0, r, r * tilt), c.across(((0, "#ffffff", 0.4), (0.5, "#ffffff", 0.0), (1, DARK, 0.16)), 0, 0, 1, 0.6))
    if rim:
        c.line(ellipse(0, 0, r * 0.955, r * tilt * 0.95), rim, r * 0.02, 0.9)
    c.shape(
        ellipse(0, r * 0.015, r * 0.72, r * tilt * 0.72), c.across(((0, DARK, 0.15), (0.5, DARK, 0.03), (1, "#ffffff", 0.35)), 0, 0, 1, 0.6)
    )


def saucer_cup(c: Canvas, width: float, height: float, colour: str, drink: str, rim: str = "", saucer: bool = True) -> None:
    """A cup of `drink` with a handle, on its saucer."""
    r = width / 2
    if saucer:
        plate(c, width * 1.75, colour, rim)
    else:
        shadow(c, 0, 0, r * 0.75, 1.0)
    handle = f"M{r * 0.86} {-height * 0.8}C{r * 1.6} {-height * 0.9} {r * 1.55} {-height * 0.25} {r * 0.66} {-height * 0.26}"
    c.line(handle, deep(colour, 0.25), r * 0.2)
    c.line(handle, colour, r * 0.13)
    outline = turned([(r, -height), (r * 0.97, -height * 0.7), (r * 0.8, -height * 0.25), (r * 0.56, -height * 0.03), (r * 0.52, 0)])
    c.shape(outline, colour)
    cylinder(c, outline, 0.85)
    c.shape(ellipse(0, -height, r, r * TILT), lit(colour, 0.5))
    c.shape(ellipse(0, -height + 3, r * 0.93, r * TILT * 0.9), deep(colour, 0.35))
    surface = ellipse(0, -height + 7, r * 0.9, r * TILT * 0.82)
    c.shape(surface, drink)
    c.shape(surface, c.across(((0, DARK, 0.4), (0.5, DARK, 0.0), (1, WARM, 0.25))))
    c.line(f"M{-r * 0.5} {-height + r * 0.1}A{r * 0.7} {r * 0.14} 0 0 0 {r * 0.3} {-height + r * 0.17}", WARM, r * 0.03, 0.5)
    if rim:
        c.line(ellipse(0, -height, r, r * TILT), rim, r * 0.04)


def tumbler(
    c: Canvas, width: float, height: float, drink: str, fill: float = 0.82, foot: float = 0.8, ice: bool = False, layer: str = ""
) -> None:
    """A clear glass of `drink`; `layer` is a second colour settled at the bottom."""
    r = width / 2
    shadow(c, 0, 0, r * foot, 0.8)
    outline = turned([(r, -height), (r * foot, 0)])
    c.shape(outline, "#f2f5ee", 0.55)
    top = -height * fill
    wide = r * (foot + (1 - foot) * fill) * 0.94
    liquid = turned([(wide, top), (r * foot * 0.93, -height * 0.06)])
    low = layer or deep(drink, 0.3)
    c.shape(liquid, c.across(((0, lit(drink, 0.1), 1), (0.55, drink, 1), (0.8, low, 1), (1, deep(low, 0.2), 1)), 0, 0, 0, 1))
    c.shape(ellipse(0, top, wide, wide * TILT), lit(drink, 0.28))
    if ice:
        with c.within(turned([(r * 0.95, -height), (r * foot * 0.95, -6)])):
            for x, y, turn in ((-0.3, -0.02, 12), (0.28, 0.02, -18), (0.02, 0.16, 34)):
                with c.at(r * x, top + height * y, 1, turn):
                    c.shape(rounded(-r * 0.28, -r * 0.28, r * 0.56, r * 0.56, r * 0.1), "#ffffff", 0.5)
                    c.line(rounded(-r * 0.28, -r * 0.28, r * 0.56, r * 0.56, r * 0.1), "#ffffff", 3, 0.7)
    cylinder(c, outline, 0.6)
    c.line(ellipse(0, -height, r, r * TILT), "#ffffff", 4, 0.75)
    sheen(
        c,
        poly(
            [(-r * 0.78, -height * 0.92), (-r * 0.6, -height * 0.9), (-r * foot * 0.66, -height * 0.08), (-r * foot * 0.8, -height * 0.1)]
        ),
        0.6,
    )
    sheen(
        c,
        poly([(r * 0.78, -height * 0.85), (r * 0.84, -height * 0.86), (r * foot * 0.86, -height * 0.12), (r * foot * 0.8, -height * 0.12)]),
        0.35,
    )


def board(c: Canvas, width: float, depth: float, colour: str = "#b98552", thick: float = 26) -> None:
    """A wooden board lying level, its middle at the origin."""
    w, d = width / 2, depth / 2
    lean = d * 0.32
    shadow(c, 0, d * 0.75, w * 0.98, 0.8, 0.3)
    top = [(-w + lean, -d), (w - lean, -d), (w, d), (-w, d)]
    c.shape(
        poly([(-w, d), (w, d), (w - 3, d + thick), (-w + 3, d + thick)]), c.across(((0, deep(colour, 0.2), 1), (1, deep(colour, 0.5), 1)))
    )
    c.shape(poly(top), colour)
    with c.within(poly(top)):
        for i in range(13):
            y = -d + depth * (i + 0.5) / 13 + c.rng.uniform(-6, 6)
            sway = c.rng.uniform(-12, 12)
            c.line(f"M{-w} {y}Q{-w * 0.2} {y + sway} 0 {y}T{w} {y + sway * 0.4}", mix(colour, DARK, 0.35), c.rng.uniform(1.5, 4), 0.35)
    slab(c, poly(top), 0.9)


def tray(c: Canvas, width: float, colour: str = BAMBOO, weave: bool = True, tilt: float = 0.32) -> None:
    """A round woven tray (nyiru) lying level, its middle at the origin."""
    r = width / 2
    shadow(c, 0, r * tilt * 0.4, r * 0.95, 0.9, 0.5)
    c.shape(ellipse(0, r * 0.07, r, r * tilt), deep(colour, 0.45))
    c.shape(ellipse(0, 0, r, r * tilt), deep(colour, 0.12))
    inner = ellipse(0, 5, r * 0.92, r * tilt * 0.9)
    c.shape(inner, lit(colour, 0.12))
    if weave:
        with c.within(inner), c.moved(f"scale(1 {tilt:.2f})"):
            _weave(c, r, colour)
    c.shape(inner, c.across(((0, DARK, 0.3), (0.5, DARK, 0.02), (1, WARM, 0.25)), 0, 0, 1, 0.5))
    c.line(ellipse(0, 0, r * 0.97, r * tilt * 0.96), lit(colour, 0.35), r * 0.045)
    c.line(ellipse(0, 0, r * 0.97, r * tilt * 0.96), deep(colour, 0.4), r * 0.05, 0.55, f"3 {r * 0.09}", "butt")


def _weave(c: Canvas, r: float, colour: str) -> None:
    """A plain over-and-under weave of strips, diagonal to the viewer: one set whole, the other in dashes over it."""
    step = 36
    with c.moved("rotate(45)"):
        for y in range(-math.ceil(r / step) * step, math.ceil(r), step):
            half = math.sqrt(max(0.0, r * r - y * y))
            c.line(f"M{-half} {y}H{half}", lit(colour, 0.3), 26, 0.75, cap="butt")
            c.line(f"M{y} {-half}V{half}", deep(colour, 0.22), 26, 0.75, "26 46", "butt")


def spoon(c: Canvas, length: float, colour: str = "#b07a48") -> None:
    """A spoon lying along +x, its bowl at the origin."""
    b = length * 0.15
    handle = poly([(b * 0.6, -b * 0.16), (length, -b * 0.24), (length + b * 0.12, 0), (length, b * 0.24), (b * 0.6, b * 0.16)])
    c.shape(f"M{b} 8L{length} 10", DARK, 0.2)
    for d in (handle, ellipse(0, 0, b * 1.25, b * 0.85)):
        c.shape(d, colour)
        slab(c, d, 0.9)
    c.shape(ellipse(-b * 0.05, b * 0.03, b * 0.98, b * 0.62), deep(colour, 0.3))
    c.shape(ellipse(b * 0.2, b * 0.18, b * 0.66, b * 0.38), lit(colour, 0.2), 0.5)


def scoop(c: Canvas, length: float, colour: str = "#b98552") -> None:
    """A wooden scoop lying along +x, its mouth towards -x."""
    h = length * 0.2
    body = f"M{-length * 0.3} {-h}C{-length * 0.42} {-h * 0.4} {-length * 0.42} {h * 0.4} {-length * 0.3} {h}"
    body += (
        f"C{length * 0.05} {h * 1.15} {length * 0.22} {h * 0.9} {length * 0.24} 0"
        f"C{length * 0.22} {-h * 0.9} {length * 0.05} {-h * 1.15} {-length * 0.3} {-h}Z"
    )
    handle = rounded(length * 0.2, -h * 0.22, length * 0.42, h * 0.44, h * 0.2)
    for d in (handle, body):
        c.shape(d, colour)
        slab(c, d, 0.9)
    c.shape(ellipse(-length * 0.1, 0, length * 0.24, h * 0.78), deep(colour, 0.35))
