"""What is missing before a thing is shown well, why it matters, and how far it is. What blocks is asked before it can be submitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from app.accounts import consents
from app.accounts.consents import ConsentPurpose
from app.catalogue.models import HsHeading
from app.catalogue.reference import reference
from app.errors import Problem
from app.review import live
from app.review.forms import Typed
from app.review.models import Submission
from app.text import _

_FOOD: Final = "25"  # chapters 01 to 24 of the Harmonized System are what grows, lives and is eaten
_PICTURES: Final = 3
_NEEDED: Final = _("This is needed.")


@dataclass(frozen=True)
class Item:
    """One thing to do. `key` is the field where it is done, with the language of a text; `words` say what, `why` what it is good for."""

    key: str
    weight: int
    done: bool
    words: str
    why: str
    blocking: bool = False

    @property
    def language(self) -> str:
        return self.key.partition(".")[2]


@dataclass(frozen=True)
class Readiness:
    items: list[Item]

    @property
    def share(self) -> int:
        """From 0 to 100; 100 only when all is done."""
        done = sum(item.weight for item in self.items if item.done)
        return done * 100 // sum(item.weight for item in self.items)

    @property
    def missing(self) -> list[Item]:
        """What is not done: what blocks first, then what counts most."""
        return sorted((item for item in self.items if not item.done), key=lambda item: (not item.blocking, -item.weight))

    @property
    def blocking(self) -> list[Problem]:
        return [Problem(item.key, _NEEDED) for item in self.items if item.blocking and not item.done]


def of(session: Session, submission: Submission) -> Readiness:
    """How far a submission is, from what stands in its form."""
    typed = Typed.of(submission.typed)
    items = _product(session, typed) if submission.kind == live.PRODUCT else _enterprise(session, submission, typed)
    return Readiness(list(items))


def _product(session: Session, typed: Typed) -> Iterator[Item]:
    languages = reference(session).centre.languages
    said = _said(typed)
    named = any(name.startswith("name.") for name in said)
    yield Item("name", 15, named, _("The name"), _("A product cannot be shown without a name."), blocking=True)
    yield Item("category", 8, "category" in said, _("The category"), _("Visitors look for products by category."), blocking=True)
    yield Item("origin", 8, "origin" in said, _("Where it is made"), _("Every card says where a product comes from."), blocking=True)
    yield from _pictures(typed)
    priced = bool(said & {"price", "price_on_request"})
    yield Item("price", 8, priced, _("A price, or “Price on request”"), _("Buyers compare prices first."))
    yield Item("net", 5, "net" in said, _("The net content"), _("A price says little without the size."))
    yield from _texts(said, "name", languages, 3, _("The name in this language"), _("Visitors understand at once what it is."))
    yield from _texts(said, "summary", languages, 3, _("One line about it"), _("It stands on the kiosk below the name."))
    yield from _texts(said, "description", languages, 3, _("The description"), _("It says what a picture cannot: taste, making, use."))
    if is_food(session, typed.fields.get("category", "")):
        ingredients = any(name.startswith("ingredients.") for name in said)
        yield Item("ingredients", 5, ingredients, _("The ingredients"), _("People with allergies and halal buyers need them."))
        yield Item("shelf_life", 5, "shelf_life" in said, _("How long it keeps"), _("Shops and importers ask this first."))
        yield Item("storage", 3, "storage" in said, _("How it is stored"), _("It decides how it can be sent."))
        yield Item(
            "certificates", 6, bool(typed.certificates), _("A certificate"), _("Halal, P-IRT or BPOM open the door to shops and to export.")
        )
    yield Item("minimum_order", 3, "minimum_order" in said, _("The smallest order"), _("Buyers see whether it fits them."))
    yield Item("monthly_capacity", 3, "monthly_capacity" in said, _("How much you can make in a month"), _("Large buyers look for this."))
    yield Item("lead_time", 2, "lead_time" in said, _("How many days an order takes"), _("Buyers can plan."))


def _enterprise(session: Session, submission: Submission, typed: Typed) -> Iterator[Item]:
    languages = reference(session).centre.languages
    said = _said(typed)
    yield Item("name", 15, "name" in said, _("The name of the enterprise"), _("It stands with each of your products."), blocking=True)
    who = "contact_phone" if "contact_name" in said else "contact_name"  # where to go on
    answered = {"contact_name", "contact_phone"} <= said
    yield Item(who, 10, answered, _("Who answers for it, with a telephone number"), _("Only the centre sees this."), blocking=True)
    registered = "registration" in said
    yield Item(
        "registration", 15, registered, _("The registration number (NIB)"), _("It shows that the enterprise is registered."), blocking=True
    )
    yield Item("area", 10, "area" in said, _("The place"), _("Every card says where a product comes from."), blocking=True)
    agreed = consents.current(session, submission.enterprise_id, ConsentPurpose.PUBLISH) is not None
    yield Item("consent", 10, agreed, _("Your consent to publish"), _("Nothing is shown without it."), blocking=True)
    reachable = bool(said & {"phone", "whatsapp", "email"})
    yield Item("whatsapp", 10, reachable, _("A WhatsApp number, telephone or e-mail"), _("Buyers can reach you from the kiosk."))
    yield Item("pictures", 8, bool(typed.pictures), _("A picture of you or your workshop"), _("People buy from people."))
    yield from _texts(said, "tagline", languages, 2, _("One line about the enterprise"), _("It stands below your name."))
    yield from _texts(said, "story", languages, 3, _("Your story"), _("Visitors remember stories."))
    yield Item("size", 2, "size" in said, _("The size of the enterprise"), _("Some buyers look for small makers."))
    yield Item("founded", 2, "founded" in said, _("The year of founding"), _("It gives trust."))


def _said(typed: Typed) -> set[str]:
    return {name for name, text in typed.fields.items() if text.strip()}


def _pictures(typed: Typed) -> Iterator[Item]:
    count = len(typed.pictures)
    yield Item("pictures", 15, count > 0, _("A picture"), _("Products without a picture are rarely opened."))
    yield Item(
        "more_pictures", 5, count >= _PICTURES, _("Three pictures or more"), _("The pack from the front, the content, and how it is used.")
    )
    worded = count > 0 and all(any(picture.alt.values()) for picture in typed.pictures)
    yield Item("alt", 4, worded, _("Words for each picture"), _("Blind visitors hear them."))


def _texts(said: set[str], name: str, languages: list[str], weight: int, words: str, why: str) -> Iterator[Item]:
    for language in languages:
        yield Item(f"{name}.{language}", weight, f"{name}.{language}" in said, words, why)


def is_food(session: Session, category: str) -> bool:
    """Whether it, or something above it, is a category of food and drink; a centre's own ones stand below shared ones."""
    frame = reference(session)
    food = {frame.category_here(key) for key in edible(session)}
    return any(step.key in food for step in frame.category_path(category))


def edible(session: Session) -> frozenset[str]:
    """The categories of food and drink: those that headings of the chapters for it point to."""
    found = select(HsHeading.category).where(col(HsHeading.code) < _FOOD, HsHeading.category != "").distinct()
    return frozenset(session.exec(found))
