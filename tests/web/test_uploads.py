"""Uploads over HTTP: what tus 1.0 promises, for members of the enterprise and for staff, and for nobody else."""

import base64
import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlmodel
from starlette.testclient import TestClient

from app.db import Databases, now, transaction
from app.media.models import Upload
from app.settings import Settings
from tests.live import until
from tests.media.pictures import encoded, photo
from tests.web.senders import Cast, Sender, a_cast, metadata

PHOTO = encoded(photo(900, 700))


def checksum(data: bytes, algorithm: str = "sha1") -> str:
    return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, data).digest()).decode()}"


@pytest.fixture
def cast(databases: Databases) -> Cast:
    return a_cast(databases)


@pytest.fixture
def member(client: TestClient, cast: Cast) -> Sender:
    return Sender(client, cast.member)


@pytest.fixture
def path(member: Sender, cast: Cast) -> str:
    """The address of a new upload of ten bytes."""
    return str(member.begin(10, cast.enterprise, purpose="sheet").headers["location"])


# --- the protocol ------------------------------------------------------------------------------------------------------------


def test_a_photo_in_pieces_becomes_a_picture(member: Sender, cast: Cast) -> None:
    begun = member.begin(len(PHOTO), cast.enterprise)
    path = begun.headers["location"]
    assert (begun.status_code, begun.headers["tus-resumable"], begun.headers["upload-offset"]) == (201, "1.0.0", "0")
    assert begun.headers["upload-expires"].endswith(" GMT")
    assert path.startswith("/portal/uploads/")

    for offset in range(0, len(PHOTO), 50_000):
        assert member.offset(path) == offset
        sent = member.send(path, PHOTO[offset : offset + 50_000], offset)
        assert sent.status_code == 204
        assert int(sent.headers["upload-offset"]) == min(offset + 50_000, len(PHOTO))

    assert until(lambda: member.ask("GET", path).json()["picture"])
    known = member.ask("GET", path).json()
    assert known == {
        "offset": len(PHOTO),
        "length": len(PHOTO),
        "picture": hashlib.sha256(PHOTO).hexdigest(),
        "paper": None,
        "problem": None,
        "advice": known["advice"],
    }


def test_what_is_said_of_a_picture_is_in_the_language_of_the_person(member: Sender, cast: Cast) -> None:
    path = member.begin(9, cast.enterprise).headers["location"]
    member.send(path, b"no photo.", 0)
    assert until(lambda: member.ask("GET", path).json()["problem"])
    assert "JPEG" in member.ask("GET", path).json()["problem"]


def test_what_this_end_can_do_is_told(member: Sender) -> None:
    told = member.ask("OPTIONS", "/portal/uploads")
    assert told.status_code == 204
    assert told.headers["tus-version"] == "1.0.0"
    assert told.headers["tus-extension"].split(",") == ["creation", "expiration", "checksum", "termination"]
    assert "sha1" in told.headers["tus-checksum-algorithm"].split(",")
    assert int(told.headers["tus-max-size"]) == 500_000_000


def test_head_tells_offset_length_and_name_and_is_kept_nowhere(member: Sender, path: str) -> None:
    member.send(path, b"0123", 0)
    for _again in range(2):
        told = member.ask("HEAD", path)
        assert (told.status_code, told.content) == (200, b"")
        assert (told.headers["upload-offset"], told.headers["upload-length"]) == ("4", "10")
        assert told.headers["cache-control"] == "no-store"
        assert base64.b64decode(told.headers["upload-metadata"].removeprefix("filename ")).decode() == "foto é.jpg"
    member.send(path, b"4", 4)
    assert member.offset(path) == 5


@pytest.mark.parametrize("offset", [0, 3, 5, 10, 11])
def test_a_wrong_offset_is_409_and_changes_nothing(member: Sender, path: str, offset: int) -> None:
    member.send(path, b"0123", 0)
    assert member.send(path, b"x", offset).status_code == 409
    assert member.offset(path) == 4


def test_more_than_was_promised_is_413_and_so_is_more_than_there_may_be_and_nothing_is_422(member: Sender, path: str, cast: Cast) -> None:
    assert member.send(path, b"0123456789x", 0).status_code == 413
    assert member.offset(path) == 0
    assert member.begin(50_000_001, cast.enterprise).status_code == 413
    assert member.begin(0, cast.enterprise).status_code == 422


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_a_piece_with_a_wrong_checksum_is_460_and_with_the_right_one_taken(member: Sender, path: str, algorithm: str) -> None:
    member.send(path, b"0123", 0)
    assert member.send(path, b"456", 4, upload_checksum=checksum(b"457", algorithm)).status_code == 460
    assert member.offset(path) == 4
    assert member.send(path, b"456", 4, upload_checksum=checksum(b"456", algorithm)).status_code == 204
    assert member.offset(path) == 7


@pytest.mark.parametrize("value", ["crc32 AAAA", "sha1", "sha1 ***", ""])
def test_a_checksum_that_cannot_be_read_is_400(member: Sender, path: str, value: str) -> None:
    assert member.send(path, b"0123", 0, upload_checksum=value).status_code == (400 if value != "sha1" else 460)
    assert member.offset(path) == 0


def test_an_upload_that_is_given_up_is_gone(member: Sender, path: str, settings: Settings) -> None:
    member.send(path, b"0123", 0)
    assert member.ask("DELETE", path).status_code == 204
    for method in ("HEAD", "PATCH", "DELETE"):
        assert member.ask(method, path).status_code == 404
    assert list(settings.upload_folder.iterdir()) == []


def test_an_expired_upload_is_410(member: Sender, path: str, databases: Databases) -> None:
    with transaction(databases) as session:
        session.exec(sqlmodel.select(Upload)).one().expires_at = now() - timedelta(seconds=1)
    assert member.send(path, b"0", 0).status_code == 410
    assert member.ask("HEAD", path).status_code == 410


def test_a_full_disk_is_507_and_nothing_is_lost(member: Sender, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    member.send(path, b"0123", 0)
    with monkeypatch.context() as patch:
        patch.setattr("app.media.storage._LEAST_KEPT_FREE", 1 << 62)
        patch.setattr("app.media.storage._MOST_KEPT_FREE", 1 << 62)
        answer = member.send(path, b"456", 4)
    assert answer.status_code == 507
    assert answer.headers["content-type"].startswith("text/plain")
    assert member.offset(path) == 4
    assert member.send(path, b"456", 4).status_code == 204


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_another_version_is_412(member: Sender, path: str, method: str) -> None:
    address = "/portal/uploads" if method == "POST" else path
    answer = member.ask(method, address, tus_resumable="0.2.2")
    assert (answer.status_code, answer.headers["tus-version"]) == (412, "1.0.0")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"upload_length": "ten"}, 400),
        ({"upload_length": "-1"}, 400),
        ({"upload_length": "1" * 400}, 400),
        ({"upload_length": "0", "upload_metadata": metadata(UUID(int=1))}, 404),
        ({"upload_length": "10", "upload_metadata": ""}, 400),
        ({"upload_length": "10", "upload_metadata": "enterprise ***,purpose cGljdHVyZQ=="}, 400),
        ({"upload_length": "10", "upload_metadata": metadata(UUID(int=1), "anything")}, 400),
        ({"upload_length": "10", "upload_metadata": "purpose " + "A" * 3000}, 400),
    ],
)
def test_what_cannot_be_begun_is_said(member: Sender, headers: dict[str, Any], status: int) -> None:
    assert member.ask("POST", "/portal/uploads", **headers).status_code == status


def test_a_body_of_another_kind_is_415(member: Sender, path: str) -> None:
    answer = member.ask("PATCH", path, content=b"0123", upload_offset="0", content_type="text/plain")
    assert answer.status_code == 415
    assert member.offset(path) == 0


# --- who may ----------------------------------------------------------------------------------------------------------------


def test_others_do_not_learn_that_an_upload_is_there(client: TestClient, cast: Cast, member: Sender, path: str) -> None:
    stranger, nobody = Sender(client, cast.stranger), Sender(client, "")
    member.send(path, b"0123", 0)
    for method in ("HEAD", "GET", "PATCH", "DELETE"):
        headers: dict[str, Any] = {"upload_offset": "4", "content_type": "application/offset+octet-stream"}
        assert stranger.ask(method, path, **headers).status_code == 404
        unknown = stranger.ask(method, f"/portal/uploads/{uuid4()}", **headers)
        assert unknown.status_code == 404
        assert unknown.content == stranger.ask(method, path, **headers).content
        assert nobody.ask(method, path, **headers).status_code == 401
    assert stranger.begin(10, cast.enterprise).status_code == 404
    assert nobody.begin(10, cast.enterprise).status_code == 401
    assert member.offset(path) == 4


def test_staff_may_send_for_an_enterprise(client: TestClient, cast: Cast, path: str) -> None:
    staff = Sender(client, cast.staff)
    assert staff.send(path, b"0123456789", 0).status_code == 204
    assert staff.begin(10, cast.enterprise).status_code == 201


def test_a_write_from_a_page_of_another_site_is_refused(client: TestClient, cast: Cast, path: str) -> None:
    elsewhere = Sender(client, cast.member)
    assert elsewhere.send(path, b"0123", 0, origin="http://elsewhere.example").status_code == 403
    assert elsewhere.offset(path) == 0
