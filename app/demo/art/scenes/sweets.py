"""Compositions of brittle, toffee, sugared nuts, candied fruit and sugar."""

from app.demo.art import bakes, confections, fruit, labels, light, packs, pieces, plants, pods, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import (
    AMBER,
    BLUSH,
    CLAY,
    CREAM,
    GOLD,
    LEAF,
    MACE,
    MANGO,
    MIST,
    PALM,
    SAGE,
    TEAL,
)
from app.demo.art.geometry import ellipse, smooth, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("halua-kenari", SAGE, PALM, "Halua Kenari", "Sangihe")
def halua_kenari(c: Canvas, tag: Tag) -> None:
    """Shards of kenari brittle stacked on a leaf, a jar of them behind."""
    with c.at(390, 1050):
        vessels.jar(c, 430, 620, "#a8622c", GOLD, tag, flecks="#f0dfb8")
    with c.at(760, 1250):
        plants.banana_leaf(c, 880, 300)
    nuts = ("#f3e4c0", "#e9d2a2", "#c98f58")
    for x, y, size in ((560, 1230, 190), (960, 1240, 195), (760, 1130, 200), (760, 1290, 205), (930, 1090, 150)):
        with c.at(x, y, 1, c.rng.uniform(-12, 12)):
            bakes.shard(c, size, "#b0662a", nuts, 34, 13)
    with c.at(250, 1410):
        pieces.strew(c, 120, 50, 6, lambda s: pieces.kenari(s, 40), size=32)


@scene("halua-kacang", MANGO, MACE, "Halua Kacang", "Minahasa")
def halua_kacang(c: Canvas, tag: Tag) -> None:
    """Bars of peanut brittle piled like bricks, wrapped bars beside."""
    with c.at(640, 1250):
        tableware.board(c, 1040, 240)
    for x, y in ((330, 1200), (690, 1205), (500, 1100), (860, 1105), (600, 1000)):
        with c.at(x, y):
            front, top, _ = bakes.brick(c, 330, 98, 190, "#b06c2c")
            bakes.studded(c, front, (-165, -98, 330, 98), ("#e3b883", "#d39c62", "#c07f45"), 24, 40)
            bakes.studded(c, top, (-165, -165, 430, 70), ("#e9c592", "#d9a870"), 23, 36)
            light.sheen(c, f"M-150 {-92}H40L20 -70H-150Z", 0.3)
    with c.at(900, 800, 1, 4):
        labels.flat(c, tag, 0, 0, 360, 250)
    with c.at(330, 1430):
        pieces.strew(c, 170, 46, 12, lambda s: pieces.peanut(s, s.rng.choice(("#c98a55", "#b9703f")), 28), size=24)


@scene("kacang-goyang", BLUSH, "#c4567a", "Kacang Goyang", "Manado")
def kacang_goyang(c: Canvas, tag: Tag) -> None:
    """Sugared peanuts in white and pink: a jar full and a bowl heaped."""
    with c.at(420, 1100):
        vessels.jar(c, 470, 700, "#f1d5d2", tag.accent, tag, flecks="#ffffff")
    with c.at(860, 1330), tableware.bowl(c, 600, 250, TEAL, "#d9b6b0") as half:
        pieces.pile(
            c, half, 190, 95, lambda s: pieces.sugared(s, s.rng.choice(("#f7ece4", "#f0b9bb", "#f7ece4", "#e89aa5")), 38), "#d9b6b0"
        )
    with c.at(330, 1410):
        pieces.strew(c, 150, 56, 8, lambda s: pieces.sugared(s, s.rng.choice(("#f7ece4", "#f0b9bb")), 38), size=36)


@scene("dodol-amurang", SAGE, LEAF, "Dodol Amurang", "Minahasa Selatan")
def dodol_amurang(c: Canvas, tag: Tag) -> None:
    """Rolls in woka leaf, piled; one cut into glossy slices."""
    with c.at(640, 1180):
        tableware.tray(c, 1120)
    for x, y, turn in ((500, 1150, 4), (720, 1070, -3), (520, 1020, 2), (660, 930, -5)):
        with c.at(x, y, 1, turn):
            confections.rolls(c, 560, 150, "#a29257", "#4a2713")
    for i, (x, y) in enumerate(((850, 1270), (960, 1235), (745, 1300), (1050, 1190))):
        with c.at(x, y):
            _slice(c, 150, i)
    with c.at(330, 1400, 1, -4):
        labels.flat(c, tag, 0, -10, 370, 220)


def _slice(c: Canvas, size: float, odd: int) -> None:
    """A round slice of dark toffee with nuts in it."""
    r = size / 2
    c.shape(ellipse(r * 0.2, 40, r * 1.1, r * 0.46), light.DARK, 0.28)
    side = turned([(r, 0), (r, 34)], 0.4)
    c.shape(side, "#3a1c0e")
    light.cylinder(c, side)
    top = ellipse(0, 0, r, r * 0.4)
    c.shape(top, "#5d3018")
    bakes.studded(c, top, (-r, -r * 0.4, size, r * 0.8), ("#ecd9b0",), 11, 5 + odd)
    light.sheen(c, ellipse(-r * 0.3, -r * 0.14, r * 0.42, r * 0.1), 0.4)


@scene("dodol-pala", CLAY, "#9a2f2a", "Dodol Pala", "Siau")
def dodol_pala(c: Canvas, tag: Tag) -> None:
    """A box of wrapped nutmeg toffees, cubes beside, a split fruit."""
    with c.at(480, 1060):
        packs.box(c, 600, 430, 230, tag.accent, tag)
    with c.at(1010, 1030):
        pods.nutmeg_fruit(c, 175, 8)
    for x, y, turn in ((240, 1280, -12), (430, 1230, 20), (350, 1400, 6), (560, 1360, -20), (620, 1240, 8)):
        with c.at(x, y, 1, turn):
            packs.sweet(c, 190, c.rng.choice((GOLD, "#e3a64a", "#c9582f")))
    for x, y in ((850, 1360), (1010, 1330), (930, 1250), (1080, 1400)):
        with c.at(x, y):
            pieces.cube(c, "#8a4a22", 74)


@scene("manisan-pala", MANGO, LEAF, "Manisan Pala", "Siau")
def manisan_pala(c: Canvas, tag: Tag) -> None:
    """Candied nutmeg flesh, cut as flowers, in a jar and on a plate."""
    with c.at(400, 1080):
        vessels.jar(c, 480, 660, "#e3b865", LEAF, tag, flecks="#f6e3ac")
    with c.at(990, 950):
        pods.nutmeg_fruit(c, 150, -10)
    with c.at(800, 1300):
        tableware.plate(c, 820, "#f3ece0", MACE)
    for x, y in ((620, 1270), (970, 1275), (790, 1215), (800, 1330), (700, 1180), (900, 1170)):
        with c.at(x, y):
            confections.rosette(c, 175, c.rng.choice(("#ecc679", "#e6b55f", "#efd08c")))


@scene("selai-pala", BLUSH, MACE, "Selai Pala", "Tahuna")
def selai_pala(c: Canvas, tag: Tag) -> None:
    """A jar of nutmeg jam, toast spread with it, nutmegs."""
    with c.at(470, 1130):
        vessels.jar(c, 500, 600, "#b5632a", MACE, tag, flecks="#d99a4c")
        cover = smooth(
            [(-250, -520), (-230, -610), (-90, -660), (90, -660), (230, -610), (255, -520), (150, -500), (0, -485), (-150, -500)]
        )
        c.shape(cover, "#f1e4cc")
        with c.within(cover):
            for i in range(-6, 7):
                c.line(f"M{i * 48} -700V-440M-300 {-560 + i * 44}H300", MACE, 9, 0.55)
        light.ball(c, cover, 0.8)
        c.line("M-236 -536Q0 -480 240 -536", "#c9a26a", 11)
    with c.at(880, 1340):
        tableware.plate(c, 700, "#e3e8e2")
        _toast(c)
    with c.at(1010, 1060):
        pieces.strew(c, 100, 40, 3, lambda s: pieces.nutmeg(s, 66), size=60)


def _toast(c: Canvas) -> None:
    """A slice of bread spread with jam."""
    crust = smooth(
        [(-230, -30), (-215, -120), (-100, -140), (0, -128), (110, -140), (222, -118), (236, -30), (215, 40), (0, 52), (-212, 40)]
    )
    c.shape(crust, "#b5742f")
    light.slab(c, crust, 0.8)
    crumb = smooth(
        [(-205, -36), (-188, -108), (-90, -122), (0, -112), (100, -122), (196, -104), (208, -34), (190, 20), (0, 30), (-188, 20)]
    )
    c.shape(crumb, "#f0d9a6")
    jam = smooth([(-170, -40), (-140, -98), (-20, -90), (90, -108), (170, -70), (160, -10), (60, 10), (-60, -6), (-140, 6)])
    c.shape(jam, "#a8521f")
    light.ball(c, jam, 0.8)
    light.sheen(c, smooth([(-110, -72), (-40, -84), (-50, -66), (-104, -56)]), 0.6)


@scene("durian-candy", CREAM, "#6d7a2a", "Durian Candy", "Davao City")
def durian_candy(c: Canvas, tag: Tag) -> None:
    """A durian, its flesh, and the candies wrapped in gold."""
    with c.at(420, 860):
        fruit.durian(c, 300)
    with c.at(900, 1080):
        packs.pouch(c, 430, 640, "#e0bb4a", tag)
    for x, y, turn in ((180, 1290, 14), (370, 1350, -16), (560, 1290, 6), (480, 1440, 20), (720, 1400, -8), (280, 1460, -4)):
        with c.at(x, y, 1, turn):
            packs.sweet(c, 200, c.rng.choice((GOLD, "#e9c95c", "#8f9a3c")))
    with c.at(960, 1380):
        fruit.durian_flesh(c, 150)


@scene("bandi-kasuy", MIST, AMBER, "Bandi Kasuy", "Palawan")
def bandi(c: Canvas, tag: Tag) -> None:
    """Round cashew brittles stacked, a banded packet, a cashew apple."""
    with c.at(900, 1060):
        packs.pillow(c, 480, 620, "#d9822b", tag)
    for x, base, count in ((330, 1210, 5), (580, 1330, 3)):
        with c.at(x, base):
            light.shadow(c, 0, 0, 150)
            for i in range(count):
                with c.at(c.rng.uniform(-10, 10), -62 * (i + 1)):
                    _brittle(c, 330)
    with c.at(960, 1380):
        pieces.strew(c, 150, 60, 6, lambda s: pieces.cashew(s, 52), size=42)
    with c.at(200, 860, 1, -8):
        fruit.cashew_apple(c, 150, "#d9482b")


def _brittle(c: Canvas, width: float) -> None:
    """A round of caramel set with cashews."""
    r = width / 2
    body = turned([(r, 0), (r * 1.02, 26), (r * 0.95, 58)], 0.3)
    c.shape(body, "#9a531d")
    light.cylinder(c, body)
    top = ellipse(0, 0, r, r * 0.3)
    c.shape(top, "#c47a2f")
    with c.within(top):
        for x, y in ((-0.6, 0), (-0.2, -0.14), (0.25, -0.12), (0.62, 0.02), (-0.35, 0.14), (0.08, 0.06), (0.4, 0.16)):
            with c.at(r * x, r * y, 0.9, c.rng.uniform(-30, 30)):
                pieces.cashew(c, 36)
    light.sheen(c, ellipse(-r * 0.35, -r * 0.12, r * 0.4, r * 0.07), 0.45)
