"""Figures of the desk: how long things wait and take, why they are sent back, who waits, what is incomplete. Each opens its rows."""

from datetime import timedelta
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from app.catalogue.reference import reference
from app.db import now
from app.errors import NotFound
from app.review import incomplete, queue, reasons, trust
from app.review.models import State
from app.review.queue import AGES
from app.web.deps import Db
from app.web.desk.ways import ways
from app.web.desk.wording import ACTIONS
from app.web.desk.words import Words
from app.web.office import office
from app.web.people import Assisting

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/figures"
SPANS: Final = (7, 30, 90, 365)
"""Days that may be looked back on."""
_ACTIONS: Final = (str(State.APPROVED), trust.AUTOMATIC, str(State.CHANGES_REQUESTED), str(State.DECLINED))
_REASONS: Final = {**reasons.DECLINED, **reasons.CHANGES}


@router.get(PATH)
def figures(request: Request, db: Db, staff: Assisting, days: int = 30) -> Response:
    language, until = request.state.language, now()
    days = days if days in SPANS else 30
    ages, found = queue.ages(db), queue.figures(db, until - timedelta(days=days), until)
    context: dict[str, Any] = {
        "figures": found,
        "by_people": found.decided[State.APPROVED] - found.automatic,
        "days": days,
        "spans": SPANS,
        "ages": [("", sum(ages)), *((str(limit.days), sum(ages[n + 1 :])) for n, limit in enumerate(AGES))],
        "reasons": [(reason, _REASONS[reason], count) for reason, count in found.reasons.most_common()],
        "makers": queue.makers(db),
        "lacking": sorted(incomplete.counts(db).items(), key=lambda entry: -entry[1]),
        "words": Words(language, reference(db)),
        "until": until,
    }
    return office(request, "desk/figures.html", staff, room="figures", ways=ways(db, staff, language), **context)


@router.get(f"{PATH}/decisions")
def decisions(request: Request, db: Db, staff: Assisting, days: int = 30, action: str = "", reason: str = "") -> Response:
    """The decisions behind a bar."""
    language, until = request.state.language, now()
    if days not in SPANS or (action and action not in _ACTIONS) or (reason and reason not in _REASONS):
        raise NotFound
    events = queue.decisions(db, until - timedelta(days=days), until, action=action, reason=reason)
    names = queue.names(db, [event.submission_id for event in events if event.submission_id])
    context: dict[str, Any] = {"events": events, "names": names, "days": days, "action": action, "reason": _REASONS.get(reason, "")}
    context |= {"words": Words(language, reference(db)), "actions": ACTIONS, "reasons": _REASONS}
    return office(request, "desk/decisions.html", staff, room="figures", ways=ways(db, staff, language), **context)


@router.get(f"{PATH}/incomplete/{{key}}")
def lacking(request: Request, db: Db, staff: Assisting, key: str) -> Response:
    """The products on show that lack something."""
    language = request.state.language
    rows = incomplete.rows(db, key, language)
    context: dict[str, Any] = {"key": key, "rows": rows, "most": incomplete.MOST, "words": Words(language, reference(db))}
    return office(request, "desk/incomplete.html", staff, room="figures", ways=ways(db, staff, language), **context)
