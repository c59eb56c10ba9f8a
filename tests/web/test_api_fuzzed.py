"""Requests that nobody would think of, generated from the published description: none breaks the server or its promises."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.schemas import BaseSchema

from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests.catalogue.test_queries import a_hall


@pytest.fixture
def described(settings: Settings, databases: Databases) -> BaseSchema:
    with transaction(databases) as db:
        a_hall(db)
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(settings))


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_generated_request_is_answered_as_described(case: Case[Any]) -> None:
    case.call_and_validate()
