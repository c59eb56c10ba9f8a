"""Managers change the tree of categories: first they see what would happen, then old addresses lead on, and it can be taken back."""

from app.db import transaction
from tests import factories
from tests.live import until
from tests.web.desk import Desk

PATH = "/desk/categories"


def test_a_merger_says_first_what_would_happen_and_old_addresses_lead_on_until_it_is_taken_back(desk: Desk) -> None:
    client = desk.as_("Meity")
    before = client.get("/api/v1/centre").json()["serial"]

    look = client.get(f"{PATH}/bakery/merger?into=nuts&lang=en").text
    assert "2 products stand in “Nuts”" in look
    assert "/products?category=bakery" in look
    assert client.get("/products?category=bakery&lang=en").status_code == 200  # nothing has happened yet

    assert client.post(f"{PATH}/bakery/merger", data={"into": "nuts"}).status_code == 303
    # What was written reaches the pages of a server on PostgreSQL a moment later.
    assert until(lambda: client.get("/products?category=bakery&lang=en").status_code == 301)
    moved = client.get("/products?category=bakery&sort=newest&lang=en")
    assert (moved.status_code, moved.headers["location"]) == (301, "/products?category=nuts&sort=newest&lang=en")
    assert client.get("/kiosk/browse?category=bakery&lang=en").status_code == 301
    assert client.get("/api/v1/products?category=bakery").json()["items"][0]["category"]["key"] == "nuts"
    assert client.get("/api/v1/centre").json()["serial"] > before
    assert "Cakes &amp; bakery → Nuts" in client.get(f"{PATH}?lang=en").text
    assert "merged into another" in client.get("/desk/record?lang=en").text

    assert client.post(f"{PATH}/bakery/merger/removal").status_code == 303
    assert until(lambda: client.get("/products?category=bakery&lang=en").status_code == 200)
    assert client.get("/api/v1/products?category=nuts").json()["items"] == []


def test_what_cannot_be_merged_says_why_beside_the_choice(desk: Desk) -> None:
    client = desk.as_("Meity")
    answer = client.get(f"{PATH}/tea/merger?into=alcohol&lang=en")
    assert (answer.status_code, "stays apart" in answer.text) == (422, True)
    assert client.post(f"{PATH}/tea/merger?lang=en", data={"into": "alcohol"}).status_code == 422
    assert client.get("/products?category=tea&lang=en").status_code == 200


def test_names_are_kept_in_the_form_until_they_fit_and_are_on_the_cards_at_once(desk: Desk) -> None:
    client = desk.as_("Meity")
    wrong = client.post(f"{PATH}/bakery/names?lang=en", data={"names.id": "x" * 61, "names.en": "From the oven"})
    assert (wrong.status_code, "From the oven" in wrong.text) == (422, True)
    assert client.post(f"{PATH}/bakery/names", data={"names.id": "Roti", "names.en": "From the oven"}).status_code == 303
    assert until(lambda: "From the oven" in client.get("/api/v1/products?lang=en").text)


def test_an_own_category_is_offered_in_the_form_and_hidden_no_more(desk: Desk) -> None:
    client = desk.as_("Meity")
    new = client.post(f"{PATH}/bakery/below", data={"new.id": "Klappertaart", "new.en": "Coconut tart"}).headers["location"]
    assert new.startswith(f"{PATH}/north-sulawesi-klappertaart")
    draft = desk.as_("Altje").post(f"/portal/{desk.maker}/products", data={}).headers["location"]
    assert until(lambda: 'value="north-sulawesi-klappertaart"' in client.get(draft).text)
    desk.as_("Meity").post(f"{PATH}/north-sulawesi-klappertaart/hiding")
    desk.as_("Altje")
    assert until(lambda: 'value="north-sulawesi-klappertaart"' not in client.get(draft).text)
    with transaction(desk.databases) as db:  # what comes in with its key is shown all the same
        factories.a_product(db, factories.an_enterprise_content(), "Kue", category="north-sulawesi-klappertaart")
    assert until(lambda: ">Kue<" in client.get("/products?category=north-sulawesi-klappertaart&lang=en").text)
    assert desk.as_("Meity").post(f"{PATH}/north-sulawesi-klappertaart/hiding").status_code == 409


def test_the_order_is_changed_one_place_at_a_time(desk: Desk) -> None:
    client = desk.as_("Meity")

    def level() -> list[str]:
        return [node["key"] for node in client.get("/api/v1/categories").json()["items"] if node["parent"] == "sweets-and-snacks"]

    before = level()
    assert client.post(f"{PATH}/{before[1]}/place", data={"to": "earlier"}).status_code == 303
    assert until(lambda: level() == [before[1], before[0], *before[2:]])
    client.post(f"{PATH}/{before[1]}/place", data={"to": "later"})
    assert until(lambda: level() == before)
