"""Out of doors: sky, volcanoes, hills, sea, palms, trees and huts, for the places where makers work."""

from dataclasses import dataclass

from app.demo.art import plants
from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit, mix
from app.demo.art.geometry import Point, blob, curve_through, ellipse, poly, pt, smooth
from app.demo.art.light import DARK, cylinder


@dataclass(frozen=True)
class Hour:
    """The light of one time of day."""

    high: str
    low: str
    haze: str
    sun: tuple[float, float, str]
    shade: float


HOURS = (
    Hour("#8fbfc4", "#f6e3bd", "#dbe0cc", (420, 330, "#fff4d0"), 0.0),
    Hour("#6fa6bd", "#e9f0e3", "#c9dcd8", (380, 180, "#ffffff"), 0.0),
    Hour("#c98a78", "#fbd69a", "#e9b896", (470, 400, "#fff0c0"), 0.08),
    Hour("#5f7f9a", "#f3c8a0", "#c9b3aa", (360, 430, "#ffe3b0"), 0.14),
)


def hour(seed: int) -> Hour:
    """The hour of a seed."""
    return HOURS[seed % len(HOURS)]


def sky(c: Canvas, light: Hour, low: float = 620) -> None:
    """Sky with sun, soft clouds, down to y `low`."""
    c.shape(f"M0 {low - 2}H{c.width}V{c.height}H0Z", light.low)
    c.shape(f"M0 0H{c.width}V{low}H0Z", c.down(light.high, mix(light.high, light.low, 0.6), light.low))
    x, y, tone = light.sun
    c.shape(ellipse(x, y, 380, 380), c.glow(((0, tone, 0.9), (0.16, tone, 0.7), (0.2, tone, 0.35), (1, tone, 0.0))))
    c.shape(ellipse(x, y, 62, 62), tone, 0.95)
    for _ in range(5):
        cx, cy, size = c.rng.uniform(0, c.width), c.rng.uniform(60, low * 0.6), c.rng.uniform(90, 190)
        for dx, r in ((-0.7, 0.4), (0, 0.6), (0.6, 0.45), (0.2, 0.36)):
            c.shape(ellipse(cx + size * dx, cy - size * r * 0.12, size * r * 1.3, size * r * 0.3), WARM, 0.3)


def ridge(c: Canvas, base: float, rise: float, tone: str, rough: float = 0.3, foot: float | None = None) -> None:
    """A line of hills whose crest runs round y = `base` - `rise`."""
    steps = 9
    crest: list[Point] = [(c.width * i / steps, base - rise * c.rng.uniform(1 - rough, 1 + rough)) for i in range(-1, steps + 2)]
    d = f"M{pt(crest[0])}{curve_through(crest)}V{foot or c.height}H-200Z"
    c.shape(d, c.down(lit(tone, 0.06), deep(tone, 0.12)))


def volcano(c: Canvas, x: float, base: float, half: float, rise: float, tone: str, smoke: bool = True) -> None:
    """A cone with gullies and a wisp of smoke."""
    left: list[Point] = [
        (x - half, base),
        (x - half * 0.5, base - rise * 0.36),
        (x - half * 0.2, base - rise * 0.8),
        (x - half * 0.09, base - rise),
    ]
    right: list[Point] = [
        (x + half * 0.1, base - rise * 0.98),
        (x + half * 0.24, base - rise * 0.74),
        (x + half * 0.56, base - rise * 0.3),
        (x + half, base),
    ]
    d = f"M{pt(left[0])}{curve_through(left)}L{pt((x, base - rise * 0.95))}L{pt(right[0])}{curve_through(right)}Z"
    if smoke:
        with c.soft(10):
            for i in range(5):
                c.shape(ellipse(x + 16 + i * i * 9, base - rise - 18 - i * 34, 24 + i * 15, 17 + i * 9), "#ffffff", 0.5 - i * 0.07)
    c.shape(d, c.across(((0, lit(tone, 0.26), 1), (0.5, tone, 1), (1, deep(tone, 0.25), 1)), 0.1, 0, 0.9, 0.3))
    with c.within(d):
        for i in range(7):
            lean = (i - 3) * half * 0.26
            c.line(
                f"M{x + lean * 0.1} {base - rise * 0.96}Q{x + lean * 0.4} {base - rise * 0.5} {x + lean} {base}", deep(tone, 0.3), 9, 0.28
            )


def sea(c: Canvas, top: float, tone: str, light: Hour) -> None:
    """Water from y `top` down, with the sun's path and small waves."""
    c.shape(f"M0 {top}H{c.width}V{c.height}H0Z", c.down(mix(tone, light.low, 0.6), tone, deep(tone, 0.28)))
    for _ in range(130):
        y = top + (c.height - top) * c.rng.random() ** 1.4
        near = (y - top) / (c.height - top)
        x = c.rng.uniform(0, c.width)
        c.line(f"M{x} {y}q{20 + 60 * near} {-4 - 6 * near} {50 + 130 * near} 0", lit(tone, 0.6), 1.5 + 4 * near, 0.34)
    for _ in range(46):
        y = top + (c.height - top) * c.rng.random() ** 1.2
        spread = 34 + (y - top) * 0.3
        x = light.sun[0] + c.rng.uniform(-spread, spread)
        c.line(f"M{x - 26} {y}h{c.rng.uniform(26, 80)}", light.sun[2], 4, 0.6)


def palm(c: Canvas, x: float, base: float, tall: float, lean: float = 0.1, tone: str = "#4a7a3c", nuts: bool = True) -> None:
    """A coconut palm."""
    top = (x + tall * lean, base - tall)
    wide = tall * 0.022
    trunk = (
        f"M{x - wide * 1.4} {base}"
        f"Q{x + tall * lean * 0.2 - wide} {base - tall * 0.5} {top[0] - wide * 0.6} {top[1]}"
        f"h{wide * 1.2}"
        f"Q{x + tall * lean * 0.2 + wide} {base - tall * 0.5} {x + wide * 1.4} {base}Z"
    )
    c.shape(trunk, "#8a7358")
    cylinder(c, trunk, 0.9)
    rings = "".join(f"M{x + tall * lean * (i / 18) ** 1.6 - wide} {base - tall * i / 18}q{wide} 5 {wide * 2} 0" for i in range(1, 18))
    c.line(rings, "#5a4634", 3, 0.4)
    for turn in (-172, -150, -128, -104, -78, -54, -30, -8, 14, 166):
        with c.at(*top):
            plants.frond(
                c,
                tall * 0.42,
                turn + c.rng.uniform(-6, 6),
                mix(tone, "#9aa84a", c.rng.uniform(0, 0.35)),
                0.34 if -150 < turn < -30 else 0.5,
                11,
            )
    if nuts:
        for dx, dy in ((-0.03, 0.01), (0.03, 0.014), (0.0, 0.035)):
            c.shape(ellipse(top[0] + tall * dx, top[1] + tall * dy, tall * 0.026, tall * 0.03), "#8a7a3a")


def tree(c: Canvas, x: float, base: float, size: float, tone: str = "#4a7040", trunk: str = "#5f4632") -> None:
    """A round-crowned tree."""
    c.shape(
        poly(
            [(x - size * 0.05, base), (x + size * 0.05, base), (x + size * 0.03, base - size * 0.7), (x - size * 0.03, base - size * 0.7)]
        ),
        trunk,
    )
    for dx, dy, r, tint in ((0.16, -0.62, 0.34, 0.25), (-0.2, -0.66, 0.34, 0.1), (0.02, -0.86, 0.36, 0.0), (-0.1, -0.72, 0.28, -0.16)):
        d = blob(c.rng, x + size * dx, base + size * dy, size * r, size * r * 0.82, 0.09, 11)
        c.shape(d, deep(tone, tint) if tint >= 0 else lit(tone, -tint))
    for _ in range(16):
        c.shape(
            ellipse(x + size * c.rng.uniform(-0.4, 0.2), base - size * c.rng.uniform(0.6, 1.1), size * 0.05, size * 0.025),
            lit(tone, 0.3),
            0.5,
        )


def hut(c: Canvas, x: float, base: float, size: float, wall: str = "#9a6f48", roof: str = "#7a4a34", stilts: bool = True) -> None:
    """A wooden house on stilts with a saddle roof."""
    w, foot = size / 2, size * 0.22 if stilts else 0
    for i in range(5 if stilts else 0):
        px = x - w * 0.9 + w * 1.8 * i / 4
        c.line(f"M{px} {base - foot}V{base}", deep(wall, 0.5), size * 0.03, cap="butt")
    body = f"M{x - w} {base - foot}V{base - foot - size * 0.42}H{x + w}V{base - foot}Z"
    c.shape(body, c.across(((0, lit(wall, 0.2), 1), (1, deep(wall, 0.25), 1))))
    c.line("".join(f"M{x - w + size * i / 12} {base - foot}v{-size * 0.42}" for i in range(13)), deep(wall, 0.4), 2.4, 0.4)
    for side in (-0.56, 0.56):
        c.shape(
            f"M{x + w * side - size * 0.09} {base - foot - size * 0.33}h{size * 0.18}v{size * 0.2}h{-size * 0.18}Z",
            "#f6d38a" if side < 0 else "#3a2a22",
        )
    c.shape(f"M{x - size * 0.08} {base - foot}v{-size * 0.32}h{size * 0.16}v{size * 0.32}Z", deep(wall, 0.6))
    top = poly(
        [
            (x - w * 1.22, base - foot - size * 0.38),
            (x + w * 1.22, base - foot - size * 0.38),
            (x + w * 0.86, base - foot - size * 0.78),
            (x - w * 0.86, base - foot - size * 0.78),
        ]
    )
    c.shape(top, c.across(((0, lit(roof, 0.24), 1), (1, deep(roof, 0.3), 1)), 0, 0, 1, 0.5))
    c.line(
        "".join(
            (
                f"M{x - w * 0.86 + w * 1.72 * i / 16} {base - foot - size * 0.78}"
                f"L{x - w * 1.22 + w * 2.44 * i / 16} {base - foot - size * 0.38}"
            )
            for i in range(17)
        ),
        deep(roof, 0.4),
        2.6,
        0.45,
    )


def grass(c: Canvas, top: float, tone: str, count: int = 160) -> None:
    """A meadow from y `top` to the lower edge, blades in front."""
    c.shape(f"M0 {top}Q{c.width * 0.5} {top - 30} {c.width} {top + 10}V{c.height}H0Z", c.down(lit(tone, 0.12), tone, deep(tone, 0.3)))
    blades: dict[float, list[str]] = {0.25: [], 0.0: [], -0.3: []}
    for _ in range(count):
        y = top + (c.height - top) * c.rng.random()
        near = (y - top) / (c.height - top)
        x = c.rng.uniform(0, c.width)
        blades[c.rng.choice((0.25, 0.0, -0.3))].append(
            f"M{x} {y}q{-4 - 6 * near} {-10 - 26 * near} {c.rng.uniform(-10, 14)} {-16 - 40 * near}"
        )
    for tint, parts in blades.items():
        c.line("".join(parts), lit(tone, tint) if tint > 0 else deep(tone, -tint), 4, 0.6)


def bush(c: Canvas, x: float, y: float, size: float, tone: str, fruit: str = "") -> None:
    """A low round plant with leaves, and `fruit` of that colour."""
    c.shape(ellipse(x + size * 0.2, y, size * 0.9, size * 0.2), DARK, 0.2)
    for dx, dy, r, tint in ((0.3, -0.3, 0.44, 0.2), (-0.34, -0.3, 0.42, 0.06), (0.0, -0.52, 0.48, -0.1)):
        d = blob(c.rng, x + size * dx, y + size * dy, size * r, size * r * 0.84, 0.12, 10)
        c.shape(d, deep(tone, tint) if tint >= 0 else lit(tone, -tint))
    for _ in range(12):
        with c.at(x + size * c.rng.uniform(-0.6, 0.5), y - size * c.rng.uniform(0.1, 0.85), 1, c.rng.uniform(-150, -30)):
            c.shape(smooth([(0, 0), (size * 0.12, -size * 0.05), (size * 0.26, 0), (size * 0.12, size * 0.05)]), lit(tone, 0.2), 0.8)
    for _ in range(11 if fruit else 0):
        c.shape(ellipse(x + size * c.rng.uniform(-0.6, 0.6), y - size * c.rng.uniform(0.1, 0.85), size * 0.05, size * 0.055), fruit)
