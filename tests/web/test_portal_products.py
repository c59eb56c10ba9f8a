"""The list of an enterprise's products: what is on show and what is proposed, together."""

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.accounts import sessions
from app.db import Databases, transaction
from app.review import workflow
from app.review.models import Submission
from tests import factories
from tests.web.portal import WHOLE, Browser, Cast, a_cast


@pytest.fixture
def cast(client: TestClient, databases: Databases) -> Cast:
    client.follow_redirects = False
    with transaction(databases) as db:
        return a_cast(db)


@pytest.fixture
def altje(client: TestClient, cast: Cast) -> Browser:
    return Browser(client, cast.altje, cast.maker.id)


def names(altje: Browser, query: str = "") -> list[str]:
    page = altje.read(f"/portal/{altje.enterprise}/products{query}")
    return [" ".join(e.text.split()) for e in page.all("h2", class_="row-name")]


def test_who_has_nothing_yet_is_invited(altje: Browser) -> None:
    page = altje.read(f"/portal/{altje.enterprise}/products")
    assert [e.text for e in page.all("h2")] == ["Show your first product"]
    assert page.one("form", action=f"/portal/{altje.enterprise}/products?lang=en")["method"] == "post"


def test_live_ones_and_drafts_stand_together_what_needs_somebody_first(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        factories.a_product(db, cast.maker, "Panada")
    path = altje.draft()
    altje.post(path, WHOLE | {"version": "1"})
    assert names(altje) == ["Klappertaart", "Panada"]
    assert names(altje, "?state=shown") == ["Panada"]
    assert names(altje, "?state=draft") == ["Klappertaart"]
    assert names(altje, "?state=declined") == []
    assert names(altje, "?state=anything") == ["Klappertaart", "Panada"]


def test_an_edit_of_a_live_product_stands_in_one_line_with_it(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        live = factories.a_product(db, cast.maker, "Panada")
    path = altje.draft(product=str(live.id))
    assert altje.draft(product=str(live.id)) == path
    page = altje.read(f"/portal/{altje.enterprise}/products")
    assert len(page.all("li", class_="product-row")) == 1
    assert [" ".join(e.text.split()) for e in page.all("p", class_="badges")] == ["On show Draft Rp25,000"]


def test_what_the_centre_said_stands_beside_what_it_sent_back(altje: Browser, cast: Cast, databases: Databases) -> None:
    path = altje.draft()
    altje.post(f"{path}/submission", WHOLE | {"version": "1"})
    with transaction(databases) as db:
        rina = sessions.person(db, cast.rina)
        assert rina
        sent = db.exec(select(Submission)).one()
        workflow.request_changes(db, rina, sent, "picture", "Take it <b>outside</b>.", version=sent.version)
    page = altje.read(f"/portal/{altje.enterprise}/products")
    assert page.one("div", class_="said-back").text == "The picture is too dark, blurred or cut off.Take it <b>outside</b>."
    assert "Take it &lt;b&gt;outside" in altje.get(path).text


def test_a_copy_of_a_live_product_is_a_draft_of_its_own(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        live = factories.a_product(db, cast.maker, "Panada")
    path = altje.draft(product=str(live.id), copy="yes")
    assert altje.read(path).one("input", id="name.id")["value"] == "Panada"
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Submission)).one().entity_id != live.id


def test_many_products_come_in_pages(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        for n in range(52):
            factories.a_product(db, cast.maker, f"Panada {n:02}")
    assert len(names(altje)) == 50
    assert len(names(altje, "?page=2")) == 2
    assert names(altje, "?page=99") == []


def test_the_list_is_the_enterprise_s_own_and_of_staff_who_assist(client: TestClient, cast: Cast, databases: Databases) -> None:
    path = f"/portal/{cast.maker.id}/products"
    with transaction(databases) as db:
        theirs = factories.a_product(db, factories.an_enterprise(db, "Elsewhere"), "Dodol")
    for token, status in [(cast.altje, 200), (cast.rina, 200), (cast.budi, 404), (cast.tari, 404), ("", 401)]:
        browser = Browser(client, token, cast.maker.id)
        assert browser.get(path, **{"sec-fetch-mode": "cors"}).status_code == status
        assert browser.post(path).status_code == (303 if status == 200 else status)
    altje = Browser(client, cast.altje, cast.maker.id)
    for foreign in (str(theirs.id), "no-id", str(factories.an_id("nothing"))):
        assert altje.post(path, {"product": foreign}).status_code == 404
        assert altje.post(path, {"product": foreign, "copy": "yes"}).status_code == 404
