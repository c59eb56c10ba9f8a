"""The inbox: what visitors ask an enterprise, ways to answer each, and whether it takes questions at all."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.models import User
from app.catalogue.models import Enterprise, Product
from app.inquiries import asking, inbox
from app.inquiries.models import Inquiry, State
from app.text import _
from app.web import visited
from app.web.deps import Db, Language, Tx
from app.web.formats import phone
from app.web.forms import Form
from app.web.language import translations
from app.web.office import office, onward
from app.web.people import Member
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)
PATH: Final = "/portal/{enterprise_id}/questions"
ROOM: Final = "questions"
_SUBJECT: Final = _("Your question about {about}")
_ANSWER: Final = _("Hello {name}, thank you for your question about “{about}”: “{message}”")
_SHORT: Final = 200


@router.get(PATH)
def show(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, state: str = "") -> Response:
    of_mine(member, enterprise_id)
    chosen = State(state) if state in inbox.OWN else State.NEW
    found = inbox.listed(db, enterprise_id, chosen)
    context: dict[str, Any] = {
        "base": f"/portal/{enterprise_id}/questions",
        "found": found,
        "pictures": _pictures(db, found),
        "counts": inbox.counts(db, enterprise_id),
        "state": chosen,
        "most": inbox.MOST,
        "takes": asking.open_to(db, enterprise_id),
        "shown": db.get(Enterprise, enterprise_id),
    }
    return office(request, "portal/questions.html", member, room=ROOM, ways=ways(db, enterprise_id, language, member), **context)


@router.post(PATH + "/reception")
def turn(request: Request, tx: Tx, member: Member, enterprise_id: UUID, form: Form) -> Response:
    """Takes questions from now on (`on`), or none."""
    asking.turn(tx, of_mine(member, enterprise_id), on=form.get("on") == "yes")
    return onward(request, f"/portal/{enterprise_id}/questions", "saved")


@router.get(PATH + "/{inquiry_id}")
def one(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, inquiry_id: UUID) -> Response:
    found = inbox.one(db, of_mine(member, enterprise_id), inquiry_id)
    answered = db.get(User, found.answered_by) if found.answered_by else None
    context: dict[str, Any] = {
        "base": f"/portal/{enterprise_id}/questions",
        "question": found,
        "shot": _pictures(db, [found]).get(found.product_id) if found.product_id else None,
        "answers": answers(found),
        "reached": phone(found.phone) if found.phone else found.email,
        "answered_by": answered.name if answered else "",
    }
    return office(request, "portal/question.html", member, room=ROOM, ways=ways(db, enterprise_id, language, member), **context)


@router.post(PATH + "/{inquiry_id}/answer")
def answer(request: Request, tx: Tx, member: Member, enterprise_id: UUID, inquiry_id: UUID) -> Response:
    inbox.answer(tx, member.user, of_mine(member, enterprise_id), inquiry_id)
    return onward(request, f"/portal/{enterprise_id}/questions/{inquiry_id}", "question-answered")


@router.post(PATH + "/{inquiry_id}/reopening")
def reopen(request: Request, tx: Tx, member: Member, enterprise_id: UUID, inquiry_id: UUID) -> Response:
    inbox.reopen(tx, of_mine(member, enterprise_id), inquiry_id)
    return onward(request, f"/portal/{enterprise_id}/questions/{inquiry_id}", "question-open")


@router.post(PATH + "/{inquiry_id}/archive")
def archive(request: Request, tx: Tx, member: Member, enterprise_id: UUID, inquiry_id: UUID) -> Response:
    inbox.archive(tx, of_mine(member, enterprise_id), inquiry_id)
    return onward(request, f"/portal/{enterprise_id}/questions/{inquiry_id}", "question-archived")


@router.post(PATH + "/{inquiry_id}/note")
def write_down(request: Request, tx: Tx, member: Member, enterprise_id: UUID, inquiry_id: UUID, form: Form) -> Response:
    inbox.write_down(tx, of_mine(member, enterprise_id), inquiry_id, form.get("note", ""))
    return onward(request, f"/portal/{enterprise_id}/questions/{inquiry_id}", "saved")


@router.post(PATH + "/{inquiry_id}/report")
def report(request: Request, tx: Tx, member: Member, enterprise_id: UUID, inquiry_id: UUID) -> Response:
    inbox.report(tx, of_mine(member, enterprise_id), inquiry_id)
    return onward(request, f"/portal/{enterprise_id}/questions", "question-reported")


def answers(inquiry: Inquiry) -> dict[str, str]:
    """Addresses that open the asker's chat, telephone or letter, begun politely in the language of the question."""
    say: Callable[[str], str] = translations(inquiry.language).gettext
    asked = " ".join(inquiry.message.split())
    asked = asked if len(asked) <= _SHORT else f"{asked[:_SHORT]}…"
    begun = quote(say(_ANSWER).format(name=inquiry.name, about=inquiry.about, message=asked) + "\n\n")
    if inquiry.phone:
        return {"whatsapp": f"https://wa.me/{inquiry.phone.removeprefix('+')}?text={begun}", "phone": f"tel:{inquiry.phone}"}
    subject = quote(say(_SUBJECT).format(about=inquiry.about))
    return {"email": f"mailto:{quote(inquiry.email or '', safe='@')}?subject={subject}&body={begun}"}


def _pictures(session: Session, found: list[Inquiry]) -> dict[UUID, Any]:
    """By id of the product."""
    rows = [session.get(Product, ident) for ident in {inquiry.product_id for inquiry in found if inquiry.product_id}]
    return visited.pictures(session, {row.id: row for row in rows if row})
