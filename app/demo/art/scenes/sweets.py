"""Compositions of brittle, toffee, sugared nuts, candied fruit and sugar."""

from app.demo.art import bakes, fruit, labels, light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import (
    AMBER,
    BLUSH,
    CLAY,
    CREAM,
    GOLD,
    KRAFT,
    LEAF,
    MACE,
    MANGO,
    MIST,
    PALM,
    PAPER,
    SAGE,
    SAND,
    TEAL,
    UMBER,
    deep,
    lit,
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
            bakes.rolls(c, 560, 150, "#a29257", "#4a2713")
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
        fruit.nutmeg_fruit(c, 175, 8)
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
        fruit.nutmeg_fruit(c, 150, -10)
    with c.at(800, 1300):
        tableware.plate(c, 820, "#f3ece0", MACE)
    for x, y in ((620, 1270), (970, 1275), (790, 1215), (800, 1330), (700, 1180), (900, 1170)):
        with c.at(x, y):
            bakes.rosette(c, 175, c.rng.choice(("#ecc679", "#e6b55f", "#efd08c")))


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


@scene("gula-aren", SAGE, PALM, "Gula Aren", "Tomohon")
def gula_aren(c: Canvas, tag: Tag) -> None:
    """Half domes of palm sugar on palm leaf, one wrapped, one broken."""
    for turn in (-158, -135, -40, -20):
        with c.at(640, 1080):
            plants.frond(c, 520, turn, droop=0.18)
    with c.at(640, 1250):
        tableware.board(c, 1020, 240, "#a8774a")
    for x, y, size in ((400, 1110, 300), (860, 1110, 300), (630, 1230, 330)):
        with c.at(x, y):
            _dome(c, size)
    with c.at(630, 930):
        _dome(c, 300)
    with c.at(900, 1290):
        for x, y in ((0, 0), (90, 30), (-70, 40), (160, -6)):
            with c.at(x, y, 1, c.rng.uniform(-20, 20)):
                pieces.cube(c, "#8a4f20", 46)
    with c.at(330, 1370, 1, -4):
        labels.flat(c, tag, 0, 0, 330, 200)


def _dome(c: Canvas, width: float) -> None:
    """A half dome of palm sugar bound with a strip of leaf."""
    r = width / 2
    light.shadow(c, 0, 0, r, 0.9)
    d = turned([(r * 0.56, -r * 0.86), (r * 0.86, -r * 0.66), (r * 1.0, -r * 0.2), (r * 0.97, 0)])
    c.shape(d, "#8a4c1e")
    light.brushed(c, d, (-r, -r, width, r), "#c98a45", 16, 0.3, 8)
    light.cylinder(c, d, 1.0)
    top = ellipse(0, -r * 0.86, r * 0.56, r * 0.16)
    c.shape(top, "#b5732f")
    c.shape(ellipse(0, -r * 0.86, r * 0.5, r * 0.13), "#c98a45", 0.6)
    c.line(f"M{-r * 0.98} {-r * 0.32}A{r} {r * 0.28} 0 0 0 {r * 0.98} {-r * 0.32}", "#7f9150", r * 0.17, cap="butt")
    c.line(f"M{-r * 0.98} {-r * 0.36}A{r} {r * 0.28} 0 0 0 {r * 0.98} {-r * 0.36}", "#c3c98a", r * 0.03, 0.8)


@scene("gula-semut", CREAM, PALM, "Gula Semut", "Tomohon")
def gula_semut(c: Canvas, tag: Tag) -> None:
    """A pouch of granulated palm sugar and a heap with a wooden scoop."""
    _sugar(c, tag, KRAFT, "#b5762f", False)


@scene("coco-sugar", MIST, LEAF, "Coco Sugar", "Davao · organic")
def coco_sugar(c: Canvas, tag: Tag) -> None:
    """A white pouch of coconut sugar, a heap with its scoop, half a coconut."""
    _sugar(c, tag, "#efe6d4", "#c08a4c", True)


def _sugar(c: Canvas, tag: Tag, pack: str, colour: str, nut: bool) -> None:
    """Pouch, heap of grains, scoop; with `nut` half a coconut at the side."""
    with c.at(450, 1090):
        packs.pouch(c, 560, 800, pack, tag, colour)
    if nut:
        with c.at(980, 1000):
            fruit.coconut_half(c, 190, -6)
    with c.at(760, 1370):
        light.shadow(c, 20, 0, 320, 0.7)
        pieces.grains(c, 340, 190, colour, 9, 2400, 0.7)
    with c.at(900, 1240, 1.25, -24):
        tableware.scoop(c, 380)
        with c.at(-38, 6):
            pieces.grains(c, 92, 56, lit(colour, 0.15), 9, 500, 0.7)


@scene("gula-apong", CLAY, TEAL, "Gula Apong", "Kuching")
def gula_apong(c: Canvas, tag: Tag) -> None:
    """A jar of dark nipah syrup, a spoon lifting a ribbon of it."""
    with c.at(440, 1200):
        vessels.jar(c, 540, 640, "#7a3d12", GOLD, tag)
    with c.at(920, 1360), tableware.bowl(c, 460, 190, "#f1e8d6", "#8a4616", 0.93) as half:
        c.shape(ellipse(0, 0, half * 0.97, half * 0.24), c.across(((0, "#5d2a0c", 1), (1, "#b5672a", 1))))
        c.line(f"M{-half * 0.5} 12Q0 40 {half * 0.5} 8", "#e3a85c", 7, 0.6)
    c.shape("M905 780C915 900 912 1040 930 1180L950 1180C940 1040 948 900 948 770Z", c.down("#a85a1c", "#8a4616"))
    c.line("M914 800C922 920 920 1040 936 1170", "#f3c987", 5, 0.7)
    with c.at(915, 765, 1.4, -32):
        tableware.spoon(c, 330, "#b07a48")
        c.shape(ellipse(-4, 0, 46, 26), "#8a4616")
        light.sheen(c, ellipse(-14, -8, 20, 8), 0.6)


@scene("muscovado", UMBER, "#5a2f1c", "Muscovado", "Sultan Kudarat")
def muscovado(c: Canvas, tag: Tag) -> None:
    """A small jute sack of dark sugar, a bowl of it, cut cane."""
    for x, y, turn in ((960, 880, -68), (1060, 900, -78), (1010, 940, -60)):
        with c.at(x, y, 1, turn):
            _cane_stick(c, 640)
    with c.at(470, 1150):
        packs.sack(c, 560, 640, "#d1ab78", tag)
        half = packs.sack_mouth(c, 560, 640)
        with c.at(0, -640):
            pieces.grains(c, half, 110, "#7a4520", 10, 1200, 0.7)
    with c.at(880, 1370), tableware.bowl(c, 470, 190, "#e9dcc4", "#5a3016") as half:
        pieces.grains(c, half, 120, "#8a5226", 10, 1300, 0.7)


def _cane_stick(c: Canvas, length: float) -> None:
    """A stick of sugar cane along x."""
    d = f"M{-length / 2} -34H{length / 2}V34H{-length / 2}Z"
    c.shape(d, c.across(((0, lit("#7d8a3c", 0.4), 1), (0.4, "#7d8a3c", 1), (1, deep("#7d8a3c", 0.5), 1)), 0, 0, 0, 1))
    for i in range(5):
        x = -length / 2 + length * (i + 0.5) / 5
        c.line(f"M{x} -35V35", "#e0d6a0", 12, cap="butt")
        c.line(f"M{x + 10} -35V35", "#4f3a2a", 6, 0.6, cap="butt")
    c.shape(ellipse(length / 2, 0, 12, 34), PAPER)


@scene("madu-kelulut-bn", MANGO, AMBER, "Madu Kelulut", "Temburong")
@scene("madu-kelulut-my", SAND, "#7a4a1c", "Madu Kelulut", "Sabah")
def honey(c: Canvas, tag: Tag) -> None:
    """Honey of stingless bees: a jar (or bottle), a dish with a dipper, the little resin pots."""
    dark = tag.accent != AMBER
    if dark:
        with c.at(430, 1130):
            vessels.bottle(c, 330, 800, "jug", "#e9d9a8", "#b8741c", "#3a2a20", tag, clear=0.9)
        with c.at(940, 1010):
            _log(c)
    else:
        with c.at(430, 1130):
            vessels.jar(c, 500, 640, "#d98f1c", "#5d3a20", tag)
        with c.at(970, 1040):
            _resin_pots(c)
    with c.at(850, 1340), tableware.bowl(c, 480, 180, "#f5eee0" if dark else "#3f6f70", "#d1861a", 0.95) as half:
        c.shape(ellipse(0, 0, half * 0.98, half * 0.25), c.across(((0, "#a85f10", 1), (1, "#f0b340", 1))))
        c.line(f"M{-half * 0.6} 10Q-10 36 {half * 0.5} 8", "#ffe9ad", 7, 0.8)
    with c.at(880, 1150, 1, -62):
        _dipper(c)


def _dipper(c: Canvas) -> None:
    """A honey dipper, its head at the origin, handle along +x."""
    c.line("M40 0H380", "#b07a48", 22)
    c.line("M40 -5H380", "#dcae78", 6, 0.8)
    for i in range(6):
        d = ellipse(-70 + i * 24, 0, 15, 56 - 9 * abs(i - 2.5))
        c.shape(d, c.down("#e3b06a", "#a86a2a", "#7a4516"))
    c.shape(smooth([(-92, -6), (-70, 30), (-40, 62), (-110, 70), (-190, 20), (-120, 16)]), "#d98f1c", 0.9)


def _resin_pots(c: Canvas) -> None:
    """Honey pots of the kelulut bee, round cells of dark resin."""
    light.shadow(c, 0, 90, 190, 0.9)
    for x, y, r in ((-130, 60, 70), (0, 76, 76), (130, 62, 70), (-66, -20, 72), (66, -16, 74), (0, -92, 70)):
        d = ellipse(x, y, r, r * 0.94)
        c.shape(d, "#8a5420")
        light.ball(c, d, 1.0)
        c.shape(ellipse(x, y - r * 0.42, r * 0.46, r * 0.2), "#e0981f")
        light.sheen(c, ellipse(x - r * 0.1, y - r * 0.46, r * 0.2, r * 0.07), 0.8)


def _log(c: Canvas) -> None:
    """A hollow log that the bees live in, with their wax trumpet."""
    light.shadow(c, 0, 120, 190, 0.9)
    d = turned([(180, -330), (172, -100), (186, 120)])
    c.shape(d, "#7d5a3c")
    light.brushed(c, d, (-180, -330, 360, 480), "#3f2a1c", 40, 0.3, 88)
    light.cylinder(c, d, 1.1)
    c.shape(ellipse(0, -330, 180, 47), "#b98d5f")
    for share in (0.75, 0.5, 0.26):
        c.line(ellipse(0, -330, 180 * share, 47 * share), "#7d5a3c", 4, 0.7)
    c.shape(ellipse(-40, -70, 42, 34), "#c98f3a")
    c.shape(ellipse(-40, -70, 27, 21), "#3a2214")
