"""The commands `etalase user`: who installs a centre is its first administrator, without a word of SQL."""

import re

import pytest
from typer.testing import CliRunner, Result

from app.accounts import signin, tickets
from app.accounts.models import Purpose, StaffRole, User
from app.accounts.tickets import TicketSpent
from app.cli import app
from app.db import Databases, transaction
from app.settings import Settings
from tests.accounts.persons import PASSWORD, a_person, a_staff_member
from tests.test_cli import etalase


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("ETALASE_DATA", str(settings.data))
    monkeypatch.setenv("ETALASE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("COLUMNS", "160")


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *arguments], input=typed, catch_exceptions=True)


def added(*more: str, typed: str = "") -> Result:
    return run("add", "--role", "administrator", "--login", "desk@example.org", "--name", "Ibu Ance", *more, typed=typed)


def token_in(text: str) -> str:
    found = re.search(r"^http\S+/account/password/(\S{43})$", text, re.MULTILINE)
    assert found
    return found[1]


def test_the_first_administrator_types_a_password_that_is_not_shown_and_signs_in_with_it(databases: Databases) -> None:
    done = added(typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert "Ibu Ance is administrator" in done.output
    assert PASSWORD not in done.output
    assert "http" not in done.output
    with transaction(databases, reading=True) as session:
        assert signin.check(session, "desk@example.org", PASSWORD).name == "Ibu Ance"


def test_a_link_is_printed_instead_and_opens_once(databases: Databases) -> None:
    done = added("--link")
    assert done.exit_code == 0, done.output
    with transaction(databases) as session:
        ticket = tickets.redeem(session, token_in(done.output), Purpose.PASSWORD)
        user = session.get_one(User, ticket.user_id)
        assert (user.email, user.password) == ("desk@example.org", None)


def test_the_link_leads_to_where_people_reach_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ETALASE_PUBLIC_URL", "https://pusat.example.org/")
    assert "https://pusat.example.org/account/password/" in added("--link").output


def test_a_weak_password_adds_nobody(databases: Databases) -> None:
    done = added(typed="ibuance2026\nibuance2026\n")
    assert done.exit_code != 0
    assert "Ibu Ance" not in run("list").output


def test_everybody_is_listed_with_roles_and_state(databases: Databases) -> None:
    with transaction(databases) as session:
        a_staff_member(session, StaffRole.MODERATOR, StaffRole.FLOOR, login="floor@example.org")
        a_person(session, "member@example.org", name="[red]Maria[/red]")
    added("--link")
    assert run("disable", "member@example.org").exit_code == 0
    lines = {line.split()[0]: line for line in run("list").output.splitlines() if line.strip()}
    assert "floor, moderator" in lines["Desk"]
    assert "disabled" in lines["[red]Maria[/red]"]
    assert "administrator" in lines["Ibu"]
    assert "no password yet" in lines["Ibu"]


def test_who_was_disabled_can_be_let_in_again(databases: Databases) -> None:
    with transaction(databases) as session:
        a_person(session, "member@example.org")
    assert "cannot sign in any more" in run("disable", "member@example.org").output
    assert "can sign in again" in run("enable", "MEMBER@example.org").output
    with transaction(databases, reading=True) as session:
        assert signin.check(session, "member@example.org", PASSWORD)


def test_a_new_link_makes_the_earlier_one_void(databases: Databases) -> None:
    with transaction(databases) as session:
        a_person(session, "member@example.org")
    first, second = (token_in(run("link", "member@example.org").output) for _ in range(2))
    with transaction(databases, reading=True) as session:
        with pytest.raises(TicketSpent):
            tickets.look(session, first, Purpose.PASSWORD)
        assert tickets.look(session, second, Purpose.PASSWORD)


def test_what_cannot_be_done_is_a_sentence(settings: Settings) -> None:
    place = {"ETALASE_DATABASE_URL": settings.database_url}
    assert added("--link").exit_code == 0
    for arguments, code, words in (
        (("disable", "desk@example.org"), 1, "last administrator"),
        (("link", "nobody@example.org"), 1, "Nobody signs in with nobody@example.org."),
        (
            ("add", "--role", "floor", "--login", "desk@example.org", "--name", "X", "--link"),
            1,
            "login: Somebody signs in with this already.",
        ),
        (("add", "--role", "floor", "--login", "desk", "--name", "X", "--link"), 1, "0812-3456-7890"),
        (("add", "--role", "king", "--login", "x@example.org", "--name", "X", "--link"), 2, "administrator"),
    ):
        done = etalase(settings.data, "user", *arguments, **place)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
        assert words in done.stdout + done.stderr
