"""The compositions, one module per family of products; importing this package registers them all."""

from app.demo.art.registry import SCENES
from app.demo.art.scenes import (
    bakery,
    cloth,
    cocoa,
    coconut,
    coffee,
    craft,
    drinks,
    fish,
    fruit,
    sauces,
    snacks,
    spices,
    staples,
    sugar,
    sweets,
)

__all__ = [
    "SCENES",
    "bakery",
    "cloth",
    "cocoa",
    "coconut",
    "coffee",
    "craft",
    "drinks",
    "fish",
    "fruit",
    "sauces",
    "snacks",
    "spices",
    "staples",
    "sugar",
    "sweets",
]
