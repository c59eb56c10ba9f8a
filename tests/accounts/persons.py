"""People for tests: a_person(), a_staff_member(), signed_in(). A password takes its time, so all have the same one, hashed once."""

from functools import cache
from itertools import count
from typing import Final

from sqlmodel import Session

from app.accounts import passwords, people, roles, sessions
from app.accounts.access import Person
from app.accounts.models import StaffRole, User

PASSWORD: Final = "tiga ekor kuda laut"
_numbers = count(1)


@cache
def hashed_password() -> str:
    return passwords.hashed(PASSWORD)


def a_person(session: Session, login: str = "", *, name: str = "Maria Wowor", password: str | None = None) -> User:
    """Somebody with the password PASSWORD and no role."""
    login = login or f"person{next(_numbers)}@example.org"
    return people.register(session, name=name, login=login, password_hash=password or hashed_password(), language="id")


def a_staff_member(session: Session, *held: StaffRole, login: str = "") -> User:
    user = a_person(session, login, name="Desk")
    for role in held:
        roles.appoint(session, user, role)
    return user


def signed_in(session: Session, user: User) -> tuple[str, Person]:
    """A new session of that person: its token, and the person as a request finds it."""
    token = sessions.begin(session, user, device="Firefox on Android")
    person = sessions.person(session, token)
    assert person is not None
    return token, person
