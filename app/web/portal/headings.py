"""The helper for the HS code: plain words in, headings out."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.catalogue.headings import headings
from app.errors import NotFound
from app.review.drafts import may_write
from app.web.deps import Db, Language
from app.web.office import office
from app.web.pages import page, wants_piece
from app.web.people import Member
from app.web.portal.ways import ways

router = APIRouter(include_in_schema=False)


@router.get("/portal/{enterprise_id}/headings")
def find(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, q: str = "", category: str = "") -> Response:
    if not may_write(member, enterprise_id):
        raise NotFound
    context: dict[str, Any] = {"q": q, "headings": headings(db, q, language=language, category=category) if q.strip() else []}
    if wants_piece(request):
        return page(request, "portal/_headings.html", **context)
    bar = ways(db, enterprise_id, language, member)
    return office(request, "portal/headings.html", member, room="products", ways=bar, enterprise_id=enterprise_id, **context)
