"""The public website in a browser that runs no script at all: everything must be reachable and complete."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live import watched


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A phone of 390 by 844 with scripts switched off."""
    context = browser.new_context(locale="en-GB", java_script_enabled=False, viewport={"width": 390, "height": 844})
    with watched(context) as page:
        yield page
    context.close()


def test_a_visitor_finds_a_product_and_the_way_to_its_maker(plain: Page, site: str) -> None:
    plain.goto(site)
    plain.get_by_role("searchbox").fill("coffee")
    plain.get_by_role("search").get_by_role("button", name="Search").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Products")
    first = plain.locator(".card-name a").first
    name = first.inner_text()
    first.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(name)
    expect(plain.locator(".contact-bar .button").first).to_be_in_viewport()
    plain.get_by_role("link", name="Meet the maker").click()
    expect(plain.get_by_role("heading", name="What they make")).to_be_visible()


def test_the_filters_open_as_a_sheet_and_narrow(plain: Page, site: str) -> None:
    plain.goto(f"{site}/products?lang=en")
    before = int(plain.locator("#found").inner_text().split()[0])
    expect(plain.locator("#filters")).to_be_hidden()
    plain.get_by_role("link", name="Filter").click()
    halal = plain.locator("#certificate-halal")
    promised = int(halal.inner_text().split()[-1])
    halal.click()
    expect(plain.locator("#found")).to_have_text(f"{promised} products")
    assert promised < before


def test_page_after_page_reaches_the_last_product(plain: Page, site: str) -> None:
    plain.goto(f"{site}/products?lang=en")
    total = int(plain.locator("#found").inner_text().split()[0])
    seen = plain.locator(".card-name").all_inner_texts()
    while plain.locator("a[rel=next]").count():
        plain.locator("a[rel=next]").click()
        seen += plain.locator(".card-name").all_inner_texts()
    assert len(seen) == total


def test_the_language_changes_and_stays(plain: Page, site: str) -> None:
    plain.goto(f"{site}/makers?lang=en")
    plain.locator("details.languages summary").click()
    plain.locator("details.languages").get_by_role("link", name="Bahasa Indonesia").click()
    expect(plain.locator("html")).to_have_attribute("lang", "id")
    plain.locator(".card-name a").first.click()
    expect(plain.locator("html")).to_have_attribute("lang", "id")
