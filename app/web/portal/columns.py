"""Which column of a list is what: what is proposed, what was chosen, and the page on which it is."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from app.catalogue.importing import Preview, SheetPreview, preview, proposed_columns
from app.catalogue.reference import Reference
from app.catalogue.sheets.columns import COLUMNS
from app.catalogue.sheets.fields import TEXTS
from app.catalogue.sheets.mapping import Mapping
from app.errors import CatalogueError, Invalid
from app.media import uploads
from app.media.models import Upload
from app.review.models import ListMapping
from app.settings import Settings
from app.text import _
from app.web.forms import Fields
from app.web.language import own_name, translations

ENCODINGS: Final = ("utf-8", "cp1252", "utf-16")
_MOST_COLUMNS: Final = 60
_EXAMPLES: Final = 3


class NoName(Invalid):
    message = _("Please say which column has the names of the products.")


class Twice(Invalid):
    message = _("Two columns cannot both be “{field}”. Please choose one.")


class NoRows(Invalid):
    message = _("This file has no rows that could be products.")


@dataclass
class Asked:
    """How somebody wants to look at a list: which sheet, which row has the headings, in which encoding."""

    photos: UUID | None = None
    sheet: str = ""
    header: int = 0
    encoding: str = ""


@dataclass(frozen=True)
class Chosen:
    """What was said on the page. `kept` is what holds for the next list too, `mapping` what holds for this one."""

    mapping: Mapping
    kept: Mapping
    headings: list[str]
    photos: UUID | None


def page_of(
    settings: Settings, frame: Reference, upload: Upload, asked: Asked, language: str, before: ListMapping | None
) -> dict[str, Any]:
    """What the page shows of a list. Raises NoRows and the errors of reading the file."""
    seen = _seen(settings, upload, asked)
    sheet = _sheet(seen, asked.sheet)
    mapping = Mapping.model_validate(before.mapping) if before else None
    found = proposed_columns(sheet.layout, mapping, before.headings if before else ()) if sheet.layout else {}
    spoken = mapping.language if mapping and mapping.language in frame.centre.languages else frame.centre.languages[0]
    return _context(frame, upload, asked, language, seen, sheet, found, spoken)


def page_again(settings: Settings, frame: Reference, upload: Upload, form: Fields, language: str, error: CatalogueError) -> dict[str, Any]:
    """The page as somebody filled it in, with what is wrong."""
    asked = Asked(_id(form.get("photos", "")), form.get("sheet", ""), (_rows(form) or [0])[0], form.get("encoding", ""))
    seen = _seen(settings, upload, asked)
    found = {n: form[f"column.{n}"] for n in range(_MOST_COLUMNS) if form.get(f"column.{n}")}
    words = translations(language)
    facts = {name: words.gettext(str(fact)) for name, fact in error.facts.items()}
    context = _context(frame, upload, asked, language, seen, _sheet(seen, asked.sheet), found, form.get("language", ""))
    return context | {"problem": words.gettext(error.message).format(**facts)}


def _rows(form: Fields) -> list[int]:
    """The rows of the heading; anything else that was sent is none."""
    return [int(row) for row in form.get("header", "").split(",") if re.fullmatch(r"[0-9]{1,6}", row)][:3]


def chosen(form: Fields, frame: Reference) -> Chosen:
    """Raises NoName and Twice."""
    headings = [(n, form[f"heading.{n}"]) for n in range(_MOST_COLUMNS) if form.get(f"heading.{n}")]
    offered = {field for field, _label in _options(frame, "en")}
    fields = {n: form.get(f"column.{n}", "") for n, _heading in headings}
    named = {field: heading for n, heading in headings if (field := fields[n]) in offered}
    if not any(field.partition("[")[0] == "name" for field in named):
        raise NoName
    for field, count in Counter(fields.values()).items():
        if field in offered and count > 1:
            raise Twice(field=_LABELS[field.partition("[")[0]])
    language = form.get("language", "")
    kept = Mapping(columns=named, language=language if language in frame.centre.languages else "und")
    here: dict[str, Any] = {"header": _rows(form), "sheets": [form["sheet"]] if form.get("sheet") else []}
    here["encoding"] = encoding if (encoding := form.get("encoding")) in ENCODINGS else None
    return Chosen(kept.model_copy(update=here), kept, [heading for _n, heading in headings], _id(form.get("photos", "")))


def _seen(settings: Settings, upload: Upload, asked: Asked) -> Preview:
    encoding = asked.encoding if asked.encoding in ENCODINGS else None
    return preview(uploads.path(settings.upload_folder, upload.id), encoding=encoding, sheet=asked.sheet, header=asked.header or None)


def _sheet(seen: Preview, wanted: str) -> SheetPreview:
    """The sheet that was asked for, else the first with products, else the first that says anything."""
    sheets = [sheet for sheet in seen.sheets if sheet.rows or sheet.layout]
    if not sheets:
        raise NoRows
    named = next((sheet for sheet in sheets if sheet.name == wanted), None)
    listed = next((sheet for sheet in sheets if sheet.layout and not sheet.hidden), None)
    return named or listed or sheets[0]


def _context(
    frame: Reference, upload: Upload, asked: Asked, language: str, seen: Preview, sheet: SheetPreview, found: dict[int, str], spoken: str
) -> dict[str, Any]:
    headings = sheet.layout.headings if sheet.layout else ()
    shown = [
        {
            "n": n,
            "heading": heading,
            "field": found.get(n, ""),
            "examples": [cells[n] for _number, cells in sheet.rows if n < len(cells) and cells[n]][:_EXAMPLES],
        }
        for n, heading in enumerate(headings[:_MOST_COLUMNS])
        if heading
    ]
    return {
        "upload": upload,
        "asked": asked,
        "seen": seen,
        "sheet": sheet,
        "sheets": [one for one in seen.sheets if one.rows or one.layout],
        "columns": shown,
        "used": sum(bool(column["field"]) for column in shown),
        "options": _options(frame, language),
        "encodings": ENCODINGS,
        "spoken": spoken,
        "tongues": [(code, own_name(code)) for code in frame.centre.languages],
        "problem": "",
    }


def _options(frame: Reference, language: str) -> list[tuple[str, str]]:
    """What a column can be; texts also in each language of the centre."""
    words, found = translations(language), list[tuple[str, str]]()
    for column in COLUMNS:
        label = words.gettext(column.heading)
        found.append((column.field, label))
        if column.field in TEXTS:
            found += [(f"{column.field}[{code}]", f"{label} · {own_name(code)}") for code in frame.centre.languages]
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


_LABELS: Final = {column.field: column.heading for column in COLUMNS}
