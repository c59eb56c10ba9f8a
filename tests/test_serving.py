"""`etalase serve` as an operator starts and stops it: a process, an address, signals."""

import contextlib
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
from urllib.parse import urlsplit

import psycopg
import pytest

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
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield process, address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # its workers too: they hold the other end of what is read here
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


def _asked(address: str, number: int) -> list[socket.socket]:
    """So many connections that have each sent a request and read nothing yet."""
    place = urlsplit(address)
    connections = [socket.create_connection((place.hostname or "", place.port or 0), timeout=20) for _n in range(number)]
    for connection in connections:
        connection.sendall(f"GET /readyz HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
    return connections


def _read(connection: socket.socket) -> str:
    """The status line of what comes until the end; empty when the connection was reset."""
    with connection, contextlib.suppress(ConnectionResetError):
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
        return answer.partition(b"\r\n")[0].decode()
    return ""


@pytest.mark.parametrize(("workers", "number"), [("1", signal.SIGTERM), ("1", signal.SIGHUP), ("2", signal.SIGTERM)])
def test_whatever_was_asked_before_the_signal_is_answered(
    postgresql: postgres.Server, tmp_path: Path, workers: str, number: signal.Signals
) -> None:
    name = f"asked_{workers}_{number}"
    settings = Settings(data=tmp_path, database_url=postgresql.create(name, template="template"))
    with _started(settings, ETALASE_WORKERS=workers) as (process, address):
        connections = _asked(address, 24)
        process.send_signal(number)
        with ThreadPoolExecutor(24) as readers:
            answers = list(readers.map(_read, connections))
        process.wait(timeout=20)
    postgresql.drop(name)
    assert answers == ["HTTP/1.1 200 OK"] * 24


def test_workers_are_replaced_in_turn_without_a_lost_request(postgresql: postgres.Server, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=postgresql.create("replaced", template="template"))
    with _started(settings, ETALASE_WORKERS="2") as (process, address):
        before = _children(process.pid)
        process.send_signal(signal.SIGHUP)
        answers, deadline = set(), time.monotonic() + 180
        while len(_children(process.pid) & before) > 1 and time.monotonic() < deadline:  # one child only watches over resources
            answers.add(_status(f"{address}/readyz"))
        assert len(_children(process.pid) & before) == 1
        answers.add(_status(f"{address}/readyz"))
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    postgresql.drop("replaced")
    assert answers == {200}


def test_a_port_that_is_taken_is_told_in_a_sentence_and_no_address_is_promised(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = _refused(tmp_path, ETALASE_PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "http://" not in done.stdout
    assert len(done.stderr.strip().splitlines()) == 1 + done.stderr.count("WAL-reset")


def test_an_address_of_another_machine_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = _refused(tmp_path, ETALASE_HOST="192.0.2.1")
    assert done.returncode == 1
    assert "Nothing can listen on 192.0.2.1" in done.stderr


def test_a_file_that_is_no_database_is_told_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "etalase.db").write_bytes(b"Shopping list: rice, oil, salt. " * 200)
    done = _refused(tmp_path)
    assert done.returncode == 1
    assert "is not a database of Etalase" in done.stderr
    assert "http://" not in done.stdout
    assert "Traceback" not in done.stderr


def _refused(data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`etalase serve` that ends by itself."""
    environment = {"PATH": os.environ["PATH"], "ETALASE_DATA": str(data), "ETALASE_PORT": "0", "COLUMNS": "300"} | variables
    command = [sys.executable, "-c", "import app.cli; app.cli.main()", "serve"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_several_processes_on_the_embedded_database_are_warned_of(tmp_path: Path) -> None:
    with _started(Settings(data=tmp_path), "--migrate", ETALASE_WORKERS="2") as (process, _address):
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)
    assert "ETALASE_WORKERS" in output


def test_a_lost_folder_of_pictures_is_not_ready_until_it_is_back(tmp_path: Path) -> None:
    with _started(Settings(data=tmp_path), "--migrate") as (_process, address):
        (tmp_path / "media").rename(tmp_path / "lost")
        assert _status(f"{address}/readyz") == 503
        assert not (tmp_path / "media").exists()
        (tmp_path / "lost").rename(tmp_path / "media")
        assert _status(f"{address}/readyz") == 200


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
    deadline = time.monotonic() + 180
    while True:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
