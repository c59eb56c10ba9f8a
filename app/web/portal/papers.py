"""All certificates of an enterprise and of its products: until when each holds, its file, and the way to a new one."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.catalogue.reference import Reference
from app.errors import NotFound
from app.media import papers as files
from app.review import drafts, live, papers
from app.review.drafts import EDITABLE
from app.review.forms import Typed
from app.review.papers import Held
from app.web.deps import Db, Frame, Language, Tx
from app.web.forms import Form
from app.web.language import translations
from app.web.office import office, onward, redirect
from app.web.people import Member
from app.web.portal.paper_files import card
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)


@router.get("/portal/{enterprise_id}/papers")
def show(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    held, day = papers.listed(db, of_mine(member, enterprise_id)), papers.today(db)
    stored = files.theirs(db, [one.file for one in held if one.file], enterprise_id)
    words = translations(language)
    context: dict[str, Any] = {
        "enterprise_id": enterprise_id,
        "lines": [
            {
                "held": one,
                "scheme": frame.name(frame.schemes[one.paper.scheme], language) if one.paper.scheme in frame.schemes else one.paper.scheme,
                "name": words.gettext("The enterprise itself") if one.kind == live.ENTERPRISE else _called(frame, one, language),
                "days": one.days(day),
                "file": card(stored[one.file]) if one.file in stored else None,
            }
            for one in held
        ],
    }
    return office(request, "portal/papers.html", member, room="home", ways=ways(db, enterprise_id, language, member), **context)


@router.post("/portal/{enterprise_id}/papers/renewal")
def renew(request: Request, tx: Tx, member: Member, enterprise_id: UUID, form: Form) -> Response:
    """A new certificate in the draft of its thing, begun with what stays the same of the old one."""
    of_mine(member, enterprise_id)
    old = next(
        (one for one in papers.listed(tx, enterprise_id) if str(one.entity_id) == form.get("of") and one.mark == form.get("paper")), None
    )
    if old is None:
        raise NotFound
    draft = drafts.open_draft(tx, member, old.kind, old.entity_id, enterprise_id)
    place = f"/portal/{enterprise_id}/profile" if old.kind == live.ENTERPRISE else f"/portal/{enterprise_id}/drafts/{draft.id}"
    if draft.state not in EDITABLE:
        return onward(request, place)
    typed = Typed.of(draft.typed)
    new = {"scheme": old.paper.scheme, "issuer": old.paper.issuer, "scope": old.paper.scope, "public": "yes" if old.paper.public else "no"}
    begun = any(one.get("scheme") == old.paper.scheme and not one.get("number") for one in typed.certificates)
    if not begun:  # a second tap of the same button
        given = {"certificates": [*typed.model_dump()["certificates"], {name: text for name, text in new.items() if text}]}
        drafts.save(tx, member, draft, given, version=draft.version)
    return redirect(f"{place}?done=renewing#{'papers' if old.kind == live.ENTERPRISE else 'step-papers'}", request.state.language)


def _called(frame: Reference, held: Held, language: str) -> str:
    found = frame.words(held.names, language)
    return found.value if found else ""
