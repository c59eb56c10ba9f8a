"""Lists typed in a test, and what became of them in the catalogue."""

from pathlib import Path
from typing import Final

from sqlmodel import select

from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.importing import Report
from app.catalogue.models import Enterprise, Product
from app.db import Databases, transaction

HEADINGS: Final = "Kode;Nama Produk;Nama Usaha;Kab/Kota;Berat;Harga;No. WA"


def a_list(folder: Path, *rows: str, headings: str = HEADINGS) -> Path:
    file = folder / "daftar.csv"
    file.write_text("\n".join((headings, *rows)) + "\n", "utf-8")
    return file


def products(databases: Databases) -> dict[str, ProductContent]:
    """What is in the catalogue, by name."""
    with transaction(databases, reading=True) as session:
        contents = [ProductContent.model_validate(row.content) for row in session.exec(select(Product))]
    return {next(iter(content.name.values())): content for content in contents}


def enterprises(databases: Databases) -> dict[str, EnterpriseContent]:
    with transaction(databases, reading=True) as session:
        contents = [EnterpriseContent.model_validate(row.content) for row in session.exec(select(Enterprise))]
    return {content.name: content for content in contents}


def counts(report: Report) -> dict[str, int]:
    names = ("rows", "products", "created", "updated", "unchanged", "failed", "duplicates")
    return {name: getattr(report, name) for name in names if getattr(report, name)}
