"""Light and ground: the window's backdrop, shadows, and the shading that turns flat shapes into things. Light comes from upper left."""

from app.demo.art.canvas import Canvas
from app.demo.art.colour import INK, WARM, deep, luminance, mix
from app.demo.art.geometry import TILT, curve_through, ellipse, in_ellipse, poly, pt

DARK = "#2b120c"


def ground(c: Canvas, tone: str, horizon: float = 0.6) -> None:
    """The whole backdrop: a lit wall, a table in front of it (edge at `horizon`, share of the height), light pooled in the middle."""
    w, h = c.width, c.height
    bright = luminance(tone)
    heart, middle = mix(tone, WARM, 0.1 + 0.62 * bright), mix(tone, WARM, 0.04 + 0.36 * bright)
    pool = ((0, heart, 1.0), (0.42, middle, 1.0), (0.66, mix(tone, middle, 0.2), 1.0), (1, deep(tone, 0.24), 1.0))
    c.shape(f"M0 0H{w}V{h}H0Z", c.glow(pool, 0.46, 0.5, 0.84))  # one opaque layer: large see-through ones cost most of a picture's time
    top = h * horizon
    for left, width in ((0.04, 0.26), (0.345, 0.26)):
        x = w * left
        high, low, lean = h * 0.06, top * 0.98, w * 0.2
        pane = poly([(x + lean, high), (x + lean + w * width, high), (x + w * width, low), (x, low)])
        c.shape(pane, c.across(((0, WARM, 0.36 * bright**1.6), (1, WARM, 0.0)), 0.2, 0, 0.7, 1))
    c.shape(f"M0 {top}H{w}V{h}H0Z", c.across(((0, DARK, 0.0), (0.05, DARK, 0.1), (0.5, DARK, 0.03), (1, DARK, 0.1)), 0, 0, 0, 1))


def shadow(c: Canvas, x: float, y: float, half: float, strength: float = 1.0, reach: float = 1.0) -> None:
    """The shadow of a thing standing at (x, y) with a foot `half` wide to each side; `reach` stretches it to the right."""
    far = c.glow(((0, DARK, 0.36 * strength), (0.5, DARK, 0.2 * strength), (1, DARK, 0.0)))
    near = c.glow(((0, DARK, 0.62 * strength), (0.75, DARK, 0.42 * strength), (1, DARK, 0.0)))
    c.shape(ellipse(x + half * (0.3 + 0.25 * reach), y + half * 0.03, half * (1.0 + 0.42 * reach), half * (TILT + 0.12)), far)
    c.shape(ellipse(x + half * 0.05, y, half * 1.07, half * (TILT + 0.03)), near)


def thrown(c: Canvas, d: str, reach: float, opacity: float) -> None:
    """The soft shadow of a flat thing of outline `d`: rings of thin shade, `reach` wide; many times quicker than a blur."""
    c.shape(d, DARK, opacity * 0.3)
    for i in range(1, 6):
        c.line(d, DARK, reach * 0.4 * i, opacity * 0.15)


def cylinder(c: Canvas, d: str, strength: float = 1.0) -> None:
    """Shade `d` as an upright round body."""
    s = strength
    stops = ((0, DARK, 0.2 * s), (0.12, DARK, 0.04 * s), (0.24, WARM, 0.34 * s), (0.36, WARM, 0.12 * s), (0.52, DARK, 0.0))
    c.shape(d, c.across((*stops, (0.78, DARK, 0.22 * s), (0.93, DARK, 0.4 * s), (1, DARK, 0.26 * s))))


def ball(c: Canvas, d: str, strength: float = 1.0) -> None:
    """Shade `d` as a rounded lump."""
    s = strength
    c.shape(
        d,
        c.glow(
            ((0, WARM, 0.55 * s), (0.28, WARM, 0.16 * s), (0.5, DARK, 0.0), (0.85, DARK, 0.26 * s), (1, DARK, 0.4 * s)), 0.33, 0.26, 0.78
        ),
    )


def slab(c: Canvas, d: str, strength: float = 1.0) -> None:
    """Shade `d` as a flat thing lit from upper left."""
    s = strength
    c.shape(d, c.across(((0, WARM, 0.34 * s), (0.45, WARM, 0.0), (0.6, DARK, 0.02 * s), (1, DARK, 0.26 * s)), 0, 0, 1, 1))


def sheen(c: Canvas, d: str, opacity: float = 0.5) -> None:
    """A soft gleam of light, strongest at its top."""
    c.shape(d, c.across(((0, "#ffffff", opacity), (1, "#ffffff", opacity * 0.15)), 0, 0, 0, 1))


def brushed(
    c: Canvas, d: str, box: tuple[float, float, float, float], colour: str, count: int = 14, opacity: float = 0.16, turn: float = -18
) -> None:
    """Dry-brush strokes of `colour` inside `d`; `box` is x, y, width, height of the shape."""
    x, y, w, h = box
    with c.within(d):
        for _ in range(count):
            px, py = x + w * c.rng.random(), y + h * c.rng.random()
            length, wide = w * c.rng.uniform(0.1, 0.34), h * c.rng.uniform(0.008, 0.028)
            with c.at(px, py, 1, turn + c.rng.uniform(-9, 9)):
                c.shape(ellipse(0, 0, length / 2, wide), colour, opacity * c.rng.uniform(0.5, 1.2))


def speckled(
    c: Canvas, d: str, box: tuple[float, float, float, float], colour: str, count: int = 60, size: float = 3.0, opacity: float = 0.5
) -> None:
    """Small specks of `colour` inside `d`; `box` is x, y, width, height of the shape."""
    x, y, w, h = box
    dots = []
    for _ in range(count):
        r = size * c.rng.uniform(0.4, 1.2)
        dots.append(ellipse(x + w * c.rng.random(), y + h * c.rng.random(), r, r * 0.8))
    with c.within(d):
        c.shape("".join(dots), colour, opacity)


def steam(c: Canvas, x: float, y: float, height: float, width: float = 46, count: int = 3, opacity: float = 0.5) -> None:
    """Wisps of steam rising from (x, y)."""
    with c.soft(width * 0.2):
        for i in range(count):
            left = x + (i - (count - 1) / 2) * width * 2.1
            tall = height * c.rng.uniform(0.7, 1.05)
            sway = width * c.rng.uniform(0.7, 1.0)
            spine = [(left, y), (left + sway, y - tall * 0.3), (left - sway * 0.6, y - tall * 0.66), (left + sway * 0.5, y - tall)]
            back = [(px + width * thick, py) for (px, py), thick in zip(reversed(spine), (0.1, 0.75, 0.7, 0.2), strict=True)]
            d = f"M{pt(spine[0])}{curve_through(spine)}L{pt(back[0])}{curve_through(back)}Z"
            c.shape(d, c.across(((0, "#ffffff", 0.0), (0.4, "#ffffff", opacity), (1, "#ffffff", opacity * 0.5)), 0, 0, 0, 1))


def crumbs(c: Canvas, x: float, y: float, rx: float, ry: float, colour: str, count: int = 16, size: float = 7) -> None:
    """A few crumbs strewn on the table, each with its own touch of shadow."""
    for _ in range(count):
        dx, dy = in_ellipse(c.rng, rx, ry)
        r = size * c.rng.uniform(0.4, 1.1)
        c.shape(ellipse(x + dx + r * 0.5, y + dy + r * 0.45, r * 1.1, r * 0.6), INK, 0.22)
        c.shape(ellipse(x + dx, y + dy, r, r * 0.75), mix(colour, INK, c.rng.uniform(0, 0.25)))
        c.shape(ellipse(x + dx - r * 0.2, y + dy - r * 0.25, r * 0.5, r * 0.3), WARM, 0.4)
