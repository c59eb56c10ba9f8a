"""Questions that the centre looks after: those nobody of the enterprise can read, reported ones; and what is kept of a person."""

from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.accounts.people import LoginUnreadable
from app.catalogue import confidential
from app.catalogue.content import EnterpriseContent
from app.catalogue.models import Enterprise
from app.catalogue.reference import Reference
from app.inquiries import keeping
from app.inquiries.models import Inquiry, State
from app.review import audit
from app.text import _
from app.web.deps import Db, Frame, Language, Tx
from app.web.desk.lines import local_day
from app.web.desk.ways import ways
from app.web.formats import phone
from app.web.forms import Form
from app.web.language import translations
from app.web.lists import ListForm, list_file
from app.web.office import office, onward
from app.web.people import Manager, Moderator

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/questions"
ASKERS: Final = "/desk/askers"
ROOM: Final = "questions"
_HANDED: Final = _(
    "Hello, this is {centre}. {name} asks about “{about}”:\n“{message}”\n\nPlease answer: {contact}\n"
    "The name and the contact are for this answer only."
)


@router.get(PATH)
def browse(request: Request, db: Db, person: Moderator, frame: Frame, language: Language) -> Response:
    waiting, reported = keeping.unread(db), keeping.reported(db)
    makers = {one.enterprise_id: _name(db, one.enterprise_id) for one in (*waiting, *reported)}
    context: dict[str, Any] = {
        "waiting": waiting,
        "reported": reported,
        "makers": makers,
        "local": lambda at: local_day(frame, at),
        "manages": staffs(person, StaffRole.MANAGER),
    }
    return office(request, "desk/questions.html", person, room=ROOM, ways=ways(db, person, language), **context)


@router.get(PATH + "/{question_id}")
def show(request: Request, db: Db, person: Moderator, frame: Frame, language: Language, question_id: UUID) -> Response:
    found = keeping.one(db, question_id)
    context: dict[str, Any] = {
        "question": found,
        "maker": _name(db, found.enterprise_id),
        "contact": _contact(found),
        "reported": found.state == State.REPORTED,
        "local": lambda at: local_day(frame, at),
        **_hand_over(db, frame, found),
    }
    return office(request, "desk/question.html", person, room=ROOM, ways=ways(db, person, language), **context)


@router.post(PATH + "/{question_id}/handing")
def hand_on(request: Request, tx: Tx, person: Moderator, question_id: UUID) -> Response:
    """Staff told the enterprise."""
    _noted(tx, person, "question_handed_on", keeping.hand_on(tx, question_id))
    return onward(request, PATH, "question-handed")


@router.post(PATH + "/{question_id}/return")
def give_back(request: Request, tx: Tx, person: Moderator, question_id: UUID) -> Response:
    """A reported one is a question after all."""
    _noted(tx, person, "question_given_back", keeping.give_back(tx, question_id))
    return onward(request, PATH, "question-returned")


@router.post(PATH + "/{question_id}/removal")
def remove(request: Request, tx: Tx, person: Moderator, question_id: UUID) -> Response:
    _noted(tx, person, "question_removed", keeping.remove(tx, question_id))
    return onward(request, PATH, "erased")


@router.get(ASKERS)
def ask_whom(request: Request, db: Db, person: Manager, frame: Frame, language: Language) -> Response:
    return _kept(request, db, person, frame, language)


@router.post(ASKERS)
def find(request: Request, db: Db, person: Manager, frame: Frame, language: Language, form: Form) -> Response:
    """What is kept of whoever has this telephone number or e-mail address, which therefore stands in no address of a page."""
    q = form.line("q", 200)
    try:
        return _kept(request, db, person, frame, language, q=q, found=keeping.of_person(db, q))
    except LoginUnreadable as error:
        return _kept(request, db, person, frame, language, q=q, problem=translations(language).gettext(error.message))


@router.post(ASKERS + "/file.{form}")
def export(tx: Tx, person: Manager, form: ListForm, fields: Form) -> Response:
    """All of it as a file for that person, which runs nothing when it is opened. The record says that it was made, not of whom."""
    found = keeping.of_person(tx, fields.line("q", 200))
    audit.record(tx, person.user, "asker_exported", kind="inquiry", detail={"questions": len(found)})
    return list_file(form, "questions", keeping.COLUMNS, keeping.rows(found))


@router.post(ASKERS + "/removal")
def erase(request: Request, tx: Tx, person: Manager, form: Form) -> Response:
    gone = keeping.erase(tx, form.line("q", 200))
    audit.record(tx, person.user, "asker_erased", kind="inquiry", detail={"questions": gone})
    return onward(request, ASKERS, "erased")


def _kept(
    request: Request,
    db: Session,
    person: Person,
    frame: Reference,
    language: str,
    *,
    q: str = "",
    found: list[Inquiry] | None = None,
    problem: str = "",
) -> Response:
    """`found` is None before anything was looked for."""
    makers = {one.enterprise_id: _name(db, one.enterprise_id) for one in found or ()}
    context: dict[str, Any] = {"q": q, "found": found, "problem": problem, "makers": makers, "local": lambda at: local_day(frame, at)}
    status = 422 if problem else 200
    return office(request, "desk/askers.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _noted(tx: Session, person: Person, action: str, inquiry: Inquiry) -> None:
    """The record says which enterprise it was, and nothing of who asked what."""
    audit.record(tx, person.user, action, kind="inquiry", entity_id=inquiry.id, enterprise_id=inquiry.enterprise_id)


def _hand_over(session: Session, frame: Reference, inquiry: Inquiry) -> dict[str, str]:
    """What the centre says to the enterprise, in the first language of the centre, and where it can be reached."""
    row, language = session.get(Enterprise, inquiry.enterprise_id), frame.centre.languages[0]
    message = translations(language).gettext(_HANDED)
    message = message.format(
        centre=frame.name(frame.centre, language),
        name=inquiry.name,
        about=inquiry.about,
        message=inquiry.message,
        contact=_contact(inquiry),
    )
    if row is None:
        return {"message": message, "number": "", "whatsapp": "", "language": language}
    shown, inside = EnterpriseContent.model_validate(row.content), confidential.of_enterprise(session, row.id)
    number = shown.whatsapp or inside.contact_phone or shown.phone or ""
    href = f"https://wa.me/{number.removeprefix('+')}?text={quote(message)}"
    return {"message": message, "number": phone(number) if number else "", "whatsapp": href if number else "", "language": language}


def _contact(inquiry: Inquiry) -> str:
    return phone(inquiry.phone) if inquiry.phone else inquiry.email or ""


def _name(session: Session, enterprise_id: UUID) -> str:
    row = session.get(Enterprise, enterprise_id)
    return str(row.content["name"]) if row else ""
