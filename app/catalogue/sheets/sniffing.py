"""What a file is, told from its bytes and never from its name; and whether a zipped one may be opened at all."""

import os
import zipfile
from typing import BinaryIO, Final, Literal

from app.errors import TooLarge, Unsupported
from app.text import _

Kind = Literal["text", "xlsx", "ods", "xls"]

MOST_BYTES: Final = 400 << 20
_MOST_ZIPPED: Final = 100 << 20
_MOST_UNPACKED: Final = 1 << 30
_MOST_ENTRIES: Final = 2000
_HARMLESS: Final = 20 << 20  # below this size no ratio is dangerous
_MOST_RATIO: Final = 120  # real sheets reach 30, bombs begin at 200
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"MZ": "Windows program",
    b"\x7fELF": "program",
    b"SQLite format 3": "SQLite",
}
_MARKUP: Final = (b"<!doctype html", b"<html", b"<?xml", b"{\\rtf")


class NoSheet(Unsupported):
    message = _("This cannot be read as a list: {found}. Please save it as XLSX, ODS, XLS or CSV.")


class Encrypted(Unsupported):
    message = _("This file is protected by a password. Please save it without one.")


class Suspicious(TooLarge):
    message = _("This file unpacks to far more than a product list holds, so it was not opened.")


class FileTooLarge(TooLarge):
    message = _("This file is larger than {limit} MB. Please split the list.")


class EmptyFile(Unsupported):
    message = _("This file is empty.")


def kind_of(file: BinaryIO) -> Kind:
    """What to read the file as. Raises EmptyFile, FileTooLarge, Encrypted, Suspicious and NoSheet, in a few milliseconds."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    if not head.strip():
        raise EmptyFile
    if size > MOST_BYTES:
        raise FileTooLarge(limit=MOST_BYTES >> 20)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file, size)
    if head.startswith(_OLE):
        return _compound(file, size)
    for magic, name in _OTHERS.items():
        if head.startswith(magic):
            raise NoSheet(found=name)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise NoSheet(found=_markup_name(head))
    return "text"


def _zipped(file: BinaryIO, size: int) -> Kind:
    if size > _MOST_ZIPPED:
        raise FileTooLarge(limit=_MOST_ZIPPED >> 20)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
            locked = any(entry.flag_bits & 1 for entry in entries)
            mime = archive.read("mimetype")[:100] if "mimetype" in names and archive.getinfo("mimetype").file_size < 200 else b""
            manifest = archive.getinfo("META-INF/manifest.xml").file_size if "META-INF/manifest.xml" in names else 0
            protected = 0 < manifest < 1 << 20 and mime and b"encryption-data" in archive.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise NoSheet(found=_("a damaged file")) from error
    file.seek(0)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or (unpacked > _HARMLESS and unpacked > size * _MOST_RATIO):
        raise Suspicious
    if locked or protected:
        raise Encrypted
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet") and "content.xml" in names:
        return "ods"
    raise NoSheet(found=_office_name(names, mime))


def _compound(file: BinaryIO, size: int) -> Kind:
    """The container of old Office files: an XLS, something else, or a newer file behind a password."""
    if size > _MOST_ZIPPED:
        raise FileTooLarge(limit=_MOST_ZIPPED >> 20)
    content = file.read()
    file.seek(0)
    if _ENCRYPTED_STREAM in content:
        raise Encrypted
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return "xls"
    raise NoSheet(found=_("an old Office document that is no workbook"))


def _office_name(names: set[str], mime: bytes) -> str:
    if "word/document.xml" in names:
        return "Word (DOCX)"
    if "ppt/presentation.xml" in names:
        return "PowerPoint (PPTX)"
    if "xl/workbook.bin" in names:
        return "XLSB"
    return mime.decode("ascii", "replace") or "ZIP"


def _markup_name(head: bytes) -> str:
    return "RTF" if b"{\\rtf" in head[:20] else "HTML or XML"
