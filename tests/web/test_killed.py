"""The whole server is killed while people send photos, hand in and decide: what was answered is there, and nothing is half done."""

import http.client
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest
from sqlmodel import col, select

from app import works
from app.accounts import roles, sessions
from app.accounts.models import MemberRole, StaffRole
from app.catalogue.models import Product
from app.checking import Grade, findings
from app.db import Databases, now, transaction
from app.jobs.models import Job, JobState
from app.media.models import Upload
from app.media.storage import store_from
from app.review.models import State, Submission
from app.settings import Settings
from tests.conftest import REPEATS
from tests.live import until
from tests.media.pictures import encoded, photo
from tests.review.conftest import a_hall
from tests.web.senders import metadata
from tests.web.test_uploads_cut import started

MANY = 25


@dataclass
class Day:
    """What people have before them, and what they were told is done."""

    maker: UUID
    author: str
    moderator: str
    drafts: list[Submission]
    waiting: list[Submission]
    done: list[tuple[str, str]] = field(default_factory=list)


def a_day(databases: Databases) -> Day:
    with transaction(databases) as db:
        hall = a_hall(db)
        roles.join(db, hall.alice.user, hall.maker.id, MemberRole.OWNER)
        roles.appoint(db, hall.bob.user, StaffRole.MODERATOR)
        author, moderator = (sessions.begin(db, person.user, device="") for person in (hall.alice, hall.bob))
        drafts = [hall.draft(db, name__id=f"Kue {n}") for n in range(MANY)]
        return Day(hall.maker.id, author, moderator, drafts, [hall.submitted(db, name__id=f"Abon {n}") for n in range(MANY)])


class Browser:
    def __init__(self, address: str, token: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        self.own = {"Cookie": f"etalase={token}", "Origin": address, "Tus-Resumable": "1.0.0"}

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, body, self.own | given)
        answer = self.connection.getresponse()
        answer.read()
        return answer

    def form(self, path: str, **fields: object) -> int:
        return self.ask("POST", path, urlencode(fields).encode(), content_type="application/x-www-form-urlencoded").status


def hand_in(browser: Browser, day: Day) -> None:
    for draft in day.drafts:
        assert browser.form(f"/portal/{day.maker}/drafts/{draft.id}/submission", version=draft.version) == 303
        day.done.append(("handed in", str(draft.id)))


def decide(browser: Browser, day: Day) -> None:
    for given in day.waiting:
        assert browser.form(f"/desk/submissions/{given.id}/approval", version=given.version) == 303
        day.done.append(("approved", str(given.id)))


def send(browser: Browser, day: Day) -> None:
    for n in range(MANY):
        data = encoded(photo(300 + n, 200))
        about = metadata(day.maker)
        path = browser.ask("POST", "/portal/uploads", upload_length=str(len(data)), upload_metadata=about).headers["location"]
        answer = browser.ask("PATCH", path, data, upload_offset="0", content_type="application/offset+octet-stream")
        assert answer.status == 204
        day.done.append(("sent", path.rpartition("/")[2]))


@pytest.mark.parametrize("_kill", range(max(1, REPEATS // 10)))
def test_what_was_answered_before_a_kill_is_there_after_it_and_nothing_is_half_done(
    settings: Settings, databases: Databases, _kill: int
) -> None:
    day, enough = a_day(databases), random.randrange(3, 2 * MANY)
    with started(settings) as (process, address):
        threads = [
            threading.Thread(target=until_killed, args=(what, Browser(address, token), day))
            for what, token in ((hand_in, day.author), (decide, day.moderator), (send, day.author))
        ]
        for thread in threads:
            thread.start()
        assert until(lambda: len(day.done) >= enough)
        process.kill()
        process.wait()
        for thread in threads:
            thread.join(30)
    told = {what: {one for kind, one in day.done if kind == what} for what in ("handed in", "approved", "sent")}
    found = stored(databases)
    assert {what for what in told if not told[what] <= found[what]} == set()
    assert failures(settings, databases) == []
    run_on(settings, databases)
    with transaction(databases, reading=True) as db:
        assert {str(row.id) for row in db.exec(select(Upload)) if row.media_id} >= told["sent"]
    assert failures(settings, databases) == []


def until_killed(what: Callable[[Browser, Day], None], browser: Browser, day: Day) -> None:
    with suppress(http.client.HTTPException, OSError):
        what(browser, day)


def stored(databases: Databases) -> dict[str, set[str]]:
    """What the database has of the three; an approved one counts if its product is there."""
    with transaction(databases, reading=True) as db:
        states = {row.id: row for row in db.exec(select(Submission))}
        products = set(db.exec(select(Product.id)))
        return {
            "handed in": {str(row.id) for row in states.values() if row.state == State.SUBMITTED},
            "approved": {str(row.id) for row in states.values() if row.state == State.APPROVED and row.entity_id in products},
            "sent": {str(row.id) for row in db.exec(select(Upload)) if row.digest},
        }


def failures(settings: Settings, databases: Databases) -> list[str]:
    found = findings(settings, databases, store_from(settings), thorough=True)
    return [finding.sentence for finding in found if finding.grade is Grade.FAILURE]


def run_on(settings: Settings, databases: Databases) -> None:
    """What a server does that is started half a minute later."""
    with transaction(databases) as db:
        for job in db.exec(select(Job).where(col(Job.state) == JobState.RUNNING)):
            job.due_at = now()
    worker = works.worker(databases, store_from(settings), settings, threads=0)
    while worker.run_one():
        pass
