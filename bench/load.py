"""A busy day on one machine: fifty phones send photos without a pause while kiosks are used and staff decide.

    python -m bench.load [--minutes 1] [--senders 50] [--kiosks 20] [--staff 5] [--mbit 1] [--port 18308]

One server process on SQLite with the demonstration centre. Each phone sends photos of 4 MB and 12 megapixels one after the other over a
line of `mbit`, all of them different, through the same protocol as the portal's page; each kiosk opens a page every two seconds, with the
pictures that it has not seen yet; each of the staff decides something every six seconds. Everybody comes from one address. Promised for
10 minutes: every photo that was acknowledged becomes its picture, no answer of 500 or more, kiosk pages p95 300 ms and p99 800 ms, 1 GB
for all processes together, and the queue of pictures empty within 5 minutes after the last photo. Exit code 1 when one is missed.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from sqlmodel import col, select

from app import checking, migrating
from app.accounts import people, roles, sessions
from app.accounts.access import Person
from app.accounts.models import MemberRole, StaffRole
from app.catalogue.models import Enterprise, Product
from app.db import Databases, now, transaction
from app.demo import loading
from app.media.models import Media
from app.media.storage import store_from
from app.review import drafts, workflow
from app.settings import Settings
from bench.crowd import Crowd, Seen
from bench.images import a_photo
from bench.processes import cpu_seconds, memory, server

MOST_P95_MS: Final = 300
MOST_P99_MS: Final = 800
MOST_MEMORY: Final = 1_000_000_000
MOST_DRAIN_SECONDS: Final = 300
_PHOTO_BYTES: Final = 4_000_000
_DRAWN: Final = 6
_DECISION_SECONDS: Final = 6.0


class Day(NamedTuple):
    """Who takes part: tokens of people, and for whom the senders send."""

    senders: list[tuple[str, UUID]]
    staff: list[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--senders", type=int, default=50)
    parser.add_argument("--kiosks", type=int, default=20)
    parser.add_argument("--staff", type=int, default=5)
    parser.add_argument("--mbit", type=float, default=1, help="what a phone sends in a second")
    parser.add_argument("--port", type=int, default=18308)
    given = parser.parse_args()
    kept = Path(".make/bench")
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data=Path(place))
        shutil.copytree(demo(kept).data, place, dirs_exist_ok=True)
        decisions = int(given.staff * given.minutes * 60 / _DECISION_SECONDS) + given.staff
        day = prepared(settings, given.senders, given.staff, decisions)
        command = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
        env = {"ETALASE_DATA": place, "ETALASE_PORT": str(given.port), "ETALASE_LOG_FORMAT": "json"}
        with server(command, url=f"http://127.0.0.1:{given.port}/readyz", env=env) as pid, weighed(pid) as peaks:
            crowd = Crowd(f"http://127.0.0.1:{given.port}", [padded(seed) for seed in range(_DRAWN)], given.mbit * 1e6 / 8)
            asyncio.run(crowd.live(day.senders, given.kiosks, day.staff, given.minutes * 60, MOST_DRAIN_SECONDS))
            cpu = cpu_seconds(pid)
        lines, good = report(settings, crowd, max(peaks), cpu)
    print(f"{given.senders} senders at {given.mbit} Mbit/s, {given.kiosks} kiosks, {given.staff} staff, {given.minutes} minutes")
    print("\n".join(lines))
    return 0 if good else 1


def demo(kept: Path) -> Settings:
    """The demonstration centre, drawn once."""
    settings = Settings(data=kept / "demo")
    migrating.upgrade(settings.database)
    databases = Databases(settings.database)
    if loading.is_empty(databases):
        loading.load(databases, store_from(settings), settings.pack)
    databases.dispose()
    return settings


def prepared(settings: Settings, senders: int, staff: int, decisions: int) -> Day:
    """People who are signed in, and new products that wait for a decision."""
    databases = Databases(settings.database)
    with transaction(databases) as session:
        makers = session.exec(select(Enterprise.id).order_by(col(Enterprise.slug))).all()
        sending = []
        for n in range(senders):
            user = people.register(session, name=f"Sender {n}", login=f"sender{n}@example.org", password_hash=None, language="id")
            roles.join(session, user, makers[n % len(makers)], MemberRole.OWNER)
            sending.append((sessions.begin(session, user, device="bench"), makers[n % len(makers)]))
        deciding = []
        for n in range(staff):
            user = people.register(session, name=f"Staff {n}", login=f"staff{n}@example.org", password_hash=None, language="id")
            roles.appoint(session, user, StaffRole.MODERATOR)
            deciding.append(sessions.begin(session, user, device="bench"))
        author = Person(user, uuid4(), {}, frozenset({StaffRole.FLOOR}), now())
        products = session.exec(select(Product.id).order_by(col(Product.slug))).all()
        for n in range(decisions):
            draft = drafts.copy(session, author, products[n % len(products)])
            workflow.submit(session, author, draft, version=draft.version)
    databases.dispose()
    return Day(sending, deciding)


def padded(seed: int) -> bytes:
    """A photo of 12 megapixels and, with what a camera may append, 4 MB but for the few bytes that make each one different."""
    photo = a_photo(seed)
    return photo + bytes(_PHOTO_BYTES - len(photo) - 36)


@contextmanager
def weighed(pid: int) -> Iterator[list[int]]:
    """Bytes that the server and all its processes held together, each second until the block ends."""
    found, over = [memory(pid)], threading.Event()

    def weigh() -> None:
        while not over.wait(1):
            found.append(memory(pid))

    thread = threading.Thread(target=weigh)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def report(settings: Settings, crowd: Crowd, peak: int, cpu: float) -> tuple[list[str], bool]:
    databases = Databases(settings.database)
    with transaction(databases, reading=True) as session:
        stored = set(session.exec(select(Media.id)))
    lost = len(crowd.acknowledged - stored)
    wrong = [f.sentence for f in checking.findings(settings, databases, store_from(settings)) if f.grade is checking.Grade.FAILURE]
    databases.dispose()
    failed = [f"{seen.surface} {seen.status}" for seen in crowd.seen if seen.status >= 500 or seen.status == 0]
    kiosk = sorted(seen.seconds * 1000 for seen in crowd.seen if seen.surface == "kiosk")
    p95, p99 = at(kiosk, 0.95), at(kiosk, 0.99)
    quick, drained = p95 <= MOST_P95_MS and p99 <= MOST_P99_MS, crowd.drained < MOST_DRAIN_SECONDS
    reached = {
        f"{len(crowd.acknowledged)} photos acknowledged, {lost} lost": not lost and bool(crowd.acknowledged),
        f"{len(failed)} answers of 500 or more, or none {sorted(set(failed))[:5]}": not failed,
        f"kiosk p95 {p95:.0f} ms (at most {MOST_P95_MS}), p99 {p99:.0f} ms (at most {MOST_P99_MS})": quick,
        f"{peak / 1e6:.0f} MB at the most in all processes (at most {MOST_MEMORY / 1e6:.0f})": peak <= MOST_MEMORY,
        f"queue of pictures empty {crowd.drained:.0f} s after the last photo (at most {MOST_DRAIN_SECONDS})": drained,
        f"check: {'; '.join(wrong) or 'whole'}": not wrong,
    }
    surfaces = sorted({seen.surface for seen in crowd.seen})
    lines = [line(surface, [seen for seen in crowd.seen if seen.surface == surface]) for surface in surfaces]
    lines.append(f"  processor time of the server and its processes: {cpu:.0f} s")
    return [*lines, *(f"  {'reached' if good else 'MISSED '}  {words}" for words, good in reached.items())], all(reached.values())


def line(surface: str, seen: list[Seen]) -> str:
    times = sorted(one.seconds * 1000 for one in seen)
    return f"  {surface:<9} {len(times):>6} times  p50 {at(times, 0.5):7.1f}  p95 {at(times, 0.95):7.1f}  p99 {at(times, 0.99):7.1f} ms"


def at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("inf")


if __name__ == "__main__":
    started = time.monotonic()
    code = main()
    print(f"  took {time.monotonic() - started:.0f} s")
    raise SystemExit(code)
