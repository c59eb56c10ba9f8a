"""Compositions of woven, dyed and embroidered cloth."""

from app.demo.art import cloth, craft, labels, light
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CLAY, CREAM, GOLD, MACE, MANGO, MIST, PAPER, SAGE, SAND, deep, lit
from app.demo.art.geometry import ellipse, poly, rounded, smooth
from app.demo.art.labels import Tag
from app.demo.art.registry import scene
from app.demo.art.weaves import woven


def swing(c: Canvas, x: float, y: float, tag: Tag, turn: float = 4) -> None:
    """A paper swing tag on a string."""
    with c.at(x, y, 1, turn):
        c.line("M0 -170Q-26 -120 0 -84", "#b98d55", 5)
        with c.at(8, 12):
            c.shape(rounded(-130, -88, 260, 176, 8), light.DARK, 0.25)
        labels.flat(c, tag, 0, 0, 260, 176)
        c.shape(ellipse(0, -78, 8, 8), deep(PAPER, 0.5))


@scene("kain-bentenan", CREAM, MACE, "Bentenan", "Minahasa Tenggara", 0.86)
def bentenan(c: Canvas, tag: Tag) -> None:
    """The cloth hanging full length from its rod, a folded one at its foot."""
    with c.at(640, 420):
        cloth.hung(c, 800, 800, "bentenan", 9, "#e9d3a0")
    with c.at(940, 1440):
        cloth.pile(c, 420, ["bentenan", "bentenan"], 5, 62)
    swing(c, 330, 1400, tag, -3)


@scene("batik-minahasa", SAND, "#24365c", "Batik Minahasa", "Motif waruga")
def minahasa(c: Canvas, tag: Tag) -> None:
    """Folded lengths in a pile, one rolled out over them."""
    with c.at(610, 1330):
        cloth.pile(c, 860, ["bentenan", "minahasa", "minahasa"], 8.5, 110)
    with c.at(600, 720, 1, -14):
        cloth.roll(c, 860, 210, "minahasa", 7.5)
    swing(c, 1010, 1410, tag)


@scene("kerawang", MIST, "#c4567a", "Kerawang", "Karawo")
def kerawang(c: Canvas, tag: Tag) -> None:
    """White cloth in an embroidery hoop, threads drawn out, flowers in stitches; spools beside."""
    d = smooth([(120, 560), (400, 430), (900, 470), (1160, 640), (1180, 1240), (900, 1400), (420, 1420), (130, 1220)], tension=0.8)
    with c.at(16, 30):
        light.thrown(c, d, 48, 0.35)
    c.shape(d, "#fbf7ee")
    light.slab(c, d, 0.7)
    for x1, y1, x2, y2 in ((180, 640, 320, 1300), (1120, 700, 980, 1330), (420, 500, 880, 520)):
        c.line(f"M{x1} {y1}Q{(x1 + x2) / 2 + 40} {(y1 + y2) / 2} {x2} {y2}", light.DARK, 22, 0.08)
    with c.at(650, 930):
        _hoop(c, 400)
    for x, y, tone in ((240, 1400, "#c4567a"), (390, 1450, "#4f8a5a"), (1060, 1400, GOLD)):
        with c.at(x, y):
            _spool(c, tone)
    c.line("M390 1380C520 1300 560 1340 640 1180", "#4f8a5a", 4)
    swing(c, 1050, 520, tag, 6)


def _hoop(c: Canvas, r: float) -> None:
    """A wooden hoop with the drawn-thread grid and a flower."""
    d = ellipse(0, 0, r, r * 0.92)
    c.shape(d, "#fffdf6")
    grid = '<path d="M0 9H18M9 0V18" stroke="#cfc6b4" stroke-width="3"/><rect x="2" y="2" width="5" height="5" fill="#e3d9c6"/>'
    c.shape(ellipse(0, 0, r * 0.86, r * 0.79), c.tile(18, 18, grid))
    for turn in range(0, 360, 45):
        with c.at(0, 0, 1, turn):
            for i in range(9):
                x = r * 0.14 + i * r * 0.045
                w = r * 0.1 * (1 - abs(i - 4) / 5.4)
                c.line(f"M{x} {-w}V{w}", "#c4567a" if turn % 90 else "#d98a2f", 11)
            c.line(f"M{r * 0.6} 0q{r * 0.08} {r * 0.12} {r * 0.16} {r * 0.02}", "#4f8a5a", 9)
    for turn in range(0, 360, 60):
        with c.at(0, 0, 1, turn):
            c.line(f"M0 0H{r * 0.1}", GOLD, 13)
    c.line(d, "#8a5a34", 42)
    c.line(d, "#c99a64", 30)
    c.line(ellipse(-3, -4, r, r * 0.92), "#efcf9d", 6, 0.8)
    c.shape(rounded(-26, -r * 0.92 - 60, 52, 66, 8), "#d9b04a")
    light.slab(c, rounded(-26, -r * 0.92 - 60, 52, 66, 8))


def _spool(c: Canvas, tone: str) -> None:
    """A spool of thread standing."""
    light.shadow(c, 0, 0, 46)
    body = rounded(-40, -112, 80, 104, 10)
    c.shape(body, tone)
    c.line("".join(f"M-38 {-104 + i * 12}q38 14 76 0" for i in range(8)), lit(tone, 0.4), 3, 0.6)
    light.cylinder(c, body, 1.0)
    for y in (-112, -4):
        c.shape(ellipse(0, y, 50, 15), "#c99a64")
        c.shape(ellipse(0, y - 5, 50, 15), "#e9c796")


@scene("kain-koffo", SAGE, "#8c5a30", "Koffo", "Sangihe", 0.86)
def koffo(c: Canvas, tag: Tag) -> None:
    """Abaca cloth from the rod beside hanks of the fibre."""
    with c.at(500, 420):
        cloth.hung(c, 600, 900, "koffo", 8.5, "#cfae72", 4)
    for x, y in ((1010, 560), (1110, 620)):
        with c.at(x, y):
            _hank(c, 560)
    swing(c, 1040, 1400, tag)


def _hank(c: Canvas, length: float) -> None:
    """A twisted hank of abaca fibre hanging from its top."""
    with c.at(16, 14):
        light.thrown(c, ellipse(0, length / 2, 70, length / 2), 30, 0.28)
    for _ in range(90):
        x = c.rng.gauss(0, 34)
        c.line(
            f"M0 0C{x * 2.4} {length * 0.3} {x * 0.6 - 20} {length * 0.6} {x * 2} {length * c.rng.uniform(0.9, 1.02)}",
            c.rng.choice(("#e9d5a8", "#d9bf86", "#c9aa6c", "#f3e6c6")),
            5,
            0.85,
        )
    c.line("M-34 60Q0 80 36 58M-36 74Q0 94 38 72", "#8c5a30", 12)


@scene("kain-tenunan-bn", SAND, "#5d1430", "Tenunan", "Brunei Darussalam")
def brunei(c: Canvas, tag: Tag) -> None:
    """Brocade with gold flowers, folded on a brass tray, a roll behind."""
    with c.at(660, 760, 1, -8):
        cloth.roll(c, 840, 230, "brunei", 8)
    with c.at(640, 1300):
        light.shadow(c, 0, 60, 480, 0.9)
        c.shape(ellipse(0, 66, 500, 130), "#a8802f")
        c.shape(ellipse(0, 48, 500, 130), c.across(((0, "#f6df98", 1), (0.5, GOLD, 1), (1, "#8a6520", 1)), 0, 0, 1, 0.5))
        with c.at(0, 40):
            cloth.pile(c, 640, ["brunei", "brunei"], 7, 100)
    swing(c, 1050, 1420, tag)


@scene("pua-kumbu", CLAY, "#933820", "Pua Kumbu", "Kapit, Sarawak", 0.88)
def pua(c: Canvas, tag: Tag) -> None:
    """The great blanket spread wide on a longhouse rod."""
    with c.at(640, 390):
        cloth.hung(c, 980, 940, "pua", 8, "#41190f", 6)
    swing(c, 1010, 1440, tag.on(PAPER), 5)


@scene("linangkit", MIST, "#c4252d", "Linangkit", "Kota Belud")
def linangkit(c: Canvas, tag: Tag) -> None:
    """Black cloth joined with a needle-worked strip, spread out; a sash rolled beside."""
    shape = [(190, 560), (1120, 500), (1190, 1260), (110, 1320)]
    d = poly(shape)
    with c.at(16, 30):
        light.thrown(c, d, 42, 0.4)
    c.shape(d, "#211c24")
    for top, low in ((0.12, 0.36), (0.52, 0.58), (0.68, 0.92)):
        y1, y2 = 560 - 30 + 760 * top, 560 - 30 + 760 * low
        strip = poly([(190 - 76 * top, y1 + 26), (1120 + 70 * top, y1 - 34), (1120 + 70 * low, y2 - 34), (190 - 76 * low, y2 + 26)])
        woven(c, strip, "linangkit", 8, (1080, 800 * (low - top)), f"rotate(-3.6) translate(120 {y1})")
    cloth.folds(c, d, 4, 0.55)
    with c.at(420, 1400, 1, -5):
        cloth.roll(c, 520, 130, "linangkit", 5.5)
    swing(c, 1010, 1420, tag)


@scene("tnalak", SAND, "#8d2b22", "T'nalak", "Lake Sebu")
def tnalak(c: Canvas, tag: Tag) -> None:
    """Three rolls of dream-woven abaca, one unrolled towards the viewer."""
    with c.at(640, 1180):
        cloth.laid(c, 900, 520, "tnalak", 8.5, False, "#dcc7a0")
    for x, y, turn in ((640, 920, -2), (590, 750, -5), (680, 600, 3)):
        with c.at(x, y, 1, turn):
            cloth.roll(c, 780, 190, "tnalak", 7.5)
    swing(c, 1020, 1440, tag)


@scene("malong-inaul", BLUSH, "#a8215c", "Inaul", "Maguindanao", 0.7)
def inaul(c: Canvas, tag: Tag) -> None:
    """A malong over a stand, falling in folds, brass beside it."""
    with c.at(560, 470):
        cloth.draped(c, 860, 860, "inaul", 9.5)
        c.shape(ellipse(0, 4, 60, 22), "#8a5a34")
        c.shape(ellipse(0, -26, 34, 36), GOLD)
        light.ball(c, ellipse(0, -26, 34, 36))
    with c.at(1060, 1400):
        craft.pot(c, 230, 260, "urn", "#d1a13c", False)
    swing(c, 1080, 1010, tag)


@scene("yakan", MANGO, "#2b4a9b", "Yakan", "Basilan")
def yakan(c: Canvas, tag: Tag) -> None:
    """A runner of tiny bright lozenges laid out, folded napkins piled on it, a cushion."""
    with c.at(640, 1260):
        cloth.laid(c, 1040, 400, "yakan", 7.5, False, "#c6262e")
    with c.at(400, 1180):
        cloth.pile(c, 470, ["yakan", "inaul", "yakan"], 6, 76)
    with c.at(880, 930):
        d = smooth([(-250, -210), (0, -180), (250, -220), (226, 0), (256, 214), (0, 186), (-254, 212), (-226, 0)], tension=0.85)
        light.shadow(c, 0, 210, 230)
        woven(c, d, "yakan", 8.5, (440, 400), "translate(-170 -170)")
        light.ball(c, d, 0.85)
        for x, y in ((-250, -212), (250, -222), (256, 216), (-254, 214)):
            c.line(f"M{x} {y}l{x * 0.1} {y * 0.1}l{x * 0.06} 60M{x} {y}l{x * 0.1} {y * 0.1}l{x * -0.02} 66", "#c6262e", 8)
    swing(c, 1050, 1440, tag)
