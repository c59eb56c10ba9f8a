"""One product or one enterprise with what its page needs, and lists of enterprises."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlmodel import Session, col

from app.catalogue import search
from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.models import Certificate, Enterprise, EnterpriseListing, Listing, Product
from app.catalogue.queries.cursors import cursor, place
from app.catalogue.queries.filters import spoken, today, within
from app.catalogue.queries.products import Page
from app.catalogue.reference import reference
from app.errors import NotFound
from app.media.models import Media
from app.text import _


class NoProduct(NotFound):
    message = _("This product is not on show, or not any more.")


class NoEnterprise(NotFound):
    message = _("This maker is not on show, or not any more.")


@dataclass(frozen=True)
class Shown:
    """A product or an enterprise on show, with what its page needs."""

    product: Product | None
    content: ProductContent | None
    enterprise: Enterprise
    maker: EnterpriseContent
    certificates: Sequence[Certificate]
    media: dict[str, Media] = field(default_factory=dict)


def product(session: Session, ident: str) -> Shown:
    """A product on show by its id or slug. Raises NoProduct."""
    shown = select(Product, Enterprise).join(Enterprise, col(Enterprise.id) == col(Product.enterprise_id))
    shown = shown.where(_is(Product, ident), select(col(Listing.product_id)).where(col(Listing.product_id) == col(Product.id)).exists())
    row = session.execute(shown).first()
    if row is None:
        raise NoProduct
    found, enterprise = row
    content, maker = ProductContent.model_validate(found.content), EnterpriseContent.model_validate(enterprise.content)
    owner = and_(
        col(Certificate.enterprise_id) == enterprise.id,
        or_(col(Certificate.product_id) == found.id, col(Certificate.product_id).is_(None)),
    )
    pictures = [p.media_id for p in (*content.pictures, *maker.pictures)]
    return Shown(found, content, enterprise, maker, _valid(session, owner), _media(session, pictures))


def enterprise(session: Session, ident: str) -> Shown:
    """An enterprise on show by its id or slug. Raises NoEnterprise."""
    on_show = select(col(EnterpriseListing.enterprise_id)).where(col(EnterpriseListing.enterprise_id) == col(Enterprise.id)).exists()
    found = session.execute(select(Enterprise).where(_is(Enterprise, ident), on_show)).scalar()
    if found is None:
        raise NoEnterprise
    maker = EnterpriseContent.model_validate(found.content)
    owner = and_(col(Certificate.enterprise_id) == found.id, col(Certificate.product_id).is_(None))
    return Shown(None, None, found, maker, _valid(session, owner), _media(session, [p.media_id for p in maker.pictures]))


def enterprises(
    session: Session, *, language: str, area: str | None = None, q: str = "", after: str | None = None, limit: int = 24
) -> Page:
    """A page of enterprise cards in name order behind the cursor `after`. Raises BadFilter and BadCursor."""
    frame = reference(session)
    conditions: list[ColumnElement[bool]] = [col(EnterpriseListing.language) == spoken(frame, language)]
    if area:
        conditions.append(col(EnterpriseListing.area).in_(within(frame.areas_within(area), "/area", area)))
    corrected = None
    if q.strip():
        found = search.matching(session, q, kind="enterprise")
        if found.nothing:
            return Page([], corrected=found.corrected, nothing=True)
        corrected = found.corrected
        conditions.append(col(EnterpriseListing.enterprise_id).in_(found.ids))
    key, ident = col(EnterpriseListing.sort_key), col(EnterpriseListing.enterprise_id)
    if after:
        name, last = place(after)
        conditions.append(or_(key > name, and_(key == name, ident > last)))
    rows = session.execute(select(col(EnterpriseListing.card), key, ident).where(*conditions).order_by(key, ident).limit(limit + 1)).all()
    next_page = cursor(rows[limit - 1][1], str(rows[limit - 1][2])) if len(rows) > limit else None
    return Page([row[0] for row in rows[:limit]], next_page, corrected)


def _is(table: type[Product] | type[Enterprise], ident: str) -> ColumnElement[bool]:
    try:
        return col(table.id) == UUID(ident)
    except ValueError:
        # No address holds such a character, and PostgreSQL refuses to compare with NUL.
        return col(table.slug) == ident if ident.isprintable() else false()


def _valid(session: Session, owner: ColumnElement[bool]) -> Sequence[Certificate]:
    day = today(reference(session))
    valid = or_(col(Certificate.valid_to).is_(None), col(Certificate.valid_to) >= day)
    order = (col(Certificate.family), col(Certificate.scheme), col(Certificate.number))
    return session.execute(select(Certificate).where(owner, valid).order_by(*order)).scalars().all()


def _media(session: Session, ids: list[str]) -> dict[str, Media]:
    return {m.id: m for m in session.execute(select(Media).where(col(Media.id).in_(ids))).scalars()} if ids else {}
