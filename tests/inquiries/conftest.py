"""A centre with a maker on show and somebody who can ask."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from app.catalogue.content import EnterpriseContent
from app.inquiries import asking
from app.inquiries.asking import CONSENT, To
from app.inquiries.models import Inquiry
from tests import factories

Ask = Callable[..., tuple[Inquiry, str]]


@pytest.fixture
def maker(db: Session) -> EnterpriseContent:
    factories.a_frame(db)
    return factories.an_enterprise(db)


@pytest.fixture
def ask(db: Session, maker: EnterpriseContent) -> Ask:
    """Sends a question as a visitor does; gives it with the token that deletes it."""

    def sent(*, contact: str = "0812-0000-1234", days: int = 180, **facts: Any) -> tuple[Inquiry, str]:
        question = asking.read(db, name="Siti", contact=contact, message="Berapa harga?", agreed=True)
        to = To(**({"enterprise_id": maker.id, "product_id": None, "about": maker.name} | facts))
        return asking.ask(db, to, question, language="id", text_version=CONSENT.version, days=days)

    return sent
