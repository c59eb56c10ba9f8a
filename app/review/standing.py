"""Moderators suspend and restore an enterprise, and products are taken down. What waits for a decision goes on waiting."""

from uuid import UUID

from sqlmodel import Session

from app.accounts.access import Person, staffs, works_for
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.models import Enterprise, Product
from app.catalogue.publishing import NotOnShow
from app.errors import Invalid
from app.review import audit, live, notices
from app.review.notices import About
from app.text import _


class WhyNeeded(Invalid):
    message = _("Please say why: it is kept in the record.")


def suspend(session: Session, person: Person, enterprise_id: UUID, why: str) -> None:
    """Hide an enterprise with all it shows. Raises NotOnShow and WhyNeeded."""
    _check(person, why)
    publishing.suspend(session, enterprise_id)
    notices.of_standing(session, session.get_one(Enterprise, enterprise_id), About.SUSPENDED, why)
    _record(session, person, "suspended", enterprise_id, why)


def restore(session: Session, person: Person, enterprise_id: UUID, why: str = "") -> None:
    """Show it again with exactly what was approved; what waits for a decision waits on. Raises NotOnShow."""
    _check_moderator(person)
    publishing.restore(session, enterprise_id)
    notices.of_standing(session, session.get_one(Enterprise, enterprise_id), About.RESTORED, "")
    _record(session, person, "restored", enterprise_id, why)


def take_down(session: Session, person: Person, product_id: UUID, why: str = "") -> None:
    """Take a product out of the catalogue; its own enterprise may do so too, and need not say why.

    An edit of it that waits cannot be approved any more. Raises NotOnShow and WhyNeeded.
    """
    row = session.get(Product, product_id)
    if row is None:
        raise NotOnShow
    if not works_for(person, row.enterprise_id):
        _check(person, why)
        notices.of_standing(session, row, About.TAKEN_DOWN, why)
    maker = row.enterprise_id
    publishing.withdraw_product(session, product_id)
    audit.record(session, person.user, "taken_down", kind=live.PRODUCT, entity_id=product_id, enterprise_id=maker, why=why)


def _check_moderator(person: Person) -> None:
    if not staffs(person, StaffRole.MODERATOR):
        raise NotOnShow  # as everything that is somebody else's


def _check(person: Person, why: str) -> None:
    _check_moderator(person)
    if not why.strip():
        raise WhyNeeded


def _record(session: Session, person: Person, action: str, enterprise_id: UUID, why: str) -> None:
    audit.record(session, person.user, action, kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id, why=why)
