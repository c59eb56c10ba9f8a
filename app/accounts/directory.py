"""Everybody who has an account, as the desk looks for people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from app.accounts.models import Membership, Staff, StaffRole, User

PAGE: Final = 50


class Group(StrEnum):
    STAFF = "staff"
    MEMBERS = "members"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Entry:
    """A person with the roles at the centre and the enterprises that the person works for."""

    user: User
    roles: frozenset[StaffRole]
    enterprises: list[UUID]


@dataclass(frozen=True)
class Page:
    """In the order of names; `after` asks for the next page, None after the last."""

    entries: list[Entry]
    after: tuple[str, UUID] | None


def listed(
    session: Session, *, words: str = "", group: Group | None = None, after: tuple[str, UUID] | None = None, limit: int = PAGE
) -> Page:
    """A page of people whose name, e-mail address or telephone number has these words."""
    order = func.lower(User.name)
    query = select(User).order_by(order, col(User.id)).limit(limit + 1)
    if words:
        plain = words.replace(" ", "").replace("-", "").lstrip("+").removeprefix("0")  # 0812-… as it stands in +62812…
        number = col(User.phone).contains(plain, autoescape=True) if plain.isdigit() else None
        named = [column.icontains(words, autoescape=True) for column in (col(User.name), col(User.email))]
        query = query.where(or_(*named, *([number] if number is not None else [])))
    if group is Group.STAFF:
        query = query.where(col(User.id).in_(select(Staff.user_id)))
    elif group is Group.MEMBERS:
        query = query.where(col(User.id).in_(select(Membership.user_id)))
    elif group is Group.DISABLED:
        query = query.where(col(User.disabled_at).is_not(None))
    if after:
        place, last = after
        query = query.where(or_(order > place, (order == place) & (col(User.id) > last)))
    users = list(session.exec(query))
    shown = users[:limit]
    end = session.exec(select(order).where(User.id == shown[-1].id)).one() if len(users) > limit else ""
    return Page(_entries(session, shown), (end, shown[-1].id) if len(users) > limit else None)


def entry(session: Session, user: User) -> Entry:
    return _entries(session, [user])[0]


def _entries(session: Session, users: list[User]) -> list[Entry]:
    ids = [user.id for user in users]
    roles: dict[UUID, set[StaffRole]] = {}
    enterprises: dict[UUID, list[UUID]] = {}
    for user_id, role in session.exec(select(Staff.user_id, Staff.role).where(col(Staff.user_id).in_(ids))):
        roles.setdefault(user_id, set()).add(StaffRole(role))
    working = select(Membership.user_id, Membership.enterprise_id).where(col(Membership.user_id).in_(ids)).order_by(col(Membership.since))
    for user_id, enterprise_id in session.exec(working):
        enterprises.setdefault(user_id, []).append(enterprise_id)
    return [Entry(user, frozenset(roles.get(user.id, ())), enterprises.get(user.id, [])) for user in users]
