"""Colours of the demo illustrations: the limited gouache palette and mixing of "#rrggbb" values."""

Rgb = tuple[int, int, int]

CREAM = "#f6ecd9"
PAPER = "#fbf4e6"
SAND = "#ecdcc0"
BLUSH = "#f3ddd0"
SAGE = "#dfe4cf"
MIST = "#d9e4e2"
MANGO = "#f6e0b4"
CLAY = "#dcb49a"
SEA = "#1f4a55"
DUSK = "#3c3f4f"
MOSS = "#5d6b4a"
UMBER = "#6d4a35"

INK = "#3a2119"
WARM = "#fff3d6"
MACE = "#b8322a"
LEAF = "#4f7a3a"
AMBER = "#d9902f"
COCOA = "#4a2a1c"
PALM = "#8a5426"
HUSK = "#a9784a"
BAMBOO = "#d8b46e"
STONE = "#8d8478"
RICE = "#f7f0df"
KRAFT = "#c99f6c"
TEAL = "#2c6a6a"
INDIGO = "#2e3d63"
CORAL = "#dd6f4e"
GOLD = "#d6a73f"


def rgb(colour: str) -> Rgb:
    """The three channels (0-255) of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0-1) of `second` stirred in."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{max(0, min(255, round(a + (b - a) * share))):02x}" for a, b in pairs)


def lit(colour: str, amount: float = 0.3) -> str:
    """The colour where the light falls: towards warm white, never chalky."""
    return mix(colour, WARM, amount)


def deep(colour: str, amount: float = 0.3) -> str:
    """The colour in shadow: towards a warm dark brown, never grey."""
    return mix(colour, INK, amount)


def luminance(colour: str) -> float:
    """Perceived brightness, 0 (black) to 1 (white), good enough to choose ink on a label."""
    red, green, blue = rgb(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def ink_on(colour: str) -> str:
    """Lettering that can be read on `colour`."""
    return INK if luminance(colour) > 0.55 else PAPER
