"""Deciding a hundred submissions one after the other, as a moderator does, in front of a catalogue of 10,000 products.

What is promised is the time by the clock; beside it stands the processor's, so that a busy machine is not taken for a slow server.
"""

import http.client
import re
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from sqlmodel import Session, col, select

from app import migrating
from app.accounts import people, roles, sessions
from app.accounts.access import Person
from app.accounts.models import StaffRole, User
from app.catalogue.models import Product
from app.db import Databases, now, transaction
from app.review import drafts, workflow
from app.settings import Settings
from bench.dataset import catalogue
from bench.processes import running_seconds, server

COUNT: Final = 10_000
DECISIONS: Final = 100
MOST_MS: Final = 150
PORT: Final = 18306
_STEPS: Final = ("approval", "approval", "approval", "request", "refusal")
_REASONS: Final = {"request": "picture", "refusal": "duplicate"}


@dataclass(frozen=True)
class Took:
    """Milliseconds of an answer: by the clock, and of the server's processor."""

    clock: float
    processor: float


def run(folder: Path) -> tuple[list[str], bool]:
    """Lines of the report, and whether every decision was quick enough. `folder` keeps the catalogue between runs."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(data=Path(place))
        shutil.copyfile(catalogue(folder, COUNT).data / "etalase.db", settings.data / "etalase.db")
        token = _prepared(settings)
        command = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
        env = {"ETALASE_DATA": place, "ETALASE_PORT": str(PORT), "ETALASE_LOG_FORMAT": "json"}
        with server(command, url=f"http://127.0.0.1:{PORT}/healthz", env=env) as pid:
            decisions, pages = _decided(token, pid)
    good = max(took.clock for took in (*decisions, *pages)) <= MOST_MS
    lines = [_line("decision", decisions), _line("next page", pages)]
    return [
        *lines,
        f"  at most {MOST_MS} ms for each of {len(decisions)} decisions, and for each page: {'reached' if good else 'MISSED'}",
    ], good


def _prepared(settings: Settings) -> str:
    """Hands in edits and new products of many makers; answers the token of a moderator who is signed in."""
    migrating.upgrade(settings.database)
    databases = Databases(settings.database)
    with transaction(databases) as session:
        moderator = people.register(session, name="Moderator", login="moderator@example.org", password_hash=None, language="id")
        roles.appoint(session, moderator, StaffRole.MODERATOR)
        author = people.register(session, name="Author", login="author@example.org", password_hash=None, language="id")
        staff = Person(author, uuid4(), {}, frozenset({StaffRole.FLOOR}), now())
        products = session.exec(select(Product).order_by(col(Product.slug)).limit(DECISIONS)).all()
        for n, product in enumerate(products):
            _handed_in(session, staff, product, new=n % 4 == 0)
        token = sessions.begin(session, session.get_one(User, moderator.id), device="bench")
    databases.dispose()
    return token


def _handed_in(session: Session, staff: Person, product: Product, *, new: bool) -> None:
    if new:
        draft = drafts.copy(session, staff, product.id)
    else:
        draft = drafts.open_draft(session, staff, "product", product.id, product.enterprise_id)
    said = draft.typed["fields"].get("description.en", "")
    fields = {"description.en": f"{said} Made by hand, in small batches.", "lead_time": "9", "minimum_order": "20"}
    drafts.save(session, staff, draft, {"fields": fields}, version=draft.version)
    workflow.submit(session, staff, draft, version=draft.version)


def _decided(token: str, pid: int) -> tuple[list[Took], list[Took]]:
    """How long each decision took, and each page that comes after it."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    headers = {"Cookie": f"etalase={token}", "Origin": f"http://127.0.0.1:{PORT}", "Content-Type": "application/x-www-form-urlencoded"}
    decisions, pages = [], []
    _took, place, _page = _asked(connection, pid, "POST", "/desk/next?lang=en", headers, "")
    _took, _place, page = _asked(connection, pid, "GET", place, headers)
    for n in range(DECISIONS):
        path, step = place.partition("?")[0], _STEPS[n % len(_STEPS)]
        version = re.search(r'name="version" value="(\d+)"', page)
        if version is None:
            raise SystemExit(f"no decision is offered at {path}")
        form = urlencode({"version": version[1], "reason": _REASONS.get(step, "")})
        took, place, _answer = _asked(connection, pid, "POST", f"{path}/{step}?lang=en", headers, form)
        decisions.append(took)
        took, _place, page = _asked(connection, pid, "GET", place, headers)
        pages.append(took)
    if not place.startswith("/desk?"):
        raise SystemExit(f"something still waits: {place}")
    return decisions, pages


def _asked(
    connection: http.client.HTTPConnection, pid: int, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[Took, str, str]:
    """How long it took, where the answer leads, and the page."""
    worked, began = running_seconds(pid), time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    took = Took((time.perf_counter() - began) * 1000, (running_seconds(pid) - worked) * 1000)
    if answer.status not in (200, 303):
        raise SystemExit(f"{method} {path}: {answer.status}")
    return took, answer.headers.get("location", ""), page


def _line(name: str, times: list[Took]) -> str:
    return f"  {name:<10} {_spread([took.clock for took in times])}; processor {_spread([took.processor for took in times])}"


def _spread(times: list[float]) -> str:
    found = sorted(times)
    return f"median {statistics.median(found):5.1f} ms, p95 {found[int(len(found) * 0.95)]:5.1f} ms, most {found[-1]:5.1f} ms"


if __name__ == "__main__":
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".make/bench")
    kept.mkdir(parents=True, exist_ok=True)
    report, reached = run(kept)
    print("\n".join(report))
    raise SystemExit(not reached)
