"""Answers from memory: the same bytes, never stale, and tags that spare the journey."""

import gzip

import pytest
from starlette.testclient import TestClient

from app.catalogue import publishing
from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests.factories import a_frame, a_product, a_product_content, an_enterprise

PLAIN = {"accept-encoding": "identity"}


@pytest.fixture
def hall(databases: Databases) -> Databases:
    with transaction(databases) as db:
        a_frame(db)
        maker = an_enterprise(db)
        for n in range(8):
            a_product(db, maker, f"Kue {n}", description={"id": "Enak. " * 50})
    return databases


def test_a_repeated_answer_is_the_same_to_the_byte(client: TestClient, hall: Databases) -> None:
    first, second = (client.get("/api/v1/products", headers=PLAIN) for _ in range(2))
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["x-request-id"] != second.headers["x-request-id"]


def test_a_write_is_visible_to_the_next_request_of_every_server(settings: Settings, hall: Databases) -> None:
    with TestClient(create_app(settings)) as one, TestClient(create_app(settings)) as other:
        for n in range(3):
            tags = {c.get("/api/v1/products?limit=100").headers["etag"] for c in (one, other)}
            with transaction(hall) as db:
                publishing.put_product(db, a_product_content(an_enterprise(db), f"Baru {n}"))
            for server in (one, other):
                answer = None
                for _patience in range(100):  # PostgreSQL's word of the change takes a moment to arrive
                    answer = server.get("/api/v1/products?limit=100")
                    if answer.headers["etag"] not in tags:
                        break
                assert answer is not None
                assert f"Baru {n}" in {item["name"] for item in answer.json()["items"]}


def test_a_browser_that_has_the_answer_is_told_so_without_a_body(client: TestClient, hall: Databases) -> None:
    for path in ("/api/v1/products", "/kiosk", "/", "/api/openapi.json"):
        tag = client.get(path).headers["etag"]
        assert not tag.startswith("W/")
        again = client.get(path, headers={"if-none-match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert "content-security-policy" in again.headers


def test_tags_differ_by_language_and_encoding_because_the_bytes_do(client: TestClient, hall: Databases) -> None:
    asked = [PLAIN, {"accept-encoding": "gzip"}, {"accept-encoding": "br"}, PLAIN | {"accept-language": "en"}]
    tags = [client.get("/api/v1/products", headers=headers).headers["etag"] for headers in asked]
    assert len(set(tags)) == len(tags)


def test_answers_are_compressed_as_the_browser_can_take_it(client: TestClient, hall: Databases) -> None:
    plain = client.get("/api/v1/products", headers=PLAIN).content
    for encoding in ("br", "gzip"):
        answer = client.get("/api/v1/products", headers={"accept-encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert answer.content == plain  # the client unpacks it
        assert int(answer.headers["content-length"]) < len(plain) / 2
    refused = client.get("/api/v1/products", headers={"accept-encoding": "br;q=0, gzip;q=0"})
    assert "content-encoding" not in refused.headers
    assert len(gzip.compress(plain)) < len(plain)


def test_head_has_the_headers_of_get_and_no_body(client: TestClient, hall: Databases) -> None:
    for path in ("/api/v1/products", "/kiosk", "/"):
        head, whole = client.head(path, headers=PLAIN), client.get(path, headers=PLAIN)
        assert head.content == b""
        assert head.status_code == 200
        assert head.headers["content-length"] == whole.headers["content-length"]
        assert head.headers["etag"] == whole.headers["etag"]


def test_errors_are_never_kept(client: TestClient, hall: Databases) -> None:
    for path in ("/api/v1/products/no-such", "/p/no-such", "/kiosk/p/no-such", "/api/v1/products?nope=1"):
        answer = client.get(path)
        assert answer.status_code in (404, 422)
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


def test_the_cache_stays_within_its_memory(settings: Settings, hall: Databases) -> None:
    app = create_app(settings.model_copy(update={"answer_cache_mb": 1}))
    with TestClient(app) as client:
        for n in range(400):
            assert client.get(f"/api/v1/products?limit={n % 100 + 1}&lang=en&price_max={n}", headers=PLAIN).status_code == 200
    assert app._size <= 1_000_000  # type: ignore[attr-defined]
    assert len(app._kept) > 10  # type: ignore[attr-defined]
