"""People: who they are and what they sign in with. Looks them up, adds them, and shuts them out."""

import re
import unicodedata
from typing import Final, NamedTuple
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts import tickets
from app.accounts.models import Staff, StaffRole, User, UserSession
from app.catalogue.content import LANGUAGE, Email
from app.catalogue.reference import reference
from app.catalogue.values import Unreadable, phone
from app.db import now
from app.errors import Conflict, Invalid, NotFound, Problem
from app.text import _

_LONGEST: Final = 200
_LONGEST_NAME: Final = 120
_EMAIL: Final = TypeAdapter(Email)
_DIRECTIONS: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class LoginUnreadable(Invalid):
    """Neither an e-mail address nor a telephone number."""

    message = _("Expected is an e-mail address or a telephone number, such as toko@example.org or 0812-3456-7890.")


class LoginTaken(Conflict):
    """Two people cannot sign in with the same thing."""

    message = _("Somebody signs in with this already.")


class NameUnreadable(Invalid):
    message = _("Please write a name of 120 characters at most.")


class LanguageUnknown(Invalid):
    message = _("This is no language that is known.")


class LastAdministrator(Conflict):
    message = _("This is the last administrator. Make somebody else one first.")


class Login(NamedTuple):
    """What somebody signs in with, in the one way in which it is stored. One of the two is there."""

    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return self.email or self.phone or ""


def read_login(session: Session, text: str, *, pointer: str = "login") -> Login:
    """An e-mail address, or a telephone number as people of the centre's country write it (0812..., +62 812...).

    Raises LoginUnreadable with a problem at `pointer`, and NoCentre for a number where no pack was loaded.
    """
    plain = unicodedata.normalize("NFKC", text[: _LONGEST * 2]).strip().lower()
    # Letters of other alphabets can look like Latin ones, so that one person could pass for another.
    if len(text) <= _LONGEST and plain.isascii() and plain.isprintable():
        try:
            if "@" in plain:
                return Login(email=_EMAIL.validate_python(plain))
            if any(c.isdigit() for c in plain) and (number := phone(plain, reference(session).centre.area[:2])):
                return Login(phone=number)
        except (ValidationError, Unreadable):
            pass
    raise LoginUnreadable((Problem(pointer, LoginUnreadable.message),))


def find(session: Session, login: str) -> User | None:
    """Whose e-mail address or telephone number it is, also of somebody who is disabled; None where nobody's, or where it is neither."""
    try:
        read = read_login(session, login)
    except LoginUnreadable:
        return None
    where = col(User.email) == read.email if read.email else col(User.phone) == read.phone
    return session.exec(select(User).where(where)).first()


def fresh(session: Session, user: User | UUID) -> User:
    """The row as it is now, locked until the transaction ends. Raises NotFound.

    Verbs begin with it: who asks was found in a session that is closed by now, and somebody else may have changed the row.
    """
    wanted = user if isinstance(user, UUID) else user.id
    locked = select(User).where(User.id == wanted).with_for_update().execution_options(populate_existing=True)
    if found := session.exec(locked).first():
        return found
    raise NotFound


def register(session: Session, *, name: str, login: str, password_hash: str | None, language: str) -> User:
    """A new person, with the right to nothing yet. Without a password one is chosen by a link (tickets.Purpose.PASSWORD).

    Raises NameUnreadable, LoginUnreadable, LoginTaken, LanguageUnknown, each with a problem at the field.
    """
    read = read_login(session, login)
    user = User(name=_name(name), email=read.email, phone=read.phone, password=password_hash, language=_language(language))
    if find(session, login):
        raise _taken("login")
    try:
        with session.begin_nested():  # somebody may register the same at this moment
            session.add(user)
    except IntegrityError as error:
        raise _taken("login") from error
    return user


def rename(session: Session, user: User, *, name: str) -> User:
    """Raises NameUnreadable."""
    row = fresh(session, user)
    row.name = _name(name)
    return row


def change_language(session: Session, user: User, *, language: str) -> User:
    """Of letters and pages. Raises LanguageUnknown."""
    row = fresh(session, user)
    row.language = _language(language)
    return row


def want_letters(session: Session, user: User, *, wanted: bool) -> None:
    """Whether this person gets letters about decisions and certificates; those about signing in come in any case."""
    fresh(session, user).letters = wanted


def change_login(session: Session, user: User, *, email: str, phone: str) -> User:
    """Both as typed, empty for none. Links for a new password that are on their way to the old address become void.

    Raises LoginUnreadable (neither is there, or one is not what it should be) and LoginTaken, with a problem at `email` or `phone`.
    """
    row = fresh(session, user)
    new = Login(
        read_login(session, email, pointer="email").email if email.strip() else None,
        read_login(session, phone, pointer="phone").phone if phone.strip() else None,
    )
    for pointer, typed, read in (("email", email, new.email), ("phone", phone, new.phone)):
        if typed.strip() and not read:  # an address in the field of the number, or the reverse
            raise LoginUnreadable((Problem(pointer, LoginUnreadable.message),))
        if typed.strip() and (other := find(session, typed)) and other.id != row.id:
            raise _taken(pointer)
    if new == Login():
        raise LoginUnreadable((Problem("email", LoginUnreadable.message),))
    changed = "email" if new.email != row.email else "phone"
    try:
        with session.begin_nested():
            row.email, row.phone = new
    except IntegrityError as error:
        raise _taken(changed) from error
    tickets.void_password(session, row)
    return row


def disable(session: Session, user: User) -> User:
    """The person cannot sign in any more; sessions and links end at once. Raises LastAdministrator."""
    if administrators(session) == [user.id]:
        raise LastAdministrator
    row = fresh(session, user)
    row.disabled_at = row.disabled_at or now()
    session.exec(delete(UserSession).where(col(UserSession.user_id) == row.id))
    tickets.void_password(session, row)
    return row


def enable(session: Session, user: User) -> User:
    """The person can sign in again, with the password as it was."""
    row = fresh(session, user)
    row.disabled_at = None
    return row


def administrators(session: Session) -> list[UUID]:
    """Who is administrator and not disabled, locked until the transaction ends: of two who shut each other out, one comes too late."""
    rows = (
        select(User)
        .join(Staff, col(Staff.user_id) == col(User.id))
        .where(Staff.role == StaffRole.ADMINISTRATOR, col(User.disabled_at).is_(None))
        .order_by(col(User.id))  # everybody locks in the same order
        .with_for_update(of=User)
    )
    return [user.id for user in session.exec(rows)]


def own_words(user: User) -> tuple[str, ...]:
    """What a password of this person may not be made of."""
    return tuple(word for word in (user.name, user.email, user.phone) if word)


def _taken(pointer: str) -> LoginTaken:
    return LoginTaken((Problem(pointer, LoginTaken.message),))


def _name(text: str) -> str:
    """In one line, without what cannot be seen and what turns the rest of a page around."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or (c.isprintable() and c not in _DIRECTIONS) or c in "\u200c\u200d")
    name = unicodedata.normalize("NFC", " ".join("".join(kept).split()))
    if not re.search(r"\w", name) or len(name) > _LONGEST_NAME:
        raise NameUnreadable((Problem("name", NameUnreadable.message),))
    return name


def _language(tag: str) -> str:
    if not re.fullmatch(LANGUAGE, tag):
        raise LanguageUnknown((Problem("language", LanguageUnknown.message),))
    return tag
