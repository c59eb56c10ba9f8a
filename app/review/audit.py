"""The record of who did what to which thing, when and why. Rows are only added; the database refuses anything else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.models import User
from app.review.models import Event, Submission

PAGE: Final = 50
COLUMNS: Final = ("id", "at", "actor", "actor_id", "action", "kind", "entity_id", "enterprise_id", "submission_id", "why", "detail")
"""Headings of an exported record."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which lines of the record are asked for; what is None does not matter. `words` are looked for in names and reasons."""

    actor_id: UUID | None = None
    action: str | None = None
    kind: str | None = None
    entity_id: UUID | None = None
    enterprise_id: UUID | None = None
    submission_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class Page:
    """Lines of the record, newest first; `before` asks for the next page, None after the last."""

    events: list[Event]
    before: int | None


def record(
    session: Session,
    actor: User | None,
    action: str,
    *,
    kind: str = "",
    entity_id: UUID | None = None,
    enterprise_id: UUID | None = None,
    submission: Submission | None = None,
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> Event:
    """Add a line; without `actor` the program itself did it. `detail` is plain JSON and holds no confidential facts."""
    if submission:
        kind, entity_id, enterprise_id = submission.kind, submission.entity_id, submission.enterprise_id
    event = Event(actor=actor.name if actor else "", actor_id=actor.id if actor else None, action=action, why=why, detail=detail or {})
    event.kind, event.entity_id, event.enterprise_id = kind, entity_id, enterprise_id
    event.submission_id = submission.id if submission else None
    session.add(event)
    session.flush()
    return event


def find(session: Session, wanted: Wanted, *, before: int | None = None, limit: int = PAGE) -> Page:
    """A page of the record, newest first."""
    query = _matching(wanted).order_by(col(Event.id).desc()).limit(limit + 1)
    if before is not None:
        query = query.where(col(Event.id) < before)
    events = list(session.exec(query))
    return Page(events[:limit], events[limit - 1].id if len(events) > limit else None)


def of_enterprise(session: Session, enterprise_id: UUID) -> list[Event]:
    """All of the record about an enterprise, oldest first."""
    return list(session.exec(_matching(Wanted(enterprise_id=enterprise_id)).order_by(col(Event.id))))


def rows(session: Session, wanted: Wanted) -> Iterator[dict[str, str]]:
    """The record as text by COLUMNS, oldest first, for a file. Whoever writes it guards against formulas."""
    query = _matching(wanted).order_by(col(Event.id)).execution_options(yield_per=500)
    for event in session.exec(query):
        texts = {name: getattr(event, name) for name in COLUMNS}
        texts |= {"at": event.at.isoformat(), "detail": json.dumps(event.detail, ensure_ascii=False) if event.detail else ""}
        yield {name: "" if value is None else str(value) for name, value in texts.items()}


def _matching(wanted: Wanted) -> SelectOfScalar[Event]:
    query = select(Event)
    for name in ("actor_id", "action", "kind", "entity_id", "enterprise_id", "submission_id"):
        if (value := getattr(wanted, name)) is not None:
            query = query.where(getattr(Event, name) == value)
    if wanted.since:
        query = query.where(col(Event.at) >= wanted.since)
    if wanted.until:
        query = query.where(col(Event.at) < wanted.until)
    if wanted.words:
        query = query.where(or_(*(column.icontains(wanted.words, autoescape=True) for column in (col(Event.actor), col(Event.why)))))
    return query
