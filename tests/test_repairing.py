"""What `etalase check --repair` makes again, and what it leaves alone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, delete, select

from app import repairing, works
from app.catalogue.models import Listing
from app.checking import Grade, findings
from app.db import Databases, now, transaction
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.media import arrivals, papers, uploads
from app.media.intake import keep
from app.media.models import Media, Upload
from app.media.storage import Store, original, paper, public
from app.media.uploads import Purpose
from app.settings import Settings
from tests import factories
from tests.media.pdfs import a_pdf
from tests.media.pictures import encoded, photo

PHOTO = encoded(photo(700, 500))


def failures(settings: Settings, databases: Databases, store: Store) -> list[str]:
    return [f.sentence for f in findings(settings, databases, store, thorough=True) if f.grade is Grade.FAILURE]


def repaired(settings: Settings, databases: Databases, store: Store) -> list[str]:
    return list(repairing.repairs(settings, databases, store))


@pytest.fixture
def media(databases: Databases, store: Store) -> Media:
    with transaction(databases) as session:
        return keep(session, store, PHOTO)


def exchanged(store: Store, name: str, data: bytes | None) -> None:
    store.delete(name)
    if data is not None:
        store.put({name: data})


@pytest.mark.parametrize("left", [None, b"", b"RIFF and not much more"], ids=["gone", "empty", "other"])
def test_renditions_are_drawn_again_from_what_was_sent(
    settings: Settings, databases: Databases, store: Store, media: Media, left: bytes | None
) -> None:
    exchanged(store, public(media.id, "320.webp"), left)
    exchanged(store, public(media.id, "share.jpg"), left)
    assert len(failures(settings, databases, store)) == 2
    assert len(repaired(settings, databases, store)) == 1
    assert failures(settings, databases, store) == []
    assert repaired(settings, databases, store) == []


def test_what_was_sent_cannot_be_made_again_and_everything_else_stays(
    settings: Settings, databases: Databases, store: Store, media: Media
) -> None:
    exchanged(store, original(media.id), None)
    before = {name: store.get(name) for name in store.names()}
    (told,) = repaired(settings, databases, store)
    assert f"Copy originals/{media.id} from a backup" in told
    assert {name: store.get(name) for name in store.names()} == before


def test_files_that_belong_to_no_picture_are_left_alone(settings: Settings, databases: Databases, store: Store, media: Media) -> None:
    with transaction(databases) as session:
        session.delete(session.get_one(Media, media.id))
    before = set(store.names())
    assert repaired(settings, databases, store) == []
    assert set(store.names()) == before


def test_listings_are_written_anew_where_they_are_not_as_many_as_they_should_be(
    settings: Settings, databases: Databases, store: Store
) -> None:
    with transaction(databases) as session:
        factories.a_frame(session)
        factories.a_product(session, factories.an_enterprise(session))
        session.execute(delete(Listing))
    assert len(failures(settings, databases, store)) == 1
    assert repaired(settings, databases, store) == ["all listing and search rows were written anew"]
    assert failures(settings, databases, store) == []


def test_a_picture_that_arrived_and_was_given_up_is_looked_at_again(settings: Settings, databases: Databases, store: Store) -> None:
    with transaction(databases) as session:
        begun = uploads.create(
            session, settings, owner_id=UUID(int=7), user_id=uuid4(), purpose=Purpose.PICTURE, name="", length=len(PHOTO)
        )
    uploads.append(databases, settings.upload_folder, begun.id, 0, PHOTO, arrived=lambda session, whole: _given_up(session, whole))
    assert len(failures(settings, databases, store)) == 1
    assert repaired(settings, databases, store) == ["1 uploads that were given up will be looked at again"]
    assert failures(settings, databases, store) == []
    while works.worker(databases, store, settings, threads=0).run_one():
        pass
    with transaction(databases, reading=True) as session:
        assert session.exec(select(Upload.media_id)).one()


def _given_up(session: Session, upload: Upload) -> None:
    job = queue.enqueue(session, arrivals.KIND, {"id": str(upload.id)})
    job.state, job.ended_at = JobState.FAILED, now() - timedelta(hours=1)


def test_a_picture_whose_job_still_waits_is_left_to_it(settings: Settings, databases: Databases, store: Store) -> None:
    with transaction(databases) as session:
        begun = uploads.create(
            session, settings, owner_id=UUID(int=7), user_id=uuid4(), purpose=Purpose.PICTURE, name="", length=len(PHOTO)
        )
    path = settings.upload_folder
    uploads.append(
        databases, path, begun.id, 0, PHOTO, arrived=lambda session, whole: queue.enqueue(session, arrivals.KIND, {"id": str(whole.id)})
    )
    assert repaired(settings, databases, store) == []
    with transaction(databases, reading=True) as session:
        assert len(session.exec(select(Job)).all()) == 1


def test_files_of_no_upload_are_removed(settings: Settings, databases: Databases, store: Store) -> None:
    settings.upload_folder.mkdir()
    (settings.upload_folder / str(uuid4())).write_bytes(b"left by a kill")
    assert repaired(settings, databases, store) == ["1 files that belonged to no upload were removed"]
    assert list(settings.upload_folder.iterdir()) == []


def test_the_file_of_a_certificate_is_asked_for_from_a_backup(settings: Settings, databases: Databases, store: Store) -> None:
    data = a_pdf()
    with transaction(databases) as session:
        upload = uploads.create(
            session, settings, owner_id=uuid4(), user_id=uuid4(), purpose=Purpose.PAPER, name="halal.pdf", length=len(data)
        )
    upload = uploads.append(databases, settings.upload_folder, upload.id, 0, data)
    examined = arrivals.examine(store, settings.upload_folder, upload)
    with transaction(databases) as session:
        arrivals.settle(session, upload.id, examined)
    uploads.clear(settings.upload_folder, upload.id)
    assert failures(settings, databases, store) == []
    name = paper(upload.id, papers.PDF)
    store.delete(name)
    assert failures(settings, databases, store) == [f"missing: {name}"]
    assert repaired(settings, databases, store) == [f"the file of a certificate cannot be made again. Copy {name} from a backup."]
