"""Which language is the source, and what a change of it means for the translations: found out at the door."""

from sqlmodel import Session

from app.catalogue import publishing, translations
from app.catalogue.content import ProductContent
from app.catalogue.translations import source
from tests.factories import a_frame, a_picture, a_product, an_enterprise

CHAIN = ("id", "en", "ms", "fil")


def changed(db: Session, product: ProductContent, **texts: dict[str, str]) -> dict[str, tuple[str, str]]:
    """After a change: language -> language and words that the translation of the name was made from."""
    publishing.put_product(db, product.model_copy(update=texts))
    noted = translations.known(db, "product", product.id).get((product.id, "name"), {})
    return {language: (row.source_language, row.source) for language, row in noted.items()}


def test_the_source_is_the_first_of_the_chain_that_is_no_translation() -> None:
    texts = {"en": "Tart", "id": "Kue"}
    assert source(texts, CHAIN, {}) == ("id", "Kue")
    assert source(texts, CHAIN, {"id": "en"}) == ("en", "Tart")


def test_what_was_translated_from_a_text_that_is_gone_is_a_source_itself() -> None:
    assert source({"id": "Kue"}, CHAIN, {"id": "en"}) == ("id", "Kue")


def test_a_text_of_an_unknown_language_can_be_the_source() -> None:
    assert source({"und": "Kue"}, CHAIN, {}) == ("und", "Kue")


def test_a_changed_source_leaves_its_translation_with_the_earlier_words(db: Session) -> None:
    a_frame(db)
    product = a_product(db, an_enterprise(db), name={"id": "Kue", "en": "Cake"})
    assert changed(db, product, name={"id": "Kue kelapa", "en": "Cake"}) == {"en": ("id", "Kue")}


def test_a_second_change_does_not_hide_the_first(db: Session) -> None:
    a_frame(db)
    product = a_product(db, an_enterprise(db), name={"id": "Kue", "en": "Cake"})
    changed(db, product, name={"id": "Kue kelapa", "en": "Cake"})
    assert changed(db, product, name={"id": "Kue kelapa muda", "en": "Cake"}) == {"en": ("id", "Kue")}


def test_both_changed_at_once_belong_together(db: Session) -> None:
    a_frame(db)
    product = a_product(db, an_enterprise(db), name={"id": "Kue", "en": "Cake"})
    assert changed(db, product, name={"id": "Tart", "en": "Tart"}) == {"en": ("id", "Tart")}


def test_what_came_later_is_the_translation_whatever_the_centre_prefers(db: Session) -> None:
    a_frame(db)
    product = a_product(db, an_enterprise(db), name={"en": "Cake"})
    assert changed(db, product, name={"en": "Cake", "id": "Kue"}) == {"id": ("en", "Cake")}
    assert changed(db, product, name={"en": "Coconut cake", "id": "Kue"}) == {"id": ("en", "Cake")}


def test_a_price_says_nothing_about_translations(db: Session) -> None:
    a_frame(db)
    product = a_product(db, an_enterprise(db), name={"id": "Kue", "en": "Cake"})
    publishing.put_product(db, product.model_copy(update={"unit": "pack"}))
    assert translations.known(db) == {}


def test_words_of_a_picture_count_like_other_words(db: Session) -> None:
    a_frame(db)
    picture = a_picture(db)
    product = a_product(db, an_enterprise(db), pictures=[picture])
    other = picture.model_copy(update={"alt": {"id": "Gambar lain", "en": "A picture"}})
    publishing.put_product(db, product.model_copy(update={"pictures": [other]}))
    rows = translations.known(db, "product", product.id)[product.id, f"alt.{picture.media_id}"]
    assert rows["en"].source == "Sebuah gambar"


def test_nothing_is_known_of_what_is_gone(db: Session) -> None:
    a_frame(db)
    product = a_product(db, an_enterprise(db), name={"id": "Kue", "en": "Cake"})
    assert changed(db, product, name={"id": "Kue kelapa", "en": "Cake"})
    publishing.withdraw_product(db, product.id)
    assert translations.known(db) == {}
