"""Pictures of the demo centre, drawn by code: `picture` for product types, `workshop` for makers. Same arguments, same bytes."""

from app.demo.art.pictures import KINDS, picture, product_keys, workshop

__all__ = ["KINDS", "picture", "product_keys", "workshop"]
