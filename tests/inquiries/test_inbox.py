"""The inbox of an enterprise: what it sees, what it does, and that it undoes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from app.accounts import people
from app.accounts.models import User
from app.catalogue.content import EnterpriseContent
from app.errors import NotFound
from app.inquiries import inbox
from app.inquiries.models import State
from tests import factories
from tests.inquiries.conftest import Ask


@pytest.fixture
def altje(db: Session, maker: EnterpriseContent) -> User:
    return people.register(db, name="Altje", login="altje@example.org", password_hash=None, language="id")


def test_what_waits_longest_comes_first_and_what_was_answered_last(db: Session, maker: EnterpriseContent, ask: Ask, altje: User) -> None:
    old, new = ask()[0], ask()[0]
    old.created_at -= timedelta(days=3)
    db.flush()
    assert inbox.listed(db, maker.id, State.NEW) == [old, new]
    for one in (old, new):
        inbox.answer(db, altje, maker.id, one.id)
    assert inbox.listed(db, maker.id, State.ANSWERED) == [new, old]
    assert inbox.counts(db, maker.id) == {"answered": 2}


def test_an_answer_is_noted_with_who_gave_it_and_can_be_undone(db: Session, maker: EnterpriseContent, ask: Ask, altje: User) -> None:
    one, _token = ask()
    inbox.answer(db, altje, maker.id, one.id)
    first = one.answered_at
    inbox.answer(db, people.register(db, name="Ani", login="ani@example.org", password_hash=None, language="id"), maker.id, one.id)
    assert (one.state, one.answered_by, one.answered_at) == (State.ANSWERED, altje.id, first)
    assert inbox.waiting(db, maker.id) == 0

    inbox.reopen(db, maker.id, one.id)
    assert (one.state, one.answered_by, one.answered_at) == (State.NEW, None, None)
    assert inbox.waiting(db, maker.id) == 1


def test_a_reported_one_is_gone_from_the_inbox(db: Session, maker: EnterpriseContent, ask: Ask) -> None:
    one, _token = ask()
    inbox.report(db, maker.id, one.id)
    assert inbox.waiting(db, maker.id) == 0
    with pytest.raises(NotFound):
        inbox.one(db, maker.id, one.id)


@pytest.mark.parametrize("deed", [inbox.one, inbox.reopen, inbox.archive, inbox.report])
def test_the_question_of_another_enterprise_is_not_there(db: Session, ask: Ask, deed: Callable[[Session, UUID, UUID], object]) -> None:
    one, _token = ask()
    with pytest.raises(NotFound):
        deed(db, factories.an_id("elsewhere"), one.id)
    assert one.state == State.NEW
