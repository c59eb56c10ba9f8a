"""Compositions of fresh and dried fruit and of flowers."""

from app.demo.art import confections, craft, fruit, labels, light, packs, plants, tableware
from app.demo.art.canvas import Canvas
from app.demo.art.colour import CREAM, LEAF, MIST, SAGE, WARM
from app.demo.art.geometry import poly
from app.demo.art.labels import Tag
from app.demo.art.registry import scene


@scene("salak-pangu", SAGE, "#7a3d1c", "Salak Pangu", "Minahasa Tenggara")
def salak(c: Canvas, tag: Tag) -> None:
    """A basket of snake fruit, one peeled in front."""
    with c.at(600, 1220):
        craft.basket(c, [(400, -330), (390, -180), (300, 0)], "#d8b46e", 44)
        for x, y, turn in ((-250, -420, -16), (240, -420, 14), (0, -470, 4), (-130, -350, -24), (130, -350, 20), (-20, -330, 6)):
            with c.at(x, y, 1, turn):
                fruit.salak(c, 150)
    with c.at(850, 1350):
        fruit.salak_open(c, 140)
    with c.at(1060, 1290):
        fruit.salak(c, 130, 24)
    with c.at(330, 1400, 1, -4):
        labels.flat(c, tag, 0, -10, 340, 200)


@scene("bunga-krisan", MIST, "#a8215c", "Krisan Tomohon", "Kota Bunga")
def krisan(c: Canvas, tag: Tag) -> None:
    """An armful of chrysanthemums wrapped in paper."""
    stems = (
        (430, 560, 150, "#f0c53c"),
        (640, 430, 165, "#e8e2d6"),
        (850, 560, 150, "#c9486f"),
        (530, 700, 160, "#c9486f"),
        (760, 710, 160, "#f0c53c"),
        (640, 600, 150, "#d9772f"),
        (330, 720, 130, "#e8e2d6"),
        (940, 730, 130, "#d9772f"),
    )
    with c.at(640, 1430):
        light.shadow(c, 0, -10, 170)
    for x, y, _, _ in stems:
        c.line(f"M{x} {y}Q640 980 640 1350", "#5f8a45", 13)
    for x, y, turn in ((430, 820, -150), (860, 830, -30), (520, 880, -120), (780, 880, -60), (330, 850, 170), (950, 860, 10)):
        with c.at(x, y):
            plants.leaf(c, 190, 96, LEAF, turn)
    for x, y, size, tone in stems:
        with c.at(x, y):
            plants.bloom(c, size, tone)
    for side, tone in ((-1, "#efe2c8"), (1, "#e3d2b0")):
        c.shape(poly([(640 - side * 40, 900), (640 + side * 390, 800), (640 + side * 120, 1440), (640 - side * 70, 1450)]), tone)
        c.shape(
            poly([(640 - side * 40, 900), (640 + side * 390, 800), (640 + side * 120, 1440), (640 - side * 70, 1450)]),
            c.across(((0, WARM, 0.35), (1, light.DARK, 0.2)), 0, 0, 1, 1),
        )
    c.line("M520 1230Q640 1270 772 1225", tag.accent, 30)
    c.line("M640 1250q-60 90 -90 170M650 1250q50 90 110 150", tag.accent, 20)
    with c.at(660, 1080, 1, -3):
        labels.flat(c, tag, 0, 0, 330, 190)


@scene("dried-mango", CREAM, "#d9772f", "Dried Mango", "Davao")
def dried_mango(c: Canvas, tag: Tag) -> None:
    """Slices of dried mango on a plate, the pouch, a ripe mango and a cut cheek."""
    with c.at(420, 1050):
        packs.pouch(c, 500, 740, "#f0b43c", tag)
    with c.at(930, 880):
        fruit.mango(c, 220, -14)
    with c.at(760, 1320):
        tableware.plate(c, 860, "#f3ede0", "#2c6a6a")
    for x, y, turn in (
        (560, 1290, -16),
        (900, 1290, 14),
        (740, 1230, 4),
        (660, 1340, 10),
        (860, 1350, -12),
        (740, 1150, -8),
        (770, 1290, 22),
    ):
        with c.at(x, y, 1, turn):
            confections.cut_fruit(c, 330, 124, c.rng.choice(("#eaa12f", "#e6952a", "#f0b03c")))
    with c.at(230, 1410):
        fruit.mango_cheek(c, 130)
