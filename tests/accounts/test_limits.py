"""How often something may be tried: exactly so often, in any stretch of time."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.limits import RATES, Limits, Rate, TooManyTries


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.moment = 0.0

    def __call__(self) -> float:
        return self.moment


def passed(limits: Limits, kind: str, key: str) -> bool:
    try:
        limits.hit(kind, key)
    except TooManyTries:
        return False
    return True


def test_ten_passwords_in_a_quarter_of_an_hour_for_one_person_and_a_hundred_from_one_address() -> None:
    limits = Limits(clock=Clock())
    assert [passed(limits, "login", "maria") for _ in range(12)] == [True] * 10 + [False] * 2
    assert [passed(limits, "address", "10.0.0.1") for _ in range(101)] == [True] * 100 + [False]
    assert passed(limits, "login", "another")
    assert passed(limits, "code", "maria")


def test_who_is_stopped_is_told_for_how_long() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    for _ in range(10):
        limits.hit("login", "maria")
    clock.moment = 14 * 60 + 0.5
    with pytest.raises(TooManyTries) as refused:
        limits.hit("login", "maria")
    assert refused.value.status == 429
    assert refused.value.retry_after == 60
    assert "1 min " in str(refused.value)
    clock.moment += refused.value.retry_after
    assert passed(limits, "login", "maria")


def test_who_keeps_trying_is_not_stopped_for_longer() -> None:
    clock = Clock()
    limits = Limits({"login": Rate(1, 60)}, clock=clock)
    limits.hit("login", "maria")
    for clock.moment in range(1, 60):
        assert not passed(limits, "login", "maria")
    clock.moment = 60
    assert passed(limits, "login", "maria")


def test_who_got_in_begins_anew() -> None:
    limits = Limits({"login": Rate(1, 60)}, clock=Clock())
    limits.hit("login", "maria")
    limits.clear("login", "maria")
    limits.clear("login", "never seen")
    assert passed(limits, "login", "maria")


@given(st.lists(st.floats(0, 40), max_size=60))
def test_no_stretch_of_the_window_ever_holds_more_than_the_limit(pauses: list[float]) -> None:
    clock, rate = Clock(), Rate(5, 100)
    limits, let_in = Limits({"login": rate}, clock=clock), []
    for pause in pauses:
        clock.moment += pause
        if passed(limits, "login", "maria"):
            let_in.append(clock.moment)
    assert all(later - earlier >= rate.seconds for earlier, later in zip(let_in, let_in[rate.tries :], strict=False))


def test_many_at_once_are_counted_one_by_one() -> None:
    limits = Limits(clock=Clock())
    outcomes: list[bool] = []
    threads = [threading.Thread(target=lambda: outcomes.extend(passed(limits, "address", "one") for _ in range(30))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count(True), outcomes.count(False)) == (100, 140)


def test_made_up_logins_do_not_fill_the_memory() -> None:
    clock = Clock()
    limits = Limits(clock=clock)
    for number in range(5000):
        limits.hit("login", str(number))
    limits.hit("registration", "an address that is still counted")
    clock.moment = RATES["login"].seconds + 61
    limits.hit("login", "maria")
    assert len(limits._tries) == 2
