"""The demo centre: believable, whole, in four languages, and loaded through the same doors as everything else."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from app.catalogue import changes, packs, queries
from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.models import Certificate, Enterprise, Product
from app.catalogue.reference import reference
from app.db import Databases, transaction
from app.demo import art, loading
from app.media import intake
from app.media.models import Media
from app.media.storage import FolderStore
from tests.demo.drawings import a_drawing


@pytest.fixture
def demo(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Loaded with one small drawing for all, because drawing 200 pictures is tested by itself and takes minutes."""
    monkeypatch.setattr(art, "picture", a_drawing)
    monkeypatch.setattr(art, "workshop", a_drawing)
    loading.load(databases, FolderStore(tmp_path / "media", kept_free=0), "north-sulawesi")
    with transaction(databases, reading=True) as db:
        yield db


def test_there_are_enough_makers_and_products_of_all_sides_of_the_sea(demo: Session) -> None:
    makers = [EnterpriseContent.model_validate(content) for content in demo.exec(select(Enterprise.content))]
    assert len(makers) >= 24
    assert len(demo.exec(select(Product.id)).all()) >= 120
    assert set(Counter(m.area.partition("-")[0] for m in makers)) == {"BN", "ID", "MY", "PH"}
    areas = {m.area for m in makers}
    assert all(f"ID-71{n:02d}" in areas for n in (*range(1, 12), *range(71, 75)))


def test_nearly_every_product_speaks_all_four_languages_and_the_rest_are_still_shown(demo: Session) -> None:
    products = [ProductContent.model_validate(content) for content in demo.exec(select(Product.content))]
    whole = [p for p in products if {"id", "ms", "en", "fil"} <= set(p.description)]
    assert len(whole) / len(products) > 0.95
    for language in ("id", "ms", "en", "fil"):
        assert queries.facets(demo, language=language).total == len(products)


def test_no_telephone_of_the_demo_can_ring_and_no_address_belongs_to_anybody(demo: Session) -> None:
    for content in demo.exec(select(Enterprise.content)):
        maker = EnterpriseContent.model_validate(content)
        for number in (maker.phone, maker.whatsapp):
            assert number is None or "000" in number[3:7]
        for address in (maker.email, maker.web, *maker.social.values()):
            assert address is None or "example.org" in address


def test_alcohol_is_never_halal_and_short_lived_food_has_no_pirt_number(demo: Session) -> None:
    for content in demo.exec(select(Product.content)):
        product = ProductContent.model_validate(content)
        schemes = {c.scheme for c in product.certificates}
        if product.alcohol:
            assert not any(scheme.startswith("halal") for scheme in schemes)
        if product.shelf_life_days is not None and product.shelf_life_days <= 7:
            assert "pirt" not in schemes, product.slug


def test_prices_are_in_the_currency_of_the_place(demo: Session) -> None:
    frame = reference(demo)
    expected = {"ID": "IDR", "BN": "BND", "MY": "MYR", "PH": "PHP"}
    for product in demo.exec(select(Product)):
        if product.currency:
            assert product.currency == expected[frame.areas[product.origin].country]


def test_certificates_carry_numbers_of_the_form_of_their_scheme(demo: Session) -> None:
    assert len(demo.exec(select(Certificate.id)).all()) > 60


class Noted(dict[str, Any]):
    """An entry, and the tables in it, that notes what was asked for."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__({key: Noted(value) if key == "art" and isinstance(value, dict) else value for key, value in content.items()})
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    @property
    def unread(self) -> set[str]:
        inner = [value.unread for value in self.values() if isinstance(value, Noted)]
        return set(self).difference(self.asked).union(*inner)


def test_all_that_the_content_says_is_read(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[Noted] = []
    entries = loading.entries

    def noting(pattern: str, kind: str) -> Iterator[Noted]:
        for entry in entries(pattern, kind):
            noted.append(Noted(entry))
            yield noted[-1]

    monkeypatch.setattr(loading, "entries", noting)
    for drawing in ("picture", "workshop"):
        monkeypatch.setattr(art, drawing, a_drawing)
    monkeypatch.setattr(intake, "prepared", lambda _store, _data: None)
    loading.load(databases, FolderStore(tmp_path), "north-sulawesi")
    assert len(noted) > 150
    assert {key for entry in noted for key in entry.unread} == set()


def test_a_pack_that_is_not_there_is_told_before_anything_is_drawn(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(art, "picture", lambda key, **_more: drawn.append(key))
    monkeypatch.setattr(art, "workshop", lambda kind, **_more: drawn.append(kind))
    with pytest.raises(packs.NoPack):
        loading.load(databases, FolderStore(tmp_path), "no-such-pack")
    assert drawn == []


def test_only_pictures_that_are_gone_are_drawn_again(
    databases: Databases, demo: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path / "media", kept_free=0)
    before = changes.serial(demo)
    drawn: list[str] = []

    def noted(key: str, **_more: object) -> bytes:
        drawn.append(key)
        return a_drawing(key)

    monkeypatch.setattr(art, "picture", noted)
    monkeypatch.setattr(art, "workshop", noted)
    loading.load(databases, store, "north-sulawesi")
    assert drawn == []
    (media,) = demo.exec(select(Media)).all()
    store.delete(f"public/{media.id}/{media.widths[0]}.webp")
    loading.load(databases, store, "north-sulawesi")
    assert len(drawn) > 100
    assert store.exists(f"public/{media.id}/{media.widths[0]}.webp")
    drawn.clear()
    loading.load(databases, store, "north-sulawesi", redraw=True)
    assert len(drawn) > 100
    with transaction(databases, reading=True) as db:
        assert changes.serial(db) == before


def test_loading_again_changes_nothing(databases: Databases, demo: Session, tmp_path: Path) -> None:
    before = changes.serial(demo)
    pictures = len(demo.exec(select(Media.id)).all())
    loading.load(databases, FolderStore(tmp_path / "media", kept_free=0), "north-sulawesi")
    with transaction(databases, reading=True) as db:
        assert changes.serial(db) == before
        assert len(db.exec(select(Media.id)).all()) == pictures
        assert not loading.is_empty(databases)
