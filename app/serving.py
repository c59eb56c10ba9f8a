"""Starts the server: uvicorn over the application, with the limits that it needs, and an end at which nothing asked is lost."""

import asyncio
import gc
import selectors
import signal
import socket
import time
from collections.abc import Callable
from typing import Final

import uvicorn
from uvicorn.supervisors import multiprocess

from app.main import create_app
from app.settings import Settings

GRACE_SECONDS: Final = 30
"""How long a stopping server goes on with answers it has begun; without a limit uvicorn may wait for ever."""
_STARTING_SECONDS: Final = 60
"""How long a worker may be silent: it is while it begins, and on a busy machine uvicorn's own 5 seconds end it again and again."""
_BACKLOG: Final = 2048
_DOOR_SECONDS: Final = 2
_ROUNDS: Final = 6
_ROUND_SECONDS: Final = 0.05


def app() -> Callable[..., object]:
    """What each worker process builds for itself."""
    made = create_app(Settings())
    gc.collect()
    gc.freeze()  # it lives to the end: to go through all of it again and again made an answer in a hundred wait 0.15 s
    return made


def bound(settings: Settings) -> socket.socket:
    """The socket to listen on. Raises OSError when the address is not ours or the port is taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    listener.set_inheritable(True)
    return listener


def serve(settings: Settings, listener: socket.socket) -> None:
    """Answer what comes in there until told to stop."""
    config = uvicorn.Config(
        "app.serving:app",
        factory=True,
        workers=settings.workers,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=15,
        timeout_worker_healthcheck=_STARTING_SECONDS,
        backlog=_BACKLOG,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    if settings.workers > 1:
        multiprocess.Process = Worker  # type: ignore[misc]  # uvicorn asks nobody what its workers shall be
        Workers(config, [listener]).run()
    else:
        # Several workers are replaced in turn; one alone can only stop, and in peace, for whoever sent this to start it again.
        signal.signal(signal.SIGHUP, lambda _number, _frame: signal.raise_signal(signal.SIGTERM))
        Server(config).run([listener])


class Server(uvicorn.Server):
    """Told to stop, it first reads what has arrived; uvicorn closes connections that it has not read from, which resets them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await _accepted(sockets or [])
        for listener in self.servers:
            listener.close()
        self.server_state.default_headers = [*self.server_state.default_headers, (b"connection", b"close")]
        await _rounds(_ROUNDS)
        await super().shutdown(sockets)


class Worker(multiprocess.Process):
    """One of several processes, each with a server that stops in this way."""

    @property
    def server(self) -> uvicorn.Server:
        if self._server is None:
            self._server = Server(self.config)
        return self._server


class Workers(multiprocess.Multiprocess):
    """Keeps the workers alive."""

    def terminate_all(self) -> None:
        for listener in self.sockets:
            listener.close()  # else it would still let in whom nobody answers, until the last worker has finished
        super().terminate_all()


async def _accepted(listeners: list[socket.socket]) -> None:
    """Waits until nobody stands before the door whom the kernel has let in: closing it would reset them.

    The loop takes in one connection a turn, and a busy machine has few turns, so it is looked at and not guessed.
    """
    deadline = time.monotonic() + _DOOR_SECONDS
    with selectors.DefaultSelector() as door:
        for listener in listeners:
            door.register(listener, selectors.EVENT_READ)
        while time.monotonic() < deadline and door.select(0):
            await asyncio.sleep(0.005)


async def _rounds(number: int) -> None:
    """Lets the loop look at its connections so often, however busy it is; one long sleep might end after a single look."""
    for _round in range(number):
        await asyncio.sleep(_ROUND_SECONDS)
