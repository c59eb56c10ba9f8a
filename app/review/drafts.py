"""Drafts: what an enterprise, or staff for it, is writing. Nothing here is public, and nothing that was typed is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs, works_for
from app.accounts.models import StaffRole, User
from app.catalogue.models import Product
from app.catalogue.reference import reference
from app.db import now
from app.errors import Conflict, Invalid, NotFound
from app.review import audit, live, merging, reading
from app.review.forms import Typed
from app.review.models import OPEN, State, Submission
from app.text import _

EDITABLE: Final = (State.DRAFT, State.CHANGES_REQUESTED)
MOST_OPEN: Final = 2000
"""Open submissions of one enterprise: more than any list that is imported as drafts, few enough not to fill a disk."""

_OF_ONE_ONLY: Final = ("gtin", "reference")
"""Fields that a copy may not share with what it was copied from."""


class NoSubmission(NotFound):
    message = _("There is no such draft.")


class Overtaken(Conflict):
    message = _("{who} saved this at {at}. Please look at it before you go on.")


class NotEditable(Conflict):
    message = _("This is with the centre, or has been decided. Take it back to change it.")


class TooManyDrafts(Invalid):
    message = _("There are too many drafts. Please finish or discard some of them first.")


def find(session: Session, person: Person, submission_id: UUID) -> Submission:
    """A submission of an enterprise that the person works for, or any for moderators and the floor. Raises NoSubmission."""
    found = session.get(Submission, submission_id)
    if found is None or not may_write(person, found.enterprise_id):
        raise NoSubmission
    return found


def may_write(person: Person, enterprise_id: UUID) -> bool:
    """Whether a person may write for an enterprise: its members, and staff who assist it."""
    return works_for(person, enterprise_id) or staffs(person, StaffRole.MODERATOR, StaffRole.FLOOR)


def listed(session: Session, enterprise_id: UUID, *, states: tuple[State, ...] = OPEN) -> list[Submission]:
    """The submissions of an enterprise, the latest first."""
    query = select(Submission).where(Submission.enterprise_id == enterprise_id, col(Submission.state).in_(states))
    return list(session.exec(query.order_by(col(Submission.saved_at).desc(), col(Submission.id))))


def open_draft(
    session: Session, person: Person, kind: str, entity_id: UUID | None, enterprise_id: UUID, *, known: bool = True
) -> Submission:
    """The open submission of a thing, or a new one: from the live thing, from the last submission of it, or empty without `entity_id`.

    An enterprise's own `entity_id` is its `enterprise_id`, in the catalogue or not yet. An import makes identifiers of what its rows
    say, so what it opens need not be `known`. Raises NoSubmission and TooManyDrafts.
    """
    if not may_write(person, enterprise_id):
        raise NoSubmission
    if kind == live.ENTERPRISE:
        entity_id = enterprise_id
    if entity_id is None:
        return _begin(session, person, kind, uuid4(), enterprise_id, Typed(), "")
    if found := _open(session, kind, entity_id):
        if found.enterprise_id != enterprise_id:
            raise NoSubmission
        return found
    present = live.of(session, kind, entity_id)
    if present is not None:
        if kind == live.PRODUCT and present.content.enterprise_id != enterprise_id:
            raise NoSubmission
        typed = reading.typed_from(reference(session), present)
        return _begin(session, person, kind, entity_id, enterprise_id, typed, live.mark(session, kind, entity_id))
    earlier = latest(session, kind, entity_id)
    if (earlier is None and kind == live.PRODUCT and known) or (earlier and earlier.enterprise_id != enterprise_id):
        raise NoSubmission
    return _begin(session, person, kind, entity_id, enterprise_id, Typed.of(earlier.typed) if earlier else Typed(), "")


def copy(session: Session, person: Person, product_id: UUID) -> Submission:
    """A new draft of a product like a live one, without the numbers that only one product can have. Raises NoSubmission."""
    row = session.get(Product, product_id)
    present = live.product(session, product_id) if row and may_write(person, row.enterprise_id) else None
    if present is None:
        raise NoSubmission
    typed = reading.typed_from(reference(session), present)
    fields = {name: text for name, text in typed.fields.items() if name not in _OF_ONE_ONLY}
    papers = [paper for paper in typed.certificates if paper["scope"] == "premises"]  # those of a product are for that product
    alike = typed.model_copy(update={"fields": fields, "certificates": papers})
    return _begin(session, person, live.PRODUCT, uuid4(), present.content.enterprise_id, alike, "")


def save(session: Session, person: Person, submission: Submission, typed: Mapping[str, Any], *, version: int) -> Submission:
    """Keep what was typed: fields one by one, pictures and certificates as a whole.

    Raises Overtaken when somebody saved in between, NotEditable, and forms.Unstorable.
    """
    lock(session, submission)
    if submission.state not in EDITABLE:
        raise NotEditable
    check_version(session, submission, version)
    return _keep(session, person, submission, Typed.of(submission.typed).with_(typed))


def reopen(session: Session, person: Person, submission: Submission) -> Submission:
    """Take a submission back that nobody has decided, to go on writing. Raises NotEditable."""
    lock(session, submission)
    if submission.state != State.SUBMITTED:
        raise NotEditable
    submission.state, submission.claimed_by, submission.claimed_at = State.DRAFT, None, None
    submission.version += 1
    audit.record(session, person.user, "taken_back", submission=submission)
    return submission


def withdraw(session: Session, person: Person, submission: Submission) -> Submission:
    """Discard an open submission; what is live stays as it is. Raises NotEditable."""
    lock(session, submission)
    if submission.state not in OPEN:
        raise NotEditable
    submission.state, submission.claimed_by, submission.claimed_at = State.WITHDRAWN, None, None
    submission.version += 1
    audit.record(session, person.user, "withdrawn", submission=submission)
    return submission


def lock(session: Session, submission: Submission) -> None:
    """Wait for whoever is changing this submission, and see what became of it."""
    session.flush()
    session.refresh(submission, with_for_update=True)


def check_version(session: Session, submission: Submission, version: int) -> None:
    """Raises Overtaken when that is not the version that the person saw."""
    if submission.version != version:
        raise Overtaken(who=name_of(session, submission.author_id), at=local(session, submission.saved_at))


def name_of(session: Session, user_id: UUID | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else "—"


def local(session: Session, moment: datetime) -> str:
    """A moment as text in the time of the centre."""
    return f"{moment.astimezone(ZoneInfo(reference(session).centre.time_zone)):%Y-%m-%d %H:%M}"


def _keep(session: Session, person: Person, submission: Submission, typed: Typed) -> Submission:
    submission.typed = typed.model_dump(mode="json")
    submission.conflicts = [one for one in submission.conflicts if merging.is_open(typed, merging.Conflict(**one))]
    submission.author_id, submission.saved_at = person.user.id, now()
    submission.version += 1
    session.flush()
    return submission


def _begin(session: Session, person: Person, kind: str, entity_id: UUID, enterprise_id: UUID, typed: Typed, base: str) -> Submission:
    count = select(func.count()).where(Submission.enterprise_id == enterprise_id, col(Submission.state).in_(OPEN))
    if session.exec(count).one() >= MOST_OPEN:
        raise TooManyDrafts
    new = Submission(kind=kind, entity_id=entity_id, enterprise_id=enterprise_id, typed=typed.model_dump(mode="json"), base=base)
    new.author_id = person.user.id
    new.begun = new.typed if base else None
    try:
        with session.begin_nested():
            session.add(new)
            session.flush()
    except IntegrityError:  # a second tap of the same button was quicker
        found = _open(session, kind, entity_id)
        if found is None:
            raise
        return found
    return new


def _open(session: Session, kind: str, entity_id: UUID) -> Submission | None:
    query = select(Submission).where(Submission.kind == kind, Submission.entity_id == entity_id, col(Submission.state).in_(OPEN))
    return session.exec(query).first()


def latest(session: Session, kind: str, entity_id: UUID) -> Submission | None:
    """The submission of a thing that was begun last, open or decided."""
    query = select(Submission).where(Submission.kind == kind, Submission.entity_id == entity_id)
    return session.exec(query.order_by(col(Submission.created_at).desc())).first()
