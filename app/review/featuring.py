"""The centre puts products in front: on the first pages of website and kiosk. A moderator's open work on them is not disturbed."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.content import ProductContent
from app.catalogue.models import Product
from app.catalogue.publishing import NotOnShow
from app.review import audit, live
from app.review.models import OPEN, Submission


def feature(session: Session, person: Person, product_id: UUID, *, on: bool) -> None:
    """Put a product in front, or no longer. Doing it twice changes nothing. Raises NotOnShow, also for others than managers."""
    row = session.get(Product, product_id) if staffs(person, StaffRole.MANAGER) else None
    if row is None:
        raise NotOnShow
    content = ProductContent.model_validate(row.content)
    if content.featured == on:
        return
    before = live.mark(session, live.PRODUCT, product_id)
    publishing.put_product(session, content.model_copy(update={"featured": on}))
    _carry(session, product_id, before, on=on)
    action = "featured" if on else "unfeatured"
    audit.record(session, person.user, action, kind=live.PRODUCT, entity_id=product_id, enterprise_id=content.enterprise_id)


def _carry(session: Session, product_id: UUID, before: str, *, on: bool) -> None:
    """An edit that began before goes on from here: the enterprise has no field for this, so the two cannot be at odds."""
    after = live.mark(session, live.PRODUCT, product_id)
    query = select(Submission).where(Submission.kind == live.PRODUCT, Submission.entity_id == product_id, col(Submission.state).in_(OPEN))
    for submission in session.exec(query.where(Submission.base == before).with_for_update()):
        submission.base = after
        if submission.content is not None:
            others = {name: value for name, value in submission.content.items() if name != "featured"}
            submission.content = others | ({"featured": True} if on else {})
    session.flush()
