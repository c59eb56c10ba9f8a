"""A certificate that ends disappears at midnight of the centre, from every page and every answer, without anybody doing anything."""

from datetime import UTC, date, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from app.catalogue.content import CertificateContent
from app.db import Databases, transaction
from tests import factories
from tests.web.clock import Clock

LAST_DAY = date(2027, 3, 31)
LAST_MINUTE = datetime(2027, 3, 31, 15, 59, tzinfo=UTC)  # 23:59 in Manado
NUMBERS = ("ID71110000000000124", "ID71110000000000999")
PAGES = (
    "/products?lang=en",
    "/p/klappertaart?lang=en",
    "/makers/dapur-tumou-tou?lang=en",
    "/products?q=klappertaart&lang=en",
    "/api/v1/products?certificate=halal&lang=en",
    "/api/v1/products/klappertaart?lang=en",
    "/api/v1/enterprises/dapur-tumou-tou?lang=en",
    "/api/v1/search?q=klappertaart&lang=en",
    "/kiosk/browse?lang=en",
    "/kiosk/p/klappertaart?lang=en",
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch, LAST_MINUTE)


def stocked(databases: Databases) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
        mine, ours = (CertificateContent(scheme="halal-id", number=number, valid_to=LAST_DAY) for number in NUMBERS)
        maker = factories.an_enterprise(db, certificates=[ours.model_copy(update={"scope": "premises"})])
        factories.a_product(db, maker, certificates=[mine])


@pytest.mark.parametrize("page", PAGES)
def test_an_expired_certificate_is_gone_from_a_remembered_answer_too(
    client: TestClient, databases: Databases, clock: Clock, page: str
) -> None:
    stocked(databases)
    before = client.get(page)
    assert before.status_code == 200, page
    assert client.get(page, headers={"if-none-match": before.headers["etag"]}).status_code == 304
    clock.moment += timedelta(minutes=1)
    after = client.get(page, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert mentions(after.text) < mentions(before.text)
    assert not any(number in after.text for number in NUMBERS)


def mentions(page: str) -> int:
    """How often it says halal; the filter of a list goes on saying it when nothing is."""
    return page.lower().count("halal")
