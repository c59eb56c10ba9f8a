"""Compositions of syrups, roselle, palm wine and spirit."""

from app.demo.art import fish, fruit, labels, light, plants, pods, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BAMBOO, BLUSH, DUSK, GOLD, LEAF, MANGO, MOSS, deep, lit
from app.demo.art.geometry import ellipse, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("sirup-pala", MANGO, "#b5522a", "Sirup Pala", "Siau")
def sirup(c: Canvas, tag: Tag) -> None:
    """A tall bottle of amber syrup, an iced glass, the fruit."""
    with c.at(430, 1170):
        vessels.bottle(c, 330, 840, "tall", "#f3e9cf", "#e0922f", "#b8322a", tag, clear=0.9)
    with c.at(870, 1260):
        tableware.tumbler(c, 310, 480, "#eda94a", ice=True, layer="#cf6f22")
        with c.at(120, -470, 1, 18):
            plants.lime_half(c, 74, "#f0d36a")
    with c.at(340, 1400):
        pods.nutmeg_fruit(c, 130, -8)
    with c.at(620, 1430):
        plants.leaf(c, 190, 76, LEAF, -10)


@scene("hibiscus-bn", BLUSH, "#9c1f3c", "Rosella", "Brunei")
def rosella(c: Canvas, tag: Tag) -> None:
    """A red bottle and glass, fresh roselle calyces."""
    with c.at(420, 1160):
        vessels.bottle(c, 320, 800, "drop", "#f0d9d6", "#a81f3f", "#f3ead8", tag, clear=0.95)
    with c.at(850, 1230):
        tableware.tumbler(c, 310, 460, "#c22a4a", ice=True, layer="#7d1230")
    for x, y, s in ((280, 1400, 84), (520, 1440, 74), (1020, 1400, 92)):
        with c.at(x, y):
            fruit.roselle(c, s)
    with c.at(740, 1440):
        plants.leaf(c, 170, 64, "#5f8a45", -6)


@scene("saguer", MOSS, "#e9dcb0", "Saguer", "Minahasa")
def saguer(c: Canvas, tag: Tag) -> None:
    """Palm sap in bamboo: tall tubes foaming over, a coconut-shell cup."""
    for turn in (-150, -125, -60, -32):
        with c.at(640, 760):
            plants.frond(c, 620, turn, "#6d9350", 0.2)
    for x, y, tall in ((400, 1150, 740), (660, 1210, 620)):
        with c.at(x, y):
            _tube(c, 220, tall, tag)
    with c.at(950, 1350):
        light.shadow(c, 0, 0, 110, 1.0)
        cup = turned([(190, -190), (196, -130), (130, -24), (86, 0)])
        c.shape(cup, "#5a3621")
        light.cylinder(c, cup, 1.2)
        c.shape(ellipse(0, -190, 190, 50), "#8a5a38")
        c.shape(ellipse(0, -184, 172, 42), "#f0e6d0")
        _foam(c, 160, -184)


def _tube(c: Canvas, width: float, height: float, tag: Tag) -> None:
    """A bamboo tube with its node rings, words burnt in, foam on top."""
    r = width / 2
    light.shadow(c, 0, 0, r)
    d = turned([(r, -height), (r * 0.98, -height * 0.5), (r, 0)])
    c.shape(d, "#c7b060")
    light.brushed(c, d, (-r, -height, width, height), "#7d8a3c", 26, 0.25, 88)
    for share in (0.12, 0.88):
        y = -height * share
        c.line(f"M{-r} {y}A{r} {r * 0.26} 0 0 0 {r} {y}", deep(BAMBOO, 0.35), 14, cap="butt")
        c.line(f"M{-r} {y - 12}A{r} {r * 0.26} 0 0 0 {r} {y - 12}", lit(BAMBOO, 0.5), 7, cap="butt")
    labels.wrapped(c, Tag(tag.head, tag.sub, "#6d3a1c", "#f0e2bd"), r * 1.003, -height * 0.62, -height * 0.34)
    light.cylinder(c, d, 1.1)
    c.shape(ellipse(0, -height, r, r * 0.26), "#e9d79a")
    c.shape(ellipse(0, -height + 3, r * 0.84, r * 0.21), "#f6f0de")
    _foam(c, r * 0.86, -height)


def _foam(c: Canvas, half: float, y: float) -> None:
    """Froth standing on a drink."""
    for _ in range(34):
        x, dy, s = c.rng.uniform(-half, half) * 0.86, c.rng.uniform(-0.2, 0.12) * half, half * c.rng.uniform(0.07, 0.2)
        c.shape(ellipse(x, y + dy, s, s * 0.8), "#fffaf0", 0.85)
        c.line(ellipse(x, y + dy, s, s * 0.8), "#d9cba8", 2, 0.5)


@scene("cap-tikus", DUSK, GOLD, "Cap Tikus", "Minahasa · 18+")
def cap_tikus(c: Canvas, tag: Tag) -> None:
    """A clear bottle and a small glass under one light, bamboo still-pipes behind."""
    for x, lean in ((860, 70), (960, 46), (1070, 80)):
        light.shadow(c, x, 1130, 44)
        fish.cane(c, x, 1136, x + lean, 380, 70, "#b99a56")
    with c.at(500, 1270):
        vessels.bottle(c, 370, 880, "long", "#dfe9e6", "#eef2ea", "#1f1c1c", tag, clear=0.5)
    with c.at(930, 1350):
        tableware.tumbler(c, 220, 240, "#8b9096", 0.6, 0.86)
