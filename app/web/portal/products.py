"""All products of an enterprise: what is on show and what is on its way there, together."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session, col, select

from app.accounts.access import Person
from app.catalogue import exporting, listing
from app.catalogue.content import PictureRef
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference
from app.errors import NotFound
from app.media.models import Media
from app.review import drafts, live, reasons
from app.review.models import State, Submission
from app.web.deps import Db, Frame, Language, Tx
from app.web.forms import Form
from app.web.language import translations
from app.web.lists import ListForm, list_file
from app.web.office import office, onward
from app.web.people import Member
from app.web.portal.ways import ways

router = APIRouter(include_in_schema=False)
PATH: Final = "/portal/{enterprise_id}/products"
SHOWN: Final = "shown"
FILTERS: Final = (SHOWN, State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED, State.DECLINED)
_A_PAGE: Final = 50


@dataclass
class Line:
    """One product: what is live of it, and what is proposed."""

    entity_id: UUID
    name: str = ""
    at: datetime | None = None
    media_id: str = ""
    category: str = "other"
    slug: str = ""
    price: dict[str, Any] | None = None
    draft: Submission | None = None
    states: list[str] = field(default_factory=list)
    reason: str = ""
    picture: dict[str, Any] | None = None


@router.get(PATH)
def show(
    request: Request,
    db: Db,
    member: Member,
    frame: Frame,
    language: Language,
    enterprise_id: UUID,
    state: str = "",
    page: int = 1,
) -> Response:
    writes_for(member, enterprise_id)
    lines = _lines(db, frame, enterprise_id, language)
    counts = Counter(name for line in lines for name in line.states)
    chosen = state if state in FILTERS else ""
    wanted = [line for line in lines if not chosen or chosen in line.states]
    first = max(page - 1, 0) * _A_PAGE
    part = wanted[first : first + _A_PAGE]
    _picture(db, part)
    maker = db.get(Enterprise, enterprise_id)
    context: dict[str, Any] = {
        "base": f"/portal/{enterprise_id}",
        "lines": part,
        "total": len(lines),
        "counts": counts,
        "state": chosen,
        "more": page + 1 if len(wanted) > first + _A_PAGE else 0,
        "suspended": bool(maker and maker.suspended),
    }
    return office(request, "portal/products.html", member, room="products", ways=ways(db, enterprise_id, language, member), **context)


@router.get(PATH + "/list.{form}")
def take_along(db: Db, member: Member, language: Language, enterprise_id: UUID, form: ListForm) -> Response:
    """What is on show as a list: changed in a spreadsheet and sent back, each changed row becomes a draft."""
    writes_for(member, enterprise_id)
    headings, rows = exporting.listed(db, enterprise_id)
    return list_file(form, "etalase", headings, rows, title=translations(language).gettext("Products"))


@router.post(PATH)
def begin(request: Request, tx: Tx, member: Member, form: Form, enterprise_id: UUID) -> Response:
    """A new draft: empty, or of the live `product`, or with `copy` one like it."""
    writes_for(member, enterprise_id)
    product = _id(form.get("product", ""))
    if product and form.get("copy"):
        draft = drafts.copy(tx, member, product)
    else:
        draft = drafts.open_draft(tx, member, live.PRODUCT, product, enterprise_id)
    if draft.enterprise_id != enterprise_id:
        raise NotFound
    step = "#step-words" if form.get("to") == "words" else ""
    return onward(request, f"/portal/{enterprise_id}/drafts/{draft.id}{step}", "copied" if form.get("copy") else "")


def writes_for(member: Person, enterprise_id: UUID) -> None:
    """Members, and staff who assist. Raises NotFound for anybody else."""
    if not drafts.may_write(member, enterprise_id):
        raise NotFound


def _id(text: str) -> UUID | None:
    """Raises NotFound for what is no id."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None


def _lines(session: Session, frame: Reference, enterprise_id: UUID, language: str) -> list[Line]:
    """What needs the enterprise first, then what changed last."""
    lines: dict[UUID, Line] = {}
    for row in session.exec(select(Product).where(Product.enterprise_id == enterprise_id)):
        lines[row.id] = _live(frame, row, language)
    mine = select(Submission).where(Submission.enterprise_id == enterprise_id, Submission.kind == live.PRODUCT)
    for submission in session.exec(mine.order_by(col(Submission.created_at))):  # the last one of a thing says what became of it
        _propose(lines, frame, submission, language)
    first = [State.CHANGES_REQUESTED, State.DRAFT, State.DECLINED, State.SUBMITTED, SHOWN]
    found = [line for line in lines.values() if line.states]
    found.sort(key=lambda line: line.at.timestamp() if line.at else 0.0, reverse=True)
    return sorted(found, key=lambda line: min(first.index(name) for name in line.states))


def _live(frame: Reference, row: Product, language: str) -> Line:
    name, shots = frame.words(row.content["name"], language), row.content.get("pictures") or []
    line = Line(row.id, name.value if name else "", row.updated_at, shots[0]["media_id"] if shots else "", row.category, row.slug)
    line.price, line.states = row.content.get("price"), [SHOWN]
    return line


def _propose(lines: dict[UUID, Line], frame: Reference, submission: Submission, language: str) -> None:
    line = lines.get(submission.entity_id) or Line(submission.entity_id)
    line.states = [name for name in line.states if name == SHOWN]
    line.draft, line.reason = None, ""
    if submission.state in (State.APPROVED, State.WITHDRAWN):
        return
    lines[submission.entity_id] = line
    fields, shots = submission.typed.get("fields", {}), submission.typed.get("pictures") or []
    named = frame.words({n.partition(".")[2]: text for n, text in fields.items() if n.startswith("name.") and text}, language)
    if SHOWN not in line.states:
        line.name = named.value if named else translations(language).gettext("Without a name yet")
        line.category = fields.get("category") or "other"
        line.media_id = shots[0]["media_id"] if shots else ""
    line.draft, line.at = submission, submission.decided_at or submission.saved_at
    line.states.append(submission.state)
    if submission.state in (State.CHANGES_REQUESTED, State.DECLINED):
        line.reason = translations(language).gettext(reasons.words(submission.reason)) if submission.reason else ""


def _picture(session: Session, lines: list[Line]) -> None:
    wanted = {line.media_id for line in lines if line.media_id}
    media = {row.id: row for row in session.exec(select(Media).where(col(Media.id).in_(wanted)))} if wanted else {}
    for line in lines:
        if row := media.get(line.media_id):
            line.picture = listing.picture_card(row, PictureRef(media_id=row.id)) | {"alt": ""}
