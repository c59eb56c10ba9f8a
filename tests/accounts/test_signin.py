"""Signing in: one sentence for every cause of failure, and a code of the second step never twice."""

import time
from statistics import median

import pyotp
import pytest

from app.accounts import people, sessions, signin, tickets
from app.accounts.models import Purpose, User
from app.accounts.signin import WrongCode, WrongSignIn
from app.accounts.tickets import TicketSpent
from app.db import Databases, transaction
from app.errors import NotFound
from tests.accounts.persons import PASSWORD, a_person, hashed_password, signed_in


def code_of(secret: str, *, steps: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // 30 + steps)


def with_second_step(centre: Databases, login: str = "maria@example.org") -> tuple[User, str]:
    """Somebody with the second step on, whose last code was taken long ago."""
    with transaction(centre) as session:
        user = a_person(session, login)
        secret = signin.begin_totp(user, issuer="Etalase").secret
        user = signin.confirm_totp(session, user, secret, code_of(secret))
        user.totp_step = 0
    return user, secret


def test_the_right_password_signs_in_by_either_login(centre: Databases) -> None:
    with transaction(centre) as session:
        user = people.change_login(session, a_person(session), email="maria@example.org", phone="081234567890")
    with transaction(centre, reading=True) as session:
        for login in ("maria@example.org", "0812 3456 7890"):
            assert signin.check(session, login, PASSWORD).id == user.id


@pytest.mark.parametrize("cause", ["unknown", "other password", "no password yet", "disabled", "no login at all"])
def test_every_cause_of_failure_looks_the_same(centre: Databases, cause: str) -> None:
    with transaction(centre) as session:
        user = a_person(session, "maria@example.org")
        if cause == "no password yet":
            user.password = None
        if cause == "disabled":
            people.disable(session, user)
    login = {"unknown": "nobody@example.org", "no login at all": "\0 maria"}.get(cause, "maria@example.org")
    with transaction(centre, reading=True) as session, pytest.raises(WrongSignIn) as refused:
        signin.check(session, login, "other" if cause == "other password" else PASSWORD)
    assert type(refused.value) is WrongSignIn
    assert (str(refused.value), refused.value.problems, refused.value.facts) == (WrongSignIn.message, (), {})


def test_the_time_does_not_say_who_is_known(centre: Databases) -> None:
    """In seconds of the processor, whatever else this machine does."""
    with transaction(centre) as session:
        a_person(session, "maria@example.org")
        people.disable(session, a_person(session, "gone@example.org"))
    took: dict[str, list[float]] = {"maria@example.org": [], "gone@example.org": [], "nobody@example.org": [], "nothing": []}
    with transaction(centre, reading=True) as session:
        for _ in range(20):
            for login, times in took.items():
                start = time.process_time()
                with pytest.raises(WrongSignIn):
                    signin.check(session, login, "not the one")
                times.append(time.process_time() - start)
    medians = [median(times) for times in took.values()]
    assert max(medians) - min(medians) < 0.010


def test_tries_are_counted_for_the_person_whatever_is_typed(centre: Databases) -> None:
    with transaction(centre) as session:
        user = people.change_login(session, a_person(session), email="maria@example.org", phone="081234567890")
        written = ("maria@example.org", " MARIA@Example.org", "081234567890", "+62 812-3456-7890", "(0812)34567890")
        assert {signin.key(session, login) for login in written} == {str(user.id)}
        unknown = {signin.key(session, login) for login in ("0813 0000 0000", "+6281300000000", "62 813 0000 0000")}
        assert len(unknown) == 1
        assert not unknown & {signin.key(session, "maria@example.org"), signin.key(session, "maria")}


def test_a_new_password_ends_all_other_sessions_and_links(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session, "maria@example.org")
        here, person = signed_in(session, user)
        there, _ = signed_in(session, user)
        link = tickets.issue(session, Purpose.PASSWORD, user=user, days=1)
    with transaction(centre) as session:
        signin.change_password(session, person.user, hashed_password(), keep=person.session_id)
    with transaction(centre, reading=True) as session:
        assert sessions.person(session, here)
        assert sessions.person(session, there) is None
        with pytest.raises(TicketSpent):
            tickets.look(session, link, Purpose.PASSWORD)


def test_a_password_chosen_by_a_link_ends_every_session(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        token, _ = signed_in(session, user)
        signin.change_password(session, user, hashed_password(), keep=None)
        assert sessions.person(session, token) is None


def test_the_second_step_is_on_only_after_the_app_showed_a_right_code(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session, "maria@example.org")
        totp = signin.begin_totp(user, issuer="Pusat Bisnis")
        assert "secret=" + totp.secret in totp.address
        assert "maria%40example.org" in totp.address
    with pytest.raises(WrongCode) as refused, transaction(centre) as session:
        signin.confirm_totp(session, user, totp.secret, f"{(int(code_of(totp.secret)) + 500_000) % 1_000_000:06}")
    assert [problem.pointer for problem in refused.value.problems] == ["code"]
    with transaction(centre) as session:
        assert people.fresh(session, user).totp_secret is None
        assert signin.confirm_totp(session, user, totp.secret, code_of(totp.secret)).totp_secret == totp.secret


@pytest.mark.parametrize("secret", ["", "A", "A" * 31, "a" * 32, "1" * 32, "A" * 33, "A" * 32 + "\n"])
def test_a_secret_that_is_not_ours_is_refused(centre: Databases, secret: str) -> None:
    with transaction(centre) as session, pytest.raises(WrongCode):
        signin.confirm_totp(session, a_person(session), secret, "000000")


def test_who_owes_the_second_step_is_nobody_until_the_code_fits(centre: Databases) -> None:
    user, secret = with_second_step(centre)
    with transaction(centre) as session:
        half = sessions.begin(session, user, device="Firefox")
        assert sessions.person(session, half) is None
        assert sessions.listed(session, user) == []
        owing = sessions.awaiting(session, half)
        assert owing is not None
        assert owing.id == user.id
        whole = signin.second_step(session, half, code_of(secret))
        assert whole != half  # a new right, a new token
        person = sessions.person(session, whole)
        assert person is not None
        assert person.user.id == user.id
        assert [row.device for row in sessions.listed(session, user)] == ["Firefox"]
        assert sessions.awaiting(session, half) is None
        with pytest.raises(NotFound):
            signin.second_step(session, half, code_of(secret, steps=1))


def test_a_full_session_owes_nothing(centre: Databases) -> None:
    with transaction(centre) as session:
        token, _ = signed_in(session, a_person(session))
        assert sessions.awaiting(session, token) is None
        with pytest.raises(NotFound):
            signin.second_step(session, token, "000000")


def test_a_passkey_is_two_steps_in_one(centre: Databases) -> None:
    user, _ = with_second_step(centre)
    with transaction(centre) as session:
        assert sessions.person(session, sessions.begin(session, user, device="", passkey=True))


def test_no_code_is_taken_twice_nor_an_older_one_after_it(centre: Databases) -> None:
    user, secret = with_second_step(centre)
    with transaction(centre) as session:
        before, current = code_of(secret, steps=-1), code_of(secret)
        signin.check_totp(session, user, current)
        for code in (current, before):
            with pytest.raises(WrongCode):
                signin.check_totp(session, user, code)


def test_a_code_may_be_one_step_off_and_no_more(centre: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    user, secret = with_second_step(centre)
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    with transaction(centre) as session:
        for off in (-2, 2):
            with pytest.raises(WrongCode):
                signin.check_totp(session, user, code_of(secret, steps=off))
        for off in (-1, 0, 1):
            code = code_of(secret, steps=off)
            signin.check_totp(session, user, f" {code[:3]} {code[3:]}\n")


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\0", "1" * 100_000])
def test_what_is_no_code_is_refused(centre: Databases, code: str) -> None:
    user, _ = with_second_step(centre)
    with transaction(centre) as session, pytest.raises(WrongCode):
        signin.check_totp(session, user, code)


def test_no_code_fits_where_the_second_step_is_off(centre: Databases) -> None:
    user, secret = with_second_step(centre)
    with transaction(centre) as session:
        off = signin.end_totp(session, user)
        with pytest.raises(WrongCode):
            signin.check_totp(session, off, code_of(secret))
        assert sessions.person(session, sessions.begin(session, off, device=""))
