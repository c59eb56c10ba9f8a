"""Asking a maker: what a question must have, what is told before, and taking it back."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.accounts import tokens
from app.accounts.consents import TextChanged
from app.catalogue import changes
from app.catalogue.content import EnterpriseContent
from app.db import now
from app.errors import NotFound
from app.inquiries import asking
from app.inquiries.asking import CONSENT, To, Unfinished
from app.inquiries.models import Inquiry
from tests.inquiries.conftest import Ask


def test_a_question_is_kept_as_long_as_was_said(db: Session, ask: Ask) -> None:
    inquiry, _token = ask(days=30)
    assert (inquiry.phone, inquiry.email, inquiry.text_version) == ("+6281200001234", None, CONSENT.version)
    assert timedelta(days=30) - timedelta(minutes=1) < inquiry.expires_at - now() <= timedelta(days=30)


@pytest.mark.parametrize(
    ("contact", "stored"), [("+63 917 000 0001", ("+639170000001", None)), (" Siti@Example.org ", (None, "siti@example.org"))]
)
def test_a_number_or_an_address_is_stored_in_one_way(ask: Ask, contact: str, stored: tuple[str | None, str | None]) -> None:
    inquiry, _token = ask(contact=contact)
    assert (inquiry.phone, inquiry.email) == stored


def test_every_field_that_does_not_fit_is_named(db: Session, maker: EnterpriseContent) -> None:
    with pytest.raises(Unfinished) as error:
        asking.read(db, name=" ", contact="call me", message="\x00\n", agreed=False)
    assert [problem.pointer for problem in error.value.problems] == ["name", "message", "contact", "consent"]


def test_texts_without_end_are_refused_and_control_characters_dropped(db: Session, maker: EnterpriseContent) -> None:
    with pytest.raises(Unfinished) as error:
        asking.read(db, name="x" * 121, contact="a@example.org", message="y" * 2001, agreed=True)
    assert [problem.pointer for problem in error.value.problems] == ["name", "message"]
    read = asking.read(db, name="Si\x00ti\n R", contact="a@example.org", message="one\x07\ntwo", agreed=True)
    assert (read.name, read.message) == ("Siti R", "one\ntwo")


def test_who_agreed_to_an_older_text_is_asked_again(db: Session, maker: EnterpriseContent) -> None:
    question = asking.read(db, name="Siti", contact="a@example.org", message="?", agreed=True)
    to = To(enterprise_id=maker.id, product_id=None, about=maker.name)
    with pytest.raises(TextChanged):
        asking.ask(db, to, question, language="id", text_version="2025-01-01", days=9)


def test_the_link_deletes_the_question_and_works_once(db: Session, ask: Ask) -> None:
    inquiry, token = ask()
    kept, _other = ask()
    assert asking.asked(db, token) == inquiry
    asking.take_back(db, token)
    with pytest.raises(NotFound):
        asking.take_back(db, token)
    assert list(db.exec(select(Inquiry))) == [kept]


def test_the_token_itself_is_stored_nowhere(ask: Ask) -> None:
    inquiry, token = ask()
    assert token not in repr(inquiry)
    assert inquiry.digest == tokens.digest(token)


def test_an_enterprise_can_take_no_questions_and_public_pages_change_at_once(db: Session, maker: EnterpriseContent, ask: Ask) -> None:
    before = changes.serial(db)
    asking.turn(db, maker.id, on=False)
    asking.turn(db, maker.id, on=False)
    assert changes.serial(db) == before + 1
    with pytest.raises(NotFound):
        ask()

    asking.turn(db, maker.id, on=True)
    assert ask()
