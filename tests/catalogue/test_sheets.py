"""Lists of every kind become rows: the file understood, its headings found, every row told apart."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.catalogue.sheets.cells import CellError, Row, Sheet, opened
from app.catalogue.sheets.fields import Meaning, meaning
from app.catalogue.sheets.headings import Layout, layout_of
from app.catalogue.sheets.kinds import Kind, Told, told
from app.catalogue.sheets.mapping import Mapping
from tests.catalogue.samples import NUMBERS, Sample


def tell(file: Path | bytes, mapping: Mapping | None = None) -> list[tuple[Sheet, Layout | None, list[Told]]]:
    """Every sheet of a file with its layout and its rows."""
    found = []
    for sheet in opened(file).sheets:
        layout, rows = told(sheet, mapping)
        found.append((sheet, layout, list(rows)))
    return found


def kinds(text: str, mapping: Mapping | None = None) -> list[Kind]:
    return [one.kind for one in tell(text.encode(), mapping)[0][2]]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_row_of_a_sample_is_what_it_is(shared: Path, number: str) -> None:
    sample = Sample(shared, number)
    counts = sample.expected["counts"]

    rows = [(sheet.name, one) for sheet, _layout, sheet_rows in tell(sample.path) for one in sheet_rows]

    others = [(name, one.row.number, str(one.kind)) for name, one in rows if one.kind is not Kind.PRODUCT]
    assert others == [(n.get("sheet", ""), n["row"], n["kind"]) for n in sample.expected["not_products"]]
    assert len(rows) == counts["rows"]
    assert len(rows) - len(others) == counts["product_rows"]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_columns_of_a_sample_are_proposed_from_its_headings(shared: Path, number: str) -> None:
    sample = Sample(shared, number)

    proposals = {sheet.name: {f: layout.headings[c] for f, c in layout.columns.items()} for sheet, layout, _ in tell(sample.path) if layout}

    assert proposals
    assert all(columns == sample.columns(name) for name, columns in proposals.items())


@pytest.mark.parametrize("number", NUMBERS)
def test_a_file_says_how_it_is_written(shared: Path, number: str) -> None:
    sample = Sample(shared, number)

    book = opened(sample.path)

    assert book.kind == {"12": "xls", "13": "ods", "08": "xlsx", "09": "xlsx"}.get(number, "csv")
    assert book.delimiter == sample.expected.get("delimiter")
    assert book.encoding == {"04": "utf-8", "05": "cp1252", "06": "utf-8-sig", "07": "utf-16"}.get(number)


def test_hidden_things_are_told_and_hidden_sheets_are_no_products(shared: Path) -> None:
    sample = Sample(shared, "09")

    sheets = {sheet.name: (sheet, layout) for sheet, layout, _rows in tell(sample.path)}

    assert list(sheets) == sample.expected["sheets"]
    assert [name for name, (sheet, _layout) in sheets.items() if sheet.hidden] == sample.expected["hidden_sheets"]
    assert [name for name, (_sheet, layout) in sheets.items() if layout] == list(sample.expected["product_sheets"])
    food, layout = sheets["Produk Makanan"]
    assert layout is not None
    assert {layout.columns["cost"]} == food.hidden_columns
    assert sorted(food.hidden_rows) == sample.expected["hidden_rows"]["Produk Makanan"]


def test_a_hidden_sheet_is_read_when_the_mapping_asks_for_it(shared: Path) -> None:
    sheets = tell(Sample(shared, "09").path, Mapping(sheets=["Data Lama 2019"]))

    assert [(sheet.name, sum(one.kind is Kind.PRODUCT for one in rows)) for sheet, layout, rows in sheets if layout] == [
        ("Data Lama 2019", 12)
    ]


def test_a_formula_that_ended_in_an_error_is_seen_with_its_formula(shared: Path) -> None:
    food = next(rows for sheet, _layout, rows in tell(Sample(shared, "09").path) if sheet.name == "Produk Makanan")

    assert food[12].row.cells[6] == CellError("#N/A", "=VLOOKUP(B13,ref!A:B,2,FALSE)")


@pytest.mark.parametrize(
    ("name", "products"),
    [
        *(("01_woocommerce_sample_products.csv", 24), ("02_us_inventory_ne_1033.xlsx", 1036), ("03_us_inventory_ks_1033.csv", 1575)),
        *(("10_off_barcodes_numeric_and_text.xlsx", 400), ("11_off_philippines_malaysia.tsv", 840), ("14_sheetjs_merge_cells.xlsx", 0)),
    ],
)
def test_lists_of_others_are_read_to_the_last_row(shared: Path, name: str, products: int) -> None:
    sheets = tell(shared / "data" / "imports" / name)

    assert sum(one.kind is Kind.PRODUCT for _sheet, _layout, rows in sheets for one in rows) == products


def test_a_web_shops_headings_are_understood(shared: Path) -> None:
    _sheet, layout, _rows = tell(shared / "data" / "imports" / "01_woocommerce_sample_products.csv")[0]

    assert layout is not None
    headings = {field: layout.headings[column] for field, column in layout.columns.items()}
    assert headings["code"] == "SKU"
    assert headings["price"] == "Regular price"
    assert headings["category"] == "Categories"
    assert headings["summary"] == "Short description"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        *(
            ("NAMA PRODUK", Meaning("name")),
            ("nama_produk", Meaning("name")),
            ("  Nama   Produk : ", Meaning("name")),
            ("Product name", Meaning("name")),
        ),
        *(
            ("Pangalan ng produkto", Meaning("name")),
            ("Nama Produk (Inggris)", Meaning("name", "en")),
            ("name[fil]", Meaning("name", "fil")),
        ),
        *(
            ("Description (ms)", Meaning("description", "ms")),
            ("Harga (Rp)", Meaning("price")),
            ("HARGA JUAL", Meaning("price")),
            ("Presyo", Meaning("price")),
        ),
        *(("Kapasitas produksi/bulan", Meaning("capacity")), ("Berat Bersih (kg)", Meaning("weight")), ("No. P-IRT", Meaning("pirt"))),
        *(("HP/WA", Meaning("phone")), ("KET.", Meaning("note")), ("Kab./Kota", Meaning("area")), ("Jangka hayat", Meaning("shelf"))),
        *(("Warna kesukaan", None), ("", None)),
    ],
)
def test_headings_match_in_any_writing_and_four_languages(heading: str, expected: Meaning | None) -> None:
    assert meaning(heading) == expected


def test_titles_groups_totals_and_notes_are_no_products() -> None:
    text = """DAFTAR PRODUK,,,
,,,
No,Nama Produk,Nama Usaha,Harga
(1),(2),(3),(4)
A. KOTA BITUNG,,,
1,Abon,UMKM A,25.000
2,Sambal,UMKM B,30.000
,Jumlah Kota Bitung,2,
No,Nama Produk,Nama Usaha,Harga
3,Kopi,UMKM A,40.000
,TOTAL,3,
*) harga dapat berubah,,,
"""
    header, product = Kind.HEADER, Kind.PRODUCT

    assert kinds(text) == [
        *(Kind.TITLE, Kind.EMPTY, header, Kind.NUMBERING, Kind.GROUP, product, product),
        *(Kind.SUBTOTAL, header, product, Kind.TOTAL, Kind.NOTE),
    ]


def test_products_stand_under_their_group() -> None:
    rows = tell(b"Nama Produk,Harga\nA. KOTA BITUNG,\nAbon,25.000\nB. KOTA TOMOHON,\nKopi,40.000\n")[0][2]

    assert [(one.row.at(0), one.group) for one in rows if one.kind is Kind.PRODUCT] == [("Abon", "KOTA BITUNG"), ("Kopi", "KOTA TOMOHON")]


def test_a_product_that_is_called_total_is_a_product() -> None:
    assert kinds("Nama Produk,Nama Usaha,Harga,Berat\nTotal Care sabun,UMKM A,25.000,100 g\n") == [Kind.HEADER, Kind.PRODUCT]


def test_a_list_of_names_alone_is_a_list() -> None:
    assert kinds("Nama Produk\nAbon\nKopi\n", Mapping(columns={"name": "nama produk"})) == [Kind.HEADER, Kind.PRODUCT, Kind.PRODUCT]


def test_a_line_break_in_quotes_starts_no_row() -> None:
    rows = tell(b'Nama Produk,Keterangan,Harga\nAbon,"tahan lama,\nsejuk",25.000\nKopi,,40.000\n')[0][2]

    assert [(one.row.number, one.row.at(0), one.row.at(1)) for one in rows[1:]] == [(2, "Abon", "tahan lama,\nsejuk"), (3, "Kopi", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_writing_of_text_gives_the_same_rows(encoding: str, delimiter: str) -> None:
    table = [["Nama Produk", "Nama Usaha", "Harga"], ["Kopi – “asli”", "Café Ñ", "Rp 25.000"], ["Abon", "UMKM B", "12,5 rb"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in table)

    assert [one.row.cells for one in tell(text.encode(encoding))[0][2]] == table


def test_the_delimiter_that_a_spreadsheet_states_is_believed() -> None:
    rows = tell(b"sep=;\nNama Produk;Harga\nAbon;25,5\n")[0][2]

    assert [one.row for one in rows] == [Row(1, ["Nama Produk", "Harga"]), Row(2, ["Abon", "25,5"])]


def test_cells_keep_their_kind_and_rows_their_number() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for n, value in enumerate(["Nama Produk", "Harga", "Tanggal"], start=2):
        sheet.cell(3, n, value)
    abon: list[Any] = ["Abon", 25_000, date(2025, 3, 31)]
    for n, given in enumerate(abon, start=2):
        sheet.cell(4, n, given)
    file = io.BytesIO()
    book.save(file)

    _sheet, layout, rows = tell(file.getvalue())[0]

    assert layout is not None
    assert layout.header_rows == (3,)
    assert rows[3].row == Row(4, [None, "Abon", 25_000, date(2025, 3, 31)])


def test_values_of_cells_merged_downwards_hold_for_every_row() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    filled: list[list[str | None]] = [["Nama Produk", "Nama Usaha"], ["Abon", "UMKM A"], ["Kopi", None], ["Teh", None], ["Gula", "UMKM B"]]
    for row in filled:
        sheet.append(row)
    sheet.merge_cells("B2:B4")
    file = io.BytesIO()
    book.save(file)

    rows = tell(file.getvalue())[0][2]

    assert [one.row.at(1) for one in rows[1:]] == ["UMKM A", "UMKM A", "UMKM A", "UMKM B"]


def test_two_rows_of_headings_are_one_also_without_merged_cells() -> None:
    rows = [
        Row(1, ["No", "Identitas", None, "Harga", None]),
        Row(2, [None, "Nama Produk", "Nama Usaha", "Jual", "Grosir"]),
        Row(3, [1, "Abon", "A", 5, 4]),
    ]

    layout = layout_of(Sheet("", False, None, iter(())), rows)

    assert layout is not None
    assert layout.header_rows == (1, 2)
    assert layout.headings == ("No", "Identitas / Nama Produk", "Identitas / Nama Usaha", "Harga / Jual", "Harga / Grosir")
    assert list(layout.columns) == ["no", "name", "enterprise", "price", "wholesale"]


def test_a_hidden_column_is_proposed_for_nothing_but_cost() -> None:
    rows = [Row(1, ["Nama Produk", "Nama Usaha", "Harga", "Harga Modal"])]

    layout = layout_of(Sheet("", False, None, iter(()), hidden_columns=frozenset({2, 3})), rows)

    assert layout is not None
    assert layout.columns == {"name": 0, "enterprise": 1, "cost": 3}
