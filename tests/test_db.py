"""The transaction that everything runs in: no update is lost, a reader cannot write, moments keep their zone."""

import threading
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import col, select

from app.catalogue.changes import touch
from app.catalogue.models import Centre, Change
from app.db import Databases, sqlite_warning, transaction
from tests.factories import a_frame, an_id


def test_many_writers_at_once_lose_no_update(databases: Databases) -> None:
    with transaction(databases) as db:
        a_frame(db)
        before = db.exec(select(Centre.serial).where(col(Centre.home))).one()
    failures: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(25):
                with transaction(databases) as db:
                    touch(db)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Centre.serial).where(col(Centre.home))).one() == before + 200


def test_a_reading_transaction_cannot_write_and_the_database_itself_says_so(databases: Databases) -> None:
    with transaction(databases) as db:
        a_frame(db)
    with pytest.raises(DBAPIError), transaction(databases, reading=True) as db:
        db.execute(text("UPDATE centre SET serial = 99"))


def test_a_reader_is_not_held_up_by_a_writer(databases: Databases) -> None:
    with transaction(databases) as writing:
        a_frame(writing)
        with transaction(databases, reading=True) as reading:
            assert reading.exec(select(Centre)).all() == []


def test_a_reading_connection_can_write_again_after_it_went_back_to_the_pool(databases: Databases) -> None:
    with transaction(databases, reading=True) as db:
        db.exec(select(Centre)).all()
    with transaction(databases) as db:
        a_frame(db)


def test_moments_come_back_in_utc_and_a_naive_one_is_refused(databases: Databases) -> None:
    wita = timezone(timedelta(hours=8))
    with transaction(databases) as db:
        db.add(Change(kind="product", entity_id=an_id("x"), serial=1, at=datetime(2026, 11, 23, 9, 0, tzinfo=wita)))
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Change.at)).one().isoformat() == "2026-11-23T01:00:00+00:00"
    with pytest.raises(StatementError, match="time zone"), transaction(databases) as db:  # noqa: PT012
        db.add(Change(kind="product", entity_id=an_id("y"), serial=2, at=datetime(2026, 11, 23, 9, 0)))  # noqa: DTZ001
        db.flush()


@pytest.mark.parametrize(
    ("version", "sound"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 50, 7), True), ((3, 44, 6), True), ((3, 54, 1), True)],
)
def test_versions_of_sqlite_with_the_wal_reset_fault_are_warned_of(
    version: tuple[int, int, int], sound: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    assert (sqlite_warning() is None) is sound
