"""Approving several at once: each as if alone, so that one which cannot be approved keeps no other back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.accounts.access import Person
from app.errors import CatalogueError, Invalid
from app.review import live, workflow
from app.review.models import Submission
from app.text import _

MOST: Final = 50
"""As many as a page of the queue shows."""


class TooMany(Invalid):
    message = _("Please choose at most 50 at once.")


@dataclass(frozen=True)
class Kept:
    """One that was not approved, and why."""

    submission: Submission
    error: CatalogueError


def chosen(session: Session, ids: Mapping[UUID, int]) -> list[Submission]:
    """What was chosen, oldest first; what does not exist is left out. Raises TooMany."""
    if len(ids) > MOST:
        raise TooMany
    return list(session.exec(_these(ids).order_by(col(Submission.submitted_at), col(Submission.id))))


def approve(session: Session, person: Person, versions: Mapping[UUID, int]) -> list[Kept]:
    """Approve these, each in the version that the person saw; answers those that were not approved. Raises TooMany."""
    # All rows first and in one order: whoever waits for one of them then holds none that this transaction wants.
    session.exec(_these(versions).order_by(col(Submission.id)).with_for_update()).all()
    kept = []
    for submission in sorted(chosen(session, versions), key=lambda one: one.kind != live.ENTERPRISE):  # a product needs its maker
        try:
            with session.begin_nested():
                workflow.approve(session, person, submission, version=versions[submission.id])
        except CatalogueError as error:
            kept.append(Kept(submission, error))
    return kept


def _these(ids: Mapping[UUID, int]) -> SelectOfScalar[Submission]:
    return select(Submission).where(col(Submission.id).in_(ids))
