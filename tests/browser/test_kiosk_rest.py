"""The kiosk between two visitors: it asks, waits, and forgets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kiosk_screens import panel


@pytest.fixture
def kiosk(browser: Browser) -> Iterator[Page]:
    with panel(browser) as page:
        page.clock.install()
        yield page


def test_the_question_comes_after_a_minute_and_any_touch_is_an_answer(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse?lang=en")
    question = kiosk.locator("#still-there")
    kiosk.clock.fast_forward(59_000)
    expect(question).to_be_hidden()
    kiosk.clock.fast_forward(2_000)
    expect(question).to_be_visible()
    expect(question).to_contain_text("25")
    kiosk.clock.run_for(5_000)
    expect(question).to_contain_text("20")
    kiosk.touchscreen.tap(200, 400)
    expect(question).to_be_hidden()
    assert kiosk.url == f"{site}/kiosk/browse?lang=en"


def test_a_touch_in_time_puts_the_question_off(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/home")
    for _minute in range(3):
        kiosk.clock.fast_forward(50_000)
        kiosk.touchscreen.tap(540, 10)
        if not kiosk.url.endswith("/kiosk/home"):
            kiosk.goto(f"{site}/kiosk/home")
    expect(kiosk.locator("#still-there")).to_be_hidden()


def test_the_question_can_be_answered_more_than_ten_times(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/makers")
    for _time in range(12):
        kiosk.clock.fast_forward(61_000)
        expect(kiosk.locator("#still-there")).to_be_visible()
        kiosk.locator("[data-continue]").tap()
        expect(kiosk.locator("#still-there")).to_be_hidden()


def test_the_page_of_a_product_gives_half_as_much_time_again(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/browse")
    kiosk.locator("a.card").first.tap()
    expect(kiosk.locator("article.thing")).to_be_visible()
    kiosk.clock.fast_forward(80_000)
    expect(kiosk.locator("#still-there")).to_be_hidden()
    kiosk.clock.fast_forward(11_000)
    expect(kiosk.locator("#still-there")).to_be_visible()


def test_without_an_answer_the_window_is_lit_again_and_nothing_is_kept(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk/search?lang=en")
    for letter in "kopi":
        kiosk.locator(f'.keyboard [data-skbtn="{letter}"]').tap()
    kiosk.clock.run_for(1_000)
    expect(kiosk).to_have_url(f"{site}/kiosk/search?q=kopi&lang=en")
    kiosk.clock.fast_forward(61_000)
    kiosk.clock.run_for(26_000)
    expect(kiosk).to_have_url(f"{site}/kiosk")
    expect(kiosk.locator("html")).to_have_attribute("lang", "id")
    kept = "[localStorage.length, Object.keys(sessionStorage).filter(k => sessionStorage[k].includes('kopi')).length, document.cookie]"
    assert kiosk.evaluate(kept) == [0, 0, ""]


def test_the_window_goes_on_by_itself_and_is_never_asked(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk")
    first = kiosk.locator(".slide h1").inner_text()
    kiosk.clock.run_for(9_500)
    expect(kiosk.locator(".slide h1")).not_to_have_text(first)
    second = kiosk.locator(".slide h1").inner_text()
    kiosk.clock.run_for(9_500)
    expect(kiosk.locator(".slide h1")).not_to_have_text(second)
    assert kiosk.locator(".slide").count() == 1
    assert kiosk.locator("#still-there").count() == 0


def test_the_window_tries_again_when_the_server_did_not_answer(kiosk: Page, site: str) -> None:
    kiosk.goto(f"{site}/kiosk")
    first = kiosk.locator(".slide h1").inner_text()
    kiosk.route("**/kiosk?slide=*", lambda route: route.abort())
    kiosk.clock.run_for(10_000)
    expect(kiosk.locator(".slide h1")).to_have_text(first)
    kiosk.unroute("**/kiosk?slide=*")
    kiosk.clock.run_for(10_000)
    expect(kiosk.locator(".slide h1")).not_to_have_text(first)
