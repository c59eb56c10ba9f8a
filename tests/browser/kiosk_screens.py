"""The screens of the kiosk and the panels that they are made for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page

from tests.live import watched

PORTRAIT: Final = {"width": 1080, "height": 1920}
LANDSCAPE: Final = {"width": 1920, "height": 1080}
PX_PER_MM: Final = 2.75
"""Of the usual panel, 32 inches across."""

SCREENS: Final = (
    "/kiosk",
    "/kiosk/home",
    "/kiosk/browse",
    "/kiosk/browse?category=drinks&certificate=halal",
    "/kiosk/browse?category=care&area=BN",
    "/kiosk/places",
    "/kiosk/makers",
    "/kiosk/search",
    "/kiosk/search?q=kopi",
    "/kiosk/search?q=zzzzzz",
    "/kiosk/p/{product}",
    "/kiosk/m/{maker}",
    "/kiosk/p/nothing",
)


@contextmanager
def panel(browser: Browser, size: dict[str, int] = PORTRAIT, **options: bool | str) -> Iterator[Page]:
    """A touchscreen of that size; the block fails when a script does, or when a page breaks its own policy."""
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, has_touch=True, locale="id-ID", **options)  # type: ignore[arg-type]
    with watched(context) as page:
        yield page
    context.close()


def screens(page: Page, site: str) -> list[str]:
    """All screens, those of a product and of a maker with one that is really there."""
    page.goto(f"{site}/kiosk/browse")
    product = page.locator("a.card").first.get_attribute("href") or ""
    page.goto(f"{site}/kiosk/makers")
    maker = page.locator("a.card").first.get_attribute("href") or ""
    names = {"product": product.rsplit("/", 1)[1], "maker": maker.rsplit("/", 1)[1]}
    return [f"{site}{screen.format(**names)}" for screen in SCREENS]
