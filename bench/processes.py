"""Servers to measure: started on loopback, ready when they answer, ended by their own process ids; CPU time from /proc."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server(command: list[str], *, url: str, env: dict[str, str], folder: Path | None = None) -> Iterator[int]:
    """Runs the command until the block ends; yields the process id once `url` answers 200."""
    process = subprocess.Popen(
        command, env=os.environ | env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _await(url, process)
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:
        body: bytes = answer.read()
        return body


def cpu_seconds(pid: int) -> float:
    """User and system time of the process and all below it so far, of those too that ended and were waited for."""
    return sum(_ticks(p) for p in _tree(pid)) / os.sysconf("SC_CLK_TCK")


def running_seconds(pid: int) -> float:
    """The same as `cpu_seconds` to the nanosecond, of threads that have not ended."""
    return sum(_running(task) for process in _tree(pid) for task in Path(f"/proc/{process}/task").glob("*/schedstat")) / 1e9


def memory(pid: int) -> int:
    """Bytes that the process and all below it hold together; what they share is counted once (PSS)."""
    return sum(_held(p) for p in _tree(pid))


def _held(pid: int) -> int:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(row.split()[1]) << 10 for row in rows if row.startswith("Pss:"))


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(600):
        if process.poll() is not None:
            raise SystemExit(f"the server ended early: {process.args!r}")
        try:
            fetched(url)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"the server never answered: {url}")


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in task.read_text().split())
            except OSError:
                continue
    return found


def _running(task: Path) -> int:
    try:
        return int(task.read_text().split()[0])
    except OSError:
        return 0


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))
