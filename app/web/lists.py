"""A list to take along, as a file that runs nothing when it is opened."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from fastapi import Response

from app.catalogue import exporting

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}

ListForm = Literal["csv", "xlsx"]


def list_file(form: ListForm, name: str, headings: Sequence[str], rows: Iterable[dict[str, str]], *, title: str = "") -> Response:
    """The rows as "name.csv" or "name.xlsx"; `title` is the name of the workbook's sheet, if it has one of its own."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{name}.{form}"
        if form == "csv":
            exporting.write_csv(target, headings, rows)
        else:
            exporting.write_xlsx(target, headings, rows, title=title or name)
        return download(target.read_bytes(), target.name, _MEDIA_TYPES[form])


def download(content: bytes, name: str, media_type: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
