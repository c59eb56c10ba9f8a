"""A file is what its bytes say, whatever its name was."""

import gzip
import time

import pytest

from app.errors import CatalogueError
from app.media.kinds import NotAPicture, TooManyBytes, TooManyPixels, Unrecognised, kind_of
from app.web.language import translations
from tests.media.pictures import encoded, plain


@pytest.mark.parametrize(
    ("encoder", "kind"), [("JPEG", "jpeg"), ("MPO", "jpeg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp"), ("AVIF", "avif")]
)
def test_six_kinds_are_let_through(encoder: str, kind: str) -> None:
    assert kind_of(encoded(plain("red"), encoder)) == kind


@pytest.mark.parametrize(
    ("brands", "kind"),
    [
        (b"heic\0\0\0\0mif1heic", "heif"),
        (b"mif1\0\0\0\0mif1heic", "heif"),
        (b"mif1\0\0\0\0mif1avif", "avif"),
        (b"avis\0\0\0\0avifmsf1", "avif"),
    ],
)
def test_the_two_that_share_a_container_are_told_apart(brands: bytes, kind: str) -> None:
    box = b"ftyp" + brands
    assert kind_of((len(box) + 4).to_bytes(4, "big") + box + b"avif" * 9) == kind


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (encoded(plain("red"), "TIFF"), "TIFF"),
        (encoded(plain("red"), "BMP"), "BMP"),
        (encoded(plain("red", (32, 32)), "ICO"), "Windows icon"),
        (encoded(plain("red"), "PDF"), "PDF"),
        (encoded(plain("red"), "EPS"), "PostScript"),
        (encoded(plain("red"), "JPEG2000"), "JPEG 2000"),
        (b"8BPS\0\1" + bytes(100), "Photoshop"),
        (b"\xff\x0a" + bytes(100), "JPEG XL"),
        (b"\xd7\xcd\xc6\x9a" + bytes(100), "WMF"),
        (b"\0\0\0\x18ftypmp42" + bytes(100), "MP4"),
        (b"\0\0\0\x18ftypcrx " + bytes(100), "Canon raw"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "RIFF"),
        (b"PK\3\4" + bytes(100), "ZIP"),
        (gzip.compress(b"<svg/>"), "compressed"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg>\n<svg onload="alert(1)"/>', "SVG"),
        (b"<!DOCTYPE html><title>x</title>", "HTML"),
        (b"\n  <html><body><img src=x onerror=alert(1)>", "HTML"),
        (b"<script>alert(1)</script>", "HTML"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_says_what_the_file_is_and_what_is_wanted(data: bytes, found: str) -> None:
    with pytest.raises(NotAPicture) as refusal:
        kind_of(data)
    assert str(refusal.value) == f"{found} files cannot be used as pictures. Please use JPEG, PNG, WebP, AVIF, GIF or HEIC."
    assert refusal.value.status == 415


@pytest.mark.parametrize("data", [b"", b"\xff", b"nama;harga\nkopi;25000\n", bytes(5000), b"GIF90a", b"\0\0\0\x18fty"])
def test_anything_else_is_no_picture(data: bytes) -> None:
    with pytest.raises(Unrecognised):
        kind_of(data)


@pytest.mark.parametrize(
    ("head", "most", "sentence"),
    [
        (b"\xff\xd8\xff", 50_000_000, "This picture has 51 MB. It may have up to 50 MB and 110 megapixels. "),
        (b"GIF89a", 25_000_000, "This picture has 26 MB. It may have up to 25 MB and 50 megapixels. "),
    ],
)
def test_a_picture_of_too_many_bytes_is_refused_with_both_limits_and_what_to_do(head: bytes, most: int, sentence: str) -> None:
    assert kind_of(head.ljust(most, b"\0"))
    with pytest.raises(TooManyBytes) as refusal:
        kind_of(head.ljust(most + 1, b"\0"))
    assert str(refusal.value) == f"{sentence}Please choose a smaller picture size in the camera, or send a smaller copy."
    assert refusal.value.status == 413


@pytest.mark.parametrize("error", [TooManyBytes, TooManyPixels])
def test_both_limits_are_said_in_every_language(error: type[CatalogueError]) -> None:
    facts = {"megabytes": 61, "megapixels": 161, "most_megabytes": 50, "most_megapixels": 110}
    sentences = {translations(language).gettext(error.message).format(**facts) for language in ("id", "en", "ms", "fil")}
    assert len(sentences) == 4
    assert all("50 MB" in sentence and "110" in sentence and "61" in sentence for sentence in sentences)


def test_a_file_made_of_comments_is_judged_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(Unrecognised):
        kind_of(b"<!---->" * 10_000)
    assert time.perf_counter() - began < 0.1
