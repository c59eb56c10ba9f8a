"""Whole lists into the catalogue: every row accounted for, rehearsals, batches, and the list given back with its mistakes."""

import gc
import io
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import select

from app.catalogue.content import Money, ProductContent
from app.catalogue.importing import NoProducts, import_list
from app.catalogue.importing.lookups import Lookups
from app.catalogue.models import Change, Enterprise, Product
from app.catalogue.reference import reference
from app.catalogue.sheets.mapping import Mapping, mapping_from
from app.db import Databases, transaction
from tests.catalogue.lists import HEADINGS, a_list, counts, enterprises, products
from tests.catalogue.samples import NUMBERS, Sample
from tests.conftest import ROOT


def indonesian(text: str) -> str:
    return {"What to change": "Yang perlu diubah"}.get(text, text)


# --- real lists --------------------------------------------------------------------------------------------------------------


def test_every_sample_gives_its_counts(centre: Databases, shared: Path) -> None:
    for number in NUMBERS:
        sample = Sample(shared, number)
        expected = sample.expected["counts"]

        report = import_list(centre, sample.path, mapping=sample.mapping)

        assert report.adds_up
        found = (report.rows, report.products, report.duplicates)
        assert found == tuple(expected[name] for name in ("rows", "product_rows", "duplicate_rows")), number
        assert (report.failed, report.importable) == (expected["must_fail_rows"], expected["importable_rows"]), number
        assert report.others["empty"] == expected["empty_rows"]
        assert {(r.sheet, r.row, r.of_row) for r in report.repeats} == sample.duplicates
        assert {(f.sheet, f.row, f.field, f.found, f.code) for f in report.failures} == sample.findings("must_fail", photos=False)
        assert {(f.sheet, f.row, f.field, f.found, f.code) for f in report.warnings} == sample.findings("warnings", photos=False)
    again = import_list(centre, sample.path, mapping=sample.mapping)
    assert (again.created, again.updated, again.unchanged) == (0, 0, expected["importable_rows"])
    assert again.findings == report.findings


def test_all_1409_real_packaged_foods_are_accounted_for(centre: Databases, shared: Path) -> None:
    file = shared / "data" / "products" / "off_products_bimp.csv"
    mapping = mapping_from(ROOT / "docs" / "examples" / "off.toml")

    report = import_list(centre, file, mapping=mapping)

    assert counts(report) == {"rows": 1410, "products": 1409, "created": 1409}
    assert report.adds_up
    assert report.enterprises == {"created": 5}
    assert {(f.row, f.found, f.code) for f in report.findings} == {
        *((131, "12896628", "gtin_invalid"), (132, "2000000073933", "gtin_invalid")),
        *((451, "771150", "gtin_invalid"), (521, "89686170726", "gtin_invalid")),
    }
    found = products(centre)
    assert found["Tempeh Starter"].gtin == "0013964032901"
    assert found["Tempeh Starter"].ingredients == {"und": "Rice, soybeans, rhizopus oryzae culture"}
    assert found["Tempeh Starter"].price is None
    with transaction(centre, reading=True) as session:
        kept = [ProductContent.model_validate(row.content) for row in session.exec(select(Product).where(Product.gtin == None))]  # noqa: E711
        assert {product.reference for product in kept} == {"12896628", "2000000073933", "771150", "89686170726"}
    assert counts(import_list(centre, file, mapping=mapping)) == {"rows": 1410, "products": 1409, "unchanged": 1409}


def test_barcodes_in_any_form_come_in_as_numbers_with_all_their_digits(centre: Databases, shared: Path) -> None:
    mapping = Mapping(defaults={"enterprise": "Open Food Facts", "category": "foods"})

    report = import_list(centre, shared / "data" / "imports" / "10_off_barcodes_numeric_and_text.xlsx", mapping=mapping)

    assert (report.products, report.created, report.failed) == (400, 400, 0)
    found = products(centre)
    assert found["Tempeh Starter"].gtin == "0013964032901"
    numbers = {product.gtin for product in found.values()}
    assert numbers >= {"0015205610404", "00222211", "0022392476249", "4809011017436"}


def test_lists_without_makers_say_so_in_every_row_until_one_is_given(centre: Databases, shared: Path) -> None:
    folder = shared / "data" / "imports"
    shop = folder / "01_woocommerce_sample_products.csv"

    without = import_list(centre, shop, rehearsal=True)
    given = import_list(centre, shop, rehearsal=True, mapping=Mapping(defaults={"enterprise": "Toko Contoh", "currency": "USD"}))

    assert (without.products, without.failed, {f.code for f in without.failures}) == (24, 24, {"enterprise_missing"})
    assert (given.products, given.created, given.failed, given.adds_up) == (24, 24, 0, True)


@pytest.mark.parametrize(
    ("name", "rows", "nameless"),
    [("02_us_inventory_ne_1033.xlsx", 1036, 3), ("03_us_inventory_ks_1033.csv", 1575, 2), ("11_off_philippines_malaysia.tsv", 840, 0)],
)
def test_long_lists_of_others_add_up(centre: Databases, shared: Path, name: str, rows: int, nameless: int) -> None:
    mapping = Mapping(defaults={"enterprise": "Toko Contoh"})

    report = import_list(centre, shared / "data" / "imports" / name, rehearsal=True, mapping=mapping)

    assert report.adds_up
    assert (report.products, report.failed) == (rows, nameless)
    assert {finding.code for finding in report.failures} <= {"name_missing"}
    assert report.created + report.duplicates == rows - nameless


# --- rehearsal, batches, marked list -----------------------------------------------------------------------------------------


def test_a_rehearsal_says_the_same_and_changes_nothing(centre: Databases, shared: Path) -> None:
    sample = Sample(shared, "04")
    with transaction(centre, reading=True) as session:
        serial = reference(session).centre.serial

    rehearsal = import_list(centre, sample.path, rehearsal=True)

    with transaction(centre, reading=True) as session:
        assert session.exec(select(Product)).first() is None
        assert session.exec(select(Enterprise)).first() is None
        assert session.exec(select(Change)).first() is None
        assert reference(session).centre.serial == serial
    real = import_list(centre, sample.path)
    assert rehearsal.as_json() | {"rehearsal": False} == real.as_json()


def test_progress_is_told_in_rows(centre: Databases, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["Nama Produk", "Nama Usaha"], *([f"Abon {n}", "Dapur Contoh"] for n in range(700))]:
        sheet.append(row)
    book.save(tmp_path / "panjang.xlsx")

    report = import_list(centre, tmp_path / "panjang.xlsx", progress=lambda done, total: told.append((done, total)))

    assert told == [(500, 701), (701, 701)]
    assert report.created == 700


def test_the_list_comes_back_with_its_mistakes_marked(centre: Databases, tmp_path: Path) -> None:
    rows = (
        "A-1;Abon;Dapur Contoh;Bitung;150 gr;25,5;",
        "A-2;=1+1;Dapur Contoh;Bitung;200 gr;40.000;",
        "A-3;Kopi;Dapur Contoh;Bitung;secukupnya;9.000;",
    )

    import_list(centre, a_list(tmp_path, *rows), marked=tmp_path / "errors.xlsx", translate=indonesian)

    sheet = load_workbook(tmp_path / "errors.xlsx").worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0] == [*HEADINGS.split(";"), "Yang perlu diubah"]
    assert values[1][:6] == ["A-1", "Abon", "Dapur Contoh", "Bitung", "150 gr", "25,5"]
    assert "25.000" in str(values[1][7])
    assert (sheet["F2"].fill.start_color.rgb, sheet["E4"].fill.start_color.rgb) == ("FFF4C7C3", "FFFCE8B2")
    assert sheet["F3"].fill.fill_type is None
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == ["errors.xlsx"]


def test_a_marked_list_can_be_mended_and_imported_again(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25,5;"), marked=tmp_path / "errors.xlsx")
    book = load_workbook(tmp_path / "errors.xlsx")
    book.worksheets[0]["F2"] = 25_500
    book.save(tmp_path / "mended.xlsx")

    report = import_list(centre, tmp_path / "mended.xlsx")

    assert (report.created, report.failed) == (1, 0)
    assert products(centre)["Abon"].price == Money(amount=Decimal(25_500), currency="IDR")


def test_a_list_without_mistakes_is_not_given_back(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.500;"), marked=tmp_path / "errors.xlsx")

    assert not (tmp_path / "errors.xlsx").exists()


def test_nothing_goes_in_when_the_marked_list_has_no_folder_to_go_to(centre: Databases, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no folder"):
        import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.500;"), marked=tmp_path / "nowhere" / "errors.xlsx")

    assert products(centre) == {}


def test_what_the_door_refuses_is_a_mistake_of_its_row(centre: Databases, tmp_path: Path) -> None:
    report = import_list(centre, a_list(tmp_path, "Abon;Dapur Contoh;999999", "Kopi;Dapur Contoh;", headings="Nama Produk;Nama Usaha;HS"))

    assert (report.created, report.failed, report.adds_up) == (1, 1, True)
    assert [(f.row, f.field, f.found, f.code, f.fatal) for f in report.findings] == [(2, "hs", "999999", "not_accepted", True)]


def test_a_file_without_products_says_so_and_no_marked_list_is_left(centre: Databases, tmp_path: Path) -> None:
    with pytest.raises(NoProducts):
        import_list(centre, a_list(tmp_path, "1;2", headings="satu;dua"), marked=tmp_path / "errors.xlsx")

    gc.collect()  # a sheet that was left open is a warning here
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == []


def test_a_sheet_of_makers_beside_one_of_products_is_not_lost_silently(centre: Databases, tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    for row in [["Nama Produk", "Nama Usaha"], ["Abon", "Dapur Contoh"]]:
        first.append(row)
    book.create_sheet("Catatan").append(["apa saja"])
    file = io.BytesIO()
    book.save(file)
    (tmp_path / "dua.xlsx").write_bytes(file.getvalue())

    report = import_list(centre, tmp_path / "dua.xlsx")

    assert [(sheet.name, bool(sheet.headings)) for sheet in report.sheets] == [("Sheet", True), ("Catatan", False)]
    assert (report.created, report.others) == (1, {"header": 1, "note": 1})


def test_the_frame_of_an_import_is_the_centres(centre: Databases) -> None:
    with transaction(centre, reading=True) as session:
        lookups = Lookups.of(reference(session))

    assert (lookups.centre, lookups.country, lookups.currency) == ("north-sulawesi", "ID", "IDR")
    assert lookups.nation("Filipina") == "PH"
    assert lookups.place("Roxas", "PH") is None


def test_identifiers_are_the_same_on_every_machine(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;"))

    assert (enterprises(centre)["Dapur Contoh"].id, products(centre)["Abon"].id) == (
        UUID("3ea1e089-9ae3-5bed-82be-b3c7761d31b8"),
        UUID("c4d70f85-3565-5b72-a34b-507ddbbbf160"),
    )
