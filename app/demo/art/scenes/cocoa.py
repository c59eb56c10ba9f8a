"""Compositions of cocoa and chocolate."""

from app.demo.art import confections, light, packs, pieces, pods, tableware, vessels
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CLAY, COCOA, CREAM, GOLD, KRAFT, MACE, MIST, SAGE, SAND, TEAL, UMBER
from app.demo.art.geometry import ellipse, poly, turned
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("biji-kakao", CLAY, COCOA, "Biji Kakao", "Bolaang Mongondow")
def biji_kakao(c: Canvas, tag: Tag) -> None:
    """A jute sack brimming with beans, an opened pod, beans strewn."""
    with c.at(470, 1140):
        packs.sack(c, 640, 680, KRAFT, tag)
        half = packs.sack_mouth(c, 640, 680)
        with c.at(0, -676):
            pieces.pile(c, half * 1.02, 110, 60, lambda s: pieces.cocoa(s, 46), "#5a2d1c")
    with c.at(900, 1240):
        pods.cocoa_open(c, 560, "#cf8a2f", -24)
    with c.at(480, 1390):
        pieces.strew(c, 270, 60, 17, lambda s: pieces.cocoa(s, 46), size=42)
    with c.at(990, 1000):
        pods.cocoa_pod(c, 430, "#a8432f", 22)


@scene("bubuk-kakao", SAND, "#6d3a22", "Kakao Bubuk", "Bolaang Mongondow")
def bubuk(c: Canvas, tag: Tag) -> None:
    """Cocoa powder: a card tube, a sieve over a dark heap, a pod."""
    with c.at(400, 1080):
        vessels.canister(c, 430, 680, "#6d3a22", tag, "#e3c48a")
    with c.at(960, 920):
        pods.cocoa_pod(c, 460, "#c9862f", -30)
    with c.at(800, 1370):
        light.shadow(c, 10, 0, 300, 0.8)
        pieces.grains(c, 330, 220, "#6d3d24", 5, 2200, 0.9)
    with c.at(960, 1180, 1.35, -30):
        tableware.spoon(c, 330, "#c9c4b8")
        with c.at(-2, 6):
            pieces.grains(c, 48, 40, "#6d3d24", 5, 320, 0.9)
    with c.at(300, 1420):
        pieces.strew(c, 120, 36, 5, lambda s: pieces.cocoa(s, 44), size=40)


@scene("cokelat-batang", CREAM, GOLD, "Cokelat", "70% Bolaang Mongondow")
def cokelat_batang(c: Canvas, tag: Tag) -> None:
    """A tablet in its sleeve, the bare bar broken beside, a pod."""
    with c.at(950, 960):
        pods.cocoa_pod(c, 560, "#c9862f", -38)
    with c.at(430, 860, 1, -9):
        packs.bar(c, 430, 860, "#4a1f1a", tag)
    with c.at(560, 1180, 1, 10):
        confections.choc(c, 4, 2, 132, missing=1)
    with c.at(1110, 1430, 1, 28):
        confections.choc(c, 1, 1, 126)
    light.crumbs(c, 620, 1460, 190, 26, COCOA, 16, 9)


@scene("cokelat-tawau", MIST, TEAL, "Koko Tawau", "Sabah")
def tawau(c: Canvas, tag: Tag) -> None:
    """A carton of squares, squares unwrapped in gold foil, a cup of cocoa."""
    light.steam(c, 900, 1000, 340, 46)
    with c.at(430, 1010):
        packs.box(c, 540, 560, 200, TEAL, tag)
    with c.at(900, 1240):
        tableware.saucer_cup(c, 330, 240, "#f3ead8", "#5a2f1a", TEAL)
    for x, y, turn in ((250, 1250, -12), (410, 1350, 18), (600, 1290, -4)):
        with c.at(x, y, 1, turn):
            c.shape(poly([(-90, -60), (-20, -84), (100, -66), (112, 60), (10, 84), (-104, 70)]), light.DARK, 0.2)
            c.shape(
                poly([(-96, -70), (-20, -90), (96, -76), (104, 50), (10, 74), (-108, 60)]),
                c.across(((0, "#f3dc94", 1), (0.5, GOLD, 1), (1, "#8a6520", 1)), 0, 0, 1, 1),
            )
            with c.at(-56, -62):
                confections.choc(c, 1, 1, 112)


@scene("sarawak-chocolate", SAGE, MACE, "Sarawak", "Single origin 72%")
def sarawak(c: Canvas, tag: Tag) -> None:
    """Four bars in bright woven-pattern sleeves fanned out."""
    for x, turn, tone in ((330, -20, "#b8432a"), (530, -7, "#2c6a6a"), (740, 7, "#d9952f"), (940, 20, "#5a2a4a")):
        with c.at(x, 900 + abs(turn) * 3.4, 1, turn):
            packs.bar(c, 290, 700, tone, Tag(tag.head, tag.sub, "#f1d9a0"))
    with c.at(430, 1310):
        confections.choc(c, 4, 1, 118, "#5a3020")
    with c.at(260, 1440):
        pieces.strew(c, 100, 20, 4, lambda s: pieces.cocoa(s, 40), size=38)


@scene("tablea", UMBER, MACE, "Tablea", "Davao")
def tablea(c: Canvas, tag: Tag) -> None:
    """Cacao tablets in stacks, a cup of thick tsokolate with its wooden whisk."""
    light.steam(c, 800, 960, 380, 50)
    with c.at(330, 1000):
        packs.pouch(c, 420, 640, "#d9b884", tag)
    with c.at(800, 1260):
        tableware.saucer_cup(c, 440, 320, "#efe6d2", "#4a2413", MACE)
    c.line("M860 1010L1010 560", "#a8744a", 24)
    c.line("M855 1006L1004 560", "#dcae78", 7, 0.8)
    d = ellipse(1012, 545, 40, 54)
    c.shape(d, "#8f5a34")
    light.ball(c, d)
    for x, base, count in ((290, 1330, 4), (470, 1400, 2), (1040, 1430, 3)):
        with c.at(x, base):
            light.shadow(c, 0, 0, 84)
            for i in range(count):
                _tablet(c, 170, -46 * i)


def _tablet(c: Canvas, width: float, y: float) -> None:
    """A round tablet of pure cacao."""
    r = width / 2
    side = turned([(r * 0.94, y - 46), (r, y - 20), (r * 0.97, y)])
    c.shape(side, "#3f2014")
    light.cylinder(c, side, 1.1)
    top = ellipse(0, y - 46, r * 0.94, r * 0.25)
    c.shape(top, "#6d3d26")
    c.line(ellipse(0, y - 46, r * 0.66, r * 0.17), "#4a2616", 4, 0.7)
    light.slab(c, top, 0.9)


@scene("davao-chocolate", BLUSH, "#7a2f83", "Tsokolate", "Davao 65%")
def davao(c: Canvas, tag: Tag) -> None:
    """A bar half out of its foil, bonbons with drizzle, an opened pod."""
    with c.at(950, 940):
        pods.cocoa_open(c, 540, "#8a3a4a", -30)
    with c.at(220, 560, 1.02, -7):
        confections.choc(c, 3, 3, 134, "#5a3020")
        c.shape(
            poly([(-22, 330), (60, 292), (130, 336), (230, 296), (320, 338), (424, 300), (424, 460), (-22, 460)]),
            c.across(((0, "#f6edd2", 1), (0.5, "#d9c08a", 1), (1, "#9a7a3c", 1)), 0, 0, 1, 1),
        )
        with c.at(201, 630):
            packs.bar(c, 446, 460, tag.accent, Tag(tag.head, tag.sub, "#f1d9a0"))
    for x, y, tone, stripe in (
        (760, 1330, COCOA, "#e9c27a"),
        (930, 1270, "#7a3d22", "#f3e4c8"),
        (1080, 1340, COCOA, "#d9566a"),
        (880, 1430, "#6d3422", "#e9c27a"),
    ):
        with c.at(x, y):
            confections.bonbon(c, 150, tone, stripe)
