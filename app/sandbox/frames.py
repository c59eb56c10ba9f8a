"""What goes over the wire between us and a sandboxed job: length-prefixed JSON and bytes, never pickles."""

import json
import struct
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Protocol

MESSAGE: Final = b"M"
STARTED: Final = b"S"
FAILED: Final = b"F"
END: Final = b"E"

LOST: Final = 70
NO_MEMORY: Final = 71
"""Exit codes of a child that could not say in words why it stopped."""

_HEAD: Final = struct.Struct(">cIH")
_BLOB: Final = struct.Struct(">I")
_MOST_BLOBS: Final = 64
_LONGEST_HEADER: Final = 16 << 20  # parsed JSON takes many times its length


class Message(NamedTuple):
    """One thing that a job says: facts as JSON allows them, and any number of pieces of bytes."""

    header: Mapping[str, Any]
    blobs: tuple[bytes, ...] = ()


class BrokenFrame(Exception):
    """The other side wrote something that is no frame, or more than was agreed."""


class _Sink(Protocol):
    def sendall(self, data: bytes, /) -> None: ...


class _Source(Protocol):
    def exactly(self, count: int, /) -> bytes: ...


def written(sink: _Sink, kind: bytes, message: Message) -> None:
    """Send one frame; waits while the reader is behind."""
    header = json.dumps(message.header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "surrogatepass")
    sink.sendall(_HEAD.pack(kind, len(header), len(message.blobs)) + header)
    for blob in message.blobs:
        sink.sendall(_BLOB.pack(len(blob)))
        sink.sendall(blob)


def read(source: _Source, *, limit: int) -> tuple[bytes, Message]:
    """The next frame, of at most `limit` bytes in all. Raises BrokenFrame, and EOFError when the other side is gone."""
    kind, length, count = _HEAD.unpack(source.exactly(_HEAD.size))
    if kind not in (MESSAGE, STARTED, FAILED, END) or length > min(limit, _LONGEST_HEADER) or count > _MOST_BLOBS:
        raise BrokenFrame
    try:
        header = json.loads(source.exactly(length).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise BrokenFrame from error
    if not isinstance(header, dict):
        raise BrokenFrame
    blobs: list[bytes] = []
    left = limit - length
    for _ in range(count):
        (size,) = _BLOB.unpack(source.exactly(_BLOB.size))
        left -= size
        if left < 0:
            raise BrokenFrame
        blobs.append(source.exactly(size))
    return kind, Message(header, tuple(blobs))
