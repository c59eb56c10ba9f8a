"""Staff enter an enterprise on its behalf: the form with the consent, the link by which it confirms, and its first account."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import roles, tickets
from app.accounts.access import Person
from app.accounts.consents import TEXTS, ConsentPurpose
from app.accounts.models import MemberRole, Purpose
from app.catalogue.reference import Reference
from app.catalogue.values import Unreadable, phone
from app.db import now
from app.errors import CatalogueError, NotFound, Problem
from app.review import assisting, audit, drafts, live, workflow
from app.review.assisting import Yes
from app.review.models import Submission
from app.text import _
from app.web.account.registering import places
from app.web.deps import Db, Frame, Language, Tx
from app.web.desk.enterprises import PATH, ROOM, Helper, known, page_of
from app.web.desk.ways import ways
from app.web.desk.words import FIELDS
from app.web.forms import Fields, Form
from app.web.handing import handing
from app.web.language import translations
from app.web.office import Refused, office, onward, sentences

router = APIRouter(include_in_schema=False)
_NO_PLACE: Final = _("Please choose a place from the list.")
_NO_DAY: Final = _("Please write the day as day/month/year, such as 31/03/2027.")
_ENTERED: Final = ("name", "area", "contact_name", "contact_phone", "registration", "whatsapp")
_MORE: Final = (*_ENTERED, "legal_name", "place", "founded", "phone", "email", "web")
_WORDED: Final = ("tagline", "story")
_CONFIRM: Final = _(
    "Hello, this is the business centre. We entered your enterprise in our catalogue, as you asked us to. "
    "Please look whether everything is right and confirm it here, within {days} days: {link}"
)
_JOIN: Final = _("Hello, this is the business centre. With this link you can look after your enterprise in our catalogue yourself: {link}")
_INVITATION_DAYS: Final = 7


@router.get(f"{PATH}/new")
def ask(request: Request, db: Db, person: Helper, frame: Frame, language: Language) -> Response:
    return _form(request, db, person, frame, language, Fields([]))


@router.post(PATH)
def register(request: Request, db: Db, tx: Tx, person: Helper, frame: Frame, language: Language, form: Form) -> Response:
    """Enter an enterprise on its behalf. It said yes before, to somebody of the centre."""
    fields = {name: form.line(name) for name in _ENTERED}
    problems = [] if fields["area"] in frame.areas else [Problem("area", _NO_PLACE)]
    moment = _day(form.line("said_on"), frame)
    problems += [] if moment else [Problem("said_on", _NO_DAY)]
    spoken = form.line("said_language") if form.line("said_language") in frame.centre.languages else language
    try:
        yes = Yes(form.get("consent") == "yes", form.line("said_by"), moment or now(), spoken, form.line("text_version"))
        draft = assisting.register(tx, person, fields, yes, moment=now())
    except CatalogueError as error:
        again = _form(request, db, person, frame, language, form, problems=[*problems, *error.problems], error=error)
        raise Refused(again) from error
    if problems:
        raise Refused(_form(request, db, person, frame, language, form, problems=problems))
    return onward(request, f"{PATH}/{draft.enterprise_id}", "entered")


@router.get(PATH + "/{enterprise_id}/draft")
def go_on(request: Request, db: Db, person: Helper, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    return _entry(request, db, person, frame, language, assisting.open_entry(db, person, enterprise_id))


@router.post(PATH + "/{enterprise_id}/draft")
def save(request: Request, db: Db, tx: Tx, person: Helper, frame: Frame, language: Language, enterprise_id: UUID, form: Form) -> Response:
    """Keep what was typed, word for word; what does not fit is said when it is handed in."""
    names = [*_MORE, *(f"{word}.{code}" for word in _WORDED for code in frame.centre.languages)]
    typed = {name: form[name] for name in names if name in form}
    try:
        assisting.write(tx, person, enterprise_id, typed, version=form.number("version"))
    except drafts.Overtaken as error:
        draft = assisting.open_entry(db, person, enterprise_id)
        raise Refused(_entry(request, db, person, frame, language, draft, typed=typed, error=error)) from error
    return onward(request, f"{PATH}/{enterprise_id}", "saved")


@router.post(PATH + "/{enterprise_id}/confirmation")
def ask_confirmation(request: Request, tx: Tx, person: Helper, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    """A link by which the enterprise confirms what was entered for it."""
    token = assisting.link(tx, person, enterprise_id)
    held = assisting.consent(tx, enterprise_id)
    return handing(
        request,
        person,
        Purpose.CONFIRM,
        token,
        title=translations(language).gettext("Let the enterprise confirm"),
        message=_CONFIRM,
        language=held.language if held else language,
        days=assisting.DAYS,
        phone=_phone(tx, frame, enterprise_id),
        back=f"{PATH}/{enterprise_id}",
        room=ROOM,
        ways=ways(tx, person, language),
    )


@router.post(PATH + "/{enterprise_id}/invitations")
def invite(request: Request, tx: Tx, person: Helper, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    """A link by which somebody of the enterprise gets an account, as its owner."""
    known(tx, enterprise_id)
    token = tickets.issue(
        tx, Purpose.JOIN, enterprise_id=enterprise_id, role=MemberRole.OWNER, issued_by=person.user, days=_INVITATION_DAYS
    )
    audit.record(
        tx, person.user, "invited", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id, why=MemberRole.OWNER
    )
    return handing(
        request,
        person,
        Purpose.JOIN,
        token,
        title=translations(language).gettext("Invite an owner"),
        message=_JOIN,
        language=frame.centre.languages[0],
        days=_INVITATION_DAYS,
        phone=_phone(tx, frame, enterprise_id),
        back=f"{PATH}/{enterprise_id}",
        room=ROOM,
        ways=ways(tx, person, language),
    )


@router.post(PATH + "/{enterprise_id}/submission")
def submit(request: Request, db: Db, tx: Tx, person: Helper, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    """Hand in what was entered for it."""
    draft = assisting.open_entry(tx, person, enterprise_id)
    if assisting.consent(tx, enterprise_id) is None:
        raise NotFound
    try:
        workflow.submit(tx, person, draft, version=draft.version)
    except CatalogueError as error:
        raise Refused(page_of(request, db, person, frame, language, enterprise_id, error=error)) from error
    return onward(request, f"{PATH}/{enterprise_id}", "handed-in")


def _form(
    request: Request,
    db: Session,
    person: Person,
    frame: Reference,
    language: str,
    form: Fields,
    *,
    problems: list[Problem] | None = None,
    error: CatalogueError | None = None,
) -> Response:
    words = translations(language)
    texts = [
        (code, [translations(code).gettext(sentence) for sentence in TEXTS[ConsentPurpose.PUBLISH].sentences])
        for code in frame.centre.languages
    ]
    context: dict[str, Any] = {
        "typed": form,
        "wrong": sentences(problems or [], language),
        "problem": words.gettext(error.message).format(**error.facts) if error and not error.problems else "",
        "areas": places(frame, language),
        "texts": texts,
        "text_version": assisting.text_version(),
        "today": now().astimezone(ZoneInfo(frame.centre.time_zone)).date().isoformat(),
    }
    status = (error.status if error else 422) if problems or error else 200
    return office(request, "desk/enterprise_new.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _entry(
    request: Request,
    db: Session,
    person: Person,
    frame: Reference,
    language: str,
    draft: Submission,
    *,
    typed: dict[str, str] | None = None,
    error: CatalogueError | None = None,
) -> Response:
    """The form of what is being entered, with what keeps it from being saved. Words that do not fit are marked, and stay."""
    words, read = translations(language), workflow.read(db, draft)
    context: dict[str, Any] = {
        "draft": draft,
        "typed": draft.typed.get("fields", {}) | (typed or {}),
        "wrong": sentences([problem for problem in read.problems if draft.typed["fields"].get(problem.pointer)], language),
        "problem": words.gettext(error.message).format(**error.facts) if error else "",
        "areas": places(frame, language),
        "labels": {name: words.gettext(label) for name, label in FIELDS.items()},
        "fields": ("place", "whatsapp", "phone", "email", "web", "founded"),
        "apart": ("legal_name", "registration", "contact_name", "contact_phone"),
    }
    status = error.status if error else 200
    return office(request, "desk/enterprise_entry.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _phone(session: Session, frame: Reference, enterprise_id: UUID) -> str:
    """The number on which it is reached best, in E.164: that of its first owner, else of its contact; empty where there is none."""
    for user, _role in roles.members(session, enterprise_id):
        if user.phone:
            return user.phone
    shown = live.enterprise(session, enterprise_id)
    if shown:
        return shown.facts.contact_phone or shown.content.whatsapp or ""
    draft = next((one for one in drafts.listed(session, enterprise_id) if one.kind == live.ENTERPRISE), None)
    typed = draft.typed.get("fields", {}) if draft else {}
    try:
        return phone(typed.get("contact_phone", ""), typed.get("area", frame.centre.area)[:2]) or ""
    except Unreadable:
        return ""


def _day(text: str, frame: Reference) -> datetime | None:
    """A moment of a day of the centre, from a field of type date: now when it is today, else noon. None for what is no day."""
    here = ZoneInfo(frame.centre.time_zone)
    try:
        noon = datetime.strptime(text, "%Y-%m-%d").replace(hour=12, tzinfo=here)
    except ValueError:
        return None
    moment = now()
    return moment if noon.date() == moment.astimezone(here).date() else noon
