"""Closing an account: who may, and what goes."""

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from app.accounts import closing, people, roles, sessions
from app.accounts.models import MemberRole, Membership, StaffRole, User, UserSession
from app.accounts.people import LastAdministrator
from app.db import now
from app.jobs import queue
from app.jobs.models import Job
from app.media.models import Upload
from tests import factories


@pytest.fixture
def altje(db: Session) -> User:
    factories.a_frame(db)
    return people.register(db, name="Altje", login="altje@example.org", password_hash=None, language="id")


def test_the_only_owner_stays_until_somebody_else_owns_the_enterprise(db: Session, altje: User) -> None:
    maker = uuid4()
    roles.join(db, altje, maker, MemberRole.OWNER)
    with pytest.raises(closing.OnlyOwner):
        closing.close(db, altje)
    assert closing.owned_alone(db, altje) == [maker]
    other = people.register(db, name="Boy", login="boy@example.org", password_hash=None, language="id")
    roles.join(db, other, maker, MemberRole.OWNER)
    closing.close(db, altje)
    assert [row.user_id for row in db.exec(select(Membership))] == [other.id]


def test_the_last_administrator_stays(db: Session, altje: User) -> None:
    roles.appoint(db, altje, StaffRole.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        closing.close(db, altje)


def test_sessions_and_letters_on_their_way_go_with_the_person(db: Session, altje: User) -> None:
    token = sessions.begin(db, altje, device="Firefox")
    queue.enqueue(db, "letter", {"to": "altje@example.org", "text": "…"})
    kept = queue.enqueue(db, "letter", {"to": "boy@example.org", "text": "…"})
    closing.close(db, altje)
    assert sessions.person(db, token) is None
    assert db.exec(select(UserSession)).all() == []
    assert [job.id for job in db.exec(select(Job))] == [kept.id]


def test_a_file_that_the_person_sent_stays_with_the_enterprise_and_is_nobodys(db: Session, altje: User) -> None:
    upload = Upload(owner_id=uuid4(), user_id=altje.id, purpose="picture", length=1, expires_at=now())
    db.add(upload)
    db.flush()
    closing.close(db, altje)
    db.refresh(upload)
    assert upload.user_id == closing.NOBODY
