"""What the centre does with questions: it sees what needs it and nothing else, finds, erases and sweeps."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.accounts import people, roles
from app.accounts.models import MemberRole
from app.accounts.people import LoginUnreadable
from app.catalogue.content import EnterpriseContent
from app.db import now
from app.errors import NotFound
from app.inquiries import inbox, keeping
from app.inquiries.models import Inquiry, State
from tests.inquiries.conftest import Ask


def test_the_centre_sees_a_question_only_while_nobody_of_the_enterprise_can(db: Session, maker: EnterpriseContent, ask: Ask) -> None:
    one, _token = ask()
    assert keeping.unread(db) == [one]
    assert keeping.waiting(db) == 1

    altje = people.register(db, name="Altje", login="altje@example.org", password_hash=None, language="id")
    roles.join(db, altje, maker.id, MemberRole.OWNER)
    assert keeping.unread(db) == []
    with pytest.raises(NotFound):
        keeping.one(db, one.id)

    altje.disabled_at = now()
    db.flush()
    assert keeping.one(db, one.id) == one


def test_what_was_handed_on_waits_no_longer(db: Session, ask: Ask) -> None:
    one, _token = ask()
    first = keeping.hand_on(db, one.id).handed_at
    assert keeping.unread(db) == []
    assert keeping.hand_on(db, one.id).handed_at == first


def test_a_reported_one_is_deleted_or_given_back(db: Session, maker: EnterpriseContent, ask: Ask) -> None:
    bad, good = ask()[0], ask()[0]
    for one in (bad, good):
        inbox.report(db, maker.id, one.id)
    assert keeping.reported(db) == [bad, good]
    assert keeping.waiting(db) == 2
    keeping.remove(db, bad.id)
    keeping.give_back(db, good.id)
    assert list(db.exec(select(Inquiry))) == [good]
    assert good.state == State.NEW
    with pytest.raises(NotFound):
        keeping.give_back(db, good.id)


def test_everything_of_a_person_is_found_however_the_number_is_written_and_erased(db: Session, ask: Ask) -> None:
    mine, also, other = ask()[0], ask(contact="+62 812 0000 1234")[0], ask(contact="siti@example.org")[0]
    assert keeping.of_person(db, "0812 0000 1234") == [mine, also]
    assert [row["phone"] for row in keeping.rows([mine])] == ["+6281200001234"]
    assert keeping.erase(db, "081200001234") == 2
    assert list(db.exec(select(Inquiry))) == [other]
    with pytest.raises(LoginUnreadable):
        keeping.erase(db, "%")


def test_a_question_is_deleted_when_its_time_is_over_whatever_its_state(db: Session, ask: Ask) -> None:
    over, also, kept = ask()[0], ask()[0], ask()[0]
    also.state = State.REPORTED
    for one in (over, also):
        one.expires_at = now() - timedelta(seconds=1)
    db.flush()
    assert keeping.sweep(db) == 2
    assert list(db.exec(select(Inquiry))) == [kept]
