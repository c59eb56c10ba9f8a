"""The columns that are offered to people: their names, what to write in them, and the empty workbook with them to fill in."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.text import _

_BOLD: Final = Font(bold=True)
_HEAD: Final = PatternFill("solid", start_color="FFE7EEF0")
_WRAP: Final = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class Column:
    """A field of a list. `short` ones are enough for a product that can be looked at."""

    field: str
    heading: str
    hint: str
    example: str
    short: bool = False


COLUMNS: Final = (
    Column("name", _("Product name"), _("As it stands on the pack. This is the only column that is needed."), "Abon Cakalang Pedas", True),
    Column("code", _("Product code"), _("Your own number of it. With it the list finds the same product again."), "ABN-01", True),
    Column("category", _("Product category"), _("In your own words, such as coffee or chips."), "Abon", True),
    Column("price", _("Price"), _("In figures. Leave it empty when people shall ask."), "25000", True),
    Column("weight", _("Net weight"), _("With its unit, such as 250 g, 400 ml or 10 pcs."), "250 g", True),
    Column("unit", _("Unit of sale"), _("What is sold as one, such as pack, bottle or box."), "pouch", True),
    Column("summary", _("Short description"), _("One line about it."), "Abon ikan cakalang khas Minahasa", True),
    Column(
        "photo", _("Photo"), _("The name of the picture in the ZIP file; several with a semicolon between them."), "abon-depan.jpg", True
    ),
    Column("description", _("Description"), _("What a visitor would ask about it."), ""),
    Column("ingredients", _("Ingredients"), _("As they stand on the pack."), "Ikan cakalang, cabai, bawang"),
    Column("currency", _("Currency"), _("Three letters. Leave it empty for the money of this country."), "IDR"),
    Column("wholesale", _("Wholesale price"), _("For buyers who take many."), "21000"),
    Column("minimum", _("Minimum order"), _("With its unit, such as 20 pcs."), "20 pcs"),
    Column("capacity", _("Monthly capacity"), _("How much you can make in a month, with its unit."), "500 pcs"),
    Column("lead", _("Lead time"), _("From the order until it is ready, in days."), "7"),
    Column("shelf", _("Shelf life"), _("With its unit, such as 6 months."), "6 bulan"),
    Column("storage", _("Storage"), _("room temperature, cool, chilled or frozen"), "suhu ruang"),
    Column("alcohol", _("Contains alcohol"), _("yes or no"), "tidak"),
    Column("area", _("Origin"), _("The regency or city that it comes from, when that is another than yours."), "Minahasa"),
    Column("pirt", _("P-IRT number"), _("15 digits."), "2067171019001-30"),
    Column("bpom", _("BPOM number"), _("With MD or ML before it."), ""),
    Column("halal_number", _("Halal certificate number"), _("As it stands on the certificate."), ""),
    Column("gtin", _("Barcode"), _("The digits below the bars."), ""),
    Column("hs", _("HS code"), _("4, 6 or 8 digits, for export."), "160420"),
    Column("cost", _("Cost price"), _("What it costs you. Only you and the centre see it."), ""),
    Column("etalase_id", _("Etalase ID"), _("From a list that this catalogue gave out. Leave it as it is."), ""),
)
"""In the order of a template. The headings in each language are among those of headings.toml."""

_NOT_TO_FILL: Final = frozenset({"etalase_id"})


def template(*, full: bool, translate: Callable[[str], str]) -> bytes:
    """An XLSX file to fill in: a sheet with the headings, and one that says what belongs below each."""
    columns = [column for column in COLUMNS if column.field not in _NOT_TO_FILL and (full or column.short)]
    book = Workbook(write_only=True)
    list_sheet = book.create_sheet(translate(_("Products")))
    list_sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        heading = translate(column.heading)
        list_sheet.column_dimensions[get_column_letter(number)].width = max(14, len(heading) + 3)
        list_sheet.column_dimensions[get_column_letter(number)].number_format = "@"
    list_sheet.append([_text(list_sheet, translate(column.heading), head=True) for column in columns])
    guide = book.create_sheet(translate(_("How to fill it in")))
    for letter, width in (("A", 26), ("B", 64), ("C", 34)):
        guide.column_dimensions[letter].width = width
    for line in _guide(columns, translate):
        guide.append([_text(guide, words) for words in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _guide(columns: Sequence[Column], translate: Callable[[str], str]) -> list[list[str]]:
    lines = [[translate(_("Write one product in each row of the first sheet. Columns that you do not need may stay empty."))], []]
    lines.append([translate(_("Heading")), translate(_("What to write")), translate(_("For example"))])
    return lines + [[translate(column.heading), translate(column.hint), column.example] for column in columns]


def _text(sheet: Any, words: str, *, head: bool = False) -> Any:
    """A cell that is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = _WRAP
    if head:
        cell.font, cell.fill = _BOLD, _HEAD
    return cell
