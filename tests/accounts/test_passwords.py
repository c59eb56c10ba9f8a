"""Passwords: the weak ones are refused with the reason, and nothing that is asked tells who is known."""

import subprocess
import sys
import threading
import time
import unicodedata
from statistics import median
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts import passwords
from app.accounts.passwords import WeakPassword
from tests.accounts.persons import PASSWORD, hashed_password
from tests.conftest import ROOT

TYPED = st.text(st.characters(exclude_categories=()), max_size=60)


def reason(password: str, *own: str) -> str:
    with pytest.raises(WeakPassword) as refused:
        passwords.acceptable(password, own=own)
    (problem,) = refused.value.problems
    assert problem.pointer == "password"
    assert problem.found == ""  # a password is repeated nowhere
    return problem.message


def test_a_password_fits_its_own_hash_and_no_other_does() -> None:
    assert passwords.fits(PASSWORD, hashed_password())
    assert not passwords.fits(PASSWORD + " ", hashed_password())
    assert not passwords.fits("", hashed_password())


def test_the_same_password_is_stored_differently_each_time_with_the_parameters_of_owasp() -> None:
    first, second = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)
    assert first != second
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@settings(max_examples=20)
@given(TYPED)
def test_whatever_was_typed_fits_however_the_keyboard_sends_it(typed: str) -> None:
    encoded = passwords.hashed(typed)
    assert passwords.fits(unicodedata.normalize("NFD", typed), encoded)
    assert not passwords.fits(typed + "x", encoded)


def test_nothing_fits_where_no_password_was_chosen() -> None:
    assert not passwords.fits("", None)
    assert not passwords.fits(PASSWORD, None)


def test_a_password_of_a_megabyte_is_looked_at_and_never_fits() -> None:
    longest = "kuda " * (passwords.LONGEST // 5)
    assert passwords.fits(longest, passwords.hashed(longest))
    assert not passwords.fits(longest * 1000, passwords.hashed(longest))


def test_it_takes_as_long_to_say_no_where_nobody_is_known() -> None:
    """In seconds of the processor, whatever else this machine does."""
    took: dict[str | None, list[float]] = {hashed_password(): [], None: []}
    passwords.fits("warm", None)
    for _ in range(25):
        for encoded, times in took.items():
            start = time.process_time()
            passwords.fits("not the one", encoded)
            times.append(time.process_time() - start)
    known, unknown = (median(times) for times in took.values())
    assert abs(known - unknown) < 0.010


def test_no_more_than_four_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, full, lock = 0, 0, threading.Event(), threading.Lock()

    class Watched:
        def hash(self, _password: bytes) -> str:
            nonlocal inside, most
            with lock:
                inside += 1
                most = max(most, inside)
                if inside == 4:
                    full.set()
            assert full.wait(10)
            with lock:
                inside -= 1
            return ""

    monkeypatch.setattr(passwords, "_HASHER", Watched())
    threads = [threading.Thread(target=passwords.hashed, args=("x",)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 4


def test_a_rush_of_people_who_sign_in_takes_less_than_a_hundred_megabytes() -> None:
    """In a process of its own, because the most that a process ever used is all that the system remembers."""
    rush = """
        import resource, threading
        from app.accounts import passwords
        peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        before = peak()
        threads = [threading.Thread(target=passwords.fits, args=("x", None)) for _ in range(40)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        print((peak() - before) * 1024)
    """
    done = subprocess.run([sys.executable, "-c", dedent(rush)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert int(done.stdout) < 100_000_000


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("kuda", "8 characters"),
        ("", "8 characters"),
        ("x1" * 501, "1000"),
        ("password1", "Many people"),
        ("Password1", "Many people"),
        ("PASSWORD1", "Many people"),
        ("1234567890", "Many people"),
        ("bismillah", "Many people"),
        ("aaaaaaaaaaaa", "Many people"),
        ("ababababab", "Many people"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, word: str) -> None:
    assert word in reason(password)


@pytest.mark.parametrize(
    "password",
    [
        "mariawowor",
        "Maria Wowor 2026",
        "wowor1234!",
        "kedai.maria1",
        "kedai.maria@toko.example",
        "081234567890",
        "+62 812 3456 7890",
        "6281234567890",
        "81234567890",
    ],
)
def test_ones_own_name_address_and_number_are_refused(password: str) -> None:
    assert "Your own" in reason(password, "Maria Wowor", "kedai.maria@toko.example", "+6281234567890")


@pytest.mark.parametrize(
    "password", [PASSWORD, "Tumou tou 7 kali", "çà et là là là", "mariawoworberenang", "!?!?#*#*:-)", "8 ekor ikan", "9172640385"]
)
def test_a_good_password_is_taken(password: str) -> None:
    passwords.acceptable(password, own=("Maria Wowor", "kedai.maria@toko.example", "+6281234567890", ""))


@given(TYPED, st.lists(TYPED, max_size=3))
def test_every_typed_text_is_either_taken_or_refused_in_words(password: str, own: list[str]) -> None:
    try:
        passwords.acceptable(password, own=own)
    except WeakPassword:
        assert reason(password, *own)
    else:
        assert len(unicodedata.normalize("NFKC", password)) >= passwords.SHORTEST


def test_the_list_of_common_passwords_holds_the_three_thousand_that_the_standard_asks_for() -> None:
    assert len(passwords._common()) >= 3000
    assert all(word == word.casefold() and len(word) >= passwords.SHORTEST for word in passwords._common())
