"""One picture of a draft: which part of it is shown, and how it is turned. What was sent is kept, so it can be shown whole again."""

import re
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from sqlmodel import Session

from app.accounts.access import Person
from app.db import transaction
from app.errors import Invalid, NotFound, Problem
from app.media import intake
from app.media.framing import WHOLE, Frame
from app.media.models import Media
from app.review import drafts, live
from app.review.drafts import EDITABLE
from app.review.forms import Typed
from app.review.models import Submission
from app.text import _
from app.web.deps import Db, state_of
from app.web.forms import Fields, Form
from app.web.language import translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Member
from app.web.portal import drafts as pages
from app.web.portal.ways import ways
from app.web.state import State

router = APIRouter(include_in_schema=False)
PATH: Final = pages.PATH + "/pictures/{media_id}"
RATIOS: Final = {"square": (1, 1), "wide": (4, 3)}
_PLACES: Final = ("left", "top", "width", "height")


class NoSuchPart(Invalid):
    message = _("This part does not lie in the picture. Please check the four numbers.")


@router.get(PATH)
def show(request: Request, db: Db, member: Member, enterprise_id: UUID, draft_id: UUID, media_id: str) -> Response:
    draft, media = _found(db, member, enterprise_id, draft_id, media_id)
    return _page(request, db, member, draft, media, Frame.model_validate(media.frame or {}))


@router.post(PATH)
def crop(request: Request, db: Db, member: Member, form: Form, enterprise_id: UUID, draft_id: UUID, media_id: str) -> Response:
    """Draw the part, then put it in the place of the picture. No transaction is open while it is drawn."""
    draft, media = _found(db, member, enterprise_id, draft_id, media_id)
    source = db.get_one(Media, media.source or media.id)
    try:
        frame = Frame() if form.get("deed") == "whole" else _frame(form, source)
    except NoSuchPart as error:
        raise Refused(_page(request, db, member, draft, media, Frame(), form=form, error=error)) from error
    state = state_of(request)
    shown = _drawn(state, source, frame)
    with transaction(state.databases) as session:
        now_shown = intake.recorded(session, shown).id if shown else source.id
        _replace(session, member, pages.of_any_kind(session, member, enterprise_id, draft_id), media_id, now_shown)
    return onward(request, "#".join(pages.page_of(draft)), "saved")


def _found(session: Session, member: Person, enterprise_id: UUID, draft_id: UUID, media_id: str) -> tuple[Submission, Media]:
    """A picture of a draft that may be changed. Raises NotFound."""
    draft = pages.of_any_kind(session, member, enterprise_id, draft_id)
    media = session.get(Media, media_id)
    if media is None or draft.state not in EDITABLE or media_id not in {one.media_id for one in Typed.of(draft.typed).pictures}:
        raise NotFound
    return draft, media


def _frame(form: Fields, source: Media) -> Frame:
    """What the form says, in hundredths of the picture as people write them. Raises NoSuchPart with a problem at each number."""
    problems = [
        Problem(name, _("A number from 0 to 100.")) for name in _PLACES if not re.fullmatch(r"\d{1,3}([.,]\d*)?", form.line(name, 12))
    ]
    if problems:
        raise NoSuchPart(tuple(problems))
    parts = {name: round(float(form.line(name, 12).replace(",", ".")) * WHOLE / 100) for name in _PLACES}
    turn = int(text) if (text := form.get("turn", "0")) in ("0", "1", "2", "3") else 0
    # What was dragged to the edge may be a hair over it after rounding.
    parts |= {"width": min(parts["width"], WHOLE - parts["left"]), "height": min(parts["height"], WHOLE - parts["top"])}
    try:
        frame = Frame(**parts, turn=turn)
    except ValidationError as error:
        raise NoSuchPart from error
    ratio = RATIOS.get(form.get("shape", ""))
    return frame.shaped(source.width, source.height, ratio) if ratio else frame


def _drawn(state: State, source: Media, frame: Frame) -> Media | None:
    """The part as a picture of its own; None when that is the picture as it was sent."""
    if frame.is_whole:
        return None
    with state.session() as session:
        there = session.get(Media, frame.id_of(source.id))
    return there or intake.framed(state.store, source.id, frame)


def _replace(session: Session, member: Person, draft: Submission, old: str, new: str) -> None:
    drafts.lock(session, draft)
    kept = Typed.of(draft.typed).model_dump()["pictures"]
    changed = [one | {"media_id": new} if one["media_id"] == old else one for one in kept if one["media_id"] != new or old == new]
    drafts.save(session, member, draft, {"pictures": changed}, version=draft.version)


def _page(
    request: Request,
    session: Session,
    member: Person,
    draft: Submission,
    media: Media,
    frame: Frame,
    *,
    form: Fields | None = None,
    error: Invalid | None = None,
) -> Response:
    language = request.state.language
    source = session.get_one(Media, media.source or media.id)
    places = {name: f"{getattr(frame, name) * 100 / WHOLE:g}" for name in _PLACES} | {"turn": str(frame.turn), "shape": ""}
    context: dict[str, Any] = {
        "draft": draft,
        "back": "#".join(pages.page_of(draft)),
        "base": f"/portal/{draft.enterprise_id}/drafts/{draft.id}",
        "media": media,
        "source": source,
        "typed": places | {name: text for name, text in (form or {}).items() if name in places},
        "wrong": sentences(error.problems, language) if error else {},
        "problem": translations(language).gettext(error.message) if error else "",
    }
    bar = ways(session, draft.enterprise_id, language)
    return office(
        request,
        "portal/crop.html",
        member,
        room="products" if draft.kind == live.PRODUCT else "profile",
        ways=bar,
        status=error.status if error else 200,
        **context,
    )
