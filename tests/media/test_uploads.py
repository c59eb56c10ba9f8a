"""What a sender was told to be there is there, whatever is killed; nothing is doubled, nothing stays for ever, nobody takes it all."""

import hashlib
import os
import random
import subprocess
import sys
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from app.db import Databases, now, transaction
from app.jobs.models import Job
from app.media import uploads
from app.media.models import Upload
from app.media.storage import Full
from app.media.uploads import PIECE, Purpose
from app.settings import Settings
from tests.conftest import REPEATS, ROOT

OWNER = UUID(int=7)


def begun(databases: Databases, settings: Settings, length: int, *, purpose: Purpose = Purpose.PHOTOS, owner: UUID = OWNER) -> Upload:
    with transaction(databases) as session:
        return uploads.create(session, settings, owner_id=owner, user_id=uuid4(), purpose=purpose, name="foto.jpg", length=length)


def seen(databases: Databases, upload: Upload) -> Upload:
    with transaction(databases, reading=True) as session:
        return session.get_one(Upload, upload.id)


def sent(databases: Databases, settings: Settings, upload: Upload, data: bytes, *, offset: int = 0) -> Upload:
    return uploads.append(databases, settings.upload_folder, upload.id, offset, data)


def lying(settings: Settings) -> set[str]:
    return {file.name for file in settings.upload_folder.iterdir()}


def expire(databases: Databases, upload: Upload) -> None:
    with transaction(databases) as session:
        session.get_one(Upload, upload.id).expires_at = now() - timedelta(seconds=1)


# --- piece by piece ----------------------------------------------------------------------------------------------------------


def test_pieces_become_the_file_and_the_last_one_is_followed_up_in_its_own_transaction(databases: Databases, settings: Settings) -> None:
    data = random.randbytes(300_000)
    upload, told = begun(databases, settings, len(data)), []
    for offset in range(0, len(data), 100_000):
        piece = data[offset : offset + 100_000]
        uploads.append(
            databases, settings.upload_folder, upload.id, offset, piece, arrived=lambda _session, whole: told.append(whole.digest)
        )
        assert uploads.told(settings.upload_folder, seen(databases, upload)) == offset + 100_000
    assert told == [hashlib.sha256(data).hexdigest()]
    assert uploads.path(settings.upload_folder, upload.id).read_bytes() == data


@pytest.mark.parametrize("offset", [0, 9, 11, 99])
def test_a_piece_for_another_place_changes_nothing(databases: Databases, settings: Settings, offset: int) -> None:
    upload = begun(databases, settings, 100)
    sent(databases, settings, upload, b"0123456789")
    with pytest.raises(uploads.WrongOffset):
        sent(databases, settings, upload, b"x", offset=offset)
    assert seen(databases, upload).offset == 10
    assert uploads.path(settings.upload_folder, upload.id).read_bytes() == b"0123456789"


def test_more_than_was_promised_is_refused_and_changes_nothing(databases: Databases, settings: Settings) -> None:
    upload = begun(databases, settings, 10)
    sent(databases, settings, upload, b"01234")
    with pytest.raises(uploads.TooLong):
        sent(databases, settings, upload, b"567890", offset=5)
    assert sent(databases, settings, upload, b"56789", offset=5).offset == 10
    with pytest.raises(uploads.TooLong):
        sent(databases, settings, upload, b"x", offset=10)


def test_of_two_senders_at_one_place_one_wins_and_the_file_is_whole(databases: Databases, settings: Settings) -> None:
    data = random.randbytes(40_000)
    upload = begun(databases, settings, len(data))

    def send(_sender: int) -> int:
        refused = 0
        while (offset := seen(databases, upload).offset) < len(data):
            try:
                sent(databases, settings, upload, data[offset : offset + 1000], offset=offset)
            except uploads.WrongOffset:
                refused += 1
        return refused

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(send, range(3)))
    assert uploads.path(settings.upload_folder, upload.id).read_bytes() == data
    assert seen(databases, upload).digest == hashlib.sha256(data).hexdigest()


def test_a_folder_that_is_older_than_the_database_is_told_as_it_is(databases: Databases, settings: Settings) -> None:
    upload = begun(databases, settings, 10)
    sent(databases, settings, upload, b"01234")
    uploads.path(settings.upload_folder, upload.id).write_bytes(b"012")
    assert uploads.told(settings.upload_folder, seen(databases, upload)) == 3
    assert sent(databases, settings, upload, b"3456789", offset=3).digest == hashlib.sha256(b"0123456789").hexdigest()


def test_an_upload_that_is_unknown_or_over_makes_no_file(databases: Databases, settings: Settings) -> None:
    upload = begun(databases, settings, 10)
    with pytest.raises(uploads.NoUpload):
        uploads.append(databases, settings.upload_folder, uuid4(), 0, b"x")
    expire(databases, upload)
    with pytest.raises(uploads.Expired):
        sent(databases, settings, upload, b"x")
    assert lying(settings) == set()


# --- kills -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("point", ["bytes", "written", "synced", "told", "whole"])
def test_a_killed_server_goes_on_where_it_said_and_the_file_is_whole(databases: Databases, settings: Settings, point: str) -> None:
    folder = settings.upload_folder
    for _kill in range(-(-REPEATS // 5)):
        data = random.randbytes(300_000 if point == "whole" else 3 * PIECE + 77_777)
        upload = begun(databases, settings, len(data))
        where = str(random.randrange(PIECE)) if point == "bytes" else point
        assert received(settings, upload, data, where) == -9

        offset = uploads.told(folder, seen(databases, upload))
        assert offset == {"whole": 0, "told": 2 * PIECE}.get(point, PIECE)
        assert received(settings, upload, data[offset:], "never", offset) == 0
        assert hashlib.sha256(uploads.path(folder, upload.id).read_bytes()).hexdigest() == seen(databases, upload).digest
        assert seen(databases, upload).digest == hashlib.sha256(data).hexdigest()
        with transaction(databases, reading=True) as session:
            jobs = [job for job in session.exec(select(Job)) if job.given == {"id": str(upload.id)}]
            assert len(jobs) == 1
            assert list(uploads.faults(session, folder)) == []


def received(settings: Settings, upload: Upload, data: bytes, point: str, offset: int = 0) -> int:
    """How the process ended that got the bytes."""
    command = [
        sys.executable,
        "-m",
        "tests.media.dying",
        settings.database,
        str(settings.upload_folder),
        str(upload.id),
        str(offset),
        point,
    ]
    return subprocess.run(command, cwd=ROOT, input=data, stderr=subprocess.DEVNULL, timeout=60, check=False).returncode


def test_what_a_kill_left_beyond_the_told_offset_never_comes_back(databases: Databases, settings: Settings) -> None:
    upload = begun(databases, settings, 10)
    sent(databases, settings, upload, b"01234")
    with uploads.path(settings.upload_folder, upload.id).open("ab") as file:
        file.write(b"never told to anybody, and longer than the whole")
    assert uploads.told(settings.upload_folder, seen(databases, upload)) == 5
    sent(databases, settings, upload, b"56789", offset=5)
    assert uploads.path(settings.upload_folder, upload.id).read_bytes() == b"0123456789"


# --- limits ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("purpose", "most"), [(Purpose.PICTURE, 50), (Purpose.PAPER, 3), (Purpose.SHEET, 4), (Purpose.PHOTOS, 5)], ids=str)
def test_each_purpose_has_its_size(db: Session, tmp_path: Path, purpose: Purpose, most: int) -> None:
    limits = Settings(data=tmp_path, paper_mb=3, sheet_mb=4, photos_mb=5)

    def create(length: int) -> Upload:
        return uploads.create(db, limits, owner_id=OWNER, user_id=uuid4(), purpose=purpose, name="", length=length)

    assert create(most * 1_000_000).length == most * 1_000_000
    with pytest.raises(uploads.TooLong, match=f"{most} MB"):
        create(most * 1_000_000 + 1)
    with pytest.raises(uploads.Empty):
        create(0)


def test_an_enterprise_has_so_many_open_uploads_and_another_one_has_its_own(databases: Databases, settings: Settings) -> None:
    limits = settings.model_copy(update={"uploads_open": 2})
    first, _second = begun(databases, limits, 1), begun(databases, limits, 1)
    with pytest.raises(uploads.TooMany):
        begun(databases, limits, 1)
    begun(databases, limits, 1, owner=UUID(int=8))
    sent(databases, limits, first, b"x")
    begun(databases, limits, 1)


def test_fifty_at_once_do_not_get_past_the_quota(databases: Databases, settings: Settings) -> None:
    limits = settings.model_copy(update={"uploads_open": 5})

    def attempt(_number: int) -> bool:
        try:
            begun(databases, limits, 1)
        except uploads.TooMany:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(50))) == 5


def test_an_enterprise_sends_so_much_in_a_day(databases: Databases, settings: Settings) -> None:
    limits = settings.model_copy(update={"upload_daily_mb": 1})
    first = begun(databases, limits, 600_000)
    with pytest.raises(uploads.TooMuch):
        begun(databases, limits, 500_000)
    with transaction(databases) as session:
        session.get_one(Upload, first.id).created_at = now() - timedelta(hours=25)
    begun(databases, limits, 500_000)


def test_the_disk_keeps_room_for_the_database(databases: Databases, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begun(databases, settings, 10)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage(10**12, 0, 10**8))
    with pytest.raises(Full):
        begun(databases, settings, 10)
    with pytest.raises(Full):
        sent(databases, settings, upload, b"x")
    monkeypatch.undo()
    assert sent(databases, settings, upload, b"x").offset == 1


def test_a_disk_that_fills_up_while_writing_is_told_and_nothing_of_the_piece_counts(
    databases: Databases, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = begun(databases, settings, 10)
    sent(databases, settings, upload, b"01234")

    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("app.media.uploads.os.fsync", full)
    with pytest.raises(Full):
        sent(databases, settings, upload, b"56789", offset=5)
    monkeypatch.undo()
    assert seen(databases, upload).offset == 5
    assert sent(databases, settings, upload, b"56789", offset=5).digest == hashlib.sha256(b"0123456789").hexdigest()


def test_a_name_is_shown_and_never_a_path(databases: Databases, settings: Settings) -> None:
    with transaction(databases) as session:
        upload = uploads.create(
            session,
            settings,
            owner_id=OWNER,
            user_id=uuid4(),
            purpose=Purpose.PAPER,
            name="../../etc/\0passwd\r\n\u202e" + "x" * 500,
            length=1,
        )
    sent(databases, settings, upload, b"x")
    assert upload.name.startswith("../../etc/passwdx")
    assert len(upload.name) == 200
    assert lying(settings) == {str(upload.id)}


# --- the end -----------------------------------------------------------------------------------------------------------------


def test_a_sweep_removes_what_is_over_and_what_belongs_to_nothing_and_leaves_the_rest(databases: Databases, settings: Settings) -> None:
    folder = settings.upload_folder
    over, going, kept, removed = (begun(databases, settings, 10) for _number in range(4))
    for upload in (over, going, kept):
        sent(databases, settings, upload, b"x")
    expire(databases, over)
    with transaction(databases) as session:
        uploads.keep(session, session.get_one(Upload, kept.id))
    uploads.remove(databases, folder, removed.id)
    (folder / str(uuid4())).write_bytes(b"left by a kill")

    assert uploads.sweep(databases, folder) == 1
    assert lying(settings) == {str(going.id), str(kept.id)}
    assert uploads.sweep(databases, folder) == 0
    for upload in (over, removed):
        with pytest.raises(uploads.NoUpload):
            sent(databases, settings, upload, b"x")


def test_faults_are_files_that_are_too_short_and_files_of_nobody(databases: Databases, settings: Settings) -> None:
    folder = settings.upload_folder
    short, lost, fine = (begun(databases, settings, 10) for _number in range(3))
    for upload in (short, lost, fine):
        sent(databases, settings, upload, b"01234")
    uploads.path(folder, short.id).write_bytes(b"0123")
    uploads.path(folder, lost.id).unlink()
    uploads.path(folder, fine.id).write_bytes(b"01234 and more than was told is as it should be")
    (folder / "stranger").write_bytes(b"")
    with transaction(databases, reading=True) as session:
        found = sorted(uploads.faults(session, folder))
    assert found == sorted([("short", str(short.id)), ("short", str(lost.id)), ("orphan", "stranger")])


def test_without_any_upload_there_is_nothing_to_do(databases: Databases, settings: Settings) -> None:
    assert uploads.sweep(databases, settings.upload_folder) == 0
    with transaction(databases, reading=True) as session:
        assert list(uploads.faults(session, settings.upload_folder)) == []
