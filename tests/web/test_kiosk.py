"""The kiosk as pages: whole without scripts, and the same in pieces."""

import re
from datetime import timedelta
from decimal import Decimal
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from starlette.testclient import TestClient

from app.catalogue import publishing
from app.catalogue.content import CertificateContent, EnterpriseContent, Money
from app.catalogue.queries import today
from app.catalogue.reference import reference
from app.db import Databases, transaction
from app.web.kiosk import browse
from app.web.kiosk.screens import square_code
from tests import factories
from tests.web.reading import Read, read

SCREENS = ("/kiosk", "/kiosk/home", "/kiosk/browse", "/kiosk/places", "/kiosk/makers", "/kiosk/search", "/kiosk/search?q=tart")


@pytest.fixture
def maker(databases: Databases) -> EnterpriseContent:
    """A centre with one maker and one featured, halal product with a picture."""
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db, "Dapur Tumou Tou", place="Wenang", story={"id": "Kami memanggang.", "en": "We bake."})
        day = today(reference(db))
        halal = CertificateContent(scheme="halal-id", number="ID7111", valid_to=day + timedelta(days=300))
        factories.a_product(
            db,
            maker,
            "Klappertaart",
            featured=True,
            name={"id": "Klappertaart", "en": "Coconut tart"},
            pictures=[factories.a_picture(db)],
            certificates=[halal],
        )
    return maker


def _many(databases: Databases, maker: EnterpriseContent, number: int) -> None:
    with transaction(databases) as db:
        for n in range(number):
            factories.a_product(db, maker, f"Sambal {n:03d}", category="sauces")


def _piece(client: TestClient, address: str, target: str) -> Read:
    return read(client, address, HX_Request="true", HX_Target=target)


def test_every_screen_says_its_language_and_offers_the_same_screen_in_the_others(client: TestClient, maker: EnterpriseContent) -> None:
    for screen, language in product(SCREENS, ("id", "en", "ms", "fil")):
        page = read(client, f"{screen}{'&' if '?' in screen else '?'}lang={language}")
        assert page.one("html")["lang"] == language
        tongues = [a for a in page.all("a") if a.get("hreflang")]
        assert {a["hreflang"] for a in tongues} == {"id", "en", "ms", "fil"}
        for tongue in tongues:
            assert urlsplit(tongue["href"]).path == urlsplit(screen).path
            assert parse_qs(urlsplit(tongue["href"]).query).get("q") == parse_qs(urlsplit(screen).query).get("q")
            assert (tongue["hreflang"] == language) == ("aria-current" in tongue)


def test_no_screen_leads_out_of_the_house_or_holds_a_style_or_a_script_of_its_own(client: TestClient, maker: EnterpriseContent) -> None:
    for screen in (*SCREENS, "/kiosk/p/klappertaart", f"/kiosk/m/{maker.slug}", "/kiosk/p/nothing-there"):
        page = Read(client.get(screen).text)
        for element in page.elements:
            assert "style" not in element
            assert element.get("target", "") == ""
            assert not [name for name in element if name.startswith("on") and name != "on"]
            assert element.get("type") not in ("file", "date", "color")
            for name in ("href", "src", "action", "hx-get"):
                assert element.get(name, "/").startswith(("/", "#")), element
        assert all(script.text == "" for script in page.all("script"))
        assert page.all("a", download="") == page.all("iframe") == page.all("object") == []


def test_every_file_that_a_screen_needs_is_there(client: TestClient, maker: EnterpriseContent) -> None:
    needed: set[str] = set()
    for screen in (*SCREENS, "/kiosk/p/klappertaart", f"/kiosk/m/{maker.slug}", "/kiosk/p/nothing-there"):
        for element in Read(client.get(screen).text).elements:
            needed |= {element[name].split("#")[0] for name in ("href", "src") if element.get(name, "").startswith(("/static/", "/brand"))}
    assert len(needed) > 10
    assert {address: client.get(address).status_code for address in needed} == dict.fromkeys(needed, 200)


def test_every_address_on_every_screen_answers(client: TestClient, maker: EnterpriseContent) -> None:
    seen: set[str] = set()
    ahead = ["/kiosk"]
    while ahead:
        address = ahead.pop()
        page = read(client, address)
        found = {a["href"].split("#")[0] for a in page.all("a") if a.get("href", "#") != "#"} - {""}
        fresh = {a for a in found if a not in seen and "lang=" not in a}
        seen |= fresh
        ahead += fresh
    assert {urlsplit(a).path for a in seen} >= {urlsplit(s).path for s in SCREENS if s != "/kiosk"} | {"/kiosk/p/klappertaart"}


def test_the_window_shows_one_product_with_a_picture_and_leads_in(client: TestClient, maker: EnterpriseContent) -> None:
    window = read(client, "/kiosk")
    assert window.one("h1").text == "Klappertaart"
    assert window.one("a", class_="invitation")["href"] == "/kiosk/home"
    assert [span["lang"] for span in window.all("span") if span.get("lang")] == ["id", "en"]


def test_the_window_goes_round_and_the_words_stand_elsewhere_each_time(
    client: TestClient, databases: Databases, maker: EnterpriseContent
) -> None:
    with transaction(databases) as db:
        for n in range(3):
            other = factories.an_enterprise(db, f"Dapur {n}")
            factories.a_product(db, other, f"Kue {n}", featured=True, pictures=[factories.a_picture(db)])
    seen, address = [], "/kiosk"
    for _step in range(4):
        slide = read(client, address).one("article")
        seen.append((slide.text.split()[0], slide["class"]))
        address = slide["hx-get"]
    assert len({place for _words, place in seen}) == 4
    assert parse_qs(urlsplit(address).query)["slide"] == ["0"]


def test_a_slide_alone_is_the_slide_of_the_page(client: TestClient, maker: EnterpriseContent) -> None:
    whole = client.get("/kiosk").text
    alone = client.get("/kiosk", headers={"HX-Request": "true", "HX-Target": "slide"}).text
    assert alone.startswith("<article")
    assert alone.strip() in whole


def test_a_centre_without_products_is_calm_on_every_screen(client: TestClient, databases: Databases) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
    for screen in SCREENS:
        assert read(client, screen).all("a", href="/kiosk/home")


def test_a_list_grows_by_pieces_up_to_its_bound_and_then_has_pages(
    client: TestClient, databases: Databases, maker: EnterpriseContent
) -> None:
    _many(databases, maker, 100)
    page = read(client, "/kiosk/browse?category=sauces")
    names = page.names
    more = page.one("li", id="more")
    assert "after=" in page.one("a", class_="button")["href"]
    for _growth in range(browse.PIECES - 1):
        piece = _piece(client, more["hx-get"], "more")
        assert piece.all("html") == []
        names += piece.names
        more = piece.one("li", id="more")
    assert len(names) == browse.PIECE * browse.PIECES
    assert "hx-get" not in more
    onward = piece.one("a", class_="button")["href"]
    names += read(client, onward).names
    last = read(client, onward).one("li", id="more")
    names += _piece(client, last["hx-get"], "more").names
    assert names == [f"Sambal {n:03d}" for n in range(100)]


def test_a_piece_of_a_list_is_what_the_page_there_shows(client: TestClient, databases: Databases, maker: EnterpriseContent) -> None:
    _many(databases, maker, 30)
    more = read(client, "/kiosk/browse").one("li", id="more")
    assert _piece(client, more["hx-get"], "more").names == read(client, more["hx-get"]).names


def test_halal_is_the_first_choice_and_leads_back_out(client: TestClient, databases: Databases, maker: EnterpriseContent) -> None:
    _many(databases, maker, 2)
    page = read(client, "/kiosk/browse")
    halal = next(a for a in page.all("a") if a.get("class", "").startswith("chip"))
    assert "certificate=halal" in halal["href"]
    narrowed = read(client, halal["href"])
    assert narrowed.names == ["Klappertaart"]
    assert narrowed.one("a", class_="chip on")["href"] == "/kiosk/browse"


def test_a_list_that_nothing_fits_offers_what_is_nearest(client: TestClient, maker: EnterpriseContent) -> None:
    page = read(client, "/kiosk/browse?category=care&area=BN&lang=en")
    assert page.names == ["Coconut tart"]
    assert len(page.all("a", class_="chip on")) == 2


def test_a_search_is_heard_in_another_language_and_misspelled(client: TestClient, databases: Databases, maker: EnterpriseContent) -> None:
    assert read(client, "/kiosk/search?q=coconut+tart").names == ["Klappertaart"]
    with transaction(databases) as db:
        factories.a_product(db, maker, "Kopi Koya", category="coffee")
    page = read(client, "/kiosk/search?q=kpoi")
    assert page.names == ["Kopi Koya"]
    assert "kopi" in page.one("p", class_="heard").text


def test_a_search_without_a_hit_is_not_an_empty_hand(client: TestClient, maker: EnterpriseContent) -> None:
    page = read(client, "/kiosk/search?q=zzzzzz&lang=en")
    assert "zzzzzz" in page.one("div", class_="empty").text
    assert page.names == ["Coconut tart"]
    assert page.all("a", class_="tile")


def test_what_was_found_is_the_same_in_the_piece_and_brings_its_language_links(client: TestClient, maker: EnterpriseContent) -> None:
    piece = _piece(client, "/kiosk/search?q=tart&lang=en", "found")
    assert piece.names == read(client, "/kiosk/search?q=tart&lang=en").names
    assert all("q=tart" in a["href"] for a in piece.all("a") if a.get("hreflang"))
    assert piece.one("nav")["hx-swap-oob"] == "true"


def test_what_a_visitor_types_is_shown_and_never_run(client: TestClient, maker: EnterpriseContent) -> None:
    text = client.get("/kiosk/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text
    assert client.get("/kiosk/search", params={"q": "a" * 5000}).status_code == 200


def test_what_is_offered_while_typing_leads_to_a_kind_a_product_and_a_maker(client: TestClient, maker: EnterpriseContent) -> None:
    for typed, place in (
        ("klapp", "/kiosk/p/klappertaart"),
        ("tumou", f"/kiosk/m/{maker.slug}"),
        ("bakery", "/kiosk/browse?category=bakery"),
    ):
        offered = [a["href"] for a in read(client, f"/kiosk/search?q={typed}").all("a", class_="chip")]
        assert place in offered
        assert client.get(place).status_code == 200


def test_the_map_leads_to_places_that_something_comes_from_and_says_how_much(client: TestClient, maker: EnterpriseContent) -> None:
    links = {a["aria-label"]: a["href"] for a in read(client, "/kiosk/places?lang=en").all("a", class_="map-link")}
    assert links == {
        "Manado: 1 product": "/kiosk/browse?area=ID-7171&lang=en",
        "Indonesia: 1 product": "/kiosk/browse?area=ID&lang=en",
    }


def test_the_page_of_a_product_marks_the_language_of_each_text(client: TestClient, maker: EnterpriseContent) -> None:
    page = read(client, "/kiosk/p/klappertaart?lang=ms")
    assert page.one("h1")["lang"] == "id"
    assert read(client, "/kiosk/p/klappertaart?lang=en").one("h1")["lang"] == "en"


def test_a_price_on_request_and_alcohol_are_said(client: TestClient, databases: Databases, maker: EnterpriseContent) -> None:
    with transaction(databases) as db:
        factories.a_product(db, maker, "Cap Tikus", price=None, alcohol=True)
        factories.a_product(db, maker, "Pala", price=Money(amount=Decimal("2.5"), currency="BND"))
    wine = read(client, "/kiosk/p/cap-tikus?lang=en")
    assert "Price on request" in wine.one("p", class_="label-price").text
    assert "Contains alcohol" in "".join(li.text for li in wine.all("li", class_="sign soon"))
    assert "2.50" in read(client, "/kiosk/p/pala?lang=en").one("p", class_="label-price").text


def test_the_code_is_that_of_the_public_page(client: TestClient, maker: EnterpriseContent) -> None:
    assert _dots(client.get("/kiosk/p/klappertaart").text) == _made("http://testserver/p/klappertaart?qr")
    assert client.get("/p/klappertaart").status_code == 200


def test_a_long_name_does_not_make_a_dense_code(client: TestClient, databases: Databases, maker: EnterpriseContent) -> None:
    with transaction(databases) as db:
        long = factories.a_product_content(maker, "Keripik", slug="keripik-pisang-goroho-rasa-cakalang-asap-pedas-manis-keluarga")
        publishing.put_product(db, long)
    page = client.get(f"/kiosk/p/{long.slug}").text
    assert _dots(page) == _made(f"http://testserver/p/{long.id}?qr")
    assert client.get(f"/p/{long.id}").status_code == 200


def test_the_code_has_whole_pixels_and_a_white_margin_of_four_dots() -> None:
    code = square_code("https://etalase.example.org/p/klappertaart", "Code")
    width, side = re.search(r'width="(\d+)"', code), re.search(r'viewBox="0 0 (\d+) ', code)
    assert width
    assert side
    assert int(width[1]) % int(side[1]) == 0
    assert int(width[1]) // int(side[1]) >= 4
    dark = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1", code)]
    assert min(x for x, _y in dark) == min(y for _x, y in dark) == 4
    assert max(x for x, _y in dark) == int(side[1]) - 5


def test_a_maker_has_the_story_and_the_products(client: TestClient, maker: EnterpriseContent) -> None:
    page = read(client, f"/kiosk/m/{maker.slug}?lang=en")
    assert "We bake." in page.one("section", class_="words story").text
    assert page.names == ["Coconut tart"]


def test_an_error_wears_the_kiosk_and_knows_the_way_home(client: TestClient, maker: EnterpriseContent) -> None:
    lost = {"/kiosk/p/nothing": 404, "/kiosk/m/nobody": 404, "/kiosk/browse?category=x": 422, "/kiosk/browse?part=9": 422, "/kiosk/x": 404}
    for address, status in lost.items():
        page = read(client, address, status)
        assert page.all("a", href="/kiosk/home")
        assert page.one("body")["class"] == "room-lost"


def test_a_kiosk_without_a_centre_says_so_and_knows_the_way_home(client: TestClient) -> None:
    for screen in ("/kiosk", "/kiosk/home", "/kiosk/search"):
        page = read(client, screen, 404)
        assert page.all("a", href="/kiosk/home")
        assert page.one("body")["class"] == "room-lost"


def test_a_screen_is_light(client: TestClient, databases: Databases, maker: EnterpriseContent) -> None:
    _many(databases, maker, 80)
    page = read(client, "/kiosk/browse")
    chrome = len(page.elements) - len(page.names) * 12
    assert chrome + browse.PIECE * browse.PIECES * 12 <= 1200


def _dots(page: str) -> list[list[bool]]:
    """The square code on a page, as rows of dark and light dots without the margin."""
    found = re.search(r'viewBox="0 0 (\d+) \1" shape-rendering.*?fill="#000" d="([^"]*)"', page)
    assert found
    dark = {(int(x) - 4, int(y) - 4) for x, y in re.findall(r"M(\d+) (\d+)h1v1", found[2])}
    side = int(found[1]) - 8
    return [[(x, y) in dark for x in range(side)] for y in range(side)]


def _made(address: str) -> list[list[bool]]:
    return [[bool(dot) for dot in row] for row in segno.make(address, error="m", micro=False).matrix]
