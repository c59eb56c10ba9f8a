"""Places under the sky: groves, gardens, fields, forest, spice yard."""

from app.demo.art import coconuts, fish, light, packs, pieces, plants, pods, tableware
from app.demo.art.canvas import Canvas
from app.demo.art.colour import COCOA, KRAFT, MACE, deep, lit, mix
from app.demo.art.geometry import ellipse, poly
from app.demo.art.workshops import land, water


def coconut(c: Canvas, seed: int) -> None:
    """A coconut grove by the sea, nuts heaped, a drying floor of copra."""
    hour = land.hour(seed)
    land.sky(c, hour, 560)
    land.volcano(c, 1240, 570, 330, 200, mix("#6d8f92", hour.haze, 0.35), False)
    land.sea(c, 560, "#3f94a0", hour)
    land.grass(c, 690, "#7f9a4c")
    for x, base, tall, lean in (
        (180, 760, 560, 0.1),
        (420, 730, 470, -0.06),
        (1040, 720, 460, 0.08),
        (1290, 770, 600, -0.1),
        (1500, 740, 500, 0.05),
    ):
        land.palm(c, x, base, tall, lean)
    land.hut(c, 760, 780, 260, "#a8774a")
    for i in range(12):
        x, y = 240 + (i % 6) * 96 + 48 * (i // 6), 985 - 84 * (i // 6)
        with c.at(x, y, 0.56):
            coconuts.green_coconut(c, 92, c.rng.choice(("#9a9a4e", "#b08f4a", "#8a9550"))) if i % 3 else coconuts.coconut(c, 84)
    with c.at(1150, 960, 0.9):
        tableware.tray(c, 620)
        for dx, dy in ((-180, -20), (-60, -50), (70, -40), (190, -20), (-120, 40), (10, 40), (130, 40)):
            with c.at(dx, dy):
                coconuts.coconut_chunk(c, 64)


def palm_grove(c: Canvas, seed: int) -> None:
    """Sugar palms on the slope, a bamboo ladder, sap tubes, a pan boiling down to sugar."""
    hour = land.hour(seed)
    land.sky(c, hour, 600)
    land.volcano(c, 1200, 640, 480, 380, mix("#6d8f86", hour.haze, 0.25))
    land.ridge(c, 660, 130, "#6d936a")
    land.grass(c, 700, "#6d8f4a")
    for x, tall, lean in ((230, 640, 0.04), (520, 520, -0.05), (1480, 560, -0.06)):
        land.palm(c, x, 860, tall, lean, "#3f6b3a", False)
    fish.cane(c, 300, 880, 268, 330, 26)
    c.line("".join(f"M{270 + i} {860 - i * 52}h50" for i in range(10)), "#8a6a48", 9)
    for x, tall in ((640, 210), (710, 180), (780, 220)):
        c.shape(ellipse(x + 14, 900, 54, 14), light.DARK, 0.3)
        d = f"M{x - 30} {900 - tall}h60V896a30 9 0 0 1 -60 0Z"
        c.shape(d, "#c7b060")
        light.cylinder(c, d, 1.1)
        c.shape(ellipse(x, 900 - tall, 30, 9), "#f6f0de")
    for dx in (-120, 0, 120):
        c.shape(ellipse(1130 + dx, 960, 66, 44), "#8f8578")
        light.ball(c, ellipse(1130 + dx, 960, 66, 44))
    c.shape(ellipse(1130, 940, 200, 90), c.glow(((0, "#ffb04a", 0.8), (1, "#ff7a2a", 0.0))))
    d = "M920 820C940 950 1320 950 1340 820Z"
    c.shape(d, "#3b3735")
    light.cylinder(c, d, 1.1)
    c.shape(ellipse(1130, 820, 210, 46), "#55504d")
    c.shape(ellipse(1130, 822, 190, 38), c.across(((0, "#6d3512", 1), (1, "#c9823c", 1))))
    light.steam(c, 1130, 810, 320, 60, 3, 0.45)


def rows(c: Canvas, top: float, soil: str, crop: str, bloom: tuple[str, ...] = ()) -> None:
    """Crop rows running from the foreground to y `top`, with flowers in `bloom` colours."""
    c.shape(f"M0 {top}H{c.width}V{c.height}H0Z", c.down(lit(soil, 0.1), soil, deep(soil, 0.2)))
    lines = 11
    for i in range(lines + 1):
        far, near = c.width * (0.16 + 0.68 * i / lines), c.width * (-0.45 + 1.9 * i / lines)
        tone = bloom[i % len(bloom)] if bloom else crop
        for j in range(24):
            t = (j / 23) ** 1.7
            x, y = far + (near - far) * t, top + 6 + (c.height + 40 - top) * t
            size = 9 + 62 * t
            c.shape(ellipse(x + size * 0.2, y + size * 0.3, size * 1.0, size * 0.4), light.DARK, 0.2)
            c.shape(ellipse(x, y, size * 0.9, size * 0.62), crop)
            c.shape(ellipse(x - size * 0.2, y - size * 0.2, size * 0.6, size * 0.36), lit(crop, 0.22))
            for _ in range(4 if bloom else 0):
                dx, dy = c.rng.uniform(-0.7, 0.7) * size, c.rng.uniform(-0.6, 0.2) * size
                c.shape(ellipse(x + dx, y + dy, size * 0.22, size * 0.19), tone)
                c.shape(ellipse(x + dx - size * 0.04, y + dy - size * 0.04, size * 0.1, size * 0.08), lit(tone, 0.5))


def flower_field(c: Canvas, seed: int) -> None:
    """Rows of chrysanthemums below the volcano of Tomohon."""
    hour = land.hour(seed)
    land.sky(c, hour, 560)
    land.volcano(c, 900, 590, 640, 430, mix("#6d8a86", hour.haze, 0.2))
    land.ridge(c, 600, 70, "#6d936a", 0.5)
    rows(c, 590, "#8a6a48", "#5d8a45", ("#f0c53c", "#e8e2d6", "#c9486f", "#d9772f", "#e8e2d6"))
    land.hut(c, 210, 640, 200, "#d8c49a", "#b8432a", False)


def garden(c: Canvas, seed: int) -> None:
    """A hillside garden of coffee, vanilla or tea below a mountain."""
    hour = land.hour(seed)
    land.sky(c, hour, 560)
    land.volcano(c, 420, 600, 560, 400, mix("#6d8a8c", hour.haze, 0.25), seed % 2 == 0)
    land.ridge(c, 600, 120, "#7f9f78")
    rows(c, 580, "#8f7350", ("#4f7a40", "#5f8f45", "#46703c")[seed % 3])
    land.hut(c, 1250, 690, 270)
    for x, y, size in ((150, 1000, 170), (460, 1050, 150), (1380, 1010, 190), (1080, 1060, 150)):
        land.bush(c, x, y, size, "#46703c", (MACE, "#e0a53a", "")[seed % 3])
    for x in (720, 900):
        land.tree(c, x, 640, 150, "#5a8050")


def rice_field(c: Canvas, seed: int) -> None:
    """Terraces holding the sky, sheaves on the bank, a hut."""
    hour = land.hour(seed)
    land.sky(c, hour, 520)
    land.ridge(c, 560, 210, mix("#7f9f92", hour.haze, 0.3))
    land.ridge(c, 580, 110, "#6d936a")
    for i in range(7):
        y = 560 + i * i * 9 + i * 16
        c.shape(f"M0 {y}Q{400 + 60 * (i % 3)} {y - 26} 800 {y + 6}T1600 {y - 4}V{c.height}H0Z", ("#8fae4f", "#a8bb58", "#7f9f48")[i % 3])
        c.shape(
            (
                f"M0 {y + 14}Q{400 + 60 * (i % 3)} {y - 12} 800 {y + 20}T1600 {y + 10}v{14 + 10 * i}"
                f"Q1200 {y + 20 + 12 * i} 800 {y + 36 + 9 * i}T0 {y + 26 + 10 * i}Z"
            ),
            mix(hour.low, hour.high, 0.35),
            0.75,
        )
    land.hut(c, 1240, 700, 230, "#a8774a", "#b59a5c")
    for x in (140, 330, 1450):
        land.palm(c, x, 690, 300, 0.06)
    for x, turn in ((180, -96), (260, -84), (360, -100), (520, -88), (1060, -96), (1180, -82), (1330, -94)):
        for extra in (-14, 0, 12):
            with c.at(x, 1090):
                plants.stalk_of_rice(c, 260, turn + extra)


def forest(c: Canvas, seed: int) -> None:
    """Rain forest by a river: tall trunks, log hives on stands, a longboat."""
    hour = land.hour(seed + 1)
    c.shape(f"M0 0H{c.width}V{c.height}H0Z", c.down("#a9c9a0", "#6f9a72", "#3f6b4c"))
    c.shape(ellipse(520, 260, 620, 420), c.glow(((0, hour.sun[2], 0.75), (1, hour.sun[2], 0.0))))
    for i in range(10):
        land.tree(c, 80 + i * 165, 560 + 20 * (i % 3), 330 + 60 * (i % 4), mix("#5f8f62", "#a9c9a0", 0.35))
    for x, wide in ((90, 90), (760, 60), (1180, 80), (1500, 110)):
        trunk = f"M{x - wide / 2} 0Q{x - wide * 0.3} 500 {x - wide * 0.8} 820H{x + wide * 0.8}Q{x + wide * 0.3} 500 {x + wide / 2} 0Z"
        c.shape(trunk, "#6d5440")
        light.cylinder(c, trunk, 1.1)
        c.line(f"M{x - wide * 0.2} 60Q{x + wide * 0.3} 300 {x - wide * 0.1} 620", "#4f8046", 12, 0.8)
    land.grass(c, 740, "#4f7a42", 220)
    c.shape("M0 960Q600 900 1000 980T1600 940V1066H0Z", c.down("#6fa39a", "#3f7478"))
    water.boat(c, 1220, 985, 420, "#8a5a38", "#c99562")
    for x, y, s in ((380, 850, 1.0), (590, 890, 1.15), (960, 850, 0.95)):
        with c.at(x, y, s):
            _hive(c)
    for _ in range(20):
        px, py = c.rng.uniform(300, 1050), c.rng.uniform(560, 800)
        c.shape(ellipse(px, py, 5, 4), "#2f2320")
        c.shape(ellipse(px + 3, py - 4, 5, 3), "#ffffff", 0.7)


def _hive(c: Canvas) -> None:
    """A short log standing as a hive, with a box and a tin roof on it."""
    c.shape(ellipse(12, 4, 80, 18), light.DARK, 0.3)
    d = "M-56 -150L-62 0A62 16 0 0 0 62 0L56 -150Z"
    c.shape(d, "#7d5a3c")
    light.brushed(c, d, (-60, -150, 120, 160), "#3f2a1c", 16, 0.35, 88)
    light.cylinder(c, d, 1.1)
    c.shape(ellipse(-8, -70, 15, 12), "#c98f3a")
    c.shape(ellipse(-8, -70, 9, 7), "#2a1810")
    c.shape("M-66 -206H66V-150H-66Z", "#b98a58")
    light.slab(c, "M-66 -206H66V-150H-66Z")
    c.shape(poly([(-86, -204), (86, -204), (64, -236), (-64, -236)]), "#9fb0b4")
    light.slab(c, poly([(-86, -204), (86, -204), (64, -236), (-64, -236)]))


def spice_yard(c: Canvas, seed: int) -> None:
    """Nutmeg, mace and cloves drying on trays under a smoking volcano."""
    hour = land.hour(seed)
    land.sky(c, hour, 560)
    land.volcano(c, 980, 600, 620, 470, mix("#5f7a7c", hour.haze, 0.15))
    land.sea(c, 570, "#3a7f8a", hour)
    c.shape("M0 660Q500 620 900 690T1600 650V1066H0Z", c.down("#8fa05a", "#b5986a", "#a8835a"))
    land.hut(c, 230, 740, 270)
    land.palm(c, 1480, 780, 520, -0.08)
    for x, y, s, what in ((260, 930, 0.9, 0), (700, 860, 0.8, 1), (1130, 880, 0.85, 2), (760, 1010, 0.9, 3), (1330, 1010, 0.9, 0)):
        with c.at(x, y, s * 0.78):
            tableware.tray(c, 560)
            if what == 0:
                pieces.pile(c, 210, 50, 22, lambda s_: pieces.nutmeg(s_, 44), "#5a3a20", 90)
            elif what == 1:
                pieces.pile(c, 210, 50, 46, lambda s_: pods.mace_blade(s_, 46), "#7d3317")
            elif what == 2:
                pieces.pile(c, 210, 50, 70, lambda s_: pieces.clove(s_, 36), COCOA)
            else:
                for dx, dy in ((-130, -20), (0, -40), (130, -20), (-60, 34), (70, 34)):
                    with c.at(dx, dy):
                        pods.nutmeg_fruit(c, 64, c.rng.uniform(-14, 14))
    with c.at(120, 1060, 0.6):
        packs.sack(c, 380, 420, KRAFT, tied=True)


KINDS = {
    "coconut": coconut,
    "palm-grove": palm_grove,
    "flower-field": flower_field,
    "garden": garden,
    "rice-field": rice_field,
    "forest": forest,
    "spice-yard": spice_yard,
}
