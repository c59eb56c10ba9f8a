"""What the public sees of a row: its listing and search rows and the serial move together. Only publishing.py comes here."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from app.catalogue import changes, listing, search
from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference, reference


def show_enterprise(session: Session, row: Enterprise) -> None:
    """Put an enterprise on show, or anew what is there of it."""
    listing.list_enterprise(session, row)
    content = EnterpriseContent.model_validate(row.content)
    words = search.Words(names=[content.name], text=list(listing.enterprise_words(content, reference(session))))
    changes.record(session, "enterprise", row.id)
    search.put(session, "enterprise", row.id, words)


def show_products(session: Session, enterprise: Enterprise) -> None:
    """All products of an enterprise."""
    for product in products_of(session, enterprise):
        show_product(session, product, enterprise)


def show_product(session: Session, row: Product, enterprise: Enterprise, *, fresh: bool = False) -> None:
    """Put a product on show, or anew what is there of it; `fresh` says that nothing is."""
    # The serial first: writers queue for it, so that no two of them learn the same new words and wait for each other in a circle.
    changes.record(session, "product", row.id)
    listing.list_product(session, row, enterprise, fresh=fresh)
    search.put(session, "product", row.id, _words(reference(session), row, enterprise))


def hide_enterprise(session: Session, row: Enterprise) -> None:
    """Take it off show; a tombstone tells those who follow."""
    listing.unlist_enterprise(session, row)
    search.withdraw(session, "enterprise", row.id)
    changes.record(session, "enterprise", row.id, gone=True)


def hide_product(session: Session, row: Product) -> None:
    """Take it off show; a tombstone tells those who follow."""
    listing.unlist_product(session, row)
    search.withdraw(session, "product", row.id)
    changes.record(session, "product", row.id, gone=True)


def on_cards(maker: EnterpriseContent) -> tuple[object, ...]:
    """What of an enterprise stands on the cards of its products, and in their search words."""
    return maker.name, maker.slug, maker.centre, [paper for paper in maker.certificates if paper.scope == "premises"]


def products_of(session: Session, enterprise: Enterprise) -> Iterator[Product]:
    """Its products, in a steady order."""
    yield from session.exec(select(Product).where(Product.enterprise_id == enterprise.id).order_by(col(Product.id)))


def _words(frame: Reference, row: Product, enterprise: Enterprise) -> search.Words:
    content = ProductContent.model_validate(row.content)
    maker = EnterpriseContent.model_validate(enterprise.content)
    kinds = [word for c in frame.category_path(content.category) for word in (*c.names.values(), *c.aliases)]
    places = [word for a in frame.area_path(content.origin) for word in (*a.names.values(), *a.aliases)]
    numbers = [n for n in (content.gtin, content.reference) if n]
    return search.Words(
        names=list(content.name.values()),
        kinds=kinds,
        makers=[maker.name, *places],
        text=[*content.summary.values(), *content.description.values(), *content.ingredients.values(), *numbers],
    )
