"""The public website for everybody: by keyboard, by screen reader, on small screens and large ones, and on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

PAGES = [
    "/",
    "/products",
    "/products?category=drinks&certificate=halal",
    "/products?q=zzzzzz",
    "/p/{product}",
    "/makers",
    "/makers/{maker}",
    "/about",
    "/certificates",
    "/p/not-here",
]
SIZES = [(390, 844), (820, 1180), (1440, 900)]


@pytest.fixture
def addresses(page: Page, site: str) -> list[str]:
    """The pages to look at, with a product and a maker that the demonstration centre has."""
    product = page.request.get(f"{site}/api/v1/products?limit=1").json()["items"][0]
    return [f"{site}{path.format(product=product['slug'], maker=product['enterprise']['slug'])}" for path in PAGES]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_axe_finds_nothing_and_nothing_stands_out_of_the_page(page: Page, addresses: list[str], size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in addresses:
        page.goto(address)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{address}\n{results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], address


@pytest.mark.parametrize("language", ["id", "ms", "fil"])
def test_other_languages_fit_the_smallest_screen(page: Page, addresses: list[str], language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in addresses:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_the_first_key_offers_to_skip_to_the_content(page: Page, addresses: list[str]) -> None:
    page.goto(addresses[1])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_has_the_focus_shows_it(page: Page, addresses: list[str]) -> None:
    page.goto(addresses[4])
    shown = "const s = getComputedStyle(document.activeElement); s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2"
    for _ in range(25):
        page.keyboard.press("Tab")
        held = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert page.evaluate(f"(() => {{ {shown.replace('; s.', '; return s.')} }})()") or "card-name" in held, held


def test_what_a_thumb_must_hit_is_large_enough(page: Page, addresses: list[str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    small = """[...document.querySelectorAll('a, button, input, summary')]
      .filter(e => !e.closest('p, dd, h1, h2, h3, svg') && !e.classList.contains('skip') && e.getClientRects().length)
      .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect().height]).filter(([, h]) => h > 1 && h < 40)"""
    for address in addresses:
        page.goto(address)
        assert page.evaluate(small) == [], address


def test_a_product_and_a_maker_fit_a_sheet_of_paper(page: Page, addresses: list[str]) -> None:
    for address in (addresses[4], addresses[6]):
        page.goto(address)
        assert _sheets(page) == 1, address


@pytest.mark.parametrize("language", ["id", "en", "ms", "fil"])
def test_the_product_with_the_most_to_say_fits_a_sheet_of_paper_with_room_to_spare(page: Page, site: str, language: str) -> None:
    catalogue = f"{site}/api/v1/products"
    slugs = [item["slug"] for item in page.request.get(f"{catalogue}?limit=100&certificate=halal").json()["items"]]
    fullest = max(slugs, key=lambda slug: len(page.request.get(f"{catalogue}/{slug}?lang={language}").body()))
    page.goto(f"{site}/p/{fullest}?lang={language}")
    assert _sheets(page) == 1
    page.evaluate("document.querySelector('.product').style.paddingBlockEnd = '20mm'")  # as much as one more certificate
    assert _sheets(page) == 1


def _sheets(page: Page) -> int:
    """How many sheets of A4 a page takes, with the code that leads back to it and without what cannot be touched on paper."""
    page.locator(".print-code img").evaluate("i => { i.loading = 'eager'; return i.decode() }")
    page.emulate_media(media="print")
    expect(page.locator(".print-code img")).to_be_visible()
    expect(page.locator(".ways").first).to_be_hidden()
    (sheets,) = re.findall(rb"/Count (\d+)", page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="screen")
    return int(sheets)


def test_motion_stops_for_those_who_asked_for_it(page: Page, addresses: list[str]) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(addresses[1])
    moving = "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    assert page.evaluate(moving) == 0
