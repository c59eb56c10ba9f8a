"""Shapes as SVG path data: smooth curves, bodies of revolution, blobs, rounded boxes. Canvas units, y grows downwards."""

import math
from collections.abc import Sequence
from random import Random

Point = tuple[float, float]
Profile = Sequence[Point]

TILT = 0.26  # height of a level circle seen from the camera, as a share of its width


def num(value: float) -> str:
    """A number as short as a path needs it."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def pt(point: Point) -> str:
    """A point as "x y"."""
    return f"{num(point[0])} {num(point[1])}"


def poly(points: Sequence[Point], closed: bool = True) -> str:
    """Straight lines through `points`."""
    return "M" + "L".join(pt(point) for point in points) + ("Z" if closed else "")


def curve_through(points: Sequence[Point], tension: float = 1.0) -> str:
    """The Bezier segments (no leading M) of an open smooth curve through `points`."""
    last = len(points) - 1
    parts = []
    for i in range(last):
        before, here, there, after = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, last)]
        one = (here[0] + (there[0] - before[0]) / 6 * tension, here[1] + (there[1] - before[1]) / 6 * tension)
        two = (there[0] - (after[0] - here[0]) / 6 * tension, there[1] - (after[1] - here[1]) / 6 * tension)
        parts.append(f"C{pt(one)} {pt(two)} {pt(there)}")
    return "".join(parts)


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> str:
    """A smooth curve through `points`."""
    if not closed:
        return f"M{pt(points[0])}{curve_through(points, tension)}"
    count = len(points)
    ring = [points[i % count] for i in range(-1, count + 2)]
    parts = [f"M{pt(points[0])}"]
    for i in range(1, count + 1):
        before, here, there, after = ring[i - 1], ring[i], ring[i + 1], ring[i + 2]
        one = (here[0] + (there[0] - before[0]) / 6 * tension, here[1] + (there[1] - before[1]) / 6 * tension)
        two = (there[0] - (after[0] - here[0]) / 6 * tension, there[1] - (after[1] - here[1]) / 6 * tension)
        parts.append(f"C{pt(one)} {pt(two)} {pt(there)}")
    return "".join(parts) + "Z"


def ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    """A whole ellipse."""
    return f"M{pt((cx - rx, cy))}a{num(rx)} {num(ry)} 0 1 1 {num(2 * rx)} 0a{num(rx)} {num(ry)} 0 1 1 {num(-2 * rx)} 0Z"


def rounded(x: float, y: float, width: float, height: float, r: float) -> str:
    """A box with round corners."""
    r = min(r, width / 2, height / 2)
    a = f"a{num(r)} {num(r)} 0 0 1"
    return (
        f"M{pt((x + r, y))}h{num(width - 2 * r)}{a} {num(r)} {num(r)}v{num(height - 2 * r)}{a} {num(-r)} {num(r)}"
        f"h{num(2 * r - width)}{a} {num(-r)} {num(-r)}v{num(2 * r - height)}{a} {num(r)} {num(-r)}Z"
    )


def turned(profile: Profile, tilt: float = TILT) -> str:
    """The outline of a body of revolution: `profile` is (radius, y) from the mouth down to the foot, x = 0 is the axis."""
    right = list(profile)
    left = [(-radius, y) for radius, y in reversed(right)]
    foot, mouth = right[-1][0], right[0][0]
    bottom = f"A{num(foot)} {num(foot * tilt)} 0 0 1 {pt(left[0])}"
    top = f"A{num(mouth)} {num(mouth * tilt)} 0 0 1 {pt(right[0])}"
    return f"M{pt(right[0])}{curve_through(right)}{bottom}{curve_through(left)}{top}Z"


def band(radius_top: float, top: float, radius_bottom: float, bottom: float, tilt: float = TILT) -> str:
    """A strip round a body of revolution, seen from the front half: label, lid skirt, painted ring."""
    return (
        f"M{pt((-radius_top, top))}A{num(radius_top)} {num(radius_top * tilt)} 0 0 0 {pt((radius_top, top))}L{pt((radius_bottom, bottom))}"
        f"A{num(radius_bottom)} {num(radius_bottom * tilt)} 0 0 1 {pt((-radius_bottom, bottom))}Z"
    )


def blob(rng: Random, cx: float, cy: float, rx: float, ry: float, rough: float = 0.08, count: int = 9, turn: float = 0.0) -> str:
    """An ellipse drawn by hand: `rough` is the share by which each of `count` points strays, `turn` in degrees."""
    points = []
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    for i in range(count):
        angle = 2 * math.pi * i / count
        reach = 1 + rng.uniform(-rough, rough)
        x, y = rx * math.cos(angle) * reach, ry * math.sin(angle) * reach
        points.append((cx + x * cosine - y * sine, cy + x * sine + y * cosine))
    return smooth(points)


def heap(rng: Random, cx: float, base: float, half: float, height: float, rough: float = 0.06) -> str:
    """The outline of a pile of loose stuff on a level place: a soft hill over an elliptical foot."""
    over = [(cx - half, base)]
    for share in (-0.78, -0.52, -0.25, 0.0, 0.27, 0.55, 0.8):
        top = height * (1 - abs(share) ** 1.7) * (1 + rng.uniform(-rough, rough))
        over.append((cx + half * share, base - top))
    over.append((cx + half, base))
    return f"M{pt(over[0])}{curve_through(over)}A{num(half)} {num(half * TILT)} 0 0 1 {pt(over[0])}Z"


def leaf_shape(length: float, width: float, bend: float = 0.0) -> str:
    """A pointed leaf lying along +x from the origin; `bend` lifts the tip (canvas units)."""
    w = width / 2
    return (
        f"M0 0C{pt((length * 0.2, -w * 1.25 - bend * 0.2))} {pt((length * 0.62, -w * 1.2 - bend))} {pt((length, -bend))}"
        f"C{pt((length * 0.7, w * 1.05 - bend * 0.6))} {pt((length * 0.25, w * 1.25))} 0 0Z"
    )


def around(count: int, cx: float, cy: float, rx: float, ry: float, start: float = 0.0) -> list[Point]:
    """`count` points evenly round an ellipse; `start` in degrees."""
    turns = [math.radians(start + 360 * i / count) for i in range(count)]
    return [(cx + rx * math.cos(turn), cy + ry * math.sin(turn)) for turn in turns]


def in_ellipse(rng: Random, rx: float, ry: float) -> Point:
    """A random point of an ellipse round the origin, evenly spread."""
    turn, reach = rng.uniform(0, 2 * math.pi), math.sqrt(rng.random())
    return rx * reach * math.cos(turn), ry * reach * math.sin(turn)


def in_heap(rng: Random, half: float, height: float) -> Point:
    """A random point on the visible face of `heap` (foot centre at the origin)."""
    share = rng.uniform(-0.93, 0.93)
    top = height * (1 - abs(share) ** 1.7) * 0.93
    low = half * TILT * math.sqrt(1 - share * share) * 0.85
    return half * share, rng.uniform(-top, low)
