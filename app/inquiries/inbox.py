"""The inbox of an enterprise: its questions, and what it did about each. Whose they are is asked first; a foreign one is not there."""

from typing import Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.db import now
from app.errors import NotFound
from app.inquiries.models import Inquiry, State

OWN: Final = (State.NEW, State.ANSWERED, State.ARCHIVED)
"""What an enterprise sees; a reported one is with the centre."""
MOST: Final = 200
_LONGEST_NOTE: Final = 2_000


def counts(session: Session, enterprise_id: UUID) -> dict[str, int]:
    """How many stand in each state."""
    found = select(Inquiry.state, func.count()).where(Inquiry.enterprise_id == enterprise_id).group_by(col(Inquiry.state))
    return dict(session.exec(found).all())


def waiting(session: Session, enterprise_id: UUID) -> int:
    """How many have no answer yet."""
    mine = select(func.count()).where(Inquiry.enterprise_id == enterprise_id, Inquiry.state == State.NEW)
    return session.exec(mine).one()


def listed(session: Session, enterprise_id: UUID, state: State) -> list[Inquiry]:
    """At most MOST, the newest first; of the unanswered ones, the one that waits longest."""
    order = col(Inquiry.created_at) if state is State.NEW else col(Inquiry.created_at).desc()
    found = select(Inquiry).where(Inquiry.enterprise_id == enterprise_id, Inquiry.state == state)
    return list(session.exec(found.order_by(order, col(Inquiry.id)).limit(MOST)))


def one(session: Session, enterprise_id: UUID, inquiry_id: UUID) -> Inquiry:
    """Raises NotFound, also for one of another enterprise or one that the centre looks after."""
    found = session.get(Inquiry, inquiry_id)
    if found is None or found.enterprise_id != enterprise_id or found.state not in OWN:
        raise NotFound
    return found


def answer(session: Session, person: User, enterprise_id: UUID, inquiry_id: UUID) -> None:
    """Somebody has answered, by whatever way. The second who says so changes nothing."""
    found = one(session, enterprise_id, inquiry_id)
    if found.state != State.ANSWERED:
        found.state, found.answered_at, found.answered_by = State.ANSWERED, found.answered_at or now(), found.answered_by or person.id
    session.flush()


def reopen(session: Session, enterprise_id: UUID, inquiry_id: UUID) -> None:
    """It waits for an answer again."""
    found = one(session, enterprise_id, inquiry_id)
    found.state, found.answered_at, found.answered_by = State.NEW, None, None
    session.flush()


def archive(session: Session, enterprise_id: UUID, inquiry_id: UUID) -> None:
    """Out of the way, answered or not."""
    one(session, enterprise_id, inquiry_id).state = State.ARCHIVED
    session.flush()


def write_down(session: Session, enterprise_id: UUID, inquiry_id: UUID, note: str) -> None:
    """The enterprise's own note."""
    one(session, enterprise_id, inquiry_id).note = note.strip()[:_LONGEST_NOTE]
    session.flush()


def report(session: Session, enterprise_id: UUID, inquiry_id: UUID) -> None:
    """No question but something else: the centre decides."""
    one(session, enterprise_id, inquiry_id).state = State.REPORTED
    session.flush()
