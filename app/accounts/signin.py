"""Signing in: the password, the second step, and what a change of either ends."""

import re
import time
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import pyotp
from sqlalchemy import update
from sqlmodel import Session, col

from app.accounts import passwords, people, sessions, tickets, tokens
from app.accounts.models import User
from app.errors import CatalogueError, Invalid, NotFound, Problem
from app.text import _, fold

_SECONDS: Final = 30
_CLOCKS_DIFFER: Final = (0, -1, 1)
"""Steps that are tried: now, the one before for whoever types slowly, and the next one for a telephone that is fast."""
_DIGITS: Final = 6


class WrongSignIn(CatalogueError):
    """Nobody has this login, the password is another one, none is chosen yet, or the person is disabled: never said which."""

    status = 401
    message = _("This does not fit. Please check what you typed, or ask for a link to choose a new password.")


class WrongCode(Invalid):
    message = _("This code does not fit. Please take the one that the app shows now; each code is good once.")


@dataclass(frozen=True, slots=True)
class Totp:
    """A second step that is being set up: the secret for typing, and the address for the QR code that an app reads."""

    secret: str
    address: str


def key(session: Session, login: str) -> str:
    """What tries at this login are counted by (`limits`): the same for every way of writing it, and for all logins of one person."""
    if user := people.find(session, login):
        return str(user.id)
    try:
        return tokens.digest(str(people.read_login(session, login)))
    except people.LoginUnreadable:
        return tokens.digest(fold(login))


def check(session: Session, login: str, password: str) -> User:
    """Whose login and password these are. Raises WrongSignIn, with the same words and after the same time whatever the cause.

    Slow on purpose: call it in a reading session, then begin the session of the person in a writing one.
    """
    user = people.find(session, login)
    if passwords.fits(password, user.password if user else None) and user and not user.disabled_at:
        return user
    raise WrongSignIn


def change_password(session: Session, user: User, password_hash: str, *, keep: UUID | None) -> User:
    """Takes the new password, hashed before the transaction, and ends every session but `keep`: with None, as after a link, all.

    Links for a new password become void. `passwords.acceptable` is to be asked before.
    """
    row = people.fresh(session, user)
    row.password = password_hash
    session.flush()
    sessions.end_others(session, row, keep=keep)
    tickets.void_password(session, row)
    return row


def begin_totp(user: User, *, issuer: str) -> Totp:
    """A secret for an app such as Aegis or Google Authenticator. Nothing is stored until `confirm_totp`."""
    secret = pyotp.random_base32()
    account = user.email or user.phone or user.name
    return Totp(secret, pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer))


def confirm_totp(session: Session, user: User, secret: str, code: str) -> User:
    """Switches the second step on once the app shows the right code. Raises WrongCode with a problem at `code`."""
    if not re.fullmatch(r"[A-Z2-7]{32}", secret):
        raise _wrong()
    row = people.fresh(session, user)
    row.totp_secret, row.totp_step = secret, 0
    session.flush()
    check_totp(session, row, code)
    return row


def check_totp(session: Session, user: User, code: str) -> None:
    """Takes a code of the second step, each time step once. Raises WrongCode with a problem at `code`."""
    row = people.fresh(session, user)
    step = _step(row.totp_secret, code)
    if step is None:
        raise _wrong()
    taken = update(User).where(col(User.id) == row.id, col(User.totp_step) < step).values(totp_step=step)
    if session.exec(taken).rowcount == 0:
        raise _wrong()


def end_totp(session: Session, user: User) -> User:
    """Switches the second step off. The page asks for the password before; staff do it for whoever lost the telephone."""
    row = people.fresh(session, user)
    row.totp_secret = None
    return row


def second_step(session: Session, token: str, code: str) -> str:
    """The code of whoever signed in and still owes it: ends that session and begins the full one, whose token is returned.

    Raises WrongCode, and NotFound when nothing is owed under this token.
    """
    owing = sessions.awaiting(session, token)
    if owing is None:
        raise NotFound
    check_totp(session, owing, code)
    return sessions.renew(session, token)


def _step(secret: str | None, code: str) -> int | None:
    """The time step whose code it is; None when it is that of no step around now."""
    typed = re.sub(r"\s", "", code)
    if secret is None or not re.fullmatch(rf"[0-9]{{{_DIGITS}}}", typed):
        return None
    totp, current = pyotp.TOTP(secret, digits=_DIGITS, interval=_SECONDS), int(time.time()) // _SECONDS
    return next((current + d for d in _CLOCKS_DIFFER if pyotp.utils.strings_equal(totp.generate_otp(current + d), typed)), None)


def _wrong() -> WrongCode:
    return WrongCode((Problem("code", WrongCode.message),))
