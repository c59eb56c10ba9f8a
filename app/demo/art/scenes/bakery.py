"""Compositions of cakes and biscuits."""

from app.demo.art import bakes, coconuts, confections, labels, lettering, light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CLAY, CREAM, LEAF, MACE, MANGO, MIST, PAPER, SAGE, SAND, TEAL, deep, mix
from app.demo.art.geometry import TILT, band, ellipse, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("klappertaart", BLUSH, MACE, "Klappertaart", "Manado")
def klappertaart(c: Canvas, tag: Tag) -> None:
    """A big cup of baked custard with raisins and almonds, its spoon, half a coconut."""
    with c.at(985, 1010):
        coconuts.coconut_half(c, 205, 6)
    with c.at(600, 1290):
        light.shadow(c, 0, -8, 330)
        cup = turned([(400, -470), (372, -240), (318, 0)])
        c.shape(cup, "#f7efe0")
        c.shape(band(388, -380, 340, -90), tag.accent)
        with c.moved("translate(0 -250) scale(1 1)"):
            lettering.write_round(c, tag.head, 62, 92, 380, PAPER)
            lettering.write_round(c, tag.sub, 122, 40, 372, PAPER, "plain", 0.04)
        light.cylinder(c, cup, 0.9)
        c.shape(ellipse(0, -470, 404, 404 * TILT), "#fffaf0")
        with c.at(0, -482):
            bakes.custard(c, 776)
        for x, y in ((-210, -500), (-60, -545), (90, -470), (215, -520), (-120, -440), (20, -500), (260, -475), (-290, -478)):
            with c.at(x, y, 1.5, c.rng.uniform(0, 180)):
                pieces.raisin(c)
        for x, y, turn in ((-150, -535, 20), (150, -550, -30), (-20, -452, 60), (170, -440, 10), (-250, -450, -30)):
            with c.at(x, y, 1.35, turn):
                pieces.kenari(c)
    with c.at(1010, 1400, 1, 158):
        tableware.spoon(c, 460, "#d8d2c4")
    light.crumbs(c, 300, 1420, 130, 40, "#d99a45", 14)


@scene("bagea", SAND, LEAF, "Bagea", "Sangihe")
def bagea(c: Canvas, tag: Tag) -> None:
    """Stacked sago biscuits tied with fibre, kenari nuts, a paper pack behind."""
    with c.at(860, 1080):
        packs.pouch(c, 470, 690, "#d9b884", tag, "#c49a63")
    with c.at(430, 1310):
        light.shadow(c, 0, 0, 210)
        bakes.stack(c, 7, 400, 66, "#c79a66", "#9a6b3c", True)
        c.line("M-30 -462C-36 -300 -36 -140 -28 36M40 -462C48 -300 48 -140 40 36", "#efe0b8", 9)
    with c.at(820, 1370):
        bakes.disc(c, 300, 66, "#c79a66", "#9a6b3c", True)
    with c.at(1060, 1390):
        pieces.strew(c, 120, 60, 7, pieces.kenari)


@scene("pia-manado", CREAM, MACE, "Pia Amurang", "Isi kacang hijau")
def pia(c: Canvas, tag: Tag) -> None:
    """A carton of flaky pastries, a plate of them, one cut."""
    with c.at(520, 1010):
        packs.box(c, 720, 500, 260, tag.accent, tag)
    with c.at(660, 1270):
        tableware.plate(c, 900, "#dfe7e4", TEAL)
        for x, y in ((-190, -40), (170, -50), (-10, -120)):
            with c.at(x, y):
                bakes.pastry(c, 330)
        with c.at(0, 20):
            bakes.pastry(c, 350, "#7b8a3f")
    light.crumbs(c, 1020, 1440, 120, 30, "#e5c58a", 12)


@scene("panada", SAGE, MACE, "Panada", "Manado")
def panada(c: Canvas, tag: Tag) -> None:
    """Fried buns on banana leaf and tray, chillies beside, steam."""
    light.steam(c, 640, 780, 420, 60)
    with c.at(640, 1140):
        tableware.tray(c, 1060)
        plants.banana_leaf(c, 800, 230)
    for x, y, turn in ((430, 1060, -6), (850, 1050, 8), (640, 960, 0), (640, 1180, 2)):
        with c.at(x, y, 1, turn):
            bakes.panada(c, 420)
    for x, y, turn in ((270, 1420, -16), (390, 1450, 8)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 220, tag.accent)


@scene("kolombeng", MANGO, TEAL, "Kolombeng", "Minahasa")
def kolombeng(c: Canvas, tag: Tag) -> None:
    """Dry sponge biscuits in a glass jar and on a board, a glass of tea."""
    with c.at(420, 1110):
        _biscuit_jar(c, tag, "#e3b566")
    with c.at(940, 1110):
        tableware.tumbler(c, 230, 330, "#b5651f", layer="#8a3f12")
    with c.at(700, 1320):
        tableware.board(c, 820, 170)
        for i, x in enumerate((-260, -90, 80, 250)):
            with c.at(x, 10 - 4 * (i % 2), 1, c.rng.uniform(-4, 4)):
                _sponge(c, 185)
        for x in (-170, 0, 168):
            with c.at(x, -78, 1, c.rng.uniform(-5, 5)):
                _sponge(c, 185)


def _biscuit_jar(c: Canvas, tag: Tag, colour: str) -> None:
    """A wide jar of biscuits."""
    vessels.jar(c, 480, 640, colour, "#c7473a" if tag.accent == TEAL else tag.accent, tag, flecks=deep(colour, 0.3))


def _sponge(c: Canvas, width: float) -> None:
    """One oblong sponge biscuit, browned on top."""
    front, top, _ = bakes.brick(c, width, 58, 90, "#e9bf6d", "#b56f2c")
    light.speckled(c, front, (-width / 2, -58, width, 58), "#c48b3d", 34, 4, 0.6)
    light.brushed(c, top, (-width / 2, -90, width * 1.3, 40), "#8a4a1c", 6, 0.3)


@scene("kue-kelapa", MIST, LEAF, "Kue Kelapa", "Manado")
def kue_kelapa(c: Canvas, tag: Tag) -> None:
    """Coconut cookies in a tin with its lid off, coconut behind."""
    with c.at(960, 960):
        coconuts.coconut(c, 200)
    with c.at(520, 1180):
        vessels.tin(c, 640, 430, tag.accent, tag)
        for x, y in ((-190, -450), (170, -455), (0, -490), (-80, -430), (110, -430)):
            with c.at(x, y):
                bakes.disc(c, 250, 40, "#e6bd74", "#b5742f")
    for x, y in ((930, 1330), (1080, 1270), (800, 1400)):
        with c.at(x, y):
            bakes.disc(c, 250, 44, "#e6bd74", "#b5742f")
    with c.at(330, 1420):
        coconuts.coconut_chunk(c, 110)


@scene("biji-manis", BLUSH, "#c98a2f", "Biji Manis", "Sangihe")
def biji_manis(c: Canvas, tag: Tag) -> None:
    """Small round crackers heaped in a bowl, a jar behind."""
    with c.at(850, 1080):
        vessels.jar(c, 430, 640, "#dca552", MACE, tag, flecks="#b5742f")
    with c.at(470, 1330), tableware.bowl(c, 640, 270, "#5f8a8b", "#c58a3c") as half:
        pieces.pile(c, half, 190, 90, lambda s: _bead(s, 36), "#b5742f")
    with c.at(960, 1400):
        pieces.strew(c, 150, 60, 9, lambda s: _bead(s, 36), size=34)


def _bead(c: Canvas, size: float, colour: str = "#e0ad5c") -> None:
    """A small round cracker."""
    d = ellipse(0, 0, size, size * 0.84)
    c.shape(d, mix(colour, "#a8662a", c.rng.uniform(0, 0.35)))
    light.ball(c, d, 0.9)


@scene("kuih-mor", SAGE, "#a8215c", "Kuih Mor", "Bandar Seri Begawan")
def kuih_mor(c: Canvas, tag: Tag) -> None:
    """White powdery balls in a tall jar and on a footed plate."""
    with c.at(380, 1130):
        vessels.jar(c, 460, 680, "#f2e9da", tag.accent, tag, flecks="#ffffff")
    with c.at(830, 1330):
        light.shadow(c, 0, 0, 150)
        foot = turned([(60, -130), (52, -90), (130, 0)])
        c.shape(foot, TEAL)
        light.cylinder(c, foot)
        with c.at(0, -140):
            tableware.plate(c, 620, TEAL, "#d9ae4a")
            for y, row in ((-20, 5), (-80, 4), (-140, 3), (-196, 2)):
                for i in range(row):
                    with c.at((i - (row - 1) / 2) * 104, y + c.rng.uniform(-6, 6)):
                        _bead(c, 58, "#f7f0e4")


@scene("tapai-bn", MIST, LEAF, "Tapai", "Kampung Ayer")
def tapai(c: Canvas, tag: Tag) -> None:
    """Rice fermented in leaf: tied parcels, one opened on a plate."""
    with c.at(640, 1180):
        tableware.tray(c, 1080)
    for x, y, turn in ((330, 1080, -28), (620, 1000, 4), (920, 1080, 26), (480, 1180, -8), (830, 1200, 12)):
        with c.at(x, y, 1, turn):
            _parcel(c, 310)
    with c.at(640, 1370):
        plants.banana_leaf(c, 500, 150)
        with c.at(0, 20):
            pieces.grains(c, 150, 95, "#f6efdc", 22, 320, 0.5)
    with c.at(985, 800, 1, 3):
        c.line("M0 -170C10 -120 -10 -90 0 -60", "#8a5a2b", 5)
        labels.flat(c, tag, 0, 40, 270, 190)


def _parcel(c: Canvas, length: float, colour: str = "#6d9347") -> None:
    """A leaf parcel tied in the middle, lying along x."""
    s, w = length / 2, length * 0.2
    c.shape(ellipse(10, w * 0.95, s, w * 0.4), light.DARK, 0.3)
    d = f"M{-s} {-w * 0.7}Q0 {-w * 1.5} {s} {-w * 0.7}L{s * 1.06} {w * 0.6}Q0 {w * 1.35} {-s * 1.06} {w * 0.6}Z"
    c.shape(d, colour)
    with c.within(d):
        c.line(
            "".join(f"M{x} {-w * 1.4}q12 {w * 1.2} 0 {w * 2.8}" for x in [-s + 16 * i for i in range(round(length / 16))]),
            mix(colour, PAPER, 0.3),
            2.4,
            0.4,
        )
    light.ball(c, d, 0.8)
    for x in (-0.4, 0.4):
        c.line(f"M{s * x} {-w * 1.12}q14 {w} 0 {w * 2.1}", "#e3cf94", 9)


@scene("kek-lapis", CLAY, "#7a2f3a", "Kek Lapis", "Kuching")
def kek_lapis(c: Canvas, tag: Tag) -> None:
    """Layer cakes cut to show their patterns, on a footed board."""
    with c.at(830, 930):
        packs.box(c, 480, 300, 170, "#f0dcae", Tag(tag.head, tag.sub, tag.accent), True)
    with c.at(620, 1290):
        tableware.board(c, 1060, 220, "#8a5a38")
    with c.at(360, 1240):
        confections.lapis(c, 380, 330, 230, ("#7a2f3a", "#e8c05a", "#3f7a4a", "#f6e9c6"), "diamond")
    with c.at(850, 1250):
        confections.lapis(c, 380, 330, 230, ("#2f5f7a", "#f1d9a0", "#b8463a", "#f6e9c6"), "stair")
    with c.at(640, 1430):
        confections.lapis(c, 300, 130, 150, ("#5a2f1c", "#e0a84a", "#f6e9c6"), "stripe")


@scene("tebaloi", SAND, TEAL, "Tebaloi", "Mukah")
def tebaloi(c: Canvas, tag: Tag) -> None:
    """Thin sago biscuits, squared and speckled, fanned in front of their pack."""
    with c.at(800, 1070):
        packs.pillow(c, 560, 740, "#e0b15f", tag)
    for i in range(7):
        with c.at(250 + i * 70, 1300 - i * 8, 1, -34 + i * 9):
            _wafer(c, 270, 210)
    with c.at(950, 1390):
        _wafer(c, 270, 150)


def _wafer(c: Canvas, width: float, tall: float) -> None:
    """A thin golden wafer, pricked and flecked with coconut."""
    d = f"M{-width / 2} {-tall / 2}H{width / 2}V{tall / 2}H{-width / 2}Z"
    with c.at(10, 16):
        c.shape(d, light.DARK, 0.25)
    c.shape(d, "#d9a050")
    light.slab(c, d, 1.0)
    light.speckled(c, d, (-width / 2, -tall / 2, width, tall), "#f4dda4", 60, 5, 0.8)
    light.speckled(c, d, (-width / 2, -tall / 2, width, tall), "#9a5f24", 30, 4, 0.6)
    c.line(f"M0 {-tall / 2}V{tall / 2}", deep("#d9a050", 0.3), 3, 0.5)
