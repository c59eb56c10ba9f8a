"""The enterprise itself: what is on show of it, and the form in which a change is proposed."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import consents
from app.accounts.access import Person
from app.accounts.consents import ConsentPurpose
from app.catalogue.content import Size
from app.catalogue.models import Enterprise
from app.catalogue.reference import Reference
from app.errors import CatalogueError
from app.review import drafts, live, meeting, readiness, workflow
from app.review.drafts import EDITABLE
from app.review.forms import Typed
from app.review.models import Submission
from app.text import _
from app.web import clashes
from app.web.account.registering import places
from app.web.deps import Db, Frame, Language, Tx, state_of
from app.web.desk.words import Words
from app.web.forms import Fields, Form
from app.web.language import own_name, translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Member
from app.web.portal import paper_files, product_form
from app.web.portal.drafts import own_pictures
from app.web.portal.home import asked
from app.web.portal.posted import papers_of, typed_of
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)
_PLAIN: Final = (
    "name", "legal_name", "size", "size_basis", "area", "place", "founded", "phone", "whatsapp", "email", "web",
    "registration", "contact_name", "contact_phone",
)  # fmt: skip
_WORDED: Final = ("tagline", "story")
_SOCIAL: Final = ("instagram", "facebook", "tiktok", "shopee", "tokopedia")
LABELS: Final = {
    "name": _("Name of the enterprise"),
    "legal_name": _("Legal name"),
    "size": _("Size"),
    "size_basis": _("By what it was counted"),
    "area": _("Regency or city"),
    "place": _("Village or street"),
    "founded": _("Founded in"),
    "phone": _("Telephone that visitors see"),
    "whatsapp": _("WhatsApp that visitors see"),
    "email": _("E-mail that visitors see"),
    "web": _("Website"),
    "registration": _("Registration number (NIB)"),
    "contact_name": _("Who answers for it"),
    "contact_phone": _("Telephone for the centre"),
    "tagline": _("One line about the enterprise"),
    "story": _("Its story"),
    "consent": _("Your consent to publish"),
    "pictures": _("Pictures"),
}


@router.get("/portal/{enterprise_id}/profile")
def show(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    """The form while there is a draft; else what is on show or with the centre, and the way to change it."""
    of_mine(member, enterprise_id)
    submission = drafts.latest(db, live.ENTERPRISE, enterprise_id)
    if submission and submission.state in EDITABLE:
        return _form(request, db, member, frame, language, submission)
    context: dict[str, Any] = {"enterprise_id": enterprise_id, "submission": submission, "shown": db.get(Enterprise, enterprise_id)}
    return office(request, "portal/profile.html", member, room="profile", ways=ways(db, enterprise_id, language, member), **context)


@router.post("/portal/{enterprise_id}/profile/draft")
def begin(request: Request, tx: Tx, member: Member, enterprise_id: UUID) -> Response:
    drafts.open_draft(tx, member, live.ENTERPRISE, None, of_mine(member, enterprise_id))
    return onward(request, f"/portal/{enterprise_id}/profile")


@router.post("/portal/{enterprise_id}/profile")
def save(request: Request, tx: Tx, member: Member, frame: Frame, language: Language, form: Form, enterprise_id: UUID) -> Response:
    """Saves what was typed, and with `send` hands it in. Whatever is wrong, what was typed is kept."""
    submission = drafts.open_draft(tx, member, live.ENTERPRISE, None, of_mine(member, enterprise_id))
    given = _given(tx, form, frame, submission)
    try:
        drafts.save(tx, member, submission, given, version=form.number("version"))
    except drafts.Overtaken as error:
        raise Refused(_form(request, tx, member, frame, language, submission, given=given, error=error)) from error
    if form.get("consent"):
        agreed = form.get("consent_version", "")
        consents.give(
            tx, enterprise_id=enterprise_id, purpose=ConsentPurpose.PUBLISH, text_version=agreed, language=language, user=member.user
        )
    if form.get("then") != "send":
        return onward(request, f"/portal/{enterprise_id}/profile{'#pictures' if form.get('deed') else ''}", "saved")
    try:
        with tx.begin_nested():  # what was typed stays saved when it cannot be handed in yet
            workflow.submit(tx, member, submission, version=submission.version)
    except CatalogueError as error:
        tx.refresh(submission)
        if isinstance(error, meeting.Moved):
            workflow.rebase(tx, member, submission)
        return _form(request, tx, member, frame, language, submission, error=error)
    return onward(request, f"/portal/{enterprise_id}", "sent")


@router.post("/portal/{enterprise_id}/profile/choice")
def choose(request: Request, tx: Tx, member: Member, frame: Frame, language: Language, form: Form, enterprise_id: UUID) -> Response:
    """Let one side stand where both changed the same; what else the form holds is saved with it."""
    submission = drafts.open_draft(tx, member, live.ENTERPRISE, None, of_mine(member, enterprise_id))
    name, side = clashes.answer(form)
    version = int(form["version"]) if form.get("version", "").isdigit() else 0
    sides = [one[key] for one in submission.conflicts if one["name"] == name for key in ("live", "mine") if isinstance(one[key], dict)]
    try:
        workflow.choose(tx, member, submission, name, side, version=version)
        given = clashes.without(_given(tx, form, frame, submission), name, sides)
        drafts.save(tx, member, submission, given, version=submission.version)
    except drafts.Overtaken as error:
        raise Refused(
            _form(request, tx, member, frame, language, submission, given=_given(tx, form, frame, submission), error=error)
        ) from error
    return onward(request, f"/portal/{enterprise_id}/profile", "saved")


@router.post("/portal/{enterprise_id}/profile/reopening")
def reopen(request: Request, tx: Tx, member: Member, enterprise_id: UUID) -> Response:
    submission = drafts.open_draft(tx, member, live.ENTERPRISE, None, of_mine(member, enterprise_id))
    drafts.reopen(tx, member, submission)
    return onward(request, f"/portal/{enterprise_id}/profile", "taken-back")


@router.post("/portal/{enterprise_id}/profile/withdrawal")
def withdraw(request: Request, tx: Tx, member: Member, enterprise_id: UUID) -> Response:
    submission = drafts.open_draft(tx, member, live.ENTERPRISE, None, of_mine(member, enterprise_id))
    drafts.withdraw(tx, member, submission)
    return onward(request, f"/portal/{enterprise_id}", "removed")


def _given(session: Session, form: Fields, frame: Reference, submission: Submission) -> dict[str, Any]:
    """What the form holds: its fields and, where it has those parts, the certificates and the pictures."""
    papers = paper_files.own(session, papers_of(form), submission.enterprise_id) if "certificates" in form else None
    given: dict[str, Any] = {"fields": _typed(form, frame)} | ({} if papers is None else {"certificates": papers})
    if "pictures" not in form:
        return given
    return given | own_pictures(session, submission, {"pictures": typed_of(form)["pictures"]})


def _typed(form: Fields, frame: Reference) -> dict[str, str]:
    """The fields of this form alone, word for word."""
    names = [*_PLAIN, *(f"{word}.{code}" for word in _WORDED for code in frame.centre.languages), *(f"social.{kind}" for kind in _SOCIAL)]
    return {name: form[name] for name in names if name in form}


def _form(
    request: Request,
    session: Session,
    member: Person,
    frame: Reference,
    language: str,
    submission: Submission,
    *,
    given: dict[str, Any] | None = None,
    error: CatalogueError | None = None,
) -> Response:
    words = translations(language)
    said = words.gettext(error.message).format(**error.facts) if error else ""
    text = consents.TEXTS[ConsentPurpose.PUBLISH]
    held = consents.current(session, submission.enterprise_id, ConsentPurpose.PUBLISH)
    stored = submission.typed | (given or {})
    fields, certificates = stored.get("fields", {}), stored.get("certificates", [])
    context: dict[str, Any] = {
        "submission": submission,
        "enterprise_id": submission.enterprise_id,
        "clashes": clashes.clashes(session, submission, Words(language, frame)),
        "typed": fields,
        "pictures": product_form.pictures(session, Typed.of(stored), submission.enterprise_id, language),
        "has_social": any(text for name, text in fields.items() if name.startswith("social.")),
        "wrong": sentences(error.problems, language) if error else {},
        "problem": said,
        "labels": {name: words.gettext(label) for name, label in LABELS.items()},
        "ready": readiness.of(session, submission),
        "asked": asked(frame, submission, language) if submission.reason else None,
        "areas": places(frame, language),
        "sizes": [(size.value, words.gettext(_SIZES[size])) for size in Size],
        "social": [(kind, kind.capitalize()) for kind in _SOCIAL],
        "tongues": [(code, own_name(code)) for code in frame.centre.languages],
        "papers": [*certificates, {}],
        "schemes": [(scheme.key, frame.name(scheme, language)) for scheme in frame.schemes.values()],
        "paper_mb": state_of(request).settings.paper_mb,
        "files": paper_files.shown(session, certificates, submission.enterprise_id, may_open=True),
        "consent": {"given": held is not None and not consents.outdated(held), "version": text.version, "sentences": text.sentences},
    }
    status, bar = error.status if error else 200, ways(session, submission.enterprise_id, language, member)
    return office(request, "portal/profile_form.html", member, room="profile", ways=bar, status=status, **context)


_SIZES: Final = {Size.MICRO: _("Micro"), Size.SMALL: _("Small"), Size.MEDIUM: _("Medium")}
