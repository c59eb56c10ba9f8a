"""What can go wrong, in sentences fit to show. Each domain subclasses these beside the verb that raises them."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from app.text import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (a JSON pointer, or a row and a column), what was found, what is expected.

    `offered` is what may have been meant; it fills the place of that name in the message.
    """

    pointer: str
    message: str
    found: str = ""
    offered: str = ""


class CatalogueError(Exception):
    """Has an HTTP status and a translatable sentence; `facts` fill the sentence's {places}."""

    status: ClassVar[int] = 500
    message: ClassVar[str] = _("Something went wrong.")

    def __init__(self, problems: tuple[Problem, ...] = (), **facts: Any) -> None:
        super().__init__(self.message.format(**facts) if facts else self.message)
        self.facts = facts
        self.problems = problems


class Said(NamedTuple):
    """What an error says: a sentence to be translated, and what fills its places. It can be kept as text."""

    message: str
    facts: dict[str, Any]

    @classmethod
    def of(cls, error: CatalogueError) -> "Said":
        return cls(type(error).message, {name: f if isinstance(f, str | int | float) else str(f) for name, f in error.facts.items()})

    @classmethod
    def from_text(cls, text: str) -> "Said":
        """What `as_text` made; a plain sentence is one without places."""
        return cls(*json.loads(text)) if text.startswith("[") else cls(text, {})

    def as_text(self) -> str:
        return json.dumps(self, ensure_ascii=False)


class NotFound(CatalogueError):
    status = 404
    message = _("There is nothing here.")


class Invalid(CatalogueError):
    status = 422
    message = _("Something does not fit yet.")


class Conflict(CatalogueError):
    status = 409
    message = _("This was changed in the meantime.")


class TooLarge(CatalogueError):
    status = 413
    message = _("This is too large.")


class Unsupported(CatalogueError):
    status = 415
    message = _("This kind of file cannot be read.")


class Busy(CatalogueError):
    status = 503
    message = _("This is not possible right now. Please try again in a moment.")
