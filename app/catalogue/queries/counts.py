"""How much is on show, and the addresses of all of it, for those who list a whole site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.catalogue.models import Enterprise, EnterpriseListing, Listing, Product
from app.catalogue.reference import reference


@dataclass(frozen=True)
class Totals:
    """The number of products and of enterprises on show."""

    products: int
    enterprises: int


def totals(session: Session) -> Totals:
    # Every thing on show has one listing in each language of the centre, so those of one language count the things.
    first = reference(session).centre.languages[0]
    products = select(func.count()).select_from(Listing).where(col(Listing.language) == first)
    enterprises = select(func.count()).select_from(EnterpriseListing).where(col(EnterpriseListing.language) == first)
    return Totals(session.execute(products).scalar_one(), session.execute(enterprises).scalar_one())


def slugs(session: Session, kind: str, *, start: int = 0, limit: int = 10_000) -> Iterator[tuple[str, datetime]]:
    """Slug and last change of each product or enterprise on show, oldest id first, from number `start` on."""
    first = reference(session).centre.languages[0]
    if kind == "product":
        statement = select(col(Product.slug), col(Product.updated_at)).join(Listing, col(Listing.product_id) == col(Product.id))
        statement = statement.where(col(Listing.language) == first).order_by(col(Product.id))
    else:
        statement = select(col(Enterprise.slug), col(Enterprise.updated_at))
        statement = statement.join(EnterpriseListing, col(EnterpriseListing.enterprise_id) == col(Enterprise.id))
        statement = statement.where(col(EnterpriseListing.language) == first).order_by(col(Enterprise.id))
    for row in session.execute(statement.offset(start).limit(limit)):
        yield row[0], row[1]
