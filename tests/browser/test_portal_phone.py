"""A maker with a phone on a poor network: photographs a product, types, loses the network and the session, and loses nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Request, expect
from sqlmodel import select

from app.accounts import passwords, people, roles
from app.accounts.models import MemberRole, UserSession
from app.db import Databases, transaction
from app.main import create_app
from app.media.models import Upload
from app.review.models import State, Submission
from app.settings import Settings
from tests import factories
from tests.browser.lines import Line, line
from tests.live import serving, until, watched
from tests.media.pdfs import a_pdf
from tests.media.pictures import encoded, photo

PASSWORD = "tujuh ekor ayam jago"
STEPS = ("pictures", "words", "kind", "price", "amounts", "papers", "send")


@dataclass
class Phone:
    """The page on a screen of 390 by 844, signed in, with an empty draft open."""

    page: Page
    line: Line
    databases: Databases
    enterprise: UUID

    def step(self, key: str) -> None:
        self.page.locator(f"[data-step-link={key}]").click()
        expect(self.page.locator(f"#step-{key}")).to_be_visible()

    def says(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("[data-mark]")).to_contain_text(words, timeout=20_000)

    def fill_in(self) -> None:
        """What is needed, in the steps where it is asked."""
        self.step("words")
        self.page.get_by_label("Name", exact=True).first.fill("Klappertaart")
        self.step("kind")
        self.page.get_by_label("Kind", exact=True).select_option("bakery")
        self.page.get_by_label("Where it is made").select_option("ID-7171")
        self.step("price")
        self.page.get_by_label("Price", exact=True).fill("25.000")
        self.page.get_by_label("Net content").fill("250 g")

    def stored(self) -> Submission:
        with transaction(self.databases, reading=True) as db:
            return db.exec(select(Submission)).one()

    def uploads(self) -> list[Upload]:
        with transaction(self.databases, reading=True) as db:
            return list(db.exec(select(Upload)))

    def size(self, picture: str) -> tuple[int, int]:
        """Width and height of a picture as the browser gets it, in pixels."""
        script = "(at) => fetch(at).then((answer) => answer.blob()).then(createImageBitmap).then((bitmap) => [bitmap.width, bitmap.height])"
        width, height = self.page.evaluate(script, picture)
        return width, height


@pytest.fixture
def phone(browser: Browser, settings: Settings, databases: Databases) -> Iterator[Phone]:
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db)
        user = people.register(db, name="Altje Mantiri", login="0812-0000-1001", password_hash=passwords.hashed(PASSWORD), language="en")
        roles.join(db, user, maker.id, MemberRole.OWNER)
    context = browser.new_context(
        locale="en-GB", timezone_id="Asia/Makassar", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    with serving(create_app(settings)) as server, line(server) as between, watched(context) as page:
        site = between.address
        page.goto(f"{site}/account/sign-in?lang=en")
        page.get_by_label("Phone number or e-mail").fill("0812 0000 1001")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(f"{site}/portal/{maker.id}/products?lang=en")
        page.get_by_role("button", name="Add a product").click()
        expect(page.get_by_role("heading", name="New product")).to_be_visible()
        yield Phone(page, between, databases, maker.id)
    context.close()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two as a phone takes them; the second was taken in the dark and is small."""
    large, small = tmp_path / "IMG_1.jpg", tmp_path / "IMG_2.jpg"
    large.write_bytes(encoded(photo(3200, 2400)))
    small.write_bytes(encoded(photo(500, 400).point(lambda value: value // 4)))
    return [large, small]


def test_a_product_is_photographed_described_and_sent(phone: Phone, photos: list[Path]) -> None:
    phone.page.locator("[data-files][multiple]").set_input_files(photos)
    expect(phone.page.locator("[data-shot]:not([data-busy])")).to_have_count(2, timeout=30_000)
    expect(phone.page.locator("[data-advice]").nth(1)).to_contain_text("This picture is small")
    phone.page.get_by_label("What it shows").first.fill("Klappertaart in a cup")
    phone.page.get_by_role("button", name="Later").first.click()
    phone.fill_in()
    phone.says("Saved")
    typed = phone.stored().typed
    assert [bool(picture["alt"]) for picture in typed["pictures"]] == [False, True]
    phone.step("send")
    phone.page.get_by_role("button", name="Send to be checked").click()
    expect(phone.page.get_by_text("Being checked").first).to_be_visible()
    assert phone.stored().state == State.SUBMITTED


def test_a_large_photo_is_made_small_before_it_is_sent(phone: Phone, photos: list[Path]) -> None:
    phone.page.locator("[data-files][capture]").set_input_files(photos[0])
    expect(phone.page.locator("[data-shot]:not([data-busy])")).to_have_count(1, timeout=30_000)
    (upload,) = phone.uploads()
    assert upload.length < photos[0].stat().st_size
    assert phone.size(f"/media/{upload.media_id}/1600.webp")[0] == 1600


def test_an_upload_that_is_cut_goes_on_where_it_was(phone: Phone, photos: list[Path]) -> None:
    offsets: list[int] = []

    def note(request: Request) -> None:
        if request.method == "PATCH":
            offsets.append(int(request.headers["upload-offset"]))

    phone.page.on("request", note)
    phone.line.rate = 300_000
    phone.page.locator("[data-files][multiple]").set_input_files(photos[0])
    assert until(lambda: any(0 < upload.offset < upload.length for upload in phone.uploads()))
    phone.line.cut()
    expect(phone.page.locator(".shot-state")).to_contain_text("Waiting for the network", timeout=30_000)
    phone.line.rate = 0
    phone.line.mend()
    expect(phone.page.locator("[data-shot]:not([data-busy])")).to_have_count(1, timeout=60_000)
    assert offsets[0] == 0
    assert offsets[-1] > 0
    assert len(phone.uploads()) == 1
    phone.says("Saved")
    assert len(phone.stored().typed["pictures"]) == 1


def test_the_file_of_a_certificate_goes_on_after_a_cut_and_is_kept_with_its_number(phone: Phone, tmp_path: Path) -> None:
    """A scan of some hundred kilobytes; what a PDF must not hold is said beside it."""
    scan, trap = tmp_path / "halal.pdf", tmp_path / "trap.pdf"
    scan.write_bytes(a_pdf(b"/Note (" + b"x" * 600_000 + b")"))
    trap.write_bytes(a_pdf(b"/Names << /JavaScript 9 0 R >>"))
    phone.step("papers")
    paper = phone.page.locator("[data-paper]").first
    paper.get_by_label("Certificate", exact=True).select_option("halal-id")
    paper.get_by_label("Number").fill("ID71110000000000124")
    phone.line.rate = 300_000
    paper.locator("[data-paper-choose]").set_input_files(scan)
    assert until(lambda: any(0 < upload.offset < upload.length for upload in phone.uploads()))
    phone.line.cut()
    expect(paper.locator("[data-paper-state]")).to_contain_text("Waiting for the network", timeout=30_000)
    phone.line.rate = 0
    phone.line.mend()
    expect(paper.get_by_role("link", name="halal.pdf")).to_be_visible(timeout=60_000)
    phone.says("Saved")
    (upload,) = phone.uploads()
    assert [one["file"] for one in phone.stored().typed["certificates"]] == [str(upload.id)]
    paper.locator("[data-paper-choose]").set_input_files(trap)
    expect(paper.locator("[data-paper-state]")).to_contain_text("This PDF holds programs", timeout=30_000)
    paper.get_by_role("button", name="Take the file away").click()
    expect(paper.get_by_role("link")).to_have_count(0)
    assert until(lambda: "file" not in phone.stored().typed["certificates"][0])


def test_an_upload_goes_on_when_the_page_was_closed(phone: Phone, photos: list[Path]) -> None:
    phone.line.rate = 300_000
    phone.page.locator("[data-files][multiple]").set_input_files(photos[0])
    assert until(lambda: any(0 < u.offset < u.length for u in phone.uploads()))
    phone.page.reload()
    expect(phone.page.locator("[data-shot]:not([data-busy])")).to_have_count(1, timeout=60_000)
    assert len(phone.uploads()) == 1


def test_what_was_typed_without_a_network_is_kept_and_sent_later(phone: Phone) -> None:
    phone.fill_in()
    phone.says("Saved")
    phone.page.context.set_offline(True)
    phone.page.get_by_label("Price", exact=True).fill("26.000")
    phone.says("Waiting for the network")
    assert phone.stored().typed["fields"]["price"] == "25.000"
    phone.step("send")
    phone.page.get_by_role("button", name="Send to be checked").click()
    phone.says("It is sent as soon as the network is back")
    phone.page.context.set_offline(False)
    expect(phone.page.get_by_text("Being checked").first).to_be_visible(timeout=30_000)
    assert (phone.stored().state, phone.stored().typed["fields"]["price"]) == (State.SUBMITTED, "26.000")


def test_every_keystroke_survives_a_reload_at_once(phone: Phone) -> None:
    phone.step("words")
    phone.page.route("**/drafts/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    phone.page.get_by_label("Name", exact=True).first.fill("Klappertaart kenari")
    phone.page.reload()
    expect(phone.page.get_by_label("Name", exact=True).first).to_have_value("Klappertaart kenari")
    phone.page.unroute("**/drafts/*")
    phone.says("Saved")
    assert phone.stored().typed["fields"]["name.en"] == "Klappertaart kenari"


def test_a_session_that_ended_is_said_and_nothing_is_lost(phone: Phone) -> None:
    phone.step("words")
    with transaction(phone.databases) as db:
        for session in db.exec(select(UserSession)):
            db.delete(session)
    phone.page.get_by_label("Name", exact=True).first.fill("Klappertaart")
    phone.says("You are signed out")
    with phone.page.context.expect_page() as opened:
        phone.page.get_by_role("link", name="Sign in").click()
    tab = opened.value
    tab.get_by_label("Phone number or e-mail").fill("0812 0000 1001")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.wait_for_url("**/portal/**")
    tab.close()
    phone.page.bring_to_front()
    phone.page.evaluate("dispatchEvent(new Event('focus'))")
    phone.says("Saved")
    assert phone.stored().typed["fields"]["name.en"] == "Klappertaart"


EARLY = """document.addEventListener("readystatechange", () => {
  const field = document.querySelector('[name="name.en"]');
  if (document.readyState === "interactive" && field) field.value = "Klappertaart";
})"""


def test_what_is_typed_before_the_scripts_have_come_is_kept_too(phone: Phone) -> None:
    phone.page.add_init_script(EARLY)  # the page is read, and its scripts begin after that
    phone.page.reload()
    assert until(lambda: phone.stored().typed["fields"].get("name.en") == "Klappertaart")
    phone.says("Saved")


BETWEEN = """document.addEventListener("DOMContentLoaded", () => {
  const scheme = document.querySelector("[data-paper] [name$='.scheme']");
  if (!scheme) return;
  scheme.closest("[data-paper]").dataset.mine = "yes";
  scheme.value = "halal-id";
  scheme.dispatchEvent(new Event("change", { bubbles: true }));
})"""


def test_a_certificate_that_is_begun_while_scripts_come_is_not_laid_anew(phone: Phone) -> None:
    phone.page.add_init_script(BETWEEN)  # after the script of drafts, before the last one: a file could be on its way by now
    phone.page.reload()
    assert until(lambda: [one["scheme"] for one in phone.stored().typed.get("certificates", [])] == ["halal-id"])
    expect(phone.page.locator("[data-paper][data-mine]")).to_have_count(1)


def test_two_who_write_at_once_lose_nothing(phone: Phone) -> None:
    other = phone.page.context.new_page()
    other.goto(phone.page.url)
    phone.step("price")
    phone.page.get_by_label("Price", exact=True).fill("25.000")
    phone.says("Saved")
    assert until(lambda: phone.stored().typed["fields"].get("price") == "25.000")
    other.locator("[data-step-link=words]").click()
    other.get_by_label("Name", exact=True).first.fill("Klappertaart")
    assert until(lambda: phone.stored().typed["fields"].get("name.en") == "Klappertaart")
    assert phone.stored().typed["fields"]["price"] == "25.000"
    expect(other.locator("#price")).to_have_value("25.000")
    # The same field on both sides: nobody's words are thrown away unasked.
    phone.step("price")
    phone.page.get_by_label("Price", exact=True).fill("27.000")
    assert until(lambda: phone.stored().typed["fields"].get("price") == "27.000")
    other.locator("[data-step-link=price]").click()
    other.get_by_label("Price", exact=True).fill("28.000")
    expect(other.get_by_role("button", name="Take what is stored")).to_be_visible()
    expect(other.locator("[data-mark]")).to_contain_text("Altje Mantiri saved this at")
    expect(other.locator("[data-mark]")).to_contain_text("Price “27.000”")
    assert phone.stored().typed["fields"]["price"] == "27.000"
    other.get_by_role("button", name="Keep mine").click()
    assert until(lambda: phone.stored().typed["fields"].get("price") == "28.000")
    other.close()


def test_what_was_removed_can_be_taken_back_and_what_lies_is_turned(phone: Phone, photos: list[Path]) -> None:
    phone.page.locator("[data-files][multiple]").set_input_files(photos)
    expect(phone.page.locator("[data-shot]:not([data-busy])")).to_have_count(2, timeout=30_000)
    assert until(lambda: len(phone.stored().typed.get("pictures", ())) == 2)
    before = phone.stored().typed["pictures"]
    phone.page.get_by_role("button", name="Remove").first.click()
    assert until(lambda: phone.stored().typed["pictures"] == before[1:])
    phone.page.get_by_role("button", name="Undo").click()
    assert until(lambda: phone.stored().typed["pictures"] == before)
    phone.page.reload()
    phone.page.get_by_role("button", name="Turn").first.click()
    assert until(lambda: len({u.media_id for u in phone.uploads()} - {None}) == 3)
    assert until(lambda: phone.stored().typed["pictures"][0]["media_id"] not in [p["media_id"] for p in before])
    turned = phone.stored().typed["pictures"]
    assert (len(turned), turned[1]) == (2, before[1])
    width, height = phone.size(f"/media/{turned[0]['media_id']}/640.webp")
    assert height > width


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (1280, 900)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_axe_finds_nothing_in_any_step_and_nothing_stands_out(phone: Phone, photos: list[Path], size: tuple[int, int]) -> None:
    phone.page.set_viewport_size({"width": size[0], "height": size[1]})
    phone.page.locator("[data-files][multiple]").set_input_files(photos[1])
    expect(phone.page.locator("[data-shot]:not([data-busy])")).to_have_count(1, timeout=30_000)
    found: list[tuple[str, Any]] = []
    for key in STEPS:
        phone.step(key)
        found += _violations(phone.page, key, size[0])
    draft = phone.page.url.partition("?")[0]
    for path in (f"{draft}/preview", f"{draft.partition('/drafts')[0]}/products", f"{draft.partition('/drafts')[0]}/headings?q=fish"):
        phone.page.goto(path)
        found += _violations(phone.page, path, size[0])
    assert found == []


def _violations(page: Page, where: str, width: int) -> list[tuple[str, Any]]:
    results = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [(where, results.generate_report())] * bool(results.violations_count) + [(where, wide)] * bool(wide > width)


def test_the_pages_are_light(phone: Phone) -> None:
    """What a first visit of the form costs, before pictures, as it comes over the wire."""
    context = phone.page.context.browser.new_context(storage_state=phone.page.context.storage_state())  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(phone.page.url, wait_until="networkidle")
    sizes = page.evaluate(
        "performance.getEntries().filter((e) => ['navigation', 'resource'].includes(e.entryType)).map((e) => [e.name, e.transferSize])"
    )
    context.close()
    assert sum(size for _name, size in sizes) <= 100_000, sizes


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_the_form_of_the_enterprise_keeps_every_keystroke_until_it_is_saved(phone: Phone) -> None:
    phone.page.goto(phone.page.url.partition("/drafts")[0] + "/profile?lang=en")
    phone.page.get_by_role("button", name="Change something").click()
    phone.page.get_by_label("Village or street").fill("Desa Tateli")
    phone.page.reload()
    expect(phone.page.get_by_text("What you typed before is here again.")).to_be_visible()
    with transaction(phone.databases) as db:
        for session in db.exec(select(UserSession)):
            db.delete(session)
    phone.page.get_by_role("button", name="Save for later").click()
    phone.page.get_by_role("main").get_by_role("link", name="Sign in").click()
    phone.page.get_by_label("Phone number or e-mail").fill("0812 0000 1001")
    phone.page.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.page.get_by_label("Village or street")).to_have_value("Desa Tateli")
    phone.page.get_by_role("button", name="Save for later").click()
    expect(phone.page.locator(".said")).to_contain_text("Saved")
    expect(phone.page.get_by_text("What you typed before is here again.")).to_be_hidden()
    expect(phone.page.get_by_label("Village or street")).to_have_value("Desa Tateli")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_was_put_right_is_complained_about_no_more(phone: Phone) -> None:
    phone.fill_in()
    phone.page.get_by_label("Price", exact=True).fill("cheap")
    phone.step("send")
    phone.page.get_by_role("button", name="Send to be checked").click()
    expect(phone.page.locator(".wrongs")).to_be_focused()
    phone.page.locator(".wrongs").get_by_role("link", name="Price").click()
    expect(phone.page.get_by_label("Price", exact=True)).to_be_focused()
    phone.page.get_by_label("Price", exact=True).fill("25.000")
    expect(phone.page.locator(".wrongs")).to_have_count(0)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_code_of_customs_is_found_in_plain_words(phone: Phone) -> None:
    phone.step("kind")
    phone.page.get_by_label("Find the code in plain words").press_sequentially("bread")
    phone.page.locator("[data-hs]").first.click()
    expect(phone.page.get_by_label("HS code", exact=True)).to_be_focused()
    assert until(lambda: phone.stored().typed["fields"].get("hs_code"))
