"""What became of it: what visitors did with the things of an enterprise, and what the centre decided about what it sent in."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.catalogue.models import Product
from app.errors import NotFound
from app.review import drafts
from app.review.models import State
from app.visits.figures import Scope
from app.web import visited
from app.web.deps import Db, Frame, Language
from app.web.lists import ListForm
from app.web.office import office
from app.web.people import Member
from app.web.portal.home import asked
from app.web.portal.ways import of_mine, ways

router = APIRouter(include_in_schema=False)
PATH: Final = "/portal/{enterprise_id}/visits"
ROOM: Final = "visits"
_SENT: Final = (State.SUBMITTED, State.CHANGES_REQUESTED, State.APPROVED, State.DECLINED, State.WITHDRAWN)
_RECENT: Final = 30


@router.get(PATH)
def show(request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    scope = Scope(of_mine(member, enterprise_id))
    sent = drafts.listed(db, enterprise_id, states=_SENT)
    context: dict[str, Any] = visited.told(db, frame, scope) | visited.products(db, frame, language, scope)
    context |= {
        "base": f"/portal/{enterprise_id}",
        "sent": [asked(frame, one, language) for one in sent[:_RECENT]],
        "earlier": max(0, len(sent) - _RECENT),
    }
    return office(request, "portal/visits.html", member, room=ROOM, ways=ways(db, enterprise_id, language, member), **context)


@router.get(PATH + "/file.{form}")
def export(db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID, form: ListForm) -> Response:
    return visited.file(db, frame, language, Scope(of_mine(member, enterprise_id)), form)


@router.get(PATH + "/{product_id}")
def of_product(
    request: Request, db: Db, member: Member, frame: Frame, language: Language, enterprise_id: UUID, product_id: UUID
) -> Response:
    of_mine(member, enterprise_id)
    product = db.get(Product, product_id)
    if product is None or product.enterprise_id != enterprise_id:
        raise NotFound
    context: dict[str, Any] = visited.told(db, frame, Scope(enterprise_id, product_id))
    name = visited.named(frame, {product_id: product}, language).get(product_id, "")
    context |= {"base": f"/portal/{enterprise_id}", "name": name, "slug": product.slug}
    return office(request, "portal/visits_product.html", member, room=ROOM, ways=ways(db, enterprise_id, language, member), **context)
