"""A look at the structure of a PDF, in the sandbox: no decision is made on what a PDF draws, and none of it is ever run here.

It finds what makes a paper something else than a paper: a password, programs, files within. It is a sieve and no proof, so whoever
opens a PDF gets it as a file to be saved, from an address at which nothing can run (docs/decisions/0018).
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from app import sandbox
from app.errors import Invalid
from app.sandbox import Message
from app.text import _

MOST_PAGES: Final = 100
_MEMORY_MB: Final = 300
_SECONDS: Final = 10.0
_MOST_INFLATED: Final = 32 << 20
_TAIL: Final = 2048
_END: Final = rb"(?=[\s/()<>\[\]{}%]|$)"
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Movie|Sound|Rendition)" + _END
)
_LOCKED: Final = re.compile(rb"/Encrypt" + _END)
_PAGE: Final = re.compile(rb"/Type\s*/Page" + _END)
_HOLDER: Final = re.compile(rb"/Type\s*/ObjStm" + _END)
_PLAIN: Final = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:\])?\s*(?:/|>>)")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


class Damaged(Invalid):
    message = _("This PDF is damaged and cannot be opened. Please send it again, or take a picture of the paper.")


class Locked(Invalid):
    message = _("This PDF is closed by a password. Please save it without one, or take a picture of the paper.")


class Active(Invalid):
    message = _("This PDF holds programs or other files. Please print it to a plain PDF, or take a picture of the paper.")


class TooManyPages(Invalid):
    message = _("This PDF has more than {most} pages. Please send only the certificate.")


def checked(data: bytes) -> None:
    """Look at untrusted bytes in the sandbox. Raises Damaged, Locked, Active, TooManyPages, and the sandbox's errors."""
    sandbox.call("app.media.pdf:job", data, memory_mb=_MEMORY_MB, seconds=_SECONDS)


def job(file: BinaryIO, _options: Mapping[str, Any]) -> Iterator[Message]:
    """`look`, as the sandbox runs it."""
    look(file.read())
    yield Message({})


def look(data: bytes) -> None:
    """The same in this process."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-_TAIL:]:
        raise Damaged
    pages, room = 0, _MOST_INFLATED
    for words, stream in _objects(data):
        texts = [words]
        header = words[words.rfind(b" obj") :]  # what stands before belongs to other objects
        if stream is not None and _HOLDER.search(header):
            inner = _inflated(header, stream, room)
            room -= len(inner)
            texts.append(_unescaped(inner))
        for text in texts:
            if _LOCKED.search(text):
                raise Locked
            if _ACTIVE.search(text):
                raise Active
            pages += len(_PAGE.findall(text))
    if not pages:
        raise Damaged
    if pages > MOST_PAGES:
        raise TooManyPages(most=MOST_PAGES)


def _objects(data: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """What stands between streams, and the stream that follows it; names without escapes."""
    at = 0
    while (begin := data.find(b"stream", at)) >= 0:
        words = data[at:begin]
        body = begin + len(b"stream")
        body += 2 if data[body : body + 2] == b"\r\n" else 1
        end = data.find(b"endstream", body)
        if end < 0:
            break
        yield _unescaped(words), data[body:end]
        at = end + len(b"endstream")
    yield _unescaped(data[at:]), None


def _inflated(header: bytes, stream: bytes, room: int) -> bytes:
    """Objects that are packed into a stream. Raises Damaged for what cannot be looked into."""
    if not _PLAIN.search(header):
        if b"/Filter" in header:
            raise Damaged
        return stream
    try:
        found = zlib.decompressobj().decompress(stream, room + 1)
    except zlib.error as error:
        raise Damaged from error
    if len(found) > room:
        raise Damaged
    return found


def _unescaped(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda hit: bytes([int(hit[1], 16)]), text) if b"#" in text else text
