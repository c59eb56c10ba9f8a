"""What a PDF holds is looked at before anybody opens it; what is more than a paper is refused in words."""

import zlib

import pytest

from app.media import pdf
from tests.media.pdfs import a_pdf, packed_pdf


@pytest.mark.parametrize("data", [a_pdf(), a_pdf(pages=3), packed_pdf(b""), a_pdf(b"/OpenAction [3 0 R /Fit]")])
def test_a_plain_pdf_is_let_through(data: bytes) -> None:
    pdf.look(data)


@pytest.mark.parametrize(
    "more",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/OpenAction << /S /J#61vaScript /J#53 (x) >>",
        b"/AA << /O << /S /Launch /F (cmd.exe) >> >>",
        b"/Names << /EmbeddedFiles 9 0 R >>",
        b"/AcroForm << /XFA 9 0 R >>",
    ],
    ids=["script", "script, spelled otherwise", "launch", "files within", "form"],
)
def test_programs_and_files_within_are_refused(more: bytes) -> None:
    with pytest.raises(pdf.Active):
        pdf.look(a_pdf(more))
    with pytest.raises(pdf.Active):
        pdf.look(packed_pdf(b"<< " + more + b" >>"))


def test_one_with_a_password_is_refused_since_nobody_could_look_at_it() -> None:
    with pytest.raises(pdf.Locked):
        pdf.look(a_pdf(trailer=b"/Encrypt 9 0 R"))


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 and so on", a_pdf()[:-30], b"%PDF-1.7\n%%EOF\n", packed_pdf(b"", filter_name=b"/LZWDecode"), a_pdf()[20:]],
    ids=["no end", "cut", "no page", "packed in a way that hides", "no beginning"],
)
def test_what_cannot_be_looked_into_is_refused(data: bytes) -> None:
    with pytest.raises(pdf.Damaged):
        pdf.look(data)


def test_a_stream_that_unpacks_to_a_bomb_ends_early() -> None:
    with pytest.raises(pdf.Damaged):
        pdf.look(packed_pdf(b" " * (40 << 20)))


def test_a_book_is_no_certificate() -> None:
    with pytest.raises(pdf.TooManyPages):
        pdf.look(a_pdf(pages=pdf.MOST_PAGES + 1))


def test_words_of_a_drawn_page_are_not_taken_for_programs() -> None:
    """A stream that only draws is packed and is not read as structure."""
    drawn = zlib.compress(b"BT (/JavaScript) Tj ET")
    data = a_pdf().replace(b"xref\n0", b"9 0 obj\n<< /Length 9 >>\nstream\n" + drawn + b"\nendstream\nendobj\nxref\n0", 1)
    pdf.look(data)


def test_it_is_looked_at_in_the_sandbox() -> None:
    pdf.checked(a_pdf())
    with pytest.raises(pdf.Active):
        pdf.checked(a_pdf(b"/Names << /JavaScript 9 0 R >>"))
