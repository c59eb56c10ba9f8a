"""Staff change the tree of categories: what a merger would touch, the change itself, its line in the record, and the products after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.catalogue import categories, publishing
from app.catalogue.models import Category
from app.catalogue.reference import reference
from app.db import transaction
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.jobs.worker import Task
from app.review import audit, live
from app.review.models import OPEN, ListMapping, Submission

KIND: Final = "categories.refile"
AT_ONCE: Final = 100
"""So many products are written anew with the change itself; more are left to a job."""
_BATCH: Final = 50


@dataclass(frozen=True)
class Outlook:
    """What a merger touches: products in the catalogue, open drafts and proposals, remembered mappings of lists, further categories."""

    products: int
    drafts: int
    lists: int
    below: list[str]
    """Keys of the categories that stand directly below, and will stand below the other."""
    aliases: list[str]
    """Keys whose addresses lead to the other category: its own, and those merged into it before."""


def outlook(session: Session, key: str) -> Outlook:
    """What there is of a category. Raises categories.NoCategory."""
    frame = reference(session)
    categories.find(session, key)
    keys = [key, *(old for old, here in frame.merged.items() if here == key)]
    category = col(Submission.typed)["fields"]["category"].as_string()
    drafts = select(func.count()).where(Submission.kind == live.PRODUCT, col(Submission.state).in_(OPEN), category.in_(keys))
    lists = sum(1 for row in session.exec(select(ListMapping)) if not _named(row.mapping).isdisjoint(keys))
    below = [one.key for one in frame.categories.values() if one.parent_key == key]
    return Outlook(categories.count(session, [key]), session.exec(drafts).one(), lists, below, keys)


def merge(session: Session, person: Person, key: str, into: str) -> Job | None:
    """Merge a category into another one; the job that goes on with it when there are many products.

    Raises categories.NoCategory, also for others than managers, and categories.NotMergeable.
    """
    _check(person)
    touched = outlook(session, key)
    named = {"name": _name(session, key), "into_name": _name(session, into)}
    # Its names become words for the other one, so what stands there already is found by them too.
    keys = [*reference(session).categories_within(key), into]
    categories.merge(session, key, into)
    counted = {"products": touched.products, "drafts": touched.drafts, "lists": touched.lists}
    _record(session, person, "category_merged", key=key, into=into, **named, **counted)
    return _follow(session, person, keys)


def split(session: Session, person: Person, key: str) -> Job | None:
    """Take a merger back. Raises categories.NoCategory, also for others than managers, and categories.NotSplittable."""
    _check(person)
    back = categories.returning(session, key)
    into = categories.split(session, key)
    _record(session, person, "category_split", key=key, name=_name(session, key), into=into, products=back)
    return _follow(session, person, reference(session).categories_within(into) + reference(session).categories_within(key))


def rename(session: Session, person: Person, key: str, names: Mapping[str, str]) -> Job | None:
    """Raises categories.NoCategory, also for others than managers, and categories.NameWrong."""
    _check(person)
    changed = categories.rename(session, key, names)
    for change in changed:
        _record(session, person, "category_renamed", key=key, **{"language": change.key, "from": change.old, "to": change.new})
    return _follow(session, person, reference(session).categories_within(key)) if changed else None


def add(session: Session, person: Person, parent: str, names: Mapping[str, str]) -> Category:
    """Raises categories.NoCategory, also for others than managers, and categories.NameWrong."""
    _check(person)
    new = categories.add(session, parent, names)
    _record(session, person, "category_added", key=new.key, name=_name(session, new.key), parent=parent)
    return new


def move(session: Session, person: Person, key: str, *, earlier: bool) -> None:
    """One place earlier or later on its level. Raises categories.NoCategory, also for others than managers."""
    _check(person)
    if categories.move(session, key, earlier=earlier):
        _record(session, person, "category_moved", key=key, name=_name(session, key))


def hide(session: Session, person: Person, key: str, *, hidden: bool) -> None:
    """Raises categories.NoCategory, also for others than managers, and categories.NotEmpty."""
    _check(person)
    if categories.hide(session, key, hidden=hidden):
        _record(session, person, "category_hidden" if hidden else "category_shown", key=key, name=_name(session, key))


def running(session: Session) -> Job | None:
    """The job that writes products anew, while one is waiting or under way."""
    states = (JobState.WAITING, JobState.RUNNING)
    return session.exec(select(Job).where(Job.kind == KIND, col(Job.state).in_(states)).order_by(col(Job.created_at))).first()


def work(task: Task) -> None:
    """The work of KIND, some products in each transaction: others who write wait a moment only, and a kill costs one round."""
    keys = list(task.given["keys"])
    with transaction(task.databases, reading=True) as session:
        total = categories.count(session, keys)
    after: UUID | None = None
    done = 0
    while True:
        with transaction(task.databases) as session:
            after = publishing.refile(session, keys, after=after, limit=_BATCH)
        done += _BATCH
        task.progress(min(done, total), total)
        if after is None:
            return


def _follow(session: Session, person: Person, keys: list[str]) -> Job | None:
    """Write the products of these categories anew: a few at once, many by a job."""
    if categories.count(session, keys) <= AT_ONCE:
        publishing.refile(session, keys, limit=AT_ONCE + 1)
        return None
    return queue.enqueue(session, KIND, {"keys": keys}, asked_by=person.user.id)


def _named(mapping: Mapping[str, Any]) -> set[str]:
    """The keys of categories that a remembered mapping leads to."""
    rules = [rule.get("value", "") for rule in mapping.get("rules", {}).get("category", [])]
    meant = mapping.get("values", {}).get("category", {}).values()
    return {mapping.get("defaults", {}).get("category", ""), *rules, *meant} - {""}


def _name(session: Session, key: str) -> str:
    frame = reference(session)
    return frame.name(frame.categories[key], frame.centre.languages[0]) if key in frame.categories else key


def _record(session: Session, person: Person, action: str, **detail: Any) -> None:
    audit.record(session, person.user, action, kind="category", detail=detail)


def _check(person: Person) -> None:
    if not staffs(person, StaffRole.MANAGER):
        raise categories.NoCategory
