"""How often something may be tried. Counted in the memory of this process: a restart forgets it, the database is never asked."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.errors import CatalogueError
from app.text import _


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many tries within any stretch of so many seconds."""

    tries: int
    seconds: float


RATES: Final = {
    "login": Rate(10, 15 * 60),  # passwords tried for one person
    "code": Rate(10, 15 * 60),  # codes of the second step, for one person
    "address": Rate(100, 15 * 60),  # tries from one network address, behind which a whole market may sit
    "letter": Rate(5, 60 * 60),  # letters with a link, to one person
    "registration": Rate(20, 60 * 60),  # new people from one network address
    "question": Rate(10, 60 * 60),  # questions to makers from one network address, and by one telephone number or e-mail address
    "visits": Rate(300, 60),  # batches of events from one network address, behind which a hall of kiosks may stand
}


class TooManyTries(CatalogueError):
    """Has `retry_after` seconds, for the header Retry-After."""

    status = 429
    message = _("There were too many tries. Please wait {minutes} min and try again.")

    def __init__(self, retry_after: int) -> None:
        super().__init__(minutes=-(-retry_after // 60))
        self.retry_after = retry_after


class Limits:
    """Sliding windows: every try is remembered until it is older than its window.

    The moment of each try is kept, because a counter for each quarter of an hour lets nearly twice as many through at the turn.
    """

    def __init__(self, rates: Mapping[str, Rate] = RATES, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates = rates
        self._clock = clock
        self._tries: dict[tuple[str, str], deque[float]] = {}
        self._lock = threading.Lock()
        self._tidied = clock()

    def hit(self, kind: str, key: str) -> None:
        """Counts one try of a kind of RATES. Raises TooManyTries, which is not counted: who waits may try again."""
        rate, moment = self._rates[kind], self._clock()
        with self._lock:
            self._tidy(moment)
            tries = self._tries.setdefault((kind, key), deque())
            while tries and tries[0] <= moment - rate.seconds:
                tries.popleft()
            if len(tries) >= rate.tries:
                raise TooManyTries(int(tries[0] + rate.seconds - moment) + 1)
            tries.append(moment)

    def clear(self, kind: str, key: str) -> None:
        """Forgets the tries of somebody who got in."""
        with self._lock:
            self._tries.pop((kind, key), None)

    def _tidy(self, moment: float) -> None:
        """Drops keys whose windows are over, once a minute, so that made-up logins do not fill the memory."""
        if moment - self._tidied < 60:
            return
        self._tidied = moment
        over = [at for at, tries in self._tries.items() if tries[-1] <= moment - self._rates[at[0]].seconds]
        for at in over:
            del self._tries[at]
