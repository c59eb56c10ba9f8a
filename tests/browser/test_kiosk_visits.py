"""What a visitor does at the kiosk, with a finger."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kiosk_screens import LANDSCAPE, PORTRAIT, panel, screens


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def kiosk(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with panel(browser, request.param, reduced_motion="reduce") as page:
        yield page


def test_a_visitor_finds_a_product_in_four_taps(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk")
    kiosk.locator(".invitation").tap()
    kiosk.locator(".tile").first.tap()
    kiosk.locator("a.card").first.tap()
    expect(kiosk.locator("article.thing h1")).to_be_visible()
    expect(kiosk.locator(".take-home .code")).to_be_visible()


def test_a_touch_anywhere_on_the_window_leads_in_at_once(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk")
    size = kiosk.viewport_size or PORTRAIT
    kiosk.touchscreen.tap(size["width"] / 2, size["height"] / 3)
    expect(kiosk).to_have_url(re.compile(r"/kiosk/home$"))


def test_a_visitor_types_kpoi_on_the_screen_and_finds_kopi(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/search")
    for letter in "kpoi":
        kiosk.locator(f'.keyboard [data-skbtn="{letter}"]').tap()
    expect(kiosk.locator(".heard")).to_contain_text("kopi")
    expect(kiosk.locator(".card-name").first).to_contain_text(re.compile("kopi|coffee", re.IGNORECASE))
    expect(kiosk).to_have_url(re.compile(r"q=kpoi"))
    expect(kiosk.locator("#tongues a[lang=en]")).to_have_attribute("href", re.compile(r"q=kpoi&lang=en"))


def test_the_keyboard_erases_clears_and_has_digits(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/search")
    for key in ("a", "b", "{erase}", "{space}", "{other}", "7"):
        kiosk.locator(f'.keyboard [data-skbtn="{key}"]').tap()
    expect(kiosk.locator("#q")).to_have_value("a 7")
    kiosk.locator('.keyboard [data-skbtn="{clear}"]').tap()
    expect(kiosk.locator("#q")).to_have_value("")
    expect(kiosk.locator(".card")).not_to_have_count(0)


def test_the_field_and_the_keyboard_are_never_over_each_other(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/search?q=kopi")
    field, keys, bar = (kiosk.locator(s).bounding_box() for s in (".ask", ".keyboard", ".bar"))
    assert field
    assert keys
    assert bar
    assert field["y"] + field["height"] <= keys["y"]
    assert keys["y"] + keys["height"] <= bar["y"]


def test_back_leads_to_the_list_as_it_was_left(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/home")
    kiosk.locator(".tile").first.tap()
    kiosk.locator("a.chip").first.tap()
    expect(kiosk).to_have_url(re.compile("certificate=halal"))
    address = kiosk.url
    kiosk.locator("a.card").first.tap()
    expect(kiosk.locator("article.thing")).to_be_visible()
    kiosk.locator("[data-back]").tap()
    expect(kiosk).to_have_url(address)


def test_another_language_keeps_the_screen_and_the_place_on_it(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    kiosk.evaluate("scrollTo({top: 700, behavior: 'instant'})")
    kiosk.locator("#tongues a[lang=en]").tap()
    expect(kiosk.locator("html")).to_have_attribute("lang", "en")
    expect(kiosk).to_have_url(f"{site}/kiosk/browse?lang=en")
    assert abs(kiosk.evaluate("scrollY") - 700) < 5


def test_a_list_grows_while_one_scrolls_and_stays_light(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    cards = kiosk.locator("a.card")
    expect(cards).to_have_count(24)
    for grown in (48, 72):
        kiosk.locator("#more").scroll_into_view_if_needed()
        expect(cards).to_have_count(grown)
    assert kiosk.evaluate("document.querySelectorAll('*').length") <= 1200
    kiosk.locator("#more a").tap()
    expect(kiosk).to_have_url(re.compile("after="))


def test_a_panel_of_choices_opens_upwards_and_narrows_the_list(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    kiosk.locator("[data-choose] summary").first.tap()
    choice = kiosk.locator(".choice").first
    expect(choice).to_be_visible()
    box = choice.bounding_box()
    bar = kiosk.locator(".dock").bounding_box()
    assert box
    assert bar
    assert box["y"] < bar["y"]
    name = choice.locator("span").first.inner_text()
    choice.tap()
    expect(kiosk.locator("h1")).to_have_text(name)


def test_pictures_of_a_product_are_whole(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    kiosk.locator("a.card").first.tap()
    shown = kiosk.locator(".gallery-strip .picture img").first
    assert shown.evaluate("img => getComputedStyle(img).objectFit") == "contain"
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("img => img.naturalWidth") > 0


def test_every_screen_works_without_scripts(browser: Browser, site: str) -> None:
    with panel(browser, java_script_enabled=False) as kiosk:
        kiosk.goto(f"{site}/kiosk")
        kiosk.locator(".invitation").tap()
        kiosk.locator(".find-it").tap()
        kiosk.locator("#q").fill("kopi")
        kiosk.locator(".ask button").tap()
        expect(kiosk).to_have_url(f"{site}/kiosk/search?q=kopi")
        kiosk.locator("a.card").first.tap()
        expect(kiosk.locator("article.thing h1")).to_be_visible()
        kiosk.goto(f"{site}/kiosk/browse")
        kiosk.locator("[data-choose] summary").first.tap()
        kiosk.locator(".choice").first.tap()
        expect(kiosk.locator("a.card").first).to_be_visible()
        kiosk.goto(f"{site}/kiosk/browse")
        kiosk.locator("#more a").tap()
        expect(kiosk).to_have_url(re.compile("after="))
        expect(kiosk.locator("a.card")).to_have_count(24)


def test_a_press_held_down_or_dragged_opens_nothing(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    refused = """kinds => kinds.map(kind => {
        const event = new Event(kind, {bubbles: true, cancelable: true});
        document.querySelector('a.card').dispatchEvent(event);
        return event.defaultPrevented;
    })"""
    assert kiosk.evaluate(refused, ["contextmenu", "dragstart", "selectstart", "gesturestart"]) == [True] * 4
    style = kiosk.evaluate(
        "(({userSelect, touchAction, overscrollBehavior}) => [userSelect, touchAction, overscrollBehavior])"
        "(getComputedStyle(document.body))"
    )
    assert style == ["none", "pan-x pan-y", "none"]


def test_a_trembling_finger_opens_one_thing_once(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    prevented = kiosk.evaluate("""() => {
        const card = document.querySelector('a.card');
        const seen = [];
        addEventListener('click', e => { seen.push(e.defaultPrevented); e.preventDefault(); });
        for (const _ of [1, 2]) card.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, detail: 1}));
        return seen;
    }""")
    assert prevented == [False]


def test_no_screen_asks_another_origin_or_weighs_much(browser: Browser, site: str) -> None:
    with panel(browser) as kiosk:
        addresses = screens(kiosk, site)
    for address in addresses:
        with panel(browser) as kiosk:
            foreign: list[str] = []
            kiosk.on("request", lambda request: None if request.url.startswith((site, "data:")) else foreign.append(request.url))  # noqa: B023
            kiosk.goto(address, wait_until="networkidle")
            weights = kiosk.evaluate("""() => [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
                .map(e => [new URL(e.name).pathname, e.transferSize])""")
            assert foreign == []
            assert sum(size for _path, size in weights) <= 400_000, (address, weights)
            assert sum(size for path, size in weights if path.endswith(".js")) <= 45_000
            assert sum(size for path, size in weights if path.endswith(".css")) <= 25_000
            assert kiosk.evaluate("document.querySelectorAll('*').length") <= 1200
