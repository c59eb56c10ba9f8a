"""What the centre decided and what comes to its end, the latest first. Looking at it is all that is needed to have seen it."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.accounts.models import Membership
from app.db import transaction
from app.review import live, notices, telling
from app.review.models import Notice
from app.review.notices import About
from app.web.deps import Db, Frame, Language, state_of
from app.web.office import office
from app.web.people import Member
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)


@router.get("/portal/{enterprise_id}/notices")
def show(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    of_mine(member, enterprise_id)
    mine = db.get(Membership, (member.user.id, enterprise_id))
    since = (mine.noticed_at or mine.since) if mine else None
    found = notices.listed(db, enterprise_id)
    context: dict[str, Any] = {
        "lines": [
            {"told": telling.told(frame, one, language), "new": since is not None and one.at > since, "href": place(one)} for one in found
        ],
        "reads": member.user.letters and bool(member.user.email),
    }
    bar = ways(db, enterprise_id, language, member)
    answer = office(request, "portal/notices.html", member, room="notices", ways=bar, **context)
    if any(line["new"] for line in context["lines"]):
        db.rollback()  # a reader of SQLite must not stand in the way of the same request's writer
        with transaction(state_of(request).databases) as session:
            notices.see(session, member.user.id, enterprise_id)
    return answer


def place(notice: Notice) -> str:
    """Where something can be done about it."""
    base = f"/portal/{notice.enterprise_id}"
    if notice.about == About.PAPER:
        return f"{base}/papers"
    return f"{base}/profile" if notice.kind == live.ENTERPRISE else f"{base}/products"
