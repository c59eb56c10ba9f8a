"""What a file is, by its own bytes: names and declared types are never believed. Only six kinds of picture are let through."""

import re
from typing import Final

from app.errors import Invalid, TooLarge, Unsupported
from app.text import _

MOST_BYTES: Final = 25_000_000
MOST_PIXELS: Final = 50_000_000
MOST_BYTES_JPEG: Final = 50_000_000
MOST_PIXELS_JPEG: Final = 110_000_000
"""JPEG can be decoded at a half, a quarter or an eighth of its size, so the pictures of telephones with 108 megapixels fit as well.

They have 25 to 45 MB. Memory goes with pixels: one of 67 MB took no more of it than a small file of as many pixels.
"""


class NotAPicture(Unsupported):
    message = _("{found} files cannot be used as pictures. Please use JPEG, PNG, WebP, AVIF, GIF or HEIC.")


class Unrecognised(Unsupported):
    message = _("This file is not a picture that can be read. Please use JPEG, PNG, WebP, AVIF, GIF or HEIC.")


class TooManyBytes(TooLarge):
    message = _(
        "This picture has {megabytes} MB. It may have up to {most_megabytes} MB and {most_megapixels} megapixels. "
        "Please choose a smaller picture size in the camera, or send a smaller copy."
    )


class TooManyPixels(Invalid):
    message = _(
        "This picture has {megapixels} megapixels. It may have up to {most_megabytes} MB and {most_megapixels} megapixels. "
        "Please choose a smaller picture size in the camera, or send a smaller copy."
    )


_ACCEPTED: Final = {"jpeg": rb"\xff\xd8\xff", "png": rb"\x89PNG\r\n\x1a\n", "gif": rb"GIF8[79]a", "webp": rb"RIFF....WEBPVP8"}
_HEIF_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_AVIF_BRANDS: Final = frozenset((b"avif", b"avis"))

# In this order; the names are proper names and stay as they are in every language. Atomic groups: a file of nothing but comments
# would otherwise be tried in every possible division.
_REFUSED: Final = {
    "TIFF": rb"II[*+]\0|MM\0[*+]",
    "PDF": rb"%PDF-",
    "Photoshop": rb"8BPS",
    "JPEG 2000": rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51",
    "JPEG XL": rb"\xff\x0a|\0\0\0\x0cJXL ",
    "BMP": rb"BM",
    "Windows icon": rb"\0\0[\x01\x02]\0",
    "PostScript": rb"%!PS|\xc5\xd0\xd3\xc6",
    "WMF": rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0\0[\x01\x03]",
    "EMF": rb"\x01\0\0\0.{36} EMF",
    "Canon raw": rb"....ftypcrx ",
    "MP4": rb"....ftyp",
    "RIFF": rb"RIFF",
    "ZIP": rb"PK[\x03\x05]",
    "compressed": rb"\x1f\x8b|BZh|7z\xbc\xaf|\xfd7zXZ|Rar!",
    "SVG": rb"(?:\xef\xbb\xbf)?(?><\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*+<svg\b",
    "HTML": rb"(?i:(?:\xef\xbb\xbf)?(?><!--.*?-->|\s)*+<(?:!doctype\s+html|html|head|body|script|iframe)\b)",
}
_HEAD: Final = 1024


def kind_of(data: bytes) -> str:
    """jpeg, png, webp, avif, gif or heif. Raises NotAPicture (it says what the file is), Unrecognised, TooManyBytes."""
    kind = _recognised(data[:_HEAD])
    most_bytes, most_pixels = _most(kind)
    if len(data) > most_bytes:
        raise TooManyBytes(megabytes=_millions(len(data)), most_megabytes=_millions(most_bytes), most_megapixels=_millions(most_pixels))
    return kind


def bounded(kind: str, width: int, height: int) -> None:
    """Raises TooManyPixels; asked with the size in the file's header, before anything is decoded."""
    most_bytes, most_pixels = _most(kind)
    if width * height > most_pixels:
        raise TooManyPixels(
            megapixels=_millions(width * height), most_megabytes=_millions(most_bytes), most_megapixels=_millions(most_pixels)
        )


def webp_canvas(data: bytes) -> tuple[int, int] | None:
    """Width and height of an extended WebP, from its header: its decoder reserves two whole canvases as soon as it is opened."""
    if data[12:16] != b"VP8X" or len(data) < 30:
        return None
    return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1


def _recognised(head: bytes) -> str:
    for kind, pattern in _ACCEPTED.items():
        if re.match(pattern, head, re.DOTALL):
            return kind
    if boxed := _boxed(head):
        return boxed
    for found, pattern in _REFUSED.items():
        if re.match(pattern, head, re.DOTALL):
            raise NotAPicture(found=found)
    raise Unrecognised


def _most(kind: str) -> tuple[int, int]:
    """The most bytes and the most pixels of a kind."""
    return (MOST_BYTES_JPEG, MOST_PIXELS_JPEG) if kind == "jpeg" else (MOST_BYTES, MOST_PIXELS)


def _millions(number: int) -> int:
    """Rounded up, so that what is too much never looks as if it were allowed."""
    return -(-number // 1_000_000)


def _boxed(head: bytes) -> str | None:
    """AVIF and HEIF share one container and tell themselves apart by brands, of which generic ones may come first."""
    if head[4:8] != b"ftyp":
        return None
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), len(head)), 4))}
    if head[8:12] in _AVIF_BRANDS or (head[8:12] in (b"mif1", b"msf1") and brands & _AVIF_BRANDS):
        return "avif"
    return "heif" if head[8:12] in _HEIF_BRANDS else None
