"""Compositions of pottery, basketry, coconut craft, instruments, stones and pearls."""

from app.demo.art import coconuts, craft, labels, light, pieces, plants, tableware
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BAMBOO, BLUSH, CREAM, DUSK, GOLD, LEAF, MACE, MANGO, MIST, SAGE, SAND, SEA, TEAL, deep, lit
from app.demo.art.geometry import ellipse, num, poly, rounded, smooth
from app.demo.art.labels import Tag
from app.demo.art.registry import scene
from app.demo.art.scenes.cloth import swing
from app.demo.art.weaves import woven


@scene("keramik-pulutan", SAND, "#a8552f", "Pulutan", "Minahasa")
def pulutan(c: Canvas, tag: Tag) -> None:
    """Five pots of Pulutan in their sizes, lit from the window."""
    with c.at(800, 970):
        craft.pot(c, 380, 620, "vase", "#a8552f")
    with c.at(330, 1090):
        craft.pot(c, 430, 470, "belly", "#bf6f42")
    with c.at(1030, 1200):
        craft.pot(c, 300, 360, "urn", "#8f4526")
    with c.at(640, 1310):
        craft.pot(c, 520, 430, "cook", "#b5643c")
    with c.at(260, 1400):
        craft.pot(c, 230, 210, "belly", "#c97f50")
    swing(c, 1010, 1440, tag)


@scene("anyaman-bambu", SAGE, LEAF, "Anyaman Bambu", "Kinilow")
def bambu(c: Canvas, tag: Tag) -> None:
    """A tall lidded basket, a round tray on edge, a lamp-like open basket of bamboo."""
    with c.at(880, 760), c.moved("rotate(-4)"):
        c.shape(ellipse(20, 40, 330, 330), light.DARK, 0.2)
        c.shape(ellipse(0, 0, 330, 330), deep(BAMBOO, 0.2))
        dark, pale = deep(BAMBOO, 0.24), lit(BAMBOO, 0.3)
        weave = (
            f'<rect width="44" height="44" fill="{deep(BAMBOO, 0.45)}"/><rect x="1" y="3" widt'
            f'h="42" height="17" rx="4" fill="{pale}"/><rect x="3" y="23" width="17" heig'
            f'ht="20" rx="4" fill="{dark}"/><rect x="24" y="23" width="17" height="20" rx="4" fil'
            f'l="{dark}"/>'
        )
        c.shape(ellipse(0, 0, 310, 310), c.tile(44, 44, weave, "rotate(45)"))
        light.ball(c, ellipse(0, 0, 310, 310), 0.5)
        c.line(ellipse(0, 0, 320, 320), BAMBOO, 34)
        c.line(ellipse(0, 0, 320, 320), deep(BAMBOO, 0.45), 34, 0.6, "6 40", "butt")
    with c.at(400, 1220):
        craft.basket(c, [(250, -560), (262, -300), (230, 0)], "#dcb873", 46, "#a87a3c")
        craft.handle(c, 236, -556, 330, "#c99a54")
    with c.at(860, 1370):
        craft.basket(c, [(270, -230), (262, -120), (190, 0)], "#e3c382", 40)
    swing(c, 330, 1440, tag, -4)


@scene("kerajinan-tempurung", MANGO, "#5a3621", "Tempurung", "Minahasa Utara")
def tempurung(c: Canvas, tag: Tag) -> None:
    """Polished coconut-shell bowls stacked, spoons, a shell lamp."""
    with c.at(880, 900):
        coconuts.coconut(c, 190, "#6d4428")
    with c.at(440, 1090):
        craft.shell_bowl(c, 470, "#6d4428")
    with c.at(440, 960):
        craft.shell_bowl(c, 430, "#5a3621")
    with c.at(800, 1330):
        craft.shell_bowl(c, 620, "#4a2c1a")
        with c.at(0, -292):
            pieces.pile(c, 230, 70, 22, lambda s: pieces.kenari(s, 44), "#a8824a")
    for y, turn in ((1380, -14), (1440, -6)):
        with c.at(190, y, 1, turn):
            tableware.spoon(c, 400, "#6d4428")
    swing(c, 1080, 1440, tag)


@scene("kerajinan-sabut", BLUSH, TEAL, "Sabut Kelapa", "Minahasa Utara")
def sabut(c: Canvas, tag: Tag) -> None:
    """A bag plaited of coir cord, a brush, a coil of rope."""
    with c.at(520, 1230):
        craft.handle(c, 190, -560, 330, "#8a5a2f", 30)
        craft.basket(c, [(330, -580), (380, -300), (350, 0)], "#a8743c", 52, "#7d5227", braid=True)
        with c.at(10, -300):
            labels.flat(c, tag, 0, 30, 290, 190)
    with c.at(900, 1400, 1, -40):
        craft.brush(c, 460)
    with c.at(1010, 1130):
        _coil(c, 150)


def _coil(c: Canvas, r: float) -> None:
    """A coil of coir rope lying level."""
    light.shadow(c, 0, 10, r)
    for i in range(4):
        y = -26.0 * i
        ring = ellipse(0, y, r - 5 * i, (r - 5 * i) * 0.3)
        c.line(ring, "#6d4522", 36)
        c.line(ring, "#a8743c", 29)
        c.line(ring, "#d9ab6c", 29, 0.5, f"5 {num(14)}", "butt")
        c.line(ellipse(0, y - 8, r - 5 * i, (r - 5 * i) * 0.3), "#e3bd82", 5, 0.6)


@scene("anyaman-pandan", MIST, MACE, "Anyaman Pandan", "Airmadidi")
def pandan(c: Canvas, tag: Tag) -> None:
    """Pandanus mats rolled, one spread, a lidded box with a stepped diamond."""
    shape = poly([(170, 1010), (1010, 960), (1180, 1420), (90, 1460)])
    with c.at(10, 22):
        light.thrown(c, shape, 30, 0.35)
    woven(c, shape, "pandan", 9, (1150, 850), "matrix(1 -0.06 -0.14 0.6 150 1000)")
    light.slab(c, shape, 0.7)
    for x, y, turn in ((480, 900, -7), (560, 760, -3)):
        with c.at(x, y, 1, turn):
            _mat_roll(c, 760, 160)
    with c.at(830, 1280):
        _lidded(c)
    swing(c, 300, 1350, tag, -4)


def _mat_roll(c: Canvas, length: float, thick: float) -> None:
    """A rolled mat tied twice."""
    s, r = length / 2, thick / 2
    d = f"M{-s} {-r}H{s}A{r * 0.36} {r} 0 0 1 {s} {r}H{-s}A{r * 0.36} {r} 0 0 1 {-s} {-r}Z"
    c.shape(rounded(-s, -r + 34, length, thick, r), light.DARK, 0.26)
    woven(c, d, "pandan", 8, (length + r, thick), f"translate({-s} {-r})")
    c.shape(d, c.across(((0, light.DARK, 0.1), (0.24, "#fff3d6", 0.4), (0.55, light.DARK, 0.0), (1, light.DARK, 0.5)), 0, 0, 0, 1))
    c.shape(ellipse(s, 0, r * 0.36, r), "#e9d9aa")
    for i in range(5):
        c.line(ellipse(s, 0, r * 0.36 * (0.9 - i * 0.18), r * (0.9 - i * 0.18)), "#a88a4c", 5)
    for x in (-0.5, 0.5):
        c.line(f"M{s * x} {-r}q{r * 0.34} {r} 0 {2 * r}", MACE, 16)


def _lidded(c: Canvas) -> None:
    """A square box of plaited pandanus with its lid."""
    light.shadow(c, 30, 0, 220)
    faces = (
        (poly([(-210, -250), (130, -250), (130, 0), (-210, 0)]), "matrix(1 0 0 1 -210 -250)", 0.0),
        (poly([(130, -250), (270, -330), (270, -90), (130, 0)]), "matrix(0.8 -0.46 0 1 130 -250)", 0.34),
        (poly([(-226, -262), (-80, -350), (286, -350), (146, -262)]), "matrix(1 0 -0.9 0.5 -80 -350)", 0.0),
        (poly([(-226, -262), (146, -262), (146, -170), (-226, -170)]), "matrix(1 0 0 1 -226 -262)", 0.05),
        (poly([(146, -262), (286, -350), (286, -260), (146, -170)]), "matrix(0.8 -0.5 0 1 146 -262)", 0.4),
    )
    for d, matrix, dark in faces:
        woven(c, d, "pandan", 5.5, (380, 280), matrix)
        if dark:
            c.shape(d, light.DARK, dark)
        c.shape(d, LEAF, 0.2)
    light.slab(c, faces[0][0], 0.7)
    light.slab(c, faces[2][0], 0.9)


@scene("eceng-gondok", SAGE, "#8a6a9a", "Eceng Gondok", "Danau Tondano")
def eceng(c: Canvas, tag: Tag) -> None:
    """A braided basket of dried water hyacinth, a smaller one, the lilac flower itself."""
    for turn in (-120, -95, -60):
        with c.at(1010, 1080):
            plants.leaf(c, 300, 150, "#5f8a45", turn)
    with c.at(1010, 830):
        _hyacinth(c)
    with c.at(470, 1240):
        craft.basket(c, [(360, -480), (390, -250), (340, 0)], "#c29a5c", 60, "#8f6a3a", braid=True)
        craft.handle(c, 300, -470, 360, "#a87f46", 36)
    with c.at(920, 1400):
        craft.basket(c, [(230, -220), (244, -110), (210, 0)], "#d1ab6c", 48, "#9a7442", braid=True)
    swing(c, 300, 1440, tag, -4)


def _hyacinth(c: Canvas) -> None:
    """A spike of water hyacinth in flower."""
    c.line("M0 330V-160", "#7f9a52", 20)
    for x, y, size in (
        (0, -190, 62),
        (-72, -120, 70),
        (74, -110, 70),
        (-46, -20, 74),
        (60, 0, 74),
        (0, -90, 76),
        (-80, 60, 66),
        (84, 76, 62),
        (0, 70, 70),
    ):
        for turn in range(0, 360, 60):
            with c.at(x, y, 1, turn):
                c.shape(
                    smooth([(0, 0), (size * 0.5, -size * 0.26), (size, 0), (size * 0.5, size * 0.26)]),
                    "#b59ad3" if turn != 240 else "#8f6fc0",
                )
        c.shape(ellipse(x, y - size * 0.4, size * 0.12, size * 0.16), "#f0cf4a")


@scene("kolintang", CREAM, MACE, "Kolintang", "Minahasa", 0.5)
def kolintang(c: Canvas, tag: Tag) -> None:
    """The instrument with its mallets laid across."""
    with c.at(630, 1260):
        craft.kolintang(c, 980, 11)
    with c.at(400, 780, 1, 20):
        craft.mallet(c, 420, 0)
    with c.at(560, 830, 1, 12):
        craft.mallet(c, 420, 0, TEAL)
    swing(c, 1040, 1420, tag)


@scene("batu-akik", DUSK, GOLD, "Batu Akik", "Bolaang Mongondow")
def akik(c: Canvas, tag: Tag) -> None:
    """Polished agates on a dark cushion, one set in a silver ring in its box."""
    with c.at(640, 880):
        _ring_box(c, tag)
    for x, y, rx, ry, tone, vein in (
        (280, 1240, 130, 92, "#b5402a", "#f3c99a"),
        (560, 1310, 150, 106, "#3f6f5a", "#cfe3c0"),
        (860, 1260, 136, 98, "#6d4a8a", "#e3cfe9"),
        (1060, 1400, 104, 76, "#c98a2f", "#fbe6ae"),
        (380, 1440, 96, 66, "#2f4f7a", "#bcd3e9"),
        (740, 1450, 92, 64, "#8a2f3a", "#f0b8a8"),
    ):
        with c.at(x, y):
            craft.agate(c, rx, ry, tone, vein)


def _ring_box(c: Canvas, tag: Tag) -> None:
    """An open ring box with a large stone."""
    light.shadow(c, 0, 210, 330)
    lid = poly([(-280, -430), (280, -430), (300, -40), (-300, -40)])
    c.shape(lid, "#7a2420")
    light.slab(c, lid, 0.9)
    inside = rounded(-236, -396, 472, 330, 20)
    c.shape(inside, "#f0e3cc")
    light.slab(c, inside, 0.6)
    labels.words(c, tag, 0, -270, 360, 170, "#5a2a22", "#8a5a3a")
    base = poly([(-310, -30), (310, -30), (330, 210), (-330, 210)])
    c.shape(base, "#8a2a24")
    light.slab(c, base, 0.9)
    c.shape(poly([(-280, -24), (280, -24), (290, 70), (-290, 70)]), "#f6ecd9")
    c.line("M-210 30H210", "#cbb894", 12, 0.7)
    c.line("M-112 44C-120 -60 120 -60 112 44", "#9ba3a8", 34)
    c.line("M-112 40C-120 -66 120 -66 112 40", "#e9eef0", 14, 0.9)
    with c.at(0, -56):
        c.shape(ellipse(0, 6, 128, 92), "#a9b0b5")
        craft.agate(c, 112, 80, "#c2401f", "#f6c98a")


@scene("south-sea-pearl", SEA, GOLD, "South Sea Pearl", "Palawan")
def pearls(c: Canvas, tag: Tag) -> None:
    """A golden pearl in its oyster, a strand lying before it."""
    with c.at(620, 960):
        craft.oyster(c, 360)
        with c.at(-10, 100):
            craft.pearl(c, 104, "#f3dfae")
    spots = [(170 + i * 66, 1330 + 70 * ((i - 7) / 7) ** 2 - 10 * (i % 2)) for i in range(15)]
    for i, (x, y) in enumerate(spots):
        with c.at(x, y + 40):
            craft.pearl(c, 34 + 12 * (1 - abs(i - 7) / 7), "#f6ead9" if i % 3 else "#f1e0c0")
    swing(c, 1070, 1180, tag, 6)
