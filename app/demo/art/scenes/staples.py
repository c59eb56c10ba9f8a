"""Compositions of rice, sago, noodles and porridge."""

from app.demo.art import craft, fish, labels, light, packs, pieces, plants, tableware
from app.demo.art.canvas import Canvas
from app.demo.art.colour import AMBER, BAMBOO, BLUSH, GOLD, KRAFT, LEAF, MACE, MIST, SAGE, SEA, TEAL, UMBER, deep, lit
from app.demo.art.geometry import ellipse, in_ellipse, rounded, smooth, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("mi-cakalang", BLUSH, MACE, "Mi Cakalang", "Manado")
def mi_cakalang(c: Canvas, tag: Tag) -> None:
    """A steaming bowl of noodles with skipjack, its kit behind, chopsticks."""
    light.steam(c, 560, 960, 420, 60)
    with c.at(860, 960):
        packs.pillow(c, 480, 560, "#d9552f", tag)
    with c.at(560, 1380), tableware.bowl(c, 860, 360, TEAL, "#c98a3c", 0.92) as half:
        c.shape(ellipse(0, 0, half, half * 0.255), c.across(((0, "#b5742c", 1), (1, "#e3ad5c", 1))))
        waves = [in_ellipse(c.rng, half * 0.72, half * 0.15) for _ in range(80)]
        c.line("".join(f"M{x - 60} {y}q30 {c.rng.uniform(-34, 34)} 62 0t60 {c.rng.uniform(-10, 10)}" for x, y in waves), "#d9a040", 12, 0.9)
        c.line(
            "".join(f"M{x - 60} {y - 4}q30 {c.rng.uniform(-34, 34)} 62 0t60 {c.rng.uniform(-10, 10)}" for x, y in waves[:46]),
            "#f6d98a",
            9,
        )
        for x, y, turn in ((-130, -40, -10), (10, -64, 8), (130, -34, 22), (-10, -14, -4)):
            with c.at(x, y, 1, turn):
                d = smooth([(-80, 10), (-40, -30), (40, -34), (84, 0), (40, 28), (-40, 30)])
                c.shape(d, "#a8683c")
                light.slab(c, d, 1.0)
                c.line("M-50 0Q0 -16 60 -4M-40 14Q0 2 50 10", "#6d3a1e", 4, 0.5)
        for _ in range(26):
            px, py = in_ellipse(c.rng, half * 0.7, half * 0.16)
            c.line(f"M{px} {py - 20}l16 -5", "#5f9a3f", 9)
    for dy in (0, 30):
        c.line(f"M{780} {1430 + dy}L{1180} {1330 + dy}", "#7a3d22", 14)
        c.line(f"M{780} {1427 + dy}L{1180} {1327 + dy}", "#c98a5a", 4, 0.7)


@scene("tinutuan", SAGE, AMBER, "Tinutuan", "Manado")
def tinutuan(c: Canvas, tag: Tag) -> None:
    """Manado porridge: yellow with pumpkin, corn, greens; the instant pack beside."""
    light.steam(c, 520, 940, 380, 60)
    with c.at(920, 950):
        packs.pouch(c, 400, 560, "#e9b23c", tag)
    with c.at(560, 1380), tableware.bowl(c, 880, 340, "#f6efe0", "#e3a83c", 0.92) as half:
        c.shape(ellipse(0, 0, half, half * 0.255), c.across(((0, "#d9972f", 1), (1, "#f6d27a", 1))))
        for _ in range(90):
            x, y = in_ellipse(c.rng, half * 0.86, half * 0.2)
            kind = c.rng.random()
            with c.at(x, y, 1, c.rng.uniform(0, 360)):
                if kind < 0.4:
                    c.shape(ellipse(0, 0, 15, 11), "#f8e08a")
                    c.shape(ellipse(-4, -3, 6, 4), "#ffffff", 0.6)
                elif kind < 0.7:
                    plants.leaf(c, c.rng.uniform(50, 92), 34, c.rng.choice((LEAF, "#3f7a3a", "#5d9444")), veins=3)
                else:
                    c.shape(rounded(-20, -14, 40, 28, 7), "#e07a1f")
                    c.shape(rounded(-16, -12, 24, 9, 4), "#ffd9a0", 0.6)
    for x, y in ((1010, 1300), (1090, 1350)):
        with c.at(x, y, 1, -24):
            plants.chilli(c, 160, MACE)
    with c.at(960, 1430, 1, -8):
        fish.halfbeak(c, 330)


@scene("tepung-sagu", UMBER, LEAF, "Tepung Sagu", "Sangihe")
def tepung_sagu(c: Canvas, tag: Tag) -> None:
    """Sago starch: leaf-wrapped cylinders (tumang), a wooden bowl of white meal."""
    for x, y, tall in ((330, 1060, 520), (620, 1000, 560)):
        with c.at(x, y):
            _tumang(c, 280, tall)
    with c.at(980, 1010, 1, 3):
        labels.flat(c, tag, 0, 0, 360, 250)
        c.line("M0 -125C-40 -220 -160 -260 -250 -250", "#d9c08a", 5)
    with c.at(720, 1370), tableware.bowl(c, 720, 220, "#9a6a40", "#e9e3d6") as half:
        pieces.grains(c, half, 190, "#faf6ec", 6, 900, 0.8, 0.16)
    with c.at(1010, 1230, 1, -28):
        tableware.scoop(c, 320)


def _tumang(c: Canvas, width: float, height: float) -> None:
    """A cylinder of sago in palm leaf, bound with rattan."""
    r = width / 2
    light.shadow(c, 0, 0, r)
    d = turned([(r * 0.92, -height), (r, -height * 0.6), (r * 0.94, 0)])
    c.shape(d, "#8a9550")
    with c.within(d):
        for i in range(12):
            x = -r + width * i / 11
            c.line(
                f"M{x * 0.9} {-height}Q{x * 1.06} {-height * 0.5} {x * 0.94} 60",
                c.rng.choice((deep("#8a9550", 0.35), lit("#8a9550", 0.4))),
                5,
                0.5,
            )
    light.cylinder(c, d, 1.1)
    for share in (0.82, 0.5, 0.18):
        y = -height * share
        c.line(f"M{-r * 0.97} {y}A{r} {r * 0.26} 0 0 0 {r * 0.97} {y}", "#c9a05a", 13, cap="butt")
        c.line(f"M{-r * 0.97} {y + 15}A{r} {r * 0.26} 0 0 0 {r * 0.97} {y + 15}", "#a37a3c", 9, cap="butt")
    c.shape(ellipse(0, -height, r * 0.92, r * 0.24), "#6d7a40")
    c.shape(ellipse(0, -height, r * 0.76, r * 0.19), "#fbf6ea")


@scene("ambulung", MIST, TEAL, "Ambulung", "Temburong")
def ambulung(c: Canvas, tag: Tag) -> None:
    """Ambuyat in a bowl twirled on the two-pronged candas; the starch in its pack."""
    with c.at(870, 980):
        packs.pouch(c, 450, 640, "#eef0e6", tag, "#f7f3e8")
    with c.at(520, 1360), tableware.bowl(c, 760, 300, "#7a4a2c", "#d9d3c0") as half:
        d = ellipse(0, -30, half * 0.96, half * 0.34)
        c.shape(d, c.across(((0, "#f4f0e2", 1), (0.6, "#dcd6c2", 1), (1, "#aaa38e", 1)), 0, 0, 1, 1))
        for x, y, w in ((-120, -70, 90), (60, -50, 110), (-20, -20, 80)):
            light.sheen(c, ellipse(x, y, w, w * 0.12), 0.8)
    c.shape("M470 860C440 960 470 1060 500 1080C560 1080 600 1000 570 880Z", c.down("#f0ebda", "#d5cfba"))
    light.sheen(c, "M486 900C470 980 486 1040 500 1050C506 1000 500 940 504 900Z", 0.8)
    for x in (470, 560):
        c.line(f"M{x} 1000L{x + 40 if x < 500 else x - 30} 480", deep(BAMBOO, 0.3), 22)
        c.line(f"M{x - 3} 1000L{x + 37 if x < 500 else x - 33} 480", lit(BAMBOO, 0.3), 8, 0.8)
    c.line("M506 520H530", "#7c5a2e", 30)
    with c.at(960, 1390), tableware.bowl(c, 300, 110, "#f3ece0", "#a83a22") as half:
        c.shape(ellipse(0, 0, half, half * 0.25), "#c2562c")


@scene("beras-superwin", SAGE, LEAF, "Beras Dumoga", "Bolaang Mongondow")
def beras_superwin(c: Canvas, tag: Tag) -> None:
    """A sack of rice with a bowl of it and ears of paddy."""
    for turn in (-118, -104, -92):
        with c.at(880, 1120):
            plants.stalk_of_rice(c, 620, turn + 40)
    with c.at(440, 1130):
        packs.sack(c, 580, 780, "#efe6d2", tag, tied=True)
    with c.at(850, 1360), tableware.bowl(c, 560, 220, "#8a5a38", "#e3dac2") as half:
        pieces.grains(c, half, 190, "#f8f2e2", 24, 1300, 0.3, 0.22)
    with c.at(330, 1430):
        pieces.grains(c, 190, 40, "#f8f2e2", 22, 420, 0.3, 0.22)


@scene("beras-bario", SEA, GOLD, "Beras Bario", "Dataran Tinggi Bario")
def beras_bario(c: Canvas, tag: Tag) -> None:
    """Bario rice in a woven highland basket, a cloth-tied pack, small pale grains."""
    with c.at(860, 1080):
        packs.pouch(c, 470, 700, KRAFT, tag, "#f3ead2")
    with c.at(430, 1290):
        craft.basket(c, [(250, -420), (262, -220), (210, 0)], "#d8b46e", 44, "#5a3a24")
        with c.at(0, -424):
            pieces.grains(c, 226, 150, "#fbf6e8", 20, 1200, 0.32, 0.22)
    with c.at(880, 1420):
        pieces.grains(c, 230, 60, "#fbf6e8", 20, 620, 0.32, 0.22)
    with c.at(960, 1300, 1, -18):
        tableware.spoon(c, 330, "#c99a5c")
