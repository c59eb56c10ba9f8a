"""Compositions of fish, seafood and meat."""

from app.demo.art import bakes, fish, labels, light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CLAY, CREAM, GOLD, LEAF, MACE, MANGO, MIST, MOSS, SAGE, SAND, SEA, TEAL, lit
from app.demo.art.geometry import ellipse, rounded, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("cakalang-fufu", SAGE, MACE, "Cakalang Fufu", "Bitung", 0.3)
def cakalang_fufu(c: Canvas, tag: Tag) -> None:
    """The smoked skipjack on its bamboo frame over banana leaf, seen from above."""
    with c.at(660, 1010, 1, -30):
        plants.banana_leaf(c, 1180, 640)
        with c.at(22, 34):
            light.thrown(c, rounded(-420, -170, 860, 340, 90), 42, 0.4)
        fish.fufu(c, 880, 250)
    for x, y, turn in ((180, 1360, -10), (300, 1430, 12)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 210, MACE)
    with c.at(1040, 1400):
        plants.lime_half(c, 80)
    with c.at(900, 1430):
        plants.lime(c, 66)
    with c.at(300, 560, 1, -5):
        labels.flat(c, tag, 0, 0, 330, 210)


@scene("cakalang-pampis", MANGO, MACE, "Cakalang Pampis", "Manado")
def pampis(c: Canvas, tag: Tag) -> None:
    """Shredded spiced skipjack heaped on leaf, its jar, chillies and basil."""
    with c.at(430, 1110):
        vessels.jar(c, 460, 640, "#b86a34", MACE, tag, flecks="#e8b06a")
    with c.at(800, 1320):
        tableware.plate(c, 800, "#33616a")
        with c.at(0, 0, 0.7):
            plants.banana_leaf(c, 780, 220)
        pieces.grains(c, 260, 200, "#c2733a", 44, 760, 0.13, 0.45)
        for x, y in ((-120, -60), (60, -120), (140, -30), (-20, -20)):
            with c.at(x, y, 1, c.rng.uniform(0, 360)):
                plants.leaf(c, 66, 38, LEAF)
    with c.at(200, 1410, 1, -14):
        plants.chilli(c, 210, MACE)


@scene("abon-cakalang", SAND, TEAL, "Abon Cakalang", "Bitung")
def abon_cakalang(c: Canvas, tag: Tag) -> None:
    """A pouch of fish floss and a wooden bowl of it."""
    with c.at(470, 1090):
        packs.pouch(c, 560, 800, "#f0dcae", tag, "#c08a4a")
    with c.at(860, 1370), tableware.bowl(c, 560, 230, "#8a5a38", "#b87f42") as half:
        pieces.grains(c, half, 180, "#c99252", 40, 1200, 0.1, 0.4)
    with c.at(330, 1420, 1, -6):
        fish.sardine(c, 380)


@scene("abon-roa", BLUSH, "#8a3a1f", "Abon Roa", "Minahasa Utara")
def abon_roa(c: Canvas, tag: Tag) -> None:
    """A card tube of roa floss, rice with floss on it."""
    with c.at(420, 1140):
        vessels.canister(c, 380, 720, tag.accent, tag, "#e3c48a")
    with c.at(860, 1350), tableware.bowl(c, 600, 260, TEAL, "#e9dfc8") as half:
        pieces.grains(c, half, 170, "#f7f0df", 20, 900, 0.5)
        with c.at(10, -70):
            pieces.grains(c, half * 0.66, 130, "#a8652f", 34, 800, 0.12, 0.45)
    with c.at(330, 1400, 1, 4):
        fish.halfbeak(c, 500)


@scene("ikan-roa-asap", MOSS, MACE, "Roa Asap", "Minahasa Utara", 0.34)
def roa_asap(c: Canvas, tag: Tag) -> None:
    """The frame of smoked halfbeaks hanging as in the market, smoke behind."""
    light.steam(c, 640, 1400, 900, 90, 4, 0.16)
    with c.at(640, 950):
        with c.at(30, 46):
            light.thrown(c, rounded(-430, -360, 860, 720, 60), 54, 0.4)
        fish.frame_of_roa(c, 13, 780)
    with c.at(870, 1370, 1, 4):
        c.line("M0 -210V-90", "#d9c08a", 5)
        labels.flat(c, tag, 0, 0, 330, 210)


@scene("ikan-teri-kering", MIST, TEAL, "Teri Kering", "Bitung")
def teri(c: Canvas, tag: Tag) -> None:
    """Dried anchovies heaped on a tray with a scoop, their bag, lime."""
    with c.at(410, 1010):
        packs.pillow(c, 470, 620, "#3f7f86", tag)
    with c.at(700, 1250):
        tableware.tray(c, 940)
        with c.at(0, 40):
            pieces.pile(c, 360, 220, 230, lambda s: fish.anchovy(s, 58), "#b5a88c")
    with c.at(1020, 1450):
        plants.lime_half(c, 70)


@scene("labuan-seafood", CREAM, "#2e5d8a", "Hasil Laut", "Labuan")
def labuan(c: Canvas, tag: Tag) -> None:
    """Salted fish laid over a tray, crackers in their bag."""
    with c.at(870, 1010):
        packs.pillow(c, 480, 660, "#2e5d8a", tag)
    with c.at(580, 1260):
        tableware.tray(c, 980)
    for x, y, turn in ((560, 1150, -14), (480, 1240, 6), (640, 1320, -6)):
        with c.at(x, y, 1, turn):
            fish.salted(c, 620, c.rng.choice(("#cdb184", "#c3a272", "#d6bd92")))
    with c.at(1020, 1400):
        bakes.cracker(c, 110, "#f0d2a0")
    with c.at(900, 1450):
        bakes.cracker(c, 90, "#efc98f")


@scene("tinapa-zambo", SEA, "#c8372d", "Sardinas", "Zamboanga")
def sardines(c: Canvas, tag: Tag) -> None:
    """A tin with its ring, a jar of sardines in oil, an open flat tin."""
    with c.at(330, 1080):
        vessels.tin(c, 330, 460, "#c8372d", tag, pull=True)
    with c.at(760, 1090):
        vessels.jar(c, 380, 560, "#cf9d3c", GOLD, Tag(tag.head, "in corn oil", TEAL), flecks="#7d8d92")
    with c.at(660, 1340):
        _open_tin(c)
    for x, y, turn in ((1080, 1330, 70), (1000, 1420, -10)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 170, MACE)


def _open_tin(c: Canvas) -> None:
    """A flat tin seen from above, sardines side by side in oil."""
    light.shadow(c, 0, 50, 350, 1.0)
    c.shape(rounded(-340, -100, 680, 220, 110), "#8f9694")
    c.shape(rounded(-340, -130, 680, 220, 110), "#d5d8d2")
    c.shape(rounded(-322, -118, 644, 194, 96), "#a87a22")
    with c.within(rounded(-322, -118, 644, 194, 96)):
        for i, y in enumerate((-84, -34, 16, 62)):
            with c.at(-10 + 18 * (i % 2), y, 1, 0, bool(i % 2)):
                fish.sardine(c, 560)
        c.shape(rounded(-322, -118, 644, 194, 96), "#e0a33a", 0.2)
        with c.at(-190, -10, 1, 20):
            plants.leaf(c, 150, 60, "#6d7f4a")
    c.line(rounded(-330, -124, 660, 208, 104), "#f2f2ec", 7, 0.9)


@scene("belutak", SAND, "#7d2a22", "Belutak", "Bandar Seri Begawan")
def belutak(c: Canvas, tag: Tag) -> None:
    """Beef sausages hung from a cane and sliced on a board."""
    fish.cane(c, 180, 500, 1100, 470, 34)
    for x, y in ((330, 690), (520, 700), (720, 690), (910, 670)):
        c.line(f"M{x} 480L{x} {y - 150}", "#e7d6b0", 6)
        with c.at(x, y):
            fish.sausage(c, 330, 92, c.rng.choice(("#8e3b2c", "#7d3226", "#9a4733")), 90 + c.rng.uniform(-6, 6))
    with c.at(640, 1280):
        tableware.board(c, 960, 240)
    with c.at(480, 1240):
        fish.sausage(c, 460, 130, "#8e3b2c", -6)
    for i in range(5):
        with c.at(760 + i * 66, 1270 + 8 * (i % 2)):
            _coin(c, 62)
    with c.at(330, 1450, 1, -3):
        labels.flat(c, tag, 0, -60, 330, 190)


def _coin(c: Canvas, r: float) -> None:
    """A slice of sausage lying level."""
    side = turned([(r, 0), (r, 24)], 0.5)
    c.shape(ellipse(12, 32, r * 1.08, r * 0.5), light.DARK, 0.3)
    c.shape(side, "#6d2a20")
    top = ellipse(0, 0, r, r * 0.5)
    c.shape(top, "#b5574a")
    light.speckled(c, top, (-r, -r / 2, 2 * r, r), "#f0d9c0", 22, r * 0.08, 0.9)
    c.line(top, "#7d3226", 5)


@scene("keropok-udang-bn", CLAY, "#d1552f", "Keropok Udang", "Tutong")
def keropok(c: Canvas, tag: Tag) -> None:
    """Prawn crackers: a bag, a basket full of puffed ones, prawns."""
    with c.at(420, 1050):
        packs.pillow(c, 520, 720, "#e9a13c", tag)
    with c.at(810, 1340), tableware.bowl(c, 660, 240, "#f3ead9", "#d9a86a") as half:
        for x, y, size in (
            (-170, -20, 150),
            (160, -30, 150),
            (0, -110, 160),
            (-90, 20, 140),
            (110, 30, 150),
            (-20, -30, 130),
            (190, -110, 100),
            (-180, -120, 110),
        ):
            with c.at(x * half / 270, y, 1, c.rng.uniform(-20, 20)):
                bakes.cracker(c, size, c.rng.choice(("#f6d3ac", "#f2c498", "#f8dfc0")))
    for x, y, turn in ((250, 1400, -10), (420, 1430, 16)):
        with c.at(x, y, 1, turn):
            fish.prawn(c, 80, lit("#e27a4e", 0.05))
