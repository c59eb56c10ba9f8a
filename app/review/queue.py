"""The queue of the desk: what waits for a decision, oldest first, and the figures of how deciding goes."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.access import Person
from app.accounts.models import User
from app.catalogue.models import Enterprise
from app.catalogue.reference import reference
from app.db import now
from app.review import live, trust
from app.review.models import Event, State, Submission
from app.review.workflow import CLAIM
from app.text import fold

PAGE: Final = 50
AGES: Final = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""Limits between the ages that are counted: within a day, three days, a week, and longer."""

_DECIDED: Final = (State.APPROVED, State.CHANGES_REQUESTED, State.DECLINED)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which submissions are asked for; what is None does not matter. `claimed`: by anybody, now. `area` counts with all within it."""

    kind: str | None = None
    enterprise_id: UUID | None = None
    area: str | None = None
    older_than: timedelta | None = None
    claimed: bool | None = None


@dataclass(frozen=True)
class Waiting:
    """A line of the queue. `names` are those of the thing by language; `new` says that nothing of it is live."""

    submission: Submission
    names: dict[str, str]
    enterprise: str
    age: timedelta
    claimed_by: str
    new: bool


@dataclass(frozen=True)
class Page:
    """`after` asks for the next page, None after the last."""

    lines: list[Waiting]
    after: tuple[datetime, UUID] | None


@dataclass(frozen=True)
class Figures:
    """How deciding goes. Times are from the last handing in to the decision; counts of decisions are those of the span asked for."""

    waiting: int
    enterprises_waiting: int
    drafts: int
    sent_back: int
    """With the SMEs, to be changed."""
    oldest: timedelta | None
    decided: Counter[str]
    """By state."""
    automatic: int
    median_time: timedelta | None
    """Of what people decided."""
    reasons: Counter[str]


def waiting(session: Session, wanted: Wanted, *, after: tuple[datetime, UUID] | None = None, limit: int = PAGE) -> Page:
    """A page of what waits for a decision, oldest first."""
    query = _matching(session, wanted).order_by(col(Submission.submitted_at), col(Submission.id)).limit(limit + 1)
    if after:
        query = query.where(_later(*after))
    found = list(session.exec(query))
    end = found[limit - 1] if len(found) > limit else None
    return Page(lines(session, found[:limit]), (end.submitted_at, end.id) if end and end.submitted_at else None)


def following(session: Session, person: Person, wanted: Wanted | None = None, *, behind: Submission | None = None) -> Submission | None:
    """The next to look at: the oldest that nobody else is looking at, behind the given one where there is one, else from the beginning."""
    return session.exec(_free(session, person, wanted, behind)).first()


def take(session: Session, person: Person, wanted: Wanted | None = None, *, behind: Submission | None = None) -> Submission | None:
    """The same, claimed."""
    # Whoever has just decided holds the centre's row: to wait here for somebody who wants that one would be to wait for each other.
    found = session.exec(_free(session, person, wanted, behind).with_for_update(skip_locked=True)).first()
    if found:
        found.claimed_by, found.claimed_at = person.user.id, now()
    return found


def makers(session: Session) -> list[tuple[UUID, str, int]]:
    """The enterprises that wait, by name, with how many things of theirs."""
    each = select(Submission.enterprise_id, func.count()).where(Submission.state == State.SUBMITTED).group_by(col(Submission.enterprise_id))
    counts = dict(session.exec(each).all())
    called = _makers(session, set(counts))
    return sorted(((owner, called.get(owner, ""), count) for owner, count in counts.items()), key=lambda entry: fold(entry[1]))


def ages(session: Session, wanted: Wanted | None = None) -> list[int]:
    """How many wait by age: one count for each of AGES, from young to old, and one for what is older."""
    moment = now()
    counts = [0] * (len(AGES) + 1)
    for submitted in session.exec(_matching(session, wanted or Wanted()).with_only_columns(col(Submission.submitted_at))):  # type: ignore[call-overload]
        counts[sum(moment - submitted > limit for limit in AGES)] += 1
    return counts


def figures(session: Session, since: datetime, until: datetime) -> Figures:
    """How deciding went in a span of time, and what waits now."""
    states: Counter[str] = Counter(dict(session.exec(select(Submission.state, func.count()).group_by(col(Submission.state))).all()))
    oldest, enterprises = session.exec(
        select(func.min(Submission.submitted_at), func.count(func.distinct(Submission.enterprise_id))).where(
            Submission.state == State.SUBMITTED
        )
    ).one()
    actions = {str(state): state for state in _DECIDED} | {trust.AUTOMATIC: State.APPROVED}
    decided = session.exec(select(Event).where(col(Event.action).in_(actions), col(Event.at) >= since, col(Event.at) < until)).all()
    times = [int(event.detail["waited"]) for event in decided if event.action != trust.AUTOMATIC]
    return Figures(
        waiting=states[State.SUBMITTED],
        enterprises_waiting=enterprises,
        drafts=states[State.DRAFT],
        sent_back=states[State.CHANGES_REQUESTED],
        oldest=now() - oldest if oldest else None,
        decided=Counter(str(actions[event.action]) for event in decided),
        automatic=sum(event.action == trust.AUTOMATIC for event in decided),
        median_time=timedelta(seconds=median(times)) if times else None,
        reasons=Counter(event.detail["reason"] for event in decided if "reason" in event.detail),
    )


def decisions(session: Session, since: datetime, until: datetime, *, action: str = "", reason: str = "") -> list[Event]:
    """The decisions of a span of time, newest first, at most 500; `action` is a state or trust.AUTOMATIC."""
    actions = [action] if action else [*map(str, _DECIDED), trust.AUTOMATIC]
    query = select(Event).where(col(Event.action).in_(actions), col(Event.at) >= since, col(Event.at) < until)
    if reason:
        query = query.where(col(Event.detail)["reason"].as_string() == reason)
    return list(session.exec(query.order_by(col(Event.id).desc()).limit(500)))


def lines(session: Session, submissions: list[Submission]) -> list[Waiting]:
    """Submissions as lines of a queue, in the order given."""
    moment = now()
    makers = {s.enterprise_id for s in submissions}
    people = {s.claimed_by for s in submissions if s.claimed_by}
    enterprises = _makers(session, makers)
    claimers = dict(session.exec(select(User.id, User.name).where(col(User.id).in_(people))).all()) if people else {}
    found: list[Waiting] = []
    for submission in submissions:
        own = _names(submission.content or {})
        claimed = submission.claimed_at is not None and submission.claimed_at > moment - CLAIM
        maker = enterprises.get(submission.enterprise_id, "")
        who = claimers.get(submission.claimed_by, "") if claimed and submission.claimed_by else ""
        age = moment - (submission.submitted_at or moment)
        found.append(Waiting(submission, own, maker, age, who, new=not submission.base))
    return found


def names(session: Session, submission_ids: list[UUID]) -> dict[UUID, Waiting]:
    """Submissions of whatever state as lines, by id."""
    found = list(session.exec(select(Submission).where(col(Submission.id).in_(submission_ids)))) if submission_ids else []
    return {line.submission.id: line for line in lines(session, found)}


def _matching(session: Session, wanted: Wanted) -> SelectOfScalar[Submission]:
    query = select(Submission).where(Submission.state == State.SUBMITTED)
    if wanted.kind:
        query = query.where(Submission.kind == wanted.kind)
    if wanted.enterprise_id:
        query = query.where(Submission.enterprise_id == wanted.enterprise_id)
    if wanted.older_than is not None:
        query = query.where(col(Submission.submitted_at) < now() - wanted.older_than)
    if wanted.claimed is not None:
        fresh = col(Submission.claimed_at) > now() - CLAIM
        query = query.where(fresh if wanted.claimed else or_(col(Submission.claimed_at).is_(None), ~fresh))
    if wanted.area:
        areas = reference(session).areas_within(wanted.area)
        there = select(Enterprise.id).where(col(Enterprise.area).in_(areas))
        # an enterprise that is not in the catalogue yet says itself where it is
        new = (Submission.kind == live.ENTERPRISE) & col(Submission.content)["area"].as_string().in_(areas)
        query = query.where(or_(col(Submission.enterprise_id).in_(there), new))
    return query


def _free(session: Session, person: Person, wanted: Wanted | None, behind: Submission | None) -> SelectOfScalar[Submission]:
    mine = col(Submission.claimed_by) == person.user.id
    free = or_(mine, col(Submission.claimed_at).is_(None), col(Submission.claimed_at) <= now() - CLAIM)
    query = _matching(session, wanted or Wanted()).where(free)
    if behind and behind.submitted_at:
        query = query.where(Submission.id != behind.id).order_by(_later(behind.submitted_at, behind.id).desc())
    return query.order_by(col(Submission.submitted_at), col(Submission.id)).limit(1)


def _later(moment: datetime, last: UUID) -> ColumnElement[bool]:
    same = (col(Submission.submitted_at) == moment) & (col(Submission.id) > last)
    return or_(col(Submission.submitted_at) > moment, same)


def _makers(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    """The names of enterprises, in the catalogue or not yet."""
    rows = session.exec(select(Enterprise.id, Enterprise.content).where(col(Enterprise.id).in_(ids))).all()
    found = {owner: str(content["name"]) for owner, content in rows}
    if unknown := ids - found.keys():  # what is not in the catalogue says its name in what was handed in
        own = select(Submission.enterprise_id, Submission.content).where(
            Submission.kind == live.ENTERPRISE, col(Submission.enterprise_id).in_(unknown), col(Submission.content).is_not(None)
        )
        found |= {owner: str(content["name"]) for owner, content in session.exec(own) if content}
    return found


def _names(content: dict[str, Any]) -> dict[str, str]:
    """By language; an enterprise has one name for all, under no language."""
    name = content.get("name", {})
    return name if isinstance(name, dict) else {"": str(name)}
