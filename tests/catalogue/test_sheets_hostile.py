"""Files that mean harm, or were harmed, end in a clear sentence within seconds, and the process lives on."""

import io
import time
import zipfile
from collections.abc import Iterator

import pytest
from openpyxl import Workbook

from app import sandbox
from app.catalogue.sheets.cells import opened
from app.catalogue.sheets.refusals import BinaryFile, DamagedLetters, TooLong, TooWide, UnclosedQuote, UnknownEncoding
from app.catalogue.sheets.sniffing import EmptyFile, Encrypted, NoSheet, Suspicious
from app.errors import CatalogueError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cells(file: bytes) -> list[list[object]]:
    return [list(row.cells) for sheet in opened(file).sheets for row in sheet.rows]


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def altered(file: bytes, **parts: bytes | None) -> bytes:
    """A zipped file with parts (named by the end of their path, without dots) put in place of others, or taken away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            name = entry.filename.rpartition("/")[2].replace(".", "_")
            content = parts.get(name, source.read(entry))
            if content is not None:
                target.writestr(entry.filename, content)
    return out.getvalue()


def sheet_xml(body: str, head: str = "") -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet {space}><sheetData>{body}</sheetData></worksheet>'.encode()


def zipped(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return out.getvalue()


PLAIN = workbook([["Nama Produk", "Harga"], ["Abon", 25_000]])


@pytest.fixture(autouse=True)
def within_seconds() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 15


def test_a_zip_that_unpacks_to_gigabytes_is_not_opened() -> None:
    bomb = altered(PLAIN, sheet1_xml=sheet_xml("<row r='1'><c r='A1' t='inlineStr'><is><t>" + "a" * 60_000_000 + "</t></is></c></row>"))

    assert len(bomb) < 1_000_000
    with pytest.raises(Suspicious):
        cells(bomb)


def test_ten_thousand_entries_are_not_opened() -> None:
    with pytest.raises(Suspicious):
        cells(zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""} | {f"xl/x{n}.xml": b"" for n in range(10_000)}))


def test_a_cell_in_the_last_corner_does_not_fill_the_memory() -> None:
    corner = sheet_xml("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")

    with pytest.raises(TooWide):
        cells(altered(PLAIN, sheet1_xml=corner))


def test_a_cell_in_the_last_row_does_not_end_the_process() -> None:
    body = "".join(f"<c r='{letter}1048576'><v>1</v></c>" for letter in ("A", "ZZ"))

    with pytest.raises((TooWide, TooLong, sandbox.TooExpensive, sandbox.Crashed)):
        cells(altered(PLAIN, sheet1_xml=sheet_xml(f"<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'>{body}</row>")))
    assert cells(PLAIN) == [["Nama Produk", "Harga"], ["Abon", 25_000]]


def test_entities_are_not_fetched_and_not_expanded() -> None:
    outside = '<!DOCTYPE worksheet [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    laughs = "<!DOCTYPE worksheet [" + "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10)) if n else "ha"}">' for n in range(10)
    )
    for head, entity in ((outside, "&secret;"), (laughs + "]>", "&l9;")):
        body = f"<row r='1'><c r='A1' t='inlineStr'><is><t>{entity}</t></is></c></row>"
        try:
            found = str(cells(altered(PLAIN, sheet1_xml=sheet_xml(body, head))))
        except CatalogueError as refusal:
            found = str(refusal)
        assert "root" not in found
        assert len(found) < 10_000


def test_a_file_behind_a_password_says_so() -> None:
    with pytest.raises(Encrypted):
        cells(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600)


@pytest.mark.parametrize(
    ("file", "word"),
    [
        *(
            (b"%PDF-1.7\n", "PDF"),
            (b"\x89PNG\r\n\x1a\n", "PNG"),
            (b"MZ\x90\x00", "program"),
            (b"\x1f\x8b\x08\x00", "gzip"),
            (b"<html><table>", "HTML"),
        ),
        *(
            (zipped({"word/document.xml": b"x", "[Content_Types].xml": b"x"}), "Word"),
            (zipped({"a.txt": b"x"}), "ZIP"),
            (b"PK\x03\x04 broken", "damaged"),
        ),
        *(
            (OLE + b"\x00" * 900, "no workbook"),
            (altered(PLAIN, workbook_xml=b"not xml at all"), "damaged"),
            (altered(PLAIN, workbook_xml=None), "ZIP"),
        ),
    ],
)
def test_what_is_no_list_is_called_by_its_name_whatever_it_is_named(file: bytes, word: str) -> None:
    with pytest.raises(NoSheet) as problem:
        cells(file)

    assert word in str(problem.value)


def test_a_workbook_cut_short_is_damaged() -> None:
    with pytest.raises(CatalogueError):
        cells(PLAIN[: len(PLAIN) // 2])


@pytest.mark.parametrize("file", [b"", b"   \r\n", b"\n\n\n"])
def test_an_empty_file_says_so(file: bytes) -> None:
    with pytest.raises(EmptyFile):
        cells(file)


@pytest.mark.parametrize("file", [b"Nama,Harga\nAbon\x00,1\n" * 400, bytes(range(256)) * 40, b"Nama,Harga\nAbon\x07,1\n"])
def test_bytes_that_no_text_has_are_refused(file: bytes) -> None:
    with pytest.raises(BinaryFile):
        cells(file)


def test_letters_that_were_damaged_before_are_refused_and_not_kept() -> None:
    text = "Nama Produk,Nama Usaha\nKopi asli – pilihan,Café Ñandú\nJagung “manis”,Café B\n"

    with pytest.raises(DamagedLetters):
        cells(text.encode("utf-8").decode("cp1252", "ignore").encode("utf-8"))


def test_one_damaged_cell_does_not_keep_a_whole_list_out() -> None:
    text = "Nama Produk,Nama Usaha\n" + "Kopi “asli”,Café\n" * 40 + "Kopi â€œasliâ€\x9d,Café\n"

    assert len(cells(text.encode())) == 42


def test_another_alphabet_is_not_taken_for_latin_letters() -> None:
    text = "名称,公司\n" + "咖啡产品,北方公司\n" * 20

    with pytest.raises(UnknownEncoding):
        cells(text.encode("gb18030"))


def test_a_quote_that_is_never_closed_is_found() -> None:
    with pytest.raises(UnclosedQuote) as problem:
        cells(b'Nama Produk,Harga\nAbon,25.000\n"Kopi,40.000\n' + b"Teh,10.000\n" * 9000)

    assert "3" in str(problem.value)


@pytest.mark.parametrize("rest", ["", "\n", "\nTeh,10.000\n", '\n""'])
def test_a_quote_that_is_open_at_the_end_loses_no_rows_silently(rest: str) -> None:
    with pytest.raises(UnclosedQuote) as problem:
        cells(f'Nama Produk,Harga\nAbon,25.000\n"Kopi,40.000{rest}'.encode())

    assert "3" in str(problem.value)


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_a_quoted_cell_may_be_the_last(end: str) -> None:
    assert cells(f'Nama Produk,Harga\nAbon,"25\n.000"{end}'.encode())[1] == ["Abon", "25\n.000"]


def test_a_line_without_an_end_is_refused() -> None:
    with pytest.raises((UnclosedQuote, TooWide)):
        cells(b"Nama Produk,Harga\n" + b"a" * 3_000_000)


@pytest.mark.parametrize("file", [b"a," * 10_000 + b"b\n1,2\n", workbook([["x"] * 1_000])])
def test_ten_thousand_columns_are_no_list(file: bytes) -> None:
    with pytest.raises(TooWide):
        cells(file)


def test_too_many_rows_are_told() -> None:
    with pytest.raises(TooLong):
        cells(b"a,b\n" * 300_001)


def test_nothing_in_a_name_of_a_sheet_or_a_cell_is_live() -> None:
    formula = workbook([["Nama Produk", "Harga"], ["=1+1", '=HYPERLINK("http://example.org")']])

    assert cells(formula)[0] == ["Nama Produk", "Harga"]
