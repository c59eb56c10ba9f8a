"""Places where food is made: kitchen, smokehouse, roastery, chocolate bench."""

from app.demo.art import bakes, coconuts, confections, fish, light, packs, pieces, plants, pods, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import COCOA, KRAFT, MACE, TEAL, WARM, deep, lit
from app.demo.art.geometry import ellipse, poly, rounded
from app.demo.art.workshops import indoors, land

_JARS = (
    ("#a3311f", "#d9972f", "#8a5426", "#6d7a3a"),
    ("#d9972f", "#f0d9a6", "#a8522a", "#c98a3c"),
    ("#8a5426", "#c9482f", "#e3c37a", "#5f8a45"),
)


def kitchen(c: Canvas, seed: int) -> None:
    """A home kitchen: hearth, woks, window, jars; what stands on the table changes with the seed."""
    wall = indoors.room(c, seed)
    indoors.window(c, 150, 120, 380, 380, seed // 2, ("hills", "volcano", "sea")[seed % 3])
    indoors.shelf(c, 640, 250, 420, _JARS[seed % 3])
    indoors.shelf(c, 640, 460, 420, _JARS[(seed + 1) % 3])
    for i, tone in enumerate((MACE, "#e0b04a", "#d1402e")):
        indoors.strings(c, 1160 + i * 90, 170, tone, 8 - i)
    indoors.hearth(c, 1190, 690, 620)
    light.steam(c, 1040, 620, 320, 46, 2)
    light.steam(c, 1350, 620, 280, 46, 2)
    indoors.wok(c, 1040, 640, 280, ("#c9562f", "#8a4a1c", "#e0a33a")[seed % 3])
    indoors.wok(c, 1350, 640, 250, ("#b5742f", "#d9972f", "#7a3d12")[seed % 3])
    indoors.bench(c, 60, 900, 900, 150, deep(wall, 0.35))
    (_table_of_cakes, _table_of_jars, _table_of_chips, _table_of_leaf)[seed // 3 % 4](c)


def _table_of_cakes(c: Canvas) -> None:
    """Pastries and biscuits cooling."""
    with c.at(360, 830, 0.62):
        tableware.tray(c, 720)
        for x, y in ((-200, -30), (0, -60), (190, -30), (-90, 40), (110, 40)):
            with c.at(x, y):
                bakes.pastry(c, 220)
    with c.at(720, 840, 0.7):
        bakes.stack(c, 4, 240, 44, "#d9a866", "#9a6b3c", True)


def _table_of_jars(c: Canvas) -> None:
    """Jars of sambal being filled."""
    for i in range(4):
        with c.at(220 + i * 130, 850 - 14 * (i % 2)):
            vessels.jar(c, 120, 176, "#a3311f", "#d9a43f", flecks="#e0a03a")
    with c.at(800, 870, 0.6), tableware.bowl(c, 360, 150, "#f3ece0", "#a83a22") as half:
        pieces.grains(c, half, 90, "#b5422a", 12, 400, 0.6)


def _table_of_chips(c: Canvas) -> None:
    """Trays of chips drying."""
    for x, y in ((310, 850), (690, 856)):
        with c.at(x, y, 0.62):
            tableware.tray(c, 560)
            pieces.pile(c, 210, 60, 40, lambda s: pieces.chip(s, s.rng.choice(("#eec667", "#f3d27c")), 48, "#c98a3c"), "#b5742f", 60)


def _table_of_leaf(c: Canvas) -> None:
    """Leaf-wrapped rolls and palm sugar."""
    with c.at(380, 850, 0.6):
        plants.banana_leaf(c, 760, 230)
        for x, y, turn in ((-120, -20, 4), (120, -10, -4), (0, -100, 2)):
            with c.at(x, y, 1, turn):
                confections.rolls(c, 400, 110, "#a29257", "#4a2713")
    with c.at(780, 850, 0.6):
        for x, y in ((-70, 0), (80, 10), (0, -90)):
            with c.at(x, y):
                pieces.cube(c, "#8a4f20", 80)


def smokehouse(c: Canvas, seed: int) -> None:
    """An open shed where skipjack smokes on racks over coconut husks."""
    hour = land.hour(seed)
    land.sky(c, hour, 620)
    land.volcano(c, 1180, 640, 430, 320, "#5f7f7c")
    land.sea(c, 630, "#3a7f8a", hour)
    c.shape(f"M0 800H{c.width}V{c.height}H0Z", c.down("#b58d63", "#8a6544"))
    for x in (110, 800, 1490):
        fish.cane(c, x, 1010, x, 90, 44, "#8a6a48")
    c.shape(poly([(-20, 150), (1620, 150), (1540, 20), (60, 20)]), c.down("#8a6a48", "#5f4430"))
    c.line("".join(f"M{-20 + i * 41} 150L{60 + i * 37} 20" for i in range(41)), "#4a3424", 4, 0.4)
    for y in (330, 560):
        fish.cane(c, 60, y, 1540, y, 26)
        for i in range(5):
            with c.at(240 + i * 290, y + 96, 0.36, 90 + c.rng.uniform(-4, 4)):
                fish.fufu(c, 560, 170, c.rng.choice(("#8a4a22", "#a3602c", "#7a3d1c")))
    for i in range(13):
        with c.at(130 + i * 112, 930 + 26 * (i % 3), 0.5, c.rng.uniform(-14, 14)):
            coconuts.coconut_half(c, 100, 0, 0.5)
    for i in range(6):
        x = 240 + i * 230
        c.shape(ellipse(x, 900, 150, 74), c.glow(((0, "#ffa03c", 0.7), (1, "#ff6a1f", 0.0))))
    light.steam(c, 800, 940, 860, 120, 6, 0.32)


def roastery(c: Canvas, seed: int) -> None:
    """Coffee roasting: the drum, sacks of beans, hills through the window."""
    wall = indoors.room(c, seed + 1)
    indoors.window(c, 1060, 110, 400, 380, seed, ("hills", "volcano")[seed % 2])
    indoors.shelf(c, 120, 230, 480, ("#5a3320", "#3a2015", "#8a5a3a"))
    light.steam(c, 600, 420, 330, 52, 3, 0.4)
    _drum(c, seed)
    for x, tone in ((1080, KRAFT), (1330, "#d9c6a0")):
        with c.at(x, 950, 0.66):
            packs.sack(c, 400, 480, tone)
            half = packs.sack_mouth(c, 400, 480)
            with c.at(0, -478):
                pieces.pile(c, half, 70, 40, lambda s: pieces.coffee(s, "#5a3320" if seed % 2 else "#8a9a5a", 28), "#3a2015")
    with c.at(830, 1000, 0.8):
        tableware.tray(c, 460)
        pieces.pile(c, 160, 40, 40, lambda s: pieces.coffee(s, "#6d4026", 24), "#3a2015")
    c.shape(f"M0 1040H{c.width}V{c.height}H0Z", deep(wall, 0.5), 0.3)


def _drum(c: Canvas, seed: int) -> None:
    """A drum roaster with hopper, chimney and cooling pan."""
    tone = (TEAL, "#8a2f26", "#3f4a4c")[seed % 3]
    c.shape(ellipse(440, 960, 420, 60), light.DARK, 0.3)
    for x in (190, 590):
        c.shape(poly([(x, 700), (x + 60, 700), (x + 84, 960), (x - 24, 960)]), "#2f2b2a")
    c.shape("M470 430h56V0h-56Z", c.across(((0, "#8a8580", 1), (0.4, "#d5d0c8", 1), (1, "#5a5550", 1))))
    c.shape(poly([(250, 300), (470, 300), (400, 430), (320, 430)]), c.across(((0, "#d5b063", 1), (0.5, "#b58d3c", 1), (1, "#7a5a20", 1))))
    body = rounded(130, 420, 560, 310, 60)
    c.shape(body, tone)
    c.shape(body, c.across(((0, WARM, 0.34), (0.4, light.DARK, 0.0), (1, light.DARK, 0.5)), 0, 0, 0, 1))
    for r, fill in ((134, lit(tone, 0.25)), (112, deep(tone, 0.3)), (78, "#e3b863"), (66, "#3a2015")):
        c.shape(ellipse(270, 575, r, r), fill)
    light.sheen(c, ellipse(248, 545, 34, 24), 0.4)
    c.shape(ellipse(640, 830, 200, 56), "#8f8a82")
    c.shape(ellipse(640, 818, 184, 48), "#3a2015")
    with c.at(640, 826):
        pieces.pile(c, 168, 36, 50, lambda s: pieces.coffee(s, "#5a3320", 20), "#3a2015")
    c.line("M690 560h90q30 0 30 40", "#8a8580", 16)
    c.shape(ellipse(812, 610, 22, 22), "#b8322a")


def chocolate(c: Canvas, seed: int) -> None:
    """A chocolate bench: moulds, a bowl of melted cocoa, pods; cocoa trees through the window."""
    wall = indoors.room(c, seed + 3)
    indoors.window(c, 980, 100, 460, 420, seed, ("hills", "volcano")[seed % 2])
    indoors.shelf(c, 120, 240, 560, (COCOA, "#8a5a3a", "#d9b97a", "#6d3a22"))
    indoors.shelf(c, 120, 450, 560, ("#8a5a3a", COCOA, "#c99a5c"))
    indoors.bench(c, 80, 860, 1440, 230, lit(deep(wall, 0.3), 0.1))
    for x, y, tone, turn in ((1240, 700, "#c9862f", -18), (1380, 740, "#a8432f", 16)):
        with c.at(x, y):
            pods.cocoa_pod(c, 260, tone, turn)
    with c.at(1180, 800, 0.9):
        pods.cocoa_open(c, 300, "#cf8a2f", -10)
    with c.at(880, 800, 0.8), tableware.bowl(c, 420, 190, "#d8d8d2", COCOA, 0.94) as half:
        c.shape(ellipse(0, 0, half, half * 0.25), c.across(((0, "#2f170d", 1), (1, "#7a4628", 1))))
        c.line(f"M{-half * 0.5} 8Q0 30 {half * 0.5} 4", "#c98a5a", 6, 0.7)
    for x in (210, 450):
        with c.at(x, 690, 0.62, 3):
            c.shape(rounded(-20, -20, 330, 240, 14), "#dfe3df")
            confections.choc(c, 4, 3, 70)
    for i in range(5):
        with c.at(300 + i * 90, 850, 0.6):
            confections.bonbon(c, 90, COCOA if i % 2 else "#7a3d22", "#e9c27a")
    c.line("M985 560L900 770", "#b07a48", 16)


KINDS = {"kitchen": kitchen, "smokehouse": smokehouse, "roastery": roastery, "chocolate": chocolate}
