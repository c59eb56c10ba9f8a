"""Who is signed in: a session is a row, so it ends when it should and nothing brings it back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from app.accounts import people, roles, sessions, signin
from app.accounts.models import MemberRole, StaffRole, UserSession
from app.db import Databases, now, transaction
from app.errors import Conflict, NotFound
from tests.accounts.persons import PASSWORD, a_person, a_staff_member, hashed_password, signed_in

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def shift(session: Session, **columns: Any) -> None:
    """As if every session were from another time."""
    session.exec(update(UserSession).values(**columns))


def test_a_token_names_the_person_with_all_that_they_may_do(centre: Databases) -> None:
    enterprise = uuid4()
    with transaction(centre) as session:
        user = a_staff_member(session, StaffRole.FLOOR, StaffRole.TRANSLATOR)
        roles.join(session, user, enterprise, MemberRole.OWNER)
        token = sessions.begin(session, user, device="Chromium")
    with transaction(centre, reading=True) as session:
        person = sessions.person(session, token)
    assert person is not None
    assert person.user.id == user.id
    assert person.memberships == {enterprise: MemberRole.OWNER}
    assert person.roles == {StaffRole.FLOOR, StaffRole.TRANSLATOR}
    assert not person.stale


def test_the_database_does_not_hold_the_token(centre: Databases) -> None:
    with transaction(centre) as session:
        token, _ = signed_in(session, a_person(session))
        (row,) = session.exec(select(UserSession))
        assert token not in repr(row.model_dump())
        assert sessions.person(session, row.digest) is None


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "a" * 100_000])
def test_a_foreign_token_is_nobodys(centre: Databases, token: str) -> None:
    with transaction(centre) as session:
        signed_in(session, a_person(session))
        assert sessions.person(session, token) is None
        assert sessions.awaiting(session, token) is None


@pytest.mark.parametrize(
    ("staff", "idle", "there"), [(False, 13 * DAY, True), (False, 15 * DAY, False), (True, 11 * HOUR, True), (True, 13 * HOUR, False)]
)
def test_a_session_that_nobody_uses_ends_sooner_for_staff_than_for_members(
    centre: Databases, staff: bool, idle: timedelta, there: bool
) -> None:
    with transaction(centre) as session:
        user = a_staff_member(session, StaffRole.MODERATOR) if staff else a_person(session)
        token, _ = signed_in(session, user)
        shift(session, seen_at=now() - idle)
        assert (sessions.person(session, token) is not None) == there
        assert bool(sessions.listed(session, user)) == there


def test_a_session_ends_after_sixty_days_however_busy_it_is(centre: Databases) -> None:
    with transaction(centre) as session:
        token, _ = signed_in(session, a_person(session))
        (row,) = session.exec(select(UserSession))
        assert row.expires_at - row.created_at - 60 * DAY < MINUTE
        shift(session, expires_at=now() - timedelta(seconds=1), seen_at=now())
        assert sessions.person(session, token) is None


def test_a_clock_that_was_set_back_extends_no_session(centre: Databases) -> None:
    with transaction(centre) as session:
        token, _ = signed_in(session, a_person(session))
        shift(session, created_at=now() + HOUR, seen_at=now() + HOUR)
        assert sessions.person(session, token)
        shift(session, created_at=now() + 400 * DAY, seen_at=now() + 400 * DAY, expires_at=now() + 460 * DAY)
        assert sessions.person(session, token) is None


def test_somebody_is_noted_every_five_minutes_and_not_more_often(centre: Databases) -> None:
    with transaction(centre) as session:
        token, _ = signed_in(session, a_person(session))
        for minutes, noted in ((4, False), (6, True)):
            then = now() - minutes * MINUTE
            shift(session, seen_at=then)
            session.expire_all()
            found = sessions.person(session, token)
            assert found is not None
            assert found.stale == noted
            sessions.touch(session, found)
            session.expire_all()
            (row,) = session.exec(select(UserSession))
            assert (row.seen_at > then) == noted


def test_nothing_is_written_by_finding_out_who_is_there(centre: Databases) -> None:
    """A reading transaction would refuse."""
    with transaction(centre) as session:
        token, _ = signed_in(session, a_person(session))
        shift(session, seen_at=now() - HOUR)
    with transaction(centre, reading=True) as session:
        person = sessions.person(session, token)
        assert person is not None
        assert person.stale


def test_each_device_is_listed_and_can_be_ended_alone(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        phone = sessions.begin(session, user, device="Chrome on\n Android\u202e")
        desk = sessions.begin(session, user, device="Firefox " * 1000)
        devices = sessions.listed(session, user)
        assert {row.device for row in devices} == {"Chrome on Android", ("Firefox " * 15)[:120].strip()}
        (of_phone,) = [row for row in devices if "Chrome" in row.device]
        sessions.end(session, user, of_phone.id)
        assert sessions.person(session, phone) is None
        assert sessions.person(session, desk)


def test_nobody_can_end_the_session_of_somebody_else(centre: Databases) -> None:
    with transaction(centre) as session:
        token, person = signed_in(session, a_person(session))
        with pytest.raises(NotFound):
            sessions.end(session, a_person(session), person.session_id)
        assert sessions.person(session, token)


def test_all_others_can_be_ended_at_once(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        here, person = signed_in(session, user)
        there, _ = signed_in(session, user)
        foreign, _ = signed_in(session, a_person(session))
        sessions.end_others(session, user, keep=person.session_id)
        assert [bool(sessions.person(session, token)) for token in (here, there, foreign)] == [True, False, True]
        sessions.end_others(session, user, keep=None)
        assert [bool(sessions.person(session, token)) for token in (here, there, foreign)] == [False, False, True]


def test_no_session_begins_for_whoever_was_disabled_since_the_password_was_checked(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session, "maria@example.org")
    with transaction(centre, reading=True) as session:
        checked = signin.check(session, "maria@example.org", PASSWORD)
    with transaction(centre) as session:
        people.disable(session, user)
    with pytest.raises(Conflict), transaction(centre) as session:
        sessions.begin(session, checked, device="")


def test_no_session_begins_with_a_password_that_was_changed_since_it_was_checked(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session, "maria@example.org")
    with transaction(centre, reading=True) as session:
        checked = signin.check(session, "maria@example.org", PASSWORD)
    with transaction(centre) as session:
        signin.change_password(session, user, hashed_password() + "x", keep=None)
    with pytest.raises(Conflict), transaction(centre) as session:
        sessions.begin(session, checked, device="")


def test_a_role_that_was_taken_away_is_gone_at_the_next_request(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_staff_member(session, StaffRole.MODERATOR)
        token, _ = signed_in(session, user)
        roles.dismiss(session, user, StaffRole.MODERATOR)
        person = sessions.person(session, token)
    assert person is not None
    assert person.roles == frozenset()
