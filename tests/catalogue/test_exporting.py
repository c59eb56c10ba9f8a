"""The catalogue goes out as a list that offices can open, and comes back without a change."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from app.catalogue import publishing
from app.catalogue.content import CertificateContent, Measure, Money, ProductContent, Quantity, Stage, Storage
from app.catalogue.exporting import NoSuchForm, export_list, guarded
from app.catalogue.importing import import_list
from app.catalogue.models import Product
from app.db import Databases, transaction
from tests.catalogue.lists import a_list, enterprises, products
from tests.catalogue.samples import Sample
from tests.factories import a_frame, a_picture, a_product_content, an_enterprise


def by_id(databases: Databases) -> dict[UUID, ProductContent]:
    with transaction(databases, reading=True) as session:
        return {row.id: ProductContent.model_validate(row.content) for row in session.exec(select(Product))}


FORMS = ["produk.csv", "produk.xlsx"]


@pytest.fixture
def full(centre: Databases) -> Databases:
    """A centre with products that have everything, next to nothing, and what a spreadsheet would take amiss."""
    with transaction(centre) as session:
        maker = an_enterprise(session, "=Dapur", story={"id": "Sejak 1990"}, phone="+6280000000001", area="ID-7172")
        rich = a_product_content(
            maker,
            "Klappertaart",
            name={"id": "Klappertaart", "en": "Coconut tart", "fil": "Tarta ng niyog"},
            summary={"id": '+manis, "lembut"\ndan dingin'},
            description={"en": "@home; since 1990", "und": "-"},
            ingredients={"id": "kelapa; susu, telur"},
            reference="=A-1",
            gtin="8990000000013",
            hs_code="190590",
            price=Money(amount=Decimal("1250.50"), currency="IDR"),
            wholesale_price=Money(amount=Decimal("1000.00"), currency="IDR"),
            unit="loyang",
            net=Measure(amount=Decimal("1.2500"), unit="kg", approximate=True),
            minimum_order=Quantity(amount=Decimal(10), unit="pcs"),
            monthly_capacity=Quantity(amount=Decimal("2.500"), unit="ton"),
            lead_time_days=0,
            shelf_life_days=3,
            storage=Storage.CHILLED,
            stage=Stage.INGREDIENT,
            featured=True,
            alcohol=True,
            verified_on=date(2025, 3, 31),
            origin="ID-7171",
            pictures=[a_picture(session)],
            certificates=[CertificateContent(scheme="pirt", number="as typed"), CertificateContent(scheme="organic", number="7")],
        )
        publishing.put_product(session, rich)
        neighbour = an_enterprise(session, "Sabah Foods", area="MY-12")
        publishing.put_product(
            session, a_product_content(neighbour, "Kopi Tenom", price=Money(amount=Decimal("12.5"), currency="MYR"), origin="MY-12")
        )
        publishing.put_product(session, a_product_content(neighbour, "Teh", price=None, name={"und": "Teh"}, origin="MY-12"))
    return centre


@pytest.mark.parametrize("form", FORMS)
def test_an_export_imports_back_with_zero_changes(full: Databases, tmp_path: Path, form: str) -> None:
    before = products(full), enterprises(full)

    assert export_list(full, tmp_path / form) == 3
    report = import_list(full, tmp_path / form)

    assert (report.unchanged, report.created, report.updated, report.failed, report.findings) == (3, 0, 0, 0, [])
    assert (products(full), enterprises(full)) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_real_list_goes_out_and_comes_back_with_zero_changes(centre: Databases, shared: Path, tmp_path: Path, form: str) -> None:
    import_list(centre, Sample(shared, "06").path, mapping=Sample(shared, "06").mapping)

    count = export_list(centre, tmp_path / form)
    report = import_list(centre, tmp_path / form)

    assert count == 166
    assert (report.unchanged, report.updated, report.created, report.failed) == (166, 0, 0, 0)


@pytest.mark.parametrize("form", FORMS)
def test_products_of_one_name_go_out_and_come_back_with_zero_changes(centre: Databases, tmp_path: Path, form: str) -> None:
    rows = ("8990000000013;Hummus;Dapur Contoh", "8990000000020;Hummus;Dapur Contoh", ";Hummus;Dapur Contoh", ";Hummus ;Dapur  Contoh;2")
    import_list(centre, a_list(tmp_path, *rows, headings="Barcode;Nama Produk;Nama Usaha;Kode"))

    count = export_list(centre, tmp_path / form)
    report = import_list(centre, tmp_path / form)

    assert (count, report.unchanged, report.findings) == (4, 4, [])


def test_an_exported_row_that_was_doubled_is_refused(full: Databases, tmp_path: Path) -> None:
    export_list(full, tmp_path / "produk.csv")
    lines = (tmp_path / "produk.csv").read_text("utf-8-sig").splitlines(keepends=True)
    doubled = next(line for line in lines if "Kopi Tenom" in line)
    (tmp_path / "produk.csv").write_text("".join([*lines, doubled.replace("Kopi Tenom", "Kopi lain")]), "utf-8")

    report = import_list(full, tmp_path / "produk.csv")

    assert (report.unchanged, report.failed, [finding.code for finding in report.findings]) == (3, 1, ["code_repeated"])


@pytest.mark.parametrize("form", FORMS)
def test_a_cell_edited_in_an_export_changes_that_fact_alone(full: Databases, tmp_path: Path, form: str) -> None:
    before = products(full)
    export_list(full, tmp_path / form)
    if form.endswith("csv"):
        text = (tmp_path / form).read_text("utf-8-sig")
        (tmp_path / form).write_text(text.replace("12.5", "13.50"), "utf-8-sig")
    else:
        book = load_workbook(tmp_path / form)
        sheet = book.worksheets[0]
        price = [cell.value for cell in sheet[1]].index("price")
        cell = next(row[price] for row in sheet.iter_rows() if row[price].value == 12.5)
        cell.value = 13.5
        book.save(tmp_path / form)

    report = import_list(full, tmp_path / form)

    assert (report.updated, report.unchanged, report.failed) == (1, 2, 0)
    after = products(full)
    assert after["Kopi Tenom"] == before["Kopi Tenom"].model_copy(update={"price": Money(amount=Decimal("13.50"), currency="MYR")})


@pytest.mark.parametrize("form", FORMS)
def test_an_export_fills_an_empty_centre_with_the_same_products(centre: Databases, tmp_path: Path, form: str, shared: Path) -> None:
    import_list(centre, Sample(shared, "04").path)
    before = by_id(centre)
    export_list(centre, tmp_path / form)
    with transaction(centre) as session:
        for enterprise in enterprises(centre).values():
            publishing.withdraw_enterprise(session, enterprise.id)
        a_frame(session)

    report = import_list(centre, tmp_path / form)

    assert (report.created, report.failed) == (165, 0)
    after = by_id(centre)
    facts = {"slug", "certificates"}  # addresses of products of one name are given in the order in which they come
    assert {n: p.model_dump(exclude=facts) for n, p in after.items()} == {n: p.model_dump(exclude=facts) for n, p in before.items()}


def test_no_cell_of_an_export_is_a_formula(full: Databases, tmp_path: Path) -> None:
    export_list(full, tmp_path / "produk.csv")
    export_list(full, tmp_path / "produk.xlsx")

    rows = list(csv.reader((tmp_path / "produk.csv").read_text("utf-8-sig").splitlines()))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    cells = [cell for row in load_workbook(tmp_path / "produk.xlsx").worksheets[0].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert "=Dapur" in [cell.value for cell in cells]


@pytest.mark.parametrize("text", ["=1+1", "+62", "-", "@a", "\tx", "\rx"])
def test_text_that_begins_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(f"a{text}") == f"a{text}"


def test_only_public_facts_go_out(centre: Databases, shared: Path, tmp_path: Path) -> None:
    import_list(centre, Sample(shared, "09").path)

    export_list(centre, tmp_path / "produk.csv")

    text = (tmp_path / "produk.csv").read_text("utf-8-sig")
    assert "+6280000" not in text
    assert "54250" not in text  # the cost of the first product
    assert "stok terbatas" not in text


def test_a_file_of_another_form_is_refused_and_nothing_is_left(full: Databases, tmp_path: Path) -> None:
    with pytest.raises(NoSuchForm):
        export_list(full, tmp_path / "produk.pdf")

    assert list(tmp_path.glob("*produk*")) == []
