"""People on the desk: the list, roles given and taken, links to hand over, locking out."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlmodel import Session

from app.accounts import directory, people, roles, sessions, signin, tickets
from app.accounts.access import Person, oversees
from app.accounts.directory import Group
from app.accounts.models import Purpose, StaffRole, User
from app.catalogue.reference import Reference
from app.errors import CatalogueError, Conflict, NotFound
from app.review import audit, enterprises
from app.text import _
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language, Tx
from app.web.desk.lines import told
from app.web.desk.ways import ways
from app.web.desk.wording import DUTIES, ROLES
from app.web.desk.words import Words
from app.web.forms import Form, OrNone
from app.web.handing import handing
from app.web.language import translations
from app.web.office import Refused, office, onward
from app.web.people import Manager

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/people"
ROOM: Final = "people"
KIND: Final = "person"
_DAYS: Final = 7
_PASSWORD_DAYS: Final = 3
_EVENTS: Final = 12
_PASSWORD: Final = _("Hello, this is the business centre. With this link you choose a new password, within {days} days: {link}")
_JOIN: Final = _("Hello, this is the business centre. With this link you join our staff, within {days} days: {link}")


class Asked(Query):
    q: Annotated[str, Field(max_length=100)] = ""
    group: Annotated[Group | None, OrNone] = None
    place: Annotated[str, Field(max_length=300)] = ""
    last: Annotated[UUID | None, OrNone] = None


@router.get(PATH)
def browse(request: Request, db: Db, person: Manager, language: Language, asked: Annotated[Asked, asking(Asked)]) -> Response:
    after = (asked.place, asked.last) if asked.last else None
    page = directory.listed(db, words=asked.q.strip(), group=asked.group, after=after)
    makers = enterprises.names(db, [ident for entry in page.entries for ident in entry.enterprises])
    context: dict[str, Any] = {
        "page": page,
        "makers": makers,
        "roles": ROLES,
        "duties": DUTIES,
        "offered": [role for role in StaffRole if oversees(person, {role})],
        "invitations": [
            (ticket, oversees(person, {StaffRole(ticket.role)})) for ticket in tickets.waiting(db, Purpose.JOIN, enterprise_id=None)
        ],
        "filters": {"q": asked.q.strip(), "group": asked.group or ""},
    }
    return office(request, "desk/people.html", person, room=ROOM, ways=ways(db, person, language), **context)


@router.post(f"{PATH}/invitations")
def invite(request: Request, tx: Tx, person: Manager, frame: Frame, language: Language, form: Form) -> Response:
    """A link by which somebody joins the staff in a role."""
    role = _role(person, form.line("role"))
    token = tickets.issue(tx, Purpose.JOIN, role=role, issued_by=person.user, days=_DAYS)
    audit.record(tx, person.user, "invited", kind=KIND, detail={"role": role})
    words = translations(language)
    title = words.gettext("Invitation: {role}").format(role=words.gettext(ROLES[role]))
    return handing(
        request,
        person,
        Purpose.JOIN,
        token,
        title=title,
        message=_JOIN,
        language=frame.centre.languages[0],
        days=_DAYS,
        back=PATH,
        room=ROOM,
        ways=ways(tx, person, language),
    )


@router.post(PATH + "/invitations/{ticket_id}/removal")
def void(request: Request, tx: Tx, person: Manager, ticket_id: UUID) -> Response:
    ticket = next((one for one in tickets.waiting(tx, Purpose.JOIN, enterprise_id=None) if one.id == ticket_id), None)
    if ticket is None or not oversees(person, {StaffRole(ticket.role)}):
        raise NotFound
    tickets.void(tx, ticket_id, enterprise_id=None)
    audit.record(tx, person.user, "invitation_void", kind=KIND, detail={"role": ticket.role})
    return onward(request, PATH, "removed")


@router.get(PATH + "/{user_id}")
def show(request: Request, db: Db, person: Manager, frame: Frame, language: Language, user_id: UUID) -> Response:
    return _page(request, db, person, frame, language, user_id)


@router.post(PATH + "/{user_id}/roles")
def give(request: Request, tx: Tx, person: Manager, user_id: UUID, form: Form) -> Response:
    user, role = _overseen(tx, person, user_id), _role(person, form.line("role"))
    roles.appoint(tx, user, role)
    audit.record(tx, person.user, "role_given", kind=KIND, entity_id=user_id, detail={"role": role})
    return onward(request, f"{PATH}/{user_id}", "saved")


@router.post(PATH + "/{user_id}/roles/{role}/removal")
def take(request: Request, db: Db, tx: Tx, person: Manager, frame: Frame, language: Language, user_id: UUID, role: StaffRole) -> Response:
    user = _overseen(tx, person, user_id)
    try:
        roles.dismiss(tx, user, _role(person, role))
    except Conflict as error:
        raise Refused(_page(request, db, person, frame, language, user_id, error=error)) from error
    audit.record(tx, person.user, "role_taken", kind=KIND, entity_id=user_id, detail={"role": role})
    return onward(request, f"{PATH}/{user_id}", "saved")


@router.post(PATH + "/{user_id}/password-link")
def password_link(request: Request, tx: Tx, person: Manager, language: Language, user_id: UUID) -> Response:
    """A link for a new password, for whoever has no e-mail. It takes the place of every earlier one."""
    user = _overseen(tx, person, user_id)
    if user.disabled_at:
        raise NotFound
    token = tickets.issue(tx, Purpose.PASSWORD, user=user, issued_by=person.user, days=_PASSWORD_DAYS)
    audit.record(tx, person.user, "password_link", kind=KIND, entity_id=user_id)
    title = translations(language).gettext("New password for {name}").format(name=user.name)
    return handing(
        request,
        person,
        Purpose.PASSWORD,
        token,
        title=title,
        message=_PASSWORD,
        language=user.language,
        days=_PASSWORD_DAYS,
        phone=user.phone or "",
        back=f"{PATH}/{user_id}",
        room=ROOM,
        ways=ways(tx, person, language),
    )


@router.post(PATH + "/{user_id}/second-step/removal")
def end_second_step(request: Request, tx: Tx, person: Manager, user_id: UUID) -> Response:
    """For whoever lost the telephone that makes the codes."""
    signin.end_totp(tx, _overseen(tx, person, user_id))
    audit.record(tx, person.user, "second_step_ended", kind=KIND, entity_id=user_id)
    return onward(request, f"{PATH}/{user_id}", "saved")


@router.post(PATH + "/{user_id}/sessions/removal")
def sign_out(request: Request, tx: Tx, person: Manager, user_id: UUID) -> Response:
    sessions.end_others(tx, _overseen(tx, person, user_id), keep=None)
    audit.record(tx, person.user, "sessions_ended", kind=KIND, entity_id=user_id)
    return onward(request, f"{PATH}/{user_id}", "signed-out")


@router.post(PATH + "/{user_id}/lock")
def disable(request: Request, db: Db, tx: Tx, person: Manager, frame: Frame, language: Language, user_id: UUID, form: Form) -> Response:
    user = _overseen(tx, person, user_id)
    try:
        people.disable(tx, user)
    except Conflict as error:
        raise Refused(_page(request, db, person, frame, language, user_id, error=error)) from error
    audit.record(tx, person.user, "disabled", kind=KIND, entity_id=user_id, why=form.line("why", 1000))
    return onward(request, f"{PATH}/{user_id}", "disabled")


@router.post(PATH + "/{user_id}/lock/removal")
def enable(request: Request, tx: Tx, person: Manager, user_id: UUID) -> Response:
    people.enable(tx, _overseen(tx, person, user_id))
    audit.record(tx, person.user, "enabled", kind=KIND, entity_id=user_id)
    return onward(request, f"{PATH}/{user_id}", "enabled")


def _page(
    request: Request,
    db: Session,
    person: Person,
    frame: Reference,
    language: str,
    user_id: UUID,
    *,
    error: CatalogueError | None = None,
) -> Response:
    user = db.get(User, user_id)
    if user is None:
        raise NotFound
    entry, words = directory.entry(db, user), Words(language, frame)
    context: dict[str, Any] = {
        "entry": entry,
        "user": user,
        "makers": enterprises.names(db, entry.enterprises),
        "roles": ROLES,
        "duties": DUTIES,
        "offered": [role for role in StaffRole if role not in entry.roles and oversees(person, {role})],
        "removable": [role for role in StaffRole if role in entry.roles and oversees(person, {role})],
        "overseen": oversees(person, entry.roles) and user_id != person.user.id,
        "sessions": sessions.listed(db, user),
        "about": [told(db, event, words) for event in audit.find(db, audit.Wanted(entity_id=user_id), limit=_EVENTS).events],
        "done": [told(db, event, words) for event in audit.find(db, audit.Wanted(actor_id=user_id), limit=_EVENTS).events],
        "problem": words.said(error.message) if error else "",
    }
    status = error.status if error else 200
    return office(request, "desk/person.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _overseen(session: Session, person: Person, user_id: UUID) -> User:
    """Somebody else whom this person may look after. One's own account has its own page. Raises NotFound."""
    user = people.fresh(session, user_id)
    if user_id == person.user.id or not oversees(person, directory.entry(session, user).roles):
        raise NotFound
    return user


def _role(person: Person, wanted: str) -> StaffRole:
    """A role that this person may give and take. Raises NotFound."""
    if wanted not in set(StaffRole) or not oversees(person, {StaffRole(wanted)}):
        raise NotFound
    return StaffRole(wanted)
