"""What is on show and incomplete: how many products lack what, and which. Only what is looked up without reading every product."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from app.catalogue.models import Listing, Product
from app.catalogue.reference import reference
from app.errors import NotFound

MOST: Final = 200
"""As many rows as a page shows of one kind."""

# Content is stored without what is empty, so a missing key is a missing fact.
_LACKING: Final[Mapping[str, ColumnElement[bool]]] = {
    "picture": col(Product.content)["pictures"].as_string().is_(None),
    "description": col(Product.content)["description"].as_string().is_(None),
    "price": col(Product.price_hundredths).is_(None),
    "net": col(Product.net_milli).is_(None),
}


@dataclass(frozen=True)
class Lacking:
    """A product on show with something missing: the name that a reader of the language gets, and whose it is."""

    product_id: UUID
    slug: str
    enterprise_id: UUID
    name: str
    lang: str
    enterprise: str


def counts(session: Session) -> dict[str, int]:
    """How many products on show lack what, by key; "language.<language>" for a name that is not translated."""
    (first, *_others) = languages = reference(session).centre.languages
    shown = select(func.count()).select_from(Listing).join(Product).where(Listing.language == first)
    found = {key: session.exec(shown.where(lacking)).one() for key, lacking in _LACKING.items()}
    for language in languages:
        of_language = select(func.count()).select_from(Listing).where(Listing.language == language)
        found[f"language.{language}"] = session.exec(of_language.where(Listing.name_language != language)).one()
    return found


def rows(session: Session, key: str, language: str) -> list[Lacking]:
    """The products that are counted under a key, by name, at most MOST. Raises NotFound for another key."""
    kind, _dot, wanted = key.partition(".")
    query = select(Listing).join(Product)
    if kind == "language" and wanted in reference(session).centre.languages:
        query = query.where(Listing.language == wanted, Listing.name_language != wanted)
    elif key in _LACKING:
        query = query.where(Listing.language == language, _LACKING[key])
    else:
        raise NotFound
    return [_row(listing) for listing in session.exec(query.order_by(col(Listing.sort_key), col(Listing.product_id)).limit(MOST))]


def _row(listing: Listing) -> Lacking:
    card = json.loads(listing.card)
    maker = card["enterprise"]
    return Lacking(listing.product_id, card["slug"], UUID(maker["id"]), card["name"], card["lang"], maker["name"])
