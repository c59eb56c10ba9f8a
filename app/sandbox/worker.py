"""The clean process behind the sandbox: it loads the allowed modules once and forks for every job.

Run as `python -m app.sandbox.worker CONTROL_FD NAME...`. It has one thread, so forking is safe, and it holds no secrets: its
environment, its files and its memory are its own. The forked child can allocate, compute and live only within its limits.
"""

import contextlib
import ctypes
import gc
import importlib
import os
import resource
import selectors
import signal
import socket
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Final

from app.errors import CatalogueError
from app.sandbox import frames
from app.sandbox.frames import Message

Job = Callable[[BinaryIO, Mapping[str, Any]], Iterable[Message]]

REQUEST_LIMIT: Final = 1 << 20
_OPEN_FILES: Final = 64
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG
_NO_NEW_PRIVILEGES: Final = 38  # PR_SET_NO_NEW_PRIVS


class _Channel:
    """A blocking socket as frames want to read it."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def exactly(self, count: int) -> bytes:
        pieces = bytearray()
        while len(pieces) < count:
            piece = self.connection.recv(count - len(pieces))
            if not piece:
                raise EOFError
            pieces += piece
        return bytes(pieces)


def main(arguments: list[str]) -> None:
    """Serve jobs until the control socket closes, which it does at the latest when the process that started us ends."""
    for polite in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(polite, signal.SIG_IGN)  # meant for the server, which may still want to finish a job; we end when it does
    control = socket.socket(fileno=int(arguments[0]))
    jobs = {name: _function(name) for name in arguments[1:]}
    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(OSError):
        os.nice(5)  # visitors' requests come first
    gc.collect()
    gc.freeze()
    control.sendall(b"R")
    _Worker(control, jobs, libc).serve()


def _function(name: str) -> Job:
    module, _, attribute = name.partition(":")
    function: Job = getattr(importlib.import_module(module), attribute)
    return function


class _Worker:
    def __init__(self, control: socket.socket, jobs: Mapping[str, Job], libc: ctypes.CDLL) -> None:
        self.control = control
        self.jobs = jobs
        self.libc = libc
        self.children: dict[int, socket.socket] = {}
        self.selector = selectors.DefaultSelector()

    def serve(self) -> None:
        wake, woken = socket.socketpair()
        for end in (wake, woken):
            end.setblocking(False)
        signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(self.control, selectors.EVENT_READ, self._accept)
        self.selector.register(wake, selectors.EVENT_READ, lambda: self._buried(wake))
        try:
            while True:
                for key, _ in self.selector.select():
                    key.data()
        except EOFError:
            pass
        finally:
            for pid in self.children:
                os.kill(pid, signal.SIGKILL)
            for pid in self.children:
                os.waitpid(pid, 0)

    def _accept(self) -> None:
        """A new job: its conversation, its status line and its input come as three descriptors with one byte."""
        said, descriptors, _, _ = socket.recv_fds(self.control, 1, 3)
        if not said:
            raise EOFError
        talk, status, payload = descriptors
        try:
            pid = os.fork()
        except OSError:  # no more processes: hanging up tells the asker
            for descriptor in descriptors:
                os.close(descriptor)
            return
        if pid == 0:
            os._exit(self._born(talk, payload))
        os.close(talk)
        os.close(payload)
        line = socket.socket(fileno=status)
        line.setblocking(False)
        self.children[pid] = line
        self.selector.register(line, selectors.EVENT_READ, lambda: self._abandoned(pid))

    def _abandoned(self, pid: int) -> None:
        """Whoever asked has hung up or asks for an end. The child is reaped when its death is told."""
        if pid in self.children:  # else it was buried in the same round
            self.selector.unregister(self.children[pid])
            os.kill(pid, signal.SIGKILL)

    def _buried(self, wake: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError):
            while wake.recv(64):
                pass
        for pid in list(self.children):
            done, status, spent = os.wait4(pid, os.WNOHANG)
            if not done:
                continue
            line = self.children.pop(pid)
            with contextlib.suppress(KeyError):
                self.selector.unregister(line)
            code = os.waitstatus_to_exitcode(status)
            with contextlib.suppress(OSError), line:
                line.send(f"{code} {spent.ru_utime + spent.ru_stime:.6f} {spent.ru_maxrss}".encode())

    def _born(self, talk: int, payload: int) -> int:
        """In the child: shut every door, then work. Always returns an exit code: the child must never fall back into `serve`."""
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
            self.libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            talk, payload = _only_open(talk, payload)
            with socket.socket(fileno=talk) as connection, open(payload, "rb") as file:
                _work(connection, file, self.jobs)
        except MemoryError:
            return frames.NO_MEMORY
        except BaseException:
            return frames.LOST
        return 0


def _only_open(talk: int, payload: int) -> tuple[int, int]:
    """Keep nothing but 0 and 1 (null), 2 (standard error), 3 (the conversation) and 4 (the input)."""
    high = max(talk, payload, 8) + 1
    os.dup2(talk, high)
    os.dup2(payload, high + 1)
    os.dup2(high, 3)
    os.dup2(high + 1, 4)
    os.closerange(5, min(os.sysconf("SC_OPEN_MAX"), 1 << 20))
    return 3, 4


def _work(connection: socket.socket, file: BinaryIO, jobs: Mapping[str, Job]) -> None:
    _, request = frames.read(_Channel(connection), limit=REQUEST_LIMIT)
    job = jobs[request.header["name"]]
    _limit(memory=request.header["memory"], seconds=request.header["seconds"])
    warnings.simplefilter("ignore")
    frames.written(connection, frames.STARTED, Message({}))
    try:
        for message in job(file, request.header["options"]):
            frames.written(connection, frames.MESSAGE, message)
        frames.written(connection, frames.END, Message({}))
    except (BrokenPipeError, ConnectionResetError):
        return  # nobody listens any more
    except MemoryError:
        raise
    except Exception as error:
        frames.written(connection, frames.FAILED, Message(_failure(error)))


def _failure(error: Exception) -> dict[str, Any]:
    """What was raised, as plain facts. A domain error can be raised again from them; the story of any other is for the log."""
    failure: dict[str, Any] = {"class": f"{type(error).__module__}:{type(error).__qualname__}", "message": str(error)[:500]}
    if isinstance(error, CatalogueError):
        plain = {name: fact if isinstance(fact, str | int | float | bool | None) else str(fact) for name, fact in error.facts.items()}
        return failure | {"facts": plain, "problems": [asdict(problem) for problem in error.problems]}
    return failure | {"story": traceback.format_exc(limit=-20)[-8000:]}


def _limit(*, memory: int, seconds: float) -> None:
    """Cap what the child may still allocate (bytes beyond what the worker already has) and compute (seconds); forbid it to write files."""
    with contextlib.suppress(OSError):  # only Linux tells; elsewhere the whole of `memory` is the cap
        memory += int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    whole = max(1, int(-(-seconds // 1)))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


if __name__ == "__main__":
    main(sys.argv[1:])
