"""A draft as visitors would see it: its card in lists, and its page on the kiosk."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.catalogue.listing import Card
from app.errors import NotFound
from app.web.deps import Db, Frame, Language
from app.web.kiosk.screens import phone_address, screen, square_code
from app.web.language import translations
from app.web.office import office
from app.web.people import Member
from app.web.portal.drafts import PATH, document, found
from app.web.portal.ways import ways

router = APIRouter(include_in_schema=False)


@router.get(f"{PATH}/preview")
def preview(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID, draft_id: UUID) -> Response:
    draft = found(db, member, enterprise_id, draft_id)
    context: dict[str, Any] = {
        "draft": draft,
        "base": f"/portal/{enterprise_id}/drafts/{draft_id}",
        "product": document(db, frame, draft, language),
    }
    return office(request, "portal/preview.html", member, room="products", ways=ways(db, enterprise_id, language, member), **context)


@router.get(f"{PATH}/preview/kiosk")
def kiosk(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID, draft_id: UUID) -> Response:
    """The very page of the kiosk, without what a visitor could press."""
    draft = found(db, member, enterprise_id, draft_id)
    product = document(db, frame, draft, language)
    if product is None:
        raise NotFound
    address = phone_address(request, "p", product["slug"], product["id"])
    context: dict[str, Any] = {
        "product": product,
        "maker": product["enterprise"],
        "code": square_code(address, translations(language).gettext("Code that opens this page on a phone")),
        "phone": address,
        "alike": list[Card](),
        "siblings": list[Card](),
        "preview": f"/portal/{enterprise_id}/drafts/{draft_id}/preview",
    }
    return screen(request, "kiosk/preview.html", f"/portal/{enterprise_id}/drafts/{draft_id}/preview/kiosk", **context)
