"""What a centre makes of the tree of categories: it follows at once, stands when the pack is loaded again, and can be taken back."""

import pytest
from sqlmodel import Session, select

from app.catalogue import categories, changes, packs, publishing, queries
from app.catalogue.content import EnterpriseContent
from app.catalogue.importing.lookups import Lookups
from app.catalogue.models import Category, Listing, Product
from app.catalogue.reference import reference
from tests import factories

PACK = "north-sulawesi"


@pytest.fixture
def maker(db: Session) -> EnterpriseContent:
    factories.a_frame(db)
    return factories.an_enterprise(db)


def cards(db: Session, category: str) -> list[str]:
    found = queries.products(db, language="en", filters=queries.Filters(category=category)).read()
    return [card["name"] for card in found]


def merged(db: Session, key: str, into: str) -> None:
    keys = [*reference(db).categories_within(key), into]
    categories.merge(db, key, into)
    publishing.refile(db, keys)


def split(db: Session, key: str) -> None:
    into = categories.split(db, key)
    publishing.refile(db, [key, into])


def test_a_merged_category_leads_to_the_other_in_lists_cards_search_and_imports(db: Session, maker: EnterpriseContent) -> None:
    jam = factories.a_product(db, maker, "Selai Pala", category="preserves")
    factories.a_product(db, maker, "Kacang Bawang", category="nuts")
    before = changes.serial(db)

    merged(db, "preserves", "nuts")

    assert cards(db, "nuts") == cards(db, "preserves") == ["Kacang Bawang", "Selai Pala"]
    assert {card["category"]["key"] for card in queries.products(db, language="en").read()} == {"nuts"}
    assert {c["name"] for c in queries.products(db, language="en", q="preserves").read()} == {"Kacang Bawang", "Selai Pala"}
    lookups = Lookups.of(reference(db))
    assert [lookups.kind(word) for word in ("preserves", "selai", "nuts")] == ["nuts", "nuts", "nuts"]
    assert db.get_one(Product, jam.id).category == "nuts"
    assert changes.serial(db) > before
    assert not list(categories.counts(db).keys() & {"preserves"})


def test_what_a_product_says_of_itself_keeps_the_shared_key(db: Session, maker: EnterpriseContent) -> None:
    jam = factories.a_product(db, maker, "Selai Pala", category="preserves")
    fingerprint = db.get_one(Product, jam.id).fingerprint
    merged(db, "preserves", "nuts")
    row = db.get_one(Product, jam.id)
    assert (row.content["category"], row.fingerprint) == ("preserves", fingerprint)


def test_a_product_that_comes_in_with_the_old_key_stands_where_it_was_merged_into(db: Session, maker: EnterpriseContent) -> None:
    merged(db, "preserves", "nuts")
    factories.a_product(db, maker, "Selai Pala", category="preserves")
    assert cards(db, "nuts") == ["Selai Pala"]


def test_mergers_follow_each_other(db: Session, maker: EnterpriseContent) -> None:
    factories.a_product(db, maker, "Selai Pala", category="preserves")
    merged(db, "preserves", "nuts")
    merged(db, "nuts", "snacks")
    assert cards(db, "preserves") == cards(db, "snacks") == ["Selai Pala"]


def test_what_stood_below_a_merged_category_stands_below_the_other(db: Session, maker: EnterpriseContent) -> None:
    factories.a_product(db, maker, "Selai Pala", category="preserves")
    merged(db, "sweets-and-snacks", "kitchen-and-garden")
    assert [step.key for step in reference(db).category_path("preserves")] == ["kitchen-and-garden", "preserves"]
    assert cards(db, "kitchen-and-garden") == ["Selai Pala"]


def test_loading_the_pack_again_does_not_bring_a_merged_category_back(db: Session, maker: EnterpriseContent) -> None:
    factories.a_product(db, maker, "Selai Pala", category="preserves")
    merged(db, "preserves", "nuts")
    assert packs.load(db, PACK) is False
    assert "preserves" not in reference(db).categories
    assert cards(db, "nuts") == ["Selai Pala"]


def test_a_merger_taken_back_leaves_everything_as_it_was_but_what_was_filed_anew(db: Session, maker: EnterpriseContent) -> None:
    factories.a_product(db, maker, "Selai Pala", category="preserves")
    anew = factories.a_product(db, maker, "Selai Nanas", category="preserves")
    merged(db, "preserves", "nuts")
    publishing.put_product(db, anew.model_copy(update={"category": "nuts"}))
    split(db, "preserves")
    assert cards(db, "preserves") == ["Selai Pala"]
    assert cards(db, "nuts") == ["Selai Nanas"]
    assert [c["category"]["key"] for c in queries.products(db, language="en", q="selai pala").read()] == ["preserves"]


def test_a_merger_is_not_taken_back_where_the_tree_would_go_round(db: Session, maker: EnterpriseContent) -> None:
    below = categories.add(db, "nuts", {"id": "Kenari"})
    merged(db, "nuts", "honey")  # stands elsewhere, and what was below comes along
    merged(db, "sweets-and-snacks", below.key)
    with pytest.raises(categories.NotSplittable, match="Kue"):
        categories.split(db, "nuts")
    assert "nuts" not in reference(db).categories


def test_what_would_break_the_tree_or_hide_alcohol_is_refused(db: Session, maker: EnterpriseContent) -> None:
    itself = [("nuts", "nuts"), ("nuts", "nowhere"), ("sweets-and-snacks", "nuts"), ("other", "nuts")]
    for key, into in [*itself, ("alcohol", "tea"), ("tea", "alcohol"), ("drinks", "care")]:
        with pytest.raises(categories.NotMergeable) as refused:
            categories.merge(db, key, into)
        assert [problem.pointer for problem in refused.value.problems] == ["into"], (key, into)


def test_an_own_category_stands_below_a_shared_one_and_stays_when_the_pack_is_loaded_again(db: Session, maker: EnterpriseContent) -> None:
    own = categories.add(db, "preserves", {"id": "Selai pala", "en": "Nutmeg jam"})
    assert own.key == "north-sulawesi-selai-pala"
    factories.a_product(db, maker, "Selai", category=own.key)
    assert packs.load(db, PACK) is False
    assert cards(db, "sweets-and-snacks") == ["Selai"]
    assert db.get_one(Category, own.key).local


def test_a_name_stands_over_the_pack_and_an_empty_one_is_the_packs_again(db: Session, maker: EnterpriseContent) -> None:
    packed = dict(reference(db).categories["nuts"].names)
    categories.rename(db, "nuts", {"en": "Nuts of the Minahasa"})
    assert packs.load(db, PACK) is False
    assert reference(db).categories["nuts"].names == packed | {"en": "Nuts of the Minahasa"}
    assert db.get_one(Category, "nuts").replaced == {"names.en": packed["en"]}
    categories.rename(db, "nuts", {"en": " "})
    assert (reference(db).categories["nuts"].names, db.get_one(Category, "nuts").replaced) == (packed, {})


def test_a_name_that_cannot_stand_is_refused_at_its_language(db: Session, maker: EnterpriseContent) -> None:
    categories.add(db, "sweets-and-snacks", {"id": "Roti"})
    for name in ("", "x" * 61, "roti"):
        with pytest.raises(categories.NameWrong) as refused:
            categories.add(db, "sweets-and-snacks", {"id": name})
        assert [problem.pointer for problem in refused.value.problems] == ["names.id"], name


def test_the_order_stands_over_the_pack(db: Session, maker: EnterpriseContent) -> None:
    def level() -> list[str]:
        return [c.key for c in reference(db).categories.values() if c.parent_key == "sea"]

    before = level()
    assert categories.move(db, before[1], earlier=True)
    assert not categories.move(db, before[1], earlier=True)
    packs.load(db, PACK)
    assert level() == [before[1], before[0], *before[2:]]


def test_only_an_empty_category_is_hidden_and_what_comes_later_is_shown_all_the_same(db: Session, maker: EnterpriseContent) -> None:
    product = factories.a_product(db, maker, category="preserves")
    with pytest.raises(categories.NotEmpty):
        categories.hide(db, "sweets-and-snacks")
    publishing.withdraw_product(db, product.id)
    assert categories.hide(db, "preserves")
    assert Lookups.of(reference(db)).kind("Preserves") is None
    factories.a_product(db, maker, category="preserves")
    assert cards(db, "preserves") == ["Klappertaart"]


def test_products_of_a_suspended_enterprise_are_filed_without_being_shown(db: Session, maker: EnterpriseContent) -> None:
    product = factories.a_product(db, maker, category="preserves")
    publishing.suspend(db, maker.id)
    merged(db, "preserves", "nuts")
    assert db.get_one(Product, product.id).category == "nuts"
    assert db.exec(select(Listing)).all() == []


def test_many_products_are_filed_page_by_page(db: Session, maker: EnterpriseContent) -> None:
    for n in range(5):
        factories.a_product(db, maker, f"Selai {n}", category="preserves")
    categories.merge(db, "preserves", "nuts")
    assert len(cards(db, "nuts")) == 5  # lists are right before a single card is written anew
    after, rounds = None, 0
    while rounds == 0 or after:
        after, rounds = publishing.refile(db, ["nuts"], after=after, limit=2), rounds + 1
    assert rounds == 3
    assert {card["category"]["key"] for card in queries.products(db, language="en").read()} == {"nuts"}
    assert categories.counts(db) == {"nuts": 5}
