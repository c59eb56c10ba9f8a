"""The desk for tests: a centre with a maker on show, staff in every role, and somebody signed in."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole, StaffRole, User
from app.db import Databases, transaction
from tests import factories
from tests.accounts.persons import hashed_password

HOME = {"origin": "http://testserver"}


@dataclass
class Desk:
    """Rina moderates, Meity manages, Boy administers, Fanny stands on the floor; Altje owns the maker."""

    client: TestClient
    databases: Databases
    maker: UUID
    product: UUID
    users: dict[str, UUID]

    def as_(self, who: str) -> TestClient:
        """The client, signed in as that person."""
        with transaction(self.databases) as db:
            token = sessions.begin(db, db.get_one(User, self.users[who]), device="Firefox")
        self.client.cookies.clear()
        self.client.cookies.set("etalase", token)
        return self.client


def a_desk(client: TestClient, databases: Databases) -> Desk:
    staff = {"Rina": StaffRole.MODERATOR, "Meity": StaffRole.MANAGER, "Boy": StaffRole.ADMINISTRATOR, "Fanny": StaffRole.FLOOR}
    users: dict[str, UUID] = {}
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db)
        product = factories.a_product(db, maker)
        factories.a_product(db, maker, "Panada")
        for name, role in staff.items():
            user = people.register(db, name=name, login=f"{name}@example.org", password_hash=hashed_password(), language="en")
            roles.appoint(db, user, role)
            users[name] = user.id
        owner = people.register(db, name="Altje", login="0812-0000-1001", password_hash=hashed_password(), language="id")
        roles.join(db, owner, maker.id, MemberRole.OWNER)
        users["Altje"] = owner.id
    client.headers.update(HOME)
    client.follow_redirects = False
    return Desk(client, databases, maker.id, product.id, users)


@pytest.fixture
def desk(client: TestClient, databases: Databases) -> Desk:
    return a_desk(client, databases)
