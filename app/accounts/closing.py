"""Closing an account: what goes with the person, and what only loses its owner."""

from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts import people
from app.accounts.models import Challenge, MemberRole, Membership, User
from app.accounts.people import LastAdministrator
from app.errors import Conflict, Invalid, Problem
from app.jobs.models import Job
from app.media.models import PaperFile, Upload
from app.text import _

NOBODY: Final = UUID(int=0)
"""Stands where a file was sent by somebody who closed the account."""
_LETTER: Final = "letter"


class OnlyOwner(Conflict):
    """An enterprise would be left without anybody who may decide about it."""

    message = _("You are the only owner of an enterprise. Make somebody else an owner, or take the enterprise out first.")


class NotSure(Invalid):
    message = _("Please say that you are sure.")

    def __init__(self) -> None:
        super().__init__((Problem("sure", self.message),))


def owned_alone(session: Session, user: User) -> list[UUID]:
    """The enterprises of which nobody else is owner."""
    found: dict[UUID, set[UUID]] = {}
    for row in session.exec(_owners(user)):
        found.setdefault(row.enterprise_id, set()).add(row.user_id)
    return [enterprise for enterprise, who in found.items() if who == {user.id}]


def close(session: Session, user: User) -> None:
    """The person goes: sign-in, sessions, keys, memberships, roles and links with the row; letters on their way and jobs are dropped.

    What the person wrote for an enterprise stays with the enterprise, without saying who wrote it. Lines of the record stay as they
    are, with the name of that time. Raises OnlyOwner, LastAdministrator, and NotFound when it happened already.
    """
    if people.administrators(session) == [user.id]:
        raise LastAdministrator
    row = people.fresh(session, user)
    session.exec(_owners(row).with_for_update()).all()  # of two owners who leave at once, one is the last
    if owned_alone(session, row):
        raise OnlyOwner
    theirs = col(Job.asked_by) == row.id
    if row.email:
        theirs = or_(theirs, (col(Job.kind) == _LETTER) & (col(Job.given)["to"].as_string() == row.email))
    session.exec(delete(Job).where(theirs))
    session.exec(delete(Challenge).where(col(Challenge.user_id) == row.id))
    for table in (Upload, PaperFile):
        session.exec(update(table).where(col(table.user_id) == row.id).values(user_id=NOBODY))
    session.delete(row)
    session.flush()


def _owners(user: User) -> SelectOfScalar[Membership]:
    """Every owner of the enterprises that the person owns."""
    mine = select(Membership.enterprise_id).where(Membership.user_id == user.id, Membership.role == MemberRole.OWNER)
    owners = select(Membership).where(col(Membership.enterprise_id).in_(mine), Membership.role == MemberRole.OWNER)
    return owners.order_by(col(Membership.enterprise_id), col(Membership.user_id)).execution_options(populate_existing=True)
