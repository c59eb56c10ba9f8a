"""An enterprise sends its list of 200 products with a photo of each, by keyboard alone; every row is accounted for, and is a draft."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from playwright.sync_api import Browser, expect
from sqlmodel import select

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole
from app.db import Databases, transaction
from app.main import create_app
from app.review.models import Submission
from app.settings import Settings
from tests import factories
from tests.browser.hands import Keys, Person
from tests.live import serving, watched
from tests.media.pictures import encoded, photo

ROWS: Final = 200
ACCOUNT: Final = {"New": ROWS - 1, "Not taken: something is wrong": 1, "No product: headings, totals, empty rows": 3}
PATIENCE: Final = 120_000
"""Milliseconds for what a job takes. How fast it is stands in bench/portal_import.py."""


@pytest.fixture
def altje(browser: Browser, settings: Settings, databases: Databases, language: str) -> Iterator[Person]:
    """Signed in at her desk, on the page of products."""
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db)
        user = people.register(db, name="Altje Mantiri", login="altje@example.org", password_hash=None, language=language)
        roles.join(db, user, maker.id, MemberRole.OWNER)
        token = sessions.begin(db, user, device="test")
    context = browser.new_context(locale=language, viewport={"width": 1280, "height": 900})
    with serving(create_app(settings)) as site, watched(context) as page:
        context.add_cookies([{"name": "etalase", "value": token, "url": site}])
        altje = Person(page, Keys(page), site, language)
        altje.go(f"/portal/{maker.id}/products")
        yield altje
    context.close()


def a_sheet(path: Path) -> Path:
    """As such lists come: a title above the headings, prices as people write them, and one row that says nothing."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DAFTAR PRODUK DAPUR TUMOU TOU", None, None, None, None])
    sheet.append([])
    sheet.append(["Kode", "Nama Produk", "Kategori", "Harga (Rp)", "Berat Bersih"])
    for n in range(ROWS - 1):
        sheet.append([f"TT-{n:03}", f"Kue kering rasa {n}", "Kue & camilan", f"Rp {15 + n % 40}.000", f"{200 + n} gr"])
    sheet.append(["TT-199", None, "Kue & camilan", "Rp 20.000", "200 gr"])
    book.save(path)
    return path


def a_zip(path: Path) -> Path:
    """A photo for each code, each another picture; and one that belongs to nothing."""
    whole = photo(640, 480)
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(ROWS):
            archive.writestr(f"foto/TT-{n:03}.jpg", encoded(whole.rotate(n).crop((120, 60, 520, 420)), quality=70))
        archive.writestr("foto/logo.jpg", encoded(whole.resize((64, 48))))
    return path


@pytest.mark.parametrize(("settings", "language"), [("sqlite", "en"), ("postgresql", "id")], indirect=["settings"])
def test_a_list_becomes_drafts(altje: Person, databases: Databases, tmp_path: Path) -> None:
    altje.press("Products from a list", "link")
    altje.stands_at(altje.said("Products from a list"))
    altje.sound()
    altje.hand.attach(altje.page.locator("#sheet"), a_sheet(tmp_path / "daftar.xlsx"))
    altje.hand.attach(altje.page.locator("#photos"), a_zip(tmp_path / "foto.zip"))
    altje.press("Send and look at it")
    altje.stands_at(altje.said("What is in which column?"))
    altje.sound()
    altje.press("Check the list")
    found = altje.page.locator(".import-sum")
    expect(found).to_be_visible(timeout=PATIENCE)
    altje.sound()
    adds_up(altje)
    altje.hand.press(altje.page.locator("form[action*='/drafts'] button"))
    altje.stands_at(altje.said("The list becomes drafts"))
    expect(found).to_be_visible(timeout=PATIENCE)
    adds_up(altje)
    altje.sound()
    altje.press("Look at the drafts", "link")
    altje.stands_at(altje.said("Products"))
    altje.sound()
    with transaction(databases, reading=True) as db:
        drafts = list(db.exec(select(Submission)))
    pictures = {picture["media_id"] for draft in drafts for picture in draft.typed["pictures"]}
    assert (len(drafts), len(pictures)) == (199, 199)
    assert drafts[0].typed["fields"]["category"] != ""


def adds_up(altje: Person) -> None:
    """The account of the list, as it is read."""
    whole, *parts = [line.locator("dt, dd").all_inner_texts() for line in altje.page.locator(".import-sum div").all()]
    told = {words: int(count) for words, count in parts}
    assert told == {altje.said(words): count for words, count in ACCOUNT.items()}
    assert whole == [altje.said("Rows in the list"), str(sum(told.values()))]
