"""Facts that are not public. Staff surfaces, imports and exports read them; no public page, feed or API imports this module."""

from uuid import UUID

from sqlmodel import Session

from app.catalogue.content import EnterpriseConfidential, ProductConfidential
from app.catalogue.models import Confidential


def keep(session: Session, kind: str, entity_id: UUID, facts: ProductConfidential | EnterpriseConfidential) -> bool:
    """Store the facts of a thing in place of earlier ones; True if that changed anything."""
    content = facts.model_dump(mode="json", exclude_defaults=True)
    row = session.get(Confidential, (kind, entity_id))
    if (row.content if row else {}) == content:
        return False
    if not content:
        session.delete(row)
    elif row:
        row.content = content
    else:
        session.add(Confidential(kind=kind, entity_id=entity_id, content=content))
    return True


def of_product(session: Session, product_id: UUID) -> ProductConfidential:
    row = session.get(Confidential, ("product", product_id))
    return ProductConfidential.model_validate(row.content if row else {})


def of_enterprise(session: Session, enterprise_id: UUID) -> EnterpriseConfidential:
    row = session.get(Confidential, ("enterprise", enterprise_id))
    return EnterpriseConfidential.model_validate(row.content if row else {})
