"""A visitor looks and asks on a phone, the maker answers and sees what became of it; a kiosk tells what it showed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole
from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from app.visits.models import VisitCount
from tests import factories
from tests.live import serving, until, watched

PHONE: Any = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "en-GB"}


@dataclass
class Shop:
    """A centre with one maker and two products, listening; and the cookie of whoever works for the maker."""

    browser: Browser
    address: str
    databases: Databases
    maker: UUID
    token: str

    def counted(self) -> dict[tuple[str, str], int]:
        """Times by kind and surface."""
        found = dict[tuple[str, str], int]()
        with transaction(self.databases, reading=True) as db:
            for row in db.exec(select(VisitCount)):
                found[row.kind, row.surface] = found.get((row.kind, row.surface), 0) + row.times
        return found


@pytest.fixture
def shop(browser: Browser, settings: Settings, databases: Databases) -> Iterator[Shop]:
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db, whatsapp="+6281200001001")
        for name in ("Klappertaart", "Panada"):
            factories.a_product(db, maker, name)
        user = people.register(db, name="Altje", login="0812-0000-1001", password_hash=None, language="en")
        roles.join(db, user, maker.id, MemberRole.OWNER)
        token = sessions.begin(db, user, device="")
    with serving(create_app(settings)) as address:
        yield Shop(browser, address, databases, maker.id, token)


def faultless(page: Page) -> None:
    assert Axe().run(page).response["violations"] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_a_visitor_asks_and_the_maker_answers_and_sees_what_became_of_it(shop: Shop) -> None:
    context = shop.browser.new_context(**PHONE)
    with watched(context) as page:
        page.goto(f"{shop.address}/products?lang=en")
        expect(page.locator("[data-seen]")).to_have_count(2)
        page.wait_for_timeout(1500)  # a card counts once it was looked at for a second
        page.get_by_role("link", name="Klappertaart").first.click()
        page.get_by_role("link", name="Ask the maker").first.click()
        faultless(page)
        page.get_by_label("Your question").fill("Do you send it to Bitung?")
        page.get_by_label("Your name").fill("Siti")
        page.get_by_label("Phone number or e-mail").fill("0812 0000 1234")
        page.get_by_label("I agree").check()
        page.get_by_role("button", name="Send the question").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your question was sent")
        faultless(page)
    context.close()
    assert until(lambda: shop.counted() == {("seen", "web"): 2, ("opened", "web"): 1, ("asked", "web"): 1}), shop.counted()

    context = shop.browser.new_context(**PHONE)
    context.add_cookies([{"name": "etalase", "value": shop.token, "url": shop.address}])
    with watched(context) as page:
        page.goto(f"{shop.address}/portal/{shop.maker}/questions?lang=en")
        faultless(page)
        page.get_by_role("link", name="Siti").click()
        faultless(page)
        expect(page.get_by_role("link", name="Answer by WhatsApp")).to_be_visible()
        page.get_by_role("button", name="I have answered").click()
        expect(page.get_by_role("button", name="Not answered yet")).to_be_visible()

        page.goto(f"{shop.address}/portal/{shop.maker}/visits?lang=en")
        faultless(page)
        opened = page.locator("[aria-labelledby=chart-opened]").get_by_role("img")
        assert (opened.get_attribute("aria-label") or "").endswith(", 1")

        page.goto(f"{shop.address}/p/klappertaart?lang=en")  # her own: does not count
        page.goto(f"{shop.address}/portal/{shop.maker}/questions?lang=en&state=answered")
        expect(page.get_by_role("link", name="Siti")).to_be_visible()
    context.close()
    assert shop.counted()["opened", "web"] == 1


def test_a_kiosk_tells_what_it_showed_and_the_phone_that_it_came_by_the_code(shop: Shop) -> None:
    context = shop.browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True, locale="id-ID")
    with watched(context) as page:
        page.goto(f"{shop.address}/kiosk/p/klappertaart")
        page.locator("[data-code]").scroll_into_view_if_needed()
        page.wait_for_timeout(1500)
        page.goto(f"{shop.address}/p/klappertaart?qr")
        expect(page.locator("[data-opened]")).to_be_visible()
        page.goto("about:blank")
        expected = {("code_shown", "kiosk"), ("opened", "kiosk"), ("code_opened", "web"), ("opened", "web")}
        assert until(lambda: expected <= shop.counted().keys()), shop.counted()
    context.close()
