"""Places on the water: harbour, lake, market on stilts."""

from app.demo.art import craft, fish, light, plants
from app.demo.art.canvas import Canvas
from app.demo.art.colour import LEAF, MACE, WARM, deep, mix
from app.demo.art.geometry import ellipse, poly, smooth
from app.demo.art.workshops import land


def boat(c: Canvas, x: float, y: float, length: float, tone: str, trim: str = "#f3ead8") -> None:
    """An outrigger fishing boat (pamboat), afloat with its waterline at y."""
    s = length / 2
    c.shape(ellipse(x, y + 16, s * 1.1, s * 0.12), "#12343c", 0.3)
    for dx in (-0.4, 0.4):
        c.line(f"M{x + s * dx} {y - s * 0.2}q{s * 0.1} {s * 0.1} {s * 0.12} {s * 0.36}", "#d9b878", s * 0.03)
    hull = (
        f"M{x - s} {y - s * 0.3}Q{x - s * 0.6} {y - s * 0.08} {x} {y - s * 0.1}"
        f"Q{x + s * 0.6} {y - s * 0.08} {x + s * 1.04} {y - s * 0.36}"
        f"Q{x + s * 0.8} {y + s * 0.06} {x + s * 0.4} {y + s * 0.07}H{x - s * 0.5}"
        f"Q{x - s * 0.84} {y + s * 0.04} {x - s} {y - s * 0.3}Z"
    )
    c.shape(hull, tone)
    c.shape(hull, c.across(((0, WARM, 0.3), (0.5, light.DARK, 0.0), (1, light.DARK, 0.4)), 0, 0, 0.2, 1))
    c.line(
        (
            f"M{x - s * 0.98} {y - s * 0.27}Q{x - s * 0.6} {y - s * 0.05} {x} {y - s * 0.07}"
            f"Q{x + s * 0.6} {y - s * 0.05} {x + s * 1.02} {y - s * 0.33}"
        ),
        trim,
        s * 0.04,
    )
    c.shape(
        poly([(x - s * 0.3, y - s * 0.12), (x + s * 0.24, y - s * 0.12), (x + s * 0.2, y - s * 0.42), (x - s * 0.26, y - s * 0.42)]), trim
    )
    c.shape(
        poly([(x - s * 0.36, y - s * 0.42), (x + s * 0.3, y - s * 0.42), (x + s * 0.26, y - s * 0.5), (x - s * 0.3, y - s * 0.5)]),
        deep(tone, 0.2),
    )
    c.line(f"M{x} {y - s * 0.5}V{y - s * 1.1}", "#6d4a30", s * 0.026)
    c.shape(poly([(x + 6, y - s * 1.08), (x + s * 0.22, y - s * 1.0), (x + 6, y - s * 0.92)]), MACE)
    c.line(f"M{x - s * 0.8} {y + s * 0.16}H{x + s * 0.9}", deep("#d9b878", 0.3), s * 0.06)
    c.line(f"M{x - s * 0.8} {y + s * 0.15}H{x + s * 0.9}", "#ecd5a0", s * 0.03)


def harbour(c: Canvas, seed: int) -> None:
    """Fishing boats at a jetty with a volcano island beyond, baskets of fish on the planks."""
    hour = land.hour(seed)
    land.sky(c, hour, 520)
    land.volcano(c, 1120, 520, 420, 300, mix("#5f7f82", hour.haze, 0.25), False)
    land.ridge(c, 524, 60, mix("#6d8f88", hour.haze, 0.3), 0.5, 530)
    land.sea(c, 520, "#2f7a88", hour)
    boat(c, 1180, 640, 380, "#c9482f")
    boat(c, 470, 690, 560, ("#2c6a8a", "#3f7a4a", "#d9972f")[seed % 3])
    c.shape(poly([(760, 760), (1600, 700), (1600, 1066), (420, 1066)]), "#8f6a46")
    for i in range(13):
        t = i / 12
        c.line(f"M{760 - 340 * t} {760 + 306 * t}L1600 {700 + 366 * t}", "#5a402a", 4 + 5 * t, 0.5)
    for x, y in ((770, 770), (600, 920), (1590, 700)):
        c.shape(f"M{x - 24} {y - 120}h48V1066h-48Z", "#6d4f34")
        light.cylinder(c, f"M{x - 24} {y - 120}h48V1066h-48Z")
        c.shape(ellipse(x, y - 120, 24, 8), "#b08d63")
    for x, y, s in ((1010, 950, 0.8), (1350, 910, 0.9)):
        with c.at(x, y, s):
            craft.basket(c, [(170, -130), (172, -60), (130, 0)], "#d8b46e", 32)
            for dx, dy, turn in ((-60, -140, -30), (40, -150, 24), (0, -175, -8), (-20, -120, 10)):
                with c.at(dx, dy, 1, turn):
                    fish.sardine(c, 230)


def lake(c: Canvas, seed: int) -> None:
    """Lake Tondano: still water, hyacinth, fish pens, a dugout, hills all round."""
    hour = land.hour(seed)
    land.sky(c, hour, 520)
    land.volcano(c, 360, 540, 380, 260, mix("#6d8a8c", hour.haze, 0.3), False)
    land.ridge(c, 545, 120, mix("#6d937c", hour.haze, 0.2), 0.4, 556)
    land.sea(c, 545, "#4f8f92", hour)
    land.hut(c, 1190, 700, 240)
    for i in range(9):
        fish.cane(c, 800 + i * 46, 720, 806 + i * 46, 610 + 12 * (i % 3), 11, "#8a6a48")
    c.line("M790 660H1180M790 690H1180", "#8a6a48", 6)
    boat(c, 500, 800, 420, "#6d4a30", "#a8774a")
    for i in range(26):
        x, y = c.rng.uniform(0, 1600), c.rng.uniform(890, 1060)
        for turn in (-150, -110, -60, -20):
            with c.at(x, y):
                plants.leaf(c, 76, 44, c.rng.choice((LEAF, "#5f8a45", "#6d9a50")), turn, veins=3)
        if i % 3 == 0:
            for dx, dy in ((0, -70), (-14, -52), (14, -50), (0, -36)):
                c.shape(ellipse(x + dx, y + dy, 17, 14), "#b59ad3")
                c.shape(ellipse(x + dx, y + dy, 5, 5), "#f0cf4a")


def market(c: Canvas, seed: int) -> None:
    """Stilt houses over the water and a boat of baskets between them."""
    hour = land.hour(seed)
    land.sky(c, hour, 560)
    land.ridge(c, 570, 110, mix("#6d8f88", hour.haze, 0.3), 0.4, 580)
    land.sea(c, 570, "#3f8490", hour)
    for x, size, wall, roof in (
        (210, 380, "#b58a63", "#8a4a34"),
        (640, 330, "#8fa8a0", "#6d5a4a"),
        (1030, 360, "#c9a26c", "#7a4a3a"),
        (1430, 380, "#a87a5a", "#5f6d6a"),
    ):
        land.hut(c, x, 760, size, wall, roof)
    c.shape("M0 690H1600V716H0Z", "#8a6a48")
    c.line("".join(f"M{i * 40} 716V800" for i in range(41)), "#5f4630", 8)
    c.line("".join(f"M{i * 26} 690V716" for i in range(62)), "#5f4630", 3, 0.5)
    boat(c, 700, 950, 760, "#3f7a6a")
    for i, tone in enumerate(("#d1402e", "#f0c53c", "#5f8a45", "#d9772f")):
        with c.at(470 + i * 80, 900, 0.42):
            craft.basket(c, [(90, -80), (92, -40), (70, 0)], "#d8b46e", 24)
            for dx, dy in ((-46, -90), (0, -100), (46, -90), (-20, -120), (24, -118)):
                d = ellipse(dx, dy, 30, 28)
                c.shape(d, tone)
                light.ball(c, d)
    c.shape(smooth([(1180, 1066), (1250, 980), (1420, 950), (1600, 960), (1600, 1066)]), deep("#3f8490", 0.4), 0.4)


KINDS = {"harbour": harbour, "lake": lake, "market": market}
