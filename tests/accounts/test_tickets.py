"""Links: good once, for one purpose, for a while."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlmodel import select

from app.accounts import people, tickets
from app.accounts.models import MemberRole, Purpose, Ticket
from app.accounts.tickets import TicketSpent
from app.db import Databases, now, transaction
from app.errors import NotFound
from tests.accounts.persons import a_person


def test_a_link_says_what_it_is_good_for_and_is_used_once(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        owner = a_person(session)
        token = tickets.issue(session, Purpose.JOIN, enterprise_id=enterprise, role=MemberRole.EDITOR, issued_by=owner, days=7)
    for _ in range(2):
        with transaction(centre, reading=True) as session:  # looking uses nothing up
            seen = tickets.look(session, token, Purpose.JOIN)
    assert (seen.enterprise_id, seen.role, seen.issued_by, seen.used_at) == (enterprise, MemberRole.EDITOR, owner.id, None)
    with transaction(centre) as session:
        used = tickets.redeem(session, token, Purpose.JOIN)
        assert (used.id, used.enterprise_id, used.role) == (seen.id, enterprise, MemberRole.EDITOR)
        assert used.used_at
    with transaction(centre) as session:
        for again in (tickets.look, tickets.redeem):
            with pytest.raises(TicketSpent):
                again(session, token, Purpose.JOIN)


def test_the_database_does_not_hold_the_token(centre: Databases) -> None:
    with transaction(centre) as session:
        token = tickets.issue(session, Purpose.CONFIRM, subject_id=uuid4(), days=1)
        (row,) = session.exec(select(Ticket))
        assert token not in repr(row.model_dump())
        with pytest.raises(TicketSpent):
            tickets.look(session, row.digest, Purpose.CONFIRM)


@pytest.mark.parametrize("cause", ["unknown", "expired", "used", "for something else", "void"])
def test_why_a_link_is_good_for_nothing_is_not_said(centre: Databases, cause: str) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        token = tickets.issue(session, Purpose.PASSWORD, user=user, days=1)
        if cause == "expired":
            session.exec(update(Ticket).values(expires_at=now() - timedelta(seconds=1)))
        if cause == "used":
            tickets.redeem(session, token, Purpose.PASSWORD)
        if cause == "void":
            tickets.issue(session, Purpose.PASSWORD, user=user, days=1)
    purpose = Purpose.JOIN if cause == "for something else" else Purpose.PASSWORD
    for verb in (tickets.look, tickets.redeem):
        with pytest.raises(TicketSpent) as refused, transaction(centre) as session:
            verb(session, "\ud800\0" if cause == "unknown" else token, purpose)
        assert (str(refused.value), refused.value.problems) == (TicketSpent.message, ())


def test_of_many_who_use_a_link_at_once_one_does(centre: Databases) -> None:
    with transaction(centre) as session:
        token = tickets.issue(session, Purpose.JOIN, enterprise_id=uuid4(), role=MemberRole.EDITOR, days=1)
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            with transaction(centre) as session:
                tickets.redeem(session, token, Purpose.JOIN)
            outcomes.append("used")
        except TicketSpent:
            outcomes.append("spent")

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["spent", "spent", "spent", "used"]


def test_what_fails_after_a_link_was_used_gives_it_back(centre: Databases) -> None:
    with transaction(centre) as session:
        token = tickets.issue(session, Purpose.CONFIRM, subject_id=uuid4(), days=1)

    def confirm() -> None:
        with transaction(centre) as session:
            tickets.redeem(session, token, Purpose.CONFIRM)
            raise NotFound

    with pytest.raises(NotFound):
        confirm()
    with transaction(centre) as session:
        assert tickets.redeem(session, token, Purpose.CONFIRM)


def test_a_new_password_link_leaves_the_links_of_others_and_of_other_purposes(centre: Databases) -> None:
    with transaction(centre) as session:
        user, other = a_person(session), a_person(session)
        foreign = tickets.issue(session, Purpose.PASSWORD, user=other, days=1)
        invitation = tickets.issue(session, Purpose.JOIN, user=user, enterprise_id=uuid4(), role=MemberRole.OWNER, days=1)
        tickets.issue(session, Purpose.PASSWORD, user=user, days=1)
        assert tickets.look(session, foreign, Purpose.PASSWORD)
        assert tickets.look(session, invitation, Purpose.JOIN)


def test_a_link_of_somebody_who_was_disabled_is_good_for_nothing(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        token = tickets.issue(session, Purpose.JOIN, user=user, enterprise_id=uuid4(), role=MemberRole.OWNER, days=1)
        people.disable(session, user)
        for verb in (tickets.look, tickets.redeem):
            with pytest.raises(TicketSpent):
                verb(session, token, Purpose.JOIN)


def test_an_enterprise_sees_and_takes_back_its_own_invitations_only(centre: Databases) -> None:
    ours, theirs = uuid4(), uuid4()
    with transaction(centre) as session:
        for enterprise in (ours, theirs, None):
            tickets.issue(session, Purpose.JOIN, enterprise_id=enterprise, role="editor", days=1)
        used = tickets.issue(session, Purpose.JOIN, enterprise_id=ours, role="editor", days=1)
        tickets.redeem(session, used, Purpose.JOIN)
        (invitation,) = tickets.waiting(session, Purpose.JOIN, enterprise_id=ours)
        (of_staff,) = tickets.waiting(session, Purpose.JOIN, enterprise_id=None)
        for foreign in (theirs, None):
            with pytest.raises(NotFound):
                tickets.void(session, invitation.id, enterprise_id=foreign)
        with pytest.raises(NotFound):
            tickets.void(session, of_staff.id, enterprise_id=ours)
        tickets.void(session, invitation.id, enterprise_id=ours)
        assert tickets.waiting(session, Purpose.JOIN, enterprise_id=ours) == []


def test_each_purpose_has_its_address() -> None:
    assert {tickets.path(purpose, "x") for purpose in Purpose} == {"/account/join/x", "/account/password/x", "/account/confirm/x"}
