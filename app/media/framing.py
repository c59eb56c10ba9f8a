"""The part of a picture that is shown, and how it is turned: numbers beside the picture as it was sent, never a copy of its pixels.

The renditions of a part are drawn on the server from what was sent. A part has an identity of its own, made of the picture and the
numbers, so that the same part of the same picture is stored once, and what was sent is always there to begin again.
"""

import hashlib
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

WHOLE: Final = 10_000
"""Places and lengths are ten-thousandths of the upright picture."""
_LEAST: Final = 200


class Frame(BaseModel):
    """A part of an upright picture, turned by `turn` quarters to the right after it was cut out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    left: Annotated[int, Field(ge=0, lt=WHOLE)] = 0
    top: Annotated[int, Field(ge=0, lt=WHOLE)] = 0
    width: Annotated[int, Field(ge=_LEAST, le=WHOLE)] = WHOLE
    height: Annotated[int, Field(ge=_LEAST, le=WHOLE)] = WHOLE
    turn: Annotated[int, Field(ge=0, le=3)] = 0

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.left + self.width > WHOLE or self.top + self.height > WHOLE:
            raise ValueError("it reaches out of the picture")
        return self

    @property
    def is_whole(self) -> bool:
        """Whether this is the picture as it was sent."""
        return self == Frame()

    def id_of(self, source: str) -> str:
        """The identity of this part of a picture, in hex like that of a picture."""
        return hashlib.sha256(f"{source}/{self.left}/{self.top}/{self.width}/{self.height}/{self.turn}".encode()).hexdigest()

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in pixels of an upright picture of this size; at least one pixel each way."""
        left, top = self.left * width // WHOLE, self.top * height // WHOLE
        right, bottom = round((self.left + self.width) * width / WHOLE), round((self.top + self.height) * height / WHOLE)
        return left, top, max(left + 1, right), max(top + 1, bottom)

    def shaped(self, width: int, height: int, ratio: tuple[int, int]) -> "Frame":
        """The largest part of this one, from its middle, that is shown in this ratio of width to height."""
        across, down = ratio if self.turn % 2 == 0 else ratio[::-1]
        own_width, own_height = self.width * width, self.height * height  # in the same unit
        if own_width * down > own_height * across:
            fitting = max(_LEAST, round(own_height * across / down / width))
            return self.model_copy(update={"left": self.left + (self.width - fitting) // 2, "width": fitting})
        fitting = max(_LEAST, round(own_width * down / across / height))
        return self.model_copy(update={"top": self.top + (self.height - fitting) // 2, "height": fitting})
