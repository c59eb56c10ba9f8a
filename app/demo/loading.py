"""Loads the demo centre through the same doors as everything else: pack, pictures, enterprises, products."""

import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from sqlmodel import col, select

from app.catalogue import packs, publishing
from app.catalogue.content import (
    CertificateContent,
    EnterpriseContent,
    Measure,
    Money,
    PictureRef,
    ProductConfidential,
    ProductContent,
    Quantity,
)
from app.catalogue.models import Centre, PictureUse
from app.db import Databases, transaction
from app.demo import art
from app.media import intake
from app.media.models import Media
from app.media.storage import Store, public
from app.text import slug

CONTENT: Final = Path(__file__).parent / "content"
_DRAWING: Final = {"id": "Gambar", "ms": "Gambar", "en": "Drawing", "fil": "Guhit"}
_NAMESPACE: Final = UUID("4d0f7c1a-7b5c-4a55-9a8e-3f1f0b6b7a10")

Entry = dict[str, Any]
Advance = Callable[[int, int | None], object]
"""Called with how much is done, and of how much when that is known."""


def is_empty(databases: Databases) -> bool:
    """Whether no centre was set up yet."""
    with transaction(databases, reading=True) as session:
        return session.exec(select(Centre.key).where(col(Centre.home))).first() is None


def load(databases: Databases, store: Store, pack: str, advance: Advance = lambda _done, _total: None, *, redraw: bool = False) -> None:
    """Load pack, makers and products. Loading again changes nothing: a picture that is on show and stored is not drawn again.

    `redraw` draws all of them. Raises NoPack and BrokenPack before anything is drawn, which takes minutes.
    """
    packs.ensure_whole(pack)
    makers, products = list(entries("enterprises*.toml", "enterprise")), list(entries("products*.toml", "product"))
    total = len(makers) + len(products)
    drawn = {} if redraw else _shown(databases, store, makers, products)
    everything = [(f"maker/{m['key']}", m) for m in makers] + [(f"product/{p['key']}", p) for p in products]
    jobs = [(name, entry) for name, entry in everything if name not in drawn]
    with ThreadPoolExecutor(2) as pool:  # drawing keeps one core busy, making the renditions in the sandbox another
        for done, (name, media) in enumerate(pool.map(lambda job: (job[0], _picture(store, *job)), jobs), start=len(drawn) + 1):
            if media:
                drawn[name] = media
            advance(done, total)
    # Pictures first, then all rows at once: whoever is interrupted finds an empty centre again, and not one without goods.
    with transaction(databases) as session:
        packs.load(session, pack)
        for media in drawn.values():
            intake.recorded(session, media)
        for entry in makers:
            publishing.put_enterprise(session, _enterprise(entry, drawn.get(f"maker/{entry['key']}")))
        for entry in products:
            publishing.put_product(session, _product(entry, drawn.get(f"product/{entry['key']}")), _product_facts(entry))


def _shown(databases: Databases, store: Store, makers: list[Entry], products: list[Entry]) -> dict[str, Media]:
    """The pictures that an earlier load put on show and that lie whole in the store, by what they were drawn for."""
    owners = {_id("enterprise", m["key"]): f"maker/{m['key']}" for m in makers}
    owners |= {_id("product", p["key"]): f"product/{p['key']}" for p in products}
    with transaction(databases, reading=True) as session:
        uses = session.exec(select(PictureUse.entity_id, Media).join(Media).where(col(PictureUse.entity_id).in_(owners))).all()
    return {owners[owner]: media for owner, media in uses if all(store.exists(public(media.id, f"{width}.webp")) for width in media.widths)}


def entries(pattern: str, kind: str) -> Iterator[Entry]:
    """The tables of a kind (enterprise, product) in the content files of these names, as they are written there."""
    for file in sorted(CONTENT.glob(pattern)):
        yield from tomllib.loads(file.read_text(encoding="utf-8"))[kind]


def _picture(store: Store, name: str, entry: Entry) -> Media | None:
    seed = sum(name.encode())
    if "scene" in entry:
        return intake.prepared(store, art.workshop(entry["scene"], seed=seed))
    if "art" not in entry:
        return None
    wanted = entry["art"]
    data = art.picture(wanted["art"], words=wanted.get("words", ""), accent=wanted.get("accent"), seed=seed)
    return intake.prepared(store, data)


def _id(kind: str, key: str) -> UUID:
    return uuid5(_NAMESPACE, f"{kind}/{key}")


def _enterprise(entry: Entry, media: Media | None) -> EnterpriseContent:
    same = ("centre", "name", "legal_name", "size", "size_basis", "area", "place", "founded", "tagline", "story")
    contact = ("phone", "whatsapp", "email", "web")
    return EnterpriseContent(
        id=_id("enterprise", entry["key"]),
        slug=slug(entry["key"]),
        pictures=_pictures(media, entry),
        certificates=[CertificateContent(**c) for c in entry.get("certificates", [])],
        **{name: entry[name] for name in (*same, *contact) if name in entry},
    )


def _product(entry: Entry, media: Media | None) -> ProductContent:
    same = ("category", "name", "summary", "description", "ingredients", "unit", "storage", "origin", "stage", "alcohol", "featured")
    days = ("lead_time_days", "shelf_life_days", "gtin", "reference", "verified_on")
    return ProductContent(
        id=_id("product", entry["key"]),
        enterprise_id=_id("enterprise", entry["enterprise"]),
        slug=slug(entry["key"]),
        hs_code=entry.get("hs") or None,
        price=_money(entry.get("price")),
        wholesale_price=_money(entry.get("wholesale_price")),
        net=_measure(entry.get("net")),
        minimum_order=_quantity(entry.get("minimum_order")),
        monthly_capacity=None if entry.get("capacity_for_buyers") else _quantity(entry.get("monthly_capacity")),
        pictures=_pictures(media, entry),
        certificates=[CertificateContent(**c) for c in entry.get("certificates", [])],
        **{name: entry[name] for name in (*same, *days) if entry.get(name) not in (None, "")},
    )


def _product_facts(entry: Entry) -> ProductConfidential | None:
    capacity = _quantity(entry.get("monthly_capacity")) if entry.get("capacity_for_buyers") else None
    return ProductConfidential(monthly_capacity=capacity) if capacity else None


def _pictures(media: Media | None, entry: Entry) -> list[PictureRef]:
    if media is None:
        return []
    name = entry["name"]
    alt = {language: f"{word}: {name}" for language, word in _DRAWING.items()} if isinstance(name, str) else dict(name)
    return [PictureRef(media_id=media.id, alt=alt)]


def _money(price: Entry | None) -> Money | None:
    return Money(amount=Decimal(str(price["amount"])), currency=price["currency"]) if price else None


def _measure(net: str | None) -> Measure | None:
    """What the content files write as "250 g" or "± 1.5 kg"."""
    if not net:
        return None
    amount, unit = net.removeprefix("±").split()
    return Measure(amount=Decimal(amount), unit=unit, approximate=net.startswith("±"))


def _quantity(quantity: Entry | None) -> Quantity | None:
    return Quantity(amount=Decimal(str(quantity["amount"])), unit=quantity["unit"]) if quantity else None
