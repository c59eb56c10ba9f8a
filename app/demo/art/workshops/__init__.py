"""Scenes of makers at work, one function per kind of place; a seed varies hour, colours and what stands about."""

from collections.abc import Callable

from app.demo.art.canvas import Canvas
from app.demo.art.workshops import crafts, fields, food, water

KINDS: dict[str, Callable[[Canvas, int], None]] = {**food.KINDS, **crafts.KINDS, **fields.KINDS, **water.KINDS}
