"""What has arrived whole becomes a picture, a paper or a reason, once, however often it is looked at."""

import hashlib
import io
from uuid import UUID, uuid4

import pytest
from PIL import ExifTags, Image
from sqlmodel import select

from app.db import Databases, transaction
from app.media import arrivals, papers, uploads
from app.media.auditing import faults
from app.media.models import Media, PaperFile, Upload
from app.media.storage import Store, Unreachable, paper
from app.media.uploads import Purpose
from app.settings import Settings
from tests.media.pdfs import a_pdf
from tests.media.pictures import encoded, photo, png_that_claims

PHOTO = encoded(photo(900, 700))


def arrived(databases: Databases, settings: Settings, data: bytes, purpose: Purpose = Purpose.PICTURE) -> Upload:
    with transaction(databases) as session:
        upload = uploads.create(session, settings, owner_id=UUID(int=7), user_id=uuid4(), purpose=purpose, name="", length=len(data))
    return uploads.append(databases, settings.upload_folder, upload.id, 0, data)


def looked_at(databases: Databases, settings: Settings, store: Store, upload: Upload) -> Upload | None:
    """As the job does it."""
    examined = arrivals.examine(store, settings.upload_folder, upload)
    with transaction(databases) as session:
        return arrivals.settle(session, upload.id, examined)


def test_a_picture_is_stored_and_the_upload_remembers_who_brought_it(databases: Databases, settings: Settings, store: Store) -> None:
    upload = arrived(databases, settings, PHOTO)
    for _again in range(2):  # as after a kill between the commit and the end of the file
        settled = looked_at(databases, settings, store, upload)
        assert settled
        assert (settled.media_id, settled.problem) == (hashlib.sha256(PHOTO).hexdigest(), "")
        assert arrivals.refusal(settled) is None
    with transaction(databases, reading=True) as session:
        assert len(session.exec(select(Media)).all()) == 1
        assert list(faults(session, store)) == []
    assert uploads.sweep(databases, settings.upload_folder) == 0
    assert list(settings.upload_folder.iterdir()) == []
    with transaction(databases, reading=True) as session:
        assert session.get_one(Upload, upload.id).media_id


def test_advice_is_kept_with_the_upload(databases: Databases, settings: Settings, store: Store) -> None:
    settled = looked_at(databases, settings, store, arrived(databases, settings, encoded(photo(300, 300).point(lambda value: value / 4))))
    assert settled
    assert {"small", "dark"} <= set(settled.advice)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ", "PDF"),
        (b"nothing of the kind", "This file is not a picture"),
        (PHOTO[: len(PHOTO) // 2], "damaged"),
        (png_that_claims(30_000, 30_000), "900"),
    ],
    ids=["paper", "text", "half", "bomb"],
)
def test_what_is_no_good_picture_is_refused_in_words_and_leaves_nothing(
    databases: Databases, settings: Settings, store: Store, data: bytes, words: str
) -> None:
    settled = looked_at(databases, settings, store, arrived(databases, settings, data))
    assert settled
    refusal = arrivals.refusal(settled)
    assert refusal
    assert words in refusal.message.format(**refusal.facts)
    assert settled.media_id is None
    assert list(store.names()) == []


def test_a_file_that_changed_on_the_disk_is_not_taken(databases: Databases, settings: Settings, store: Store) -> None:
    changed, lost = (arrived(databases, settings, PHOTO) for _number in range(2))
    uploads.path(settings.upload_folder, changed.id).write_bytes(PHOTO + b"x")
    uploads.clear(settings.upload_folder, lost.id)
    for upload in (changed, lost):
        settled = looked_at(databases, settings, store, upload)
        assert settled
        assert arrivals.refusal(settled) == (arrivals.Damaged.message, {})


@pytest.mark.parametrize(("data", "names"), [(a_pdf(), [papers.PDF]), (PHOTO, [papers.PAGE, papers.SMALL])], ids=["pdf", "picture"])
def test_a_paper_is_kept_where_nobody_fetches_it_without_being_asked_who_they_are(
    databases: Databases, settings: Settings, store: Store, data: bytes, names: list[str]
) -> None:
    upload = arrived(databases, settings, data, Purpose.PAPER)
    for _again in range(2):  # as after a kill between the commit and the end of the job
        settled = looked_at(databases, settings, store, upload)
        assert settled
        assert (settled.media_id, settled.problem) == (str(upload.id), "")
    with transaction(databases, reading=True) as session:
        row = session.get_one(PaperFile, upload.id)
        assert (row.owner_id, sorted(row.digests)) == (UUID(int=7), names)
        assert session.exec(select(Media)).all() == []
        assert list(faults(session, store)) == []
    assert sorted(store.names()) == [paper(upload.id, name) for name in names]
    assert uploads.sweep(databases, settings.upload_folder) == 0


def test_the_picture_of_a_paper_does_not_say_where_it_was_taken(databases: Databases, settings: Settings, store: Store) -> None:
    picture = photo(900, 700)
    exif = picture.getexif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (1.0, 29.0, 0.0)})
    upload = arrived(databases, settings, encoded(picture, exif=exif), Purpose.PAPER)
    assert looked_at(databases, settings, store, upload)
    assert not Image.open(io.BytesIO(store.get(paper(upload.id, papers.PAGE)))).getexif().get_ifd(ExifTags.IFD.GPSInfo)


def test_a_paper_that_nothing_refers_to_is_forgotten_with_its_files(databases: Databases, settings: Settings, store: Store) -> None:
    settled = looked_at(databases, settings, store, arrived(databases, settings, a_pdf(), Purpose.PAPER))
    assert settled
    with transaction(databases) as session:
        row = session.get_one(PaperFile, settled.id)
        assert papers.unused(session, []) == []  # somebody may be about to save the form
        row.created_at -= papers.UNUSED
        session.flush()
        assert papers.unused(session, [row.id]) == []
        names = [name for one in papers.unused(session, []) for name in papers.remove(session, one)]
    assert names == list(store.names())
    with transaction(databases, reading=True) as session:
        assert session.exec(select(Upload)).all() == []


def test_a_paper_that_is_neither_pdf_nor_picture_is_refused(databases: Databases, settings: Settings, store: Store) -> None:
    settled = looked_at(databases, settings, store, arrived(databases, settings, b"MZ\0\0 a program", Purpose.PAPER))
    assert settled
    assert arrivals.refusal(settled)


def test_a_store_that_does_not_answer_is_no_fault_of_the_file(
    databases: Databases, settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_given: object) -> None:
        raise Unreachable

    monkeypatch.setattr(type(store), "put", unreachable)
    upload = arrived(databases, settings, PHOTO)
    with pytest.raises(Unreachable):
        looked_at(databases, settings, store, upload)
    monkeypatch.undo()
    settled = looked_at(databases, settings, store, upload)
    assert settled
    assert settled.media_id


def test_an_upload_that_was_removed_meanwhile_stays_removed(databases: Databases, settings: Settings, store: Store) -> None:
    upload = arrived(databases, settings, PHOTO)
    examined = arrivals.examine(store, settings.upload_folder, upload)
    uploads.remove(databases, settings.upload_folder, upload.id)
    with transaction(databases) as session:
        assert arrivals.settle(session, upload.id, examined) is None
        assert session.exec(select(Media)).all() == []
