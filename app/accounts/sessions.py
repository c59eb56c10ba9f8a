"""Who is signed in where. A session is a row: it ends at once when the row goes, however long the cookie stays."""

import unicodedata
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.accounts import people, tokens
from app.accounts.access import SEEN_EVERY, Person
from app.accounts.models import MemberRole, Membership, Staff, StaffRole, User, UserSession
from app.db import now
from app.errors import Conflict, NotFound

MEMBER_IDLE: Final = timedelta(days=14)
STAFF_IDLE: Final = timedelta(hours=12)
"""Staff see what others entered, often on a computer of the centre."""
LONGEST: Final = timedelta(days=60)
SECOND_STEP: Final = timedelta(minutes=10)
"""How long the second step may take."""
_CLOCKS_DIFFER: Final = timedelta(hours=2)
_LONGEST_DEVICE: Final = 120


def begin(session: Session, user: User, *, device: str, passkey: bool = False) -> str:
    """Signs the person in on a device; the token is for the cookie and is known to nobody else.

    Who has a second step still owes it (`awaiting`, then `signin.second_step`), unless a passkey was used, which is two steps in one.
    Raises Conflict when the person was disabled, or the password changed, since `user` was read.
    """
    session.flush()
    believed = user.password
    row = people.fresh(session, user)
    if row.disabled_at or row.password != believed:
        raise Conflict
    return _opened(session, row, device, owing=row.totp_secret is not None and not passkey)


def person(session: Session, token: str) -> Person | None:
    """Who holds this token; None when it is unknown or ended, when the person is disabled or still owes the second step."""
    found = _live(session, token, owing=False)
    if found is None:
        return None
    row, user = found
    known = _person(session, user, row.id, row.seen_at)
    # A clock that was set back extends nothing: a session that begins in the future is none.
    if row.created_at - now() > _CLOCKS_DIFFER or now() - row.seen_at >= (STAFF_IDLE if known.roles else MEMBER_IDLE):
        return None
    return known


def acting(session: Session, user_id: UUID, on_behalf: UUID) -> Person | None:
    """Who asked for a job (`on_behalf` is its id), with what that person may do now; None when there is no such person any more."""
    user = session.get(User, user_id)
    return None if user is None or user.disabled_at else _person(session, user, on_behalf, now())


def _person(session: Session, user: User, session_id: UUID, seen_at: datetime) -> Person:
    staff = session.exec(select(Staff.role).where(Staff.user_id == user.id)).all()
    memberships = session.exec(select(Membership.enterprise_id, Membership.role).where(Membership.user_id == user.id)).all()
    return Person(
        user=user,
        session_id=session_id,
        memberships={enterprise_id: MemberRole(role) for enterprise_id, role in memberships},
        roles=frozenset(StaffRole(role) for role in staff),
        seen_at=seen_at,
    )


def awaiting(session: Session, token: str) -> User | None:
    """Who signed in with this token and still owes the second step."""
    found = _live(session, token, owing=True)
    return found[1] if found else None


def renew(session: Session, token: str) -> str:
    """A full session in place of the one that owed the second step, with a token of its own. Raises NotFound."""
    found = _live(session, token, owing=True)
    if found is None:
        raise NotFound
    row, user = found
    session.delete(row)
    return _opened(session, user, row.device, owing=False)


def touch(session: Session, person: Person) -> None:
    """Notes that the person is there. Only worth a writing transaction when `person.stale`."""
    moment = now()
    session.exec(
        update(UserSession)
        .where(col(UserSession.id) == person.session_id, col(UserSession.seen_at) <= moment - SEEN_EVERY)
        .values(seen_at=moment)
    )


def listed(session: Session, user: User) -> list[UserSession]:
    """The devices on which the person is signed in, the one used last first."""
    staff = session.exec(select(Staff.role).where(Staff.user_id == user.id)).first()
    live = select(UserSession).where(
        UserSession.user_id == user.id,
        col(UserSession.second_step).is_(False),
        col(UserSession.expires_at) > now(),
        col(UserSession.seen_at) > now() - (STAFF_IDLE if staff else MEMBER_IDLE),
    )
    return list(session.exec(live.order_by(col(UserSession.seen_at).desc(), col(UserSession.id))))


def end(session: Session, user: User, session_id: UUID) -> None:
    """Signs one device of the person out. Raises NotFound for a session that is not the person's own."""
    ended = session.exec(delete(UserSession).where(col(UserSession.id) == session_id, col(UserSession.user_id) == user.id))
    if ended.rowcount == 0:
        raise NotFound


def end_others(session: Session, user: User, *, keep: UUID | None) -> None:
    """Signs every device of the person out but this one; without one, all of them."""
    ended = delete(UserSession).where(col(UserSession.user_id) == user.id)
    session.exec(ended.where(col(UserSession.id) != keep) if keep else ended)


def _opened(session: Session, user: User, device: str, *, owing: bool) -> str:
    token = tokens.new()
    session.add(
        UserSession(
            digest=tokens.digest(token),
            user_id=user.id,
            second_step=owing,
            device=_line(device),
            expires_at=now() + (SECOND_STEP if owing else LONGEST),
        )
    )
    session.flush()
    return token


def _live(session: Session, token: str, *, owing: bool) -> tuple[UserSession, User] | None:
    return session.exec(
        select(UserSession, User)
        .join(User, col(User.id) == col(UserSession.user_id))
        .where(
            UserSession.digest == tokens.digest(token),
            col(UserSession.second_step).is_(owing),
            col(UserSession.expires_at) > now(),
            col(User.disabled_at).is_(None),
        )
    ).first()


def _line(text: str) -> str:
    """What a browser says about itself, as one short line."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: _LONGEST_DEVICE * 2])
    return " ".join(kept.split())[:_LONGEST_DEVICE].rstrip()
