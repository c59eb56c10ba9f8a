"""After a decision: a message that is ready to be sent, for an enterprise that nobody can write a letter to."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import Request
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.catalogue.reference import Reference, reference
from app.review import enterprises, telling
from app.review.models import Notice
from app.web.pages import public_address

TELL: Final = "tell"
"""The parameter of an address that names the enterprise about which something was decided just now."""


def about(session: Session, enterprise_id: UUID) -> dict[str, str]:
    """What the address of the page after a decision says, where somebody is to be told by a message."""
    return {TELL: str(enterprise_id)} if telling.by_phone(session, enterprise_id) else {}


def to_tell(request: Request, session: Session) -> dict[str, Any] | None:
    """The message about what was decided and was not written in a letter yet; None where a letter does it, or nobody has a phone.

    For pages of people who decide.
    """
    try:
        enterprise_id = UUID(request.query_params.get(TELL, ""))
    except ValueError:
        return None
    reader = telling.by_phone(session, enterprise_id)
    if reader is None:
        return None
    fresh = select(Notice).where(Notice.enterprise_id == enterprise_id, col(Notice.lettered_at).is_(None)).order_by(col(Notice.at))
    found = session.exec(fresh).all()
    name = enterprises.names(session, [enterprise_id]).get(enterprise_id, "")
    return whatsapp(request, reference(session), reader, name, found) if found else None


def whatsapp(request: Request, frame: Reference, reader: User, enterprise: str, found: Sequence[Notice]) -> dict[str, Any]:
    """A chat with that person in which the words stand already, in the language of that person."""
    link = f"{public_address(request)}/portal/{found[0].enterprise_id}/notices?lang={reader.language}"
    message = telling.message(frame, found, enterprise=enterprise, language=reader.language, link=link)
    chat = f"https://wa.me/{(reader.phone or '').removeprefix('+')}?text={quote(message)}"
    return {"enterprise": enterprise, "language": reader.language, "message": message, "whatsapp": chat}
