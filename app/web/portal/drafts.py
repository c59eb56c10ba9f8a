"""The draft of a product: the form in steps, kept as it is typed, then handed in, taken back, copied or discarded."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlmodel import Session

from app.accounts.access import Person
from app.catalogue import documents, pictures
from app.catalogue.reference import Reference, reference
from app.errors import CatalogueError, NotFound, Problem
from app.review import drafts, live, meeting, sketching, workflow
from app.review.drafts import EDITABLE, Overtaken
from app.review.forms import Typed
from app.review.models import OPEN, Submission
from app.web import clashes
from app.web.deps import Db, Language, Tx, state_of
from app.web.desk.words import Words
from app.web.forms import Form
from app.web.language import translations
from app.web.office import Refused, office, onward, redirect
from app.web.people import Member
from app.web.portal import paper_files, product_form
from app.web.portal.home import asked
from app.web.portal.posted import typed_of
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)
PATH: Final = "/portal/{enterprise_id}/drafts/{draft_id}"


@router.get(PATH)
def show(request: Request, db: Db, member: Member, enterprise_id: UUID, draft_id: UUID) -> Response:
    draft = found(db, member, enterprise_id, draft_id)
    if draft.state in EDITABLE:
        return _form(request, db, member, draft)
    if draft.state not in OPEN:
        return onward(request, f"/portal/{enterprise_id}/products")
    return _waiting(request, db, member, draft)


@router.post(PATH)
def save(request: Request, tx: Tx, member: Member, language: Language, form: Form, enterprise_id: UUID, draft_id: UUID) -> Response:
    """Keep what was typed. A script is told how far the draft is now; a form leads back to its page."""
    draft = found(tx, member, enterprise_id, draft_id)
    given = own_pictures(tx, draft, typed_of(form))
    try:
        drafts.save(tx, member, draft, given, version=form.number("version"))
    except CatalogueError as error:
        raise Refused(_refusal(request, tx, member, draft, given, error)) from error
    if _script(request):
        return JSONResponse(product_form.state(tx, draft, language))
    return redirect(f"/portal/{enterprise_id}/drafts/{draft_id}?done=saved{'#step-pictures' if form.get('deed') else ''}", language)


@router.post(f"{PATH}/submission")
def submit(request: Request, tx: Tx, member: Member, form: Form, enterprise_id: UUID, draft_id: UUID) -> Response:
    """Hand it in, with what the form holds. What was typed stays saved when it cannot be handed in yet."""
    draft = found(tx, member, enterprise_id, draft_id)
    given = own_pictures(tx, draft, typed_of(form))
    try:
        drafts.save(tx, member, draft, given, version=form.number("version"))
    except CatalogueError as error:
        raise Refused(_refusal(request, tx, member, draft, given, error)) from error
    try:
        with tx.begin_nested():
            workflow.submit(tx, member, draft, version=draft.version)
    except CatalogueError as error:
        tx.refresh(draft)
        if isinstance(error, meeting.Moved) and not _script(request):  # a script asks for the page, and the page asks the person
            workflow.rebase(tx, member, draft)
        return _refusal(request, tx, member, draft, {}, error)
    path = f"/portal/{enterprise_id}/products"
    return JSONResponse({"next": f"{path}?done=sent&lang={request.state.language}"}) if _script(request) else onward(request, path, "sent")


@router.post(f"{PATH}/rebase")
def rebase(request: Request, tx: Tx, member: Member, form: Form, enterprise_id: UUID, draft_id: UUID) -> Response:
    """Take over what changed on show, with what the form holds."""
    draft = found(tx, member, enterprise_id, draft_id)
    given = own_pictures(tx, draft, typed_of(form))
    try:
        drafts.save(tx, member, draft, given, version=form.number("version"))
    except CatalogueError as error:
        raise Refused(_refusal(request, tx, member, draft, given, error)) from error
    workflow.rebase(tx, member, draft)
    return onward(request, f"/portal/{enterprise_id}/drafts/{draft_id}", "rebased")


@router.post(f"{PATH}/choice")
def choose(request: Request, tx: Tx, member: Member, form: Form, enterprise_id: UUID, draft_id: UUID) -> Response:
    """Let one side stand where both changed the same; what else the form holds is saved with it."""
    draft = found(tx, member, enterprise_id, draft_id)
    name, side = clashes.answer(form)
    given = own_pictures(tx, draft, typed_of(form))
    sides = [one[key] for one in draft.conflicts if one["name"] == name for key in ("live", "mine") if isinstance(one[key], dict)]
    try:
        workflow.choose(tx, member, draft, name, side, version=form.number("version"))
        drafts.save(tx, member, draft, clashes.without(given, name, sides), version=draft.version)
    except CatalogueError as error:
        raise Refused(_refusal(request, tx, member, draft, given, error)) from error
    return onward(request, f"/portal/{enterprise_id}/drafts/{draft_id}", "saved")


@router.post(f"{PATH}/withdrawal")
def withdraw(request: Request, tx: Tx, member: Member, enterprise_id: UUID, draft_id: UUID) -> Response:
    drafts.withdraw(tx, member, found(tx, member, enterprise_id, draft_id))
    return onward(request, f"/portal/{enterprise_id}/products", "removed")


@router.post(f"{PATH}/reopening")
def reopen(request: Request, tx: Tx, member: Member, enterprise_id: UUID, draft_id: UUID) -> Response:
    drafts.reopen(tx, member, found(tx, member, enterprise_id, draft_id))
    return onward(request, f"/portal/{enterprise_id}/drafts/{draft_id}", "taken-back")


@router.post(f"{PATH}/copy")
def copy(request: Request, tx: Tx, member: Member, enterprise_id: UUID, draft_id: UUID) -> Response:
    """A new draft like the product on show that this one is of."""
    new = drafts.copy(tx, member, found(tx, member, enterprise_id, draft_id).entity_id)
    return onward(request, f"/portal/{enterprise_id}/drafts/{new.id}", "copied")


def found(session: Session, member: Person, enterprise_id: UUID, draft_id: UUID) -> Submission:
    """The draft of a product of that enterprise, for who may write for it. Raises NotFound."""
    draft = drafts.find(session, member, draft_id)
    if draft.enterprise_id != enterprise_id or draft.kind != live.PRODUCT:
        raise NotFound
    return draft


def of_any_kind(session: Session, member: Person, enterprise_id: UUID, draft_id: UUID) -> Submission:
    """The draft of that enterprise itself, or of a product of it. Raises NotFound."""
    draft = drafts.find(session, member, draft_id)
    if draft.enterprise_id != enterprise_id or (draft.kind == live.ENTERPRISE and of_mine(member, enterprise_id) != enterprise_id):
        raise NotFound
    return draft


def page_of(draft: Submission) -> tuple[str, str]:
    """Where a draft is written, and the place of the pictures there."""
    if draft.kind == live.ENTERPRISE:
        return f"/portal/{draft.enterprise_id}/profile", "pictures"
    return f"/portal/{draft.enterprise_id}/drafts/{draft.id}", "step-pictures"


def own_pictures(session: Session, draft: Submission, given: dict[str, Any]) -> dict[str, Any]:
    """The same without pictures and files that are somebody else's: their ids can come from nowhere but a guess."""
    if "certificates" in given:
        given = given | {"certificates": paper_files.own(session, given["certificates"], draft.enterprise_id)}
    if "pictures" not in given:
        return given
    ids = [str(picture["media_id"]) for picture in given["pictures"]]
    known = {picture.media_id for picture in Typed.of(draft.typed).pictures} | pictures.theirs(session, ids, [draft.enterprise_id])
    return given | {"pictures": [picture for picture in given["pictures"] if picture["media_id"] in known]}


def _script(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


def _refusal(
    request: Request, session: Session, member: Person, draft: Submission, given: dict[str, Any], error: CatalogueError
) -> Response:
    """Why not, and all that was typed: to a script as JSON with what is stored, else as the form."""
    language = request.state.language
    said = translations(language).gettext(error.message).format(**error.facts)
    typed = Typed.of(draft.typed)
    if _script(request):
        told = product_form.state(session, draft, language) | {"title": said, "kind": type(error).__name__}
        told["errors"] = product_form.errors(error.problems, language)
        shown = product_form.pictures(session, typed, draft.enterprise_id, language)
        return JSONResponse(told | {"typed": typed.model_dump() | {"pictures": shown}}, status_code=error.status)
    if draft.state not in EDITABLE:
        return _waiting(request, session, member, draft, problem=said, status=error.status)
    mine = typed
    with suppress(CatalogueError):  # what cannot be stored cannot be shown either
        mine = typed.with_(given)
    theirs = product_form.differences(mine, typed, language) if isinstance(error, Overtaken) else ()
    return _form(request, session, member, draft, mine=mine, problem=said, problems=error.problems, theirs=theirs, error=error)


def _form(
    request: Request,
    session: Session,
    member: Person,
    draft: Submission,
    *,
    mine: Typed | None = None,
    problem: str = "",
    problems: Sequence[Problem] = (),
    theirs: Sequence[tuple[str, str]] = (),
    error: CatalogueError | None = None,
) -> Response:
    language, frame = request.state.language, reference(session)
    told = product_form.state(session, draft, language)
    context = product_form.context(session, frame, draft, mine or Typed.of(draft.typed), language)
    opens = paper_files.may_open(member, draft.enterprise_id)
    context["paper_mb"] = state_of(request).settings.paper_mb
    context["files"] = paper_files.shown(session, context["papers"], draft.enterprise_id, may_open=opens)
    context |= {
        "told": told,
        "stored": Typed.of(draft.typed).model_dump(),
        "wrong": {**told["problems"], **{e["place"]: e["words"] for e in product_form.errors(problems, language)}},
        "errors": product_form.errors(problems, language),
        "problem": problem,
        "theirs": theirs,
        "moved": meeting.has_moved(session, draft),
        "clashes": clashes.clashes(session, draft, Words(language, frame)),
        "asked": asked(frame, draft, language) if draft.reason else None,
        "shown": live.mark(session, draft.kind, draft.entity_id) != "",
    }
    status = error.status if error else 200
    bar = ways(session, draft.enterprise_id, language, member)
    return office(request, "portal/draft.html", member, room="products", ways=bar, status=status, **context)


def _waiting(request: Request, session: Session, member: Person, draft: Submission, *, problem: str = "", status: int = 200) -> Response:
    """With the centre: what was sent, and the way back."""
    language, frame = request.state.language, reference(session)
    context = {
        "draft": draft,
        "base": f"/portal/{draft.enterprise_id}/drafts/{draft.id}",
        "product": document(session, frame, draft, language),
        "problem": problem,
    }
    bar = ways(session, draft.enterprise_id, language, member)
    return office(request, "portal/waiting.html", member, room="products", ways=bar, status=status, **context)


def document(session: Session, frame: Reference, draft: Submission, language: str) -> documents.Document | None:
    """The product as its page would show it; None while too little of it can be read."""
    content = sketching.product(session, draft, language)
    maker = sketching.maker(session, draft.enterprise_id)
    return documents.proposed(session, frame, content, maker, language) if content else None
