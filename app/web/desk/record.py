"""The record of who did what: searched, paged by its key, and taken along as a file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlmodel import Session

from app.accounts.models import User
from app.catalogue.reference import Reference
from app.review import audit, enterprises
from app.review.audit import COLUMNS
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language
from app.web.desk.lines import told
from app.web.desk.ways import ways
from app.web.desk.wording import ACTIONS, KINDS
from app.web.desk.words import Words
from app.web.forms import OrNone
from app.web.language import translations
from app.web.lists import ListForm, list_file
from app.web.office import office
from app.web.people import Assisting

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/record"
_SEVERAL: Final = 20
_NOTHING: Final = UUID(int=0)

Day = Annotated[date | None, OrNone]
Id = Annotated[UUID | None, OrNone]


class Asked(Query):
    """Filters of the record. `actor`, `thing` and `maker` come from links of other pages; `enterprise` is a name as somebody types it."""

    q: Annotated[str, Field(max_length=100)] = ""
    action: Annotated[str, Field(max_length=40)] = ""
    kind: Annotated[str, Field(max_length=40)] = ""
    enterprise: Annotated[str, Field(max_length=100)] = ""
    actor: Id = None
    thing: Id = None
    maker: Id = None
    since: Day = None
    until: Day = None
    before: Annotated[int | None, Field(ge=1), OrNone] = None


@dataclass(frozen=True)
class Found:
    """What the filters come to: the lines that are wanted, and the enterprises that a typed name could mean."""

    wanted: audit.Wanted
    meant: list[enterprises.Line]


@router.get(PATH)
def browse(
    request: Request, db: Db, person: Assisting, frame: Frame, language: Language, asked: Annotated[Asked, asking(Asked)]
) -> Response:
    found, words = _found(db, frame, asked), Words(language, frame)
    page = audit.find(db, found.wanted, before=asked.before)
    actor = db.get(User, asked.actor) if asked.actor else None
    maker = enterprises.names(db, [asked.maker]).get(asked.maker, "") if asked.maker else ""
    context: dict[str, Any] = {
        "lines": [told(db, event, words) for event in page.events],
        "before": page.before,
        "meant": found.meant,
        "actor": actor.name if actor else "",
        "maker": maker,
        "asked": asked,
        "filters": {name: str(value) for name, value in asked.model_dump(exclude={"before"}).items() if value},
        "actions": sorted(((key, words.said(text)) for key, text in ACTIONS.items()), key=lambda pair: pair[1].casefold()),
        "kinds": [(key, words.said(text)) for key, text in KINDS.items()],
    }
    return office(request, "desk/record.html", person, room="record", ways=ways(db, person, language), **context)


@router.get(PATH + "/file.{form}")
def export(
    db: Db,
    _person: Assisting,
    frame: Frame,
    language: Language,
    form: ListForm,
    asked: Annotated[Asked, asking(Asked)],
) -> Response:
    """All lines that the filters find, oldest first, as a file that runs nothing when it is opened."""
    rows = audit.rows(db, _found(db, frame, asked).wanted)
    return list_file(form, "record", COLUMNS, rows, title=translations(language).gettext("Record"))


def _found(session: Session, frame: Reference, asked: Asked) -> Found:
    maker, meant = asked.maker, list[enterprises.Line]()
    if asked.enterprise.strip() and maker is None:
        lines = enterprises.listed(session, enterprises.Wanted(words=asked.enterprise.strip()), limit=_SEVERAL).lines
        exact = [line for line in lines if line.name.casefold() == asked.enterprise.strip().casefold()]
        chosen = exact if len(exact) == 1 else lines
        maker, meant = (chosen[0].id, []) if len(chosen) == 1 else (_NOTHING, chosen)
    wanted = audit.Wanted(
        actor_id=asked.actor,
        action=asked.action or None,
        kind=asked.kind or None,
        entity_id=asked.thing,
        enterprise_id=maker,
        since=_begin(asked.since, frame),
        until=_begin(asked.until + timedelta(days=1), frame) if asked.until and asked.until < date.max else None,
        words=asked.q.strip(),
    )
    return Found(wanted, meant)


def _begin(day: date | None, frame: Reference) -> datetime | None:
    """The first moment of a day at the centre."""
    return datetime.combine(day, time.min, ZoneInfo(frame.centre.time_zone)) if day else None
