"""The commands `etalase user`: the first administrator of a new centre, and the way back in for whoever lost the key."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlmodel import Session, col, select

from app.accounts import passwords, people, roles, tickets
from app.accounts.models import Purpose, StaffRole, User
from app.db import Databases, transaction
from app.errors import NotFound
from app.settings import Settings

LINK_DAYS: Final = 3

commands = typer.Typer(no_args_is_help=True, help="People: add staff, list everybody, hand over a link for a password, disable.")
out = Console()
Whose = Annotated[str, typer.Argument(help="The e-mail address or telephone number that the person signs in with.")]


class UnknownLogin(NotFound):
    message = "Nobody signs in with {login}."


@commands.command()
def add(
    login: Annotated[str, typer.Option(help="E-mail address or telephone number.")],
    name: Annotated[str, typer.Option(help="As colleagues call the person.")],
    role: Annotated[list[StaffRole], typer.Option(help="What the person does at the centre; may be given several times.")],
    link: Annotated[bool, typer.Option("--link", help="Print a link for choosing a password instead of asking for one here.")] = False,
    language: Annotated[str, typer.Option("--lang", help="Language of the pages and letters: id, ms, en or fil.")] = "en",
) -> None:
    """Add a person to the staff of the centre."""
    settings = Settings()
    # Before the transaction: people take their time to think of a password, and hashing it takes some too.
    encoded = None if link else _asked(own=(name, login))
    with _session(settings) as session:
        user = people.register(session, name=name, login=login, password_hash=encoded, language=language)
        for one in role:
            roles.appoint(session, user, one)
        address = _link(session, settings, user) if link else ""
    _say(f"{user.name} is {', '.join(role)} and signs in with {user.email or user.phone}.")
    _show(address)


@commands.command("list")
def list_() -> None:
    """Everybody who has an account, by name."""
    with _session(Settings(), reading=True) as session:
        held = {user.id: sorted(of_user) for user, of_user in roles.staff(session)}
        everybody = session.exec(select(User).order_by(col(User.name), col(User.id))).all()
    table = Table("Name", "Signs in with", "Staff", "Since", "", box=None)
    for user in everybody:
        logins = " ".join(login for login in (user.email, user.phone) if login)
        table.add_row(
            escape(user.name),
            escape(logins),
            ", ".join(held.get(user.id, ())),
            f"{user.created_at:%Y-%m-%d}",
            "disabled" if user.disabled_at else "" if user.password else "no password yet",
        )
    out.print(table)


@commands.command()
def link(login: Whose) -> None:
    """Print a link for choosing a new password. It is good once; an earlier one is void."""
    settings = Settings()
    with _session(settings) as session:
        address = _link(session, settings, _found(session, login))
    _show(address)


@commands.command()
def disable(login: Whose) -> None:
    """Shut a person out: every device is signed out at once, and nobody signs in with this login."""
    with _session(Settings()) as session:
        user = people.disable(session, _found(session, login))
    _say(f"{user.name} cannot sign in any more.")


@commands.command()
def enable(login: Whose) -> None:
    """Let a person in again who was disabled."""
    with _session(Settings()) as session:
        user = people.enable(session, _found(session, login))
    _say(f"{user.name} can sign in again.")


def _asked(own: tuple[str, ...]) -> str:
    """The hash of a password that is typed twice, unseen. Raises WeakPassword."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    passwords.acceptable(password, own=own)
    return passwords.hashed(password)


def _found(session: Session, login: str) -> User:
    if user := people.find(session, login):
        return user
    raise UnknownLogin(login=login)


def _link(session: Session, settings: Settings, user: User) -> str:
    token = tickets.issue(session, Purpose.PASSWORD, user=user, days=LINK_DAYS)
    site = settings.public_url.rstrip("/") or f"http://localhost:{settings.port}"
    return site + tickets.path(Purpose.PASSWORD, token)


def _show(address: str) -> None:
    if address:
        _say(f"This link for choosing a password is good once, within {LINK_DAYS} days:")
        out.print(address, markup=False, highlight=False, soft_wrap=True)  # one line, to be copied


def _say(sentence: str) -> None:
    out.print(sentence, markup=False, highlight=False)


@contextmanager
def _session(settings: Settings, *, reading: bool = False) -> Iterator[Session]:
    databases = Databases(settings.database, connections=2)
    try:
        with transaction(databases, reading=reading) as session:
            yield session
    finally:
        databases.dispose()
