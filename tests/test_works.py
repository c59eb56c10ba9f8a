"""What is enqueued is done: by the server's own threads, and by `etalase work`."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app import works
from app.accounts.models import Challenge
from app.checking import Grade, findings
from app.db import Databases, now, transaction
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.main import create_app
from app.media import arrivals, uploads
from app.media.models import Upload
from app.media.storage import store_from
from app.media.uploads import Purpose
from app.post import letters
from app.post.letters import Letter
from app.settings import Settings
from tests.conftest import ROOT
from tests.live import until
from tests.media.pictures import encoded, photo

PHOTO = encoded(photo(900, 700))


def arrived(databases: Databases, settings: Settings, data: bytes = PHOTO) -> Upload:
    """An upload that is whole, with its job."""
    with transaction(databases) as session:
        upload = uploads.create(
            session, settings, owner_id=UUID(int=7), user_id=uuid4(), purpose=Purpose.PICTURE, name="", length=len(data)
        )
    return uploads.append(
        databases,
        settings.upload_folder,
        upload.id,
        0,
        data,
        arrived=lambda session, whole: queue.enqueue(session, arrivals.KIND, {"id": str(whole.id)}),
    )


def row(databases: Databases, upload: Upload) -> Upload:
    with transaction(databases, reading=True) as session:
        return session.get_one(Upload, upload.id)


def posted(databases: Databases) -> Job:
    with transaction(databases) as session:
        return letters.post(session, Letter("a@example.org", "Halo", "https://example.org/x", "id"))


def state(databases: Databases, job: Job) -> str:
    with transaction(databases, reading=True) as session:
        return session.get_one(Job, job.id).state


def run_all(databases: Databases, settings: Settings) -> None:
    worker = works.worker(databases, store_from(settings), settings, threads=0)
    while worker.run_one():
        pass


@pytest.mark.parametrize("data", [PHOTO, b"no picture"], ids=["good", "bad"])
def test_a_file_that_arrived_is_looked_at_and_its_bytes_are_cleared_away(databases: Databases, settings: Settings, data: bytes) -> None:
    upload = arrived(databases, settings, data)
    run_all(databases, settings)
    assert bool(row(databases, upload).media_id) == (data is PHOTO)
    assert bool(row(databases, upload).problem) == (data is not PHOTO)
    assert list(settings.upload_folder.iterdir()) == []


def test_the_sweep_takes_uploads_and_challenges_and_jobs_that_are_over(databases: Databases, settings: Settings) -> None:
    upload = arrived(databases, settings, b"x")
    with transaction(databases) as session:
        session.get_one(Upload, upload.id).expires_at = now() - timedelta(seconds=1)
        session.get_one(Upload, upload.id).problem = '["This was no picture.", {}]'
        session.add(Challenge(digest="a", expires_at=now() - timedelta(hours=1)))
        session.add(Job(kind="old", state=JobState.DONE, ended_at=now() - timedelta(days=40)))
        sweep = queue.recur(session, works.SWEEP, timedelta(hours=1))
        session.exec(select(Job).where(Job.kind == arrivals.KIND)).one().due_at = now() + timedelta(hours=1)
    run_all(databases, settings)
    with transaction(databases, reading=True) as session:
        assert session.get_one(Job, sweep.id).result == {
            "uploads": 1,
            "accounts": 1,
            "jobs": 1,
            "notices": 0,
            "papers": 0,
            "visits": 0,
            "inquiries": 0,
            "translations": 0,
        }
        assert session.exec(select(Upload)).all() == []


def test_a_picture_that_nobody_has_looked_at_is_not_over_however_long_that_takes(databases: Databases, settings: Settings) -> None:
    upload = arrived(databases, settings)
    with transaction(databases) as session:
        session.get_one(Upload, upload.id).expires_at = now() - timedelta(days=3)
    assert uploads.sweep(databases, settings.upload_folder) == 0
    run_all(databases, settings)
    assert row(databases, upload).media_id


def test_the_check_tells_of_uploads_that_lost_bytes_and_files_of_nobody(databases: Databases, settings: Settings) -> None:
    store = store_from(settings)

    def told() -> list[Grade]:
        return [finding.grade for finding in findings(settings, databases, store) if finding.subject == "uploads"]

    assert told() == [Grade.GOOD]
    upload = arrived(databases, settings)
    assert told() == [Grade.GOOD]
    uploads.path(settings.upload_folder, upload.id).write_bytes(b"x")
    (settings.upload_folder / "stranger").write_bytes(b"x")
    assert told() == [Grade.FAILURE, Grade.WARNING]


def test_a_server_runs_jobs_by_itself(databases: Databases, settings: Settings) -> None:
    job = posted(databases)
    with TestClient(create_app(settings)):
        assert until(lambda: state(databases, job) == JobState.DONE)


def test_a_server_that_shall_not_leaves_them_alone(databases: Databases, settings: Settings) -> None:
    job = posted(databases)
    with TestClient(create_app(settings.model_copy(update={"job_threads": 0}))) as client:
        assert client.get("/healthz").status_code == 200
    assert state(databases, job) == JobState.WAITING


def test_etalase_work_runs_them_in_a_process_of_its_own_and_stops_when_told(databases: Databases, settings: Settings) -> None:
    job = posted(databases)
    environment = {"PATH": os.environ["PATH"], "ETALASE_DATA": str(settings.data), "ETALASE_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-c", "from app.cli import main; main()", "work"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert until(lambda: state(databases, job) == JobState.DONE)
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        finally:
            process.kill()
        assert process.stdout
        assert "Working." in process.stdout.read()


def test_a_file_that_cannot_be_read_stops_nobody_else(databases: Databases, settings: Settings) -> None:
    bad = arrived(databases, settings, PHOTO[:3000])
    good = arrived(databases, settings)
    run_all(databases, settings)
    assert row(databases, bad).problem
    assert row(databases, good).media_id
