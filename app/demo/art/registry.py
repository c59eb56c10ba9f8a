"""The register of compositions: which function draws which product type or workshop, on which ground, with which words."""

from collections.abc import Callable
from dataclasses import dataclass

from app.demo.art.canvas import Canvas
from app.demo.art.labels import Tag

Draw = Callable[[Canvas, Tag], None]


@dataclass(frozen=True)
class Scene:
    """One composition: what draws it, the colour of its ground, the colour and words of its packs."""

    draw: Draw
    tone: str
    accent: str
    head: str
    sub: str
    horizon: float


SCENES: dict[str, Scene] = {}


def scene(key: str, tone: str, accent: str, head: str, sub: str, horizon: float = 0.56) -> Callable[[Draw], Draw]:
    """Register the decorated function as the composition of product type `key`; one function may serve several keys."""

    def keep(draw: Draw) -> Draw:
        SCENES[key] = Scene(draw, tone, accent, head, sub, horizon)
        return draw

    return keep
