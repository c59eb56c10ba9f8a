"""Whom and what tests of review ask for by name: a centre, an enterprise with somebody in it, and two moderators."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from app.accounts import consents
from app.accounts.access import Person
from app.accounts.consents import TEXTS, ConsentPurpose
from app.accounts.models import MemberRole, StaffRole, User
from app.catalogue.content import EnterpriseContent
from app.db import Databases, now, transaction
from app.review import drafts, workflow
from app.review.models import Submission
from tests.factories import a_frame, an_enterprise, an_id

PRODUCT = {"name.id": "Klappertaart", "category": "bakery", "origin": "ID-7171", "price": "25.000", "currency": "IDR", "net": "250 g"}
ENTERPRISE = {
    "name": "Dapur Baru",
    "area": "ID-7171",
    "registration": "1234567890123",
    "contact_name": "Ani",
    "contact_phone": "081234567890",
}


def a_person(db: Session, name: str, *roles: StaffRole, works_for: UUID | None = None) -> Person:
    user = User(name=name, email=f"{uuid4().hex}@example.org", language="id")
    db.add(user)
    db.flush()
    memberships = {works_for: MemberRole.OWNER} if works_for else {}
    return Person(user=user, session_id=uuid4(), memberships=memberships, roles=frozenset(roles), seen_at=now())


@dataclass
class Hall:
    """Alice works for an enterprise, Bob and Bea decide, Charlie belongs elsewhere."""

    maker: EnterpriseContent
    alice: Person
    bob: Person
    bea: Person
    charlie: Person

    def draft(self, db: Session, **fields: str) -> Submission:
        """A draft of a new product, whole."""
        draft = drafts.open_draft(db, self.alice, "product", None, self.maker.id)
        typed = PRODUCT | {name.replace("__", "."): text for name, text in fields.items()}
        return drafts.save(db, self.alice, draft, {"fields": typed}, version=draft.version)

    def submitted(self, db: Session, **fields: str) -> Submission:
        draft = self.draft(db, **fields)
        return workflow.submit(db, self.alice, draft, version=draft.version)

    def approved(self, db: Session, **fields: str) -> Submission:
        given = self.submitted(db, **fields)
        return workflow.approve(db, self.bob, given, version=given.version)

    def edit(self, db: Session, entity_id: UUID, **fields: str) -> Submission:
        """An edit of something live, handed in."""
        draft = drafts.open_draft(db, self.alice, "product", entity_id, self.maker.id)
        typed = {name.replace("__", "."): text for name, text in fields.items()}
        drafts.save(db, self.alice, draft, {"fields": typed}, version=draft.version)
        return workflow.submit(db, self.alice, draft, version=draft.version)


def a_hall(db: Session) -> Hall:
    a_frame(db)
    maker = an_enterprise(db)
    return Hall(
        maker,
        a_person(db, "Alice", works_for=maker.id),
        a_person(db, "Bob", StaffRole.MODERATOR),
        a_person(db, "Bea", StaffRole.MANAGER),
        a_person(db, "Charlie", works_for=an_id("elsewhere")),
    )


def a_registration(db: Session, **fields: str) -> tuple[Person, Submission]:
    """Somebody registers an enterprise, with consent, and hands it in."""
    owner = uuid4()
    person = a_person(db, "Dewi", works_for=owner)
    agree(db, owner, person)
    draft = drafts.open_draft(db, person, "enterprise", None, owner)
    drafts.save(db, person, draft, {"fields": ENTERPRISE | fields}, version=draft.version)
    return person, workflow.submit(db, person, draft, version=draft.version)


def agree(db: Session, enterprise_id: UUID, person: Person) -> None:
    version = TEXTS[ConsentPurpose.PUBLISH].version
    consents.give(db, enterprise_id=enterprise_id, purpose=ConsentPurpose.PUBLISH, text_version=version, language="id", user=person.user)


@pytest.fixture
def hall(db: Session) -> Hall:
    """In the one session of `db`."""
    return a_hall(db)


@pytest.fixture
def open_hall(databases: Databases) -> Hall:
    """Stored, for tests with sessions of their own."""
    with transaction(databases) as db:
        return a_hall(db)
