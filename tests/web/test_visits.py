"""What pages tell of themselves, as a browser sends it: what counts, what does not, and what pages hand to the script."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.db import Databases, transaction
from app.visits.models import VisitCount, VisitEvent
from tests.web.desk import Desk


def an_event(of: UUID, **facts: Any) -> dict[str, Any]:
    return {"id": uuid4().hex, "kind": "opened", "of": str(of)} | facts


def a_batch(*events: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {"surface": "web", "language": "id", "events": list(events)} | facts


def told(databases: Databases) -> dict[tuple[str, str, str], int]:
    """Times by kind, surface and language."""
    with transaction(databases, reading=True) as db:
        return {(row.kind, row.surface, row.language): row.times for row in db.exec(select(VisitCount))}


def test_what_a_page_tells_is_counted_once_and_sets_no_cookie(desk: Desk) -> None:
    batch = a_batch(an_event(desk.product), an_event(desk.product, kind="seen", ago=2.5), an_event(desk.maker, kind="contacted"))
    for _again in range(2):
        answer = desk.client.post("/visits", json=batch)
        assert (answer.status_code, answer.text, "set-cookie" in answer.headers) == (204, "", False)

    assert told(desk.databases) == {("opened", "web", "id"): 1, ("seen", "web", "id"): 1, ("contacted", "web", "id"): 1}


@pytest.mark.parametrize(("who", "counts"), [("Rina", 0), ("Boy", 0), ("Altje", 0)])
def test_staff_and_the_maker_before_its_own_things_do_not_count(desk: Desk, who: str, counts: int) -> None:
    assert desk.as_(who).post("/visits", json=a_batch(an_event(desk.product))).status_code == 204
    assert len(told(desk.databases)) == counts


@pytest.mark.parametrize(
    "batch",
    [
        a_batch(*[an_event(UUID(int=0)) for _ in range(51)]),
        a_batch(an_event(UUID(int=0), kind="asked")),
        a_batch(an_event(UUID(int=0), kind="paid")),
        a_batch(an_event(UUID(int=0), ago=-1)),
        a_batch(an_event(UUID(int=0), ago=1e12)),
        a_batch(an_event(UUID(int=0), who="me")),
        a_batch(surface="television"),
        a_batch(language="x" * 500),
        [],
        {},
    ],
)
def test_what_no_page_of_ours_would_tell_is_refused_whole(desk: Desk, batch: Any) -> None:
    assert desk.client.post("/visits", json=batch).status_code == 422
    assert told(desk.databases) == {}


def test_things_that_are_not_there_are_passed_over(desk: Desk) -> None:
    assert desk.client.post("/visits", json=a_batch(an_event(uuid4()), an_event(desk.product))).status_code == 204
    assert told(desk.databases) == {("opened", "web", "id"): 1}


def test_another_site_and_a_program_cannot_count(desk: Desk) -> None:
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"origin": ""}):
        assert desk.client.post("/visits", json=a_batch(an_event(desk.product)), headers=headers).status_code == 403
    assert told(desk.databases) == {}


def test_one_address_cannot_tell_without_end(desk: Desk) -> None:
    answers = [desk.client.post("/visits", json=a_batch()).status_code for _ in range(301)]
    assert answers == [204] * 300 + [429]


def test_asking_for_pages_writes_nothing(desk: Desk) -> None:
    for path in ("/", "/products", "/p/klappertaart?qr", "/makers/dapur-tumou-tou", "/kiosk/p/klappertaart"):
        assert desk.client.get(path).status_code == 200
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(VisitEvent)).all() == []


def test_pages_hand_the_script_what_they_show(client: TestClient, desk: Desk) -> None:
    product, maker = str(desk.product), str(desk.maker)
    for path, marks in {
        "/products": [f'data-seen="{product}"'],
        "/makers": [f'data-seen="{maker}"'],
        "/p/klappertaart": [f'data-opened="{product}"'],
        "/makers/dapur-tumou-tou": [f'data-opened="{maker}"', f'data-seen="{product}"'],
        "/kiosk/p/klappertaart": [f'data-opened="{product}"', f'data-code="{product}"'],
        "/kiosk/browse": [f'data-seen="{product}"'],
    }.items():
        page = client.get(path).text
        assert "js/visits.js" in page, path
        assert [mark for mark in marks if mark not in page] == [], path
    assert "js/visits.js" not in client.get("/kiosk").text  # nobody stands there yet
