"""Removes what is over: sessions, challenges and links whose time has passed."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, or_
from sqlmodel import Session, col

from app.accounts.models import Challenge, Ticket, UserSession
from app.accounts.sessions import MEMBER_IDLE
from app.db import now

KEPT: Final = timedelta(days=90)
"""How long a link stays in the list of what was handed out."""


def sweep(session: Session) -> int:
    """Removes them and returns how many rows that were. Nothing that is still good for anything is touched."""
    moment = now()
    over = (
        delete(UserSession).where(or_(col(UserSession.expires_at) <= moment, col(UserSession.seen_at) <= moment - MEMBER_IDLE)),
        delete(Challenge).where(col(Challenge.expires_at) <= moment),
        delete(Ticket).where(col(Ticket.expires_at) <= moment - KEPT),
    )
    return sum(session.exec(rows).rowcount for rows in over)
