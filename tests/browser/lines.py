"""A line between a browser and a server that can be slow, and cut in the middle of a byte."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

_PIECE: Final = 4096


class Line:
    """Passes bytes on. `rate` is how many go to the server in a second; `cut` breaks every connection and takes no new one."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self.rate = 0
        self.address = ""
        self._server = (str(parts.hostname), int(parts.port or 80))
        self._down = threading.Event()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [self._started(self._accept)]

    def cut(self) -> None:
        self._down.set()
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._down.clear()

    def close(self) -> None:
        self.cut()
        self._listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake the one who waits in accept()
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _address = self._listener.accept()
                if self._down.is_set():
                    browser.close()
                    continue
                server = socket.create_connection(self._server)
                self._open |= {browser, server}
                self._threads += [self._started(self._pass, browser, server, True), self._started(self._pass, server, browser, False)]

    def _pass(self, source: socket.socket, target: socket.socket, up: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                if up and self.rate:
                    time.sleep(len(piece) / self.rate)
                target.sendall(piece)
        for end in (source, target):
            self._open.discard(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    @staticmethod
    def _started(work: object, *given: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=given, daemon=True)  # type: ignore[arg-type]
        thread.start()
        return thread


@contextmanager
def line(server: str) -> Iterator[Line]:
    between = Line(server)
    yield between
    between.close()
