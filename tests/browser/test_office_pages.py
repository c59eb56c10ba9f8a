"""Every page behind the sign-in, once on a phone: what axe finds, headings, the console, how it fits and what it weighs."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page

from app.main import create_app
from app.settings import Settings
from tests.live import serving, watched
from tests.web.conftest import client  # noqa: F401  a fixture, for the hall
from tests.web.test_access import Hall, audience, hall, routes  # noqa: F401

MOST: Final = 100_000
"""Bytes of a page of the portal before pictures, as they come over the wire."""
NARROW: Final = 320
"""CSS pixels: a page of 1280 at 400 % (WCAG 2.2, 1.4.10)."""
_WEIGHT: Final = """() => performance.getEntries()
  .filter((e) => ["navigation", "resource"].includes(e.entryType) && e.initiatorType !== "img")
  .reduce((sum, e) => sum + e.encodedBodySize, 0)"""


def pages(hall: Hall) -> Iterator[tuple[str, str]]:  # noqa: F811
    """Who looks, and at what: the owner at what is for members, the administrator at what is for staff, nobody at what is for all."""
    for method, path in routes():
        who = audience(method, path)
        actor = next(one for one in ("nobody", "owner", "administrator") if one in who)
        if method == "GET" and not path.endswith("/preview/kiosk"):  # the picture of a screen of 1080 px, on which nothing can be pressed
            yield actor, hall.address(path.replace("{form}", "short"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="id-ID", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    with watched(context) as page:
        yield page
    context.close()


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_every_page_is_sound_on_a_phone(page: Page, settings: Settings, hall: Hall) -> None:  # noqa: F811
    wrong: list[tuple[str, Any]] = []
    opened, said = 0, list[str]()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "/media/" not in message.location["url"]:  # the hall's pictures have no files
            said.append(message.text)

    page.on("console", listen)
    with serving(create_app(settings)) as site:
        for actor, path in pages(hall):
            token = hall.tokens.get(actor, "")
            page.context.add_cookies([{"name": "etalase", "value": token, "url": site}])
            answer = page.request.get(f"{site}{path}", max_redirects=0)
            if not answer.ok or not answer.headers["content-type"].startswith("text/html"):
                continue  # a file, the way to another page, or what there is none of: tests/web/test_access.py knows which those are
            page.goto(f"{site}{path}?lang=id")
            opened += 1
            wrong += [(path, what) for what in faults(page, weighed=path.startswith("/portal"))]
            wrong += [(path, text) for text in said]
            said.clear()
    assert "\n".join(f"{path}: {what}" for path, what in wrong) == ""
    assert opened >= 30


def faults(page: Page, *, weighed: bool) -> Iterator[object]:
    results = Axe().run(page)
    if results.violations_count:
        yield results.generate_report()
    if (count := page.locator("h1").count()) != 1:
        yield f"{count} headings of the first level"
    if weighed and (weight := page.evaluate(_WEIGHT)) > MOST:
        yield f"{weight} bytes"
    page.set_viewport_size({"width": NARROW, "height": 640})
    if (width := page.evaluate("document.documentElement.scrollWidth")) > NARROW:
        yield f"{width} px wide"
    page.set_viewport_size({"width": 390, "height": 844})
