"""The small honest label: what stands on a pack, flat or round a body, with the woven diamond band of the house."""

from dataclasses import dataclass

from app.demo.art.canvas import Canvas
from app.demo.art.colour import PAPER, deep, ink_on, lit, mix
from app.demo.art.geometry import TILT, band, poly, rounded
from app.demo.art.lettering import CAP, fitted, write, write_round


@dataclass(frozen=True)
class Tag:
    """The words and the colour of one product's packs."""

    head: str
    sub: str
    accent: str
    paper: str = PAPER

    def on(self, paper: str) -> "Tag":
        """The same words on another paper."""
        return Tag(self.head, self.sub, self.accent, paper)


def diamonds(c: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A row of woven diamonds between two threads, centred on x, its middle at y."""
    count = max(3, round(width / (height * 1.25)))
    step = width / count
    parts = []
    for i in range(count):
        cx = x - width / 2 + step * (i + 0.5)
        a, b = step * 0.44, height * 0.36
        parts.append(poly([(cx - a, y), (cx, y - b), (cx + a, y), (cx, y + b)]))
        parts.append(poly([(cx - a * 0.45, y), (cx, y + b * 0.45), (cx + a * 0.45, y), (cx, y - b * 0.45)]))
    c.add(f'<path d="{"".join(parts)}" fill="{colour}" fill-rule="evenodd"/>')
    for side in (-1, 1):
        c.shape(f"M{x - width / 2} {y + side * height * 0.5 - 1}h{width}v2h{-width}Z", colour)


def split(words: str) -> list[str]:
    """One or two lines: broken at the space nearest the middle when the words are long."""
    spaces = [i for i, sign in enumerate(words) if sign == " "]
    if len(words) <= 9 or not spaces:
        return [words]
    cut = min(spaces, key=lambda i: abs(i - len(words) / 2))
    return [words[:cut], words[cut + 1 :]]


def flat(c: Canvas, tag: Tag, x: float, y: float, width: float, height: float, paper: bool = True, r: float = 8) -> None:
    """A label centred on (x, y): accent field above with the band, words below."""
    ink = ink_on(tag.paper) if paper else ink_on(tag.accent)
    if paper:
        c.shape(rounded(x - width / 2, y - height / 2 + 3, width, height, r), deep(tag.accent, 0.6), 0.25)
        c.shape(rounded(x - width / 2, y - height / 2, width, height, r), c.down(lit(tag.paper, 0.2), deep(tag.paper, 0.04)))
        with c.within(rounded(x - width / 2, y - height / 2, width, height, r)):
            c.shape(f"M{x - width / 2} {y - height / 2}h{width}v{height * 0.2}h{-width}Z", tag.accent)
    diamonds(c, x, y - height * 0.4, width * 0.86, height * 0.12, lit(tag.accent, 0.75) if paper else ink)
    words(c, tag, x, y + height * 0.1, width * 0.88, height * 0.62, ink, mix(tag.accent, ink, 0.25) if paper else ink)


def words(c: Canvas, tag: Tag, x: float, y: float, room: float, tall: float, ink: str, small: str) -> None:
    """Headline in one or two lines and the line below it, as a block centred on (x, y)."""
    lines = split(tag.head)
    size = min(fitted(line, tall * (0.52 if len(lines) == 1 else 0.4), room) for line in lines)
    minor = fitted(tag.sub, min(size * 0.5, tall * 0.17), room, "plain", 0.03)
    block = size * CAP + (len(lines) - 1) * size * 1.04 + minor * 1.75
    top = y - block / 2 + size * CAP
    for i, line in enumerate(lines):
        write(c, line, x, top + i * size * 1.04, size, ink)
    write(c, tag.sub, x, top + (len(lines) - 1) * size * 1.04 + minor * 1.75, minor, small, "plain", 0.03)


def wrapped(c: Canvas, tag: Tag, radius: float, top: float, bottom: float, foot: float | None = None, tilt: float = TILT) -> None:
    """A label round the front of a body of `radius` (axis x = 0), from y `top` to `bottom` at the body's left edge."""
    foot = radius if foot is None else foot
    tall = bottom - top
    c.shape(band(radius, top, foot, bottom, tilt), tag.paper)
    stripe = top + tall * 0.17
    c.shape(band(radius, top, radius + (foot - radius) * 0.17, stripe, tilt), tag.accent)
    c.shape(band(foot, bottom - tall * 0.05, foot, bottom, tilt), tag.accent)
    lines = split(tag.head)
    room = radius * 1.75
    size = min(fitted(line, tall * (0.36 if len(lines) == 1 else 0.27), room) for line in lines)
    minor = fitted(tag.sub, min(size * 0.5, tall * 0.12), room, "plain", 0.03)
    block = size * CAP + (len(lines) - 1) * size * 1.05 + minor * 1.9
    y = top + tall * 0.56 - block / 2 + size * CAP
    ink = ink_on(tag.paper)
    small = mix(tag.accent, ink, 0.25) if tag.accent != tag.paper else mix(tag.paper, ink, 0.8)
    for i, line in enumerate(lines):
        write_round(c, line, y + i * size * 1.05, size, radius, ink, tilt=tilt)
    write_round(c, tag.sub, y + (len(lines) - 1) * size * 1.05 + minor * 1.9, minor, radius, small, "plain", 0.03, tilt)
    _round_diamonds(c, radius, top + tall * 0.085, tall * 0.1, lit(tag.accent, 0.7), tilt)


def _round_diamonds(c: Canvas, radius: float, y: float, height: float, colour: str, tilt: float) -> None:
    """The woven band following a round body."""
    count = 13
    parts = []
    for i in range(count):
        share = -0.92 + 1.84 * (i + 0.5) / count
        x = radius * share
        flat_side = (1 - share * share) ** 0.5
        a, b = radius * 0.92 / count * 0.8 * max(0.35, flat_side), height * 0.42
        cy = y + radius * tilt * flat_side
        parts.append(poly([(x - a, cy), (x, cy - b), (x + a, cy), (x, cy + b)]))
    c.shape("".join(parts), colour)
