"""A translator works through a file: takes it along, fills it in, brings it back, looks, takes it over; visitors read it at the kiosk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from app.accounts import people, roles, sessions
from app.accounts.models import StaffRole
from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests import factories
from tests.live import serving

SIZES = [(390, 844), (1280, 900)]


@pytest.fixture
def desk(page: Page, settings: Settings, databases: Databases) -> Iterator[str]:
    """The address of a centre at whose desk a translator is signed in."""
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db, tagline={"id": "Dari dapur sendiri"})
        factories.a_product(db, maker, summary={"id": "Lembut di sendok"})
        factories.a_product(db, maker, "Panada", name={"id": "Panada", "en": "Tuna bun"})
        tess = people.register(db, name="Tess", login="tess@example.org", password_hash=None, language="en")
        roles.appoint(db, tess, StaffRole.TRANSLATOR)
        token = sessions.begin(db, tess, device="test")
    with serving(create_app(settings)) as address:
        page.context.add_cookies([{"name": "etalase", "value": token, "url": address}])
        yield address


def sound(page: Page) -> None:
    """On a phone and on a desk: nothing that axe finds, nothing wider than the screen."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def fill_in(file: Path, texts: dict[str, str]) -> None:
    book = load_workbook(file)
    for row in book.worksheets[0].iter_rows(min_row=2):
        source, target = row[6], row[7]
        if source.value in texts:
            target.value = texts[str(source.value)]
    book.save(file)


def test_a_translator_works_through_a_file_and_visitors_read_it(page: Page, desk: str, tmp_path: Path) -> None:
    page.goto(f"{desk}/desk?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Translations")
    sound(page)

    page.get_by_text("Work in a file").click()
    with page.expect_download() as going:
        page.get_by_role("link", name="XLSX", exact=True).click()
    file = tmp_path / "en.xlsx"
    going.value.save_as(file)
    fill_in(file, {"Klappertaart": "Coconut tart", "Lembut di sendok": "Soft on the spoon", "Dari dapur sendiri": "x" * 400})
    page.get_by_label("XLSX or PO").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    expect(page.get_by_text("This is too long for this field. (400 / 300)")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Take 2 texts over").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This was taken over")
    sound(page)

    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("link", name="Dapur Tumou Tou").click()
    sound(page)
    page.get_by_role("textbox", name="One line about it").fill("From our own kitchen")
    page.get_by_label("A machine has made what I changed").check()
    page.get_by_role("button", name="Save and go on to the next").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto(f"{desk}/desk/translations?target=en&state=unconfirmed&lang=en")
    sound(page)
    page.get_by_role("button", name="It is right").click()
    expect(page.get_by_role("status")).to_contain_text("Confirmed.")

    page.goto(f"{desk}/kiosk/p/klappertaart?lang=en")
    expect(page.locator("h1")).to_have_text("Coconut tart")
    expect(page.get_by_text("Soft on the spoon")).to_be_visible()
    page.goto(f"{desk}/makers/dapur-tumou-tou?lang=en")
    expect(page.get_by_text("From our own kitchen")).to_be_visible()
