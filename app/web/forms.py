"""What a form sends, as plain text by name."""

import re
from typing import Annotated, Final

from fastapi import Depends, Request
from pydantic import BeforeValidator

OrNone: Final = BeforeValidator(lambda text: text or None)
"""For a field of a query that may be left empty: a form sends that as an empty text."""

_MOST_FIELDS: Final = 400
_LARGEST_FIELD: Final = 120_000


class Fields(dict[str, str]):
    """The fields of a form by name; of a repeated one the last, except through `all`."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._pairs = pairs

    def all(self, name: str) -> list[str]:
        """Every value of a field that may be there several times."""
        return [value for key, value in self._pairs if key == name]

    def number(self, name: str, otherwise: int = 0) -> int:
        """A whole number of at most nine plain figures; `otherwise` where something else stands there, or nothing."""
        text = self.get(name, "")
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else otherwise

    def line(self, name: str, longest: int = 300) -> str:
        """One line of text, without blanks around it; empty where the field is not there."""
        return " ".join(self.get(name, "").split())[:longest]


async def _fields(request: Request) -> Fields:
    # Uploads have a way of their own (uploads.py), so a form holds text only.
    async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD) as form:
        return Fields([(_text(name), _text(value)) for name, value in form.multi_items() if isinstance(value, str)])


def _text(sent: str) -> str:
    """As it can be kept: databases take no NUL, and a sender that names an odd alphabet can make half a character of anything."""
    return sent.replace("\0", "").encode("utf-8", "replace").decode()


Form = Annotated[Fields, Depends(_fields)]
