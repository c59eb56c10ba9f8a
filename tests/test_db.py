"""The transaction that everything runs in: no update is lost, a reader cannot write, moments keep their zone."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import Session, col, select

from app.catalogue.changes import touch
from app.catalogue.models import Centre, Change
from app.db import Databases, Readers, sqlite_warning, transaction
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


# --- readers that stay open (SQLite) ---------------------------------------------------------------------------------------------


@pytest.fixture
def embedded(migrated_file: Path, tmp_path: Path) -> Iterator[Databases]:
    shutil.copyfile(migrated_file, tmp_path / "etalase.db")
    databases = Databases(f"sqlite:///{tmp_path / 'etalase.db'}", connections=2)
    with transaction(databases) as db:
        a_frame(db)
    yield databases
    databases.dispose()


@pytest.fixture
def readers(embedded: Databases) -> Iterator[Readers]:
    readers = Readers(embedded.reader)
    yield readers
    readers.close()


def _serial(db: Session) -> int:
    return db.exec(select(Centre.serial).where(col(Centre.home))).one()


def test_a_session_that_stays_open_sees_what_was_written_since(embedded: Databases, readers: Readers) -> None:
    with readers.reading() as first:
        before = _serial(first)
    with transaction(embedded) as db:
        touch(db)
    with readers.reading() as again:
        assert again is first
        assert _serial(again) == before + 1


def test_within_one_reading_nothing_changes(embedded: Databases, readers: Readers) -> None:
    with readers.reading() as db:
        before = _serial(db)
        with transaction(embedded) as writing:
            touch(writing)
        assert _serial(db) == before


def test_rows_of_the_last_reading_are_forgotten(embedded: Databases, readers: Readers) -> None:
    with readers.reading() as db:
        old = db.exec(select(Centre).where(col(Centre.home))).one()
    with transaction(embedded) as writing:
        touch(writing)
    with readers.reading() as db:
        assert db.exec(select(Centre).where(col(Centre.home))).one().serial == old.serial + 1


def test_after_an_error_the_session_is_not_used_again(readers: Readers) -> None:
    with pytest.raises(DBAPIError), readers.reading() as broken:
        broken.execute(text("SELECT * FROM no_such_table"))
    with readers.reading() as db:
        assert db is not broken
        assert _serial(db) > 0


def test_readers_of_several_threads_have_sessions_of_their_own(readers: Readers) -> None:
    with readers.reading() as one, readers.reading() as other:
        assert one is not other
        assert _serial(one) == _serial(other)


def test_after_a_rush_only_a_few_sessions_stay_open(embedded: Databases, readers: Readers) -> None:
    with ExitStack() as rush:
        for _reader in range(6):
            _serial(rush.enter_context(readers.reading()))
    assert embedded.reader.pool.checkedout() == Readers.STAY  # type: ignore[attr-defined]


def test_a_session_that_stays_open_cannot_write_either(readers: Readers) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|query_only"), readers.reading() as db:
        touch(db)
