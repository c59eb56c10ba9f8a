"""What the desk's and the portal's pages about translations share: words, files, and what became of a file."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from fastapi import Request, Response
from sqlmodel import Session

from app.accounts.access import Person
from app.catalogue.reference import Reference
from app.catalogue.translations import longest, part_of
from app.errors import Invalid
from app.media import uploads
from app.media.uploads import Purpose
from app.review import importing, translating, translation_files
from app.review.translating import TOO_LONG, Seen
from app.review.translation_files import FIELDS, STATES, Sent, Vocabulary
from app.review.translation_intake import Account, Fate, Finding
from app.review.untranslated import Item
from app.text import _
from app.web.deps import state_of
from app.web.language import interface_languages, translations
from app.web.lists import XLSX, download
from app.web.pages import public_address

MOST_SHOWN: Final = 500
"""Texts of a file that a page lists one by one; more are only counted."""
BODY: Final = 10_100_000
_FORMS: Final = {
    "xlsx": XLSX,
    "po": "text/x-gettext-translation; charset=utf-8",
}
FATES: Final = {
    Fate.WRITTEN: _("New words"),
    Fate.DRAFTED: _("Kept as machine drafts"),
    Fate.CONFIRMED: _("Confirmed"),
    Fate.UNCHANGED: _("Unchanged"),
    Fate.EMPTY: _("Left empty"),
    Fate.REFUSED: _("Not taken over"),
}


class NoFile(Invalid):
    message = _("Please choose the file with the translations first.")


@cache
def vocabulary() -> Vocabulary:
    """How headings and states of a sheet are called, in every language of the interface."""
    return Vocabulary.of([translations(language).gettext for language in interface_languages()])


def words(language: str) -> dict[str, Any]:
    """What the templates call fields, states and fates."""
    said = translations(language).gettext
    return {
        "field_of": lambda field: said(FIELDS[part_of(field)]),
        "states": {str(state): said(text) for state, text in STATES.items()},
        "fates": {str(fate): said(text) for fate, text in FATES.items()},
    }


def file(request: Request, frame: Reference, items: Iterable[Item], form: str, target: str) -> Response:
    """The texts as a file in the reader's language; a PO file holds one target language."""
    language = request.state.language
    said = translations(language).gettext
    if form == "po":
        content = translation_files.as_po(frame, items, language, target, said, site=public_address(request))
    else:
        content = translation_files.as_xlsx(frame, items, language, said)
    name = f"translations-{target}.{form}" if target else f"translations.{form}"
    return download(content, name, _FORMS[form])


def received(request: Request, person: Person, owner_id: UUID, name: str, source: BinaryIO) -> UUID:
    """Keep a file that somebody sent until it is taken over or its time is over; its id. Raises what uploads.taken raises."""
    state = state_of(request)
    kept = uploads.taken(
        state.databases, state.settings, owner_id=owner_id, user_id=person.user.id, purpose=Purpose.SHEET, name=name, file=source
    )
    return kept.id


def sent(request: Request, session: Session, owner_id: UUID, upload_id: UUID) -> tuple[str, list[Sent]]:
    """The name of a kept file and its texts. Raises what translation_files.read raises, and importing.NoList."""
    upload = importing.whole(session, owner_id, upload_id, Purpose.SHEET)
    path: Path = uploads.path(state_of(request).settings.upload_folder, upload.id)
    return upload.name, list(translation_files.read(path, vocabulary()))


def account(found: Account, language: str) -> dict[str, Any]:
    """What the template says of a file: counts that add up, and the texts that change or are refused."""
    said = translations(language).gettext
    refused = [finding for finding in found.shown if finding.fate is Fate.REFUSED]
    changing = [finding for finding in found.shown if finding.fate is not Fate.REFUSED]
    return {
        "counts": [(str(fate), said(text), found.counts[fate]) for fate, text in FATES.items()],
        "total": found.total,
        "refused": refused[:MOST_SHOWN],
        "changing": changing[:MOST_SHOWN],
        "unlisted": max(0, len(refused) - MOST_SHOWN) + max(0, len(changing) - MOST_SHOWN),
        "why": lambda finding: _why(finding, said),
    }


def chosen(values: list[str]) -> list[Seen]:
    """Texts as their boxes name them: kind/id/field/language/mark. What nobody could have chosen is left out."""
    found = []
    for value in values:
        parts = value.split("/")
        try:
            kind, ident, field, language, mark = parts
            found.append(Seen(kind, UUID(ident), field, language, mark))
        except ValueError:
            continue
    return found


def box(item: Item) -> str:
    """The value of the box of a text, as `chosen` reads it."""
    return f"{item.id}/{item.language}/{translating.mark_of(item)}"


def _why(finding: Finding, said: Callable[[str], str]) -> str:
    size = f" ({len(finding.sent.text)} / {longest(finding.item.field)})" if finding.item and finding.why == TOO_LONG else ""
    return said(finding.why) + size if finding.why else ""
