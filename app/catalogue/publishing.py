"""The one door into the public catalogue. Review, import, replication and the demo all come through it.

Here, and only here, a thing's row, its listing and search rows, its certificates, the use of its pictures and the serial
move together, in the caller's transaction.
"""

import hashlib
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from app.catalogue import confidential, listing, showing, translations, unknowns
from app.catalogue.content import (
    CertificateContent,
    EnterpriseConfidential,
    EnterpriseContent,
    PictureRef,
    ProductConfidential,
    ProductContent,
)
from app.catalogue.models import Certificate, Confidential, Enterprise, Listing, PictureUse, Product
from app.catalogue.reference import reference
from app.db import now
from app.errors import Conflict, Invalid, NotFound, Problem
from app.text import _


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class NotPublishable(Invalid):
    message = _("This cannot be published yet.")


class SlugTaken(Conflict):
    message = _("The address “{slug}” belongs to something else.")


class NotOnShow(NotFound):
    message = _("This is not on show, or not any more.")


def put_enterprise(session: Session, content: EnterpriseContent, facts: EnterpriseConfidential | None = None) -> Outcome:
    """Take in an enterprise, new or changed; without `facts` its confidential facts stay as they are.

    Certificates that are not public go to the confidential facts. Raises NotPublishable, with a problem for each
    field that names something unknown, and SlugTaken.
    """
    frame = reference(session)
    public, withheld = _apart(content.certificates)
    if withheld:
        content = content.model_copy(update={"certificates": public})
        facts = (facts or confidential.of_enterprise(session, content.id)).model_copy(update={"certificates": withheld})
    _refuse(unknowns.of_enterprise(session, frame, content))
    row = session.get(Enterprise, content.id)
    _check_slug(session, Enterprise, content.id, content.slug)
    kept = facts is not None and confidential.keep(session, "enterprise", content.id, facts)
    fingerprint = _fingerprint(content)
    if row and row.fingerprint == fingerprint:
        return Outcome.UPDATED if kept else Outcome.UNCHANGED
    if row:
        translations.follow(session, "enterprise", row.id, row.content, _stored(content), frame.centre.languages)
    created = row is None
    before = EnterpriseContent.model_validate(row.content) if row else None
    row = row or Enterprise(id=content.id, centre_id=frame.centres[content.centre].id, slug="", area="", content={}, fingerprint="")
    row.slug, row.area, row.fingerprint, row.updated_at = content.slug, content.area, fingerprint, now()
    row.centre_id = frame.centres[content.centre].id
    row.content = _stored(content)
    session.add(row)
    session.flush()
    listing.certificates(session, row, content.certificates, fresh=created)
    _use_pictures(session, row.id, content.pictures, fresh=created)
    if not row.suspended:
        showing.show_enterprise(session, row)
        if before and showing.on_cards(before) != showing.on_cards(content):
            showing.show_products(session, row)
    return Outcome.CREATED if created else Outcome.UPDATED


def put_product(session: Session, content: ProductContent, facts: ProductConfidential | None = None) -> Outcome:
    """Take in a product, new or changed; without `facts` its confidential facts stay as they are.

    Raises NotPublishable, with a problem for each field that names something unknown, and SlugTaken.
    """
    frame = reference(session)
    public, withheld = _apart(content.certificates)
    if withheld:
        content = content.model_copy(update={"certificates": public})
        facts = (facts or confidential.of_product(session, content.id)).model_copy(update={"certificates": withheld})
    enterprise = session.get(Enterprise, content.enterprise_id)
    _refuse(unknowns.of_product(session, frame, content, enterprise))
    assert enterprise is not None  # noqa: S101  refused above
    row = session.get(Product, content.id)
    _check_slug(session, Product, content.id, content.slug)
    kept = facts is not None and confidential.keep(session, "product", content.id, facts)
    fingerprint = _fingerprint(content)
    if row and row.fingerprint == fingerprint:
        return Outcome.UPDATED if kept else Outcome.UNCHANGED
    if row:
        translations.follow(session, "product", row.id, row.content, _stored(content), frame.centre.languages)
    created = row is None
    row = _filled(row, content, fingerprint, frame.category_here(content.category))
    session.add(row)
    session.flush()
    listing.certificates(session, enterprise, content.certificates, row, fresh=created)
    _use_pictures(session, row.id, content.pictures, fresh=created)
    if not enterprise.suspended:
        showing.show_product(session, row, enterprise, fresh=created)
    return Outcome.CREATED if created else Outcome.UPDATED


def withdraw_product(session: Session, product_id: UUID) -> None:
    """Take a product out of the catalogue; a tombstone tells those who follow. Raises NotOnShow."""
    row = session.get(Product, product_id)
    if row is None:
        raise NotOnShow
    showing.hide_product(session, row)
    _remove(session, "product", row)


def withdraw_enterprise(session: Session, enterprise_id: UUID) -> None:
    """Take an enterprise and all its products out of the catalogue. Raises NotOnShow."""
    row = session.get(Enterprise, enterprise_id)
    if row is None:
        raise NotOnShow
    for product in showing.products_of(session, row):
        withdraw_product(session, product.id)
    showing.hide_enterprise(session, row)
    _remove(session, "enterprise", row)


def suspend(session: Session, enterprise_id: UUID) -> None:
    """Hide an enterprise with all it shows. What it has stays stored, and what is pending stays pending."""
    row = session.get(Enterprise, enterprise_id)
    if row is None:
        raise NotOnShow
    if not row.suspended:
        row.suspended = True
        for product in showing.products_of(session, row):
            showing.hide_product(session, product)
        showing.hide_enterprise(session, row)


def restore(session: Session, enterprise_id: UUID) -> None:
    """Show a suspended enterprise again, with exactly the products that are present."""
    row = session.get(Enterprise, enterprise_id)
    if row is None:
        raise NotOnShow
    if row.suspended:
        row.suspended = False
        showing.show_enterprise(session, row)
        showing.show_products(session, row)


def relist(session: Session) -> None:
    """Write every listing and search row anew, after the frame changed: a language added, a category renamed."""
    for enterprise in session.exec(select(Enterprise).where(~col(Enterprise.suspended))):
        showing.show_enterprise(session, enterprise)
        showing.show_products(session, enterprise)


def file(session: Session, before: str, here: str, *, named: Collection[str] | None = None) -> None:
    """Put all products of a category into another one in one go, or those whose own word for it is among `named`.

    Lists and filters have them at once; cards and search words follow by `refile`.
    """
    moving = update(Product).where(col(Product.category) == before).values(category=here)
    if named is not None:
        moving = moving.where(col(Product.content)["category"].as_string().in_(named))
    session.flush()
    session.execute(moving, execution_options={"synchronize_session": "fetch"})
    moved = select(Product.id).where(Product.category == here)
    session.execute(
        update(Listing).where(col(Listing.category) == before, col(Listing.product_id).in_(moved)).values(category=here),
        execution_options={"synchronize_session": False},  # nobody holds listings as objects while they are written
    )


def refile(session: Session, keys: Collection[str], *, after: UUID | None = None, limit: int = 100) -> UUID | None:
    """Write cards and search words of up to `limit` products of these categories anew, behind the id `after`.

    After a category was merged, taken apart or renamed. The id of the last one when there are more, else None; to do it twice is harmless.
    """
    query = select(Product, Enterprise).join(Enterprise, col(Enterprise.id) == Product.enterprise_id)
    query = query.where(col(Product.category).in_(keys)).order_by(col(Product.id)).limit(limit)
    rows = session.exec(query.where(col(Product.id) > after) if after else query).all()
    for row, enterprise in rows:
        if not enterprise.suspended:
            showing.show_product(session, row, enterprise)
    return rows[-1][0].id if len(rows) == limit else None


def free_slug(session: Session, table: type[Enterprise] | type[Product], wanted: str, owner: UUID) -> str:
    """The slug that a thing has already, else the wanted one, numbered when it is taken."""
    if own := session.exec(select(table.slug).where(table.id == owner)).first():
        return own
    taken = set(session.exec(select(table.slug).where(col(table.slug).startswith(wanted, autoescape=True))))
    return next(s for n in range(1, len(taken) + 3) if (s := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def _remove(session: Session, kind: str, row: Enterprise | Product) -> None:
    owner = Certificate.enterprise_id if kind == "enterprise" else Certificate.product_id
    session.execute(delete(Certificate).where(col(owner) == row.id))
    session.execute(delete(PictureUse).where(col(PictureUse.entity_id) == row.id))
    session.execute(delete(Confidential).where(col(Confidential.kind) == kind, col(Confidential.entity_id) == row.id))
    translations.forget(session, kind, row.id)
    session.delete(row)
    session.flush()


def _filled(row: Product | None, content: ProductContent, fingerprint: str, category: str) -> Product:
    if row is None:
        row = Product(
            id=content.id, enterprise_id=content.enterprise_id, slug="", category="", origin="", stage="", content={}, fingerprint=""
        )
    row.enterprise_id, row.slug, row.category, row.origin = content.enterprise_id, content.slug, category, content.origin
    row.reference, row.gtin, row.hs_code, row.stage = content.reference, content.gtin, content.hs_code, content.stage
    row.price_hundredths = int(content.price.amount * 100) if content.price else None
    row.currency = content.price.currency if content.price else None
    row.net_kind = content.net.kind if content.net else None
    row.net_milli = int(content.net.normal * 1000) if content.net else None
    row.content, row.fingerprint, row.updated_at = _stored(content), fingerprint, now()
    return row


def _stored(content: BaseModel) -> dict[str, Any]:
    return content.model_dump(mode="json", exclude_defaults=True)


def _fingerprint(content: BaseModel) -> str:
    return hashlib.sha256(content.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def _apart(papers: list[CertificateContent]) -> tuple[list[CertificateContent], list[CertificateContent]]:
    return [p for p in papers if p.public], [p for p in papers if not p.public]


def _refuse(problems: Iterator[Problem]) -> None:
    if found := tuple(problems):
        raise NotPublishable(found)


def _check_slug(session: Session, table: type[Enterprise] | type[Product], owner: UUID, slug: str) -> None:
    if session.exec(select(table.id).where(table.slug == slug, table.id != owner)).first():
        raise SlugTaken(slug=slug)


def _use_pictures(session: Session, owner: UUID, pictures: list[PictureRef], *, fresh: bool) -> None:
    if not fresh:
        session.execute(delete(PictureUse).where(col(PictureUse.entity_id) == owner))
    if pictures:
        session.execute(insert(PictureUse), [{"entity_id": owner, "position": n, "media_id": p.media_id} for n, p in enumerate(pictures)])
