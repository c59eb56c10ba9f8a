"""The centre of test_access, in which nothing that is tried stays."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.accounts import tickets
from app.accounts.models import Purpose, User, UserSession
from app.db import transaction
from tests.web.hostile.trial import Trial, taken_back
from tests.web.test_access import Hall, hall, settings  # noqa: F401  fixtures


@pytest.fixture
def trial(hall: Hall) -> Iterator[Trial]:  # noqa: F811
    app: Any = hall.client.app
    while not hasattr(app, "routes"):
        app = app.app
    with transaction(hall.databases) as db:
        editor = db.exec(select(User).where(User.email == "editor@example.org")).one()
        links = {
            "password": {"token": tickets.issue(db, Purpose.PASSWORD, user=editor, days=1)},
            "join": {"token": tickets.issue(db, Purpose.JOIN, role="moderator", days=1)},
            "confirm": {"token": tickets.issue(db, Purpose.CONFIRM, enterprise_id=UUID(hall.ids["enterprise_id"]), days=1)},
        }
        hall.ids["session_id"] = str(db.exec(select(UserSession.id).where(col(UserSession.user_id) == UUID(hall.ids["user_id"]))).first())
    trial = Trial(hall, links)
    with taken_back(trial, app.state.etalase):
        yield trial
