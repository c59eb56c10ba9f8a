"""What somebody may do: plain questions about a person, answered without the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from app.accounts.models import MemberRole, StaffRole, User
from app.db import now

SEEN_EVERY: Final = timedelta(minutes=5)
"""How exactly it is known when somebody was last there; more often would be a write for each page."""

_INCLUDED: Final[Mapping[StaffRole, frozenset[StaffRole]]] = {
    StaffRole.MANAGER: frozenset({StaffRole.MODERATOR, StaffRole.FLOOR, StaffRole.TRANSLATOR}),
    StaffRole.ADMINISTRATOR: frozenset(StaffRole),
}


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, as found at the beginning of a request."""

    user: User
    session_id: UUID
    memberships: Mapping[UUID, MemberRole]
    """The enterprises that the person works for."""
    roles: frozenset[StaffRole]
    """What the person does at the centre; empty for whoever is not staff."""
    seen_at: datetime

    @property
    def stale(self) -> bool:
        """Whether `sessions.touch` would write something."""
        return now() - self.seen_at >= SEEN_EVERY


def works_for(person: Person, enterprise_id: UUID) -> bool:
    """Whether the person is a member of that enterprise, in whatever role. Staff are not: ask `staffs`."""
    return enterprise_id in person.memberships


def owns(person: Person, enterprise_id: UUID) -> bool:
    """Whether the person may also invite and remove others there."""
    return person.memberships.get(enterprise_id) is MemberRole.OWNER


def staffs(person: Person, *roles: StaffRole) -> bool:
    """Whether the person holds one of these roles, or one that includes it; without any named: whether the person is staff at all."""
    if not roles:
        return bool(person.roles)
    held = person.roles.union(*(_INCLUDED.get(role, frozenset()) for role in person.roles))
    return not held.isdisjoint(roles)


def oversees(person: Person, roles: Collection[StaffRole]) -> bool:
    """Whether the person may give these roles, take them, and lock out or hand a link to somebody who has them.

    A manager only below the managers: whoever hands somebody a link for a password could become that person.
    """
    if staffs(person, StaffRole.ADMINISTRATOR):
        return True
    return staffs(person, StaffRole.MANAGER) and not {StaffRole.MANAGER, StaffRole.ADMINISTRATOR} & set(roles)
