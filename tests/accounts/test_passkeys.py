"""Passkeys, with a device made of software: what it signs counts once, here, for whoever the key belongs to."""

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import select

from app.accounts import passkeys, people
from app.accounts.models import Challenge, Passkey, User
from app.accounts.passkeys import PasskeyRefused, Site, TooManyPasskeys
from app.db import Databases, now, transaction
from app.errors import NotFound
from tests.accounts.authenticator import PRESENT, Authenticator
from tests.accounts.persons import a_person

SITE = Site("https://example.org", "Pusat Bisnis")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "userHandle"]), inner, max_size=5)
    ),
    max_leaves=12,
)


def registered(centre: Databases, device: Authenticator, user: User | None = None) -> User:
    with transaction(centre) as session:
        user = user or a_person(session)
        options = passkeys.registration_options(session, user, SITE)
    with transaction(centre) as session:
        passkeys.register(session, user, SITE, device.register(options), name=" My \n phone ")
    return user


def options_of_signing_in(centre: Databases) -> str:
    with transaction(centre) as session:
        return passkeys.signin_options(session, SITE)


def check(centre: Databases, answer: str, site: Site = SITE) -> User:
    with transaction(centre) as session:
        return passkeys.check(session, site, answer)


def test_a_key_that_was_registered_signs_in_without_a_login(centre: Databases) -> None:
    device = Authenticator()
    user = registered(centre, device)
    options = options_of_signing_in(centre)
    assert "allowCredentials" not in json.loads(options) or json.loads(options)["allowCredentials"] == []  # names nobody
    assert check(centre, device.sign(options)).id == user.id
    assert check(centre, device.sign(options_of_signing_in(centre))).id == user.id
    with transaction(centre, reading=True) as session:
        (key,) = passkeys.listed(session, user)
    assert (key.name, key.sign_count) == ("My phone", 2)
    assert key.used_at


def test_an_answer_counts_once(centre: Databases) -> None:
    device = Authenticator()
    registered(centre, device)
    answer = device.sign(options_of_signing_in(centre))
    check(centre, answer)
    with pytest.raises(PasskeyRefused):
        check(centre, answer)
    with transaction(centre) as session:
        assert session.exec(select(Challenge)).all() == []


def test_an_answer_that_comes_too_late_is_refused(centre: Databases) -> None:
    device = Authenticator()
    registered(centre, device)
    answer = device.sign(options_of_signing_in(centre))
    with transaction(centre) as session:
        session.exec(update(Challenge).values(expires_at=now() - timedelta(seconds=1)))
    with pytest.raises(PasskeyRefused):
        check(centre, answer)


def test_a_page_that_only_looks_like_ours_gets_nothing(centre: Databases) -> None:
    device = Authenticator()
    registered(centre, device)
    device.origin = "https://example.org.evil.example"
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(options_of_signing_in(centre)))
    device.origin = SITE.origin
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(options_of_signing_in(centre), host="evil.example"))


def test_another_device_cannot_sign_for_a_key_that_it_does_not_hold(centre: Databases) -> None:
    device, thief = Authenticator(), Authenticator()
    registered(centre, device)
    thief.credential_id, thief.user_handle = device.credential_id, device.user_handle
    with pytest.raises(PasskeyRefused):
        check(centre, thief.sign(options_of_signing_in(centre)))


def test_a_copied_key_whose_counter_stands_still_is_refused(centre: Databases) -> None:
    device = Authenticator()
    registered(centre, device)
    check(centre, device.sign(options_of_signing_in(centre)))
    device.count -= 1
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(options_of_signing_in(centre)))


def test_a_device_that_asked_for_no_finger_and_no_pin_is_refused(centre: Databases) -> None:
    with pytest.raises(PasskeyRefused):
        registered(centre, Authenticator(flags=PRESENT))
    device = Authenticator()
    registered(centre, device)
    device.flags = PRESENT
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(options_of_signing_in(centre)))


def test_a_key_of_somebody_who_was_disabled_or_of_nobody_is_refused(centre: Databases) -> None:
    device = Authenticator()
    user = registered(centre, device)
    with pytest.raises(PasskeyRefused):
        check(centre, Authenticator().sign(options_of_signing_in(centre)))
    with transaction(centre) as session:
        people.disable(session, user)
    with pytest.raises(PasskeyRefused) as refused:
        check(centre, device.sign(options_of_signing_in(centre)))
    assert (str(refused.value), refused.value.problems) == (PasskeyRefused.message, ())


def test_a_key_does_not_sign_in_somebody_else(centre: Databases) -> None:
    device, other = Authenticator(), Authenticator()
    registered(centre, device)
    registered(centre, other)
    device.user_handle = other.user_handle
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(options_of_signing_in(centre)))


def test_a_challenge_of_registering_does_not_sign_in_and_the_reverse(centre: Databases) -> None:
    device = Authenticator()
    user = registered(centre, device)
    with transaction(centre) as session:
        registering = json.loads(passkeys.registration_options(session, user, SITE))
        signing_in = json.loads(passkeys.signin_options(session, SITE))
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(json.dumps(signing_in | {"challenge": registering["challenge"]})))
    answer = Authenticator().register(json.dumps(registering | {"challenge": signing_in["challenge"]}))
    with pytest.raises(PasskeyRefused), transaction(centre) as session:
        passkeys.register(session, user, SITE, answer, name="")


def test_nobody_registers_a_key_with_the_challenge_of_somebody_else(centre: Databases) -> None:
    with transaction(centre) as session:
        user, thief = a_person(session), a_person(session)
        answer = Authenticator().register(passkeys.registration_options(session, user, SITE))
        with pytest.raises(PasskeyRefused):
            passkeys.register(session, thief, SITE, answer, name="")


def test_a_key_belongs_to_one_person(centre: Databases) -> None:
    device = Authenticator()
    user = registered(centre, device)
    with transaction(centre) as session:
        asked = json.loads(passkeys.registration_options(session, user, SITE))
    assert len(asked["excludeCredentials"]) == 1  # the browser would not even offer it
    with pytest.raises(PasskeyRefused):
        registered(centre, device)


def test_a_key_that_was_removed_opens_nothing_and_only_its_owner_removes_it(centre: Databases) -> None:
    device = Authenticator()
    user = registered(centre, device)
    with transaction(centre) as session:
        (key,) = passkeys.listed(session, user)
        with pytest.raises(NotFound):
            passkeys.remove(session, a_person(session), key.id)
        passkeys.remove(session, user, key.id)
    with pytest.raises(PasskeyRefused):
        check(centre, device.sign(options_of_signing_in(centre)))


def test_nobody_has_more_than_twenty(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        for number in range(20):
            session.add(Passkey(credential_id=bytes([number]), public_key=b"", user_id=user.id, name=""))
        session.flush()
        with pytest.raises(TooManyPasskeys):
            passkeys.registration_options(session, user, SITE)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JUNK | st.binary(max_size=60))
def test_whatever_is_sent_is_refused_in_words(centre: Databases, junk: Any) -> None:
    answer = junk.decode("latin-1") if isinstance(junk, bytes) else json.dumps(junk)
    with transaction(centre) as session:
        user = people.find(session, "maria@example.org") or a_person(session, "maria@example.org")
        with pytest.raises(PasskeyRefused):
            passkeys.check(session, SITE, answer)
        with pytest.raises(PasskeyRefused):
            passkeys.register(session, user, SITE, answer, name="")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_answer_with_one_part_replaced_is_refused_in_words(centre: Databases, data: st.DataObject) -> None:
    device = Authenticator()
    user = registered(centre, device)
    with transaction(centre) as session:
        new = Authenticator()
        whole = {
            "check": json.loads(device.sign(passkeys.signin_options(session, SITE))),
            "register": json.loads(new.register(passkeys.registration_options(session, user, SITE))),
        }
        verb = data.draw(st.sampled_from(sorted(whole)))
        answer = whole[verb]
        field = data.draw(st.sampled_from(sorted(set(answer["response"]) - {"userHandle"})))
        answer["response"][field] = data.draw(JUNK | st.binary(max_size=90).map(lambda raw: raw.hex()) | st.just("e30"))
        text = json.dumps(answer)
        refuse = (
            partial(passkeys.check, session, SITE, text)
            if verb == "check"
            else partial(passkeys.register, session, user, SITE, text, name="")
        )
        with pytest.raises(PasskeyRefused):
            refuse()
