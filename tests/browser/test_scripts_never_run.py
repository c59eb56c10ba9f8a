"""Everything that people can type is filled with scripts, then every page is opened in Chromium: none runs, none is an element (B17)."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page
from sqlmodel import Session, select

from app.accounts import people
from app.accounts.models import User
from app.catalogue import publishing
from app.catalogue.content import CertificateContent
from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests import factories
from tests.live import serving
from tests.web.conftest import client  # noqa: F401  a fixture
from tests.web.hostile.scripts import PAYLOADS, Turns
from tests.web.hostile.trial import Trial
from tests.web.test_access import Hall, hall  # noqa: F401  fixtures

ASTRAY = """() => window.ran
  || [...document.querySelectorAll('[data-canary]')].map((e) => e.outerHTML).join()
  || !document.baseURI.startsWith(location.origin)"""
WATCH = """
window.alert = () => { window.ran = true };
document.addEventListener("securitypolicyviolation", (event) => { window.ran = `${event.violatedDirective} ${event.blockedURI}` });
"""
LEFT_ALONE = re.compile(
    "password|removal|suspension|withdrawal|refusal|lock|sign|second-step|register|submission|approval|cancel|sessions|passkeys|release"
)
PARAMETERS = ("q", "next", "category", "area", "lang", "maker", "after", "kind", "enterprise", "who", "action")


@pytest.fixture(params=["sqlite"])
def settings(settings: Settings) -> Settings:
    """What a page shows does not depend on the kind of database."""
    return settings.model_copy(update={"job_threads": 0})


@pytest.fixture
def filled(hall: Hall, databases: Databases) -> Trial:  # noqa: F811
    """A centre in which every line that somebody could type is a script: on show, in drafts, in names, reasons and lists."""
    turns, trial = Turns(), Trial(hall)
    with transaction(databases) as db:
        a_catalogue_of(turns, db)
        for user in db.exec(select(User)).all():
            people.rename(db, user, name=turns.one()[:120])
    for sending in trial.sendings():
        free = [name for name, text in sending.form.fields if text in ("Sesuatu", "Sebuah catatan") or "name" in name]
        if free and not LEFT_ALONE.search(sending.route):
            trial.send(sending, [(name, turns.one() if name in free else value) for name, value in sending.form.fields])
    base = f"/portal/{hall.ids['enterprise_id']}/import/files"
    rows = "\n".join(f'"{turns.one()}";"{turns.one()}"'.replace('"<', "<") for _ in range(3))
    trial.ask(
        "owner", "POST", base, files={"sheet": ('"><img data-canary src=x onerror=alert(1)>.csv', f"Nama Produk;Harga\n{rows}\n".encode())}
    )
    return trial


def a_catalogue_of(turns: Turns, db: Session) -> None:
    """One enterprise and four products on show that use up every payload."""
    paper = CertificateContent(scheme="halal-id", number=turns.one(), issuer=turns.one())
    maker = factories.an_enterprise_content(
        "Dapur Tumou Tou", legal_name=turns.one(), place=turns.one(), tagline=turns.texts(), story=turns.texts(4), certificates=[paper],
        web="https://example.org/\"'><img/data-canary/src=x/onerror=alert(1)>", social={"instagram": "https://example.org/'onclick='alert(1)"},
    )  # fmt: skip
    publishing.put_enterprise(db, maker.model_copy(update={"name": turns.one()}))
    for called in ("Klappertaart", "Abon", "Panada", "Dodol"):
        words = {"summary": turns.texts(), "description": turns.texts(9), "ingredients": turns.texts(6)}
        product = factories.a_product_content(maker, called, reference=turns.one(), unit=turns.one(), **words)
        publishing.put_product(db, product.model_copy(update={"name": turns.texts()}))


@pytest.fixture
def watched_page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what ran in it or was kept from running by its policy."""
    context, ran = browser.new_context(), list[str]()
    context.add_init_script(WATCH)
    page = context.new_page()

    def refuse(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            ran.append(message.text)

    page.on("dialog", refuse)
    page.on("console", listen)
    yield page, ran
    context.close()


def test_no_script_that_people_typed_runs_on_any_page(filled: Trial, settings: Settings, watched_page: tuple[Page, list[str]]) -> None:
    page, ran = watched_page
    wrong, seen = [], 0
    echoed = "&".join(f"{name}={quote(PAYLOADS[n * 17])}" for n, name in enumerate(PARAMETERS))
    with serving(create_app(settings)) as address:
        for actor in ("nobody", "owner", "administrator"):
            page.context.clear_cookies()
            if actor in filled.hall.tokens:
                page.context.add_cookies([{"name": "etalase", "value": filled.hall.tokens[actor], "url": address}])
            for method, path in filled.routes(writing=False):
                if method != "GET" or actor not in filled.who(method, path):
                    continue
                shown = filled.ask(actor, "GET", filled.address(path))
                if "text/html" not in shown.headers.get("content-type", ""):
                    continue
                page.goto(f"{address}{filled.address(path)}?{echoed}", wait_until="load")
                seen += "alert(1)" in page.locator("body").inner_text()
                if (found := page.evaluate(ASTRAY)) or ran:
                    wrong.append(f"{actor}: {path} {found} {ran}")
                    ran.clear()
    assert "\n".join(wrong) == ""
    assert seen > 30, "the scripts stand on most pages, as text"
