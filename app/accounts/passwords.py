"""Passwords: which are good enough, and how they are kept. All of it is slow on purpose, so none of it takes a database session."""

import re
import unicodedata
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.accounts import tokens
from app.errors import Invalid, Problem
from app.text import _

SHORTEST: Final = 8
LONGEST: Final = 1000
_FEWEST_DIFFERENT: Final = 4
_WORD: Final = 3  # shorter pieces of a name or address say nothing
_NUMBER: Final = 6

# The least that OWASP recommends for Argon2id (Password Storage Cheat Sheet): each takes 19 MiB.
_HASHER: Final = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
# Four at once, and always in the same four threads: the allocator keeps what a thread once used, so that a semaphore over the threads
# of the server held 360 MiB instead of 80.
_POOL: Final = ThreadPoolExecutor(4, thread_name_prefix="argon2")


class WeakPassword(Invalid):
    """Somebody would guess it. Its one problem, at `password`, says why."""

    message = _("Please choose another password.")


def hashed(password: str) -> str:
    """Argon2id, encoded with its parameters and salt. Takes tens of milliseconds: never call it inside a writing transaction."""
    return _POOL.submit(_HASHER.hash, _bytes(password)).result()


def fits(password: str, encoded: str | None) -> bool:
    """Whether this is the password. Takes the same time where none is known, so that the time does not say who is known."""
    nobodys = _nobodys()
    return _POOL.submit(_HASHER.verify, _bytes(password), encoded or nobodys).result() and encoded is not None


def acceptable(password: str, *, own: Iterable[str] = ()) -> None:
    """Raises WeakPassword for a password that is too short, among the commonest, or made of the person's `own` name or address."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST:
        raise _weak(_("At least 8 characters are needed. Three or four words in a row are easy to remember."))
    if len(plain) > LONGEST:
        raise _weak(_("A password can have 1000 characters at most."))
    if len(set(plain)) < _FEWEST_DIFFERENT or plain.casefold() in _common():
        raise _weak(_("Many people use this password, so it is tried first. Please choose another one."))
    if _is_made_of(plain, own):
        raise _weak(_("Your own name, address or number is easily guessed. Please choose another password."))


def _weak(sentence: str) -> WeakPassword:
    return WeakPassword((Problem("password", sentence),))


def _bytes(password: str) -> bytes:
    """One person's keyboard sends é as one sign, the next one's as two: NFKC makes them one. Nothing longer can have been accepted."""
    return unicodedata.normalize("NFKC", password)[: LONGEST + 1].encode("utf-8", "surrogatepass")


@cache
def _nobodys() -> str:
    """What is compared with where there is nothing to compare with."""
    return hashed(tokens.new())


@cache
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _is_made_of(password: str, own: Iterable[str]) -> bool:
    """Whether nothing but figures and signs stands around one's own name, address or number: maria2026, 0812 3456 7890."""
    letters, figures = _letters(password), _figures(password).lstrip("0")
    for text in own:
        pieces = {_letters(text), _letters(text.partition("@")[0]), *(_letters(piece) for piece in re.split(r"[\W\d_]+", text))}
        if letters in {piece for piece in pieces if len(piece) >= _WORD}:
            return True
        number = _figures(text)
        if not letters and len(figures) >= _NUMBER and len(number) >= _NUMBER and (figures in number or number in figures):
            return True
    return False


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def _figures(text: str) -> str:
    return re.sub(r"\D+", "", text)
