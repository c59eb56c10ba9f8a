"""How far an enterprise is believed: what may go public without a person, and what of it is looked at afterwards."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.access import Person
from app.catalogue.content import Money
from app.catalogue.models import Enterprise
from app.db import now
from app.errors import Invalid
from app.review import audit, checks, diff, live
from app.review.diff import Change
from app.review.models import Event, State, Submission, Trust
from app.review.reading import Live
from app.text import _

AUTOMATIC: Final = "approved_automatically"
SAMPLED: Final = "sampled"
REVIEWED: Final = "reviewed"


@dataclass(frozen=True)
class Limits:
    """What an enterprise of one level may publish by itself."""

    words: str
    fields: frozenset[str]
    """Fields of an edit that may change."""
    price: Decimal
    """By which share a price may rise or fall."""
    new: bool
    """Whether products that were never shown may go public."""
    a_day: int
    sample: int
    """One in so many is looked at afterwards."""


_WORDS: Final = frozenset({"name", "summary", "description", "pictures", "alt", "lead_time_days", "minimum_order", "monthly_capacity"})
_FACTS: Final = _WORDS | {"ingredients", "net", "unit", "reference", "shelf_life_days", "storage", "hs_code", "gtin"}

LEVELS: Final = {
    1: Limits(_("Words, pictures and small changes of price"), _WORDS, Decimal("0.2"), new=False, a_day=10, sample=5),
    2: Limits(_("Also sizes and numbers, and new products"), _FACTS, Decimal("0.5"), new=True, a_day=30, sample=10),
}
"""By level. Level 0 is not here: everything is looked at. Certificates, category, origin and alcohol are looked at on every level."""

_NEW: Final = frozenset({"category", "origin", "stage", "price", "wholesale_price", "enterprise_id"})
"""What a new product has that an edit may not touch."""


class NoSuchLevel(Invalid):
    message = _("There is no such level of trust.")


@dataclass(frozen=True)
class History:
    """What an enterprise has shown so far, for whoever decides how far to believe it."""

    approved: int
    changes_requested: int
    declined: int
    reviewed_unsound: int


def level(session: Session, enterprise_id: UUID) -> int:
    found = session.get(Trust, enterprise_id)
    return found.level if found else 0


def levels(session: Session, enterprise_ids: Collection[UUID]) -> dict[UUID, int]:
    """The levels above 0 of these enterprises."""
    found = session.exec(select(Trust).where(col(Trust.enterprise_id).in_(enterprise_ids), col(Trust.level) > 0))
    return {trust.enterprise_id: trust.level for trust in found}


def set_level(session: Session, person: Person | None, enterprise_id: UUID, to: int, why: str) -> None:
    """Raises NoSuchLevel."""
    if to != 0 and to not in LEVELS:
        raise NoSuchLevel
    found = session.get(Trust, enterprise_id) or Trust(enterprise_id=enterprise_id)
    before, found.level, found.since, found.by = found.level, to, now(), person.user.id if person else None
    session.add(found)
    actor, levels = person.user if person else None, {"from": before, "to": to}
    audit.record(
        session, actor, "trust_changed", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id, why=why, detail=levels
    )


def history(session: Session, enterprise_id: UUID) -> History:
    events = select(Event.action, func.count()).where(Event.enterprise_id == enterprise_id).group_by(col(Event.action))
    counts = Counter(dict(session.exec(events).all()))
    return History(
        approved=counts["approved"] + counts[AUTOMATIC],
        changes_requested=counts[State.CHANGES_REQUESTED],
        declined=counts[State.DECLINED],
        reviewed_unsound=counts["reviewed_unsound"],
    )


def may_approve_itself(session: Session, submission: Submission, new: Live[Any, Any], old: Live[Any, Any] | None) -> bool:
    """Whether a submission that was just handed in lies within what its enterprise may publish without a person."""
    limits = LEVELS.get(level(session, submission.enterprise_id))
    maker = session.get(Enterprise, submission.enterprise_id)
    if limits is None or maker is None or maker.suspended or submission.kind != live.PRODUCT:
        return False
    if old is None and not limits.new:
        return False
    allowed = limits.fields | (_NEW if old is None else frozenset())
    if not all(_within(change, allowed, limits) for change in diff.changes(old, new)):
        return False
    return _today(session, submission.enterprise_id) < limits.a_day and not checks.of(session, submission, new)


def sample(session: Session, submission: Submission) -> bool:
    """Put one in some of the automatic decisions down for a later look. The id was drawn by chance, so it draws the sample too."""
    limits = LEVELS[level(session, submission.enterprise_id)]
    drawn = submission.id.int % limits.sample == 0
    if drawn:
        audit.record(session, None, SAMPLED, submission=submission)
    return drawn


def samples(session: Session) -> list[Submission]:
    """Automatic decisions that are to be looked at, oldest first."""
    looked = select(Event.submission_id).where(col(Event.action).in_((REVIEWED, "reviewed_unsound")), col(Event.submission_id).is_not(None))
    drawn = select(Event.submission_id).where(Event.action == SAMPLED, col(Event.submission_id).not_in(looked))
    return list(
        session.exec(select(Submission).where(col(Submission.id).in_(drawn)).order_by(col(Submission.decided_at), col(Submission.id)))
    )


def review(session: Session, person: Person, submission: Submission, *, sound: bool, why: str = "") -> None:
    """Say how an automatic decision turned out; an unsound one ends the trust of its enterprise."""
    audit.record(session, person.user, REVIEWED if sound else "reviewed_unsound", submission=submission, why=why)
    if not sound:
        set_level(session, person, submission.enterprise_id, 0, why)


def _within(change: Change, allowed: frozenset[str], limits: Limits) -> bool:
    if change.confidential:
        return True
    if change.field in ("price", "wholesale_price") and change.old is not None:
        return _near(change.old, change.new, limits.price)
    return change.field.partition(".")[0] in allowed


def _near(old: Money, new: Money | None, share: Decimal) -> bool:
    return new is None or (old.currency == new.currency and abs(new.amount - old.amount) <= old.amount * share)


def _today(session: Session, enterprise_id: UUID) -> int:
    recent = select(func.count()).where(
        Submission.enterprise_id == enterprise_id, col(Submission.automatic), col(Submission.decided_at) > now() - timedelta(days=1)
    )
    return session.exec(recent).one()
