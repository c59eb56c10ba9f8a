"""What could be better in a picture, told to whoever took it while it can still be taken again. Advice never stops a picture.

Computed in the sandbox beside the decode, on copies of a few hundred pixels. How the thresholds were found is said beside each.
"""

from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageStat

from app.text import _


class Advice(NamedTuple):
    """`words` are to be translated."""

    key: str
    words: str


SMALL: Final = Advice("small", _("This picture is small; it will look coarse on a large screen."))
BLURRED: Final = Advice("blurred", _("This picture is not sharp. Hold the phone still, tap on the product, and take it again."))
DARK: Final = Advice("dark", _("This picture is dark. Take it again near a window or outside in the shade."))
CUT_OFF: Final = Advice(
    "cut_off", _("The product seems to be cut off at the edge. Step back a little, so that the picture shows all of it.")
)
POSITION: Final = Advice("position", _("The place where this picture was taken was in the file. It is not in what visitors see."))

ADVICE: Final = {advice.key: advice for advice in (SMALL, BLURRED, DARK, CUT_OFF, POSITION)}

_SHORT_SIDE: Final = 640
"""A card of the kiosk takes the rendition of 640 pixels, a page the larger ones."""

_SHARPNESS_SIDE: Final = 960
_BLUR: Final = 0.68
"""Of 176 real photos none lies above 0.67; blurred by a Gaussian of 3 pixels on 960 all 25 that were tried did, the least at 0.725."""

_BRIGHT_SHARE: Final = 0.95
_DARKEST: Final = 100
"""In each of 177 real photos a twentieth of the pixels is brighter than 134 of 255; with all values at a third, above 100 in none."""

_GRID: Final = 64
_DIFFERS: Final = 36
_PLAIN_SHARE: Final = 0.7
_RUN: Final = 8
"""Of 113 drawn pictures with a plain ground 4 count as cut off; with their lower part away 102 of 117, with one half away 112 of 122."""


def advice(image: Image.Image, *, width: int, height: int, position: bool) -> tuple[str, ...]:
    """Keys of what to say about an upright RGB picture, whose original had this size in pixels and said where it was taken or not."""
    grey = image.convert("L")
    grey.thumbnail((_SHARPNESS_SIDE, _SHARPNESS_SIDE), Image.Resampling.LANCZOS)
    found = {
        SMALL: min(width, height) < _SHORT_SIDE,
        BLURRED: blur(grey) > _BLUR,
        DARK: _bright(grey) < _DARKEST,
        CUT_OFF: _touches_edge(image),
        POSITION: position,
    }
    return tuple(advice.key for advice, there in found.items() if there)


def blur(grey: Image.Image) -> float:
    """From 0, sharp, to 1: how little a picture loses when it is blurred once more, in the direction in which it loses least.

    After Crété, Dolmiere, Ladret and Nicolas, "The blur effect" (2007). It asks for no reference and hardly depends on contrast.
    """
    return max(_blur_along(grey, 1, 0), _blur_along(grey, 0, 1))


def _blur_along(grey: Image.Image, x: int, y: int) -> float:
    before = _steps(grey, x, y)
    lost = ImageChops.subtract(before, _steps(grey.filter(ImageFilter.BoxBlur((4 * x, 4 * y))), x, y))
    variation = ImageStat.Stat(before).sum[0]
    return 1 - ImageStat.Stat(lost).sum[0] / variation if variation else 0.0


def _steps(grey: Image.Image, x: int, y: int) -> Image.Image:
    """The difference of each pixel to its neighbour."""
    width, height = grey.size
    return ImageChops.difference(grey.crop((x, y, width, height)), grey.crop((0, 0, width - x, height - y)))


def _bright(grey: Image.Image) -> int:
    """The brightness, of 255, which a twentieth of the pixels exceeds."""
    seen, counts = 0, grey.histogram()
    wanted = _BRIGHT_SHARE * sum(counts)
    for level, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return level
    return 255


def _touches_edge(image: Image.Image) -> bool:
    """Whether before a plain ground something lies across one edge of the picture, from corner to corner nothing: that is a table."""
    small = image.convert("RGB").resize((_GRID, _GRID), Image.Resampling.BOX)
    last = _GRID - 1
    edges = ((0, 0, _GRID, 1), (0, last, _GRID, _GRID), (0, 0, 1, _GRID), (last, 0, _GRID, _GRID))
    sides = [_pixels(small.crop(edge)) for edge in edges]
    ring = [pixel for side in sides for pixel in side]
    ground = [sorted(channel)[len(ring) // 2] for channel in zip(*ring, strict=True)]
    differs = ["".join("x" if _far(pixel, ground) else " " for pixel in side) for side in sides]
    if sum(side.count(" ") for side in differs) < _PLAIN_SHARE * len(ring):
        return False
    return any(len(run) >= _RUN for side in differs for run in _inner(side))


def _pixels(image: Image.Image) -> list[bytes]:
    """Three bytes each."""
    data = image.tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def _inner(side: str) -> list[str]:
    """The runs of what differs that reach neither corner."""
    runs = side.strip("x")
    return runs.split() if runs else []


def _far(pixel: bytes, ground: list[int]) -> bool:
    return max(abs(a - b) for a, b in zip(pixel, ground, strict=True)) > _DIFFERS
