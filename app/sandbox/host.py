"""Our side of the sandbox: starts the worker when first needed, hands it jobs, reads what they say and enforces the limits."""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.errors import Busy, CatalogueError, Invalid, Problem
from app.sandbox import frames
from app.sandbox.frames import Message
from app.text import _

MESSAGE_LIMIT: Final = 64 << 20
_CALLS_AT_ONCE: Final = max(2, os.cpu_count() or 2)
_STREAMS_AT_ONCE: Final = 4
_QUEUE_SECONDS: Final = 60.0
_START_SECONDS: Final = 60.0
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


class Sandbox:
    """One worker process, shared by all threads. Jobs run beside each other, each in its own fork."""

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = tuple(allowed)
        self.forget()

    def forget(self) -> None:
        """Start anew without the worker; for a fork of this process, to which the worker does not belong."""
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        # Streams may make calls while they are open, so the two never wait for the same places.
        self._calls = threading.BoundedSemaphore(_CALLS_AT_ONCE)
        self._streams = threading.BoundedSemaphore(_STREAMS_AT_ONCE)

    def close(self) -> None:
        """End the worker and with it every job. A later job starts a new one."""
        with self._lock:
            self._stop()

    def stream(
        self,
        name: str,
        payload: bytes | Path,
        options: Mapping[str, Any] | None = None,
        *,
        memory_mb: int,
        seconds: float,
        spent: Callable[[Spent], object] | None = None,
    ) -> Iterator[Message]:
        request = self._request(name, options, memory_mb, seconds)
        with _place(self._streams), self._job(request, payload, spent) as job:
            yield from job.messages()

    def call(
        self,
        name: str,
        payload: bytes | Path,
        options: Mapping[str, Any] | None = None,
        *,
        memory_mb: int,
        seconds: float,
        spent: Callable[[Spent], object] | None = None,
    ) -> Message:
        request = self._request(name, options, memory_mb, seconds)
        with _place(self._calls), self._job(request, payload, spent) as job:
            messages = list(job.messages(most=1))
        if len(messages) != 1:
            raise Crashed
        return messages[0]

    def _request(self, name: str, options: Mapping[str, Any] | None, memory_mb: int, seconds: float) -> Message:
        if name not in self._allowed:
            raise LookupError(name)
        return Message({"name": name, "options": dict(options or {}), "memory": memory_mb << 20, "seconds": seconds})

    @contextlib.contextmanager
    def _job(self, request: Message, payload: bytes | Path, spent: Callable[[Spent], object] | None) -> Iterator["_Job"]:
        job = self._begun(request, payload)
        try:
            yield job
        finally:
            report = job.ended()
            job.close()
            if spent and report:
                spent(report[1])

    def _begun(self, request: Message, payload: bytes | Path) -> "_Job":
        for _attempt in range(3):  # the worker may have died since the last job, or be dying; what never began may be asked again
            talk, theirs = socket.socketpair()
            line, their_line = socket.socketpair()
            job = _Job(talk, line, request.header["seconds"] * _PATIENCE)
            try:
                with theirs, their_line, _opened(payload) as file:
                    self._hand_over([theirs.fileno(), their_line.fileno(), file])
                job.begin(request)
            except (EOFError, frames.BrokenFrame, ConnectionError, TimeoutError):
                job.close()
            except BaseException:
                job.close()
                raise
            else:
                return job
        raise Overloaded

    def _hand_over(self, descriptors: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._connected(), [b"J"], descriptors)
            except (ConnectionError, TimeoutError):
                self._stop()
                raise

    def _connected(self) -> socket.socket:
        if self._worker is not None and self._worker.poll() is not None:
            self._stop()
        if self._control is None:
            self._control, theirs = socket.socketpair()
            root = str(Path(__file__).resolve().parents[2])
            paths = [root, *(path for path in sys.path if path and path != root)]
            # One arena and no secrets: threads of decoders would each reserve address space, and our environment may hold passwords.
            environment = {"PYTHONPATH": os.pathsep.join(paths), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
            command = [sys.executable, "-P", "-m", "app.sandbox.worker", str(theirs.fileno()), *self._allowed]
            with theirs:
                self._worker = subprocess.Popen(  # noqa: S603 - our own interpreter and our own names
                    command, env=environment, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], cwd=root
                )
            self._control.settimeout(_START_SECONDS)
            if self._control.recv(1) != b"R":
                raise ConnectionError("the sandbox worker does not start")
        return self._control

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._worker is not None:
            try:
                self._worker.wait(5)
            except subprocess.TimeoutExpired:
                self._worker.kill()
                self._worker.wait()
        self._control = self._worker = None


class _Job:
    """One conversation with one child: `talk` is what it says, over `line` the worker tells how it ended and we ask for its end."""

    def __init__(self, talk: socket.socket, line: socket.socket, patience: float) -> None:
        self.talk = talk
        self.line = line
        self.patience = patience
        self.silent = False
        self.report: tuple[int, Spent] | None = None

    def begin(self, request: Message) -> None:
        """Send the request and wait until the child is there. Starting up is not charged to the job."""
        allowed, self.patience = self.patience, _START_SECONDS
        self.talk.settimeout(_START_SECONDS)
        frames.written(self.talk, frames.MESSAGE, request)
        kind, _message = frames.read(self, limit=MESSAGE_LIMIT)
        self.patience = allowed
        if kind != frames.STARTED:
            raise frames.BrokenFrame

    def close(self) -> None:
        self.talk.close()
        self.line.close()

    def messages(self, *, most: int | None = None) -> Iterator[Message]:
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
                    self.line.settimeout(_START_SECONDS)
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


@contextlib.contextmanager
def _place(places: threading.Semaphore) -> Iterator[None]:
    if not places.acquire(timeout=_QUEUE_SECONDS):
        raise Overloaded
    try:
        yield
    finally:
        places.release()


@contextlib.contextmanager
def _opened(payload: bytes | Path) -> Iterator[int]:
    """A descriptor of the payload at its beginning. Bytes become a file without a name."""
    if isinstance(payload, Path):
        with payload.open("rb") as file:
            yield file.fileno()
    else:
        with tempfile.TemporaryFile() if not hasattr(os, "memfd_create") else open(os.memfd_create("payload"), "w+b") as file:
            file.write(payload)
            file.flush()
            file.seek(0)
            yield file.fileno()
