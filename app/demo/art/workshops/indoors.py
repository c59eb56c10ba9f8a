"""Indoors: plank walls, windows on the hills, shelves, benches, hearths, for the places where makers work."""

from app.demo.art import light, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit, mix
from app.demo.art.geometry import ellipse, poly, rounded
from app.demo.art.light import DARK
from app.demo.art.workshops import land

WALLS = ("#d9b98c", "#a9bfae", "#c98f6a", "#9fb4bd", "#d8c49a", "#b58a63")


def room(c: Canvas, seed: int, floor: float = 800) -> str:
    """Plank wall and floor with light from the left; returns the colour of the wall."""
    wall = WALLS[seed % len(WALLS)]
    c.shape(f"M0 0H{c.width}V{floor}H0Z", c.across(((0, lit(wall, 0.25), 1), (0.5, wall, 1), (1, deep(wall, 0.36), 1)), 0, 0, 1, 0.3))
    for i in range(17):
        x = c.width * i / 16
        c.line(f"M{x} 0V{floor}", deep(wall, 0.42), 3, 0.34)
        c.line(f"M{x + 4} 0V{floor}", lit(wall, 0.5), 3, 0.3)
    for _ in range(40):
        x, y = c.rng.uniform(0, c.width), c.rng.uniform(0, floor)
        c.line(f"M{x} {y}q4 {c.rng.uniform(30, 80)} 0 {c.rng.uniform(80, 190)}", deep(wall, 0.3), 2.4, 0.22)
    ground = deep(mix(wall, "#8a6a4c", 0.6), 0.12)
    c.shape(f"M0 {floor}H{c.width}V{c.height}H0Z", c.down(deep(ground, 0.1), lit(ground, 0.14), deep(ground, 0.12)))
    c.line(f"M0 {floor}H{c.width}", deep(ground, 0.45), 8, 0.7)
    c.shape(poly([(0, floor), (520, floor), (1000, c.height), (180, c.height)]), WARM, 0.13)
    return wall


def window(c: Canvas, x: float, y: float, width: float, height: float, seed: int, view: str = "hills") -> None:
    """A shuttered window on hills, a volcano or the sea, and its light on the wall."""
    glow = c.glow(((0, WARM, 0.6), (0.5, WARM, 0.3), (1, WARM, 0.0)))
    c.shape(ellipse(x + width / 2, y + height / 2, width * 1.15, height * 1.15), glow)
    hour = land.hour(seed)
    with c.within(rounded(x, y, width, height, 6)):
        c.shape(f"M{x} {y}h{width}v{height}h{-width}Z", c.down(hour.high, hour.low, hour.low))
        if view == "volcano":
            land.volcano(c, x + width * 0.55, y + height * 0.86, width * 0.6, height * 0.56, mix("#6d8a86", hour.haze, 0.4))
        if view == "sea":
            c.shape(f"M{x} {y + height * 0.6}h{width}v{height}h{-width}Z", c.down(mix("#3f8a94", hour.low, 0.5), "#2c6f7c"))
            c.shape(
                poly([(x + width * 0.5, y + height * 0.6), (x + width * 0.7, y + height * 0.42), (x + width, y + height * 0.6)]),
                mix("#5f7f7a", hour.haze, 0.4),
            )
        else:
            for i, tone in enumerate(("#8fae8a", "#6d9468", "#4f7a4c")):
                base = y + height * (0.66 + 0.13 * i)
                c.shape(
                    f"M{x} {base}q{width * 0.25} {-height * 0.12} {width * 0.5} 0t{width * 0.5} {-height * 0.03}V{y + height}H{x}Z", tone
                )
    frame = "#6d4a30"
    c.line(rounded(x, y, width, height, 6), frame, 22)
    c.line(rounded(x - 3, y - 3, width, height, 6), lit(frame, 0.3), 6, 0.7)
    c.line(f"M{x + width / 2} {y}v{height}M{x} {y + height * 0.45}h{width}", frame, 11)
    c.shape(rounded(x - 30, y + height, width + 60, 26, 6), lit(frame, 0.15))
    c.shape(rounded(x - 24, y + height + 26, width + 70, 14, 4), DARK, 0.2)


def shelf(c: Canvas, x: float, y: float, width: float, tones: tuple[str, ...]) -> None:
    """A wall shelf of jars."""
    c.shape(f"M{x + 10} {y + 20}h{width}v26h{-width}Z", DARK, 0.22)
    count = max(2, int(width // 120))
    for i in range(count):
        px = x + width * (i + 0.5) / count
        with c.at(px, y - 4, c.rng.uniform(0.82, 1.0)):
            if i % 3 == 2:
                vessels.tin(c, 78, 104, tones[(i + 1) % len(tones)])
            else:
                vessels.jar(c, 84, 130, tones[i % len(tones)], "#6d4a30")
    c.shape(rounded(x, y, width, 24, 4), "#8a5f3c")
    light.slab(c, rounded(x, y, width, 24, 4), 0.9)


def bench(c: Canvas, x: float, y: float, width: float, depth: float = 150, tone: str = "#a8774a") -> None:
    """A work bench: y is its top's front edge, seen a little from above."""
    top = poly([(x + depth * 0.4, y - depth), (x + width - depth * 0.3, y - depth), (x + width, y), (x, y)])
    for px in (x + 40, x + width - 80):
        c.shape(f"M{px} {y + 30}h40V{c.height}h-40Z", deep(tone, 0.5))
    c.shape(poly([(x + 20, y + 36), (x + width - 20, y + 36), (x + width - 60, y + 90), (x + 60, y + 90)]), DARK, 0.25)
    c.shape(top, tone)
    with c.within(top):
        for i in range(9):
            ly = y - depth + depth * (i + 0.5) / 9
            c.line(f"M{x} {ly}q{width * 0.3} {c.rng.uniform(-8, 8)} {width * 0.5} 0t{width * 0.5} 3", deep(tone, 0.35), 3, 0.4)
    light.slab(c, top, 1.0)
    c.shape(f"M{x} {y}h{width}v42h{-width}Z", c.across(((0, deep(tone, 0.15), 1), (1, deep(tone, 0.45), 1))))


def hearth(c: Canvas, x: float, y: float, width: float) -> None:
    """A brick hearth with two fires, its top at y, middle at x; pots are drawn by the caller."""
    w, tall = width / 2, width * 0.34
    d = f"M{x - w} {y}H{x + w}V{y + tall}H{x - w}Z"
    c.shape(f"M{x - w + 10} {y + tall - 10}H{x + w + 60}L{x + w + 20} {y + tall + 26}H{x - w}Z", DARK, 0.3)
    c.shape(d, "#a85f45")
    for row in range(5):
        for col in range(-1, 8):
            bx = x - w + (col + 0.5 * (row % 2)) * width / 7
            with c.within(d):
                c.shape(
                    rounded(bx + 4, y + row * tall / 5 + 4, width / 7 - 8, tall / 5 - 8, 4),
                    c.rng.choice(("#b86f52", "#a35a42", "#c07a5a", "#96523c")),
                )
    light.slab(c, d, 0.9)
    for cx in (x - w * 0.5, x + w * 0.5):
        mouth = f"M{cx - w * 0.26} {y + tall}V{y + tall * 0.55}A{w * 0.26} {tall * 0.3} 0 0 1 {cx + w * 0.26} {y + tall * 0.55}V{y + tall}Z"
        c.shape(mouth, "#2a1610")
        c.shape(
            ellipse(cx, y + tall * 0.9, w * 0.5, tall * 0.6), c.glow(((0, "#ffb04a", 0.75), (0.4, "#ff7a2a", 0.35), (1, "#ff7a2a", 0.0)))
        )
        for i in range(6):
            fx, tip = cx + (i - 2.5) * w * 0.07, tall * c.rng.uniform(0.22, 0.42)
            c.shape(
                (
                    f"M{fx - 14} {y + tall}Q{fx - 18} {y + tall - tip * 0.5} {fx} {y + tall - tip}"
                    f"Q{fx + 18} {y + tall - tip * 0.4} {fx + 14} {y + tall}Z"
                ),
                c.rng.choice(("#ffb03c", "#ff8a2a", "#ffd873")),
            )
    c.shape(f"M{x - w - 14} {y - 20}H{x + w + 14}V{y + 14}H{x - w - 14}Z", "#8f8578")
    light.slab(c, f"M{x - w - 14} {y - 20}H{x + w + 14}V{y + 14}H{x - w - 14}Z", 0.9)


def wok(c: Canvas, x: float, y: float, width: float, fill: str) -> None:
    """An iron wok on the fire, its rim at y."""
    r = width / 2
    for side in (-1, 1):
        c.line(f"M{x + side * r * 0.95} {y + 4}q{side * r * 0.24} -22 {side * r * 0.26} 10t{side * -r * 0.2} 18", "#2b2826", r * 0.07)
    d = f"M{x - r} {y}C{x - r * 0.9} {y + r * 0.75} {x + r * 0.9} {y + r * 0.75} {x + r} {y}Z"
    c.shape(d, "#3b3735")
    light.cylinder(c, d, 1.1)
    c.shape(ellipse(x, y, r, r * 0.24), "#55504d")
    c.shape(ellipse(x, y + 3, r * 0.9, r * 0.2), c.across(((0, deep(fill, 0.3), 1), (1, lit(fill, 0.25), 1))))


def strings(c: Canvas, x: float, y: float, tone: str, count: int = 9) -> None:
    """A string of chillies, corn or garlic hanging from a peg."""
    c.line(f"M{x} {y - 40}V{y + count * 22}", "#b98d55", 4)
    for i in range(count):
        for side in (-1, 1):
            with c.at(x, y + i * 22, 1, 90 - side * c.rng.uniform(36, 62)):
                c.shape(ellipse(36, 0, 34, 9), deep(tone, 0.15 if side > 0 else 0.0))
                c.shape(ellipse(32, -3, 20, 2.6), "#ffffff", 0.4)
