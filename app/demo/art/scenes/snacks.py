"""Compositions of nuts, chips and puffed rice."""

from app.demo.art import bakes, fruit, light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import AMBER, BLUSH, CREAM, KRAFT, LEAF, MACE, MANGO, MIST, SAGE, SAND, TEAL
from app.demo.art.geometry import blob, ellipse, smooth
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("kacang-tore", BLUSH, MACE, "Kacang Tore", "Kawangkoan")
def kacang_tore(c: Canvas, tag: Tag) -> None:
    """Small fried peanuts in a paper cone and a saucer, fried garlic and lime leaf among them."""
    with c.at(840, 1060):
        packs.pillow(c, 460, 640, "#e0b04a", tag)
    with c.at(430, 1360):
        _cone(c)
    with c.at(870, 1390), tableware.bowl(c, 440, 150, TEAL, "#a8702c") as half:
        pieces.pile(c, half, 110, 120, lambda s: pieces.peanut(s, "#d39a5a", 22), "#8a5a2c")


def _cone(c: Canvas) -> None:
    """A paper cone standing, brimming with peanuts."""
    light.shadow(c, 0, -6, 130)
    d = "M-250 -640L250 -640L70 -30Q0 10 -70 -30Z"
    c.shape(d, "#f3e6cc")
    for i in range(6):
        c.line(f"M{-200 + i * 80} -640L{-52 + i * 21} -20", MACE, 15, 0.6)
    light.cylinder(c, d, 0.9)
    c.shape("M60 -640L250 -640L70 -30Q40 -14 20 -10Z", light.DARK, 0.1)
    with c.at(0, -645):
        c.shape(ellipse(0, 0, 250, 66), "#d9c6a0")
        pieces.pile(c, 240, 150, 150, lambda s: pieces.peanut(s, s.rng.choice(("#d9a263", "#c98a4c")), 24), "#8a5a2c")


@scene("kacang-kawangkoan", SAND, "#8a4a1c", "Kacang Kawangkoan", "Minahasa")
def kawangkoan(c: Canvas, tag: Tag) -> None:
    """Roasted peanuts in the shell tumbling from a jute sack."""
    with c.at(600, 1080):
        packs.sack(c, 640, 640, KRAFT, tag)
        half = packs.sack_mouth(c, 640, 640)
        with c.at(0, -640):
            pieces.pile(c, half, 120, 46, lambda s: pieces.peanut_shell(s, 66), "#8a5a34")
    with c.at(720, 1330):
        pieces.pile(c, 380, 150, 74, lambda s: pieces.peanut_shell(s, 72), "#8a5a34")
    with c.at(260, 1400):
        pieces.strew(c, 100, 40, 4, lambda s: pieces.peanut_shell(s, 72), size=50)
    with c.at(1080, 1430):
        pieces.strew(c, 80, 24, 5, lambda s: pieces.peanut(s, "#b5603c", 26), size=24)


@scene("bepang", MIST, MACE, "Bepang", "Bolaang Mongondow")
def bepang(c: Canvas, tag: Tag) -> None:
    """Bars of puffed rice in palm caramel, wrapped and bare."""
    with c.at(860, 980):
        packs.pouch(c, 440, 620, "#e9d3a0", tag)
    for x, y in ((380, 1300), (760, 1330), (560, 1180), (440, 1070)):
        with c.at(x, y):
            front, top, _ = bakes.brick(c, 400, 110, 200, "#c98a3c")
            bakes.studded(c, front, (-200, -110, 400, 110), ("#f6e6bd", "#efd9a2", "#fbf0d0"), 15, 130)
            bakes.studded(c, top, (-200, -180, 510, 75), ("#fbf0d0", "#f6e6bd"), 15, 110)
    light.crumbs(c, 1020, 1440, 110, 24, "#f0dca8", 12, 10)


@scene("keripik-pisang", SAGE, LEAF, "Keripik Pisang", "Goroho")
def keripik_pisang(c: Canvas, tag: Tag) -> None:
    """Long thin chips of goroho banana in a bowl, the bag, green bananas."""
    for y, turn in ((880, -12), (930, -4), (985, 6)):
        with c.at(930, y, 1, turn):
            fruit.banana(c, 470, "#7d9a3f")
    with c.at(400, 1060):
        packs.pillow(c, 520, 740, "#d9b23c", tag)
    with c.at(790, 1370), tableware.bowl(c, 640, 230, "#8a5a38", "#c9953c") as half:
        for dx, dy, spin in [(c.rng.uniform(-0.75, 0.75) * half, c.rng.uniform(-150, -10), c.rng.uniform(-70, 70)) for _ in range(30)]:
            with c.at(dx, dy, 1, spin):
                pieces.strip(c, c.rng.choice(("#eec667", "#f3d27c", "#e3b551")), 130, 30, "#c9953c")


@scene("keripik-bete", CREAM, "#7a4a8a", "Keripik Bete", "Minahasa")
def keripik_bete(c: Canvas, tag: Tag) -> None:
    """Taro chips with purple flecks, the root cut through, the bag."""
    with c.at(880, 1030):
        packs.pillow(c, 480, 680, "#8a6a9a", tag)
    with c.at(310, 950):
        _taro(c, 190)
    with c.at(520, 1360), tableware.bowl(c, 720, 240, "#6d5a7a", "#c9b08a") as half:
        pieces.pile(
            c,
            half,
            190,
            34,
            lambda s: pieces.chip(s, s.rng.choice(("#f3e2bd", "#f8ebcd", "#ecd5a6")), 100, "#c99a5c", 0.6, "#8a5a8a"),
            "#b8a68a",
            60,
        )


def _taro(c: Canvas, s: float) -> None:
    """A taro corm cut across."""
    fruit.under(c, s, s * 0.9)
    d = blob(c.rng, 0, 0, s * 0.9, s * 1.05, 0.04)
    c.shape(d, "#6d4a34")
    with c.within(d):
        for i in range(6):
            c.line(f"M{-s * 0.9} {-s * 0.8 + i * s * 0.3}q{s * 0.9} {s * 0.16} {s * 1.8} 0", "#4a2f20", 7, 0.5)
    light.ball(c, d, 0.9)
    cut = ellipse(s * 0.2, s * 0.3, s * 0.72, s * 0.6)
    c.shape(ellipse(s * 0.2, s * 0.3, s * 0.78, s * 0.66), "#a8866a")
    c.shape(cut, "#f3ead9")
    light.speckled(c, cut, (-s * 0.5, -s * 0.3, s * 1.4, s * 1.2), "#8a5a8a", 110, 5, 0.7)


@scene("keripik-nangka", MANGO, "#3f7a3a", "Keripik Nangka", "Sulawesi Utara")
def keripik_nangka(c: Canvas, tag: Tag) -> None:
    """Crisp jackfruit in a bowl, fresh golden pods, the pouch."""
    with c.at(420, 1080):
        packs.pouch(c, 500, 760, "#e9b63c", tag, "#f0c95a")
    with c.at(1000, 950):
        _jackfruit(c, 230)
    with c.at(830, 1370), tableware.bowl(c, 600, 220, TEAL, "#c9952f") as half:
        pieces.pile(c, half, 180, 44, lambda s: _crisp(s, 86), "#b5802a")


def _crisp(c: Canvas, s: float) -> None:
    """A curled crisp of jackfruit."""
    d = smooth([(-s, 0), (-s * 0.4, -s * 0.4), (s * 0.4, -s * 0.36), (s, -s * 0.06), (s * 0.5, s * 0.3), (-s * 0.5, s * 0.34)])
    c.shape(d, c.rng.choice(("#f0c650", "#e6b23c", "#f6d673")))
    light.slab(c, d, 1.0)
    c.line(f"M{-s * 0.8} 0Q0 {-s * 0.3} {s * 0.8} {-s * 0.06}", "#c98a1f", 4, 0.5)


def _jackfruit(c: Canvas, s: float) -> None:
    """A slice of jackfruit: green bumpy rind, pods round the core."""
    fruit.under(c, s, s * 0.95)
    rind = blob(c.rng, 0, 0, s, s * 0.92, 0.03, 22)
    c.shape(rind, "#8a9a3c")
    light.ball(c, rind, 0.8)
    c.shape(ellipse(0, 0, s * 0.88, s * 0.8), "#f3e3b0")
    for i in range(12):
        with c.at(0, 0, 1, 30 * i):
            pod = ellipse(s * 0.55, 0, s * 0.25, s * 0.12)
            c.shape(pod, "#eeb02f")
            c.shape(ellipse(s * 0.55, 0, s * 0.25, s * 0.12), c.across(((0, "#ffe08a", 0.7), (1, "#b56a12", 0.3))))
            c.shape(ellipse(s * 0.6, 0, s * 0.09, s * 0.06), "#a8682f", 0.7)
    c.shape(ellipse(0, 0, s * 0.22, s * 0.2), "#f8edc8")


@scene("banana-chips", BLUSH, AMBER, "Banana Chips", "Davao")
def banana_chips(c: Canvas, tag: Tag) -> None:
    """Round honeyed chips spilling from a paper bag, a hand of saba bananas."""
    with c.at(440, 1070):
        packs.pouch(c, 500, 740, "#f3e6cc", tag)
    for y, turn in ((820, -30), (880, -16), (945, -2)):
        with c.at(930, y, 1, turn):
            fruit.banana(c, 430, "#e3bf3f")
    with c.at(780, 1340):
        pieces.pile(
            c, 370, 190, 60, lambda s: pieces.chip(s, s.rng.choice(("#eec05c", "#e6b04a", "#f3d07a")), 68, "#b57a2a", 0.72), "#a8742a", 60
        )
    with c.at(330, 1430):
        pieces.strew(c, 130, 30, 4, lambda s: pieces.chip(s, "#eec05c", 66, "#b57a2a", 0.6), 40, 60)


@scene("kasuy", SAGE, "#c9562f", "Kasuy", "Roxas, Palawan")
def kasuy(c: Canvas, tag: Tag) -> None:
    """Whole cashews in a jar and a shell bowl, two cashew apples on the twig."""
    with c.at(900, 1000):
        vessels.jar(c, 400, 580, "#e9d3a0", LEAF, tag, flecks="#f6e9c8")
    for turn in (-160, -135, -50):
        with c.at(350, 560):
            plants.leaf(c, 250, 120, LEAF, turn)
    with c.at(270, 740, 1, 10):
        fruit.cashew_apple(c, 190, "#d9482b")
    with c.at(500, 760, 1, -12):
        fruit.cashew_apple(c, 170, "#e08a2f")
    with c.at(540, 1370), tableware.bowl(c, 700, 260, "#5a3621", "#a8824a") as half:
        pieces.pile(c, half, 190, 70, lambda s: pieces.cashew(s, 62), "#a8824a")
    with c.at(1030, 1420):
        pieces.strew(c, 90, 34, 5, lambda s: pieces.cashew(s, 58), size=46)
