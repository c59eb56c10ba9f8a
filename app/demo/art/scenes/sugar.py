"""Compositions of palm sugar, cane sugar and honey."""

from app.demo.art import coconuts, labels, light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import (
    AMBER,
    CLAY,
    CREAM,
    GOLD,
    KRAFT,
    LEAF,
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
            coconuts.coconut_half(c, 190, -6)
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
