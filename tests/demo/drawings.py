"""A quick stand-in for the drawings of the demo."""

import io
from functools import cache

from PIL import Image


@cache
def a_drawing(*_what: object, **_how: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (480, 600), "#c8a878").save(buffer, "PNG")
    return buffer.getvalue()
