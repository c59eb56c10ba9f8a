"""Lists as plain text: which encoding, which delimiter, and their rows one by one, with bounded memory."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from app.catalogue.sheets.refusals import BinaryFile, DamagedLetters, UnclosedQuote, UnknownEncoding

_DELIMITERS: Final = ",;\t|"
_SAMPLE_BYTES: Final = 256 << 10
_SAMPLE_ROWS: Final = 200
_CHUNK: Final = 1 << 20
_END: Final = "\x1a\ue000"  # a last line of our own: where it is no row of its own, a quotation mark was still open
LONGEST_CELL: Final = 40_000  # a spreadsheet keeps 32,767 characters
_MOJIBAKE: Final = re.compile(r"Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]|Â[\u0080-\u00bf]|â€[\u0080-\u00bf™œ“”˜\u009d]|ï¿½|\ufffd")
_FOREIGN: Final = re.compile(r"[\u00a1-\u00ff]{3,}")  # three such letters in a row: no language of Latin-1 does that, GBK and KOI8 do
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Dialect(NamedTuple):
    """How a text file is written. `skip` is the number of characters before the first row (`sep=;` of a spreadsheet)."""

    encoding: str
    delimiter: str
    mark: bool
    skip: int = 0


def dialect_of(file: BinaryIO, *, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """The encoding and delimiter. Byte order mark, then NUL pattern, then strict UTF-8, then Windows-1252; nothing is replaced.

    Raises UnknownEncoding, DamagedLetters and BinaryFile.
    """
    chosen, mark = (encoding, False) if encoding else _encoding_of(file)
    if encoding and encoding.lower().replace("-", "") in ("utf8", "utf8sig"):
        chosen = "utf-8-sig"
    _check_letters(file, chosen)
    file.seek(0)
    sample = codecs.getincrementaldecoder(chosen)("ignore").decode(file.read(_SAMPLE_BYTES))
    hint = re.match(r"\s*sep=(.)\r?\n", sample, re.IGNORECASE)
    file.seek(0)
    return Dialect(chosen, delimiter or (hint[1] if hint else _delimiter_of(sample)), mark, hint.end() if hint else 0)


def rows(file: BinaryIO, dialect: Dialect) -> Iterator[list[str]]:
    """Every row as its cells; a line break within quotes does not start a row. Raises UnclosedQuote."""
    csv.field_size_limit(LONGEST_CELL)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=dialect.encoding, newline="")
    try:
        text.read(dialect.skip)
        yield from _records(csv.reader(_lines(text), delimiter=dialect.delimiter))
    finally:
        text.detach()  # the file is not ours to close


def _records(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnclosedQuote(row=number + 1) from error
        if cells == [_END]:
            return
        number += 1
        if cells and cells[-1].endswith(_END):
            raise UnclosedQuote(row=number)
        yield cells


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines of bounded length, so that a gigabyte without a line break is refused and not collected."""
    number = 0
    while line := text.readline(_CHUNK):
        number += 1
        if len(line) >= _CHUNK and not line.endswith(("\n", "\r")):
            raise UnclosedQuote(row=number)
        yield line
    yield _END


def _encoding_of(file: BinaryIO) -> tuple[str, bool]:
    file.seek(0)
    head = file.read(4096)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", True
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not head.startswith(codecs.BOM_UTF32_LE):
        return "utf-16", True
    if b"\x00" in head:
        return _by_nul_pattern(head), False
    return ("utf-8" if _decodes(file, "utf-8") else "cp1252"), False


def _by_nul_pattern(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and even == 0:
        return "utf-16-le"
    if even > len(head) // 5 and odd == 0:
        return "utf-16-be"
    raise BinaryFile


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_letters(file: BinaryIO, encoding: str) -> None:
    """Refuse what was decoded wrongly before it came to us, and what only looks like text. One bad cell is a matter for its row."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    damaged = foreign = special = 0
    example = ""
    try:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            if _CONTROLS.search(text):
                raise BinaryFile
            if text.isascii():
                continue
            special += len(re.findall(r"[^\x00-\x7f]+", text))
            damaged += len(found := _MOJIBAKE.findall(text))
            example = example or (found[0] if found else "")
            foreign += len(_FOREIGN.findall(text)) if encoding == "cp1252" else 0
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnknownEncoding from error
    if damaged >= 3 and damaged * 3 > special:
        raise DamagedLetters(found=example)
    if foreign >= 3 and foreign * 4 > special:
        raise UnknownEncoding


def _delimiter_of(sample: str) -> str:
    """The delimiter under which most rows have the same number of cells, and more than one."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> float:
    counts: dict[int, int] = {}
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    csv.field_size_limit(LONGEST_CELL)
    seen = 0
    try:
        for cells in reader:
            if len(cells) > 1 or (cells and cells[0].strip()):
                counts[len(cells)] = counts.get(len(cells), 0) + 1
                seen += 1
            if seen >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    width = max((n for n in counts if n > 1), key=lambda n: counts[n] * min(n, 10), default=0)
    return counts[width] / seen * min(width, 10) if width and seen else 0.0
