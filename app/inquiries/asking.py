"""Asking: who may be asked, what has to be told before, what a question must have, and taking it back."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from app.accounts import people, tokens
from app.accounts.consents import ConsentText, TextChanged
from app.accounts.people import Login, LoginUnreadable
from app.catalogue import changes
from app.catalogue.content import clean
from app.db import now
from app.errors import Invalid, NotFound, Problem
from app.inquiries.models import InquiriesOff, Inquiry
from app.text import _

LONGEST_MESSAGE: Final = 2_000
LONGEST_NAME: Final = 120

CONSENT: Final = ConsentText(
    "2026-11-24",
    (
        _("{enterprise} gets your name, your phone number or e-mail address and your question, to answer you, and for nothing else."),
        _("{centre} keeps them for {days} days and then deletes them. Its staff look at them only to help with an answer."),
        _("After sending you get a link with which you can delete everything at once."),
    ),
)
"""What somebody who asks agrees to. Whoever changes a word gives it a new version."""

_NEEDED: Final = _("This is needed.")
_AGREE: Final = _("Without your consent the question cannot be passed on.")
_LONG_NAME: Final = _("Please write a name of 120 characters at most.")
_LONG_MESSAGE: Final = _("Please write 2,000 characters at most.")


class Unfinished(Invalid):
    message = _("The question is not complete yet.")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was typed, as it can be stored."""

    name: str
    login: Login
    message: str


@dataclass(frozen=True, kw_only=True)
class To:
    """Whom or what it is about; `about` is its name as the asker reads it."""

    enterprise_id: UUID
    product_id: UUID | None
    about: str


def read(session: Session, *, name: str, contact: str, message: str, agreed: bool) -> Question:
    """Raises Unfinished with a problem at each field that does not fit: name, contact, message, consent."""
    found, problems = Login(), list[Problem]()
    plain, said = " ".join(clean(name).split()), clean(message)
    for pointer, text, most, too_long in (("name", plain, LONGEST_NAME, _LONG_NAME), ("message", said, LONGEST_MESSAGE, _LONG_MESSAGE)):
        if not text:
            problems.append(Problem(pointer, _NEEDED))
        elif len(text) > most:
            problems.append(Problem(pointer, too_long))
    try:
        found = people.read_login(session, contact, pointer="contact")
    except LoginUnreadable as error:
        problems += error.problems
    if not agreed:
        problems.append(Problem("consent", _AGREE))
    if problems:
        raise Unfinished(tuple(problems))
    return Question(name=plain, login=found, message=said)


def ask(session: Session, to: To, question: Question, *, language: str, text_version: str, days: int) -> tuple[Inquiry, str]:
    """Stores it for so many days; the token beside it deletes it. Raises TextChanged, and NotFound for who takes no questions."""
    if text_version != CONSENT.version:
        raise TextChanged
    if not open_to(session, to.enterprise_id):
        raise NotFound
    token = tokens.new()
    inquiry = Inquiry(
        enterprise_id=to.enterprise_id,
        product_id=to.product_id,
        about=to.about,
        name=question.name,
        phone=question.login.phone,
        email=question.login.email,
        message=question.message,
        language=language,
        text_version=text_version,
        digest=tokens.digest(token),
        expires_at=now() + timedelta(days=days),
    )
    session.add(inquiry)
    session.flush()
    return inquiry, token


def asked(session: Session, token: str) -> Inquiry:
    """The question of whoever holds this token. Raises NotFound, also once it was deleted."""
    found = session.exec(select(Inquiry).where(Inquiry.digest == tokens.digest(token))).first()
    if found is None:
        raise NotFound
    return found


def take_back(session: Session, token: str) -> None:
    """Deletes it for good. Raises NotFound the second time."""
    session.delete(asked(session, token))
    session.flush()


def open_to(session: Session, enterprise_id: UUID) -> bool:
    """Whether the enterprise takes questions."""
    return session.get(InquiriesOff, enterprise_id) is None


def turn(session: Session, enterprise_id: UUID, *, on: bool) -> None:
    """From now on it takes questions, or none; public pages say so at once. Doing it twice changes nothing."""
    off = session.get(InquiriesOff, enterprise_id)
    if on == (off is None):
        return
    if off:
        session.delete(off)
    else:
        session.add(InquiriesOff(enterprise_id=enterprise_id))
    session.flush()
    changes.touch(session)
