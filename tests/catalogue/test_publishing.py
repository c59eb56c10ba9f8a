"""The one door: what goes in is on show at once and whole, and what goes out leaves its tombstone."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from app.catalogue import changes, confidential, listing, publishing, queries
from app.catalogue.content import CertificateContent, Measure, Money, ProductConfidential, Quantity
from app.catalogue.models import Certificate, Change, Confidential, Listing, Product
from app.catalogue.publishing import NotPublishable, Outcome, SlugTaken
from app.catalogue.reference import reference
from app.db import Databases, now, transaction
from app.text import sort_key
from tests.factories import a_frame, a_picture, a_product, a_product_content, an_enterprise, an_enterprise_content


def names(db: Session, language: str = "id") -> list[str]:
    return [card["name"] for card in queries.products(db, language=language).read()]


def test_a_product_is_listed_once_in_every_language_of_the_centre(db: Session) -> None:
    a_frame(db)
    a_product(db, an_enterprise(db))
    assert {row.language for row in db.exec(select(Listing))} == {"id", "en", "ms", "fil"}
    for language in ("id", "en", "ms", "fil"):
        assert names(db, language) == ["Klappertaart"]


def test_a_missing_translation_falls_back_along_the_chain_and_says_its_language(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    publishing.put_product(db, a_product_content(maker, "x", slug="coffee", name={"en": "Coffee", "fil": "Kape"}))
    cards = {language: queries.products(db, language=language).read()[0] for language in ("id", "en", "ms", "fil")}
    assert {language: (card["name"], card["lang"]) for language, card in cards.items()} == {
        "id": ("Coffee", "en"),
        "en": ("Coffee", "en"),
        "ms": ("Coffee", "en"),
        "fil": ("Kape", "fil"),
    }


def test_a_name_of_unknown_language_is_shown_to_everybody(db: Session) -> None:
    a_frame(db)
    a_product(db, an_enterprise(db))
    publishing.put_product(db, a_product_content(an_enterprise_content(), "y", slug="wang", name={"und": "旺旺雪饼"}))
    assert "旺旺雪饼" in names(db, "fil")


def test_putting_the_same_again_changes_nothing_and_does_not_raise_the_serial(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    content = a_product_content(maker)
    assert publishing.put_product(db, content) is Outcome.CREATED
    serial = changes.serial(db)
    assert publishing.put_product(db, content) is Outcome.UNCHANGED
    assert publishing.put_enterprise(db, maker) is Outcome.UNCHANGED
    assert changes.serial(db) == serial


def test_a_changed_product_moves_to_a_new_serial_and_stays_one_product(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    content = a_product(db, maker)
    before = changes.serial(db)
    dearer = content.model_copy(update={"price": Money(amount=Decimal("27500.50"), currency="IDR")})
    assert publishing.put_product(db, dearer) is Outcome.UPDATED
    assert [c.entity_id for c in changes.since(db, before)] == [content.id]
    card = queries.products(db, language="id").read()[0]
    assert card["price"] == {"amount": "27500.50", "currency": "IDR"}


def test_withdrawing_leaves_a_tombstone_and_nothing_else(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    content = a_product(
        db, maker, certificates=[CertificateContent(scheme="halal-id", number="ID00000000000000001")], pictures=[a_picture(db)]
    )
    publishing.withdraw_product(db, content.id)
    assert names(db) == []
    assert db.exec(select(Product)).all() == []
    assert db.exec(select(Certificate)).all() == []
    tombstone = changes.since(db, 0, limit=1000)[-1]
    assert (tombstone.entity_id, tombstone.gone) == (content.id, True)
    with pytest.raises(publishing.NotOnShow):
        publishing.withdraw_product(db, content.id)


def test_suspending_hides_all_and_restoring_shows_exactly_what_is_present(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    first, second = a_product(db, maker, "Dodol"), a_product(db, maker, "Halua")
    publishing.suspend(db, maker.id)
    assert names(db) == []
    assert queries.enterprises(db, language="id").cards == []
    with pytest.raises(queries.NoProduct):
        queries.product(db, first.slug)

    publishing.put_product(db, a_product_content(maker, "Bagea"))  # arrives while suspended: stored, not shown
    assert names(db) == []
    publishing.withdraw_product(db, second.id)
    publishing.restore(db, maker.id)
    assert names(db) == ["Bagea", "Dodol"]


def test_a_new_name_of_the_maker_reaches_the_cards_of_its_products(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    a_product(db, maker)
    publishing.put_enterprise(db, maker.model_copy(update={"name": "Dapur Baru"}))
    assert queries.products(db, language="en").read()[0]["enterprise"]["name"] == "Dapur Baru"


def test_what_names_something_unknown_is_refused_with_a_pointer_to_each_field(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    wrong = a_product_content(
        maker,
        category="no-such",
        origin="XX",
        hs_code="999999",
        pictures=[{"media_id": "f" * 64}],
        certificates=[{"scheme": "no-such"}],
    )
    with pytest.raises(NotPublishable) as refusal:
        publishing.put_product(db, wrong)
    assert {p.pointer for p in refusal.value.problems} == {"/category", "/origin", "/hs_code", "/pictures/0", "/certificates/0/scheme"}
    assert names(db) == []


def test_an_eight_digit_tariff_line_is_accepted_when_its_heading_is_known(db: Session) -> None:
    a_frame(db)
    a_product(db, an_enterprise(db), hs_code="18063210")
    assert queries.product(db, "klappertaart").content is not None


def test_two_things_cannot_share_an_address(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    a_product(db, maker, "Dodol")
    with pytest.raises(SlugTaken):
        publishing.put_product(db, a_product_content(maker, "Dodol lain", slug="dodol"))
    assert publishing.free_slug(db, Product, "dodol", an_enterprise_content("Other").id) == "dodol-2"


def test_confidential_facts_are_kept_but_reach_no_public_row(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    content = a_product_content(maker, certificates=[CertificateContent(scheme="halal-id", number="CANARY-NUMBER", public=False)])
    facts = ProductConfidential(
        cost=Money(amount=Decimal("11111.11"), currency="IDR"),
        monthly_capacity=Quantity(amount=Decimal(777), unit="CANARY-UNIT"),
        as_entered={"net": "CANARY-TEXT"},
    )
    publishing.put_product(db, content, facts)
    kept = confidential.of_product(db, content.id)
    assert kept.cost == facts.cost
    assert [c.number for c in kept.certificates] == ["CANARY-NUMBER"]
    public = json.dumps([[row.card for row in db.exec(select(Listing))], [row.content for row in db.exec(select(Product))]])
    assert "CANARY" not in public
    assert "11111.11" not in public
    assert db.exec(select(Certificate)).all() == []


def test_putting_without_facts_leaves_the_confidential_ones_alone(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    content = a_product_content(maker)
    publishing.put_product(db, content, ProductConfidential(as_entered={"net": "secukupnya"}))
    publishing.put_product(db, content.model_copy(update={"unit": "pak"}))
    assert confidential.of_product(db, content.id).as_entered == {"net": "secukupnya"}
    publishing.withdraw_product(db, content.id)
    assert db.exec(select(Confidential)).all() == []


def test_weights_keep_their_unit_and_a_normal_value(db: Session) -> None:
    a_frame(db)
    content = a_product(db, an_enterprise(db), net=Measure(amount=Decimal("1.5"), unit="kg", approximate=True))
    row = db.get_one(Product, content.id)
    assert (row.net_kind, row.net_milli) == ("mass", 1_500_000)
    assert queries.products(db, language="id").read()[0]["net"] == {"amount": "1.5", "unit": "kg", "approximate": True}


def test_an_expired_certificate_leaves_the_card_by_itself(db: Session) -> None:
    a_frame(db)
    yesterday = now().date() - timedelta(days=2)
    a_product(db, an_enterprise(db), certificates=[CertificateContent(scheme="halal-id", valid_to=yesterday)])
    assert queries.products(db, language="id").read()[0]["certificates"] == []
    assert queries.products(db, language="id", filters=queries.Filters(certificate="halal")).cards == []


def test_names_sort_as_their_readers_expect(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    for name in ("Ñoño", "nz", "Ngiti", "Émping", "emping 10", "emping 9", "Zebra", "茶"):
        a_product(db, maker, name)
    assert names(db, "fil") == ["Émping", "emping 9", "emping 10", "nz", "Ñoño", "Ngiti", "Zebra", "茶"]
    assert names(db, "id") == ["Émping", "emping 9", "emping 10", "Ngiti", "Ñoño", "nz", "Zebra", "茶"]
    assert sort_key("Émping", "id") == "emping"


def test_the_serial_is_one_unbroken_count_under_many_writers(databases: Databases) -> None:
    with transaction(databases) as db:
        a_frame(db)
        maker = an_enterprise(db)
        start = changes.serial(db)
    for n in range(5):
        with transaction(databases) as db:
            a_product(db, maker, f"Produk {n}")
    with transaction(databases, reading=True) as db:
        assert [c.serial for c in changes.since(db, start)] == list(range(start + 1, start + 6))


def test_a_failed_transaction_leaves_no_trace(databases: Databases) -> None:
    with transaction(databases) as db:
        a_frame(db)
        maker = an_enterprise(db)
        before = changes.serial(db)
    with pytest.raises(RuntimeError, match="power"), transaction(databases) as db:  # noqa: PT012  the failure comes after the write
        a_product(db, maker)
        raise RuntimeError("power")
    with transaction(databases, reading=True) as db:
        assert changes.serial(db) == before
        assert names(db) == []


def test_relisting_after_a_category_was_renamed_shows_the_new_name(db: Session) -> None:
    a_frame(db)
    a_product(db, an_enterprise(db))
    frame = reference(db)
    frame.categories["bakery"].names = {"id": "Roti hangat"}
    publishing.relist(db)
    assert queries.products(db, language="en").read()[0]["category"]["name"] == "Roti hangat"
    assert listing.without_expired(queries.products(db, language="en").cards[0], now().date())


def test_products_are_written_anew_when_their_maker_changes_what_stands_on_their_cards_and_only_then(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    product = a_product(db, maker)

    def changed() -> int:
        return db.get_one(Change, ("product", product.id)).serial

    before = changed()
    publishing.put_enterprise(db, maker.model_copy(update={"phone": "+6281234567890", "story": {"id": "Cerita"}}))
    assert changed() == before
    paper = CertificateContent(scheme="halal-id", scope="premises")
    for facts in ({"name": "Dapur Baru"}, {"certificates": [paper]}):
        maker = maker.model_copy(update=facts)
        publishing.put_enterprise(db, maker)
        assert changed() > before
        before = changed()
