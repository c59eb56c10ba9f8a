"""Uploads over a network that breaks, to a server that is killed: they go on where it said, and the file is what was sent."""

import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

import pytest

from app.db import Databases
from app.media import uploads
from app.media.uploads import PIECE
from app.settings import Settings
from tests.conftest import REPEATS, ROOT
from tests.live import until
from tests.web.senders import Cast, Wire, a_cast, answered


@pytest.fixture
def cast(databases: Databases) -> Cast:
    return a_cast(databases)


def lying(settings: Settings, path: str) -> bytes:
    return uploads.path(settings.upload_folder, UUID(path.rpartition("/")[2])).read_bytes()


def test_a_connection_that_is_cut_at_any_byte_loses_no_piece_that_came(live_server: str, cast: Cast, settings: Settings) -> None:
    data, cuts = random.randbytes(3 * PIECE + 12_345), 0
    wire = Wire(live_server, cast)
    path = wire.begin(len(data))
    while (offset := wire.offset(path)) < len(data):
        count = min(len(data) - offset, random.randrange(1, 2 * PIECE) if cuts < REPEATS else len(data))
        pieces = offset + count - count % PIECE
        with wire.sending(path, data[offset:], offset, count) as connection:
            # Refused it is when the rest of the last time was still being written when we asked where to go on.
            assert until(lambda goal=pieces, it=connection: wire.offset(path) >= goal or answered(it))  # type: ignore[misc]
        cuts += 1
    assert lying(settings, path) == data


def test_who_comes_back_while_the_old_connection_still_hangs_can_go_on(live_server: str, cast: Cast, settings: Settings) -> None:
    data = random.randbytes(3 * PIECE)
    wire = Wire(live_server, cast)
    path = wire.begin(len(data))
    with wire.sending(path, data, 0, PIECE + 1000):
        assert wire.has(path, PIECE)
        with wire.sending(path, data[PIECE:], PIECE, 2 * PIECE):
            assert wire.has(path, len(data))
    assert lying(settings, path) == data


def test_a_sender_that_goes_silent_is_answered_and_what_came_is_kept(live_server: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.uploads._SILENCE_SECONDS", 0.2)
    wire = Wire(live_server, cast)
    path = wire.begin(PIECE)
    with wire.sending(path, bytes(PIECE), 0, 1000) as connection:
        assert connection.recv(12) == b"HTTP/1.1 408"
    assert wire.offset(path) == 1000


@pytest.mark.parametrize("_kill", range(-(-REPEATS // 5)))
def test_a_server_that_is_killed_while_it_receives_is_sent_the_rest_after_its_start(settings: Settings, cast: Cast, _kill: int) -> None:
    data = random.randbytes(4 * PIECE)
    count = random.randrange(PIECE, len(data))
    with started(settings) as (process, address):
        wire = Wire(address, cast)
        path = wire.begin(len(data))
        with wire.sending(path, data, 0, count):
            assert wire.has(path, count - count % PIECE)
            process.kill()
            process.wait()
    with started(settings) as (_process, address):
        wire = Wire(address, cast)
        offset = wire.offset(path)
        assert offset == count - count % PIECE
        with wire.sending(path, data[offset:], offset, len(data) - offset):
            assert wire.has(path, len(data))
    assert lying(settings, path) == data


@contextmanager
def started(settings: Settings) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """`etalase serve` in a process of its own, once it listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "ETALASE_DATA": str(settings.data),
        "ETALASE_DATABASE_URL": settings.database_url,
        "ETALASE_PORT": str(port),
        "ETALASE_THREADS": "4",
    }
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            assert until(lambda: process.poll() is not None or listens(port))
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False
