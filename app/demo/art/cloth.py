"""Cloth as it lies in a shop: hung from a rod, folded in a pile, rolled, draped, laid out flat. Fills come from `weaves`."""

from app.demo.art.canvas import Canvas
from app.demo.art.colour import WARM, deep, lit
from app.demo.art.fish import cane
from app.demo.art.geometry import Point, curve_through, ellipse, poly, pt, smooth
from app.demo.art.light import DARK, cylinder, shadow, thrown
from app.demo.art.weaves import main_colour, woven


def folds(c: Canvas, d: str, stripes: int, strength: float = 1.0) -> None:
    """Upright soft folds over the outline `d`: `stripes` waves of light and shade."""
    stops: list[tuple[float, str, float]] = []
    for i in range(stripes):
        at = i / stripes
        step = 1 / stripes
        depth = strength * c.rng.uniform(0.7, 1.15)
        stops += [
            (at, DARK, 0.34 * depth),
            (at + step * 0.22, WARM, 0.26 * depth),
            (at + step * 0.4, WARM, 0.08),
            (at + step * 0.72, DARK, 0.1 * depth),
        ]
    stops.append((1.0, DARK, 0.34 * strength))
    c.shape(d, c.across(tuple(stops)))


def hung(c: Canvas, width: float, height: float, pattern: str, cell: float, fringe: str = "", waves: int = 5) -> None:
    """A cloth hanging from a bamboo rod; the origin is the middle of the rod."""
    w = width / 2
    hem: list[Point] = []
    for i in range(waves * 2 + 1):
        x = w - width * i / (waves * 2)
        hem.append((x, height + (14 if i % 2 else -8) + c.rng.uniform(-4, 4)))
    d = f"M{-w} 0H{w}L{pt(hem[0])}{curve_through(hem)}Z"
    with c.at(26, 30):
        thrown(c, d, 46, 0.24)
    if fringe:
        strands = "".join(
            f"M{x + (i % 3) - 1} {height - 16}q{c.rng.uniform(-7, 7)} 28 {c.rng.uniform(-4, 4)} {58 + i % 4 * 4}"
            for i, x in enumerate([-w + 5 + width * j / 64 for j in range(64)])
        )
        c.line(strands, fringe, 4, 0.9)
    woven(c, d, pattern, cell, (width, height), f"translate({-w} 0)")
    folds(c, d, waves, 0.9)
    c.shape(d, c.across(((0, DARK, 0.35), (0.06, DARK, 0.0), (0.8, DARK, 0.0), (1, DARK, 0.2)), 0, 0, 0, 1))
    cane(c, -w - 70, 0, w + 70, 0, 38)
    for side in (-1, 1):
        c.line(f"M{side * (w + 46)} -10Q{side * (w + 10)} {-120} 0 -210", "#a98a55", 5)
    c.line("M0 -206q18 -26 0 -44", "#6f5a3a", 8)


def pile(c: Canvas, width: float, patterns: list[str], cell: float, thick: float = 74) -> None:
    """Folded cloths in a pile standing on the origin, the last of `patterns` on top, its pattern seen on the upper face."""
    w = width / 2
    shadow(c, 0, 0, w * 1.05, 1.0)
    y = 0.0
    for i, name in enumerate(patterns):
        shift = c.rng.uniform(-14, 14)
        with c.at(shift, y):
            _folded(c, w * (1 - 0.015 * i), thick, name, cell)
        y -= thick
    with c.at(0, y):
        _upper(c, w * 0.97, width * 0.4, patterns[-1], cell)


def _folded(c: Canvas, w: float, thick: float, name: str, cell: float) -> None:
    """The front of one folded cloth: two soft rolls of its layers."""
    main_colour(name)
    for half in (0, 1):
        top = -thick + half * thick / 2
        d = (
            f"M{-w} {top + 4}Q{-w - 16} {top + thick * 0.25} {-w} {top + thick * 0.5}H{w}"
            f"Q{w + 20} {top + thick * 0.25} {w} {top + 4}Q0 {top - 5} {-w} {top + 4}Z"
        )
        woven(c, d, name, cell * 0.82, (2 * w, thick / 2), f"translate({-w} {top})")
        c.shape(d, c.across(((0, WARM, 0.2), (0.3, WARM, 0.12), (0.6, DARK, 0.05), (1, DARK, 0.62)), 0, 0, 0, 1))
        c.shape(d, c.across(((0, DARK, 0.2), (0.12, WARM, 0.14), (0.7, DARK, 0.0), (1, DARK, 0.36))))


def _upper(c: Canvas, w: float, deepness: float, name: str, cell: float) -> None:
    """The upper face of a folded cloth, foreshortened."""
    lean = deepness * 0.3
    d = smooth([(-w, 4), (-w + lean, -deepness), (0, -deepness - 5), (w - lean * 0.2, -deepness), (w + 8, 0), (0, 6)], tension=0.16)
    woven(c, d, name, cell, (2 * w, 0), f"matrix(1 0 {-0.24} 0.52 {-w} 0)", above=deepness / 0.52)
    c.shape(d, c.across(((0, WARM, 0.34), (0.5, DARK, 0.0), (1, DARK, 0.28)), 0, 0, 1, 0.4))
    c.line(f"M{-w} 4Q0 10 {w + 8} 0", lit(main_colour(name), 0.4), 3, 0.5)


def roll(c: Canvas, length: float, thick: float, name: str, cell: float, turn: float = 0.0) -> None:
    """A bolt of cloth lying along x, its end with the spiral at +x."""
    s, r = length / 2, thick / 2
    with c.at(0, 0, 1, turn):
        d = f"M{-s} {-r}H{s}A{r * 0.36} {r} 0 0 1 {s} {r}H{-s}A{r * 0.36} {r} 0 0 1 {-s} {-r}Z"
        for reach in (0.12, 0.2, 0.28):  # its own outline, further and fainter: the end is round, and so is what it throws
            with c.at(r * reach, r * reach):
                c.shape(d, DARK, 0.13)
        woven(c, d, name, cell, (length + r, thick), f"translate({-s} {-r})")
        c.shape(d, c.across(((0, WARM, 0.15), (0.22, WARM, 0.32), (0.5, DARK, 0.0), (0.86, DARK, 0.5), (1, DARK, 0.36)), 0, 0, 0, 1))
        tone = main_colour(name)
        c.shape(ellipse(s, 0, r * 0.36, r), lit(tone, 0.3))
        for i in range(5):
            share = 0.92 - i * 0.18
            c.line(ellipse(s, 0, r * 0.36 * share, r * share), deep(tone, 0.45), 4, 0.7)


def draped(c: Canvas, width: float, height: float, name: str, cell: float, fringe: str = "") -> None:
    """A cloth thrown over a round stand whose middle of the top is the origin, falling in folds that open downwards."""
    w = width / 2
    right: list[Point] = [(w * 0.4, 4), (w * 0.56, height * 0.2), (w * 0.74, height * 0.55), (w, height)]
    hem: list[Point] = [(w, height)]
    for i in range(1, 9):
        hem.append((w - width * i / 8, height + (34 if i % 2 else 4) + 26 * (1 - abs(1 - i / 4))))
    left = [(-x, y) for x, y in reversed(right)]
    d = f"M{pt(right[0])}{curve_through(right)}{curve_through(hem)}{curve_through(left)}Q0 -26 {pt(right[0])}Z"
    shadow(c, 0, height + 16, w * 0.95, 1.0)
    if fringe:
        c.line("".join(f"M{x} {height + 4}q4 30 0 {62}" for x in [-w * 0.95 + width * 0.95 * j / 50 for j in range(51)]), fringe, 4)
    woven(c, d, name, cell, (width, height + 60), f"translate({-w} 0)", above=26)
    with c.within(d):
        for i in range(7):
            x = -w * 0.36 + w * 0.72 * i / 6
            spread = x * 2.5
            c.shape(
                (
                    f"M{x} 6Q{x * 1.3} {height * 0.4} {spread - 26} {height + 60}"
                    f"L{spread + 20} {height + 60}Q{x * 1.45 + 9} {height * 0.4} {x + 5} 6Z"
                ),
                DARK,
                0.3,
            )
            c.shape(
                (
                    f"M{x + 14} 10Q{x * 1.3 + 22} {height * 0.4} {spread + 40} {height + 60}"
                    f"L{spread + 70} {height + 60}Q{x * 1.45 + 34} {height * 0.4} {x + 19} 10Z"
                ),
                WARM,
                0.22,
            )
    cylinder(c, d, 0.7)


def laid(c: Canvas, width: float, depth: float, name: str, cell: float, corner: bool = True, fringe: str = "") -> None:
    """A cloth lying flat on the table, middle at the origin, one corner turned back."""
    w, h = width / 2, depth / 2
    lean = h * 0.3
    shape = [(-w + lean, -h), (w - lean * 0.4, -h), (w, h), (-w, h)]
    d = poly(shape)
    c.shape(poly([(x + 12, y + 16) for x, y in shape]), DARK, 0.25)
    if fringe:
        c.line("".join(f"M{-w + width * i / 60} {h - 2}l-4 38" for i in range(61)), fringe, 4)
    woven(c, d, name, cell, (width + lean * 2, depth / 0.62), f"matrix(1 0 {-lean / depth:.3f} {0.62} {-w} {-h})")
    c.shape(d, c.across(((0, WARM, 0.3), (0.5, DARK, 0.0), (1, DARK, 0.24)), 0, 0, 1, 0.7))
    if corner:
        tone = main_colour(name)
        fold = poly([(w - width * 0.24, h), (w - depth * 0.06, h - depth * 0.44), (w - width * 0.25, h - depth * 0.28)])
        c.shape(
            poly([(w - width * 0.24, h + 40), (w + 6, h + 40), (w + 6, h - depth * 0.46), (w - depth * 0.06, h - depth * 0.44)]),
            "#e9d9bb",
            0.0,
        )
        c.shape(fold, deep(tone, 0.1))
        c.shape(fold, c.across(((0, WARM, 0.55), (1, DARK, 0.25)), 0, 0, 1, 0.5))
