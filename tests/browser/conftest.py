"""A real browser in front of the demonstration centre."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.live import chromium, watched


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has been nowhere. The test fails when a script does, or when the page breaks its own policy."""
    context = browser.new_context(locale="en-GB", timezone_id="Asia/Makassar")
    with watched(context) as page:
        yield page
    context.close()
