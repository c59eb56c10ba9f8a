"""Certificates that have ended or end soon, of all enterprises, with a message ready for those whom no letter reaches."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlmodel import Session

from app.catalogue.reference import Reference
from app.review import enterprises, papers, telling
from app.review.models import Notice
from app.review.notices import About
from app.review.papers import Held
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language
from app.web.desk.telling import whatsapp
from app.web.desk.ways import ways
from app.web.forms import OrNone
from app.web.language import translations
from app.web.office import office
from app.web.people import Moderator

router = APIRouter(include_in_schema=False)
PAGE: Final = 100
_EXPIRED: Final = "expired"


class Asked(Query):
    """How near the end is, in days of papers.STEPS or "expired", and of which enterprise."""

    within: Annotated[str, Field(max_length=10)] = ""
    maker: Annotated[UUID | None, OrNone] = None


@router.get("/desk/papers")
def browse(
    request: Request, db: Db, person: Moderator, frame: Frame, language: Language, asked: Annotated[Asked, asking(Asked)]
) -> Response:
    day = papers.today(db)
    everything = papers.ending(db, day)
    names = enterprises.names(db, list({one.enterprise_id for one in everything}))
    mine = [one for one in everything if asked.maker in (None, one.enterprise_id)]
    chosen: dict[str, list[Held]] = {"": mine, _EXPIRED: [one for one in mine if one.ends < day]}
    chosen |= {str(step): [one for one in mine if 0 <= (one.ends - day).days <= step] for step in papers.STEPS}
    within = asked.within if asked.within in chosen else ""
    words = translations(language)
    labels = {"": words.gettext("All"), _EXPIRED: words.gettext("Expired")}
    labels |= {str(step): words.gettext("{n} days").format(n=step) for step in papers.STEPS}
    context: dict[str, Any] = {
        "filters": [(key, labels[key], len(chosen[key])) for key in ("", _EXPIRED, *map(str, papers.STEPS))],
        "within": within,
        "maker": str(asked.maker or ""),
        "makers": sorted(((str(ident), name) for ident, name in names.items()), key=lambda pair: pair[1].casefold()),
        "lines": [_line(request, db, frame, language, one, names.get(one.enterprise_id, "")) for one in chosen[within][:PAGE]],
        "more": max(0, len(chosen[within]) - PAGE),
    }
    return office(request, "desk/papers.html", person, room="papers", ways=ways(db, person, language), **context)


def _line(request: Request, session: Session, frame: Reference, language: str, held: Held, maker: str) -> dict[str, Any]:
    day = papers.today(session)
    named, scheme = frame.words(held.names, language), frame.schemes.get(held.paper.scheme)
    reader = telling.by_phone(session, held.enterprise_id)
    facts = {"scheme": held.paper.scheme, "number": held.paper.number, "valid_to": held.ends.isoformat()}
    key = "paper:-1" if held.ends < day else "paper"
    notice = Notice(enterprise_id=held.enterprise_id, about=About.PAPER, key=key, kind=held.kind, names=held.names, facts=facts)
    return {
        "held": held,
        "scheme": frame.name(scheme, language) if scheme else held.paper.scheme,
        "name": named.value if named else "",
        "maker": maker or "—",
        "days": held.days(day),
        "whatsapp": whatsapp(request, frame, reader, maker, [notice])["whatsapp"] if reader else "",
        "reached": bool(telling.readers(session, held.enterprise_id)),
    }
