"""Texts as files for translators, who work in a spreadsheet (XLSX) or in a translator's program (PO), and the same read back."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app import sandbox
from app.catalogue import gettext_files
from app.catalogue.reference import Reference
from app.catalogue.sheets import cells
from app.catalogue.sheets.cells import Row, Sheet
from app.catalogue.translations import part_of
from app.errors import Unsupported
from app.review.untranslated import Item, State
from app.text import _, fold

Translate = Callable[[str], str]

FIELDS: Final = {
    "name": _("Name"),
    "summary": _("One line about it"),
    "description": _("Description"),
    "ingredients": _("Ingredients"),
    "tagline": _("One line about it"),
    "story": _("Story"),
    "alt": _("Words for a picture"),
}
STATES: Final = {
    State.MISSING: _("Not translated"),
    State.OUTDATED: _("Source changed"),
    State.UNCONFIRMED: _("Machine draft"),
    State.DONE: _("Done"),
}
_UNSURE: Final = ("machine", "machine translation", "draft", "fuzzy", "mesin", "terjemahan mesin", "draf", "makina")
"""What else people write where a machine has translated."""

HEADINGS: Final = {
    "id": _("Text ID"),
    "language": _("Language"),
    "enterprise": _("Enterprise"),
    "thing": _("Product or enterprise"),
    "field": _("Text"),
    "source_language": _("Source language"),
    "source": _("Source text"),
    "text": _("Translation"),
    "state": _("State"),
    "comment": _("Comment"),
}
"""Of the sheet, in this order. A file that comes back is understood in every language of the interface, in any order."""
_EXPLAINED: Final = {
    "id": _("Says which text it is. Leave it as it is."),
    "language": _("Into which language it is to be translated. Leave it as it is."),
    "source": _("What to translate. When it has changed in the catalogue meanwhile, the row is not taken over."),
    "text": _("Write the translation here. An empty cell changes nothing."),
    "state": _("Write “Machine draft” when nobody has checked the translation, and “Done” when one that you left as it stands is right."),
    "comment": _("For you. It is not read when the file comes back."),
}
_OPEN: Final = frozenset({"text", "state", "comment"})
_WIDTHS: Final = {"id": 14, "language": 10, "enterprise": 22, "thing": 26, "field": 20, "source_language": 10, "source": 56, "text": 56}
_FIRST_ROWS: Final = 20
MOST_ROWS: Final = 100_000
_MEMORY_MB: Final = 512
_SECONDS: Final = 60.0


class NoTexts(Unsupported):
    message = _("This file has no texts to take over. Send an XLSX or PO file that this page gave out, with your translations in it.")


@dataclass(frozen=True)
class Sent:
    """One text of a file that came back. `row` is a row of a sheet or a line of a PO file, `column` a letter or empty."""

    row: int
    id: str
    language: str
    source: str | None
    text: str
    sure: bool = True
    """Not a machine's draft."""
    right: bool = False
    """It says that the text is right also where nothing was changed in it."""
    column: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """How headings and states are called in every language of the interface, folded."""

    headings: Mapping[str, str]
    unsure: frozenset[str]
    done: frozenset[str]

    @classmethod
    def of(cls, translates: Iterable[Translate]) -> "Vocabulary":
        every = [lambda words: words, *translates]
        headings = {fold(translate(words)): name for translate in every for name, words in HEADINGS.items()} | {"id": "id"}
        unsure = {fold(translate(STATES[State.UNCONFIRMED])) for translate in every}
        done = {fold(translate(STATES[State.DONE])) for translate in every}
        return cls(headings, frozenset(unsure | {fold(words) for words in _UNSURE}), frozenset(done))


def as_xlsx(frame: Reference, items: Iterable[Item], language: str, translate: Translate) -> bytes:
    """A workbook in the reader's language: a row a text, of which translation, state and comment are open; and a sheet that explains."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(translate(_("Translations")))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 24)
    sheet.protection.sheet = True  # without a password: against slips of the hand, not against people
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = sheet.protection.sort = False
    states = ",".join(translate(STATES[state]) for state in (State.DONE, State.UNCONFIRMED))
    choice = DataValidation(type="list", formula1=f'"{states}"', allow_blank=True, showErrorMessage=False)
    choice.add(f"{get_column_letter(list(HEADINGS).index('state') + 1)}2:{get_column_letter(list(HEADINGS).index('state') + 1)}{MOST_ROWS}")
    sheet.data_validations.append(choice)
    sheet.append([_cell(sheet, translate(words), head=True) for words in HEADINGS.values()])
    for item in items:
        told = _told(frame, item, language, translate)
        sheet.append([_cell(sheet, told[name], free=name in _OPEN) for name in HEADINGS])
    guide = book.create_sheet(translate(_("How to fill it in")))
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 26, 90
    for name, words in _EXPLAINED.items():
        guide.append([_cell(guide, translate(HEADINGS[name]), head=True), _cell(guide, translate(words))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_po(frame: Reference, items: Iterable[Item], language: str, target: str, translate: Translate, *, site: str = "") -> bytes:
    """A PO file of the texts in one target language, with where each is seen; what nobody has confirmed, or is outdated, is fuzzy."""
    entries = (
        gettext_files.Entry(
            item.id,
            item.source.value,
            item.draft or item.text,
            fuzzy=item.state in (State.UNCONFIRMED, State.OUTDATED),
            was=item.was,
            comments=(
                f"{item.thing.enterprise} · {_named(frame, item, language)} · {translate(FIELDS[part_of(item.field)])}",
                site + item.thing.path,
            ),
        )
        for item in items
        if item.language == target
    )
    return gettext_files.written(entries, language=target, title=frame.name(frame.centre, language))


def read(file: Path, words: Vocabulary) -> Iterator[Sent]:
    """The texts of a file that somebody sends, told by its bytes whether it is a sheet or a PO file; read in the sandbox.

    Raises NoTexts, and the errors of the sandbox, of sheets.sniffing, sheets.refusals and gettext_files.
    """
    with file.open("rb") as opened:
        head = opened.read(1 << 16)
    found = _read_po(file) if b'msgid "' in head and not head.startswith(b"PK") else _read_sheet(file, words)
    first = next(found, None)
    if first is None:
        raise NoTexts
    yield first
    yield from found


def _read_po(file: Path) -> Iterator[Sent]:
    language = ""
    for message in sandbox.stream(gettext_files.JOB, file, memory_mb=_MEMORY_MB, seconds=_SECONDS):
        language = message.header.get("language", language)
        for line, context, source, text, fuzzy in message.header.get("entries", ()):
            yield Sent(line, context, language, source, text, sure=not fuzzy, right=not fuzzy)


def _read_sheet(file: Path, words: Vocabulary) -> Iterator[Sent]:
    for sheet in cells.opened(file).sheets:
        columns: dict[str, int] = {}
        for row in sheet.rows:
            if columns:
                yield from _row(sheet, row, columns, words)
            elif row.number > _FIRST_ROWS:
                break
            else:
                columns = _columns(row, words)


def _columns(row: Row, words: Vocabulary) -> dict[str, int]:
    """Name -> column of the row with the headings; empty for any other row."""
    found: dict[str, int] = {}
    for number, cell in enumerate(row.cells):
        name = words.headings.get(fold(str(cell))) if isinstance(cell, str) else None
        if name:
            found.setdefault(name, number)
    return found if {"id", "text"} <= found.keys() else {}


def _row(_sheet: Sheet, row: Row, columns: Mapping[str, int], words: Vocabulary) -> Iterator[Sent]:
    told = {name: "" if row.at(column) is None else str(row.at(column)) for name, column in columns.items()}
    if any(text.strip() for text in told.values()):
        state, letter = fold(told.get("state", "")), get_column_letter(columns["text"] + 1)
        sure, right = state not in words.unsure, state in words.done
        yield Sent(row.number, told["id"].strip(), told.get("language", "").strip(), told.get("source"), told["text"], sure, right, letter)


def _told(frame: Reference, item: Item, language: str, translate: Translate) -> dict[str, str]:
    was = translate(_("It was translated when the source said: {was}")).format(was=item.was) if item.was else ""
    return {
        "id": item.id,
        "language": item.language,
        "enterprise": item.thing.enterprise,
        "thing": _named(frame, item, language),
        "field": translate(FIELDS[part_of(item.field)]),
        "source_language": item.source.lang,
        "source": item.source.value,
        "text": item.draft or item.text,
        "state": translate(STATES[item.state]),
        "comment": was,
    }


def _named(frame: Reference, item: Item, language: str) -> str:
    found = frame.words(dict(item.thing.names), language)
    return found.value if found else ""


def _cell(sheet: Any, words: str, *, head: bool = False, free: bool = False) -> Any:
    """A cell that is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", words))
    cell.data_type = "s"  # else openpyxl makes a live formula of text that begins with "="
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=not free)
    if head:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="FFE7EEF0")
    elif not free:
        cell.fill = PatternFill("solid", start_color="FFF4F2EC")
    return cell
