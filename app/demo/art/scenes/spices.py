"""Compositions of nutmeg, mace, cloves, vanilla, cinnamon, pepper, chilli and their oils."""

from functools import partial

from app.demo.art import fruit, labels, light, packs, pieces, plants, pods, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CLAY, COCOA, CREAM, GOLD, INK, KRAFT, LEAF, MACE, MANGO, MIST, SAND, SEA, lit
from app.demo.art.geometry import ellipse, leaf_shape, rounded, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("biji-pala-siau", SAND, MACE, "Pala Siau", "Indikasi Geografis")
def pala(c: Canvas, tag: Tag) -> None:
    """The fruit split open with its red mace, shelled nutmegs, leaves, a jar."""
    for turn in (-150, -120, -35):
        with c.at(640, 980):
            plants.leaf(c, 430, 170, LEAF, turn, 20)
    with c.at(930, 1010):
        vessels.jar(c, 370, 520, "#8a5f3a", COCOA, tag)
    with c.at(470, 1060):
        pods.nutmeg_fruit(c, 320, -6)
    with c.at(660, 1330):
        pieces.pile(c, 230, 120, 16, lambda s: pieces.nutmeg(s, 66), "#5a3a20", 90)
    with c.at(1000, 1380):
        pods.mace_seed(c, 90)


@scene("fuli-pala", MIST, "#c2542c", "Bunga Pala", "Siau")
def fuli(c: Canvas, tag: Tag) -> None:
    """Dried mace heaped in a dark bowl, a seed still in its red lace."""
    with c.at(890, 1030):
        vessels.jar(c, 400, 580, "#c8602f", "#e9dcc4", tag, flecks="#e69a4c")
    with c.at(480, 1330), tableware.bowl(c, 720, 290, "#3d4a4c", "#7d3317") as half:
        pieces.pile(c, half, 210, 110, lambda s: pods.mace_blade(s, 70, s.rng.choice(("#c2542c", "#d3682f", "#b04a26"))), "#7d3317")
    for x, y in ((930, 1340), (1070, 1260)):
        with c.at(x, y):
            fruit.under(c, 90, 80)
            pods.mace_seed(c, 84)


@scene("minyak-pala", SEA, GOLD, "Minyak Pala", "Sitaro")
def minyak_pala(c: Canvas, tag: Tag) -> None:
    """A small amber bottle of essential oil, lit from the side, nutmegs round it."""
    with c.at(590, 1250, 0.84):
        vessels.bottle(c, 420, 900, "drop", "#8a4a1c", "#5d2a0f", "#23201f", tag, clear=0.7)
        c.shape(turned([(52, -1100), (62, -1010), (84, -935)]), "#2f2b2a")
        light.cylinder(c, turned([(52, -1100), (62, -1010), (84, -935)]))
    with c.at(980, 1150):
        pods.nutmeg_fruit(c, 190, 8)
    with c.at(300, 1390):
        pieces.strew(c, 120, 40, 4, lambda s: pieces.nutmeg(s, 70), size=66)
    with c.at(930, 1400):
        pieces.strew(c, 130, 36, 5, lambda s: pods.mace_blade(s, 70), size=40)


@scene("cengkih-minahasa", CREAM, "#7a3020", "Cengkih Minahasa", "Indikasi Geografis")
def cengkih(c: Canvas, tag: Tag) -> None:
    """Cloves spilling from a wooden bowl, a fresh flowering twig, a small sack."""
    with c.at(890, 1020):
        packs.sack(c, 440, 560, KRAFT, tag, tied=True)
    with c.at(330, 1010):
        _twig(c)
    with c.at(500, 1310), tableware.bowl(c, 620, 250, "#a8744a", COCOA) as half:
        pieces.pile(c, half, 170, 150, lambda s: pieces.clove(s, 58), COCOA)
    with c.at(920, 1370):
        pieces.strew(c, 200, 70, 22, lambda s: pieces.clove(s, 54), size=22)


def _twig(c: Canvas) -> None:
    """A twig of clove buds, green and pink, with long leaves."""
    for turn in (-150, -125, -95, -60, -30):
        plants.leaf(c, 300, 96, LEAF, turn, 10)
    for i in range(15):
        turn = -160 + i * 10
        with c.at(0, -30, 1, turn + c.rng.uniform(-4, 4)):
            long = c.rng.uniform(120, 190)
            c.line(f"M0 0H{long}", "#7d8f45", 7)
            c.line(f"M{long} 0h40", "#c9566a", 18)
            c.shape(ellipse(long + 48, 0, 16, 15), "#e9b3a8")


@scene("vanili", BLUSH, "#5a3a24", "Vanili", "Minahasa Utara")
def vanili(c: Canvas, tag: Tag) -> None:
    """A bundle of cured pods tied with raffia, an orchid, two glass tubes."""
    for x, y in ((930, 1090), (1070, 1050)):
        with c.at(x, y):
            _tube(c, tag)
    c.line("M-60 560C160 640 240 760 420 790", "#7f9a52", 26)
    for x, y, turn in ((60, 610, -70), (190, 680, 60), (300, 750, -50)):
        with c.at(x, y, 1, turn):
            plants.leaf(c, 330, 120, "#4f8046")
    with c.at(430, 800):
        _orchid(c, 230)
    with c.at(600, 1240, 1.12, -12):
        for _ in range(26):
            at = c.rng.uniform(-78, 78)
            bend = c.rng.uniform(-60, 60)
            tone = c.rng.choice(("#3a2118", "#4a2a1c", "#2f1a14"))
            end = c.rng.uniform(-26, 26)
            c.line(f"M{-430 + end} {at * 1.4 + bend * 0.4}Q-200 {at} 0 {at * 0.62}T{430 + end} {at * 1.5 - bend * 0.4}", tone, 24)
            c.line(
                f"M{-420 + end} {at * 1.4 + bend * 0.4 - 5}Q-200 {at - 6} 0 {at * 0.62 - 6}T{420 + end} {at * 1.5 - bend * 0.4 - 5}",
                "#8a6048",
                5,
                0.7,
            )
        for x in (-34, -12, 10, 32):
            c.line(f"M{x} -74Q{x + 22} 0 {x} 76", "#d9b878", 17)
            c.line(f"M{x - 3} -70Q{x + 18} 0 {x - 3} 72", "#f1dcaa", 5, 0.8)
        c.line("M30 70q70 40 60 110M20 72q-30 60 -80 90", "#d9b878", 10)


def _orchid(c: Canvas, s: float) -> None:
    """A pale vanilla orchid."""
    for turn in (-90, -20, 200, 40, 140):
        with c.at(0, 0, 1, turn):
            d = leaf_shape(s, s * 0.42)
            c.shape(d, "#ecefc4")
            c.shape(d, c.across(((0, "#b9c46a", 0.7), (0.6, "#fbfae4", 0.3), (1, "#ffffff", 0.4))))
            c.line(f"M{s * 0.1} 0H{s * 0.86}", "#b5bf73", 3, 0.6)
    lip = ellipse(0, s * 0.2, s * 0.22, s * 0.3)
    c.shape(lip, "#f6e7a0")
    light.ball(c, lip, 0.7)
    c.line(f"M0 {s * 0.02}Q{s * 0.03} {s * 0.2} 0 {s * 0.42}", "#d98f3c", 5, 0.5)


def _tube(c: Canvas, tag: Tag) -> None:
    """A stoppered glass tube with three pods."""
    light.shadow(c, 0, 0, 52)
    for x in (-18, 2, 20):
        c.line(f"M{x} -20Q{x + 8} -260 {x - 4} -500", "#3a2118", 19)
        c.line(f"M{x - 4} -20Q{x + 4} -260 {x - 8} -500", "#8a6048", 4, 0.6)
    d = turned([(46, -540), (46, 0)])
    c.shape(d, "#e9f0ec", 0.16)
    labels.wrapped(c, tag, 46.5, -300, -110)
    light.cylinder(c, d, 0.7)
    light.sheen(c, rounded(-34, -520, 12, 480, 6), 0.6)
    cork = turned([(38, -600), (44, -525)])
    c.shape(cork, "#c99a64")
    light.cylinder(c, cork)
    c.shape(ellipse(0, -600, 38, 10), lit("#c99a64", 0.4))


@scene("kayu-manis", MANGO, "#9a4f24", "Kayu Manis", "Minahasa")
def kayu_manis(c: Canvas, tag: Tag) -> None:
    """A bundle of cinnamon quills tied with twine, ground cinnamon, a pouch."""
    with c.at(900, 1010):
        packs.pouch(c, 420, 620, "#b5683a", tag)
    for x, y, turn in ((520, 1180, -14), (500, 1110, -10), (560, 1260, -17), (530, 1050, -12), (640, 1160, -15)):
        with c.at(x, y, 1, turn):
            _quill(c, 760)
    for dx in (0, 26, 52):
        c.line(f"M{488 + dx} 1005Q{560 + dx} 1160 {540 + dx} 1322", "#e9d6a8", 16)
        c.line(f"M{484 + dx} 1005Q{556 + dx} 1160 {536 + dx} 1322", "#fbf0cf", 4, 0.8)
    with c.at(930, 1400):
        pieces.grains(c, 190, 100, "#a8622c", 6, 1200, 0.8)


def _quill(c: Canvas, length: float) -> None:
    """A rolled quill of bark lying along x, both edges curled in."""
    s, w = length / 2, 42
    with c.at(10, 22):
        c.shape(rounded(-s, -w, length, 2 * w, w), light.DARK, 0.22)
    d = rounded(-s, -w, length, 2 * w, 18)
    c.shape(d, c.across(((0, "#d98a4c", 1), (0.35, "#b5652f", 1), (1, "#6d3517", 1)), 0, 0, 0, 1))
    light.brushed(c, d, (-s, -w, length, 2 * w), "#5a2a12", 14, 0.3, 0)
    c.line(f"M{-s} -4H{s}", "#5a2a12", 7, 0.7)
    c.line(f"M{-s} -10H{s}", "#eab27a", 3, 0.6)
    c.shape(ellipse(s, 0, 15, w), "#8a4a20")
    for y in (-0.45, 0.45):
        c.line(ellipse(s, w * y, 9, w * 0.42), "#4a2210", 7)


@scene("lada-sarawak", MIST, INK, "Lada Sarawak", "Indikasi Geografi")
def lada(c: Canvas, tag: Tag) -> None:
    """White and black pepper in two bowls, a mill and a jar, a string of berries."""
    with c.at(380, 1010):
        vessels.jar(c, 360, 520, "#3b302a", "#2f2a28", tag, flecks="#6d5f54")
    with c.at(830, 1010):
        _mill(c)
    for x, tone, under, clay in ((410, "#3b2c26", "#1f1713", "#e9dfcc"), (890, "#e6d9bd", "#b8a888", "#3f5f5f")):
        pepper = partial(pieces.pepper, colour=tone, s=19)
        with c.at(x, 1330), tableware.bowl(c, 470, 190, clay, under) as half:
            pieces.pile(c, half, 130, 260, pepper, under)
    with c.at(640, 1440):
        pieces.strew(c, 180, 28, 16, lambda s: pieces.pepper(s, s.rng.choice(("#3b2c26", "#e6d9bd")), 18), size=17)


def _mill(c: Canvas) -> None:
    """A turned wooden pepper mill."""
    light.shadow(c, 0, 0, 110)
    d = turned([(70, -430), (92, -380), (60, -280), (82, -200), (118, -60), (112, 0)])
    c.shape(d, "#7a4a2a")
    light.cylinder(c, d, 1.2)
    top = turned([(20, -580), (84, -540), (98, -490), (76, -440)])
    c.shape(top, "#8f5a34")
    light.cylinder(c, top, 1.2)
    c.shape(ellipse(0, -600, 24, 24), "#d5cfc2")
    light.ball(c, ellipse(0, -600, 24, 24))


@scene("siling-pulbos", CLAY, MACE, "Siling Pulbos", "Davao")
def siling(c: Canvas, tag: Tag) -> None:
    """Ground chilli in a shaker and heaped red on a spoon, labuyo chillies."""
    with c.at(420, 1180):
        vessels.jar(c, 330, 640, "#b52a1c", "#2f2a28", tag)
    with c.at(830, 1330):
        light.shadow(c, 10, 0, 240, 0.7)
        pieces.grains(c, 270, 190, "#c2331f", 6, 2200, 0.8)
    for x, y, turn in ((600, 1420, -24), (760, 1460, 8), (960, 1410, -10), (1000, 1180, -50), (1060, 1240, -30), (300, 1430, 16)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 150, c.rng.choice((MACE, "#d1402a", "#c93626")))
    with c.at(900, 1080, 1.5, -28):
        tableware.spoon(c, 300, "#c99a64")
        with c.at(-2, 4):
            pieces.grains(c, 44, 34, "#c2331f", 5, 300, 0.8)
