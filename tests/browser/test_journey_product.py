"""From an empty centre to the kiosk: an enterprise registers, is accepted, shows a product, is asked for a change, answers, is on show."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from app.accounts import passwords, people, roles
from app.accounts.models import StaffRole
from app.catalogue import packs
from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests.browser.hands import Finger, Hand, Keys, Person
from tests.live import serving, watched
from tests.media.pictures import encoded, photo

PASSWORD: Final = "nyiur hijau di tepi pantai"
PHONE: Final[dict[str, object]] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: Final[dict[str, object]] = {"viewport": {"width": 1280, "height": 900}}
KIOSK: Final[dict[str, object]] = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
MAKER, PRODUCT = "Dapur Tante Meiske", "Roti kacang merah"

Meet = Callable[[dict[str, object], type[Finger] | type[Keys]], Person]


@pytest.fixture
def meet(browser: Browser, settings: Settings, databases: Databases, language: str) -> Iterator[Meet]:
    """A centre of which there is the pack and one moderator; whoever comes has a browser that has been nowhere."""
    with transaction(databases) as db:
        packs.load(db, settings.pack)
        rina = people.register(db, name="Rina Wowor", login="rina@example.org", password_hash=passwords.hashed(PASSWORD), language=language)
        roles.appoint(db, rina, StaffRole.MODERATOR)
    with ExitStack() as stack:
        site = stack.enter_context(serving(create_app(settings)))

        def person(screen: dict[str, object], kind: type[Finger] | type[Keys]) -> Person:
            context = browser.new_context(locale=language, timezone_id="Asia/Makassar", **screen)  # type: ignore[arg-type]
            stack.callback(context.close)
            page = stack.enter_context(watched(context))
            hand: Hand = kind(page)
            return Person(page, hand, site, language)

        yield person


def registers(meiske: Person) -> None:
    """From the website's first page on, with the phone's number; then what the centre must know."""
    meiske.go("/")
    meiske.press("Register an enterprise", "link")
    meiske.stands_at(meiske.said("Register an enterprise"))
    meiske.sound()
    meiske.write("Name of the enterprise", MAKER)
    meiske.hand.choose(meiske.field("Where it is"), meiske.page.locator("#area option[value='ID-7171']").inner_text())
    meiske.write("Your name", "Meiske Rorong")
    meiske.write("Phone number or e-mail", "0812 0000 6677")
    meiske.write("Password", "kue basah enak")
    meiske.hand.tick(meiske.page.locator("#consent"))
    meiske.press("Register")
    meiske.stands_at(MAKER)
    meiske.sound()
    meiske.press("Tell about the enterprise", "link")
    meiske.stands_at(meiske.said("Enterprise"))
    meiske.press("Send it to the centre")  # too early: what is needed is said, and where
    expect(meiske.page.get_by_role("alert")).to_be_focused()
    meiske.sound()
    meiske.write("Registration number (NIB)", "1234567890123")
    meiske.write("Who answers for it", "Meiske Rorong")
    meiske.write("Telephone for the centre", "0812 0000 6677")
    meiske.press("Send it to the centre")
    meiske.reads("The centre is looking at it. Meanwhile you can prepare your products.")
    meiske.sound()


def signs_in(rina: Person) -> None:
    rina.go("/account/sign-in")
    rina.sound()
    rina.write("Phone number or e-mail", "rina@example.org")
    rina.write("Password", PASSWORD)
    rina.press("Sign in")
    rina.stands_at(rina.said("Queue"))


def looks_at(rina: Person, name: str) -> None:
    """The oldest one that waits."""
    rina.page.reload()
    rina.press("Begin with the oldest")
    rina.stands_at(name)
    rina.sound()


def approves(rina: Person, name: str) -> None:
    looks_at(rina, name)
    rina.press("Approve")
    rina.reads("Approved. It is on show now.")


def describes(meiske: Person, picture: Path) -> None:
    """Step after step of the form, as its foot leads on."""
    meiske.go("/portal")
    meiske.press("Add a product")
    meiske.stands_at(meiske.said("New product"))
    meiske.hand.attach(meiske.page.locator("[data-files][capture]"), picture)
    expect(meiske.page.locator("[data-shot]:not([data-busy])")).to_have_count(1, timeout=30_000)
    meiske.write("What it shows", "Dua roti, satu dibelah")
    meiske.sound()
    onward(meiske, "Name and words")
    meiske.write("Name", PRODUCT)
    meiske.write("One line about it", "Lembut, manisnya pas.")
    onward(meiske, "Kind and origin")
    meiske.choose("Kind", meiske.page.locator("#category option[value='bakery']").inner_text())
    expect(meiske.field("Where it is made")).to_have_value("ID-7171")  # where the enterprise is
    onward(meiske, "Price and pack")
    meiske.write("Price", "Rp 25.000")
    meiske.write("Net content", "4 pcs")
    onward(meiske, "Amounts")
    onward(meiske, "Certificates")
    onward(meiske, "Check and send")
    meiske.sound()
    sends(meiske)


def onward(meiske: Person, step: str) -> None:
    """To the next step; whoever hears the page is told which."""
    meiske.press("Next", "link")
    expect(meiske.page.get_by_role("heading", level=2, name=meiske.said(step))).to_be_focused()


def sends(meiske: Person) -> None:
    meiske.press("Send to be checked")
    meiske.stands_at(meiske.said("Products"))
    meiske.reads("Being checked")
    meiske.sound()


def asks_for_a_change(rina: Person) -> None:
    looks_at(rina, PRODUCT)
    rina.hand.press(rina.page.locator("summary").filter(has_text=rina.said("Ask for changes")))
    rina.hand.choose(rina.page.locator("#request-reason"), rina.page.locator("#request-reason option[value='text']").inner_text())
    rina.hand.write(rina.page.locator("#request-note"), "Berapa beratnya?")
    rina.press("Ask for changes")
    rina.stands_at(rina.said("Queue"))


def answers(meiske: Person) -> None:
    """What the centre asks stands on the first page, and leads to where it is answered."""
    meiske.go("/portal")
    meiske.sound()
    meiske.hand.press(meiske.page.locator(".asked a"))
    meiske.stands_at(PRODUCT)
    expect(meiske.page.get_by_text("Berapa beratnya?")).to_be_visible()
    for step in ("Name and words", "Kind and origin", "Price and pack"):
        onward(meiske, step)
    meiske.write("Net content", "240 g")
    for step in ("Amounts", "Certificates", "Check and send"):
        onward(meiske, step)
    sends(meiske)


@pytest.mark.parametrize(
    ("settings", "language", "hand"), [("sqlite", "id", Finger), ("postgresql", "en", Keys)], indirect=["settings"], ids=["id", "en"]
)
def test_from_registering_to_the_kiosk(meet: Meet, language: str, hand: type[Finger] | type[Keys], tmp_path: Path) -> None:
    picture = tmp_path / "IMG_1.jpg"
    picture.write_bytes(encoded(photo(1600, 1200)))
    meiske, rina = meet(PHONE if hand is Finger else DESK, hand), meet(DESK, Keys)
    window = meet(KIOSK, Finger)
    window.page.clock.install()
    window.go("/kiosk")
    expect(window.page.locator("#slide h1")).to_contain_text("Etalase")  # nothing is on show but the name of the centre

    registers(meiske)
    signs_in(rina)
    approves(rina, MAKER)
    describes(meiske, picture)
    asks_for_a_change(rina)
    answers(meiske)
    approves(rina, PRODUCT)

    visitor = meet(KIOSK, Finger)
    visitor.go("/kiosk/browse")
    assert visitor.page.get_by_text(PRODUCT).is_visible()  # the first answer after the approval has it
    window.page.clock.fast_forward(10_000)  # the window that nobody touched turns to it by itself
    window.stands_at(PRODUCT)
