"""Enterprises on the desk: the list, the page of one, suspending and restoring, trust."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlmodel import Session, col, select

from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference, reference
from app.errors import CatalogueError, NotFound
from app.review import drafts, enterprises, standing, trust
from app.review.enterprises import Standing, Wanted
from app.review.models import State
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language, Tx
from app.web.desk import telling
from app.web.desk.one import about
from app.web.desk.ways import ways
from app.web.desk.wording import LEVELS, STANDINGS
from app.web.desk.words import Words
from app.web.forms import Form, OrNone
from app.web.language import translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Manager, Moderator, staff

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/enterprises"
ROOM: Final = "enterprises"
Helper = Annotated[Person, staff(StaffRole.MODERATOR, StaffRole.FLOOR)]


class Asked(Query):
    """Filters of the list, and the place where the page begins."""

    q: Annotated[str, Field(max_length=100)] = ""
    standing: Annotated[Standing | None, OrNone] = None
    area: Annotated[str, Field(max_length=64)] = ""
    trust: Annotated[int | None, Field(ge=0, le=9), OrNone] = None
    place: Annotated[str, Field(max_length=300)] = ""
    last: Annotated[UUID | None, OrNone] = None


@router.get(PATH)
def browse(request: Request, db: Db, person: Helper, frame: Frame, language: Language, asked: Annotated[Asked, asking(Asked)]) -> Response:
    area = asked.area if asked.area in frame.areas else None
    wanted = Wanted(words=asked.q.strip(), standing=asked.standing, area=area, trust=asked.trust)
    page = enterprises.listed(db, wanted, after=(asked.place, asked.last) if asked.last else None)
    filters = {"q": wanted.words, "standing": asked.standing or "", "area": area or "", "trust": "" if asked.trust is None else asked.trust}
    context: dict[str, Any] = {
        "page": page,
        "counts": enterprises.counts(db, wanted),
        "standings": STANDINGS,
        "levels": LEVELS,
        "filters": filters,
        "areas": _areas(frame, language),
        "place_of": lambda key: frame.name(frame.areas[key], language) if key in frame.areas else "",
    }
    return office(request, "desk/enterprises.html", person, room=ROOM, ways=ways(db, person, language), **context)


@router.get(PATH + "/{enterprise_id}")
def show(request: Request, db: Db, person: Helper, frame: Frame, language: Language, enterprise_id: UUID) -> Response:
    return page_of(request, db, person, frame, language, enterprise_id)


@router.get(PATH + "/{enterprise_id}/suspension")
def ask_suspension(request: Request, db: Db, person: Moderator, language: Language, enterprise_id: UUID) -> Response:
    return _suspension(request, db, person, language, enterprise_id)


@router.post(PATH + "/{enterprise_id}/suspension")
def suspend(request: Request, db: Db, tx: Tx, person: Moderator, language: Language, enterprise_id: UUID, form: Form) -> Response:
    try:
        standing.suspend(tx, person, enterprise_id, form.line("why", 1000))
    except standing.WhyNeeded as error:
        raise Refused(_suspension(request, db, person, language, enterprise_id, error=error)) from error
    return onward(request, f"{PATH}/{enterprise_id}", "suspended", **telling.about(tx, enterprise_id))


@router.post(PATH + "/{enterprise_id}/restoration")
def restore(request: Request, tx: Tx, person: Moderator, enterprise_id: UUID, form: Form) -> Response:
    """What was on show before is on show again; what waits for a decision goes on waiting."""
    standing.restore(tx, person, enterprise_id, form.line("why", 1000))
    return onward(request, f"{PATH}/{enterprise_id}", "restored", **telling.about(tx, enterprise_id))


@router.post(PATH + "/{enterprise_id}/trust")
def believe(request: Request, tx: Tx, person: Manager, enterprise_id: UUID, form: Form) -> Response:
    known(tx, enterprise_id)
    trust.set_level(tx, person, enterprise_id, form.number("level", otherwise=-1), form.line("why", 1000))
    return onward(request, f"{PATH}/{enterprise_id}", "saved")


@router.get("/desk/products/{product_id}/removal")
def ask_removal(request: Request, db: Db, person: Moderator, language: Language, product_id: UUID) -> Response:
    return _removal(request, db, person, language, product_id)


@router.post("/desk/products/{product_id}/removal")
def take_down(request: Request, db: Db, tx: Tx, person: Moderator, language: Language, product_id: UUID, form: Form) -> Response:
    row = db.get(Product, product_id)
    try:
        standing.take_down(tx, person, product_id, form.line("why", 1000))
    except standing.WhyNeeded as error:
        raise Refused(_removal(request, db, person, language, product_id, error=error)) from error
    assert row is not None  # noqa: S101  else it was not on show
    return onward(request, f"{PATH}/{row.enterprise_id}", "taken-down", **telling.about(tx, row.enterprise_id))


def page_of(
    request: Request,
    db: Session,
    person: Person,
    frame: Reference,
    language: str,
    enterprise_id: UUID,
    *,
    error: CatalogueError | None = None,
) -> Response:
    """The page of one enterprise, with what went wrong. Raises NotFound."""
    known(db, enterprise_id)
    said = translations(language).gettext(error.message).format(**error.facts) if error else ""
    words, wrong = Words(language, frame), sentences(error.problems, language) if error else {}
    context: dict[str, Any] = {"problem": said, "wrong": {name: f"{words.field(name)}: {sentence}" for name, sentence in wrong.items()}}
    context |= about(db, person, frame, language, enterprise_id)
    context["tell"] = telling.to_tell(request, db) if context["moderates"] else None
    status = error.status if error else 200
    return office(request, "desk/enterprise.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _suspension(
    request: Request, db: Session, person: Person, language: str, enterprise_id: UUID, *, error: CatalogueError | None = None
) -> Response:
    row = db.get(Enterprise, enterprise_id)
    if row is None or row.suspended:
        raise NotFound
    shown = db.exec(select(Product).where(Product.enterprise_id == enterprise_id).order_by(col(Product.slug))).all()
    words = translations(language)
    context: dict[str, Any] = {
        "enterprise": row,
        "products": shown,
        "waiting": len(drafts.listed(db, enterprise_id, states=(State.SUBMITTED,))),
        "wrong": {"why": words.gettext(error.message)} if error else {},
    }
    status = error.status if error else 200
    return office(request, "desk/suspension.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _removal(
    request: Request, db: Session, person: Person, language: str, product_id: UUID, *, error: CatalogueError | None = None
) -> Response:
    row = db.get(Product, product_id)
    if row is None:
        raise NotFound
    words, named = translations(language), reference(db).words(row.content["name"], language)
    context: dict[str, Any] = {
        "product": row,
        "name": named.value if named else row.slug,
        "wrong": {"why": words.gettext(error.message)} if error else {},
    }
    status = error.status if error else 200
    return office(request, "desk/taking_down.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def known(session: Session, enterprise_id: UUID) -> Standing:
    """Raises NotFound for an enterprise of which there is nothing."""
    found = enterprises.standing(session, enterprise_id)
    if found is None:
        raise NotFound
    return found


def _areas(frame: Reference, language: str) -> list[tuple[str, str]]:
    """Countries, provinces and regencies as options, indented by their depth."""
    found = []
    for area in frame.areas.values():
        path = frame.area_path(area.key)
        found.append((tuple(frame.name(step, language) for step in path), area.key))
    found.sort()
    return [(key, "\N{NO-BREAK SPACE}" * 3 * (len(names) - 1) + names[-1]) for names, key in found]
