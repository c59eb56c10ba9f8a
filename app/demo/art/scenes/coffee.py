"""Compositions of coffee and tea."""

from app.demo.art import light, packs, pieces, plants, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, KRAFT, LEAF, MACE, MANGO, MIST, SAGE, SAND, TEAL
from app.demo.art.geometry import ellipse, poly, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene

BEAN = "#5a3320"
GREEN = ("#a3a66c", "#b3ad78", "#939a62")


@scene("kopi-kotamobagu", SAND, MACE, "Kopi Kotamobagu", "Robusta")
def kotamobagu(c: Canvas, tag: Tag) -> None:
    """A dark pouch, a steaming cup on its saucer, beans."""
    light.steam(c, 830, 1100, 420, 54)
    with c.at(430, 1110):
        packs.pouch(c, 560, 860, "#3a2620", tag, BEAN)
    with c.at(850, 1320):
        tableware.saucer_cup(c, 370, 260, "#f6f0e4", "#3f2114", MACE)
    with c.at(400, 1400):
        pieces.strew(c, 230, 60, 24, lambda s: pieces.coffee(s, BEAN, 32), size=28)


@scene("kopi-hijau", SAGE, LEAF, "Kopi hijau", "Robusta")
def green(c: Canvas, tag: Tag) -> None:
    """Unroasted: a jute sack brimming with pale green beans, a scoop of them, a twig with ripe cherries."""
    with c.at(560, 1190):
        packs.sack(c, 640, 680, KRAFT, tag)
        half = packs.sack_mouth(c, 640, 680)
        with c.at(0, -680):
            pieces.pile(c, half, 120, 90, lambda s: pieces.coffee(s, c.rng.choice(GREEN), 27), GREEN[0])
    with c.at(1240, 1000):
        plants.sprig(c, 470, 148, LEAF, 4, 0.36, MACE)
    with c.at(900, 1350, 1.2, -14):
        tableware.scoop(c, 400, "#a8744a")
        with c.at(-40, 20):
            pieces.pile(c, 100, 60, 34, lambda s: pieces.coffee(s, c.rng.choice(GREEN), 22), GREEN[0])
    with c.at(400, 1390):
        pieces.strew(c, 230, 60, 26, lambda s: pieces.coffee(s, c.rng.choice(GREEN), 30), size=28)


@scene("kopi-koya", SAGE, LEAF, "Kopi Koya", "Arabika Tondano")
def koya(c: Canvas, tag: Tag) -> None:
    """A kraft pouch, a branch of red cherries, a paper filter dripping into a glass server."""
    for y, turn in ((330, 156), (420, 128)):
        with c.at(1290, y):
            plants.sprig(c, 640, turn, LEAF, 4, 0.36, MACE)
    with c.at(390, 1150):
        packs.pouch(c, 500, 760, KRAFT, tag)
    with c.at(860, 1330):
        _pour_over(c)
    with c.at(370, 1400):
        pieces.pile(c, 220, 80, 44, lambda s: pieces.coffee(s, "#6d4026", 30), BEAN)


def _pour_over(c: Canvas) -> None:
    """A dripper on a glass server with coffee."""
    light.shadow(c, 0, 0, 190)
    body = turned([(90, -330), (110, -280), (210, -90), (186, 0)])
    c.shape(body, "#eef2ec", 0.6)
    c.shape(turned([(196, -130), (208, -90), (182, -6)]), c.down("#6d3a1c", "#2f170d"))
    c.shape(ellipse(0, -130, 196, 50), "#8a4f2a")
    light.cylinder(c, body, 0.7)
    light.sheen(c, poly([(-92, -270), (-76, -270), (-140, -60), (-160, -70)]), 0.6)
    c.line("M196 -100C330 -150 300 -300 116 -290", "#e3e9e2", 18, 0.8)
    cone = turned([(230, -560), (84, -350), (70, -330)])
    c.shape(cone, "#f6f1e6")
    light.cylinder(c, cone, 0.9)
    c.shape(ellipse(0, -560, 230, 60), "#fffaf0")
    c.shape(ellipse(0, -552, 206, 50), c.glow(((0, "#3a1f12", 1), (0.7, "#5a3320", 1), (1, "#8a5a3a", 1))))
    c.shape(ellipse(0, -334, 130, 34), "#efe8da")


@scene("kopi-manado", MANGO, TEAL, "Kopi Manado", "Bubuk")
def manado(c: Canvas, tag: Tag) -> None:
    """Coffee as in the old coffee houses: glass with its grounds, tin of powder, a spoonful heaped."""
    light.steam(c, 860, 960, 360, 46)
    with c.at(420, 1110):
        vessels.tin(c, 440, 600, TEAL, tag, "#d9c48a")
    with c.at(860, 1310):
        tableware.plate(c, 520, "#f6f0e4", TEAL)
        tableware.tumbler(c, 260, 360, "#4a2814", layer="#1f0f08")
    with c.at(400, 1390):
        pieces.grains(c, 230, 110, "#4a2a1a", 6, 1600, 0.8)
    with c.at(560, 1330, 1.2, -20):
        tableware.spoon(c, 330, "#c9c4b8")


@scene("kopi-tenom", BLUSH, "#2e5d4a", "Kopi Tenom", "Sabah")
def tenom(c: Canvas, tag: Tag) -> None:
    """Kopitiam cup with green flowers, a big tin, roasted beans in a wooden scoop."""
    light.steam(c, 520, 1090, 420, 54)
    with c.at(880, 1060):
        vessels.canister(c, 420, 660, tag.accent, tag, "#e3c48a")
    with c.at(500, 1340):
        tableware.saucer_cup(c, 420, 280, "#f4efdf", "#3a2014", "#2e5d4a")
        for x, y in ((-110, -140), (10, -120), (116, -142), (-50, -190), (70, -186)):
            for turn in range(0, 360, 72):
                with c.at(x, y, 1, turn):
                    c.shape(ellipse(15, 0, 14, 8), "#3f7a5f", 0.9)
            c.shape(ellipse(x, y, 7, 7), "#d9a13c")
    with c.at(930, 1390, 1.2, -14):
        tableware.scoop(c, 400, "#a8744a")
        with c.at(-40, 20):
            pieces.pile(c, 100, 60, 34, lambda s: pieces.coffee(s, BEAN, 22), BEAN)


@scene("teh-sabah", MIST, "#3f6b35", "Teh Sabah", "Ranau")
def teh(c: Canvas, tag: Tag) -> None:
    """A box of tea, a glass pot of amber tea and a cup, fresh shoots."""
    light.steam(c, 500, 860, 300, 46)
    with c.at(870, 1000):
        packs.box(c, 420, 480, 200, tag.accent, tag)
    with c.at(450, 1260):
        _pot(c)
    with c.at(890, 1370):
        tableware.saucer_cup(c, 290, 170, "#f6f0e4", "#b8601c", "#3f6b35")
    for x, y, turn in ((300, 1430, -20), (420, 1460, 6)):
        with c.at(x, y, 1, turn):
            plants.leaf(c, 170, 62, "#7fa548", -24)
            plants.leaf(c, 180, 62, "#5d8a3a", 10)
            plants.leaf(c, 130, 34, "#a3c468", -6)


def _pot(c: Canvas) -> None:
    """A round glass teapot."""
    light.shadow(c, 0, 0, 210)
    c.line("M250 -220C420 -330 420 -20 236 -80", "#dfe8e4", 30)
    c.shape(poly([(-225, -210), (-380, -330), (-410, -318), (-240, -110)]), "#e3ece8", 0.8)
    body = turned([(130, -390), (240, -300), (280, -180), (230, -50), (150, 0)])
    c.shape(body, "#eef4f0", 0.6)
    tea = turned([(258, -240), (272, -170), (224, -52), (146, -8)])
    c.shape(tea, c.down("#d98f2f", "#a8551a"))
    c.shape(ellipse(0, -240, 258, 66), "#eab35c")
    light.cylinder(c, body, 0.7)
    light.sheen(c, poly([(-206, -290), (-172, -310), (-190, -90), (-226, -120)]), 0.6)
    lid = turned([(40, -440), (120, -412), (136, -390)])
    c.shape(lid, "#e6eee9")
    light.cylinder(c, lid, 0.8)
    c.shape(ellipse(0, -456, 30, 26), "#c99a5c")
    light.ball(c, ellipse(0, -456, 30, 26))
