"""A moderator at the desk, by keyboard alone: the oldest first, one decision after the other, several at once; and axe on the way."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from sqlmodel import select

from app.accounts import roles, sessions
from app.accounts.models import StaffRole
from app.db import Databases, now, transaction
from app.main import create_app
from app.review import trust
from app.review.models import State, Submission
from app.settings import Settings
from tests.live import serving
from tests.review.conftest import Hall, a_hall, a_registration

NAMES = ["Klappertaart", "Dodol pala", "Sambal roa", "Kopi Modoinding"]
SIZES = [(390, 844), (1280, 900)]


@pytest.fixture
def hall(databases: Databases) -> Hall:
    """Four new products, an edit of a live one and a new enterprise wait."""
    with transaction(databases) as db:
        hall = a_hall(db)
        roles.appoint(db, hall.bob.user, StaffRole.MODERATOR)
        live = hall.approved(db, name__id="Halua kenari", description__id="Kenari dan gula aren.")
        waiting = [hall.submitted(db, name__id=name, cost="90.000" if name == NAMES[1] else "") for name in NAMES]
        waiting.append(hall.edit(db, live.entity_id, description__id="Kenari muda dan gula aren.", price="30.000"))
        waiting.append(a_registration(db)[1])
        for n, submission in enumerate(waiting):
            submission.submitted_at = now() - timedelta(hours=100 - n)
        trust.set_level(db, hall.bea, hall.maker.id, 1, "")
    return hall


@pytest.fixture
def desk(page: Page, settings: Settings, databases: Databases, hall: Hall) -> Iterator[str]:
    """The address of a centre at whose desk Bob is signed in."""
    with serving(create_app(settings)) as address:
        with transaction(databases) as db:
            token = sessions.begin(db, hall.bob.user, device="test")
        page.context.add_cookies([{"name": "etalase", "value": token, "url": address}])
        yield address


def states(databases: Databases) -> dict[str, str]:
    """By the Indonesian name."""
    with transaction(databases, reading=True) as db:
        found = db.exec(select(Submission)).all()
        return {(s.content or {})["name"]["id"]: s.state for s in found if s.kind == "product" and not s.base}


def sound(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_one_decision_after_the_other_by_keyboard_alone(page: Page, desk: str, databases: Databases) -> None:
    keyboard, title = page.keyboard, page.locator("h1")
    page.goto(f"{desk}/desk?lang=en")
    keyboard.press("n")
    expect(page.get_by_role("button", name="Begin with the oldest")).to_be_focused()
    keyboard.press("Enter")
    expect(title).to_have_text(NAMES[0])
    keyboard.press("a")
    approve = page.get_by_role("button", name="Approve")
    expect(approve).to_be_focused()
    assert states(databases)[NAMES[0]] == State.SUBMITTED  # a key alone decides nothing
    keyboard.press("Enter")

    expect(title).to_have_text(NAMES[1])
    expect(page.get_by_role("status")).to_contain_text("Approved")
    expect(page.get_by_text("Others see that you are looking at it.")).to_be_visible()
    keyboard.press("c")
    reason = page.locator("#request-reason")
    expect(reason).to_be_focused()
    reason.select_option("other")
    page.get_by_role("button", name="Ask for changes").press("Enter")
    expect(page.locator("#request-note")).to_be_focused()  # it is missing, and that is where to go on
    expect(page.locator("#request-note")).to_have_attribute("aria-invalid", "true")
    keyboard.type("and a nicer cake, please")  # letters that are keys elsewhere
    expect(page.locator("#request-note")).to_have_value("and a nicer cake, please")
    page.get_by_role("button", name="Ask for changes").press("Enter")

    expect(title).to_have_text(NAMES[2])
    keyboard.press("d")
    page.locator("#refusal-reason").select_option("duplicate")
    page.get_by_role("button", name="Decline").press("Enter")
    expect(title).to_have_text(NAMES[3])
    found = states(databases)
    assert [found[name] for name in NAMES] == [State.APPROVED, State.CHANGES_REQUESTED, State.DECLINED, State.SUBMITTED]
    keyboard.press("q")
    expect(page).to_have_url(f"{desk}/desk?lang=en")


def test_the_keys_can_be_switched_off(page: Page, desk: str) -> None:
    page.goto(f"{desk}/desk?lang=en")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_).to_be_visible()
    sound(page)
    help_.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("n")
    expect(page.get_by_role("button", name="Begin with the oldest")).not_to_be_focused()


def test_several_at_once_with_what_is_striking_left_out(page: Page, desk: str, databases: Databases) -> None:
    page.goto(f"{desk}/desk?lang=en&kind=product")
    page.get_by_label("Choose all").check()
    page.get_by_role("button", name="Approve the chosen ones").click()
    sound(page)
    expect(page.get_by_label(f"Choose {NAMES[1]}")).not_to_be_checked()
    page.get_by_role("button", name="Approve the ticked ones").click()
    expect(page.get_by_role("status")).to_contain_text("All of them are approved")
    found = states(databases)
    assert [found[name] for name in NAMES] == [State.APPROVED, State.SUBMITTED, State.APPROVED, State.APPROVED]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_axe_finds_nothing_at_the_desk(page: Page, desk: str, databases: Databases, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with transaction(databases, reading=True) as db:
        given = [s.id for s in db.exec(select(Submission)).all()]
    for path in ("/desk", "/desk?age=7", "/desk/figures", "/desk/figures/decisions", "/desk/figures/incomplete/picture", "/desk/samples"):
        page.goto(f"{desk}{path}{'&' if '?' in path else '?'}lang=en")
        sound(page)
    for ident in given:
        page.goto(f"{desk}/desk/submissions/{ident}?lang=id")
        for details in page.locator("main summary").all():
            details.click()
        sound(page)


def test_figures_fit_paper(page: Page, desk: str) -> None:
    page.goto(f"{desk}/desk/figures?lang=en")
    page.emulate_media(media="print")
    expect(page.locator(".ways-office")).to_be_hidden()
    expect(page.locator(".bars").first).to_be_visible()
    (sheets,) = re.findall(rb"/Count (\d+)", page.pdf(prefer_css_page_size=True))
    assert int(sheets) == 1
