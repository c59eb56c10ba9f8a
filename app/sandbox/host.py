"""Our side of the sandbox: starts the worker when first needed, hands it jobs, reads what they say and enforces the limits."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from app.sandbox import frames
from app.sandbox.conversation import START_SECONDS, Conversation, Crashed, Overloaded, Spent
from app.sandbox.frames import Message

_CALLS_AT_ONCE: Final = max(2, os.cpu_count() or 2)
_STREAMS_AT_ONCE: Final = 4
_QUEUE_SECONDS: Final = 60.0


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
    ) -> Generator[Message, None, None]:
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
    def _job(self, request: Message, payload: bytes | Path, spent: Callable[[Spent], object] | None) -> Iterator[Conversation]:
        job = self._begun(request, payload)
        try:
            yield job
        finally:
            report = job.ended()
            job.close()
            if spent and report:
                spent(report[1])

    def _begun(self, request: Message, payload: bytes | Path) -> Conversation:
        for _attempt in range(3):  # the worker may have died since the last job, or be dying; what never began may be asked again
            talk, theirs = socket.socketpair()
            line, their_line = socket.socketpair()
            job = Conversation(talk, line, request.header["seconds"])
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
            environment["PILLOW_BLOCKS_MAX"] = "8"  # memory of one step is used by the next instead of being fetched from the kernel again
            command = [sys.executable, "-P", "-m", "app.sandbox.worker", str(theirs.fileno()), *self._allowed]
            with theirs:
                self._worker = subprocess.Popen(  # noqa: S603 - our own interpreter and our own names
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], cwd=root
                )
            self._control.settimeout(START_SECONDS)
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
