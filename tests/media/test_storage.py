"""Pictures are stored once, whole or not at all, under names that lead nowhere else."""

import errno
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.media.storage import FolderStore, Full, Missing, S3Store, Store, Unreachable, original, public, store_from
from app.settings import Settings

DIGEST = "a" * 64
ORIGINAL = original(DIGEST)
SMALL = public(DIGEST, "320.webp")
SHARE = public(DIGEST, "share.jpg")

STRANGE_NAMES = [
    "",
    "public",
    f"public/{DIGEST}",
    f"public/{DIGEST}/",
    f"public/{DIGEST}/../../../etc/passwd",
    "originals/../../etc/passwd",
    f"/originals/{DIGEST}",
    f"originals/{DIGEST}\n",
    f"originals/{DIGEST}\0.webp",
    f"originals/{'A' * 64}",
    f"originals/{DIGEST[:-1]}",
    f"public/{DIGEST}/0320.webp",
    f"public/{DIGEST}/320.svg",
    f"public/{DIGEST}/320.webp/x",
    f"public\\{DIGEST}\\320.webp",
    f".incoming/{DIGEST}",
]


def test_what_was_put_can_be_got_listed_and_deleted(store: Store) -> None:
    store.put({ORIGINAL: b"as sent", SMALL: b"RIFF", SHARE: b"\xff\xd8"})
    assert store.get(ORIGINAL) == b"as sent"
    assert store.exists(SHARE)
    assert set(store.names()) == {ORIGINAL, SMALL, SHARE}
    store.delete(SMALL)
    store.delete(SMALL)
    assert set(store.names()) == {ORIGINAL, SHARE}
    assert not store.exists(SMALL)


def test_an_empty_store_is_ready_and_lists_nothing(store: Store) -> None:
    store.ready()
    assert list(store.names()) == []


def test_what_is_not_there_is_missing(store: Store) -> None:
    with pytest.raises(Missing):
        store.get(SMALL)


def test_what_is_there_stays_as_it_is(store: Store) -> None:
    assert store.put({SMALL: b"first"}) == set()
    assert store.put({SMALL: b"second", SHARE: b"new"}) == {SMALL}
    assert (store.get(SMALL), store.get(SHARE)) == (b"first", b"new")


def test_many_may_put_the_same_picture_at_once(store: Store) -> None:
    files = {ORIGINAL: b"x" * 100_000, SMALL: b"y" * 50_000}
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.put(files), range(16)))
    assert {name: store.get(name) for name in store.names()} == files


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_no_name_leads_out_of_the_store(store: Store, name: str) -> None:
    for use in (store.get, store.exists, store.delete, lambda strange: store.put({strange: b"x"})):
        with pytest.raises(ValueError, match="not the name of a stored picture"):
            use(name)


def test_a_folder_refuses_before_the_disk_is_full(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, kept_free=1 << 60)
    with pytest.raises(Full) as refusal:
        store.put({SMALL: b"x"})
    assert refusal.value.status == 507
    with pytest.raises(Full):
        store.ready()
    assert list(store.names()) == []


def test_a_folder_that_is_lost_is_not_ready_and_is_not_made_anew(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "pictures", kept_free=0)
    store.put({SMALL: b"x"})
    (tmp_path / "pictures").rename(tmp_path / "elsewhere")
    for use in (store.ready, lambda: store.put({SHARE: b"y"})):
        with pytest.raises(Unreachable):
            use()
    assert not (tmp_path / "pictures").exists()
    (tmp_path / "elsewhere").rename(tmp_path / "pictures")
    store.ready()
    assert store.get(SMALL) == b"x"


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ESTALE])
def test_a_folder_that_may_not_be_written_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refused(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    store = FolderStore(tmp_path, kept_free=0)
    store.ready()
    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    with pytest.raises(Unreachable):
        store.ready()


def test_something_else_in_its_place_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_bytes(b"")
    with pytest.raises(Unreachable):
        FolderStore(tmp_path / "pictures", kept_free=0).ready()


def test_a_disk_that_fills_up_on_the_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tmp_path, kept_free=0)
    flushed = []

    def fills_up(descriptor: int) -> None:
        flushed.append(descriptor)
        if len(flushed) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fills_up)
    with pytest.raises(Full):
        store.put({ORIGINAL: b"1", SMALL: b"2", SHARE: b"3"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_other_troubles_of_the_disk_are_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", breaks)
    with pytest.raises(OSError, match="Input/output"):
        FolderStore(tmp_path, kept_free=0).put({SMALL: b"2"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_every_byte_and_every_new_name_is_on_the_disk_before_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush, flushed = os.fsync, []

    def watched(descriptor: int) -> None:
        flushed.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")).relative_to(tmp_path).as_posix())
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    FolderStore(tmp_path, kept_free=0).put({SMALL: b"2", SHARE: b"3"})
    assert [bool(re.fullmatch(r"\.incoming/[0-9a-f]{32}", name)) for name in flushed[:2]] == [True, True]
    assert set(flushed[2:]) == {f"public/{DIGEST}", "public"}


def test_a_killed_upload_leaves_no_half_file_and_its_rest_is_cleared_away(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from app.media import storage\n"
        "os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
        f"storage.FolderStore(Path(sys.argv[1]), kept_free=0).put({{{SMALL!r}: b'x' * 100}})"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -9
    store = FolderStore(tmp_path, kept_free=0)
    assert list(store.names()) == []
    (left,) = (tmp_path / ".incoming").iterdir()
    store.ready()
    assert left.exists()  # it might belong to an upload that is still running
    os.utime(left, (time.time() - 90_000,) * 2)
    store.ready()
    assert not left.exists()


def test_settings_choose_the_store(tmp_path: Path, s3_settings: Settings) -> None:
    local = store_from(Settings(data=tmp_path))
    assert isinstance(local, FolderStore)
    assert local.root == tmp_path / "media"
    assert isinstance(store_from(s3_settings), S3Store)
    for wrong in ("ftp://files", "s3://", "media"):
        with pytest.raises(ValueError, match="s3://bucket/prefix"):
            store_from(Settings(media_store=wrong))


def test_a_bucket_that_does_not_answer_is_busy_not_broken() -> None:
    secret = SecretStr("x")
    store = store_from(Settings(media_store="s3://nowhere", s3_endpoint="http://127.0.0.1:18149", s3_key=secret, s3_secret=secret))
    with pytest.raises(Unreachable):
        store.ready()


def test_a_bucket_that_was_never_made_is_a_fault_of_the_store_not_a_missing_picture(s3_settings: Settings) -> None:
    store = store_from(s3_settings.model_copy(update={"media_store": "s3://never-made"}))
    for use in (store.ready, lambda: list(store.names()), lambda: store.put({SMALL: b"x"})):
        with pytest.raises(Unreachable):
            use()


def test_prefixes_keep_centres_apart_in_one_bucket(s3_settings: Settings) -> None:
    here = store_from(s3_settings)
    there = store_from(s3_settings.model_copy(update={"media_store": s3_settings.media_store + "-2"}))
    here.put({SMALL: b"here"})
    assert list(there.names()) == []
    assert not there.exists(SMALL)
