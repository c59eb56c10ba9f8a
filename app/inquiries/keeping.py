"""What the centre does with questions: hands on what nobody of the enterprise can read, decides on reported ones, finds, erases, sweeps."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_
from sqlmodel import Session, col, select

from app.accounts import people
from app.accounts.models import Membership, User
from app.accounts.people import Login
from app.db import now
from app.errors import NotFound
from app.inquiries.models import InquiriesOff, Inquiry, State

MOST: Final = 200
COLUMNS: Final = ("asked", "about", "name", "phone", "email", "message", "language", "consent", "state", "kept until")
"""Headings of what is given to a person who asks what is kept about them."""


def waiting(session: Session) -> int:
    """How many need the centre."""
    return session.exec(select(func.count()).where(or_(col(Inquiry.state) == State.REPORTED, _to_hand_on()))).one()


def unread(session: Session) -> list[Inquiry]:
    """Questions to enterprises of which nobody can sign in, not handed on yet; the one that waits longest first."""
    wanted = select(Inquiry).where(_to_hand_on())
    return list(session.exec(wanted.order_by(col(Inquiry.created_at), col(Inquiry.id)).limit(MOST)))


def reported(session: Session) -> list[Inquiry]:
    """What enterprises took for something else than a question, oldest first."""
    wanted = select(Inquiry).where(Inquiry.state == State.REPORTED)
    return list(session.exec(wanted.order_by(col(Inquiry.created_at), col(Inquiry.id)).limit(MOST)))


def one(session: Session, inquiry_id: UUID) -> Inquiry:
    """One that the centre looks after. Raises NotFound for all others: what an enterprise can read itself is not the centre's."""
    wanted = select(Inquiry).where(Inquiry.id == inquiry_id, or_(col(Inquiry.state) == State.REPORTED, _nobody()))
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def hand_on(session: Session, inquiry_id: UUID) -> Inquiry:
    """Staff told the enterprise. Raises NotFound."""
    found = one(session, inquiry_id)
    found.handed_at = found.handed_at or now()
    session.flush()
    return found


def give_back(session: Session, inquiry_id: UUID) -> Inquiry:
    """A reported one is a question after all. Raises NotFound."""
    found = one(session, inquiry_id)
    if found.state != State.REPORTED:
        raise NotFound
    found.state = State.NEW
    session.flush()
    return found


def remove(session: Session, inquiry_id: UUID) -> Inquiry:
    """Deletes one that the centre looks after. Raises NotFound."""
    found = one(session, inquiry_id)
    session.delete(found)
    session.flush()
    return found


def of_person(session: Session, contact: str) -> list[Inquiry]:
    """Everything that somebody asked with this telephone number or e-mail address. Raises LoginUnreadable."""
    return list(session.exec(select(Inquiry).where(_by(people.read_login(session, contact))).order_by(col(Inquiry.created_at))))


def rows(found: list[Inquiry]) -> Iterator[dict[str, str]]:
    """For a file, by COLUMNS."""
    for one_ in found:
        facts = (one_.created_at.isoformat(), one_.about, one_.name, one_.phone or "", one_.email or "", one_.message)
        more = (one_.language, one_.text_version, one_.state, one_.expires_at.isoformat())
        yield dict(zip(COLUMNS, (*facts, *more), strict=True))


def erase(session: Session, contact: str) -> int:
    """Deletes everything of this person and returns how many questions that were. Raises LoginUnreadable."""
    return session.exec(delete(Inquiry).where(_by(people.read_login(session, contact)))).rowcount


def of_enterprise(session: Session, enterprise_id: UUID) -> list[Inquiry]:
    """Everything that the enterprise was asked and can read itself, oldest first."""
    wanted = select(Inquiry).where(Inquiry.enterprise_id == enterprise_id, col(Inquiry.state) != State.REPORTED)
    return list(session.exec(wanted.order_by(col(Inquiry.created_at), col(Inquiry.id))))


def erase_enterprise(session: Session, enterprise_id: UUID) -> None:
    """Deletes everything that it was asked, reported ones too, and whether it wants to be asked."""
    session.exec(delete(Inquiry).where(col(Inquiry.enterprise_id) == enterprise_id))
    session.exec(delete(InquiriesOff).where(col(InquiriesOff.enterprise_id) == enterprise_id))


def sweep(session: Session) -> int:
    """Deletes what was kept as long as was promised, and returns how many."""
    return session.exec(delete(Inquiry).where(col(Inquiry.expires_at) <= now())).rowcount


def _to_hand_on() -> ColumnElement[bool]:
    return and_(col(Inquiry.state) == State.NEW, col(Inquiry.handed_at).is_(None), _nobody())


def _nobody() -> ColumnElement[bool]:
    """Nobody who can sign in works for the enterprise."""
    works = select(Membership.user_id).join(User, col(User.id) == col(Membership.user_id))
    return ~exists(works.where(Membership.enterprise_id == col(Inquiry.enterprise_id), col(User.disabled_at).is_(None)))


def _by(login: Login) -> ColumnElement[bool]:
    return col(Inquiry.phone) == login.phone if login.phone else col(Inquiry.email) == login.email
