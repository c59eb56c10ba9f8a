"""Lists over HTTP: ours, bare uvicorn sending the same bytes, and the naive FastAPI + SQLModel build, interleaved in one run."""

import json
import random
import shutil
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from app.text import slug
from bench.dataset import HARNESS, catalogue, generated
from bench.processes import cpu_seconds, fetched, server

COUNT: Final = 10_000
ROUNDS: Final = 5
SECONDS: Final = 3
WORKERS: Final = "2"
_UVICORN: Final = [sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--no-access-log", "--log-level", "error", "--workers", WORKERS]


def run(folder: Path, *, port: int = 18300) -> list[str]:
    """Lines of the report. `folder` keeps the data between runs."""
    if shutil.which("wrk") is None:
        raise SystemExit("The load generator wrk is missing. On Debian: sudo apt-get install wrk")
    settings = catalogue(folder, COUNT)
    pairs = json.loads((generated(folder, COUNT) / f"products_{COUNT}.pairs.json").read_text())
    asked = [(category, country) for category, country, _n in pairs]
    random.Random(7).shuffle(asked)
    ours = {
        "list": [f"/api/v1/products?category=bench-{slug(c)}&area={a}&sort=name&limit=24&lang=en" for c, a in asked],
        "kiosk": [f"/kiosk/browse?category=bench-{slug(c)}&area={a}&lang=en" for c, a in asked],
    }
    naive = {
        "list": [f"/api/products?category={quote(c)}&country={quote(a)}&size=24" for c, a in asked],
        "kiosk": [f"/products?category={quote(c)}&country={quote(a)}" for c, a in asked],
    }
    lines = []
    with ExitStack() as stack:
        env = {"ETALASE_DATA": str(settings.data), "ETALASE_WORKERS": WORKERS, "ETALASE_LOG_FORMAT": "json"}
        serve = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
        start = stack.enter_context
        cached = start(server(serve, url=f"{_at(port)}/healthz", env=env | {"ETALASE_PORT": str(port)}))
        fresh = start(
            server(serve, url=f"{_at(port + 1)}/healthz", env=env | {"ETALASE_PORT": str(port + 1), "ETALASE_ANSWER_CACHE_MB": "0"})
        )
        plain = folder / "naive.sqlite"
        shutil.copyfile(folder / f"products_{COUNT}.sqlite", plain)
        build = [*_UVICORN, "--port", str(port + 2), "--app-dir", str(HARNESS / "apps"), "naive_app:app"]
        naive_pid = start(server(build, url=f"{_at(port + 2)}/api/products?size=1", env={"DB": str(plain)}))
        for job, goal_repeated, goal_first in (("list", 0.8, 8.0), ("kiosk", 0.7, 2.5)):
            body = folder / f"{job}.body"
            body.write_bytes(fetched(_at(port) + ours[job][0]))
            kind = "application/json" if job == "list" else "text/html"
            with server(
                [*_UVICORN, "--port", str(port + 3), "bench.bare:app"], url=f"{_at(port + 3)}/", env={"BODY": str(body), "KIND": kind}
            ) as bare_pid:
                rows = _rounds(
                    folder,
                    {
                        "repeated": (port, cached, ours[job]),
                        "first": (port + 1, fresh, ours[job]),
                        "naive": (port + 2, naive_pid, naive[job]),
                        "bare": (port + 3, bare_pid, ours[job]),
                    },
                )
            lines += _report(job, rows, goal_repeated, goal_first, body.stat().st_size)
    return lines


def _rounds(folder: Path, servers: dict[str, tuple[int, int, list[str]]]) -> dict[str, list[tuple[float, float]]]:
    """For each server, per round: requests a second and CPU microseconds a request."""
    rows: dict[str, list[tuple[float, float]]] = {name: [] for name in servers}
    for _round in range(ROUNDS):
        for name, (port, pid, paths) in servers.items():
            before = cpu_seconds(pid)
            told = _wrk(folder, port, paths)
            used = cpu_seconds(pid) - before
            if told["err"] or told["non2xx"]:
                raise SystemExit(f"{name}: {told}")
            rows[name].append((told["requests"] / (told["dur_us"] / 1e6), used * 1e6 / told["requests"]))
    return rows


def _wrk(folder: Path, port: int, paths: list[str]) -> dict[str, Any]:
    mix = folder / "mix.lua"
    mix.write_text("return {\n" + "".join(f'{{"GET",[==[{path}]==],{{}},nil}},\n' for path in paths) + "}\n")
    command = [
        "wrk",
        "-t1",
        "-c32",
        f"-d{SECONDS}s",
        "--timeout",
        "10s",
        "-s",
        str(HARNESS / "lib" / "wrk_mix.lua"),
        _at(port),
        "--",
        str(mix),
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answer: dict[str, Any] = json.loads(told[told.rindex("JSON{") + 4 :])
    return answer


def _report(job: str, rows: dict[str, list[tuple[float, float]]], goal_repeated: float, goal_first: float, size: int) -> list[str]:
    middle = {name: (statistics.median(r for r, _c in values), statistics.median(c for _r, c in values)) for name, values in rows.items()}
    repeated = statistics.median(a[0] / b[0] for a, b in zip(rows["repeated"], rows["bare"], strict=True))
    first = statistics.median(a[0] / b[0] for a, b in zip(rows["first"], rows["naive"], strict=True))
    lines = [f"{job}: {COUNT:,} products, {WORKERS} workers, body {size:,} bytes, median of {ROUNDS} interleaved rounds"]
    lines += [f"  {name:<9} {rate:>9,.0f} requests/s   {cpu:>7,.0f} µs CPU/request" for name, (rate, cpu) in middle.items()]
    lines.append(
        f"  repeated / bare   {repeated:.2f}   (goal {goal_repeated:.2f})   {'reached' if repeated >= goal_repeated else 'MISSED'}"
    )
    lines.append(f"  first / naive     {first:.1f}    (goal {goal_first:.1f})    {'reached' if first >= goal_first else 'MISSED'}")
    return lines


def _at(port: int) -> str:
    return f"http://127.0.0.1:{port}"


if __name__ == "__main__":
    place = Path(sys.argv[1] if len(sys.argv) > 1 else ".make/bench")
    place.mkdir(parents=True, exist_ok=True)
    report = run(place.resolve())
    print("\n".join(report))
    raise SystemExit(any("MISSED" in line for line in report))
