"""An S3 interface on this machine (moto, in a process of its own), for the tests of the picture store."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

_numbers = count(1)


@dataclass(frozen=True)
class ObjectStore:
    """Where it answers. Any key and secret are good."""

    endpoint: str

    def bucket(self) -> str:
        """The name of a new, empty bucket."""
        name = f"etalase-{next(_numbers)}"
        urllib.request.urlopen(urllib.request.Request(f"{self.endpoint}/{name}", method="PUT"), timeout=10).close()
        return name


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """Start it on a free port and stop it at the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running = ObjectStore(f"http://127.0.0.1:{port}")
        _wait(running, process)
        yield running
    finally:
        process.terminate()
        process.wait(10)


def _wait(running: ObjectStore, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{running.endpoint}/moto-api/", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("moto did not start") from error
            time.sleep(0.1)
