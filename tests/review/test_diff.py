"""What an edit changes, field by field."""

from decimal import Decimal

from app.catalogue.content import CertificateContent, Money, PictureRef, ProductConfidential
from app.review import diff
from app.review.diff import Change
from app.review.reading import Live
from tests.factories import a_product_content, an_enterprise_content

OLD = a_product_content(an_enterprise_content(), name={"id": "Kue", "en": "Cake"}, unit="pcs")
ONE, TWO = PictureRef(media_id="1" * 64, alt={"id": "Satu"}), PictureRef(media_id="2" * 64)


def changes(old: object, new: object) -> list[Change]:
    return diff.changes(Live(old, ProductConfidential()), Live(new, ProductConfidential()))


def test_the_same_has_no_changes() -> None:
    assert changes(OLD, OLD.model_copy(update={"slug": "another-address"})) == []


def test_texts_change_language_by_language() -> None:
    new = OLD.model_copy(update={"name": {"id": "Kue Enak", "ms": "Kuih"}})
    assert changes(OLD, new) == [
        Change("name", "id", "Kue", "Kue Enak"),
        Change("name", "en", "Cake", ""),
        Change("name", "ms", "", "Kuih"),
    ]


def test_values_change_whole() -> None:
    dearer = Money(amount=Decimal(30000), currency="IDR")
    assert changes(OLD, OLD.model_copy(update={"price": dearer, "unit": ""})) == [
        Change("price", "", OLD.price, dearer),
        Change("unit", "", "pcs", ""),
    ]


def test_pictures_change_by_order_and_by_words() -> None:
    old = OLD.model_copy(update={"pictures": [ONE, TWO]})
    assert changes(old, old.model_copy(update={"pictures": [TWO, ONE]})) == [
        Change("pictures", "", ["1" * 64, "2" * 64], ["2" * 64, "1" * 64])
    ]
    worded = old.model_copy(update={"pictures": [ONE, TWO.model_copy(update={"alt": {"id": "Dua"}})]})
    assert changes(old, worded) == [Change(f"alt.{TWO.media_id}", "id", "", "Dua")]


def test_a_paper_with_another_number_is_one_change() -> None:
    halal, pirt = CertificateContent(scheme="halal-id", number="1"), CertificateContent(scheme="pirt", number="2")
    old = OLD.model_copy(update={"certificates": [halal, pirt]})
    newer = halal.model_copy(update={"number": "3"})
    assert changes(old, old.model_copy(update={"certificates": [pirt, newer]})) == [Change("certificates", "", halal, newer)]
    assert changes(old, old.model_copy(update={"certificates": [halal]})) == [Change("certificates", "", pirt, None)]


def test_of_a_new_thing_everything_that_is_there_is_a_change() -> None:
    found = diff.changes(None, Live(OLD, ProductConfidential(cost=OLD.price)))
    assert diff.fields(found) == ["category", "name.id", "name.en", "price", "unit", "origin", "cost"]
    assert [change.field for change in found if change.confidential] == ["cost"]
    assert all(not change.old for change in found)
