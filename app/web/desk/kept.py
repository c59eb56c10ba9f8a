"""For managers: everything that is kept of an enterprise, and taking out one of which nobody can sign in."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import roles
from app.accounts.access import Person
from app.accounts.models import MemberRole
from app.errors import CatalogueError, Conflict
from app.review import erasing
from app.text import _
from app.web import keeping
from app.web.deps import Db, Language, Tx
from app.web.desk.enterprises import PATH, ROOM, known
from app.web.desk.ways import ways
from app.web.forms import Form
from app.web.office import Refused, onward
from app.web.people import Manager

router = APIRouter(include_in_schema=False)
_ONE: Final = PATH + "/{enterprise_id}"


class OwnersDecide(Conflict):
    """Somebody of the enterprise can sign in, and nobody else takes it out."""

    message = _("Its owner does this in the portal.")


@router.get(_ONE + "/data")
def show(request: Request, db: Db, person: Manager, language: Language, enterprise_id: UUID) -> Response:
    return _page(request, db, person, language, enterprise_id)


@router.post(_ONE + "/data/file")
def file(request: Request, db: Db, tx: Tx, person: Manager, enterprise_id: UUID) -> Response:
    known(db, enterprise_id)
    read_there = any(user.disabled_at is None for user, _role in roles.members(db, enterprise_id))
    return keeping.file(request, db, tx, person, enterprise_id, asked=not read_there)  # what they read themselves the centre does not


@router.post(_ONE + "/erasure")
def erase(request: Request, tx: Tx, person: Manager, language: Language, form: Form, enterprise_id: UUID) -> Response:
    known(tx, enterprise_id)
    typed = form.line("name")
    try:
        if _owners(tx, enterprise_id):
            raise OwnersDecide
        keeping.erase(tx, person, enterprise_id, typed)
    except (OwnersDecide, erasing.NameDiffers) as error:
        raise Refused(_page(request, tx, person, language, enterprise_id, error=error, typed=typed)) from error
    return onward(request, PATH, "taken-out")


def _owners(session: Session, enterprise_id: UUID) -> list[str]:
    """The names of those who can sign in and decide about it."""
    members = roles.members(session, enterprise_id)
    return [user.name for user, role in members if role is MemberRole.OWNER and user.disabled_at is None]


def _page(
    request: Request,
    session: Session,
    person: Person,
    language: str,
    enterprise_id: UUID,
    *,
    error: CatalogueError | None = None,
    typed: str = "",
) -> Response:
    known(session, enterprise_id)
    bar, owners, base = ways(session, person, language), _owners(session, enterprise_id), f"{PATH}/{enterprise_id}"
    return keeping.kept(request, session, person, enterprise_id, base=base, room=ROOM, bar=bar, owners=owners, error=error, typed=typed)
