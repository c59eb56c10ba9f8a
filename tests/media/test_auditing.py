"""A check of pictures finds everything that is missing, damaged or superfluous, and nothing else."""

import pytest
from sqlmodel import Session

from app.media.auditing import Fault, faults
from app.media.intake import keep, prepared
from app.media.models import Media
from app.media.storage import FolderStore, Store, original, public
from tests.media.pictures import encoded, photo


@pytest.fixture
def media(db: Session, store: Store) -> Media:
    return keep(db, store, encoded(photo(500, 400)))


def replaced(store: Store, name: str, data: bytes) -> None:
    store.delete(name)
    store.put({name: data})


def test_a_sound_store_has_no_faults(db: Session, store: Store, media: Media) -> None:
    assert list(faults(db, store)) == []


def test_missing_files_are_named(db: Session, store: Store, media: Media) -> None:
    store.delete(public(media.id, "320.webp"))
    store.delete(original(media.id))
    assert list(faults(db, store)) == [Fault("missing", original(media.id)), Fault("missing", public(media.id, "320.webp"))]


@pytest.mark.parametrize("place", [0, 0.5, -1])
def test_a_file_with_one_wrong_bit_is_damaged(db: Session, store: Store, media: Media, place: float) -> None:
    for name in (original(media.id), *(public(media.id, file) for file in ("320.webp", "500.webp", "share.jpg"))):
        whole = store.get(name)
        flipped = bytearray(whole)
        flipped[int(len(whole) * place)] ^= 1
        replaced(store, name, bytes(flipped))
        assert list(faults(db, store)) == [Fault("damaged", name)]
        assert list(faults(db, store, thorough=False)) == []
        replaced(store, name, whole)
    assert list(faults(db, store)) == []


def test_a_rendition_from_before_digests_is_unproven_and_only_a_cut_is_found(db: Session, store: Store, media: Media) -> None:
    media.digests = None
    db.flush()
    names = [public(media.id, file) for file in ("320.webp", "500.webp", "share.jpg")]
    assert sorted(faults(db, store)) == [Fault("unproven", name) for name in sorted(names)]
    assert list(faults(db, store, thorough=False)) == []
    for name in names:
        whole = store.get(name)
        replaced(store, name, whole[:-1])
        assert Fault("damaged", name) in set(faults(db, store))
        replaced(store, name, whole)


def test_what_a_given_up_upload_left_behind_counts_as_it_lies_there(db: Session, store: Store) -> None:
    data = encoded(photo(500, 400))
    media_id = prepared(store, data).id
    replaced(store, public(media_id, "320.webp"), store.get(public(media_id, "500.webp")))  # as an older encoder would write it
    keep(db, store, data)
    assert list(faults(db, store)) == []


@pytest.mark.parametrize("file", ["320.webp", "share.jpg"])
def test_a_rendition_that_was_cut_off_or_exchanged_is_damaged(db: Session, store: Store, media: Media, file: str) -> None:
    name = public(media.id, file)
    for wrong in (store.get(name)[:-1], b"", store.get(public(media.id, "share.jpg" if file == "320.webp" else "320.webp"))):
        replaced(store, name, wrong)
        assert list(faults(db, store)) == [Fault("damaged", name)]


def test_files_without_a_row_are_orphans(db: Session, store: Store, media: Media) -> None:
    store.put({original("b" * 64): b"x", public("b" * 64, "320.webp"): b"y"})
    assert set(faults(db, store)) == {Fault("orphan", original("b" * 64)), Fault("orphan", public("b" * 64, "320.webp"))}


def test_files_that_are_not_ours_are_strangers(db: Session, store: Store, media: Media) -> None:
    if isinstance(store, FolderStore):
        (store.root / "public" / "notes.txt").write_text("mine")
        assert list(faults(db, store)) == [Fault("stranger", "public/notes.txt")]
    else:
        assert list(faults(db, store)) == []
