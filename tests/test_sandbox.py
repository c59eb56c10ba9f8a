"""The sandbox holds what hostile files do to decoders, and gives honest jobs all they need."""

import os
import resource
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import CatalogueError
from app.sandbox import Crashed, Failed, Message, Sandbox, Spent, TooExpensive, frames
from tests.sandbox_jobs import Sour

JOBS = ["echo", "count", "surroundings", "raises", "misbehaves"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox([f"tests.sandbox_jobs:{job}" for job in JOBS])
    yield made
    made.close()


def call(sandbox: Sandbox, job: str, payload: bytes | Path = b"", *, seconds: float = 5, **options: object) -> Message:
    return sandbox.call(f"tests.sandbox_jobs:{job}", payload, options, memory_mb=100, seconds=seconds)


def test_a_job_gets_bytes_and_options_and_answers_with_facts_and_bytes(sandbox: Sandbox) -> None:
    message = call(sandbox, "echo", b"\x00kopi\xff" * 1000, language="id", deep={"a": [1, None, "ñ"]})
    assert message.header == {"options": {"language": "id", "deep": {"a": [1, None, "ñ"]}}, "size": 6000}
    assert message.blobs == (b"\x00kopi\xff" * 1000, b"")


def test_a_job_reads_a_file_of_the_disk_from_its_beginning(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"name;price\n")
    assert call(sandbox, "echo", tmp_path / "list.csv").blobs[0] == b"name;price\n"


def test_only_named_functions_run(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError):
        sandbox.call("os:system", b"true", memory_mb=10, seconds=1)


def test_a_domain_error_arrives_as_the_same_error(sandbox: Sandbox) -> None:
    with pytest.raises(Sour) as caught:
        call(sandbox, "raises", kind="domain")
    assert str(caught.value) == "The mango is sour."
    assert caught.value.facts == {"what": "The mango"}
    assert [(p.pointer, p.message, p.found) for p in caught.value.problems] == [("row 3", "too green", "7")]


def test_any_other_exception_is_a_plain_failure_and_its_story_goes_to_the_log(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Failed) as caught:
        call(sandbox, "raises", kind="bug")
    assert "secret" not in str(caught.value)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("hog", TooExpensive),
        ("hog in C", Crashed),
        ("spin", TooExpensive),
        ("sleep", TooExpensive),
        ("abort", Crashed),
        ("segfault", Crashed),
        ("leave", Crashed),
        ("kill the worker", Crashed),
        ("babble", Crashed),
        ("shout", Crashed),
    ],
)
def test_a_job_that_misbehaves_ends_in_a_clear_error_and_harms_no_neighbour(
    sandbox: Sandbox, how: str, error: type[CatalogueError]
) -> None:
    began = time.monotonic()
    with pytest.raises(error):
        call(sandbox, "misbehaves", how=how, seconds=1)
    assert time.monotonic() - began < 10
    assert call(sandbox, "echo", b"still here").blobs[0] == b"still here"


def test_leaving_the_process_from_within_is_a_crash(sandbox: Sandbox) -> None:
    with pytest.raises(Crashed):
        call(sandbox, "raises", kind="system")


def test_a_job_writes_no_files(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(Failed):
        call(sandbox, "misbehaves", how="write", path=str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_size == 0


def test_a_job_knows_no_secrets_and_holds_no_files_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ETALASE_S3_SECRET", "hush")
    sandbox = Sandbox(["tests.sandbox_jobs:surroundings", "tests.sandbox_jobs:count"])
    try:
        with (tmp_path / "private").open("w") as private:
            os.set_inheritable(private.fileno(), True)
            neighbour = sandbox.stream("tests.sandbox_jobs:count", b"", {"to": 10**6}, memory_mb=10, seconds=5)
            next(neighbour)
            seen = call(sandbox, "surroundings").header
            neighbour.close()
    finally:
        sandbox.close()
    assert not [name for name in seen["environment"] if name.startswith("ETALASE")]
    assert seen["descriptors"] == [0, 1, 2, 3, 4]


def test_a_long_stream_is_read_at_our_pace_in_little_memory(sandbox: Sandbox) -> None:
    costs: list[Spent] = []
    before = held()
    most = count = 0
    rows = sandbox.stream("tests.sandbox_jobs:count", b"", {"to": 100_000, "width": 1_000}, memory_mb=20, seconds=20, spent=costs.append)
    for count, row in enumerate(rows):
        assert row.header["number"] == count
        if count == 0:
            time.sleep(0.2)
        if count % 1_000 == 0:
            most = max(most, held())
    assert count == 99_999
    assert most - before < 10_000_000  # of 100 MB that went through
    assert costs[0].peak < 100 << 20


def test_time_that_we_take_ourselves_is_not_charged_to_the_job(sandbox: Sandbox) -> None:
    rows = sandbox.stream("tests.sandbox_jobs:count", b"", {"to": 20_000}, memory_mb=20, seconds=0.25)
    next(rows)
    time.sleep(1.5)  # longer than the job may keep us waiting
    assert sum(1 for _ in rows) == 19_999


def test_a_reader_that_stops_early_ends_the_job(sandbox: Sandbox) -> None:
    before = call(sandbox, "surroundings").header
    rows = sandbox.stream("tests.sandbox_jobs:count", b"", {"to": 10**9}, memory_mb=20, seconds=60)
    next(rows)
    rows.close()
    assert children(before["worker"]) == []


def test_threads_share_one_worker_and_no_process_or_descriptor_is_left_over(sandbox: Sandbox) -> None:
    worker = call(sandbox, "surroundings").header["worker"]
    descriptors = len(os.listdir("/proc/self/fd"))

    def one(number: int) -> bytes:
        if number % 7 == 0:
            with pytest.raises(Crashed):
                call(sandbox, "misbehaves", how="abort")
        return call(sandbox, "echo", str(number).encode() * 1000).blobs[0]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(64)))
    assert answers == [str(number).encode() * 1000 for number in range(64)]
    assert call(sandbox, "surroundings").header["worker"] == worker
    assert children(worker) == []
    assert len(os.listdir("/proc/self/fd")) == descriptors


def test_a_worker_that_died_is_replaced_and_buried(sandbox: Sandbox) -> None:
    old = call(sandbox, "surroundings").header["worker"]
    os.kill(old, signal.SIGKILL)
    assert call(sandbox, "surroundings").header["worker"] != old
    assert not Path(f"/proc/{old}").exists()


@pytest.mark.parametrize("polite", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_whole_group_leaves_the_last_jobs_to_the_server(sandbox: Sandbox, polite: signal.Signals) -> None:
    """A service manager and Ctrl+C signal every process; the server still answers what it has begun."""
    worker = call(sandbox, "surroundings").header["worker"]
    rows = sandbox.stream("tests.sandbox_jobs:count", b"", {"to": 20_000}, memory_mb=20, seconds=5)
    next(rows)
    for pid in (worker, *children(worker)):
        os.kill(pid, polite)
    assert sum(1 for _ in rows) == 19_999
    assert call(sandbox, "surroundings").header["worker"] == worker


def test_the_worker_and_its_jobs_end_with_us(tmp_path: Path) -> None:
    sandbox = Sandbox(["tests.sandbox_jobs:surroundings", "tests.sandbox_jobs:count"])
    worker = call(sandbox, "surroundings").header["worker"]
    rows = sandbox.stream("tests.sandbox_jobs:count", b"", {"to": 10**9}, memory_mb=20, seconds=60)
    next(rows)
    (child,) = children(worker)
    sandbox.close()
    assert not Path(f"/proc/{worker}").exists()
    assert not Path(f"/proc/{child}").exists()
    with pytest.raises(Crashed):
        list(rows)


def test_a_warm_job_costs_milliseconds(sandbox: Sandbox) -> None:
    call(sandbox, "echo")
    times = []
    for _ in range(20):
        began = time.perf_counter()
        call(sandbox, "echo", b"x" * 100_000)
        times.append(time.perf_counter() - began)
    assert sorted(times)[10] < 0.05


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Pipe:
    """What one side wrote, to be read by the other."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def sendall(self, data: bytes) -> None:
        self.data += data

    def exactly(self, count: int) -> bytes:
        if count > len(self.data):
            raise EOFError
        piece, self.data = self.data[:count], self.data[count:]
        return piece


@given(header=st.dictionaries(st.text(), json_values, max_size=5), blobs=st.lists(st.binary(max_size=50), max_size=5))
def test_what_goes_into_a_frame_comes_out_of_it(header: dict[str, Any], blobs: list[bytes]) -> None:
    pipe = Pipe()
    frames.written(pipe, frames.MESSAGE, Message(header, tuple(blobs)))
    assert frames.read(pipe, limit=1 << 20) == (frames.MESSAGE, Message(header, tuple(blobs)))
    assert pipe.data == b""


@given(data=st.binary(max_size=200), kind=st.sampled_from([frames.MESSAGE, frames.END, b""]))
@example(data=b"\xff\xff\xff\xff\0\0", kind=frames.MESSAGE)
@example(data=b"\0\0\0\2\xff\xff{}", kind=frames.MESSAGE)
@example(data=b"\0\0\0\2\0\1{}\xff\xff\xff\xff", kind=frames.MESSAGE)
@example(data=b"\0\0\0\2\0\0[]", kind=frames.MESSAGE)
@example(data=b"\0\0\xea\x60\0\0" + b"[" * 60_000, kind=frames.MESSAGE)
def test_noise_is_no_frame_and_reserves_no_memory(data: bytes, kind: bytes) -> None:
    try:
        _, message = frames.read(Pipe(kind + data), limit=1 << 20)
    except (frames.BrokenFrame, EOFError):
        return
    assert isinstance(message.header, dict)


def held() -> int:
    """Bytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
