"""Compositions of the coconut: oil, meal, copra, nuts, charcoal, nata, soap."""

from app.demo.art import bakes, coconuts, labels, light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import AMBER, BLUSH, DUSK, KRAFT, LEAF, MANGO, MIST, PAPER, SAGE, SEA, TEAL, deep
from app.demo.art.geometry import ellipse, poly, rounded, smooth, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("vco", SAGE, LEAF, "VCO", "Minyak kelapa murni")
def vco(c: Canvas, tag: Tag) -> None:
    """Two clear bottles of virgin oil, half a coconut, a frond behind."""
    for turn in (-140, -115, -66, -44):
        with c.at(620, 1090):
            plants.frond(c, 640, turn, droop=0.16)
    with c.at(720, 1040):
        vessels.bottle(c, 230, 640, "drop", "#eef3ea", "#f2f1da", "#e9e4d6", tag, clear=0.7)
    with c.at(430, 1160):
        vessels.bottle(c, 290, 820, "drop", "#eef3ea", "#f2f1da", "#e9e4d6", tag, clear=0.7)
    with c.at(860, 1310):
        coconuts.coconut_half(c, 250, -5)
    with c.at(330, 1430):
        coconuts.coconut_chunk(c, 100)


@scene("vco-palawan", SEA, TEAL, "VCO", "Palawan")
def vco_palawan(c: Canvas, tag: Tag) -> None:
    """A round bottle of oil on a dark ground with whole and half nuts and a drop falling into a dish."""
    with c.at(930, 960):
        coconuts.coconut(c, 210)
    with c.at(460, 1180):
        vessels.bottle(c, 470, 860, "round", "#e6f0ea", "#f1efd8", "#c99a5c", tag, clear=0.75)
    with c.at(900, 1330):
        coconuts.coconut_half(c, 230, 4)
    with c.at(330, 1440), tableware.bowl(c, 340, 100, "#f3ece0", "#e9e6c8", 0.94) as half:
        c.shape(ellipse(0, 0, half, half * 0.25), c.across(((0, "#cfcda6", 1), (1, "#fbf9e6", 1))))


@scene("minyak-kelapa", MANGO, AMBER, "Minyak Kelapa", "Minahasa")
def minyak_kelapa(c: Canvas, tag: Tag) -> None:
    """Golden cooking oil in a long bottle and a jug, an iron wok, coconut."""
    with c.at(930, 930):
        coconuts.coconut(c, 180)
    with c.at(380, 1130):
        vessels.bottle(c, 310, 860, "long", "#f1eeda", "#e0a82c", "#c0392b", tag, clear=0.95)
    with c.at(680, 1010):
        vessels.bottle(c, 240, 560, "jug", "#f1eeda", "#e0a82c", "#c0392b", tag, clear=0.95)
    with c.at(760, 1390):
        light.shadow(c, 0, -6, 260)
        wok = turned([(380, -230), (340, -120), (220, -26), (120, 0)])
        for side in (-1, 1):
            c.line(f"M{side * 370} -220q{side * 90} -50 {side * 96} 20t{side * -80} 40", "#2b2826", 26)
        c.shape(wok, "#3b3735")
        light.cylinder(c, wok, 1.1)
        c.shape(ellipse(0, -230, 380, 98), "#55504d")
        c.shape(ellipse(0, -224, 352, 86), "#2e2a28")
        c.shape(ellipse(0, -208, 300, 62), c.across(((0, "#a8741a", 1), (0.5, "#dca232", 1), (1, "#f3cf74", 1))))
        c.line("M-190 -200Q-20 -168 160 -206", "#fff0c0", 8, 0.7)


@scene("tepung-kelapa", SEA, "#2f7a8a", "Kelapa Parut", "Bitung")
def tepung_kelapa(c: Canvas, tag: Tag) -> None:
    """Desiccated coconut: a heaped bowl, its pouch, a half and chunks."""
    with c.at(430, 1060):
        packs.pouch(c, 520, 760, "#f4f1e6", tag, "#fbf8ee")
    with c.at(1000, 970):
        coconuts.coconut_half(c, 190, 5)
    with c.at(810, 1360), tableware.bowl(c, 620, 230, "#7a4a2c", "#e9e3d4") as half:
        pieces.grains(c, half, 210, "#fdfaf0", 16, 1500, 0.3, 0.2)
    for x, y in ((240, 1380), (400, 1440)):
        with c.at(x, y):
            coconuts.coconut_chunk(c, 105)


@scene("kopra", MANGO, "#7a4a2c", "Kopra Putih", "Sulawesi Utara")
def kopra(c: Canvas, tag: Tag) -> None:
    """Dried cups of copra on a drying tray, a jute sack behind."""
    with c.at(860, 1030):
        packs.sack(c, 520, 660, KRAFT, tag)
        half = packs.sack_mouth(c, 520, 660)
        for x, y in ((-90, -690), (90, -690), (0, -740)):
            with c.at(x * half / 200, y):
                _cup(c, 120)
    with c.at(560, 1260):
        tableware.tray(c, 980)
    for x, y, turn in (
        (250, 1210, -20),
        (450, 1140, 12),
        (680, 1150, -8),
        (870, 1240, 24),
        (360, 1310, 8),
        (580, 1280, -14),
        (760, 1350, 16),
        (500, 1400, 0),
    ):
        with c.at(x, y, 1, turn):
            _cup(c, 135)


def _cup(c: Canvas, s: float) -> None:
    """A dried half cup of copra, curled inwards."""
    back = smooth([(-s, -s * 0.1), (-s * 0.75, s * 0.5), (0, s * 0.72), (s * 0.75, s * 0.5), (s, -s * 0.1), (0, -s * 0.5)])
    with c.at(10, 16):
        c.shape(back, light.DARK, 0.25)
    c.shape(back, "#8a5a34")
    light.ball(c, back, 0.8)
    rim = smooth(
        [
            (-s, -s * 0.1),
            (-s * 0.5, -s * 0.52),
            (s * 0.1, -s * 0.56),
            (s * 0.7, -s * 0.4),
            (s, -s * 0.08),
            (s * 0.5, s * 0.22),
            (-s * 0.4, s * 0.26),
        ]
    )
    c.shape(rim, "#f5ead0")
    inner = smooth(
        [(-s * 0.8, -s * 0.12), (-s * 0.3, -s * 0.42), (s * 0.4, -s * 0.4), (s * 0.8, -s * 0.1), (s * 0.3, s * 0.1), (-s * 0.4, s * 0.12)]
    )
    c.shape(inner, c.across(((0, "#c9b08a", 1), (1, "#efe0bf", 1)), 0, 0, 1, 1))
    c.line(f"M{-s * 0.4} {-s * 0.2}q{s * 0.3} {s * 0.1} {s * 0.7} 0", "#a8875c", 4, 0.5)


@scene("kelapa-bulat", MIST, LEAF, "Kelapa Bulat", "Minahasa Utara")
def kelapa_bulat(c: Canvas, tag: Tag) -> None:
    """A heap of nuts, some in husk, some husked with their tuft, under fronds."""
    for turn in (-165, -140, -115, -65, -40, -15):
        with c.at(640, 900):
            plants.frond(c, 560, turn, droop=0.2)
    for x, y, husk in (
        (400, 1000, True),
        (840, 1000, False),
        (620, 900, True),
        (260, 1220, False),
        (560, 1220, True),
        (860, 1240, True),
        (1060, 1160, False),
    ):
        with c.at(x, y):
            if husk:
                coconuts.green_coconut(c, 190, c.rng.choice(("#9a9a4e", "#b08f4a", "#8a9550")))
            else:
                coconuts.coconut(c, 160)
    with c.at(300, 1440, 1, -3):
        labels.flat(c, tag, 0, -20, 340, 200)


@scene("arang-tempurung", DUSK, "#d1552f", "Briket Arang", "Bitung")
def arang(c: Canvas, tag: Tag) -> None:
    """Charcoal cubes from coconut shell: a carton, a pile, three of them glowing."""
    with c.at(430, 1020):
        packs.box(c, 500, 520, 240, "#cfa46a", Tag(tag.head, tag.sub, tag.accent, PAPER), True)
    rows = ((1230, (620, 800, 980)), (1130, (710, 890)), (1030, (800,)))
    for y, xs in rows:
        for x in xs:
            with c.at(x, y):
                light.shadow(c, 0, 84, 70, 0.7)
                pieces.coal(c, 96)
    for x, y in ((300, 1260), (450, 1330)):
        with c.at(x, y):
            _ember(c, 86)
    with c.at(1010, 940):
        coconuts.coconut_half(c, 120, -12)


def _ember(c: Canvas, s: float) -> None:
    """A glowing cube with its heat."""
    c.shape(ellipse(0, s * 0.4, s * 2.4, s * 1.7), c.glow(((0, "#ff8a3a", 0.6), (1, "#ff6a1f", 0.0))))
    h = s * 0.55
    for d, tone in (
        (f"M{-s} {-h * 0.1}L0 {h * 0.4}L0 {h * 1.7}L{-s} {h * 1.1}Z", c.down("#ff9a3c", "#c43a14")),
        (f"M{s} {-h * 0.1}L0 {h * 0.4}L0 {h * 1.7}L{s} {h * 1.1}Z", c.down("#d9531c", "#7a1f0e")),
        (f"M{-s} {-h * 0.1}L0 {-h * 0.6}L{s} {-h * 0.1}L0 {h * 0.4}Z", "#d8cfc6"),
    ):
        c.shape(d, tone)
    c.line(f"M{-s} {-h * 0.1}L0 {h * 0.4}L{s} {-h * 0.1}", "#ffd08a", 4, 0.9)


@scene("nata-de-coco", BLUSH, "#3f8a9a", "Nata de Coco", "Minahasa Utara")
def nata(c: Canvas, tag: Tag) -> None:
    """Clear cubes in a footed glass with red syrup and lime, a pouch of them."""
    with c.at(880, 1010):
        packs.pouch(c, 450, 660, "#bfe0dc", tag, "#f4f4ea")
    with c.at(440, 1370):
        light.shadow(c, 0, 0, 150)
        foot = turned([(30, -230), (28, -150), (150, 0)])
        c.shape(foot, "#dfeae8", 0.8)
        light.cylinder(c, foot, 0.7)
        cup = turned([(290, -640), (262, -420), (150, -260), (44, -216)])
        c.shape(cup, "#eef4f2", 0.7)
        inner = turned([(262, -560), (240, -430), (140, -280), (50, -240)])
        c.shape(inner, c.down("#f0a7a4", "#d9485a"))
        with c.within(turned([(272, -760), (246, -430), (146, -274), (50, -236)])):
            for row in range(6):
                for i in range(6):
                    with c.at(-230 + i * 92 + 46 * (row % 2), -640 + row * 74):
                        pieces.cube(c, "#fbf6ee", 56, 0.62)
        light.cylinder(c, cup, 0.6)
        c.line(ellipse(0, -640, 290, 75), "#ffffff", 6, 0.8)
        light.sheen(c, poly([(-240, -600), (-200, -596), (-176, -400), (-206, -430)]), 0.6)
    with c.at(690, 820, 1, 12):
        plants.lime_half(c, 90, "#dfe37a")
    for x, y in ((860, 1390), (990, 1350), (930, 1440)):
        with c.at(x, y):
            pieces.cube(c, "#f4efe4", 60, 0.85)


@scene("sabun-vco", SAGE, TEAL, "Sabun VCO", "Tomohon")
def sabun(c: Canvas, tag: Tag) -> None:
    """Bars of soap piled with a paper band, lather, coconut."""
    with c.at(960, 960):
        coconuts.coconut_half(c, 200, -6)
    with c.at(590, 1270):
        tableware.board(c, 1060, 260, "#a87a4c")
    for x, y, tone in ((380, 1250, "#f3ecd8"), (800, 1255, "#cfdcb8"), (580, 1086, "#e9cfae")):
        with c.at(x, y, 1.3):
            front, _, _ = bakes.brick(c, 300, 130, 170, tone)
            band = "M-80 -130H80V0H-80Z"
            with c.within(front):
                c.shape(band, deep(tone, 0.02) if tone == "#f3ecd8" else PAPER)
            labels.words(c, Tag(tag.head, tag.sub, tag.accent), 0, -62, 150, 110, deep(tone, 0.75), tag.accent)
            light.sheen(c, rounded(-140, -122, 60, 100, 10), 0.3)
    for _ in range(46):
        px, py, r = c.rng.gauss(960, 85), c.rng.gauss(1370, 34), c.rng.uniform(12, 46)
        c.shape(ellipse(px, py, r, r * 0.92), c.glow(((0, "#ffffff", 0.25), (0.75, "#eaf3f2", 0.45), (1, "#bcd3d3", 0.8))))
        c.shape(ellipse(px - r * 0.35, py - r * 0.35, r * 0.2, r * 0.15), "#ffffff", 0.95)
    with c.at(300, 1420):
        plants.leaf(c, 210, 90, LEAF, -8)
