"""The import samples of the shared folder: lists as offices type them, each with what it means. See DATA.md beside them."""

import json
from pathlib import Path
from typing import Any, Final

from app.catalogue.sheets.mapping import Mapping

NUMBERS: Final = ("04", "05", "06", "07", "08", "09", "12", "13")

# The areas of sample 06 are those of its product types: a province named beside a place of another region stands for that place.
# "Roxas" is a town of Palawan and of three other provinces, so no list of names can decide it.
_AREAS: Final = {"Roxas": "PH-PLW", "Basilan": "PH-09", "Davao del Sur": "PH-12"}
_MAPPINGS: Final = {"06": Mapping(values={"area": _AREAS})}


class Sample:
    """One list and what is expected of it."""

    def __init__(self, shared: Path, number: str) -> None:
        folder = shared / "data" / "imports"
        self.number = number
        self.expected: dict[str, Any] = json.loads((folder / f"{number}_expected.json").read_text("utf-8"))
        self.path = folder / self.expected["file"]
        self.mapping = _MAPPINGS.get(number)

    def columns(self, sheet: str) -> dict[str, str]:
        columns: dict[str, Any] = self.expected["columns"]
        of_sheet: dict[str, str] = columns.get(sheet, columns)
        return of_sheet

    @property
    def duplicates(self) -> set[tuple[str, int, int]]:
        return {(d.get("sheet", ""), d["row"], d["of_row"]) for d in self.expected["duplicates"]}

    def findings(self, *kinds: str, photos: bool) -> set[tuple[str, int, str, str, str]]:
        """Problems by sheet, row, field, value and code; those of duplicates, which are not looked into, left out."""
        repeated = {(sheet, row) for sheet, row, _of_row in self.duplicates}
        return {
            (f.get("sheet", ""), f["row"], f["column"], f["value"], f["code"])
            for kind in kinds
            for f in self.expected[kind]
            if (f.get("sheet", ""), f["row"]) not in repeated and (photos or f["column"] != "photo")
        }


def area_key(code: str) -> str:
    """The area that the samples name by Kemendagri code in Indonesia and by ISO 3166-2 elsewhere."""
    if not code.isdigit():
        return code
    return "ID-SA" if code == "71" else f"ID-{code}"
