"""What staff should look at: likely doubles, papers, numbers, places, letters. Checks point something out; they never refuse."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any, Final
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.catalogue import queries
from app.catalogue.content import CertificateContent, EnterpriseContent, ProductContent, Storage
from app.catalogue.importing.entries import DAMAGED
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference, reference
from app.review import live
from app.review.models import OPEN, Submission
from app.review.reading import Live
from app.text import _, fold

ALIKE: Final = 90  # of 100: one letter more, another order of words
FAR: Final = 10  # times as dear, or as cheap, as the middle of its category: more often a zero too many than a rarity
ENOUGH: Final = 5  # prices that make a middle
_SHORT_LIFE: Final = 7  # a P-IRT number is for dry food that keeps longer than seven days
_PIRT: Final = "pirt"


@dataclass(frozen=True)
class Check:
    """Something to look at. `words` is a sentence whose places are filled by `facts`; `pointer` is the field of the form."""

    key: str
    pointer: str
    words: str
    facts: Mapping[str, str] = field(default_factory=dict)
    entity_id: UUID | None = None
    """The other thing, where there is one."""


@dataclass(frozen=True)
class Twin:
    """A product that is likely the same. `score` is from 0 to 100; `live` says whether it is in the catalogue."""

    entity_id: UUID
    enterprise_id: UUID
    name: str
    score: int
    live: bool
    same_gtin: bool = False


def of(session: Session, submission: Submission, new: Live[Any, Any]) -> list[Check]:
    """All that is striking about what was handed in, or would be."""
    frame = reference(session)
    content = new.content
    found = [*_letters(content), *_papers(frame, content.certificates)]
    if isinstance(content, ProductContent):
        found += [_double(twin) for twin in twins(session, content)]
        found += [*_food(content), *_numbers(session, content, new.facts.cost), *_place(session, frame, content)]
    elif submission.kind == live.ENTERPRISE:
        found += _same_name(session, content)
    return found


def twins(session: Session, content: ProductContent) -> list[Twin]:
    """Products that this one may be: of the same barcode anywhere, or of nearly the same name and size in the same enterprise.

    Also asked while a form is filled in: “you already have …”.
    """
    found: dict[UUID, Twin] = {}
    mine = [col(Product.enterprise_id) == content.enterprise_id, *([col(Product.gtin) == content.gtin] if content.gtin else [])]
    for row in session.exec(select(Product).where(or_(*mine), col(Product.id) != content.id)):
        _compare(found, content, ProductContent.model_validate(row.content), live_=True)
    drafts = select(Submission).where(
        Submission.enterprise_id == content.enterprise_id,
        Submission.kind == live.PRODUCT,
        col(Submission.state).in_(OPEN),
        col(Submission.entity_id) != content.id,
        col(Submission.submitted_at).is_not(None),
    )
    for draft in session.exec(drafts):
        if draft.content and draft.entity_id not in found:
            _compare(found, content, ProductContent.model_validate(draft.content), live_=False)
    return sorted(found.values(), key=lambda twin: (not twin.same_gtin, -twin.score, twin.name))


def _compare(found: dict[UUID, Twin], one: ProductContent, other: ProductContent, *, live_: bool) -> None:
    same_gtin = bool(one.gtin) and one.gtin == other.gtin
    same_size = one.net is None or other.net is None or (one.net.kind, one.net.normal) == (other.net.kind, other.net.normal)
    alike = [
        int(fuzz.token_sort_ratio(fold(name), fold(other.name[language]))) for language, name in one.name.items() if language in other.name
    ]
    score = max(alike, default=0)
    if same_gtin or (same_size and score >= ALIKE and one.enterprise_id == other.enterprise_id):
        found[other.id] = Twin(other.id, other.enterprise_id, next(iter(other.name.values())), score, live_, same_gtin)


def _double(twin: Twin) -> Check:
    if twin.same_gtin:
        return Check("same_gtin", "gtin", _("“{name}” has the same barcode."), {"name": twin.name}, twin.entity_id)
    return Check("double", "name", _("“{name}” is nearly the same."), {"name": twin.name}, twin.entity_id)


def _same_name(session: Session, content: EnterpriseContent) -> Iterator[Check]:
    words = fold(content.name)
    for row in session.exec(select(Enterprise).where(Enterprise.id != content.id, Enterprise.area == content.area)):
        name = str(row.content["name"])
        if fuzz.token_sort_ratio(words, fold(name)) >= ALIKE:
            yield Check("double", "name", _("“{name}” is nearly the same."), {"name": name}, row.id)


def _papers(frame: Reference, papers: list[CertificateContent]) -> Iterator[Check]:
    today = queries.today(frame)
    for n, paper in enumerate(papers):
        place, facts = f"certificates.{n}", {"scheme": paper.scheme, "number": paper.number}
        scheme = frame.schemes.get(paper.scheme)
        if not paper.number:
            yield Check("number_missing", f"{place}.number", _("A certificate ({scheme}) has no number."), facts)
        elif scheme and scheme.pattern and not re.fullmatch(scheme.pattern, re.sub(r"\s", "", paper.number.upper())):
            yield Check("number_form", f"{place}.number", _("{number} does not look like a number of its kind ({scheme})."), facts)
        if paper.valid_to and paper.valid_to < today:
            ended = facts | {"day": paper.valid_to.isoformat()}
            yield Check("expired", f"{place}.valid_to", _("A certificate ({scheme}) ended on {day}."), ended)
        if paper.valid_from and paper.valid_from > today:
            begins = facts | {"day": paper.valid_from.isoformat()}
            yield Check("not_yet", f"{place}.valid_from", _("A certificate ({scheme}) begins only on {day}."), begins)


def _food(content: ProductContent) -> Iterator[Check]:
    schemes = {paper.scheme for paper in content.certificates}
    if _PIRT in schemes:
        if content.shelf_life_days is not None and content.shelf_life_days <= _SHORT_LIFE:
            yield Check("pirt_short_life", "shelf_life", _("A P-IRT number is for food that keeps longer than 7 days."))
        if content.storage in (Storage.CHILLED, Storage.FROZEN):
            yield Check("pirt_cold", "storage", _("A P-IRT number is not for chilled or frozen food."))
        if content.alcohol:
            yield Check("pirt_alcohol", "alcohol", _("A P-IRT number is not for drinks with alcohol."))
    if content.alcohol and any(scheme.startswith("halal") for scheme in schemes):
        yield Check("halal_alcohol", "certificates", _("It is marked as alcoholic and as halal."))


def _numbers(session: Session, content: ProductContent, cost: Any) -> Iterator[Check]:
    price, wholesale = content.price, content.wholesale_price
    if price and wholesale and price.currency == wholesale.currency and wholesale.amount > price.amount:
        yield Check("wholesale_above", "wholesale_price", _("The wholesale price is above the price."))
    if price and cost and price.currency == cost.currency and cost.amount > price.amount:
        yield Check("cost_above", "cost", _("The cost is above the price."))
    if price is None or content.net is None or price.amount == 0:
        return
    others = select(Product.price_hundredths, Product.net_milli).where(
        Product.category == reference(session).category_here(content.category),
        Product.currency == price.currency,
        Product.net_kind == content.net.kind,
        col(Product.price_hundredths) > 0,
        col(Product.net_milli) > 0,
        Product.id != content.id,
    )
    usual = [Decimal(hundredths) / milli for hundredths, milli in session.exec(others.limit(2000)) if hundredths and milli]
    own = price.amount * 100 / (content.net.normal * 1000)
    if len(usual) >= ENOUGH and not median(usual) / FAR <= own <= median(usual) * FAR:
        times = own / median(usual)
        many = f"{times:.0f}" if times > 1 else f"1/{1 / times:.0f}"
        yield Check("price_far", "price", _("The price for this size is {times} times the usual one of its category."), {"times": many})


def _place(session: Session, frame: Reference, content: ProductContent) -> Iterator[Check]:
    maker = session.get(Enterprise, content.enterprise_id)
    origin = frame.areas.get(content.origin)
    home = frame.areas.get(maker.area) if maker else None
    if origin and home and origin.country != home.country:
        facts = {"origin": origin.country, "home": home.country}
        yield Check("origin_abroad", "origin", _("It comes from another country ({origin}) than its maker ({home})."), facts)


def _letters(content: ProductContent | EnterpriseContent) -> Iterator[Check]:
    for name, value in content:
        texts = value if isinstance(value, dict) else {"": value}
        for language, text in texts.items():
            if isinstance(text, str) and DAMAGED.search(text):
                place = f"{name}.{language}" if language else name
                yield Check("letters", place, _("Letters look damaged: {text}"), {"text": text[:80]})
