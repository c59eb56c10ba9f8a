"""What visitors did, for the centre: everything together, what is looked at most and not at all, and each enterprise as it sees itself."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session, select

from app.catalogue.models import Enterprise
from app.catalogue.reference import Reference
from app.errors import NotFound
from app.visits import counting, figures
from app.visits.figures import Scope
from app.visits.models import Kind
from app.web import visited
from app.web.deps import Db, Frame, Language
from app.web.desk.ways import ways
from app.web.lists import ListForm
from app.web.office import office
from app.web.people import Staff

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/visits"
ROOM: Final = "figures"
_TOP: Final = 20
_MAKERS: Final = 100
_UNSEEN: Final = 100


@router.get(PATH)
def show(request: Request, db: Db, staff: Staff, frame: Frame, language: Language) -> Response:
    context = visited.told(db, frame, Scope()) | visited.products(db, frame, language, Scope(), most=_TOP) | _makers(db, frame)
    unseen = figures.unseen(db, figures.first_day(counting.today(frame)))
    shown = unseen[:_UNSEEN]
    names = visited.named(frame, {row.id: row for row in shown}, language)
    owners = {row.id: str(row.content["name"]) for row in db.exec(select(Enterprise))}
    context |= {
        "unseen": [(row, names.get(row.id, row.slug), owners[row.enterprise_id]) for row in shown],
        "unseen_others": len(unseen) - len(shown),
    }
    return office(request, "desk/visits.html", staff, room=ROOM, ways=ways(db, staff, language), **context)


@router.get(PATH + "/file.{form}")
def export(db: Db, _staff: Staff, frame: Frame, language: Language, form: ListForm) -> Response:
    return visited.file(db, frame, language, Scope(), form)


@router.get(PATH + "/{enterprise_id}")
def of_enterprise(request: Request, db: Db, staff: Staff, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    maker, scope = _maker(db, enterprise_id), Scope(enterprise_id)
    context: dict[str, Any] = visited.told(db, frame, scope) | visited.products(db, frame, language, scope)
    context |= {"maker": maker, "name": maker.content["name"]}
    return office(request, "desk/visits_enterprise.html", staff, room=ROOM, ways=ways(db, staff, language), **context)


@router.get(PATH + "/{enterprise_id}/file.{form}")
def export_enterprise(db: Db, _staff: Staff, frame: Frame, language: Language, enterprise_id: UUID, form: ListForm) -> Response:
    return visited.file(db, frame, language, Scope(_maker(db, enterprise_id).id), form)


def _maker(session: Session, enterprise_id: UUID) -> Enterprise:
    maker = session.get(Enterprise, enterprise_id)
    if maker is None:
        raise NotFound
    return maker


def _makers(session: Session, frame: Reference) -> dict[str, Any]:
    """Enterprises by how often their pages and products were opened, those that nobody opened last."""
    found = figures.makers(session, figures.first_day(counting.today(frame)))
    named: list[tuple[UUID, str, dict[Kind, int]]] = [
        (row.id, str(row.content["name"]), found.get(row.id, {})) for row in session.exec(select(Enterprise))
    ]
    named.sort(key=lambda line: (-line[2].get(Kind.OPENED, 0), line[1].casefold()))
    return {"makers": named[:_MAKERS], "makers_others": len(named) - len(named[:_MAKERS])}
