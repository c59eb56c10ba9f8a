"""What of an enterprise's own texts is not translated yet: the way into its forms, and the texts as a file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from app.accounts.access import Person
from app.errors import CatalogueError
from app.review import drafts, live, translation_proposals
from app.review.translation_intake import Account
from app.review.untranslated import Item, State, Thing
from app.web import translations as shared
from app.web.deps import Db, Frame, Language, Tx, state_of
from app.web.forms import Form
from app.web.language import own_name, translations
from app.web.office import office, onward
from app.web.people import Member
from app.web.portal.products import writes_for
from app.web.portal.ways import ways

router = APIRouter(include_in_schema=False)
PATH: Final = "/portal/{enterprise_id}/translations"
_FILE: Final = PATH + "/files/{texts_id:uuid}"


@dataclass
class Line:
    """One product, or the enterprise itself, with what it lacks: language -> texts. `draft` is its open form, if there is one."""

    thing: Thing
    draft: UUID | None = None
    lacking: dict[str, list[Item]] = field(default_factory=dict)


async def _file(request: Request) -> AsyncIterator[UploadFile | None]:
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get("file")
        yield part if isinstance(part, UploadFile) and part.size else None


SentFile = Annotated[UploadFile | None, Depends(_file)]


@router.get(PATH)
def show(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID) -> Response:
    writes_for(member, enterprise_id)
    return _list(request, db, member, language, enterprise_id)


@router.post(f"{PATH}/confirmations")
def confirm(request: Request, tx: Tx, member: Member, enterprise_id: UUID, form: Form) -> Response:
    """Writes drafts of machines that somebody has read into the forms of their products."""
    writes_for(member, enterprise_id)
    count = translation_proposals.confirm(tx, member, enterprise_id, shared.chosen(form.all("chosen")))
    return onward(request, f"/portal/{enterprise_id}/translations", "in-forms" if count else "none-confirmed")


@router.get(PATH + "/file.{ending}")
def give(
    request: Request, db: Db, member: Member, frame: Frame, enterprise_id: UUID, ending: Literal["xlsx", "po"], target: str = ""
) -> Response:
    """The enterprise's own texts in one target language; as XLSX without one in all of them."""
    writes_for(member, enterprise_id)
    language = target if target in frame.centre.languages else frame.centre.languages[-1] if ending == "po" else ""
    items = [item for item in translation_proposals.own(db, member, enterprise_id) if language in ("", item.language)]
    return shared.file(request, frame, items, ending, language)


@router.post(f"{PATH}/files", max_body_size=shared.BODY)
def send(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, part: SentFile) -> Response:
    """Keeps the file and goes on to what would become of it; nothing is taken over yet."""
    writes_for(member, enterprise_id)
    try:
        if part is None:
            raise shared.NoFile
        upload_id = shared.received(request, member, enterprise_id, part.filename or "", part.file)
        shared.sent(request, db, enterprise_id, upload_id)
    except CatalogueError as error:
        if error.status >= 500:
            raise
        words = translations(language).gettext(error.message).format(**error.facts)
        return _list(request, db, member, language, enterprise_id, problem=words, status=error.status)
    return onward(request, f"/portal/{enterprise_id}/translations/files/{upload_id}")


@router.get(_FILE)
def rehearse(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, texts_id: UUID) -> Response:
    """What would become of each text of a file."""
    writes_for(member, enterprise_id)
    name, sent = shared.sent(request, db, enterprise_id, texts_id)
    found = translation_proposals.rehearsed(db, member, enterprise_id, sent)
    return _account(request, db, member, language, enterprise_id, texts_id, name, found)


@router.post(_FILE)
def take(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, texts_id: UUID) -> Response:
    """Writes a file into the forms, in transactions of its own."""
    writes_for(member, enterprise_id)
    name, sent = shared.sent(request, db, enterprise_id, texts_id)
    db.rollback()  # the look is over; what follows reads and writes by itself
    found = translation_proposals.taken(state_of(request).databases, member, enterprise_id, sent)
    return _account(request, db, member, language, enterprise_id, texts_id, name, found, done=True)


def _list(
    request: Request, session: Session, member: Person, language: str, enterprise_id: UUID, *, problem: str = "", status: int = 200
) -> Response:
    frame = request.state.view.here
    items = translation_proposals.own(session, member, enterprise_id)
    forms = {one.entity_id: one.id for one in drafts.listed(session, enterprise_id)}
    lines: dict[UUID, Line] = {}
    for item in items:
        if item.state in (State.MISSING, State.OUTDATED):
            line = lines.setdefault(item.thing.id, Line(item.thing, forms.get(item.thing.id)))
            line.lacking.setdefault(item.language, []).append(item)
    context: dict[str, Any] = {
        "base": f"/portal/{enterprise_id}/translations",
        "portal": f"/portal/{enterprise_id}",
        "lines": list(lines.values()),
        "drafts": [item for item in items if item.state is State.UNCONFIRMED],
        "tongues": [(code, own_name(code), sum(1 for i in items if i.language == code)) for code in frame.centre.languages],
        "own_name": own_name,
        "named": lambda thing: frame.words(dict(thing.names), language),
        "product": live.PRODUCT,
        "box": shared.box,
        "any": bool(items),
        "problem": problem,
        **shared.words(language),
    }
    bar = ways(session, enterprise_id, language)
    return office(request, "portal/translations.html", member, status=status, room="products", ways=bar, **context)


def _account(
    request: Request,
    session: Session,
    member: Person,
    language: str,
    enterprise_id: UUID,
    texts_id: UUID,
    name: str,
    found: Account,
    *,
    done: bool = False,
) -> Response:
    base = f"/portal/{enterprise_id}/translations"
    context: dict[str, Any] = {"name": name, "done": done, "base": base, "deed": f"{base}/files/{texts_id}", "own": True}
    context |= {"forms": f"/portal/{enterprise_id}/products"} | shared.account(found, language) | shared.words(language)
    bar = ways(session, enterprise_id, language)
    return office(request, "office/translation_file.html", member, room="products", ways=bar, **context)
