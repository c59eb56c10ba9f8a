"""The doors to the drawings: a product type's key or a workshop's kind in, PNG bytes out."""

from app.demo.art import workshops
from app.demo.art.canvas import Canvas
from app.demo.art.colour import BLUSH, CREAM, MANGO, MIST, SAGE, SAND, mix
from app.demo.art.labels import Tag
from app.demo.art.light import ground
from app.demo.art.scenes import SCENES

SIZE = (1280, 1600)
WIDE = (1600, 1066)
PIXELS = 1080
WIDE_PIXELS = 1280
STAGE = "translate(640 1405) scale(1.1) translate(-640 -1480)"  # things fill the window; compositions are laid out at nine tenths
KINDS = workshops.KINDS

_TINTS = (CREAM, SAGE, SAND, MIST, BLUSH, MANGO)


def product_keys() -> list[str]:
    """The keys that `picture` knows, in order of the alphabet."""
    return sorted(SCENES)


def picture(key: str, *, words: str = "", accent: str | None = None, seed: int = 0) -> bytes:
    """The illustration of product type `key` as PNG, portrait 4:5 (1080 x 1350: as wide as a kiosk).

    `words` is the headline on its packs (the product's own name otherwise), `accent` their colour as "#rrggbb"; another `seed` strews
    the loose things anew and shifts the ground. Raises KeyError for a key that is not drawn.
    """
    return sheet(key, words=words, accent=accent, seed=seed).png(PIXELS)


def sheet(key: str, *, words: str = "", accent: str | None = None, seed: int = 0) -> Canvas:
    """The drawing behind `picture`, before it is turned into pixels."""
    scene = SCENES[key]
    canvas = Canvas(*SIZE, seed=f"{key}:{seed}")
    tone = mix(scene.tone, _TINTS[seed % len(_TINTS)], 0.55) if seed else scene.tone
    ground(canvas, tone, scene.horizon)
    with canvas.moved(STAGE):
        scene.draw(canvas, Tag(words or scene.head, scene.head if words else scene.sub, accent or scene.accent))
    return canvas


def workshop(kind: str, seed: int = 0) -> bytes:
    """A maker's place of work as PNG, 3:2 (1280 x 853); `seed` varies light and colours. Raises KeyError for a kind not in KINDS."""
    return workshop_sheet(kind, seed).png(WIDE_PIXELS)


def workshop_sheet(kind: str, seed: int = 0) -> Canvas:
    """The drawing behind `workshop`."""
    canvas = Canvas(*WIDE, seed=f"{kind}:{seed}")
    KINDS[kind](canvas, seed)
    return canvas
