"""The public website, as a browser without scripts or a search engine meets it."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as tries
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.catalogue import publishing
from app.catalogue.content import CertificateContent, Measure, Money, Quantity
from app.catalogue.queries import cursors
from app.catalogue.reference import reference
from app.db import Databases, transaction
from app.web.site import addresses
from tests import factories
from tests.web.reading import read

LANGUAGES = ["id", "en", "ms", "fil"]
PAGES = ["/", "/products", "/p/klappertaart", "/makers", "/makers/dapur-tumou-tou", "/about", "/certificates"]
HALAL = CertificateContent(scheme="halal-id", number="ID71110000123450226")
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "<svg/onload=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "javascript:alert(1)//",
    "evil & <b>bold</b> &lt;i&gt;",
]


@pytest.fixture
def shop(client: TestClient, databases: Databases) -> TestClient:
    """Two makers and four products: cake with everything, coffee at a price on request, cloth, and a guest from Sabah."""
    with transaction(databases) as db:
        factories.a_frame(db)
        dapur = factories.an_enterprise(
            db,
            whatsapp="+628000001001",
            email="halo@dapur.example.org",
            web="https://dapur.example.org",
            founded=2009,
            place="Wenang",
            story={"id": "Enam perempuan memanggang.", "en": "Six women bake."},
            certificates=[
                CertificateContent(scheme="haccp", number="H-1", issuer="Contoh Mutu", scope="premises", valid_to=date(2099, 1, 1))
            ],
        )
        factories.a_product(
            db,
            dapur,
            name={"id": "Klappertaart", "en": "Coconut tart"},
            summary={"en": "With young coconut."},
            net=Measure(amount=Decimal(150), unit="g"),
            minimum_order=Quantity(amount=Decimal(10)),
            shelf_life_days=365,
            hs_code="190590",
            pictures=[factories.a_picture(db), factories.a_picture(db)],
            certificates=[HALAL],
        )
        factories.a_product(db, dapur, "Kopi Koya", category="coffee", price=None, name={"id": "Kopi Koya"})
        tenun = factories.an_enterprise(db, "Rumah Bentenan", area="ID-7107")
        factories.a_product(db, tenun, "Kain Bentenan", category="textile", price=Money(amount=Decimal(450000), currency="IDR"))
        sabah = factories.an_enterprise(db, "Kinabalu Madu", centre="sabah", area="MY-12")
        factories.a_product(db, sabah, "Madu Kelulut", category="honey", price=Money(amount=Decimal("28.50"), currency="MYR"))
    return client


def test_every_page_speaks_every_language_and_says_so(shop: TestClient) -> None:
    for address, language in product(PAGES, LANGUAGES):
        page = read(shop, f"{address}?lang={language}")
        assert page.one("html")["lang"] == language
        assert len(page.all("h1")) == 1
        assert page.one("main")["id"] == "main"
        assert {link["hreflang"] for link in page.all("link", rel="alternate")} == {*LANGUAGES, "x-default"}
        assert page.one("link", rel="canonical")["href"].endswith(f"lang={language}")


def test_without_a_choice_the_browser_chooses_the_language(shop: TestClient) -> None:
    assert read(shop, "/", accept_language="fil-PH,fil;q=0.9").one("html")["lang"] == "fil"
    assert read(shop, "/", accept_language="de").one("html")["lang"] == "id"


def test_the_language_switch_stays_on_the_page(shop: TestClient) -> None:
    page = read(shop, "/products?category=coffee&lang=en")
    switch = page.all("a", hreflang="ms")[0]
    assert switch["lang"] == "ms"
    assert parse_qs(urlsplit(switch["href"]).query) == {"category": ["coffee"], "lang": ["ms"]}


def test_headings_go_down_one_step_at_a_time(shop: TestClient) -> None:
    for address in PAGES:
        levels = [int(e.tag[1]) for e in read(shop, address).elements if e.tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)


def test_the_first_page_shows_products_categories_makers_and_places(shop: TestClient) -> None:
    page = read(shop, "/?lang=en")
    links = {urlsplit(a["href"]).path for a in page.all("a")}
    assert {"/p/klappertaart", "/makers/dapur-tumou-tou", "/makers/kinabalu-madu", "/products"} <= links
    assert {"Coconut tart", "Kopi Koya", "Kain Bentenan", "Madu Kelulut"} <= {e.text.strip() for e in page.elements}
    lit = [a["href"] for a in page.all("a", class_="map-link")]
    assert {parse_qs(urlsplit(href).query)["area"][0] for href in lit} == {"ID-SA", "MY-12"}


def test_an_empty_centre_still_has_a_first_page(client: TestClient, databases: Databases) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
    assert read(client, "/").all("h1")
    assert "The shelves are still empty." in read(client, "/products?lang=en").one("main").text


NARROWED = [
    ("", ["Coconut tart", "Kain Bentenan", "Kopi Koya", "Madu Kelulut"]),
    ("category=drinks", ["Kopi Koya"]),
    ("area=ID", ["Coconut tart", "Kain Bentenan", "Kopi Koya"]),
    ("area=MY", ["Madu Kelulut"]),
    ("certificate=halal", ["Coconut tart"]),
    ("certificate=haccp", ["Coconut tart", "Kopi Koya"]),
    (f"enterprise={factories.an_id('Rumah Bentenan')}", ["Kain Bentenan"]),
    ("language=en", ["Coconut tart"]),
    ("price_min=100.000", ["Kain Bentenan"]),
    ("price_max=Rp+25.000", ["Coconut tart"]),
    ("q=kopi", ["Kopi Koya"]),
    ("category=drinks&area=MY", []),
]


def test_filters_narrow(shop: TestClient) -> None:
    for query, names in NARROWED:
        page = read(shop, f"/products?lang=en&{query}")
        assert page.names == names, query
        assert page.one("h2", id="found").text.split()[0] == str(len(names))


def test_each_filter_offered_leaves_as_many_as_it_says(shop: TestClient) -> None:
    page = read(shop, "/products?lang=en")
    offered = [a for a in page.all("a", rel="nofollow") if "hx-get" in a]
    assert len(offered) > 8
    for link in offered:
        promised = int(link.text.split()[-1])
        assert len(read(shop, link["href"]).names) == promised, link["href"]


def test_a_chosen_scheme_of_certificates_says_how_many_it_leaves(shop: TestClient) -> None:
    for scheme, left, halal in (("halal-id", 1, 1), ("haccp", 2, 1), ("halal-my", 0, 1)):
        page = read(shop, f"/products?lang=en&certificate={scheme}")
        assert page.one("a", id=f"certificate-{scheme}").text.split()[-1] == str(left)
        assert page.one("a", id="certificate-halal").text.split()[-1] == str(halal)


def test_halal_is_offered_first(shop: TestClient) -> None:
    page = read(shop, "/products?lang=en")
    assert next(a["id"] for a in page.all("a") if a.get("id", "").startswith("certificate-")) == "certificate-halal"


def test_what_is_chosen_can_be_taken_away_again(shop: TestClient) -> None:
    page = read(shop, "/products?lang=en&category=drinks&certificate=haccp")
    chips = page.one("ul", class_="chips")
    assert "Coffee" in chips.text
    without = [a["href"] for a in page.all("a") if a.text.strip().startswith("Remove")]
    assert {tuple(sorted(parse_qs(urlsplit(href).query))) for href in without} == {("category", "lang"), ("certificate", "lang")}


def test_an_unreadable_price_is_said_beside_the_field_and_narrows_nothing(shop: TestClient) -> None:
    page = read(shop, "/products?lang=en&price_min=cheap")
    assert len(page.names) == 4
    assert "Expected:" in page.one("p", id="price-problem").text


def test_a_misspelled_word_is_heard(shop: TestClient) -> None:
    page = read(shop, "/products?lang=en&q=kpoi")
    assert page.names == ["Kopi Koya"]
    assert "kopi" in page.one("p", class_="heard").text


def test_pages_follow_each_other_without_loss(shop: TestClient, databases: Databases) -> None:
    with transaction(databases) as db:
        maker = factories.an_enterprise(db, "Banyak Barang")
        for n in range(60):
            factories.a_product(db, maker, f"Barang {n:02}")
    seen: list[str] = []
    address = "/products?lang=id"
    while address:
        page = read(shop, address)
        seen += page.names
        address = next((a["href"] for a in page.all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == 64


def test_htmx_gets_only_the_piece_that_it_fills(shop: TestClient) -> None:
    whole = read(shop, "/products?lang=en")
    piece = read(shop, "/products?lang=en", hx_request="true", hx_target="browse")
    assert piece.names == whole.names
    assert not piece.all("html")
    assert piece.one("h1")["hx-swap-oob"] == "true"
    more = read(shop, "/products?lang=en", hx_request="true", hx_target="more")
    assert more.names == whole.names
    assert not more.all("aside")


def test_what_is_not_there_is_404_in_dress(shop: TestClient) -> None:
    for address in ("/p/nothing-of-the-kind", "/makers/nobody", "/nowhere", "/sitemap-7.xml"):
        page = read(shop, f"{address}?lang=ms", 404)
        assert page.one("html")["lang"] == "ms"
        assert page.one("form", role="search")
        assert page.one("meta", name="robots")["content"] == "noindex"


def test_a_filter_that_does_not_exist_is_422_in_dress(shop: TestClient) -> None:
    for query in ("category=nope", "area=XX", "enterprise=7", "certificate=nope", "after=zzz", "language=%00"):
        assert read(shop, f"/products?lang=en&{query}", 422).one("form", role="search")


def test_a_product_is_described_to_machines_without_an_invented_offer(shop: TestClient) -> None:
    priced, pathway = read(shop, "/p/klappertaart?lang=en").data
    assert priced["@type"] == "Product"
    assert priced["name"] == "Coconut tart"
    assert priced["offers"]["price"] == "25000"
    assert priced["offers"]["priceCurrency"] == "IDR"
    assert {c["name"] for c in priced["hasCertification"]} == {"Indonesian halal certificate", "HACCP"}
    assert [item["name"] for item in pathway["itemListElement"]] == ["Sweets & snacks", "Cakes & bakery"]
    on_request, _ = read(shop, "/p/kopi-koya?lang=en").data
    assert "offers" not in on_request


def test_a_link_preview_has_a_picture_and_words(shop: TestClient) -> None:
    page = read(shop, "/p/klappertaart?lang=en")
    said = {meta["property"]: meta["content"] for meta in page.all("meta") if "property" in meta}
    assert said["og:title"].startswith("Coconut tart")
    assert said["og:image"].startswith("http")
    assert said["og:image"].endswith("/share.jpg")
    assert "With young coconut." in said["og:description"]
    assert page.one("meta", name="twitter:card")["content"] == "summary_large_image"


def test_a_product_page_reaches_the_maker_with_the_product_named(shop: TestClient) -> None:
    page = read(shop, "/p/klappertaart?lang=en")
    ask = next(a["href"] for a in page.all("a") if a["href"].startswith("https://wa.me/628000001001"))
    message = parse_qs(urlsplit(ask).query)["text"][0]
    assert "Coconut tart" in message
    assert message.endswith("/p/klappertaart")
    assert any(a["href"].startswith("mailto:halo@dapur.example.org") for a in page.all("a"))


def test_words_carry_the_language_that_they_are_in(shop: TestClient) -> None:
    page = read(shop, "/p/kopi-koya?lang=en")
    assert page.one("h1")["lang"] == "id"


def test_a_product_answers_to_its_id_too_and_names_one_address(shop: TestClient) -> None:
    ident = factories.an_id("Dapur Tumou Tou/Klappertaart")
    assert read(shop, f"/p/{ident}?lang=en").one("link", rel="canonical")["href"].endswith("/p/klappertaart?lang=en")


def test_a_maker_is_described_to_machines(shop: TestClient) -> None:
    (data,) = read(shop, "/makers/dapur-tumou-tou?lang=en").data
    assert data["@type"] == "Organization"
    assert data["address"]["addressLocality"] == "Wenang"
    assert data["telephone"] == "+628000001001"
    assert data["sameAs"] == ["https://dapur.example.org"]


def test_makers_can_be_searched_and_narrowed_by_place(shop: TestClient) -> None:
    assert read(shop, "/makers?lang=en&q=bentenan").names == ["Rumah Bentenan"]
    assert read(shop, "/makers?lang=en&area=MY").names == ["Kinabalu Madu"]


def test_the_code_for_paper_leads_to_the_public_address(shop: TestClient) -> None:
    answer = shop.get("/p/klappertaart/code.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.text).tag.endswith("svg")


def test_every_certificate_scheme_is_explained(shop: TestClient, databases: Databases) -> None:
    with transaction(databases, reading=True) as db:
        schemes = {s.key for s in reference(db).schemes.values()}
    page = read(shop, "/certificates?lang=en")
    assert schemes <= {li["id"] for li in page.all("li") if "id" in li}


def test_robots_are_sent_to_the_site_map(shop: TestClient) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in shop.get("/robots.txt").text.splitlines()


def test_the_site_map_names_everything_in_every_language(shop: TestClient) -> None:
    places = _addresses(shop.get("/sitemap.xml").text)
    for path in (*addresses.PAGES, "/p/klappertaart", "/p/kopi-koya", "/p/kain-bentenan", "/p/madu-kelulut", "/makers/rumah-bentenan"):
        assert {f"http://testserver{path}?lang={code}" for code in LANGUAGES} <= set(places)
    assert len(places) == len(set(places)) == 4 * (5 + 4 + 3)


def test_a_large_site_map_is_an_index_of_files(shop: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _addresses(shop.get("/sitemap.xml").text)
    monkeypatch.setattr(addresses, "THINGS_PER_FILE", 2)
    shop.app.__dict__["_kept"].clear()
    files = [urlsplit(place).path for place in _addresses(shop.get("/sitemap.xml").text)]
    assert len(files) == 4
    assert sorted(place for file in files for place in _addresses(shop.get(file).text)) == sorted(whole)


def test_the_manifest_names_the_centre_in_the_language(shop: TestClient) -> None:
    assert shop.get("/manifest.webmanifest?lang=en").json()["name"] == "Etalase North Sulawesi"


def test_nothing_confidential_is_on_a_page(shop: TestClient, databases: Databases) -> None:
    with transaction(databases) as db:
        maker = factories.an_enterprise_content()
        content = factories.a_product_content(maker, "Rahasia", name={"id": "Rahasia"})
        paper = CertificateContent(scheme="pirt", number="HIDDEN-NUMBER", public=False)
        publishing.put_product(db, content.model_copy(update={"certificates": [paper]}))
    assert "HIDDEN-NUMBER" not in shop.get("/p/rahasia?lang=en").text


def test_hostile_names_are_only_names(client: TestClient, databases: Databases) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
        for n, words in enumerate(HOSTILE):
            texts = {"id": words}
            maker = factories.an_enterprise(db, words, slug=f"maker-{n}", tagline=texts, story=texts, place=words)
            factories.a_product(
                db, maker, words, slug=f"thing-{n}", name=texts, summary=texts, description=texts, ingredients=texts, unit="<u>x</u>"
            )
    for n, words in enumerate(HOSTILE):
        asked = quote(words)
        for address in ("/", "/products", f"/p/thing-{n}", "/makers", f"/makers/maker-{n}", f"/products?q={asked}", f"/makers?q={asked}"):
            page = read(client, address)
            assert not [e for e in page.elements if any(name.startswith("on") for name in e)]
            assert not [e for e in page.elements if e.get("href", "").startswith("javascript:")]
            assert all(e.get("src", "").startswith("/static/") or e.get("type") == "application/ld+json" for e in page.all("script"))
            assert not page.all("b") + page.all("u")
            assert len(page.data) == len(page.all("script", type="application/ld+json"))
        assert read(client, f"/p/thing-{n}").data[0]["name"] == words


_FIELDS = ["q", "category", "area", "enterprise", "certificate", "language", "price_min", "price_max", "sort", "after", "lang"]


@tries(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(_FIELDS), st.text(max_size=40), max_size=4))
@example(query={"q": "\x00"})
@example(query={"price_min": "9" * 40, "price_max": "1e400"})
@example(query={"enterprise": "00000000-0000-0000-0000-000000000000"})
@example(query={"after": "W10"})
@example(query={"after": cursors.encoded(["\0", "00000000-0000-0000-0000-000000000000"])})
@example(query={"after": cursors.encoded([{"a": 1}, 2]), "sort": "newest"})
@example(query={"after": "WyJyIiwgMTAwMDAwXQ", "q": "kopi"})
@example(query={"q": "%" * 300, "sort": "relevance"})
def test_no_question_breaks_the_list(shop: TestClient, query: dict[str, str]) -> None:
    for path in ("/products", "/makers"):
        assert shop.get(path, params=query).status_code in (200, 404, 422)


@tries(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ident=st.text(min_size=1, max_size=60))
@example(ident="\x00")
@example(ident="' OR 1=1 --")
def test_no_address_breaks_a_page(shop: TestClient, ident: str) -> None:
    for folder in ("/p/", "/makers/"):
        assert shop.get(folder + quote(ident, safe="")).status_code in (200, 404, 422)


def _addresses(xml: str) -> list[str]:
    return [e.text or "" for e in ElementTree.fromstring(xml).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_ground_behind_a_picture_is_a_colour_that_the_brand_file_knows(shop: TestClient) -> None:
    known = shop.get("/brand.css").text

    ground = re.search(r'class="picture [^"]*\b(tone t[^"]*)"', shop.get("/p/klappertaart").text)

    assert ground is not None
    names = ground[1].split()[:4]
    assert len(names) == 4
    assert [name for name in names if f".{name}{{" not in known] == []
