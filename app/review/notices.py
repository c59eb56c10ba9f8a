"""What the people of an enterprise are told: written with the decision, shown in the portal, gathered into one letter each."""

from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from app.accounts.models import Membership
from app.catalogue.models import Enterprise, Product
from app.db import now
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.review import live
from app.review.models import Notice, Submission

LETTERS: Final = "letters of notices"
"""The job that gathers what an enterprise has not been written yet."""
GATHER: Final = timedelta(minutes=5)
"""So long a letter waits for further decisions: fifty products approved one after another are one letter."""
KEPT: Final = timedelta(days=365)
PAGE: Final = 30


class About(StrEnum):
    APPROVED = "approved"
    ACCEPTED = "accepted"
    """An enterprise that was not in the catalogue before."""
    CHANGES_REQUESTED = "changes_requested"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    TAKEN_DOWN = "taken_down"
    PAPER = "paper"


def write(
    session: Session,
    enterprise_id: UUID,
    about: About,
    key: str,
    *,
    kind: str = live.ENTERPRISE,
    entity_id: UUID | None = None,
    names: dict[str, str] | None = None,
    facts: dict[str, str] | None = None,
) -> bool:
    """A notice, and a letter about it in a few minutes; False when this was told already. `facts` without empty ones."""
    if session.exec(select(Notice.id).where(Notice.enterprise_id == enterprise_id, Notice.key == key)).first():
        return False
    said = {name: text for name, text in (facts or {}).items() if text}
    session.add(
        Notice(
            enterprise_id=enterprise_id,
            about=about,
            key=key,
            kind=kind,
            entity_id=entity_id or enterprise_id,
            names=names or {},
            facts=said,
        )
    )
    session.flush()
    _letter_later(session, enterprise_id)
    return True


def of_decision(session: Session, submission: Submission, about: About) -> None:
    """What became of a submission, with the reason and the note to the enterprise; what staff note for themselves is not in it."""
    facts = {"reason": submission.reason, "note": submission.note}
    key = f"{about}:{submission.id}:{submission.version}"
    names = _said_names(submission)
    write(session, submission.enterprise_id, about, key, kind=submission.kind, entity_id=submission.entity_id, names=names, facts=facts)


def of_standing(session: Session, row: Enterprise | Product, about: About, why: str) -> None:
    """An enterprise was hidden or shown again, or a product taken down."""
    named = row.content["name"]
    maker, kind, names = (
        (row.id, live.ENTERPRISE, {"und": str(named)}) if isinstance(row, Enterprise) else (row.enterprise_id, live.PRODUCT, dict(named))
    )
    key = f"{about}:{row.id}:{now().isoformat()}"
    write(session, maker, about, key, kind=kind, entity_id=row.id, names=names, facts={"note": why})


def listed(session: Session, enterprise_id: UUID, *, limit: int = PAGE) -> list[Notice]:
    """The latest first."""
    query = select(Notice).where(Notice.enterprise_id == enterprise_id).order_by(col(Notice.at).desc(), col(Notice.id)).limit(limit)
    return list(session.exec(query))


def unseen(session: Session, user_id: UUID, enterprise_id: UUID) -> int:
    """How many notices a member has not seen; none for who is no member."""
    seen = session.exec(select(Membership).where(Membership.user_id == user_id, Membership.enterprise_id == enterprise_id)).first()
    if seen is None:
        return 0
    newer = (col(Notice.at) > (seen.noticed_at or seen.since),)
    return session.exec(select(func.count()).where(Notice.enterprise_id == enterprise_id, *newer)).one()


def see(session: Session, user_id: UUID, enterprise_id: UUID) -> None:
    """All that is there now has been seen by this member."""
    mine = (col(Membership.user_id) == user_id, col(Membership.enterprise_id) == enterprise_id)
    session.connection().execute(update(Membership).where(*mine).values(noticed_at=now()))


def sweep(session: Session) -> int:
    """Remove notices of long ago; how many."""
    return session.connection().execute(delete(Notice).where(col(Notice.at) < now() - KEPT)).rowcount


def _letter_later(session: Session, enterprise_id: UUID) -> None:
    # One that a worker is about to take is locked, so it is passed over, and a new one follows it.
    waiting = select(Job).where(Job.kind == LETTERS, Job.owner_id == enterprise_id, Job.state == JobState.WAITING)
    if session.exec(waiting.with_for_update(skip_locked=True).limit(1)).first() is None:
        queue.enqueue(session, LETTERS, {}, owner_id=enterprise_id, due_at=now() + GATHER)


def _said_names(submission: Submission) -> dict[str, str]:
    """As they stand in the content that was decided on."""
    named = (submission.content or {}).get("name", "")
    return dict(named) if isinstance(named, dict) else {"und": str(named)}
