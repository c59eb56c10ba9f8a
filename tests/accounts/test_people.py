"""People: found however they write their login, never twice, and out at once when they are disabled."""

import threading
from typing import Final
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts import people, sessions, tickets
from app.accounts.models import Purpose, StaffRole, User
from app.accounts.people import LanguageUnknown, LastAdministrator, LoginTaken, LoginUnreadable, NameUnreadable
from app.accounts.tickets import TicketSpent
from app.db import Databases, transaction
from app.errors import CatalogueError, NotFound
from tests.accounts.persons import a_person, a_staff_member, hashed_password, signed_in

TYPED: Final = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.from_regex(r"[ +]?[0-9() .\-]{3,20}", fullmatch=True),
    st.from_regex(r"[\w.+-]{1,20}@[\w.-]{1,20}\.[A-Za-z]{2,5}", fullmatch=True),
    st.emails(),
)


def register(session: Session, login: str, name: str = "Maria") -> User:
    return people.register(session, name=name, login=login, password_hash=None, language="id")


def pointers(error: pytest.ExceptionInfo[CatalogueError]) -> list[str]:
    return [problem.pointer for problem in error.value.problems]


@pytest.mark.parametrize(
    "written", ["0812-3456-7890", "0812 3456 7890", "+6281234567890", "62 812 3456 7890", "(0812) 34567890", " 081234567890 "]
)
def test_a_telephone_number_is_found_however_it_is_written(centre: Databases, written: str) -> None:
    with transaction(centre) as session:
        user = register(session, "081234567890")
        assert (user.phone, user.email) == ("+6281234567890", None)
        assert people.find(session, written) is user


@pytest.mark.parametrize("written", ["maria@example.org", "Maria@Example.ORG", "  maria@example.org\n", "ｍａｒｉａ@example.org"])
def test_an_address_is_found_however_it_is_written(centre: Databases, written: str) -> None:
    with transaction(centre) as session:
        user = register(session, "MARIA@example.org")
        assert (user.phone, user.email) == (None, "maria@example.org")
        assert people.find(session, written) is user


@pytest.mark.parametrize(
    "written", ["", "-", "maria", "maria@", "@example.org", "mаria@example.org", "a\0b@example.org", "12", "0812" * 9, "x" * 10**6]
)
def test_what_is_no_login_is_nobodys_and_cannot_be_registered(centre: Databases, written: str) -> None:
    with transaction(centre) as session:
        register(session, "maria@example.org")
        assert people.find(session, written) is None
        with pytest.raises(LoginUnreadable) as refused:
            register(session, written)
    assert pointers(refused) == ["login"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_every_typed_login_is_refused_or_means_the_same_when_read_again(centre: Databases, typed: str) -> None:
    with transaction(centre) as session:
        try:
            read = people.read_login(session, typed)
        except LoginUnreadable:
            assert people.find(session, typed) is None
        else:
            assert (read.email is None) != (read.phone is None)
            assert people.read_login(session, str(read)) == read


def test_an_address_needs_no_pack(db: Session) -> None:
    """The first administrator is there before the centre is."""
    assert register(db, "first@example.org").email == "first@example.org"


@pytest.mark.parametrize(("first", "second"), [("081234567890", "+62 812 3456 7890"), ("maria@example.org", "Maria@example.org")])
def test_a_login_belongs_to_one_person(centre: Databases, first: str, second: str) -> None:
    with transaction(centre) as session:
        register(session, first)
        with pytest.raises(LoginTaken) as refused:
            register(session, second)
        assert register(session, "another@example.org").id  # the transaction goes on
    assert pointers(refused) == ["login"]


def test_of_many_who_register_the_same_at_once_one_does(centre: Databases) -> None:
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            with transaction(centre) as session:
                register(session, "081234567890")
            outcomes.append("registered")
        except LoginTaken:
            outcomes.append("taken")

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["registered", "taken", "taken", "taken"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maria \n Wowor ", "Maria Wowor"),
        ("Maria\u202egnp.exe", "Mariagnp.exe"),
        ("Mari\u0301a\0", "María"),
        ("Ibu Kelapa 🥥", "Ibu Kelapa 🥥"),
        ("Ñoño d'Souza-Ng", "Ñoño d'Souza-Ng"),
    ],
)
def test_a_name_is_kept_in_one_clean_line(centre: Databases, typed: str, kept: str) -> None:
    with transaction(centre) as session:
        assert register(session, "maria@example.org", typed).name == kept


@pytest.mark.parametrize("name", ["", " \n", "\0", "🥥", "...", "M" * 121, "M" * 10_000])
def test_what_is_no_name_is_refused(centre: Databases, name: str) -> None:
    with transaction(centre) as session, pytest.raises(NameUnreadable) as refused:
        register(session, "maria@example.org", name)
    assert pointers(refused) == ["name"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_every_name_is_refused_or_stays_as_it_is_when_read_again(db: Session, typed: str) -> None:
    user = register(db, f"{uuid4()}@example.org")
    try:
        name = people.rename(db, user, name=typed).name
    except NameUnreadable:
        return
    db.flush()  # the database takes it
    assert people.rename(db, user, name=name).name == name


def test_a_language_is_a_tag(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        assert people.change_language(session, user, language="fil").language == "fil"
        with pytest.raises(LanguageUnknown) as refused:
            people.change_language(session, user, language="<script>")
    assert pointers(refused) == ["language"]


def test_somebody_may_sign_in_by_both_and_change_either(centre: Databases) -> None:
    with transaction(centre) as session:
        user = register(session, "maria@example.org")
        changed = people.change_login(session, user, email="Kedai@example.org", phone="0812 3456 7890")
        assert (changed.email, changed.phone) == ("kedai@example.org", "+6281234567890")
        assert people.find(session, "maria@example.org") is None
        assert people.find(session, "081234567890") is changed
        only = people.change_login(session, user, email=" ", phone="081234567890")
        assert (only.email, only.phone) == (None, "+6281234567890")


@pytest.mark.parametrize(
    ("email", "phone", "pointer", "error"),
    [
        ("", "", "email", LoginUnreadable),
        ("maria", "", "email", LoginUnreadable),
        ("", "12", "phone", LoginUnreadable),
        ("081234567890", "", "email", LoginUnreadable),
        ("", "maria@example.org", "phone", LoginUnreadable),
        ("other@example.org", "", "email", LoginTaken),
        ("maria@example.org", "0813 0000 0000", "phone", LoginTaken),
    ],
)
def test_a_login_that_cannot_be_is_named_beside_its_field(
    centre: Databases, email: str, phone: str, pointer: str, error: type[CatalogueError]
) -> None:
    with transaction(centre) as session:
        other, user = register(session, "other@example.org"), register(session, "maria@example.org")
        people.change_login(session, other, email="other@example.org", phone="081300000000")
        with pytest.raises(error) as refused:
            people.change_login(session, user, email=email, phone=phone)
        session.expire_all()
        assert (user.email, user.phone) == ("maria@example.org", None)
    assert pointers(refused) == [pointer]


def test_a_link_that_went_to_the_old_address_opens_nothing_after_the_address_changed(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        token = tickets.issue(session, Purpose.PASSWORD, user=user, days=1)
        people.change_login(session, user, email="new@example.org", phone="")
        with pytest.raises(TicketSpent):
            tickets.look(session, token, Purpose.PASSWORD)


def test_who_is_disabled_is_out_at_once_everywhere(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        tokens = [signed_in(session, user)[0] for _ in range(2)]
        link = tickets.issue(session, Purpose.PASSWORD, user=user, days=1)
    with transaction(centre) as session:
        people.disable(session, user)
    with transaction(centre, reading=True) as session:
        assert [sessions.person(session, token) for token in tokens] == [None, None]
        with pytest.raises(TicketSpent):
            tickets.look(session, link, Purpose.PASSWORD)
    with transaction(centre) as session:
        again = people.enable(session, user)
        assert again.password == hashed_password()
        assert [sessions.person(session, token) for token in tokens] == [None, None]  # what ended stays ended
        assert signed_in(session, again)


def test_the_last_administrator_cannot_be_disabled(centre: Databases) -> None:
    with transaction(centre) as session:
        first, second = (a_staff_member(session, StaffRole.ADMINISTRATOR) for _ in range(2))
        people.disable(session, first)
        with pytest.raises(LastAdministrator):
            people.disable(session, second)
        people.disable(session, a_staff_member(session, StaffRole.MANAGER))


def test_of_two_administrators_who_disable_each_other_at_once_one_is_left(centre: Databases) -> None:
    with transaction(centre) as session:
        both = [a_staff_member(session, StaffRole.ADMINISTRATOR) for _ in range(2)]
    outcomes: list[str] = []

    def attempt(user: User) -> None:
        try:
            with transaction(centre) as session:
                people.disable(session, user)
            outcomes.append("disabled")
        except LastAdministrator:
            outcomes.append("kept")

    threads = [threading.Thread(target=attempt, args=(user,)) for user in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["disabled", "kept"]


def test_somebody_who_was_erased_is_not_found(centre: Databases) -> None:
    with transaction(centre) as session, pytest.raises(NotFound):
        people.fresh(session, uuid4())
