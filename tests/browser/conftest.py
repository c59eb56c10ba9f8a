"""A real browser in front of the demonstration centre."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from app.main import create_app
from app.settings import Settings
from tests.live import chromium, serving, watched


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


@pytest.fixture(scope="session")
def site(demo_centre: Settings) -> Iterator[str]:
    """The address of the demonstration centre, served for the whole run."""
    with serving(create_app(demo_centre)) as address:
        yield address
