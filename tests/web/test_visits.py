"""What pages tell of themselves, as a browser sends it: what counts, what does not, and what pages hand to the script."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.db import Databases, transaction
from app.visits.models import VisitCount, VisitEvent
from tests import factories
from tests.web.desk import Desk
from tests.web.reading import Read


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


def test_half_a_character_is_refused_in_words(desk: Desk) -> None:
    answer = desk.client.post("/visits", content=b'{"events": "\\ud800"}', headers={"content-type": "application/json"})
    assert answer.status_code == 422


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


def looked(desk: Desk, **facts: Any) -> None:
    """A visitor opened the maker's product."""
    assert desk.client.post("/visits", json=a_batch(an_event(desk.product) | facts)).status_code == 204


def test_an_enterprise_sees_what_became_of_its_things(desk: Desk) -> None:
    client = desk.as_("Altje")
    assert "Nothing has been counted yet" in client.get(f"/portal/{desk.maker}/visits?lang=en").text
    client.cookies.clear()
    looked(desk)
    looked(desk, kind="contacted")

    client = desk.as_("Altje")
    page = Read(client.get(f"/portal/{desk.maker}/visits?lang=en").text)
    charts = [svg["aria-label"].rpartition(" ")[2] for svg in page.all("svg", class_="columns")]
    assert charts == ["0", "1", "0", "0", "1", "0"]  # in the order of Kind, of this week
    assert {"Klappertaart", "Panada"} <= {bdi.text for bdi in page.all("bdi")}
    alone = Read(client.get(f"/portal/{desk.maker}/visits/{desk.product}?lang=en").text)
    assert len(alone.all("svg", class_="columns")) == 6


def test_a_product_of_another_is_not_there(desk: Desk) -> None:
    with transaction(desk.databases) as db:
        other = factories.a_product(db, factories.an_enterprise(db, "Kopi Koya"), "Kopi")
    assert desk.as_("Altje").get(f"/portal/{desk.maker}/visits/{other.id}").status_code == 404


def test_the_file_of_it_runs_nothing_when_it_is_opened(desk: Desk) -> None:
    with transaction(desk.databases) as db:
        evil = factories.a_product(db, factories.an_enterprise_content(), "=1+1", slug="evil")
    looked(desk, of=str(evil.id))

    rows = desk.as_("Altje").get(f"/portal/{desk.maker}/visits/file.csv?lang=en").text.splitlines()
    assert rows[0].startswith("\ufeffWeek of,Enterprise,Product,Where,Seen in a list,Page opened")
    assert rows[1].partition(",")[2] == "Dapur Tumou Tou,'=1+1,Website,0,1,0,0,0,0"
    assert desk.as_("Rina").get("/desk/visits/file.xlsx").content[:2] == b"PK"


def test_the_centre_sees_what_is_looked_at_and_what_is_not(desk: Desk) -> None:
    looked(desk)
    unseen = desk.as_("Fanny").get("/desk/visits?lang=en").text.partition("On show, and seen by nobody")[2]
    assert "Panada" in unseen
    assert "Klappertaart" not in unseen
    assert desk.client.get(f"/desk/visits/{desk.maker}?lang=en").status_code == 200
    assert desk.client.get(f"/desk/visits/{uuid4()}").status_code == 404
