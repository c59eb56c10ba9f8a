"""What somebody may do, as plain questions."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.accounts.access import SEEN_EVERY, Person, owns, staffs, works_for
from app.accounts.models import MemberRole, StaffRole, User
from app.db import now


def somebody(*roles: StaffRole, **memberships: MemberRole) -> Person:
    return Person(
        User(name="Maria", language="id"), uuid4(), {OF[name]: role for name, role in memberships.items()}, frozenset(roles), now()
    )


OF = {"bakery": uuid4(), "roastery": uuid4()}


def test_a_member_works_for_the_own_enterprise_and_for_no_other() -> None:
    person = somebody(bakery=MemberRole.EDITOR)
    assert works_for(person, OF["bakery"])
    assert not works_for(person, OF["roastery"])


def test_only_an_owner_owns() -> None:
    person = somebody(bakery=MemberRole.OWNER, roastery=MemberRole.EDITOR)
    assert owns(person, OF["bakery"])
    assert not owns(person, OF["roastery"])
    assert not owns(person, uuid4())


@pytest.mark.parametrize("role", StaffRole)
def test_staff_of_whatever_rank_work_for_no_enterprise(role: StaffRole) -> None:
    assert not works_for(somebody(role), OF["bakery"])
    assert not owns(somebody(role), OF["bakery"])


@pytest.mark.parametrize(
    ("held", "may"),
    [
        (StaffRole.MODERATOR, {StaffRole.MODERATOR}),
        (StaffRole.FLOOR, {StaffRole.FLOOR}),
        (StaffRole.TRANSLATOR, {StaffRole.TRANSLATOR}),
        (StaffRole.MANAGER, {StaffRole.MANAGER, StaffRole.MODERATOR, StaffRole.FLOOR, StaffRole.TRANSLATOR}),
        (StaffRole.ADMINISTRATOR, set(StaffRole)),
    ],
)
def test_each_role_includes_what_it_should_and_no_more(held: StaffRole, may: set[StaffRole]) -> None:
    assert {role for role in StaffRole if staffs(somebody(held), role)} == may


def test_several_roles_add_up() -> None:
    person = somebody(StaffRole.FLOOR, StaffRole.TRANSLATOR)
    assert staffs(person, StaffRole.MODERATOR, StaffRole.TRANSLATOR)
    assert not staffs(person, StaffRole.MODERATOR, StaffRole.MANAGER)


def test_without_a_named_role_any_staff_will_do() -> None:
    assert staffs(somebody(StaffRole.FLOOR))
    assert not staffs(somebody(bakery=MemberRole.OWNER))


def test_somebody_who_was_just_there_is_not_noted_again() -> None:
    person = somebody()
    assert not person.stale
    assert Person(person.user, person.session_id, {}, frozenset(), now() - SEEN_EVERY - timedelta(seconds=1)).stale
