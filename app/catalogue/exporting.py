"""The catalogue as a list that offices can open and that imports back unchanged: CSV or XLSX, one row a product, public facts only."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from app.catalogue.content import CertificateContent, EnterpriseContent, Measure, ProductContent, Quantity
from app.catalogue.models import Enterprise, Product
from app.db import Databases, transaction
from app.errors import Unsupported
from app.text import _

BEFORE: Final = ("etalase_id", "enterprise_id", "enterprise", "code", "gtin", "hs")
FACTS: Final = (
    *("category", "area", "price", "currency", "wholesale", "unit", "weight", "minimum", "capacity", "lead", "shelf"),
    *("storage", "stage", "alcohol", "featured", "verified", "pirt", "halal_number", "bpom"),
)
TEXTS: Final = ("name", "summary", "description", "ingredients")
_NUMBERS: Final = frozenset({"price", "wholesale", "lead"})
_PAGE: Final = 500
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")

Progress = Callable[[int, int | None], object]


class NoSuchForm(Unsupported):
    message = _("The file to write ends in .csv or .xlsx.")


def export_list(databases: Databases, target: Path, *, progress: Progress | None = None) -> int:
    """Write every product to a file, by its ending CSV (UTF-8 with mark, so that spreadsheets know) or XLSX; returns how many.

    The file appears whole or not at all. Raises NoSuchForm.
    """
    writers = {".csv": write_csv, ".xlsx": write_xlsx}
    if target.suffix.lower() not in writers:
        raise NoSuchForm
    draft = target.with_name(f".{target.name}.draft")
    count = 0

    def counted(rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
        nonlocal count
        for row in rows:
            yield row
            count += 1
            if progress and count % 100 == 0:
                progress(count, None)

    try:
        with transaction(databases, reading=True) as session:
            headings, rows = listed(session)
            writers[target.suffix.lower()](draft, headings, counted(rows))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return count


def listed(session: Session, enterprise_id: UUID | None = None) -> tuple[list[str], Iterator[dict[str, str]]]:
    """The headings and the rows of the list: of all products, or of those of one enterprise."""
    return [*BEFORE, *_languages(session, enterprise_id), *FACTS], _rows(session, enterprise_id)


def cells_of(product: Product, enterprise: Enterprise) -> dict[str, str]:
    """The cells of a product by heading, as text. Each reads back as the very value, and an import leaves alone what still stands so."""
    content = ProductContent.model_validate(product.content)
    cells = {"etalase_id": str(product.id), "enterprise_id": str(enterprise.id)}
    cells["enterprise"] = EnterpriseContent.model_validate(enterprise.content).name
    cells |= {
        "code": content.reference,
        "gtin": content.gtin or "",
        "hs": content.hs_code or "",
        "category": content.category,
        "area": content.origin,
    }
    money = content.price or content.wholesale_price
    cells |= {"currency": money.currency if money else "", "unit": content.unit}
    cells["price"] = _amount(content.price.amount) if content.price else ""
    cells["wholesale"] = _amount(content.wholesale_price.amount) if content.wholesale_price else ""
    cells |= {"weight": _measure(content.net), "minimum": _quantity(content.minimum_order), "capacity": _quantity(content.monthly_capacity)}
    cells["lead"] = "" if content.lead_time_days is None else str(content.lead_time_days)
    cells["shelf"] = f"{content.shelf_life_days} days" if content.shelf_life_days else ""
    cells |= {"storage": str(content.storage or ""), "stage": str(content.stage)}
    cells |= {"alcohol": _yes(content.alcohol), "featured": _yes(content.featured)}
    cells["verified"] = content.verified_on.isoformat() if content.verified_on else ""
    cells |= _papers(content.certificates)
    for name in TEXTS:
        cells |= {f"{name}[{language}]": text for language, text in getattr(content, name).items()}
    return cells


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula when it opens a CSV."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _rows(session: Session, enterprise_id: UUID | None) -> Iterator[dict[str, str]]:
    enterprises: dict[UUID, Enterprise] = {}
    query = select(Product).where(_of(enterprise_id)).order_by(col(Product.enterprise_id), col(Product.id))
    for product in session.exec(query.execution_options(yield_per=_PAGE)):
        if product.enterprise_id not in enterprises:
            enterprises = {product.enterprise_id: session.get_one(Enterprise, product.enterprise_id)}
        yield cells_of(product, enterprises[product.enterprise_id])


def _of(enterprise_id: UUID | None) -> ColumnElement[bool]:
    return col(Product.enterprise_id) == enterprise_id if enterprise_id else true()


def _languages(session: Session, enterprise_id: UUID | None) -> list[str]:
    """A heading for each text in each language in which some product has it; names first."""
    seen: set[str] = set()
    for content in session.exec(select(Product.content).where(_of(enterprise_id)).execution_options(yield_per=_PAGE)):
        seen.update(f"{name}[{language}]" for name in TEXTS for language in content.get(name, ()))
    return sorted(seen, key=lambda heading: (TEXTS.index(heading.partition("[")[0]), heading))


def write_csv(target: Path, headings: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Rows of text as CSV that offices open as it is meant: UTF-8 with mark, nothing that is taken for a formula."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(headings)
        for row in rows:
            writer.writerow([guarded(row.get(heading, "")) for heading in headings])


def write_xlsx(target: Path, headings: Sequence[str], rows: Iterable[dict[str, str]], *, title: str = "Produk") -> None:
    """The same as a workbook of one sheet, whose cells are text whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    titles = [WriteOnlyCell(sheet, heading) for heading in headings]
    for heading in titles:
        heading.font = Font(bold=True)
    sheet.append(titles)
    for row in rows:
        sheet.append([_cell(sheet, heading, row.get(heading, "")) for heading in headings])
    book.save(target)


def _cell(sheet: Any, heading: str, text: str) -> Any:
    if not text:
        return None
    if heading in _NUMBERS:
        number = Decimal(text)
        return int(number) if number == int(number) else float(number)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # else openpyxl makes a live formula of text that begins with "="
    return cell


def _amount(amount: Decimal) -> str:
    """25000 or 12.50: figures with a dot and no marks between thousands."""
    return f"{amount:f}"


def _measure(net: Measure | None) -> str:
    if net is None:
        return ""
    about = "±" if net.approximate else ""
    return f"{about}{net.amount.normalize():f} {net.unit}"


def _quantity(quantity: Quantity | None) -> str:
    return f"{quantity.amount.normalize():f} {quantity.unit}".strip() if quantity else ""


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _papers(papers: list[CertificateContent]) -> dict[str, str]:
    """The numbers of the papers that a list has a column for; others stay with the product untouched."""
    numbers = {"pirt": "", "halal_number": "", "bpom": ""}
    for paper in papers:
        field = (
            "pirt"
            if paper.scheme == "pirt"
            else "halal_number"
            if paper.scheme.startswith("halal-")
            else "bpom"
            if paper.scheme.startswith("bpom-m")
            else ""
        )
        if field and not numbers[field]:
            numbers[field] = paper.number
    return numbers
