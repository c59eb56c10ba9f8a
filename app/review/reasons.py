"""Why staff send something back: a short list, so that the figures say what SMEs find hard, and the words that an SME reads."""

from typing import Final

from app.errors import Invalid
from app.text import _

CHANGES: Final = {
    "picture": _("The picture is too dark, blurred or cut off."),
    "picture_missing": _("A picture of the product is missing."),
    "text": _("The texts are unclear or incomplete."),
    "translation": _("A translation does not say the same as the original."),
    "price": _("The price or the unit does not look right."),
    "category": _("Another category fits better."),
    "origin": _("The place of making is unclear."),
    "certificate": _("A certificate is missing, out of date or cannot be verified."),
    "claim": _("The text promises something that needs proof, such as an effect on health."),
    "registration": _("The registration number cannot be verified."),
    "contact": _("Nobody can be reached at the contact that was given."),
    "other": _("Please see the note."),
}
"""Reasons to ask for changes."""

DECLINED: Final = {
    "duplicate": _("This is in the catalogue already."),
    "not_made_here": _("The product is not made by this enterprise."),
    "outside_region": _("The enterprise is outside the area that this centre serves."),
    "not_registered": _("The enterprise is not registered."),
    "forbidden": _("The product may not be sold or shown."),
    "rights": _("The pictures or texts belong to somebody else."),
    "not_a_product": _("This is no product that the centre can show."),
    "other": _("Please see the note."),
}
"""Reasons to decline."""


class UnknownReason(Invalid):
    message = _("Please choose a reason from the list.")


class NoteNeeded(Invalid):
    message = _("Please write a note: this reason alone does not say what to do.")


def words(reason: str) -> str:
    """The sentence of a reason of either list, to be translated; empty for none."""
    return CHANGES.get(reason) or DECLINED.get(reason, "")


def check(reasons: dict[str, str], reason: str, note: str) -> None:
    """Raises UnknownReason, and NoteNeeded for "other" without words."""
    if reason not in reasons:
        raise UnknownReason
    if reason == "other" and not note.strip():
        raise NoteNeeded
