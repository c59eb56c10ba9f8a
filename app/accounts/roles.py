"""Who works for which enterprise and who is staff of the centre: joining, leaving, and the lists of both."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.accounts import people
from app.accounts.models import MemberRole, Membership, Staff, StaffRole, Ticket, User
from app.accounts.people import LastAdministrator
from app.errors import Conflict, NotFound
from app.text import _


class LastOwner(Conflict):
    message = _("This is the last owner. Make somebody else one first.")


def join(session: Session, user: User, enterprise_id: UUID, role: MemberRole) -> Membership:
    """The person works for the enterprise, from now on in this role. Raises LastOwner."""
    people.fresh(session, user)
    found = _memberships(session, enterprise_id).get(user.id)
    if found is None:
        found = Membership(user_id=user.id, enterprise_id=enterprise_id, role=role)
    elif role is not MemberRole.OWNER:
        _keep_an_owner(session, user, enterprise_id)
    found.role = role
    session.add(found)
    session.flush()
    return found


def leave(session: Session, user: User, enterprise_id: UUID) -> None:
    """The person no longer works for the enterprise. Raises LastOwner, and NotFound for somebody who never did."""
    membership = _memberships(session, enterprise_id).get(user.id)
    if membership is None:
        raise NotFound
    _keep_an_owner(session, user, enterprise_id)
    session.delete(membership)
    session.flush()


def members(session: Session, enterprise_id: UUID) -> list[tuple[User, MemberRole]]:
    """Who works for the enterprise, in the order in which they joined."""
    found = (
        select(User, Membership)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(Membership.enterprise_id == enterprise_id)
        .order_by(col(Membership.since), col(User.id))
    )
    return [(user, MemberRole(membership.role)) for user, membership in session.exec(found)]


def appoint(session: Session, user: User, role: StaffRole) -> None:
    """The person also works at the centre in this role; doing it twice changes nothing."""
    people.fresh(session, user)
    if session.get(Staff, (user.id, role)) is None:
        session.add(Staff(user_id=user.id, role=role))
        session.flush()


def dismiss(session: Session, user: User, role: StaffRole) -> None:
    """Takes one role from a person of the staff. Raises LastAdministrator, and NotFound for a role that the person has not."""
    if role is StaffRole.ADMINISTRATOR and people.administrators(session) == [user.id]:
        raise LastAdministrator
    held = session.get(Staff, (user.id, role))
    if held is None:
        raise NotFound
    session.delete(held)
    session.flush()


def staff(session: Session) -> list[tuple[User, frozenset[StaffRole]]]:
    """Everybody at the centre with their roles, in the order of their names."""
    found: dict[UUID, tuple[User, set[StaffRole]]] = {}
    rows = select(User, Staff).join(Staff, col(Staff.user_id) == col(User.id)).order_by(col(User.name), col(User.id))
    for user, held in session.exec(rows):
        found.setdefault(user.id, (user, set()))[1].add(StaffRole(held.role))
    return [(user, frozenset(roles)) for user, roles in found.values()]


def accept(session: Session, user: User, ticket: Ticket) -> None:
    """Gives the person what a redeemed ticket to join promises: a place in an enterprise, or a role at the centre."""
    if ticket.enterprise_id:
        join(session, user, ticket.enterprise_id, MemberRole(ticket.role))
    else:
        appoint(session, user, StaffRole(ticket.role))


def _memberships(session: Session, enterprise_id: UUID) -> dict[UUID, Membership]:
    """Of an enterprise, locked: two owners who leave at once would both count on the other."""
    rows = select(Membership).where(Membership.enterprise_id == enterprise_id).order_by(col(Membership.user_id)).with_for_update()
    return {row.user_id: row for row in session.exec(rows.execution_options(populate_existing=True))}


def _keep_an_owner(session: Session, user: User, enterprise_id: UUID) -> None:
    owners = [row.user_id for row in _memberships(session, enterprise_id).values() if row.role == MemberRole.OWNER]
    if owners == [user.id]:
        raise LastOwner
