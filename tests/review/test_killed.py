"""The server is killed while it takes in, decides or imports: all of it happened or nothing, nothing twice, and it goes on from there."""

import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, func, select

from app import works
from app.catalogue.models import Change, Listing, Product
from app.checking import Grade, findings
from app.db import Databases, now, transaction
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.media import arrivals, uploads
from app.media.models import Media, Upload
from app.media.storage import store_from
from app.media.uploads import Purpose
from app.review import importing
from app.review.importing import DRAFTS, Order
from app.review.models import Event, State, Submission
from app.settings import Settings
from tests.conftest import REPEATS
from tests.dying import Death, deaths
from tests.media.pictures import encoded, photo
from tests.review.conftest import Hall
from tests.review.test_importing import Desk

Die = Callable[[Death], int]
KILLS = REPEATS * 2 // 5
"""At each point: 4, or 20 by `make test-long`."""

WITHIN = (
    "app.catalogue.listing.list_product",
    "app.catalogue.search.put",
    "app.catalogue.changes.record",
    "app.catalogue.publishing.put_product",
    "app.review.workflow._decide",
    "app.review.audit.record",
    "commit",
)


@pytest.fixture(scope="module")
def killer() -> Iterator[Callable[[Settings, Death], int]]:
    with deaths() as kill:
        yield kill


@pytest.fixture
def die(killer: Callable[[Settings, Death], int], settings: Settings) -> Die:
    return lambda death: killer(settings, death)


def whole(settings: Settings, databases: Databases) -> bool:
    """Whether `etalase check` finds nothing wrong, every file read."""
    found = findings(settings, databases, store_from(settings), thorough=True)
    return [finding.sentence for finding in found if finding.grade is Grade.FAILURE] == []


def shown(databases: Databases, given: Submission) -> list[str | int]:
    """The state of a submission, and how many rows its product has: its own, in listings, in the feed of changes, in the record."""
    with transaction(databases, reading=True) as db:
        counts = [
            db.exec(select(func.count()).select_from(table).where(column == given.entity_id)).one()
            for table, column in ((Product, col(Product.id)), (Listing, col(Listing.product_id)), (Change, col(Change.entity_id)))
        ]
        events = db.exec(select(func.count()).select_from(Event).where(Event.action == "approved", Event.submission_id == given.id)).one()
        return [db.get_one(Submission, given.id).state, *counts, events]


@pytest.mark.parametrize("point", WITHIN)
def test_a_decision_that_is_cut_off_is_all_there_or_not_at_all(
    settings: Settings, databases: Databases, open_hall: Hall, die: Die, point: str
) -> None:
    with transaction(databases) as db:
        given = open_hall.submitted(db)
    death = Death("approve", point, submission=str(given.id), version=given.version, person=str(open_hall.bob.user.id))
    for _kill in range(KILLS):
        assert die(death) == -9
        assert shown(databases, given) == [State.SUBMITTED, 0, 0, 0, 0]
    assert die(replace(death, point="done")) == -9
    assert shown(databases, given) == [State.APPROVED, 1, 4, 1, 1]
    assert whole(settings, databases)


@pytest.mark.parametrize("point", ["app.review.workflow._hand_over", "app.review.audit.record", "commit"])
def test_what_is_handed_in_is_handed_in_or_still_a_draft(
    settings: Settings, databases: Databases, open_hall: Hall, die: Die, point: str
) -> None:
    with transaction(databases) as db:
        draft = open_hall.draft(db)
    death = Death("submit", point, submission=str(draft.id), version=draft.version, person=str(open_hall.alice.user.id))
    for _kill in range(KILLS):
        assert die(death) == -9
        assert kept(databases, draft) == (State.DRAFT, draft.version, False, draft.typed)
    assert die(replace(death, point="done")) == -9
    assert kept(databases, draft) == (State.SUBMITTED, draft.version + 1, True, draft.typed)
    assert whole(settings, databases)


def kept(databases: Databases, draft: Submission) -> tuple[str, int, bool, dict[str, Any]]:
    with transaction(databases, reading=True) as db:
        found = db.get_one(Submission, draft.id)
    return found.state, found.version, bool(found.content), found.typed


# --- jobs ------------------------------------------------------------------------------------------------------------------------


def run_on(settings: Settings, databases: Databases) -> None:
    """Half a minute later, in a server that was started anew."""
    with transaction(databases) as db:
        for job in db.exec(select(Job).where(col(Job.state) == JobState.RUNNING)):
            job.due_at = now() - timedelta(seconds=1)
    worker = works.worker(databases, store_from(settings), settings, threads=0)
    while worker.run_one():
        pass


@pytest.mark.parametrize(
    "point", ["app.media.intake.checked", "app.media.intake._put", "app.media.arrivals.settle", "app.media.uploads.clear"]
)
def test_a_photo_whose_worker_is_killed_becomes_one_picture(settings: Settings, databases: Databases, die: Die, point: str) -> None:
    for kill in range(max(1, KILLS // 4)):
        data = encoded(photo(400 + kill, 300))
        with transaction(databases) as db:
            new = uploads.create(
                db, settings, owner_id=UUID(int=7), user_id=UUID(int=8), purpose=Purpose.PICTURE, name="", length=len(data)
            )
        uploads.append(databases, settings.upload_folder, new.id, 0, data, arrived=_followed)
        assert die(Death("work", point)) == -9
        run_on(settings, databases)
        with transaction(databases, reading=True) as db:
            assert db.get_one(Upload, new.id).media_id
            assert db.exec(select(func.count()).select_from(Media)).one() == kill + 1
            assert {job.state for job in db.exec(select(Job).where(Job.kind == arrivals.KIND))} == {JobState.DONE}
    uploads.sweep(databases, settings.upload_folder)
    assert list(settings.upload_folder.iterdir()) == []
    assert whole(settings, databases)


def _followed(db: Session, upload: Upload) -> None:
    queue.enqueue(db, arrivals.KIND, {"id": str(upload.id)})


@pytest.mark.parametrize("point", ["app.review.drafts.save", "app.media.intake._put", "app.review.imported.Drafts.put"])
def test_an_import_that_is_killed_goes_on_and_doubles_nothing(
    settings: Settings, databases: Databases, open_hall: Hall, die: Die, point: str
) -> None:
    rows, photos = 50, 4
    desk = Desk(databases, settings, open_hall)
    order = desk.order(*(f"A-{n};Kue {n};Abon;25.000;250 gr;" for n in range(rows)), photos=some_photos(photos))
    with transaction(databases) as db:
        job = importing.ask(db, open_hall.alice, open_hall.maker.id, DRAFTS, Order.model_validate(order))
    for kill in range(max(1, KILLS // 4)):  # each gets further, and what was done is not done again: the later ones may find little to do
        assert die(Death("work", point, nth=random.randint(1, photos if "intake" in point else rows))) in ((-9,) if not kill else (-9, 0))
        with transaction(databases) as db:
            db.get_one(Job, job.id).due_at = now() - timedelta(seconds=1)
            db.get_one(Job, job.id).tries = 0
    run_on(settings, databases)
    with transaction(databases, reading=True) as db:
        drafts = db.exec(select(Submission)).all()
        assert db.get_one(Job, job.id).state == JobState.DONE
        assert db.exec(select(func.count()).select_from(Media)).one() == photos
    assert sorted(draft.typed["fields"]["reference"] for draft in drafts) == sorted(f"A-{n}" for n in range(rows))
    assert sum(bool(draft.typed["pictures"]) for draft in drafts) == photos
    assert whole(settings, databases)


def some_photos(count: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(count):
            archive.writestr(f"A-{n * 12}.jpg", encoded(photo(400 + n, 300)))
    return out.getvalue()
