"""`etalase serve` as an operator starts and stops it: a process, an address, signals."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.settings import Settings
from tests import postgres


@contextmanager
def _started(settings: Settings, *options: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`etalase serve` on a free port, once it answers; killed at the end if it is still there."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "ETALASE_DATA": str(settings.data),
        "ETALASE_DATABASE_URL": settings.database_url,
        "ETALASE_PORT": str(port),
        "COLUMNS": "200",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "import app.cli; app.cli.main()", "serve", *options],
        env=environment | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield process, address
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_a_new_folder_becomes_a_server_that_is_ready(tmp_path: Path) -> None:
    with _started(Settings(data=tmp_path / "new"), "--migrate") as (process, address):
        assert urllib.request.urlopen(f"{address}/readyz", timeout=5).status == 200
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=10)

    assert {path for path in ("/", "/kiosk", "/api/docs") if re.search(rf"http://\S+:\d+{path}\s*$", output, re.MULTILINE)} == {
        "/",
        "/kiosk",
        "/api/docs",
    }


def test_a_stopping_server_finishes_the_answer_that_it_has_begun(postgresql: postgres.Server, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=postgresql.create("stopping", template="template"))
    with _started(settings) as (process, address), ThreadPoolExecutor() as pool:
        with psycopg.connect(settings.database_url) as connection:
            # Whoever asks for the revision now waits until this transaction ends, so the answer takes as long as we like.
            connection.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
            answer = pool.submit(_status, f"{address}/readyz")
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert not answer.done()
            assert process.poll() is None
        assert answer.result(timeout=10) == 200
        process.wait(timeout=15)
    postgresql.drop("stopping")


def test_a_worker_that_dies_is_replaced(postgresql: postgres.Server, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=postgresql.create("workers", template="template"))
    with _started(settings, ETALASE_WORKERS="2") as (process, address):
        before = _children(process.pid)
        victim = next(pid for pid in before if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text())
        os.kill(victim, signal.SIGKILL)

        deadline = time.monotonic() + 30
        while len(_children(process.pid) - {victim}) < len(before) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert len(_children(process.pid) - {victim}) == len(before)
        assert urllib.request.urlopen(f"{address}/healthz", timeout=10).status == 200
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    postgresql.drop("workers")


def _children(pid: int) -> set[int]:
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def _status(address: str) -> int:
    try:
        return int(urllib.request.urlopen(address, timeout=20).status)
    except urllib.error.HTTPError as error:
        return error.code


def _wait(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
