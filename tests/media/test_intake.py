"""A picture is kept once, completely, or refused without a trace."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, func, select

from app.db import Databases, transaction
from app.errors import CatalogueError
from app.media import intake
from app.media.intake import keep, prepared, recorded
from app.media.models import Media
from app.media.storage import FolderStore, Full, Store, original
from tests.media.pictures import encoded, photo, plain, png_that_claims

PHOTO = encoded(photo(1000, 700))


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Media)).one()


@pytest.fixture
def folder(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "pictures", kept_free=0)


def test_a_kept_picture_has_its_row_and_all_its_files(db: Session, store: Store) -> None:
    media = keep(db, store, PHOTO)
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert (media.id, media.kind, media.width, media.height, media.widths, media.bytes) == (
        digest, "jpeg", 1000, 700, [320, 640, 960, 1000], len(PHOTO)
    )  # fmt: skip
    files = {"share.jpg", "320.webp", "640.webp", "960.webp", "1000.webp"}
    assert set(store.names()) == {f"originals/{digest}", *(f"public/{digest}/{name}" for name in files)}
    assert store.get(original(digest)) == PHOTO


def test_the_same_bytes_again_are_the_same_picture_and_are_not_decoded_again(
    db: Session, folder: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keep(db, folder, PHOTO)
    monkeypatch.setattr(intake, "checked", None)
    assert keep(db, folder, PHOTO) is first
    assert count(db) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", PHOTO[:5000], png_that_claims(20_000, 20_000), encoded(plain("red"), "TIFF")],
    ids=["empty", "svg", "cut", "bomb", "tiff"],
)
def test_a_refused_picture_leaves_nothing_behind(db: Session, store: Store, data: bytes) -> None:
    with pytest.raises(CatalogueError):
        keep(db, store, data)
    assert count(db) == 0
    assert list(store.names()) == []


def test_without_room_there_is_no_row_either(db: Session, tmp_path: Path) -> None:
    with pytest.raises(Full):
        keep(db, FolderStore(tmp_path, kept_free=1 << 60), PHOTO)
    assert count(db) == 0


def test_two_who_send_the_same_picture_at_once_share_one_row(databases: Databases, folder: FolderStore) -> None:
    def send(_: int) -> str:
        media = prepared(folder, PHOTO)
        with transaction(databases) as session:
            return recorded(session, media).id

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(send, range(8)))) == 1
    with transaction(databases, reading=True) as session:
        assert count(session) == 1


def test_what_else_a_transaction_did_survives_meeting_a_twin(
    databases: Databases, folder: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = prepared(folder, encoded(plain("green")))
    with transaction(databases) as session:
        recorded(session, prepared(folder, PHOTO))
    with transaction(databases) as session:
        session.add(other)
        looks = iter([None])
        look = session.get

        def looked_too_early(*found: Any, **options: Any) -> Media | None:
            """As if the twin came between the look and the insert."""
            return next(looks, look(*found, **options))

        monkeypatch.setattr(session, "get", looked_too_early)
        assert recorded(session, prepared(folder, PHOTO)).width == 1000
    with transaction(databases, reading=True) as session:
        assert count(session) == 2
