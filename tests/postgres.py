"""A real PostgreSQL server for the tests: its own cluster in a temporary folder, reached by a unix socket, gone at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg.sql import SQL, Identifier

OWNER: Final = "etalase"
ROOM: Final = 2 * 1024**3
# Nothing here has to survive a power cut, so nothing waits for the disk; a kill of the server it survives.
HASTE: Final = {"fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0"}


@dataclass
class Server:
    """A running server; databases are made and dropped by name."""

    folder: Path
    command: list[str | Path]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with (self.folder / "log").open("a") as output:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=output, stderr=subprocess.STDOUT)

    def stop(self, how: signal.Signals) -> None:
        """SIGINT ends the connections, then itself; SIGQUIT is as a loss of power."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(30)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Not there until the end of the block."""
        self.stop(signal.SIGQUIT)
        yield
        self.start()

    def url(self, name: str) -> str:
        return f"postgresql://{OWNER}@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template0") -> str:
        """A new database, copied from another one that nobody is connected to; answers its address."""
        self._run(SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(Identifier(name), Identifier(template)).as_string())
        return self.url(name)

    def drop(self, name: str) -> None:
        self._run(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)).as_string())

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def server(programs: Path | None = None) -> Iterator[Server]:
    """Start a server of its own and stop it again. RuntimeError with what to do when PostgreSQL is not installed."""
    programs = programs or _programs()
    folder = Path(tempfile.mkdtemp(prefix="etalase-pg-", dir=_memory()))
    try:
        cluster = folder / "cluster"
        who = _unprivileged(folder)
        log = folder / "log"
        with log.open("w") as output:
            subprocess.run(
                [*who, programs / "initdb", "-D", cluster, "-U", OWNER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"],
                check=True,
                cwd=folder,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        options = [f"-c{name}={value}" for name, value in {**HASTE, "listen_addresses": "", "unix_socket_directories": folder}.items()]
        running = Server(folder, [*who, programs / "postgres", "-D", cluster, *options])
        running.start()
        try:
            _wait(running, log)
            yield running
        finally:
            running.stop(signal.SIGINT)
    finally:
        shutil.rmtree(folder)


def _memory() -> str | None:
    """A folder in memory that has room: there a database is made in 20 ms, on a disk in 350, and each test wants one."""
    memory = "/dev/shm"
    return memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM else None


def _programs() -> Path:
    """The folder of the newest initdb and postgres; Debian keeps them out of the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (str(debian[-1]) if debian else None)
    if found is None:
        raise RuntimeError("The tests need a PostgreSQL server. On Debian: sudo apt-get install postgresql")
    return Path(found).resolve().parent


def _unprivileged(folder: Path) -> list[str]:
    """How to start a program as somebody whom PostgreSQL accepts: it refuses to be run by root.

    The child is also told to end when the tests are killed, so that no server is left behind.
    """
    ends_with_us = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    if os.getuid() != 0:
        return ends_with_us
    shutil.chown(folder, "postgres", "postgres")
    return [*ends_with_us, "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]


def _wait(running: Server, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(running.url("postgres")).close()
            return
        except psycopg.OperationalError as error:
            if (running.process and running.process.poll() is not None) or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from error
            time.sleep(0.05)
