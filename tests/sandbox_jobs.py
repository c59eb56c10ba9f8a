"""Jobs for tests/test_sandbox.py: honest ones, and ones that do what hostile files make decoders do."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from app.errors import Conflict, Problem
from app.sandbox import Message
from app.text import _


class Sour(Conflict):
    message = _("{what} is sour.")


def echo(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    yield Message({"options": options, "size": os.fstat(file.fileno()).st_size}, (file.read(), b""))


def count(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    for number in range(options["to"]):
        yield Message({"number": number, "row": "x" * options.get("width", 1)})


def surroundings(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    descriptors = []
    for number in range(256):
        try:
            os.fstat(number)
        except OSError:
            continue
        descriptors.append(number)
    yield Message({"environment": dict(os.environ), "descriptors": descriptors, "pid": os.getpid(), "worker": os.getppid()})


def raises(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    yield Message({})
    if options["kind"] == "domain":
        raise Sour((Problem("row 3", "too green", "7"),), what="The mango")
    if options["kind"] == "system":
        sys.exit(3)
    raise ZeroDivisionError("the secret of the file")


def misbehaves(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    yield from MISDEEDS[options["how"]](options) or ()
    yield Message({"how": "unharmed"})


def _hog(options: Mapping[str, Any]) -> None:
    kept = [bytearray(8 << 20) for _ in range(10_000)]
    raise AssertionError(len(kept))


def _hog_in_c(options: Mapping[str, Any]) -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    if not libc.malloc(ctypes.c_size_t(4 << 30)):
        os.abort()


def _spin(options: Mapping[str, Any]) -> None:
    while True:
        pass


def _segfault(options: Mapping[str, Any]) -> None:
    ctypes.memset(8, 0, 1)


def _kill_the_worker(options: Mapping[str, Any]) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


def _write(options: Mapping[str, Any]) -> None:
    with open(options["path"], "wb") as out:
        out.write(b"x" * 100_000)


def _babble(options: Mapping[str, Any]) -> None:
    os.write(3, b"\xff" * 4096)
    time.sleep(600)


def _shout(options: Mapping[str, Any]) -> Iterator[Message]:
    yield Message({}, (bytes(40 << 20), bytes(40 << 20)))


MISDEEDS: dict[str, Callable[[Mapping[str, Any]], Iterator[Message] | None]] = {
    "hog": _hog,
    "hog in C": _hog_in_c,
    "spin": _spin,
    "sleep": lambda _options: time.sleep(600),
    "abort": lambda _options: os.abort(),
    "segfault": _segfault,
    "leave": lambda _options: os._exit(0),
    "kill the worker": _kill_the_worker,
    "write": _write,
    "babble": _babble,
    "shout": _shout,
}
