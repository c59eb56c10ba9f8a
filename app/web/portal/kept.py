"""For owners: everything that is kept of the enterprise, and taking it out for good."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import access
from app.accounts.access import Person
from app.errors import NotFound
from app.review import erasing
from app.web import keeping
from app.web.deps import Db, Language, Tx
from app.web.forms import Form
from app.web.office import Refused, onward
from app.web.people import Member
from app.web.portal.ways import ways

router = APIRouter(include_in_schema=False)


@router.get("/portal/{enterprise_id}/data")
def show(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID) -> Response:
    return _page(request, db, member, language, _owned(member, enterprise_id))


@router.post("/portal/{enterprise_id}/data/file")
def file(request: Request, db: Db, tx: Tx, member: Member, enterprise_id: UUID) -> Response:
    return keeping.file(request, db, tx, member, _owned(member, enterprise_id))


@router.post("/portal/{enterprise_id}/erasure")
def erase(request: Request, tx: Tx, member: Member, language: Language, form: Form, enterprise_id: UUID) -> Response:
    _owned(member, enterprise_id)
    try:
        keeping.erase(tx, member, enterprise_id, form.line("name"))
    except erasing.NameDiffers as error:
        raise Refused(_page(request, tx, member, language, enterprise_id, error=error, typed=form.line("name"))) from error
    return onward(request, "/account", "taken-out")


def _owned(member: Person, enterprise_id: UUID) -> UUID:
    if not access.owns(member, enterprise_id):
        raise NotFound
    return enterprise_id


def _page(
    request: Request,
    session: Session,
    member: Person,
    language: str,
    enterprise_id: UUID,
    *,
    error: erasing.NameDiffers | None = None,
    typed: str = "",
) -> Response:
    bar = ways(session, enterprise_id, language, member)
    base = f"/portal/{enterprise_id}"
    return keeping.kept(request, session, member, enterprise_id, base=base, room="profile", bar=bar, error=error, typed=typed)
