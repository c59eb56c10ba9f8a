"""The record: what was done can be found, page by page, and nobody can change it."""

from datetime import timedelta

import pytest
from sqlalchemy import Executable, delete, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from app.db import now
from app.review import audit, workflow
from app.review.audit import Wanted
from app.review.models import Event
from tests.review.conftest import Hall


def test_the_record_is_found_by_what_is_known_of_it(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    workflow.request_changes(db, hall.bob, given, "picture", "Foto lagi", version=given.version)
    audit.record(db, None, "expired", kind="product", enterprise_id=hall.maker.id)

    def found(wanted: Wanted) -> list[str]:
        return [event.action for event in audit.find(db, wanted).events]

    assert found(Wanted()) == ["expired", "changes_requested", "submitted"]
    assert found(Wanted(actor_id=hall.bob.user.id)) == ["changes_requested"]
    assert found(Wanted(action="submitted")) == ["submitted"]
    assert found(Wanted(entity_id=given.entity_id)) == ["changes_requested", "submitted"]
    assert found(Wanted(submission_id=given.id, words="FOTO")) == ["changes_requested"]
    assert found(Wanted(words="alice")) == ["submitted"]
    assert found(Wanted(words="%")) == []
    assert found(Wanted(since=now() + timedelta(hours=1))) == []
    assert found(Wanted(until=now() + timedelta(hours=1), kind="product", enterprise_id=hall.maker.id)) == found(Wanted())


def test_pages_go_on_where_the_last_one_ended_and_miss_nothing(db: Session, hall: Hall) -> None:
    for n in range(7):
        audit.record(db, hall.bob.user, f"step {n}")
    seen, before = [], None
    while True:
        page = audit.find(db, Wanted(), before=before, limit=3)
        seen += [event.action for event in page.events]
        before = page.before
        if before is None:
            break
        audit.record(db, hall.bob.user, "in between")
    assert seen == [f"step {n}" for n in range(6, -1, -1)]


@pytest.mark.parametrize("statement", [update(Event).values(why="another"), delete(Event)])
def test_the_database_refuses_to_change_the_record(db: Session, hall: Hall, statement: Executable) -> None:
    audit.record(db, hall.bob.user, "suspended", why="complaint")
    with pytest.raises(DatabaseError, match="append-only"):
        db.execute(statement)


def test_the_record_comes_out_as_text_with_every_column(db: Session, hall: Hall) -> None:
    audit.record(db, hall.bob.user, "suspended", enterprise_id=hall.maker.id, why="=complaint", detail={"n": 1})
    (row,) = audit.rows(db, Wanted())
    assert tuple(row) == audit.COLUMNS
    assert (row["actor"], row["why"], row["detail"], row["entity_id"]) == ("Bob", "=complaint", '{"n": 1}', "")
