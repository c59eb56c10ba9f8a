"""Joining and leaving: an enterprise keeps an owner and the centre an administrator."""

import threading
from uuid import uuid4

import pytest

from app.accounts import people, roles, tickets
from app.accounts.models import MemberRole, Purpose, StaffRole, User
from app.accounts.people import LastAdministrator
from app.accounts.roles import LastOwner
from app.db import Databases, transaction
from app.errors import NotFound
from tests.accounts.persons import a_person, a_staff_member

OWNER, EDITOR = MemberRole.OWNER, MemberRole.EDITOR


def test_members_are_listed_in_the_order_in_which_they_joined(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        first, second, elsewhere = (a_person(session) for _ in range(3))
        roles.join(session, first, enterprise, OWNER)
        roles.join(session, second, enterprise, EDITOR)
        roles.join(session, elsewhere, uuid4(), OWNER)
        assert roles.members(session, enterprise) == [(first, OWNER), (second, EDITOR)]


def test_joining_again_changes_the_role_and_nothing_else(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        user = a_person(session)
        since = roles.join(session, user, enterprise, EDITOR).since
        assert roles.join(session, user, enterprise, OWNER).since == since
        assert roles.members(session, enterprise) == [(user, OWNER)]


def test_the_last_owner_can_neither_leave_nor_become_editor(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        owner, editor = a_person(session), a_person(session)
        roles.join(session, owner, enterprise, OWNER)
        roles.join(session, editor, enterprise, EDITOR)
        with pytest.raises(LastOwner):
            roles.leave(session, owner, enterprise)
        with pytest.raises(LastOwner):
            roles.join(session, owner, enterprise, EDITOR)
        roles.join(session, editor, enterprise, OWNER)
        roles.leave(session, owner, enterprise)
        assert roles.members(session, enterprise) == [(editor, OWNER)]


def test_of_two_owners_who_leave_at_once_one_stays(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        both = [a_person(session) for _ in range(2)]
        for user in both:
            roles.join(session, user, enterprise, OWNER)
    outcomes: list[str] = []

    def attempt(user: User) -> None:
        try:
            with transaction(centre) as session:
                roles.leave(session, user, enterprise)
            outcomes.append("left")
        except LastOwner:
            outcomes.append("stays")

    threads = [threading.Thread(target=attempt, args=(user,)) for user in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["left", "stays"]


def test_who_never_worked_there_cannot_leave(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        with pytest.raises(NotFound):
            roles.leave(session, user, uuid4())
        with pytest.raises(NotFound):
            roles.dismiss(session, user, StaffRole.FLOOR)


def test_staff_are_listed_by_name_with_all_their_roles(centre: Databases) -> None:
    with transaction(centre) as session:
        a_person(session)
        second = people.rename(session, a_staff_member(session, StaffRole.FLOOR, StaffRole.TRANSLATOR), name="Zus")
        first = people.rename(session, a_staff_member(session, StaffRole.MANAGER), name="Ance")
        roles.appoint(session, first, StaffRole.MANAGER)  # again, which changes nothing
        assert roles.staff(session) == [
            (first, frozenset({StaffRole.MANAGER})),
            (second, frozenset({StaffRole.FLOOR, StaffRole.TRANSLATOR})),
        ]


def test_the_last_administrator_stays_one(centre: Databases) -> None:
    with transaction(centre) as session:
        first, second = (a_staff_member(session, StaffRole.ADMINISTRATOR) for _ in range(2))
        roles.dismiss(session, first, StaffRole.ADMINISTRATOR)
        with pytest.raises(LastAdministrator):
            roles.dismiss(session, second, StaffRole.ADMINISTRATOR)


def test_a_ticket_gives_the_place_that_it_promises(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        member, helper = a_person(session), a_person(session)
        for user, given in ((member, {"enterprise_id": enterprise, "role": EDITOR}), (helper, {"role": StaffRole.MODERATOR})):
            token = tickets.issue(session, Purpose.JOIN, days=7, **given)
            roles.accept(session, user, tickets.redeem(session, token, Purpose.JOIN))
        assert roles.members(session, enterprise) == [(member, EDITOR)]
        assert roles.staff(session) == [(helper, frozenset({StaffRole.MODERATOR}))]


def test_an_invitation_does_not_make_the_last_owner_an_editor(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        owner = a_person(session)
        roles.join(session, owner, enterprise, OWNER)
        token = tickets.issue(session, Purpose.JOIN, enterprise_id=enterprise, role=EDITOR, days=7)
        with pytest.raises(LastOwner):
            roles.accept(session, owner, tickets.redeem(session, token, Purpose.JOIN))
