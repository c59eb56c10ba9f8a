"""Enterprises are told once, in their language, and fifty decisions are one letter."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.accounts import people, roles
from app.accounts.models import MemberRole, User
from app.db import Databases, now, transaction
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.jobs.worker import Worker
from app.post import letters
from app.review import bulk, notices, standing, telling, workflow
from app.review.models import Notice
from app.review.notices import About
from app.settings import Settings
from tests.review.conftest import Hall, a_person, a_registration

SETTINGS = Settings(public_url="https://toko.example")


def a_member(db: Session, enterprise: UUID, login: str, language: str = "id") -> User:
    user = people.register(db, name=login.partition("@")[0], login=login, password_hash=None, language=language)
    roles.join(db, user, enterprise, MemberRole.EDITOR)
    return user


def posted(databases: Databases) -> list[letters.Letter]:
    """Let the gathered letters be written, now, and read what waits to be sent."""
    with transaction(databases) as db:
        for job in db.exec(select(Job).where(Job.kind == notices.LETTERS, Job.state == JobState.WAITING)):
            job.due_at = now()
    worker = Worker(databases, {notices.LETTERS: lambda task: telling.work(task, settings=SETTINGS)})
    while worker.run_one():
        pass
    with transaction(databases, reading=True) as db:
        found = db.exec(select(Job).where(Job.kind == letters.KIND)).all()
        return sorted((letters.Letter(**job.given) for job in found), key=lambda letter: letter.to)


def test_fifty_approvals_of_one_enterprise_are_one_letter_in_each_readers_language(databases: Databases, open_hall: Hall) -> None:
    with transaction(databases) as db:
        a_member(db, open_hall.maker.id, "ani@example.org", "id")
        a_member(db, open_hall.maker.id, "ben@example.org", "en")
        a_member(db, open_hall.maker.id, "0812-0000-4004")
        given = [open_hall.submitted(db, name__id=f"Kue {n}") for n in range(50)]
        assert bulk.approve(db, open_hall.bob, {one.id: one.version for one in given}) == []
    first, second = posted(databases)
    assert (first.to, first.language) == ("ani@example.org", "id")
    assert (second.to, second.language) == ("ben@example.org", "en")
    assert second.text.count("is on show now") == 20
    assert "and 30 more" in second.text
    assert f"https://toko.example/portal/{open_hall.maker.id}/notices?lang=en" in second.text
    assert "on show" not in first.text
    assert posted(databases) == [first, second]


def test_a_letter_gives_the_reason_and_the_note_and_never_what_staff_note_for_themselves(databases: Databases, open_hall: Hall) -> None:
    with transaction(databases) as db:
        a_member(db, open_hall.maker.id, "ben@example.org", "en")
        given = open_hall.submitted(db)
        workflow.request_changes(db, open_hall.bob, given, "picture", "The cake is dark.", "He is always late.", version=given.version)
    (letter,) = posted(databases)
    assert letter.subject == "“Klappertaart”: please change something."
    assert "The picture is too dark, blurred or cut off. “The cake is dark.”" in letter.text
    assert "late" not in letter.text


def test_nothing_is_told_of_a_decision_that_was_rolled_back(databases: Databases, open_hall: Hall) -> None:
    with transaction(databases) as db:
        given = open_hall.submitted(db)
        with db.begin_nested() as savepoint:
            workflow.approve(db, open_hall.bob, given, version=given.version)
            savepoint.rollback()
        assert db.exec(select(Notice)).all() == []
        assert db.exec(select(Job).where(Job.kind == notices.LETTERS)).all() == []


@pytest.mark.parametrize("why_not", ["no letters", "locked out", "no e-mail"])
def test_who_wants_no_letter_or_cannot_read_one_gets_none(databases: Databases, open_hall: Hall, why_not: str) -> None:
    with transaction(databases) as db:
        user = a_member(db, open_hall.maker.id, "0812-0000-4004" if why_not == "no e-mail" else "ben@example.org")
        user.letters = why_not != "no letters"
        user.disabled_at = now() if why_not == "locked out" else None
        open_hall.approved(db)
    assert posted(databases) == []
    with transaction(databases, reading=True) as db:
        assert [one.about for one in notices.listed(db, open_hall.maker.id)] == ["approved"]


def test_a_message_by_phone_is_for_an_enterprise_without_any_e_mail(db: Session, hall: Hall) -> None:
    user = a_member(db, hall.maker.id, "0812-0000-4004")
    assert telling.by_phone(db, hall.maker.id) == user
    a_member(db, hall.maker.id, "ben@example.org")
    assert telling.by_phone(db, hall.maker.id) is None


def test_a_registration_that_is_accepted_is_told_as_that(db: Session, hall: Hall) -> None:
    _dewi, given = a_registration(db)
    workflow.approve(db, hall.bob, given, version=given.version)
    assert [one.about for one in notices.listed(db, given.enterprise_id)] == [About.ACCEPTED]


def test_hiding_showing_again_and_taking_down_are_told_with_the_reason(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    standing.suspend(db, hall.bob, hall.maker.id, "Nobody answers the telephone.")
    standing.restore(db, hall.bob, hall.maker.id)
    standing.take_down(db, hall.bob, product, "Recalled.")
    told = [(one.about, one.facts) for one in notices.listed(db, hall.maker.id)]
    assert told[:3] == [
        (About.TAKEN_DOWN, {"note": "Recalled."}),
        (About.RESTORED, {}),
        (About.SUSPENDED, {"note": "Nobody answers the telephone."}),
    ]


def test_an_enterprise_that_takes_its_own_product_down_need_not_be_told(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    standing.take_down(db, hall.alice, product)
    assert [one.about for one in notices.listed(db, hall.maker.id)] == [About.APPROVED]


def test_what_is_new_since_a_member_looked_is_counted_for_each_member(db: Session, hall: Hall) -> None:
    ani, ben = a_member(db, hall.maker.id, "ani@example.org"), a_member(db, hall.maker.id, "ben@example.org")
    hall.approved(db)
    assert notices.unseen(db, ani.id, hall.maker.id) == 1
    notices.see(db, ani.id, hall.maker.id)
    db.expire_all()
    assert notices.unseen(db, ani.id, hall.maker.id) == 0
    assert notices.unseen(db, ben.id, hall.maker.id) == 1
    assert notices.unseen(db, a_person(db, "Charlie").user.id, hall.maker.id) == 0


def test_old_notices_are_removed(db: Session, hall: Hall) -> None:
    hall.approved(db)
    (notice,) = notices.listed(db, hall.maker.id)
    assert notices.sweep(db) == 0
    notice.at -= notices.KEPT + timedelta(days=1)
    db.flush()
    assert notices.sweep(db) == 1


def test_a_letter_that_is_being_written_does_not_swallow_what_comes_in_between(databases: Databases, open_hall: Hall) -> None:
    """The job that runs has read what there was: what is told now needs another one."""
    with transaction(databases) as db:
        open_hall.approved(db)
        db.exec(select(Job).where(Job.kind == notices.LETTERS)).one().due_at = now()
    with transaction(databases) as db:
        assert queue.lease(db, [notices.LETTERS])
    with transaction(databases) as db:
        open_hall.approved(db, name__id="Panada")
        states = [job.state for job in db.exec(select(Job).where(Job.kind == notices.LETTERS))]
    assert sorted(states) == [JobState.RUNNING, JobState.WAITING]
