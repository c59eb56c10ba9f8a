"""Where a member begins: what the centre asks, how far the enterprise is, and what is on show."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlalchemy import func
from sqlmodel import Session, col, select

from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference
from app.errors import NotFound
from app.review import drafts, live, papers, readiness, reasons
from app.review.models import OPEN, State, Submission
from app.web.deps import Db, Frame, Language
from app.web.language import translations
from app.web.office import office, onward
from app.web.people import Member
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)
_RECENT = 5


@router.get("/portal")
def choose(request: Request, db: Db, member: Member) -> Response:
    """Straight on for who works for one enterprise; a choice for who works for several."""
    mine = list(member.memberships)
    if len(mine) == 1:
        return onward(request, f"/portal/{mine[0]}", request.query_params.get("done", ""))
    if not mine:
        raise NotFound
    return office(request, "portal/choose.html", member, enterprises=[(ident, name_of(db, ident)) for ident in mine])


@router.get("/portal/{enterprise_id}")
def overview(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    of_mine(member, enterprise_id)
    shown = db.get(Enterprise, enterprise_id)
    profile = drafts.latest(db, live.ENTERPRISE, enterprise_id)
    context: dict[str, Any] = {
        "name": name_of(db, enterprise_id),
        "enterprise_id": enterprise_id,
        "shown": shown,
        "profile": profile,
        "ready": readiness.of(db, profile) if profile and profile.state in OPEN else None,
        "counts": _counts(db, enterprise_id),
        "soon": _soon(db, frame, enterprise_id, language),
        "asked": [asked(frame, one, language) for one in drafts.listed(db, enterprise_id, states=(State.CHANGES_REQUESTED,))],
        "recent": [asked(frame, one, language) for one in drafts.listed(db, enterprise_id, states=tuple(State))[:_RECENT]],
    }
    return office(request, "portal/overview.html", member, room="home", ways=ways(db, enterprise_id, language, member), **context)


def name_of(session: Session, enterprise_id: UUID) -> str:
    """As it is on show or, before that, as it stands in the form."""
    if shown := session.get(Enterprise, enterprise_id):
        return str(shown.content["name"])
    draft = drafts.latest(session, live.ENTERPRISE, enterprise_id)
    return str(draft.typed.get("fields", {}).get("name", "")) if draft else ""


def line(frame: Reference, submission: Submission, language: str) -> dict[str, Any]:
    """A submission in a list: what it is of, its state, and where it leads."""
    base = f"/portal/{submission.enterprise_id}"
    if submission.kind == live.ENTERPRISE:
        words = translations(language).gettext("The enterprise itself")
        return {"name": words, "state": submission.state, "at": submission.saved_at, "href": f"{base}/profile"}
    fields = submission.typed.get("fields", {})
    named = frame.words({name.partition(".")[2]: text for name, text in fields.items() if name.startswith("name.")}, language)
    href = f"{base}/drafts/{submission.id}" if submission.state in OPEN else f"{base}/products"
    name = named.value if named else translations(language).gettext("Without a name yet")
    return {"name": name, "state": submission.state, "at": submission.saved_at, "href": href}


def asked(frame: Reference, submission: Submission, language: str) -> dict[str, Any]:
    """What the centre asks to be changed, in words."""
    known = reasons.words(submission.reason) if submission.reason else ""
    reason = translations(language).gettext(known) if known else ""  # of another version's reason nothing is known here
    return line(frame, submission, language) | {"reason": reason, "note": submission.note}


def _soon(session: Session, frame: Reference, enterprise_id: UUID, language: str) -> list[dict[str, Any]]:
    """The certificates that end first, or have ended."""
    day = papers.today(session)
    found = []
    for one in papers.ending(session, day, enterprise_id=enterprise_id)[:_RECENT]:
        named, scheme = frame.words(one.names, language), frame.schemes.get(one.paper.scheme)
        words = frame.name(scheme, language) if scheme else one.paper.scheme
        found.append({"scheme": words, "name": named.value if named else "", "days": one.days(day)})
    return found


def _counts(session: Session, enterprise_id: UUID) -> dict[str, int]:
    states = select(Submission.state, func.count()).where(Submission.enterprise_id == enterprise_id, Submission.kind == live.PRODUCT)
    found = dict(session.exec(states.group_by(col(Submission.state))).all())
    found["shown"] = session.exec(select(func.count()).where(Product.enterprise_id == enterprise_id)).one()
    return found
