"""Who a row is: identifiers that come out the same at every import, and what the catalogue has of them, asked for batch by batch."""

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid5

from sqlmodel import Session, col, select

from app.catalogue.importing.entries import Entry
from app.catalogue.models import Enterprise, Product
from app.text import fold, slug

_SPACE: Final = UUID("6f1c3b52-8f0e-5d3a-9a44-2f6f2e0c7a11")
"""Names of imported things are hashed within this, so the same list makes the same identifiers everywhere."""

_SLUG: Final = 60


def identifier(text: object) -> UUID | None:
    return UUID(str(text)) if re.fullmatch(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}", str(text or "")) else None


def product_key(entry: Entry) -> str:
    """What makes a product of an enterprise the same at the next import: its code, else its barcode, else name and pack."""
    if code := entry.facts.get("code"):
        return f"code/{fold(code) or code}"
    if gtin := entry.facts.get("gtin"):
        return f"gtin/{gtin}"
    weight = entry.facts.get("weight")
    pack = f"{weight.normal.normalize():f} {weight.kind}" if weight else fold(entry.typed.get("weight", ""))
    return f"name/{fold(entry.name) or entry.name}/{pack}"


def imported_product(enterprise: UUID, key: str, place: int = 1) -> UUID:
    """The identifier of an imported product. `place` counts rows of one list that are one product by name and pack, from 1."""
    return uuid5(_SPACE, f"{enterprise}/{key}" + (f"#{place}" if place > 1 else ""))


class Known:
    """What is in the catalogue of the rows of one batch. Asking for all at once takes four queries instead of four for each row."""

    def __init__(self, session: Session, centre: str, makers: dict[str, UUID]) -> None:
        self.session = session
        self.centre = centre
        self.makers = makers
        """Enterprises of this list by name, from batch to batch."""
        self.enterprises: dict[UUID, Enterprise] = {}
        self.products: dict[UUID, Product] = {}
        self.codes: dict[tuple[UUID, str], UUID] = {}
        self.gtins: dict[tuple[UUID, str], UUID] = {}
        self.slugs: dict[str, UUID] = {}

    def ask(self, entries: Iterable[Entry]) -> None:
        """Look up what these rows may be about."""
        rows = [(entry, self.maker(entry)) for entry in entries]
        ids = {identifier(entry.facts.get("etalase_id")) or imported_product(maker, product_key(entry)) for entry, maker in rows}
        gtins = {str(entry.facts["gtin"]) for entry, _maker in rows if entry.facts.get("gtin")}
        codes = {str(entry.facts["code"]) for entry, _maker in rows if entry.facts.get("code")}
        slugs = {slug(entry.name) for entry, _maker in rows}
        for found in self.session.exec(select(Enterprise).where(col(Enterprise.id).in_({maker for _entry, maker in rows}))):
            self.enterprises[found.id] = found
        for product in self.session.exec(select(Product).where(col(Product.id).in_(ids))):
            self.products[product.id] = product
        if gtins:
            same_gtin = select(Product.id, Product.enterprise_id, Product.gtin).where(col(Product.gtin).in_(gtins))
            self.gtins = {(maker, str(gtin)): owner for owner, maker, gtin in self.session.exec(same_gtin)}
        if codes:
            same_code = select(Product.id, Product.enterprise_id, Product.reference).where(col(Product.reference).in_(codes))
            self.codes = {(maker, code): owner for owner, maker, code in self.session.exec(same_code)}
        self.slugs = dict(self.session.exec(select(Product.slug, Product.id).where(col(Product.slug).in_(slugs))).all())

    def maker(self, entry: Entry) -> UUID:
        """The enterprise of a row: the one it states, one of that name at this centre, or one made of the name."""
        if stated := identifier(entry.facts.get("enterprise_id")):
            return stated
        name = fold(entry.enterprise) or entry.enterprise
        if name not in self.makers:
            found = self.session.exec(select(Enterprise).where(Enterprise.slug == slug(entry.enterprise))).first()
            same = found is not None and fold(str(found.content["name"])) == name
            self.makers[name] = found.id if found and same else uuid5(_SPACE, f"{self.centre}/enterprise/{name}")
        return self.makers[name]

    def enterprise(self, owner: UUID) -> Enterprise | None:
        if owner not in self.enterprises and (found := self.session.get(Enterprise, owner)):
            self.enterprises[owner] = found
        return self.enterprises.get(owner)

    def owner(self, entry: Entry, maker: UUID, place: int) -> UUID:
        """The identifier of the product of a row: the one it states, that of its code or barcode, or the one that an import makes."""
        if stated := identifier(entry.facts.get("etalase_id")):
            return stated
        key = product_key(entry)
        made = imported_product(maker, key, place)
        if made in self.products:
            return made
        if key.startswith("code/"):
            return self.codes.get((maker, str(entry.facts["code"])), made)
        if key.startswith("gtin/"):
            return self.gtins.get((maker, str(entry.facts["gtin"])), made)
        return made

    def product(self, owner: UUID, *, place: int) -> Product | None:
        if owner not in self.products and (place > 1 or owner in self.codes.values() or owner in self.gtins.values()):
            found = self.session.get(Product, owner)
            if found:
                self.products[owner] = found
        return self.products.get(owner)

    def product_slug(self, name: str, owner: UUID) -> str:
        """An address of those words that nothing else has: with a piece of the identifier where another has the words already."""
        wanted = slug(name)
        return wanted if self.slugs.setdefault(wanted, owner) == owner else f"{wanted[:_SLUG]}-{owner.hex[:8]}"

    def enterprise_slug(self, name: str, owner: UUID) -> str:
        wanted = slug(name)
        if self.session.exec(select(Enterprise.id).where(Enterprise.slug == wanted, Enterprise.id != owner)).first() is None:
            return wanted
        return f"{wanted[:_SLUG]}-{owner.hex[:8]}"
