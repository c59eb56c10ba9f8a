"""The text fields of a form, and single values read from them as people of the region write them."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from app.catalogue.content import LANGUAGE, Content, Language, clean
from app.catalogue.importing.lookups import style_of
from app.catalogue.reference import Reference
from app.catalogue.values import Style, Unreadable
from app.errors import Invalid, Problem
from app.review.wording import OFFERED, READABLE, UNKNOWN_CHOICE
from app.text import _

Texts = Mapping[str, str]
"""Text by name of the field; a field that is not there is an empty one."""

Value = TypeVar("Value")
_LONGEST: Final = 20_000  # longer than any field may be, so that what is too long is kept until somebody has shortened it
AsTyped = Annotated[str, BeforeValidator(lambda v: clean(v) if isinstance(v, str) else v), StringConstraints(max_length=_LONGEST)]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}(\.[A-Za-z0-9-]{1,64})?$")]
TypedPaper = Annotated[dict[FieldName, AsTyped], Field(max_length=20)]


class Unstorable(Invalid):
    message = _("This form holds more than one page can hold.")


class TypedPicture(Content):
    media_id: Annotated[str, StringConstraints(max_length=64)]
    alt: Annotated[dict[Language, AsTyped], Field(max_length=20)] = Field(default_factory=dict)


class Typed(Content):
    """What stands in a form, word for word."""

    fields: Annotated[dict[FieldName, AsTyped], Field(max_length=300)] = Field(default_factory=dict)
    pictures: Annotated[list[TypedPicture], Field(max_length=50)] = Field(default_factory=list)
    certificates: Annotated[list[TypedPaper], Field(max_length=50)] = Field(default_factory=list)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Typed":
        """Raises Unstorable for another shape."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise Unstorable from error

    def with_(self, given: Mapping[str, Any]) -> "Typed":
        """The same with what is given: fields one by one, pictures and certificates as a whole. Raises Unstorable."""
        new = Typed.of(given)
        kept = self.model_dump() | new.model_dump(exclude_unset=True)
        return Typed.of(kept | {"fields": {**self.fields, **new.fields}})


@dataclass
class Form:
    """Reads fields one by one and collects what cannot be read. `country` is where a number without a country code is from."""

    texts: Texts
    frame: Reference
    country: str = ""
    prefix: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def style(self) -> Style:
        return style_of(self.frame.centre.currency)

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def problem(self, name: str, message: str, offered: str = "") -> None:
        self.problems.append(Problem(self.prefix + name, message, self.text(name)[:300], offered))

    def read(self, name: str, reader: Callable[[str], Value | None]) -> Value | None:
        """What `reader` makes of a field; None where it is empty, and None with a problem where it cannot be read."""
        try:
            return reader(text) if (text := self.text(name)) else None
        except Unreadable as problem:
            offered = problem.offered
            self.problem(name, OFFERED if offered else READABLE[problem.code], offered)
            return None

    def chosen(self, name: str, offered: Collection[str]) -> str | None:
        """One of the values offered; None where none was chosen."""
        text = self.text(name)
        if text and text not in offered:
            self.problem(name, UNKNOWN_CHOICE)
        return text if text in offered else None

    def by_language(self, name: str) -> dict[str, str]:
        """The texts of `name.<language>`, without empty ones."""
        found = {key.partition(".")[2]: text for key, text in self.texts.items() if key.startswith(f"{name}.")}
        return {language: text for language, text in found.items() if text.strip() and re.fullmatch(LANGUAGE, language)}


def amount(number: Decimal, style: Style, *, decimals: int | None = None) -> str:
    """A number as people write it, read back as the same: 25.000 with `decimals` given (money), else 1500 and 1,5."""
    if decimals is not None:
        places = max(decimals, -int(number.normalize().as_tuple().exponent))
        whole, _dot, part = f"{number:,.{places}f}".partition(".")
        whole = whole.replace(",", style.group)
    else:
        whole, _dot, part = f"{number.normalize():f}".partition(".")
        part = f"{part}0" if len(part) == 3 else part  # three figures behind a mark are thousands to some
    return f"{whole}{style.decimal}{part}" if part else whole
