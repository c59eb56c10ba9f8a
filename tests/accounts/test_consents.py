"""What was agreed to: by whom, in which words, and until when."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.accounts import consents
from app.accounts.consents import TEXTS, ConsentPurpose, ConsentText, TextChanged
from app.accounts.models import Consent, User
from app.db import Databases, now, transaction
from app.errors import NotFound
from tests.accounts.persons import a_person, a_staff_member

PUBLISH, CONTACT = ConsentPurpose.PUBLISH, ConsentPurpose.CONTACT

# Who changes a word of a text gives it a new version, and writes both here.
WORDS = {
    PUBLISH: ("2026-11-23", "8c9e97cf921d904c"),
    CONTACT: ("2026-11-23", "02d2a2aa2e511e36"),
}
ENTERPRISE = uuid4()


def give(session: Session, purpose: ConsentPurpose, user: User | None, recorded_by: User | None = None) -> Consent:
    version = TEXTS[purpose].version
    return consents.give(
        session, enterprise_id=ENTERPRISE, purpose=purpose, text_version=version, language="id", user=user, recorded_by=recorded_by
    )


@pytest.mark.parametrize("purpose", ConsentPurpose)
def test_a_text_does_not_change_without_a_new_version(purpose: ConsentPurpose) -> None:
    text = TEXTS[purpose]
    assert (text.version, hashlib.sha256("\n".join(text.sentences).encode()).hexdigest()[:16]) == WORDS[purpose]


def test_what_was_agreed_to_holds_until_it_is_taken_back(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        assert consents.current(session, ENTERPRISE, PUBLISH) is None
        given = give(session, PUBLISH, user)
        assert (given.user_id, given.recorded_by, given.language) == (user.id, None, "id")
        assert consents.current(session, ENTERPRISE, PUBLISH) == given
        assert consents.current(session, ENTERPRISE, CONTACT) is None  # one does not stand for the other
        assert consents.current(session, uuid4(), PUBLISH) is None
        consents.withdraw(session, ENTERPRISE, PUBLISH)
        assert consents.current(session, ENTERPRISE, PUBLISH) is None
        assert [row.withdrawn_at is None for row in consents.history(session, ENTERPRISE)] == [False]


def test_agreeing_twice_keeps_the_first_moment_and_agreeing_anew_is_a_new_row(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        first = give(session, PUBLISH, user)
        assert give(session, PUBLISH, user).id == first.id
        consents.withdraw(session, ENTERPRISE, PUBLISH)
        assert give(session, PUBLISH, user).id != first.id
        assert len(consents.history(session, ENTERPRISE)) == 2


def test_staff_who_enter_it_for_somebody_are_named(centre: Databases) -> None:
    with transaction(centre) as session:
        staff = a_staff_member(session)
        assert (give(session, CONTACT, None, staff).user_id, give(session, CONTACT, None, staff).recorded_by) == (None, staff.id)


def test_a_text_that_is_no_longer_asked_for_cannot_be_agreed_to(centre: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction(centre) as session:
        old = give(session, PUBLISH, None)
        assert not consents.outdated(old)
        old.given_at = now() - timedelta(days=1)
        monkeypatch.setitem(TEXTS, PUBLISH, ConsentText("2027-01-01", ("Something else.",)))
        assert consents.outdated(old)
        assert consents.current(session, ENTERPRISE, PUBLISH) == old  # it holds until there is a newer one
        with pytest.raises(TextChanged):
            consents.give(session, enterprise_id=ENTERPRISE, purpose=PUBLISH, text_version="2026-11-23", language="id", user=None)
        assert consents.current(session, ENTERPRISE, PUBLISH) == old
        new = give(session, PUBLISH, None)
        assert consents.current(session, ENTERPRISE, PUBLISH) == new
        consents.withdraw(session, ENTERPRISE, PUBLISH)  # takes all back, not only the newest
        assert consents.current(session, ENTERPRISE, PUBLISH) is None


def test_what_was_never_agreed_to_cannot_be_taken_back(centre: Databases) -> None:
    with transaction(centre) as session, pytest.raises(NotFound):
        consents.withdraw(session, ENTERPRISE, CONTACT)
