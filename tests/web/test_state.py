"""A server whose database is not there, not ready or empty says so, and recovers by itself."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient

from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests.factories import a_frame


def test_an_empty_database_is_a_centre_that_is_not_set_up_yet(client: TestClient) -> None:
    for path in ("/", "/kiosk", "/kiosk/home", "/api/v1/products", "/api/v1/centre"):
        assert client.get(path).status_code == 404, path
    assert client.get("/healthz").status_code == 200


def test_a_database_that_was_never_migrated_is_not_ready_and_says_try_again(tmp_path: Path) -> None:
    (tmp_path / "etalase.db").touch()
    with TestClient(create_app(Settings(data=tmp_path)), raise_server_exceptions=False) as client:
        for path in ("/", "/kiosk/home", "/api/v1/products"):
            answer = client.get(path)
            assert answer.status_code == 503, path
            assert answer.headers["retry-after"]
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["checks"]["migrations"] is False
        assert client.get("/healthz").status_code == 200


def test_a_ready_installation_says_so(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


def test_the_server_sees_the_centre_as_soon_as_it_is_set_up(client: TestClient, databases: Databases) -> None:
    assert client.get("/api/v1/centre").status_code == 404
    with transaction(databases) as db:
        a_frame(db)
    statuses = {client.get("/api/v1/centre").status_code for _patience in range(200)}
    assert 200 in statuses


def test_pictures_that_are_gone_are_a_plain_404(settings: Settings, databases: Databases) -> None:
    with transaction(databases) as db:
        a_frame(db)
    shutil.rmtree(settings.media_folder, ignore_errors=True)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        assert client.get(f"/media/{'0' * 64}/320.webp").status_code == 404
        assert client.get("/media/../../etalase.db").status_code == 404
        assert client.get(f"/media/{'0' * 64}/..%2f..%2fetalase.db").status_code == 404
