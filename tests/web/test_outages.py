"""What the server leans on goes away and comes back: it says so, shows what it can, loses nothing, and goes on without a restart."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app import migrating
from app.accounts import roles
from app.accounts.models import MemberRole, User
from app.db import Databases, transaction
from app.jobs.models import Job, JobState
from app.main import create_app
from app.media.models import Upload
from app.media.storage import FolderStore, Unreachable
from app.settings import Settings
from app.web.state import State
from tests import postgres
from tests.live import until
from tests.media.pictures import encoded, photo
from tests.web.desk import Desk, a_desk
from tests.web.senders import Sender

PAGES = ("/", "/kiosk/home", "/kiosk/browse", "/api/v1/products")
PHOTO = encoded(photo(700, 500))
_SHORTLY = timedelta(seconds=0)


@contextmanager
def a_server(settings: Settings, databases: Databases) -> Iterator[Desk]:
    """Meity is signed in."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        desk = a_desk(client, databases)
        desk.as_("Meity")
        yield desk


@pytest.fixture
def embedded(migrated_file: Path, tmp_path: Path) -> Iterator[tuple[Settings, Databases]]:
    (tmp_path / "etalase.db").write_bytes(migrated_file.read_bytes())
    settings = Settings(data=tmp_path, job_threads=0)
    databases = Databases(settings.database)
    yield settings, databases
    databases.dispose()


def statuses(desk: Desk, *paths: str) -> list[int]:
    return [desk.client.get(path).status_code for path in paths]


def written(desk: Desk, number: int = 0) -> Any:
    """The answer to a manager who writes another telephone number of the centre."""
    return desk.client.post("/desk/settings/contact?lang=en", data={"contact.phone": f"0812-0000-{1002 + number}"})


def state_of(desk: Desk) -> State:
    found: State = desk.client.app.state  # type: ignore[attr-defined]
    return found


# --- the database ----------------------------------------------------------------------------------------------------------------


def test_while_postgresql_is_away_what_is_in_memory_stays_on_show_and_all_else_says_so(tmp_path: Path) -> None:
    with postgres.server() as server:
        settings = Settings(data=tmp_path, database_url=server.create("away"), threads=4, job_threads=0)
        migrating.upgrade(settings.database)
        databases = Databases(settings.database)
        with a_server(settings, databases) as desk:
            assert statuses(desk, *PAGES, "/desk", "/readyz") == [200] * 6
            with server.away():
                for _again in range(2):
                    assert statuses(desk, *PAGES) == [200] * 4
                    assert statuses(desk, "/desk", "/kiosk/makers", "/readyz") == [503] * 3
                answer = desk.client.get("/desk?lang=en")
                assert answer.headers["retry-after"] == "5"
                assert "Please wait a moment and load the page again." in answer.text
                assert written(desk).status_code == 503
            assert until(lambda: statuses(desk, "/readyz") == [200])
            assert written(desk).status_code == 303
            assert statuses(desk, *PAGES, "/desk", "/kiosk/makers") == [200] * 6
        databases.dispose()


def test_while_another_program_writes_to_sqlite_reading_goes_on_and_writing_waits_and_then_says_so(
    embedded: tuple[Settings, Databases], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.db.PATIENCE_SECONDS", 1)
    with a_server(*embedded) as desk:
        with locked(embedded[0]):
            assert statuses(desk, *PAGES, "/desk", "/desk/people", "/kiosk/makers", "/readyz") == [200] * 8
            answer = written(desk)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert written(desk).status_code == 303


def test_who_waits_for_another_writer_is_served_when_that_one_has_finished(embedded: tuple[Settings, Databases]) -> None:
    answers: list[Any] = []
    with a_server(*embedded) as desk:
        thread = threading.Thread(target=lambda: answers.append(written(desk)))
        with locked(embedded[0]):
            thread.start()
            assert statuses(desk, "/desk") == [200]
            assert answers == []
        thread.join(30)
    assert [answer.status_code for answer in answers] == [303]


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Another program writes."""
    other = sqlite3.connect(settings.data / "etalase.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


# --- room --------------------------------------------------------------------------------------------------------------------------


def test_on_a_full_disk_the_kiosk_goes_on_and_who_writes_is_told_why(embedded: tuple[Settings, Databases]) -> None:
    with a_server(*embedded) as desk:
        grow_to(desk, 1)  # SQLite takes it as the size that it has
        number = next(number for number in range(1000) if written(desk, number).status_code != 303)
        answer = written(desk, number)
        assert answer.status_code == 507
        assert "The disk of this server is full" in answer.text
        assert statuses(desk, *PAGES, "/desk", "/kiosk/makers", "/healthz") == [200] * 7
        assert f"0812-0000-{1002 + number}" not in desk.client.get("/desk/settings/contact").text
        grow_to(desk, 1 << 30)
        assert written(desk, number).status_code == 303
        assert f"0812-0000-{1002 + number}" in desk.client.get("/desk/settings/contact").text


def grow_to(desk: Desk, pages: int) -> None:
    """What the server's own writing connection may make of the file: to it a disk of that size."""
    with state_of(desk).databases.writer.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


# --- the store of pictures ---------------------------------------------------------------------------------------------------------


def test_while_the_store_is_away_photos_are_taken_and_pages_served_and_afterwards_they_are_looked_at(
    databases: Databases, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.jobs.queue._PAUSES", (_SHORTLY, _SHORTLY))
    away = threading.Event()
    away.set()
    put = FolderStore.put

    def broken(self: FolderStore, files: Any) -> Any:
        if away.is_set():
            raise Unreachable
        return put(self, files)

    monkeypatch.setattr(FolderStore, "put", broken)
    with a_server(settings, databases) as desk:
        with transaction(databases) as db:
            roles.join(db, db.get_one(User, desk.users["Meity"]), desk.maker, MemberRole.OWNER)
        sender = Sender(desk.client, desk.client.cookies["etalase"])
        path = sender.begin(len(PHOTO), desk.maker).headers["location"]
        assert sender.send(path, PHOTO, 0).status_code == 204
        assert until(lambda: "does not answer" in job(databases).problem)
        assert job(databases).state in (JobState.WAITING, JobState.RUNNING)
        assert statuses(desk, *PAGES) == [200] * 4
        away.clear()
        assert until(lambda: sender.ask("GET", path).json()["picture"])
    with transaction(databases, reading=True) as db:
        assert len(db.exec(select(Upload)).all()) == 1


def job(databases: Databases) -> Job:
    with transaction(databases, reading=True) as db:
        return db.exec(select(Job).where(Job.kind == "upload")).one()
