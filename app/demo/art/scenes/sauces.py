"""Compositions of sambals, spice pastes, relishes and vinegar."""

from app.demo.art import fish, light, packs, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CLAY, CREAM, GOLD, LEAF, MACE, MANGO, MIST, SAGE, SAND, WARM, deep, lit
from app.demo.art.geometry import blob, ellipse, in_ellipse, rounded, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


def paste(c: Canvas, half: float, rise: float, colour: str, flecks: tuple[str, ...], count: int = 70) -> None:
    """A glistening heap of paste with bits in it, foot at the origin."""
    d = blob(c.rng, 0, -rise * 0.25, half, half * 0.27 + rise * 0.4, 0.04, 12)
    c.shape(d, c.across(((0, lit(colour, 0.25), 1), (0.5, colour, 1), (1, deep(colour, 0.35), 1)), 0, 0, 1, 0.8))
    with c.within(d):
        for _ in range(count):
            x, y = in_ellipse(c.rng, half * 0.95, half * 0.3 + rise * 0.3)
            size = half * c.rng.uniform(0.025, 0.07)
            with c.at(x, y - rise * 0.25, 1, c.rng.uniform(0, 180)):
                c.shape(ellipse(1, 2, size, size * 0.55), light.DARK, 0.25)
                c.shape(ellipse(0, 0, size, size * 0.5), c.rng.choice(flecks))
        for _ in range(14):
            x, y = in_ellipse(c.rng, half * 0.7, half * 0.18 + rise * 0.2)
            c.shape(ellipse(x - half * 0.1, y - rise * 0.4, half * c.rng.uniform(0.02, 0.08), half * 0.014), "#ffffff", 0.6)


@scene("sambal-roa", CREAM, MACE, "Sambal Roa", "Minahasa Utara")
def sambal_roa(c: Canvas, tag: Tag) -> None:
    """Two jars of sambal, a dish of it, chillies and a smoked halfbeak."""
    with c.at(810, 1010):
        vessels.jar(c, 400, 540, "#a3311f", "#2f2a28", tag, flecks="#e0a03a")
    with c.at(420, 1130):
        vessels.jar(c, 460, 620, "#a3311f", GOLD, tag, flecks="#e0a03a")
    with c.at(840, 1340), tableware.bowl(c, 440, 150, "#f3ece0", "#7d2116") as half:
        paste(c, half * 0.92, 60, "#b03a20", ("#d9772e", "#e9b04a", "#7d1f14", "#c9482a"))
    with c.at(330, 1390, 1, -6):
        fish.halfbeak(c, 520)
    with c.at(640, 1450, 1, -10):
        plants.chilli(c, 190, MACE)


@scene("dabu-dabu-botol", SAGE, "#d1402e", "Dabu-dabu", "Manado")
def dabu(c: Canvas, tag: Tag) -> None:
    """A bowl of diced tomato, chilli and shallot; the bottled one; lime."""
    with c.at(350, 1080):
        vessels.bottle(c, 300, 720, "sauce", "#dfe6d2", "#d0502e", LEAF, tag, clear=0.85)
    with c.at(950, 960):
        plants.tomato(c, 125)
    with c.at(800, 1340), tableware.bowl(c, 660, 260, "#3f6f70", "#c9583a") as half:
        for _ in range(120):
            x, y = in_ellipse(c.rng, half * 0.88, half * 0.2)
            tone = c.rng.choice(("#d8432f", "#c93626", "#e56a4a", "#b5506a", "#f0d9d0", "#6f8f3f", "#e9b93f"))
            with c.at(x, y - 24, 1, c.rng.uniform(0, 360)):
                c.shape(rounded(-17, -11, 38, 26, 6), light.DARK, 0.25)
                c.shape(rounded(-19, -15, 38, 27, 6), tone)
                c.shape(rounded(-15, -13, 22, 8, 4), "#ffffff", 0.4)
    for x, y, turn in ((220, 1370, -8), (330, 1430, 14)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 190, "#4f8a3a" if turn > 0 else MACE)
    with c.at(1110, 1420):
        plants.shallot(c, 70)
    with c.at(480, 1440):
        plants.lime_half(c, 76)


@scene("rica-rica", MANGO, MACE, "Rica-rica", "Tomohon")
def rica(c: Canvas, tag: Tag) -> None:
    """Red paste ground in a stone mortar, sachet, chillies and ginger."""
    with c.at(880, 960):
        packs.pouch(c, 430, 620, "#e8dcc4", tag)
    with c.at(520, 1310):
        _mortar(c, 720)
    for x, y, turn in ((930, 1290, 20), (980, 1380, -14), (820, 1440, 4)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 220, MACE)
    with c.at(230, 1460):
        plants.root(c, 110)


def _mortar(c: Canvas, width: float, fill: str = "#c03a22") -> None:
    """A shallow stone mortar (cobek) full of paste with its pestle."""
    r = width / 2
    light.shadow(c, 0, 0, r * 0.8)
    body = turned([(r, -190), (r * 0.96, -130), (r * 0.7, -30), (r * 0.62, 0)])
    c.shape(body, "#5f5a56")
    light.speckled(c, body, (-r, -200, width, 290), "#a39c94", 120, 4, 0.5)
    light.cylinder(c, body, 1.0)
    c.shape(ellipse(0, -190, r, r * 0.27), "#8a837c")
    c.shape(ellipse(0, -184, r * 0.9, r * 0.235), "#3f3a38")
    with c.at(0, -172):
        paste(c, r * 0.76, 70, fill, ("#e2653a", "#e9b04a", "#8d2015", "#f0d9b0"))
    with c.at(r * 0.16, -230, 1, -36):
        d = "M-60 0C-60 -44 -20 -40 0 -34L360 -44C410 -46 420 -20 420 0C420 20 410 46 360 44L0 34C-20 40 -60 44 -60 0Z"
        c.shape(d, "#6d6762")
        light.speckled(c, d, (-60, -46, 480, 92), "#b0a9a0", 60, 4, 0.5)
        c.shape(d, c.across(((0, WARM, 0.35), (0.4, light.DARK, 0.0), (1, light.DARK, 0.45)), 0, 0, 0, 1))


@scene("woku", MIST, "#c98a1f", "Bumbu Woku", "Manado")
def woku(c: Canvas, tag: Tag) -> None:
    """A jar of yellow herb paste among lemongrass, turmeric, basil and leaves."""
    for turn, size in ((-120, 300), (-100, 330), (-70, 320), (-50, 290)):
        with c.at(660, 960):
            plants.leaf(c, size * 1.3, size * 0.42, c.rng.choice((LEAF, "#5f8a45", "#3f6b35")), turn)
    with c.at(600, 1200):
        vessels.jar(c, 520, 640, "#d1942f", "#8a5a2b", tag, flecks="#5f8a3a")
    with c.at(110, 1400, 1, -10):
        plants.lemongrass(c, 560)
    with c.at(150, 1460, 1, -5):
        plants.lemongrass(c, 520)
    with c.at(960, 1360):
        plants.root(c, 130, "#c9862f", "#f0931f")
    for x, y, turn in ((690, 1400, 8), (760, 1450, -8)):
        with c.at(x, y, 1, turn):
            plants.chilli(c, 180, MACE)
    with c.at(1060, 1230):
        plants.shallot(c, 64)


@scene("palapa", SAND, LEAF, "Palapa", "Marawi")
def palapa(c: Canvas, tag: Tag) -> None:
    """Scallions, ginger and chilli pounded: a jar, a brass dish, sakurab."""
    for i, turn in enumerate((-82, -70, -60, -96)):
        with c.at(860 + i * 46, 1120, 1, turn):
            plants.scallion(c, 620)
    with c.at(400, 1130):
        vessels.jar(c, 450, 580, "#c9a04a", MACE, tag, flecks="#8aa04a")
    with c.at(820, 1370):
        light.shadow(c, 0, 0, 170)
        foot = turned([(70, -90), (60, -60), (160, 0)])
        c.shape(foot, "#b98a2f")
        light.cylinder(c, foot, 1.2)
        with c.at(0, -80), tableware.bowl(c, 560, 150, "#d1a13c", "#a8802f") as half:
            paste(c, half * 0.94, 70, "#c9a44e", ("#6f8f3f", "#e9dca0", "#c23a26", "#f0e6c0"))
    with c.at(250, 1430):
        plants.root(c, 100)


@scene("laksa-sarawak", CLAY, "#b8432a", "Laksa Sarawak", "Kuching")
def laksa(c: Canvas, tag: Tag) -> None:
    """A bowl of laksa with prawns, egg strips and lime; the paste in its pouch."""
    light.steam(c, 480, 980, 400, 56)
    with c.at(900, 960):
        packs.pouch(c, 430, 640, "#b8432a", tag)
    with c.at(540, 1370), tableware.bowl(c, 820, 340, "#f3ead8", "#c8652c", 0.92) as half:
        c.shape(ellipse(0, 0, half, half * 0.255), c.across(((0, "#b5521f", 1), (1, "#e08a45", 1))))
        strands = "".join(
            f"M{x} {y}q{c.rng.uniform(20, 60)} {c.rng.uniform(-26, 26)} {c.rng.uniform(80, 130)} {c.rng.uniform(-8, 8)}"
            for x, y in [in_ellipse(c.rng, half * 0.7, half * 0.15) for _ in range(44)]
        )
        c.line(strands, "#f6ebcf", 9, 0.9)
        for x, y, turn in ((-180, -50, -20), (-20, -70, 10), (140, -40, 30)):
            with c.at(x, y, 1, turn):
                fish.prawn(c, 84)
        for i in range(9):
            c.line(f"M{-90 + i * 26} {26 + 6 * (i % 3)}l{70} {-12 + 8 * (i % 2)}", "#f3cf58", 12)
        for x, y, turn in ((220, 20, -30), (180, -10, 20), (-250, 10, 190)):
            with c.at(x, y, 1, turn):
                plants.leaf(c, 90, 50, LEAF)
    with c.at(1040, 1380):
        plants.lime_half(c, 80, "#dfe37a")


@scene("tuhau", SAGE, "#a34a6a", "Tuhau", "Tambunan")
def tuhau(c: Canvas, tag: Tag) -> None:
    """Wild ginger relish in a jar and on a plate, the stalk and its chips."""
    for turn, y in ((-74, 1060), (-62, 1090)):
        with c.at(900, y, 1, turn):
            c.line("M0 0H640", "#7f9a52", 44)
            c.line("M0 -9H640", "#c9d59a", 12, 0.8)
            c.line("M0 0H130", "#c65f86", 50, 0.85)
            for x in (220, 360, 480):
                with c.at(x, -10, 1, -38):
                    plants.leaf(c, 260, 74, "#568043")
    with c.at(430, 1130):
        vessels.jar(c, 470, 600, "#cdbb74", tag.accent, tag, flecks="#8aa55a")
    with c.at(800, 1370), tableware.bowl(c, 520, 160, "#f3ece0", "#c9ba78") as half:
        paste(c, half * 0.94, 66, "#d5c886", ("#9ab06a", "#efe7b8", "#d1402e", "#c98aa0"))


@scene("cuka-saguer", BLUSH, "#7d3a1c", "Cuka Saguer", "Minahasa")
def cuka(c: Canvas, tag: Tag) -> None:
    """A long bottle of palm vinegar, a dish with chillies in it, palm flower."""
    for turn in (-100, -78, -60):
        with c.at(900, 1240):
            plants.frond(c, 760, turn, droop=0.2)
    with c.at(470, 1200):
        vessels.bottle(c, 330, 900, "long", "#e3d9b8", "#c58f3c", "#3a2a20", tag, clear=0.8)
    with c.at(870, 1360), tableware.bowl(c, 440, 150, "#efe6d4", "#c99a4c", 0.93) as half:
        c.shape(ellipse(0, 0, half * 0.98, half * 0.25), c.across(((0, "#a8742c", 1), (1, "#e6bd6e", 1))))
        for x, y in ((-90, 0), (0, -16), (80, 8), (30, 22), (-40, 22)):
            c.shape(ellipse(x, y, 26, 12), MACE if x < 40 else "#5f8a3a")
            c.shape(ellipse(x, y, 13, 6), "#f6e3b0")
    with c.at(640, 1420):
        plants.shallot(c, 66)
