"""What is in the catalogue of the thing that a submission is about, and the mark that says whether it changed since."""

import hashlib
import json
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from app.catalogue import confidential
from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.models import Confidential, Enterprise, Product
from app.review.reading import Live, LiveEnterprise, LiveProduct

PRODUCT: Final = "product"
ENTERPRISE: Final = "enterprise"


def product(session: Session, product_id: UUID) -> LiveProduct | None:
    row = session.get(Product, product_id)
    return Live.of(ProductContent.model_validate(row.content), confidential.of_product(session, product_id)) if row else None


def enterprise(session: Session, enterprise_id: UUID) -> LiveEnterprise | None:
    row = session.get(Enterprise, enterprise_id)
    return Live.of(EnterpriseContent.model_validate(row.content), confidential.of_enterprise(session, enterprise_id)) if row else None


def of(session: Session, kind: str, entity_id: UUID) -> Live[Any, Any] | None:
    """The live thing of that kind; None where there is none (yet, or any more)."""
    return product(session, entity_id) if kind == PRODUCT else enterprise(session, entity_id)


def mark(session: Session, kind: str, entity_id: UUID) -> str:
    """Changes whenever the live thing or its confidential facts do; empty where there is none."""
    row: Product | Enterprise | None = session.get(Product, entity_id) if kind == PRODUCT else session.get(Enterprise, entity_id)
    if row is None:
        return ""
    facts = session.get(Confidential, (kind, entity_id))
    said = json.dumps(facts.content if facts else {}, sort_keys=True)
    return hashlib.sha256(f"{row.fingerprint}{said}".encode()).hexdigest()
