"""The talk with one child: what it says, how it failed, what it cost. The child may be hostile, so nothing it says is trusted."""

import contextlib
import logging
import signal
import socket
import time
from collections.abc import Generator
from typing import Final, NamedTuple

from app.errors import Busy, CatalogueError, Invalid, Problem
from app.sandbox import frames
from app.sandbox.frames import Message
from app.text import _

MESSAGE_LIMIT: Final = 64 << 20
START_SECONDS: Final = 60.0
_PATIENCE: Final = 4  # waiting allowed per second of processor time: the machine has other work too
_AT_A_LIMIT: Final = (frames.NO_MEMORY, -signal.SIGXCPU, -signal.SIGKILL)

log = logging.getLogger(__name__)


class TooExpensive(Invalid):
    message = _("Reading this file would take more memory or time than one file may take.")


class Crashed(Invalid):
    message = _("This file cannot be read: it broke the program that reads such files.")


class Failed(Invalid):
    message = _("This file cannot be read.")


class Overloaded(Busy):
    message = _("Too many files are being read right now. Please try again in a moment.")


class Spent(NamedTuple):
    """What a finished job cost: processor seconds, and the most memory it held (bytes, the bare worker's included)."""

    cpu: float
    peak: int


class Conversation:
    """One conversation with one child: `talk` is what it says, over `line` the worker tells how it ended and we ask for its end."""

    def __init__(self, talk: socket.socket, line: socket.socket, seconds: float) -> None:
        self.talk = talk
        self.line = line
        self.patience = seconds * _PATIENCE
        self.silent = False
        self.report: tuple[int, Spent] | None = None

    def begin(self, request: Message) -> None:
        """Send the request and wait until the child is there. Starting up is not charged to the job."""
        allowed, self.patience = self.patience, START_SECONDS
        self.talk.settimeout(START_SECONDS)
        frames.written(self.talk, frames.MESSAGE, request)
        kind, _message = frames.read(self, limit=MESSAGE_LIMIT)
        self.patience = allowed
        if kind != frames.STARTED:
            raise frames.BrokenFrame

    def close(self) -> None:
        self.talk.close()
        self.line.close()

    def messages(self, *, most: int | None = None) -> Generator[Message, None, None]:
        """What the job says until its end, of at most `most` messages. Every way in which it may fail becomes an error."""
        try:
            count = 0
            while True:
                kind, message = frames.read(self, limit=MESSAGE_LIMIT)
                if kind == frames.END:
                    self.silent = True
                    return
                if kind == frames.FAILED:
                    self.silent = True
                    raise _revived(message)
                if kind != frames.MESSAGE or count == most:
                    raise frames.BrokenFrame
                count += 1
                yield message
        except TimeoutError:
            raise TooExpensive from None
        except frames.BrokenFrame:
            raise Crashed from None
        except (EOFError, OSError):
            self.silent = True
            raise self._cause() from None

    def exactly(self, count: int) -> bytes:
        """Bytes from the child. Only the time that we wait for it counts, not the time that we take to work on what it said."""
        piece = bytearray(count)
        view = memoryview(piece)
        done = 0
        while done < count:
            began = time.monotonic()
            self.talk.settimeout(max(self.patience, 0.001))
            got = self.talk.recv_into(view[done:])
            self.patience -= time.monotonic() - began
            if not got:
                raise EOFError
            done += got
        return bytes(piece)

    def ended(self) -> tuple[int, Spent] | None:
        """Wait until the child is gone, or make it go: its exit code (negative: a signal) and cost. None when the worker died with it."""
        if self.report is None:
            with contextlib.suppress(OSError, ValueError):
                self.line.settimeout(2 if self.silent else 0.001)
                try:
                    told = self.line.recv(200)
                except TimeoutError:
                    self.line.send(b"K")
                    self.line.settimeout(START_SECONDS)
                    told = self.line.recv(200)
                code, cpu, peak = told.split()
                self.report = int(code), Spent(float(cpu), int(peak) << 10)
        return self.report

    def _cause(self) -> CatalogueError:
        """Why the child fell silent in the middle of a sentence."""
        report = self.ended()
        log.warning("a sandboxed job died: %s", report)
        return TooExpensive() if report and report[0] in _AT_A_LIMIT else Crashed()


def _revived(failure: Message) -> CatalogueError:
    """The domain error that the job raised, when it is one of ours; the child may be hostile, so nothing else is made from its words."""
    header = failure.header
    known = _kinds().get(str(header.get("class")))
    if known is not None:
        with contextlib.suppress(TypeError, LookupError, ValueError, AttributeError):
            return known(tuple(Problem(**problem) for problem in header["problems"]), **header["facts"])
    log.warning("a sandboxed job failed with %s: %s", header.get("class"), header.get("story", header.get("message")))
    return Failed()


def _kinds() -> dict[str, type[CatalogueError]]:
    kinds: dict[str, type[CatalogueError]] = {}
    waiting = [CatalogueError]
    while waiting:
        kind = waiting.pop()
        kinds[f"{kind.__module__}:{kind.__qualname__}"] = kind
        waiting += kind.__subclasses__()
    return kinds
