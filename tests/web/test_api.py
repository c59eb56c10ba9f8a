"""The JSON catalogue, as a program that was written from its documentation meets it."""

from uuid import UUID

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.catalogue import publishing
from app.catalogue.content import CertificateContent, EnterpriseConfidential, ProductConfidential, ProductContent
from app.catalogue.models import Product
from app.db import Databases, transaction
from tests.catalogue.test_queries import a_hall
from tests.factories import a_product_content, an_enterprise_content


@pytest.fixture
def hall(databases: Databases) -> Databases:
    with transaction(databases) as db:
        a_hall(db)
    return databases


def test_the_next_links_lead_through_all_products_once(client: TestClient, hall: Databases) -> None:
    seen: list[str] = []
    path: str | None = "/api/v1/products?limit=2&sort=name"
    while path:
        answer = client.get(path)
        assert answer.status_code == 200
        seen += [item["slug"] for item in answer.json()["items"]]
        path = answer.links.get("next", {}).get("url")
        assert (path is None) is (answer.json()["next"] is None)
    assert seen == ["gula-aren", "keropok", "klappertaart", "kopi", "sambal-roa"]


def test_filters_narrow_and_the_language_of_each_text_is_told(client: TestClient, hall: Databases) -> None:
    items = client.get("/api/v1/products", params={"area": "ID-7173", "certificate": "halal", "lang": "en"}).json()["items"]
    assert [(item["name"], item["lang"]) for item in items] == [("Coffee", "en"), ("Gula aren", "id")]


def test_accept_language_chooses_when_nothing_was_asked_for(client: TestClient, hall: Databases) -> None:
    for header, name in (
        ("en-GB,en;q=0.9", "Coffee"),
        ("fr, en;q=0.5", "Coffee"),
        ("tl", "Kopi"),
        ("de", "Kopi"),
        ("garbage;;q=x,,", "Kopi"),
    ):
        assert client.get("/api/v1/products/kopi", headers={"accept-language": header}).json()["name"] == name
    assert client.get("/api/v1/products/kopi?lang=id", headers={"accept-language": "en"}).json()["name"] == "Kopi"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("categroy=coffee", "/categroy"),
        ("limit=0", "/limit"),
        ("limit=1000", "/limit"),
        ("category=nope", "/category"),
        ("area=XX", "/area"),
        ("enterprise=7", "/enterprise"),
        ("price_min=abc", "/price_min"),
        ("price_min=NaN", "/price_min"),
        ("price_min=50000&price_max=20000", "/price_max"),
        ("lang=xx", "/lang"),
        ("sort=colour", "/sort"),
        ("sort=relevance", "/sort"),
    ],
)
def test_what_does_not_fit_is_a_problem_with_a_pointer_to_it(client: TestClient, hall: Databases, query: str, pointer: str) -> None:
    answer = client.get(f"/api/v1/products?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert "<" not in problem["errors"][0]["detail"]


def test_an_unknown_thing_is_a_404_problem_by_slug_and_by_id(client: TestClient, hall: Databases) -> None:
    for path in ("products/no-such", f"products/{UUID(int=7)}", "enterprises/no-such", "nothing"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert client.get(answer.json()["type"]).status_code == 200


def test_ids_and_slugs_stay_when_words_change(client: TestClient, hall: Databases) -> None:
    before = client.get("/api/v1/products/kopi").json()
    with transaction(hall) as db:
        content = ProductContent.model_validate(db.exec(select(Product).where(Product.slug == "kopi")).one().content)
        publishing.put_product(db, content.model_copy(update={"name": {"id": "Kopi Tomohon"}}))
    after = client.get(f"/api/v1/products/{before['id']}").json()
    assert (after["id"], after["slug"], after["name"]) == (before["id"], "kopi", "Kopi Tomohon")


@pytest.mark.parametrize(
    "query", [f"enterprise={UUID(int=7)}", "price_min=1&currency=PHP", "text_language=ja", "price_min=20000&price_max=20000"]
)
def test_a_value_that_could_be_and_fits_nothing_on_show_is_an_empty_list(client: TestClient, hall: Databases, query: str) -> None:
    answer = client.get(f"/api/v1/products?{query}&lang=en")
    assert (answer.status_code, answer.json()) == (200, {"items": [], "next": None})


def test_a_parameter_that_is_missing_is_named_and_nothing_else_is_told_as_found(client: TestClient, hall: Databases) -> None:
    problem = client.get("/api/v1/search", params={"lang": "en", "limit": 3}).json()
    assert problem["errors"] == [{"pointer": "/q", "detail": "This is needed."}]


def test_any_page_may_read_it_and_nobody_may_write(client: TestClient, hall: Databases) -> None:
    elsewhere = {"origin": "https://elsewhere.example"}
    assert client.get("/api/v1/products", headers=elsewhere).headers["access-control-allow-origin"] == "*"
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/api/v1/products", "/api/v1/products/kopi", "/api/v1/centre"):
            answer = client.request(method, path)
            assert answer.status_code == 405
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
            assert answer.headers["content-type"] == "application/problem+json"
        assert client.request(method, "/api/v1/products", headers=elsewhere).status_code == 403
        assert client.request(method, "/api/v1/products", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_whoever_sends_neither_origin_nor_fetch_metadata_may_not_write_where_people_sign_in(client: TestClient, hall: Databases) -> None:
    assert client.post("/account/sign-in", data={"name": "x", "password": "y"}).status_code == 403


def test_a_page_of_another_origin_may_ask_again_with_the_tag_it_has(client: TestClient, hall: Databases) -> None:
    elsewhere = {"origin": "https://elsewhere.example"}
    asked = {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    allowed = client.options("/api/v1/products", headers=elsewhere | asked)
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "GET" in allowed.headers["access-control-allow-methods"]
    assert "if-none-match" in allowed.headers["access-control-allow-headers"].lower()
    tag = client.get("/api/v1/products", headers=elsewhere).headers["etag"]
    again = client.get("/api/v1/products", headers=elsewhere | {"if-none-match": tag})
    assert (again.status_code, again.headers["access-control-allow-origin"]) == (304, "*")
    assert client.options("/account/sign-in", headers=elsewhere | asked).headers.get("access-control-allow-origin") is None


def test_counts_of_categories_and_areas_lead_to_as_many_products(client: TestClient, hall: Databases) -> None:
    for kind, parameter in (("categories", "category"), ("areas", "area")):
        for node in client.get(f"/api/v1/{kind}").json()["items"]:
            if node["products"]:
                items = client.get("/api/v1/products", params={parameter: node["key"], "limit": 100}).json()["items"]
                assert len(items) == node["products"]


def test_the_centre_tells_who_it_is_and_whose_goods_it_shows(client: TestClient, hall: Databases) -> None:
    centre = client.get("/api/v1/centre?lang=en").json()
    assert (centre["key"], centre["area"], centre["currency"], centre["home"]) == ("north-sulawesi", "ID-SA", "IDR", True)
    assert "brunei-muara" in {neighbour["key"] for neighbour in centre["neighbours"]}
    assert centre["serial"] > 0


def test_search_finds_a_misspelt_word_and_says_how_it_was_understood(client: TestClient, hall: Databases) -> None:
    answer = client.get("/api/v1/search", params={"q": "kpoi", "lang": "id"}).json()
    assert [item["slug"] for item in answer["items"]] == ["kopi"]
    assert answer["corrected"] == "kopi"
    assert client.get("/api/v1/search").status_code == 422


def test_no_public_door_lets_a_confidential_fact_out(client: TestClient, hall: Databases) -> None:
    with transaction(hall) as db:
        maker = an_enterprise_content("Canary", certificates=[CertificateContent(scheme="halal-id", number="CANARY1", public=False)])
        facts = EnterpriseConfidential(contact_name="CANARY2", contact_phone="+62800777777", registration="CANARY3")
        publishing.put_enterprise(db, maker, facts)
        secret = ProductConfidential(cost={"amount": "987654.32", "currency": "IDR"}, monthly_capacity={"amount": 4321, "unit": "CANARY4"})
        publishing.put_product(db, a_product_content(maker, "Burung"), secret)
    pages = [
        f"/api/v1/{path}" for path in ("products", "products/burung", "enterprises", "enterprises/canary", "search?q=burung", "centre")
    ]
    pages += ["/", "/p/burung", "/makers/canary", "/products", "/kiosk", "/kiosk/p/burung", "/sitemap.xml", "/api/openapi.json"]
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        for canary in ("CANARY", "62800777777", "987654", "4321"):
            assert canary not in answer.text, (path, canary)


def test_the_examples_of_the_documentation_are_true_of_a_catalogue(client: TestClient, hall: Databases) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        assert path.startswith("/api/v1/")
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            for parameter in operation.get("parameters", []):
                assert parameter["schema"]
            answers = operation["responses"]
            assert all(list(answers[code]["content"]) == ["application/problem+json"] for code in ("404", "422", "503"))
            assert all("ETag" in answers[code]["headers"] for code in ("200", "304"))
            assert "content" not in answers["304"]
            assert ("Link" in answers["200"]["headers"]) is any(p["name"] == "after" for p in operation["parameters"])
