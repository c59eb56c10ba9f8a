"""Who works for the enterprise: owners invite by a link, which may go by WhatsApp, and take people out again."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import access, people, roles, tickets
from app.accounts.access import Person
from app.accounts.models import MemberRole, Purpose
from app.errors import NotFound
from app.review import audit, live
from app.text import _
from app.web.deps import Db, Language, Tx
from app.web.forms import Form
from app.web.language import translations
from app.web.office import office, onward
from app.web.pages import public_address
from app.web.people import Member
from app.web.portal.home import name_of
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)
_DAYS = 7
_INVITATION = _("You are invited to look after {enterprise} in the catalogue. Open this link within a week: {link}")


@router.get("/portal/{enterprise_id}/members")
def show(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID) -> Response:
    of_mine(member, enterprise_id)
    return _page(request, db, member, language, enterprise_id)


@router.post("/portal/{enterprise_id}/invitations")
def invite(request: Request, tx: Tx, member: Member, language: Language, form: Form, enterprise_id: UUID) -> Response:
    """A link is shown once, here: it is stored nowhere."""
    _owned(member, enterprise_id)
    role = MemberRole.OWNER if form.get("role") == MemberRole.OWNER else MemberRole.EDITOR
    token = tickets.issue(tx, Purpose.JOIN, enterprise_id=enterprise_id, role=role, issued_by=member.user, days=_DAYS)
    audit.record(tx, member.user, "invited", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id, why=role)
    link = f"{public_address(request)}{tickets.path(Purpose.JOIN, token)}?lang={language}"
    said = translations(language).gettext(_INVITATION).format(enterprise=name_of(tx, enterprise_id), link=link)
    return _page(request, tx, member, language, enterprise_id, link=link, whatsapp=f"https://wa.me/?text={quote(said)}")


@router.post("/portal/{enterprise_id}/invitations/{ticket_id}/removal")
def take_back(request: Request, tx: Tx, member: Member, enterprise_id: UUID, ticket_id: UUID) -> Response:
    _owned(member, enterprise_id)
    tickets.void(tx, ticket_id, enterprise_id=enterprise_id)
    return onward(request, f"/portal/{enterprise_id}/members", "removed")


@router.post("/portal/{enterprise_id}/members/{user_id}/removal")
def remove(request: Request, tx: Tx, member: Member, enterprise_id: UUID, user_id: UUID) -> Response:
    """Owners take anybody out; everybody may leave. The last owner stays (roles.LastOwner)."""
    of_mine(member, enterprise_id)
    if user_id != member.user.id:
        _owned(member, enterprise_id)
    roles.leave(tx, people.fresh(tx, user_id), enterprise_id)
    audit.record(tx, member.user, "member_removed", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id)
    if user_id == member.user.id:
        return onward(request, "/account", "removed")
    return onward(request, f"/portal/{enterprise_id}/members", "removed")


def _owned(member: Person, enterprise_id: UUID) -> None:
    if not access.owns(member, enterprise_id):
        raise NotFound


def _page(request: Request, session: Session, member: Person, language: str, enterprise_id: UUID, **more: Any) -> Response:
    context: dict[str, Any] = {
        "enterprise_id": enterprise_id,
        "owner": access.owns(member, enterprise_id),
        "members": roles.members(session, enterprise_id),
        "invitations": tickets.waiting(session, Purpose.JOIN, enterprise_id=enterprise_id),
        "link": "",
        "whatsapp": "",
    }
    bar = ways(session, enterprise_id, language, member)
    return office(request, "portal/members.html", member, room="members", ways=bar, **(context | more))
