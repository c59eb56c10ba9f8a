"""Places where things are made by hand: loom, pottery, craft workshop."""

from app.demo.art import craft, fish, light, plants, tableware
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BAMBOO, GOLD, LEAF, MACE, TEAL, WARM, deep, lit
from app.demo.art.geometry import ellipse, poly, rounded, smooth
from app.demo.art.weaves import woven
from app.demo.art.workshops import indoors, land

_CLOTHS = ("bentenan", "brunei", "linangkit", "tnalak", "yakan", "inaul", "pua", "koffo")


def loom(c: Canvas, seed: int) -> None:
    """A frame loom with a cloth growing on it, skeins on a rail, light from the window."""
    indoors.room(c, seed + 2)
    indoors.window(c, 90, 120, 330, 420, seed, ("hills", "volcano", "sea")[seed % 3])
    pattern = _CLOTHS[seed % len(_CLOTHS)]
    c.shape(ellipse(960, 985, 560, 56), light.DARK, 0.32)
    for x in (520, 1400):
        c.shape(f"M{x - 24} 120h48V990h-48Z", c.across(((0, "#a8774a", 1), (0.4, "#c99562", 1), (1, "#6d4a2c", 1))))
    for y in (150, 900):
        c.shape(rounded(460, y - 22, 1000, 52, 20), c.across(((0, "#d9a870", 1), (1, "#7a5230", 1)), 0, 0, 0, 1))
    tones = {"brunei": "#7a2a4a", "inaul": "#d9a43f"}
    warp = "".join(f"M{570 + i * 6.2} 172V560" for i in range(126))
    c.line(warp, tones.get(pattern, "#e9d6b0"), 3, 0.9)
    cloth = "M566 540H1354V884H566Z"
    woven(c, cloth, pattern, 8.4, (788, 344), "translate(566 540)")
    c.shape(cloth, c.across(((0, WARM, 0.25), (0.5, light.DARK, 0.0), (1, light.DARK, 0.3))))
    for y, thick, tone in ((330, 26, "#8a5f3c"), (420, 26, "#a8774a"), (520, 40, "#c99562")):
        c.shape(rounded(548, y - thick / 2, 824, thick, thick / 2), c.across(((0, lit(tone, 0.3), 1), (1, deep(tone, 0.4), 1)), 0, 0, 0, 1))
    with c.at(1180, 500, 1, -6):
        c.shape(smooth([(-110, 0), (0, -26), (110, 0), (0, 26)]), "#6d4325")
        c.line("M-60 0H60", MACE, 16)
    for i, tone in enumerate((MACE, GOLD, TEAL, "#e9d6b0", "#3a2a3c", LEAF)):
        _skein(c, 120 + i * 62, 640, tone)
    for i, tone in enumerate((MACE, "#e9d6b0", GOLD)):
        c.shape(ellipse(190 + i * 120, 960, 62, 54), tone)
        light.ball(c, ellipse(190 + i * 120, 960, 62, 54), 0.9)
        c.line(
            f"M{140 + i * 120} 950q50 -40 100 0M{144 + i * 120} 970q50 20 92 -6M{160 + i * 120} 924q40 40 50 80", deep(tone, 0.3), 4, 0.5
        )


def _skein(c: Canvas, x: float, y: float, tone: str) -> None:
    """A skein of dyed yarn on the rail."""
    c.line(f"M{x} {y - 30}V{y}", "#6d4a2c", 9)
    for i in range(9):
        dx = (i - 4) * 5
        c.line(
            f"M{x} {y}C{x + dx * 3} {y + 40} {x + dx * 2.4} {y + 130} {x} {y + 170}",
            deep(tone, 0.06 * (i % 3)) if i % 2 else lit(tone, 0.14),
            7,
        )
    c.line(f"M{x - 14} {y + 60}h28", deep(tone, 0.4), 9)


def pottery(c: Canvas, seed: int) -> None:
    """Pots of Pulutan drying by the kiln, the wheel with one half made."""
    hour = land.hour(seed)
    land.sky(c, hour, 560)
    land.ridge(c, 600, 200, "#86a38e")
    land.ridge(c, 640, 110, "#5f8560")
    c.shape(f"M0 640H{c.width}V{c.height}H0Z", c.down("#c79f74", "#a47c55", "#86623f"))
    kiln = "M930 800V520C930 330 1420 330 1420 520V800Z"
    c.shape(ellipse(1190, 806, 300, 44), light.DARK, 0.3)
    c.shape(kiln, "#b5694a")
    with c.within(kiln):
        for row in range(13):
            for col in range(9):
                c.shape(
                    rounded(926 + col * 62 + 30 * (row % 2), 340 + row * 36, 54, 28, 5),
                    c.rng.choice(("#c07a58", "#a85f45", "#b87052", "#96523c")),
                    0.85,
                )
    light.cylinder(c, kiln, 0.9)
    c.shape("M1080 800V690A95 95 0 0 1 1270 690V800Z", "#2a1610")
    c.shape(ellipse(1175, 780, 190, 140), c.glow(((0, "#ffb04a", 0.85), (0.4, "#ff7a2a", 0.35), (1, "#ff7a2a", 0.0))))
    light.steam(c, 1180, 360, 300, 60, 3, 0.4)
    for i, (x, y, w, h, kind) in enumerate(
        ((160, 760, 150, 200, "vase"), (330, 730, 190, 190, "belly"), (540, 750, 150, 170, "urn"), (700, 730, 180, 150, "cook"))
    ):
        with c.at(x, y):
            craft.pot(c, w, h, kind, ("#b5643c", "#a8552f", "#c47a4c", "#9a4a2a")[(i + seed) % 4])
    with c.at(430, 1010):
        c.shape(ellipse(0, -40, 250, 66), "#6d4a30")
        c.shape(ellipse(0, -60, 250, 66), "#a8774a")
        with c.at(0, -66):
            craft.pot(c, 300, 290, "belly", "#a87a5c", False)
    for x, y, s in ((900, 960, 0.8), (1090, 1000, 1.0), (1330, 980, 0.9)):
        with c.at(x, y, s):
            craft.pot(c, 190, 170, c.rng.choice(("cook", "urn", "belly")), c.rng.choice(("#b5643c", "#c47a4c")))


def workshop(c: Canvas, seed: int) -> None:
    """A craft bench: split bamboo, baskets or shell bowls, tools on the wall."""
    wall = indoors.room(c, seed + 4)
    indoors.window(c, 160, 110, 400, 400, seed, ("hills", "sea", "volcano")[seed % 3])
    for i in range(9):
        x = 720 + i * 34
        fish.cane(c, x, 720, x + 30 + 12 * (i % 3), 90 + 30 * (i % 4), 26, ("#d8b46e", "#c9a45a", "#b9a05c")[i % 3])
    for i, (x, tone) in enumerate(((1160, "#8f9694"), (1250, "#a8a39a"), (1340, "#8f9694"))):
        c.line(f"M{x} {170 + i * 10}V330", "#8a5a34", 22)
        c.shape(poly([(x - 26, 330), (x + 26, 330), (x + 14, 470), (x - 14, 470)]), tone)
        light.slab(c, poly([(x - 26, 330), (x + 26, 330), (x + 14, 470), (x - 14, 470)]))
    indoors.bench(c, 70, 880, 1460, 200, lit(deep(wall, 0.35), 0.1))
    if seed % 2:
        for x, y, w in ((260, 820, 230), (470, 850, 200), (1240, 830, 250)):
            with c.at(x, y):
                craft.shell_bowl(c, w, c.rng.choice(("#5a3621", "#6d4428", "#4a2c1a")))
        with c.at(780, 850):
            craft.brush(c, 260, -30)
    else:
        with c.at(320, 840, 0.6):
            craft.basket(c, [(230, -330), (240, -160), (190, 0)], "#dcb873", 42)
        with c.at(1230, 850, 0.62):
            craft.basket(c, [(260, -260), (270, -130), (210, 0)], "#c9a05c", 46, braid=True)
            craft.handle(c, 200, -250, 260, "#a8803f", 28)
    with c.at(820, 840, 0.6):
        tableware.tray(c, 560)
    for i in range(12):
        x = 600 + i * 44
        c.line(
            f"M{x} 1040q{c.rng.uniform(20, 60)} {c.rng.uniform(-60, -20)} {c.rng.uniform(80, 140)} {c.rng.uniform(-10, 20)}",
            lit(BAMBOO, 0.2),
            7,
            0.9,
        )
    with c.at(1440, 800):
        plants.leaf(c, 120, 50, LEAF, -60)


KINDS = {"loom": loom, "pottery": pottery, "workshop": workshop}
