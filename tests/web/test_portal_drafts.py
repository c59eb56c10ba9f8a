"""The draft of a product: kept word for word, shared without loss, seen before it is sent, and sent once."""

from typing import Any

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.catalogue.content import PictureRef
from app.db import Databases, transaction
from app.media.models import Upload
from app.review.models import Submission
from tests import factories
from tests.media.pictures import encoded, photo
from tests.web.portal import WHOLE, Browser, Cast, a_cast, sent_in
from tests.web.reading import Read


@pytest.fixture
def cast(client: TestClient, databases: Databases) -> Cast:
    client.follow_redirects = False
    with transaction(databases) as db:
        return a_cast(db)


@pytest.fixture
def altje(client: TestClient, cast: Cast) -> Browser:
    return Browser(client, cast.altje, cast.maker.id)


@pytest.fixture
def ani(client: TestClient, cast: Cast) -> Browser:
    return Browser(client, cast.ani, cast.maker.id)


def stored(databases: Databases) -> dict[str, Any]:
    with transaction(databases, reading=True) as db:
        return db.exec(select(Submission)).one().typed


def state(databases: Databases) -> str:
    with transaction(databases, reading=True) as db:
        return db.exec(select(Submission)).one().state


# --- saving --------------------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_word_for_word_even_what_does_not_fit(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    answer = altje.script(path, {"version": "1", "name.id": "  Klappertaart ", "price": "sekitar 25 ribu", "unknown": "x", "q": "kue"})
    told = answer.json()
    assert (answer.status_code, told["version"]) == (200, 2)
    assert told["problems"] == {"price": "Please write the price in figures, such as 25000."}
    assert stored(databases)["fields"] == {"name.id": "Klappertaart", "price": "sekitar 25 ribu"}
    assert altje.read(path).one("input", id="price")["value"] == "sekitar 25 ribu"


def test_a_product_is_made_where_its_maker_is_until_somebody_says_otherwise(altje: Browser) -> None:
    path = altje.draft()
    assert [one["value"] for one in altje.read(path).all("option", selected="") if one["value"].startswith("ID-")] == ["ID-7171"]
    altje.script(path, {"version": "1", "origin": "ID-7172"})
    assert [one["value"] for one in altje.read(path).all("option", selected="") if one["value"].startswith("ID-")] == ["ID-7172"]


def test_a_script_may_send_only_what_changed(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    altje.script(path, WHOLE | {"version": "1"})
    told = altje.script(path, {"version": "2", "price": "26.000"}).json()
    assert told["version"] == 3
    assert stored(databases)["fields"] == WHOLE | {"price": "26.000"}


def test_what_is_missing_is_told_with_why_what_is_needed_first(altje: Browser) -> None:
    path = altje.draft()
    first = altje.script(path, {"version": "1", "name.id": "Klappertaart"}).json()["readiness"]
    assert [item["place"] for item in first["missing"] if item["blocking"]] == ["category", "origin"]
    assert first["missing"][0]["why"] == "Visitors look for products by category."
    then = altje.script(path, {"version": "2", **WHOLE}).json()["readiness"]
    assert then["share"] > first["share"]
    assert not any(item["blocking"] for item in then["missing"])


def test_without_scripts_a_form_leads_back_to_its_page(altje: Browser) -> None:
    path = altje.draft()
    answer = altje.post(path, WHOLE | {"version": "1"})
    assert answer.status_code == 303
    page = altje.read(answer.headers["location"])
    assert page.one("p", class_="said").text.strip() == "Saved."
    assert page.one("input", id="net")["value"] == "250 g"


def test_ticks_can_be_taken_away_again(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    altje.post(path, {"version": "1", "alcohol": ["", "yes"]})
    assert stored(databases)["fields"]["alcohol"] == "yes"
    altje.post(path, {"version": "2", "alcohol": ""})
    assert stored(databases)["fields"]["alcohol"] == ""


# --- two at once ---------------------------------------------------------------------------------------------------------------


def test_who_saves_over_another_is_told_and_keeps_what_was_typed(altje: Browser, ani: Browser, databases: Databases) -> None:
    path = altje.draft()
    ani.script(path, {"version": "1", "name.id": "From Ani", "net": "250 g"})
    answer = altje.post(path, {"version": "1", "name.id": "From Altje", "net": "250 g"})
    assert answer.status_code == 409
    assert stored(databases)["fields"]["name.id"] == "From Ani"
    again = altje.post(path, {"version": "2", "name.id": "From Altje"})
    assert again.status_code == 303
    assert stored(databases)["fields"]["name.id"] == "From Altje"


def test_the_page_of_a_conflict_shows_both(altje: Browser, ani: Browser) -> None:
    path = altje.draft()
    ani.script(path, {"version": "1", "name.id": "From Ani"})
    text = altje.post(path, {"version": "1", "name.id": "From Altje"}).text
    assert "Ani saved this at" in text
    assert 'value="From Altje"' in text
    assert "From Ani" in text
    assert 'name="version" value="2"' in text


def test_a_script_is_given_what_is_stored_so_that_it_can_put_both_together(altje: Browser, ani: Browser) -> None:
    path = altje.draft()
    ani.script(path, {"version": "1", "name.id": "From Ani"})
    answer = altje.script(path, {"version": "1", "price": "25.000"})
    told = answer.json()
    assert (answer.status_code, told["kind"], told["version"]) == (409, "Overtaken", 2)
    assert told["typed"]["fields"] == {"name.id": "From Ani"}


# --- pictures and papers ------------------------------------------------------------------------------------------------------------


def test_pictures_stand_in_their_order_with_their_words_and_advice(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        one, two = sent_in(db, cast.maker.id), sent_in(db, cast.maker.id, advice=("dark",))
    path = altje.draft()
    altje.post(path, {"version": "1", "pictures": ["", two, one], f"alt.{two}.id": "Kue di piring"})
    assert stored(databases)["pictures"] == [{"media_id": two, "alt": {"id": "Kue di piring"}}, {"media_id": one, "alt": {}}]
    page = altje.read(path)
    assert [e["value"] for e in page.all("input", name="pictures")] == ["", two, one, "ID"]
    assert "This picture is dark" in page.all("ul", class_="advice")[0].text


@pytest.mark.parametrize(("deed", "order"), [("earlier", "ba"), ("later", "ab"), ("remove", "a"), ("dance", "ab")])
def test_pictures_are_moved_and_removed_without_scripts(altje: Browser, cast: Cast, databases: Databases, deed: str, order: str) -> None:
    with transaction(databases) as db:
        known = {"a": sent_in(db, cast.maker.id), "b": sent_in(db, cast.maker.id)}
    path = altje.draft()
    altje.post(path, {"version": "1", "pictures": ["", known["a"], known["b"]], "deed": f"{deed} {known['b']}"})
    assert [picture["media_id"] for picture in stored(databases)["pictures"]] == [known[letter] for letter in order]


def test_a_picture_of_somebody_else_is_not_taken_in(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        mine, theirs = sent_in(db, cast.maker.id), sent_in(db, factories.an_id("elsewhere"))
    path = altje.draft()
    altje.post(path, {"version": "1", "pictures": ["", theirs, mine, "f" * 64]})
    assert [picture["media_id"] for picture in stored(databases)["pictures"]] == [mine]


def test_pictures_can_be_sent_by_a_form_without_scripts(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    altje.post(path, {"version": "1", "name.id": "Klappertaart"})
    shots = [("files", (f"{n}.jpg", encoded(photo(800 + n, 640)), "image/jpeg")) for n in range(2)]
    answer = altje.post(f"{path}/pictures", files=shots)
    assert answer.headers["location"] == f"{path}?done=saved&lang=en#step-pictures"
    first, second = stored(databases)["pictures"]
    assert stored(databases)["fields"]["name.id"] == "Klappertaart"
    assert altje.get(f"/media/{first['media_id']}/320.webp").status_code == 200
    again = altje.post(f"{path}/pictures", files=[("files", ("x.jpg", b"no picture at all", "image/jpeg")), shots[0]])
    assert "done=not-all" in again.headers["location"]
    assert [picture["media_id"] for picture in stored(databases)["pictures"]] == [first["media_id"], second["media_id"]]


def test_pictures_for_somebody_else_s_draft_are_not_taken(client: TestClient, cast: Cast, altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    shot = [("files", ("1.jpg", encoded(photo(800, 640)), "image/jpeg"))]
    assert Browser(client, cast.budi, cast.maker.id).post(f"{path}/pictures", files=shot).status_code == 404
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Upload)).all() == []


def test_certificates_are_kept_one_after_another_and_empty_ones_are_none(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    papers = {
        "certificates": "",
        "certificates.0.scheme": "", "certificates.0.scope": "product", "certificates.0.public": "yes",
        "certificates.10.scheme": "halal-id", "certificates.10.number": "ID00410000123450923", "certificates.10.public": ["no", "yes"],
        "certificates.2.scheme": "pirt", "certificates.2.number": "2067171019001-30",
        "certificates.2.evil": "x", "certificates.x.scheme": "y",
    }  # fmt: skip
    altje.post(path, {"version": "1"} | papers)
    assert [paper["scheme"] for paper in stored(databases)["certificates"]] == ["pirt", "halal-id"]
    assert stored(databases)["certificates"][1]["public"] == "yes"
    altje.post(path, {"version": "2", "certificates": ""})
    assert stored(databases)["certificates"] == []


# --- sending -----------------------------------------------------------------------------------------------------------------------


def test_what_is_whole_is_sent_with_what_was_just_typed(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    answer = altje.post(f"{path}/submission", WHOLE | {"version": "1"})
    assert answer.headers["location"] == f"/portal/{altje.enterprise}/products?done=sent&lang=en"
    assert state(databases) == "submitted"
    assert "Being checked" in altje.get(path).text


def test_what_is_not_whole_stays_saved_and_is_told_field_by_field(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    answer = altje.post(f"{path}/submission", {"version": "1", "name.id": "Klappertaart", "price": "a lot"})
    assert answer.status_code == 422
    assert 'href="#category"' in answer.text
    assert 'href="#price"' in answer.text
    assert (state(databases), stored(databases)["fields"]["price"]) == ("draft", "a lot")
    told = altje.script(f"{path}/submission", {"version": "2"})
    assert told.status_code == 422
    assert {"place": "category", "label": "Kind", "words": "This is needed."} in told.json()["errors"]


def test_sending_twice_sends_once(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    altje.post(f"{path}/submission", WHOLE | {"version": "1"})
    assert altje.post(f"{path}/submission", WHOLE | {"version": "1"}).status_code == 409
    assert altje.script(f"{path}/submission", WHOLE | {"version": "3"}).status_code == 409
    assert state(databases) == "submitted"


def test_it_can_be_taken_back_and_discarded(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    altje.post(f"{path}/submission", WHOLE | {"version": "1"})
    assert altje.post(f"{path}/reopening").headers["location"] == f"{path}?done=taken-back&lang=en"
    assert state(databases) == "draft"
    altje.post(f"{path}/withdrawal")
    assert state(databases) == "withdrawn"
    assert altje.get(path).headers["location"].startswith(f"/portal/{altje.enterprise}/products")


def test_an_edit_that_the_catalogue_overtook_asks_only_where_both_changed_the_same(
    altje: Browser, cast: Cast, databases: Databases
) -> None:
    with transaction(databases) as db:
        live = factories.a_product(db, cast.maker)
    path = altje.draft(product=str(live.id))
    with transaction(databases) as db:
        factories.a_product(db, cast.maker, summary={"id": "Changed by the centre"}, lead_time_days=3)
    assert f"{path}/rebase" in altje.get(path).text  # said before it is sent, too
    mine = {"price": "26.000", "summary.id": "Changed here"}
    refused = altje.post(f"{path}/submission", {"version": "1"} | mine)
    assert refused.status_code == 409
    page = Read(refused.text)
    assert [e["value"] for e in page.all("button", name="choice")] == ["live summary.id", "mine summary.id"]
    assert page.one("input", name="lead_time")["value"] == "3"
    version = page.one("input", name="version")["value"]
    given = {"version": version, "choice": "live summary.id", "net": "300 g"} | mine
    assert altje.post(f"{path}/choice", given).status_code == 303
    fields = stored(databases)["fields"]
    assert (fields["summary.id"], fields["price"], fields["net"]) == ("Changed by the centre", "26.000", "300 g")
    version = altje.read(path).one("input", name="version")["value"]
    assert altje.post(f"{path}/submission", {"version": version}).status_code == 303
    assert state(databases) == "submitted"


def test_a_draft_of_a_live_product_can_become_a_copy(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        live = factories.a_product(db, cast.maker)
    path = altje.draft(product=str(live.id))
    copied = altje.post(f"{path}/copy").headers["location"].partition("?")[0]
    assert copied != path
    assert altje.read(copied).one("input", id="name.id")["value"] == "Klappertaart"


def test_one_is_told_of_what_is_there_already(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        live = factories.a_product(db, cast.maker, "Klappertaart kenari")
    told = altje.script(altje.draft(), {"version": "1", "name.id": "Klapertaart Kenari"}).json()
    assert told["twins"] == [{"name": "Klappertaart kenari", "href": f"/p/{live.slug}"}]


# --- before it is sent -----------------------------------------------------------------------------------------------------------


def test_an_empty_draft_and_a_spoiled_one_can_be_looked_at(altje: Browser) -> None:
    path = altje.draft()
    assert altje.read(f"{path}/preview").names == ["…"]
    altje.script(path, WHOLE | {"version": "1", "net": "much", "name.en": "x" * 500, "certificates": "", "certificates.0.number": "1"})
    page = altje.read(f"{path}/preview")
    assert page.names == ["Klappertaart"]
    assert "Rp" in page.one("p", class_="card-price").text


def test_the_kiosk_page_is_the_real_one_with_the_pictures_and_no_way_to_press(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        picture = sent_in(db, cast.maker.id)
    path = altje.draft()
    altje.script(path, WHOLE | {"version": "1", "pictures": ["", picture]})
    answer = altje.get(f"{path}/preview/kiosk")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert f"/media/{picture}/" in answer.text
    assert '<main id="main" inert>' in answer.text
    assert "still-there" not in answer.text


def test_the_preview_of_an_edit_shows_the_edit_and_the_live_page_does_not(altje: Browser, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        live = factories.a_product(db, cast.maker, pictures=[PictureRef(media_id=sent_in(db, cast.maker.id))])
    path = altje.draft(product=str(live.id))
    altje.script(path, {"version": "1", "name.id": "Klappertaart baru"})
    assert altje.read(f"{path}/preview?lang=id").names == ["Klappertaart baru"]
    assert "Klappertaart baru" not in altje.get(f"/p/{live.slug}?lang=id").text


def test_plain_words_find_a_heading_as_a_page_and_as_a_piece(altje: Browser) -> None:
    path = f"/portal/{altje.enterprise}/headings?q=smoked+fish"
    assert altje.read(path).all("button", data_hs="030549")
    piece = altje.get(path, **{"hx-request": "true"}).text
    assert "<html" not in piece
    assert 'data-hs="030549"' in piece


# --- who may ---------------------------------------------------------------------------------------------------------------------


def test_for_others_the_draft_is_not_there(client: TestClient, cast: Cast, altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    altje.script(path, WHOLE | {"version": "1"})
    elsewhere = path.replace(str(cast.maker.id), str(factories.an_id("elsewhere")))
    deeds = ("", "/submission", "/withdrawal", "/reopening", "/copy")
    for token, where in [(cast.budi, path), (cast.tari, path), (cast.budi, elsewhere), (cast.altje, elsewhere)]:
        browser = Browser(client, token, cast.maker.id)
        assert [browser.get(f"{where}{end}").status_code for end in ("", "/preview", "/preview/kiosk")] == [404] * 3
        assert [browser.post(f"{where}{deed}", {"version": "2", "name.id": "X"}).status_code for deed in deeds] == [404] * 5
    assert Browser(client, cast.budi, cast.maker.id).get(f"/portal/{cast.maker.id}/headings?q=x").status_code == 404
    assert stored(databases)["fields"]["name.id"] == "Klappertaart"


def test_a_session_that_ended_is_told_to_the_script(client: TestClient, altje: Browser) -> None:
    path = altje.draft()
    assert Browser(client, "", altje.enterprise).script(path, {"version": "1", "name.id": "X"}).status_code == 401


def test_the_draft_of_an_enterprise_is_no_product(altje: Browser, databases: Databases) -> None:
    altje.post(f"/portal/{altje.enterprise}/profile/draft")
    with transaction(databases, reading=True) as db:
        profile = db.exec(select(Submission)).one()
    assert altje.get(f"/portal/{altje.enterprise}/drafts/{profile.id}").status_code == 404


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30, "2"])
def test_a_version_that_nobody_was_given_overtakes_nothing(altje: Browser, databases: Databases, version: str) -> None:
    path = altje.draft()
    assert altje.script(path, {"version": version, "name.id": "X"}).status_code == 409
    assert stored(databases)["fields"] == {}


def test_a_form_larger_than_any_page_is_refused_and_changes_nothing(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    assert altje.script(path, {"version": "1", "description.id": "x" * 20_001}).status_code == 422
    assert altje.script(path, {"version": "1", **{f"name.x{n}": "y" for n in range(301)}}).status_code == 422
    assert stored(databases)["fields"] == {}
