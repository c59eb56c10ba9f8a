"""Links handed to somebody, by letter, by WhatsApp or on paper: single use, expiring, good for one purpose."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, update
from sqlmodel import Session, col, select

from app.accounts import tokens
from app.accounts.models import Purpose, Ticket, User
from app.db import now
from app.errors import Conflict, NotFound
from app.text import _

PATHS: Final = {
    Purpose.JOIN: "/account/join",
    Purpose.PASSWORD: "/account/password",
    Purpose.CONFIRM: "/account/confirm",
}
"""Where the link of each purpose leads; the token is the last part of the path."""


class TicketSpent(Conflict):
    """Used, expired, void or never issued: which of them is nobody's business."""

    status = 410
    message = _("This link was used already, or its time is over. Please ask for a new one.")


def issue(
    session: Session,
    purpose: Purpose,
    *,
    user: User | None = None,
    enterprise_id: UUID | None = None,
    role: str = "",
    subject_id: UUID | None = None,
    issued_by: User | None = None,
    days: int,
) -> str:
    """The token of a new link. One for a new password makes every earlier one of that person void."""
    if purpose is Purpose.PASSWORD and user:
        void_password(session, user)
    token = tokens.new()
    session.add(
        Ticket(
            digest=tokens.digest(token),
            purpose=purpose,
            user_id=user.id if user else None,
            enterprise_id=enterprise_id,
            role=role,
            subject_id=subject_id,
            issued_by=issued_by.id if issued_by else None,
            expires_at=now() + timedelta(days=days),
        )
    )
    session.flush()
    return token


def path(purpose: Purpose, token: str) -> str:
    """The address of a link below that of the site."""
    return f"{PATHS[purpose]}/{token}"


def look(session: Session, token: str, purpose: Purpose) -> Ticket:
    """What the link is good for, without using it. Raises TicketSpent."""
    ticket = session.exec(select(Ticket).where(_unspent(token, purpose))).first()
    if ticket is None:
        raise TicketSpent
    return _of_somebody(session, ticket)


def redeem(session: Session, token: str, purpose: Purpose) -> Ticket:
    """Uses the link; of two who try at once, one does. Raises TicketSpent."""
    used = update(Ticket).where(_unspent(token, purpose)).values(used_at=now()).returning(col(Ticket.id))
    id_ = session.exec(used).scalar()
    ticket = session.get(Ticket, id_, populate_existing=True) if id_ else None
    if ticket is None:
        raise TicketSpent
    return _of_somebody(session, ticket)


def waiting(session: Session, purpose: Purpose, *, enterprise_id: UUID | None) -> list[Ticket]:
    """Links that nobody has used yet, newest first: of an enterprise, or those of the centre itself."""
    found = select(Ticket).where(
        Ticket.purpose == purpose,
        Ticket.enterprise_id == enterprise_id,
        col(Ticket.used_at).is_(None),
        col(Ticket.expires_at) > now(),
    )
    return list(session.exec(found.order_by(col(Ticket.created_at).desc(), col(Ticket.id))))


def void(session: Session, ticket_id: UUID, *, enterprise_id: UUID | None) -> None:
    """Takes an unused link back. Raises NotFound for one of another enterprise."""
    gone = delete(Ticket).where(col(Ticket.id) == ticket_id, col(Ticket.enterprise_id) == enterprise_id, col(Ticket.used_at).is_(None))
    if session.exec(gone).rowcount == 0:
        raise NotFound


def void_password(session: Session, user: User) -> None:
    """Takes back every unused link for a new password of this person."""
    session.exec(
        delete(Ticket).where(col(Ticket.user_id) == user.id, col(Ticket.purpose) == Purpose.PASSWORD, col(Ticket.used_at).is_(None))
    )


def _unspent(token: str, purpose: Purpose) -> ColumnElement[bool]:
    return and_(
        col(Ticket.digest) == tokens.digest(token),
        col(Ticket.purpose) == purpose,
        col(Ticket.used_at).is_(None),
        col(Ticket.expires_at) > now(),
    )


def _of_somebody(session: Session, ticket: Ticket) -> Ticket:
    """The ticket, unless it is that of a person who was disabled."""
    if ticket.user_id and (user := session.get(User, ticket.user_id)) and user.disabled_at:
        raise TicketSpent
    return ticket
