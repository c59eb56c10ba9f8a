"""What staff are pointed to: each check speaks where it should, and is silent where it should."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from app.catalogue.content import CertificateContent, Measure, Money, ProductConfidential, ProductContent
from app.db import now
from app.review import checks
from app.review.models import Submission
from app.review.reading import Live
from tests.factories import a_product, a_product_content, an_enterprise, an_enterprise_content
from tests.review.conftest import Hall

TODAY = now().date()


def keys(db: Session, content: ProductContent, **facts: Any) -> list[str]:
    about = Submission(kind="product", entity_id=content.id, enterprise_id=content.enterprise_id)
    return [check.key for check in checks.of(db, about, Live(content, ProductConfidential(**facts)))]


def rupiah(amount: int) -> Money:
    return Money(amount=Decimal(amount), currency="IDR")


def paper(scheme: str, number: str = "", **days: Any) -> list[CertificateContent]:
    return [CertificateContent(scheme=scheme, number=number, **days)]


PIRT = paper("pirt", "2067171019001-30")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"certificates": PIRT, "shelf_life_days": 90, "storage": "ambient"}, []),
        ({"certificates": PIRT, "shelf_life_days": 7}, ["pirt_short_life"]),
        ({"certificates": PIRT, "storage": "frozen"}, ["pirt_cold"]),
        ({"certificates": PIRT, "alcohol": True}, ["pirt_alcohol"]),
        ({"certificates": paper("pirt", "12")}, ["number_form"]),
        ({"certificates": paper("halal-id")}, ["number_missing"]),
        ({"certificates": paper("halal-bn", "any"), "alcohol": True}, ["halal_alcohol"]),
        ({"certificates": paper("halal-bn", "any", valid_to=TODAY)}, []),
        ({"certificates": paper("halal-bn", "any", valid_to=TODAY - timedelta(days=1))}, ["expired"]),
        ({"certificates": paper("halal-bn", "any", valid_from=TODAY + timedelta(days=9))}, ["not_yet"]),
        ({"origin": "MY-12"}, ["origin_abroad"]),
        ({"summary": {"id": "Kue enak â€“ sekali"}}, ["letters"]),
        ({"summary": {"id": "Kué énak"}}, []),
        ({"wholesale_price": rupiah(30000)}, ["wholesale_above"]),
    ],
)
def test_what_is_striking_about_a_product(db: Session, hall: Hall, facts: dict[str, Any], expected: list[str]) -> None:
    assert keys(db, a_product_content(hall.maker, **facts)) == expected


def test_a_cost_above_the_price_is_striking(db: Session, hall: Hall) -> None:
    assert keys(db, a_product_content(hall.maker), cost=rupiah(30000)) == ["cost_above"]


def test_a_price_far_from_those_of_its_category_is_striking_once_there_are_some(db: Session, hall: Hall) -> None:
    def sized(name: str, amount: int) -> ProductContent:
        return a_product_content(hall.maker, name, price=rupiah(amount), net=Measure(amount=Decimal(250), unit="g"))

    dear, cheap, usual = sized("Kue A", 250_001), sized("Kue B", 2_499), sized("Kue C", 249_000)
    for n, name in enumerate(("Dodol", "Bagea", "Halua", "Lalampa")):
        a_product(db, hall.maker, name, price=rupiah(25_000 + n % 2), net=Measure(amount=Decimal(250), unit="g"))
    assert keys(db, dear) == []
    a_product(db, hall.maker, "Panada", price=rupiah(25_000), net=Measure(amount=Decimal("0.25"), unit="kg"))
    assert (keys(db, dear), keys(db, cheap), keys(db, usual)) == (["price_far"], ["price_far"], [])


def test_nearly_the_same_product_of_the_same_enterprise_is_told_and_other_sizes_are_not(db: Session, hall: Hall) -> None:
    small, large = Measure(amount=Decimal(250), unit="g"), Measure(amount=Decimal(1), unit="kg")
    there = a_product(db, hall.maker, "Keripik Pisang Goroho", net=small)
    twin = a_product_content(hall.maker, "Pisang Goroho Keripik", net=Measure(amount=Decimal("0.25"), unit="kg"))
    assert [(t.entity_id, t.score, t.live) for t in checks.twins(db, twin)] == [(there.id, 100, True)]
    assert keys(db, twin) == ["double"]
    assert keys(db, twin.model_copy(update={"net": large})) == []
    other = an_enterprise(db, "Another kitchen")
    assert keys(db, twin.model_copy(update={"enterprise_id": other.id})) == []


def test_the_same_barcode_is_told_wherever_it_is(db: Session, hall: Hall) -> None:
    there = a_product(db, an_enterprise(db, "Another kitchen"), "Dodol", gtin="4006381333931")
    twin = a_product_content(hall.maker, "Something", gtin="4006381333931")
    assert [(check.key, check.entity_id) for check in _checks(db, twin)] == [("same_gtin", there.id)]


def test_what_was_handed_in_before_counts_as_a_double_too(db: Session, hall: Hall) -> None:
    first = hall.submitted(db)
    second = hall.submitted(db)
    content = ProductContent.model_validate(second.content)
    assert [(t.entity_id, t.live) for t in checks.twins(db, content)] == [(first.entity_id, False)]


def test_an_enterprise_of_nearly_the_same_name_in_one_place_is_told(db: Session, hall: Hall) -> None:
    new = an_enterprise_content("Dapur Tumou-Tou!")
    about = Submission(kind="enterprise", entity_id=new.id, enterprise_id=new.id)
    found = checks.of(db, about, Live(new, ProductConfidential()))
    assert [(check.key, check.entity_id) for check in found] == [("double", hall.maker.id)]


def test_every_sentence_finds_its_facts(db: Session, hall: Hall) -> None:
    a_product(db, hall.maker, "Klappertaart istimewa", gtin="4006381333931")
    facts: dict[str, Any] = {"gtin": "4006381333931", "certificates": paper("pirt", "12", valid_to=TODAY - timedelta(days=1))}
    found = _checks(db, a_product_content(hall.maker, **facts, origin="MY-12", summary={"id": "â€“"}))
    assert len(found) == 5
    assert all(check.words.format(**check.facts) for check in found)


def _checks(db: Session, content: ProductContent) -> list[checks.Check]:
    about = Submission(kind="product", entity_id=content.id, enterprise_id=content.enterprise_id)
    return checks.of(db, about, Live(content, ProductConfidential()))
