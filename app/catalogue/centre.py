"""What the centre's staff write of the centre themselves. It stands over the pack: loading the pack again leaves it as it is.

Where staff wrote something else, `Centre.replaced` keeps what the pack says, so that it can be taken back (docs/decisions/0015).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, select

from app.catalogue import colours, publishing
from app.catalogue.changes import NoCentre, touch
from app.catalogue.content import Email, Web, clean
from app.catalogue.models import Centre
from app.catalogue.reference import forget
from app.catalogue.values import Unreadable, phone
from app.errors import Invalid, Problem
from app.text import _

TEXTS: Final = {"names": 60, "full_names": 120, "tagline": 160, "hours": 300, "address": 300, "visit": 2000, "about": 5000}
"""Fields with words by language, and how many characters they may have."""
CONTACT: Final = ("phone", "whatsapp", "email", "web", "social")

_TOO_LONG: Final = _("This is too long.")
_NEEDED: Final = _("This is needed.")
_PHONE: Final = _("Please write the whole telephone number, such as 0812-3456-7890.")
_EMAIL: Final = _("Please write an e-mail address, such as toko@example.org.")
_WEB: Final = _("Please write a web address, such as https://example.org.")
_COLOUR: Final = _("Please choose a colour.")
_FAINT: Final = _("Too faint to be read. Please take a darker or a lighter one.")


class NotWritable(Invalid):
    message = _("Something does not fit yet.")


@dataclass(frozen=True, slots=True)
class Changed:
    """One text that was changed: its key, such as the language, and what stood and stands there."""

    key: str
    old: str
    new: str


def write(session: Session, field: str, texts: Mapping[str, str]) -> list[Changed]:
    """Words of a field of TEXTS by language; an empty one takes them away. Raises NotWritable with a problem at `field.language`."""
    row = _home(session)
    cleaned = {language: clean(text).replace("\r\n", "\n") for language, text in texts.items() if language in row.languages}
    problems = [Problem(f"{field}.{language}", _TOO_LONG) for language, text in cleaned.items() if len(text) > TEXTS[field]]
    first = row.languages[0]
    if field == "names" and not (row.names | cleaned).get(first):
        problems.append(Problem(f"names.{first}", _NEEDED))
    _refuse(problems)
    changed = _put(session, row, field, cleaned)
    if changed and field == "names":  # the centre's name stands on every card
        session.flush()
        publishing.relist(session)
    return changed


def reach(session: Session, typed: Mapping[str, str]) -> list[Changed]:
    """How the centre is reached, by CONTACT as people write it. Raises NotWritable with a problem at `contact.<key>`."""
    row, problems, read = _home(session), list[Problem](), dict[str, str]()
    for key in CONTACT:
        text = clean(typed.get(key, ""))
        try:
            read[key] = _contact(key, text, row.area[:2]) if text else ""
        except (Unreadable, ValidationError):
            problems.append(Problem(f"contact.{key}", _PHONE if key in ("phone", "whatsapp") else _EMAIL if key == "email" else _WEB, text))
    _refuse(problems)
    if read["phone"] != row.contact.get("phone", ""):
        read["phone_shown"] = clean(typed.get("phone", ""))  # as the centre writes it
    return _put(session, row, "contact", read)


def paint(session: Session, wanted: Mapping[str, str]) -> list[Changed]:
    """Colours by the keys of colours.DEFAULTS. Raises NotWritable with a problem at `brand.<key>` for each that cannot be read."""
    row = _home(session)
    held = colours.DEFAULTS | row.brand
    given = {key: text.strip().lower() for key, text in wanted.items() if key in colours.DEFAULTS}
    given = {key: colour for key, colour in given.items() if colour != held[key].lower()}
    _refuse([Problem(f"brand.{key}", _COLOUR, text) for key, text in given.items() if not colours.is_colour(text)])
    _refuse([Problem(f"brand.{key}", _FAINT) for key, pair in colours.closest(row.brand | given).items() if key in given and pair.faint])
    return _put(session, row, "brand", given)


def as_in_pack(session: Session, field: str) -> list[Changed]:
    """Take back what staff wrote in a field: it says again what the pack says."""
    row = _home(session)
    changed = _put(session, row, field, row.replaced.get(field, {}))
    if changed and field == "names":
        session.flush()
        publishing.relist(session)
    return changed


def with_own(session: Session, new: Centre) -> Centre:
    """A centre as a pack has it, with what staff wrote in its place."""
    held = session.exec(select(Centre).where(Centre.key == new.key)).first()
    for field, keys in (held.replaced if held else {}).items():
        packed, own = getattr(new, field), getattr(held, field)
        aside = {key: packed.get(key, "") for key in keys if packed.get(key, "") != own.get(key, "")}
        if aside:
            new.replaced = new.replaced | {field: aside}
            setattr(new, field, _without_empty(packed | {key: own.get(key, "") for key in aside}))
    return new


def _put(session: Session, row: Centre, field: str, texts: Mapping[str, str]) -> list[Changed]:
    held: dict[str, str] = getattr(row, field)
    aside = dict(row.replaced.get(field, {}))
    # A pack may have blanks around a text; who saves the page unread has changed nothing.
    changed = [Changed(key, held.get(key, ""), text) for key, text in texts.items() if text != clean(held.get(key, ""))]
    for change in changed:
        packed = aside.pop(change.key, change.old)
        if change.new != packed:
            aside[change.key] = packed
    if changed:
        setattr(row, field, _without_empty(held | {change.key: change.new for change in changed}))
        others = {name: keys for name, keys in row.replaced.items() if name != field}
        row.replaced = others | ({field: aside} if aside else {})
        session.add(row)
        session.flush()
        touch(session)
        forget(session)
    return changed


def _contact(key: str, text: str, country: str) -> str:
    if key in ("phone", "whatsapp"):
        return phone(text, country) or ""
    return str((_AS_EMAIL if key == "email" else _AS_WEB).validate_python(text))


_AS_EMAIL: Final = TypeAdapter[str](Email)
_AS_WEB: Final = TypeAdapter[str](Web)


def _home(session: Session) -> Centre:
    """The row, locked until the transaction ends."""
    locked = select(Centre).where(col(Centre.home)).with_for_update().execution_options(populate_existing=True)
    if row := session.exec(locked).first():
        return row
    raise NoCentre


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise NotWritable(tuple(problems))


def _without_empty(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}
