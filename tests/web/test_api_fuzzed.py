"""Requests that nobody would think of, generated from the published description: none breaks the server or its promises."""

from itertools import product
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.db import Databases, transaction
from app.main import create_app
from app.settings import Settings
from tests.catalogue.test_queries import a_hall


@pytest.fixture
def described(settings: Settings, databases: Databases) -> BaseSchema:
    with transaction(databases) as db:
        a_hall(db)
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(settings))


def test_every_generated_request_is_answered_as_described(described: BaseSchema) -> None:
    operations: list[Any] = [found.ok() for found in described.get_all_operations()]  # type: ignore[union-attr]
    assert {operation.path for operation in operations} >= {"/api/v1/products", "/api/v1/search", "/api/v1/enterprises/{ident}"}
    for operation, mode in product(operations, GenerationMode):
        generated = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))(
            given(case=operation.as_strategy(generation_mode=mode))(_answered)
        )
        generated()


def _answered(case: Case[Any]) -> None:
    # Which languages, areas and positions in a list there are is data, not description: such a value may be refused, politely.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
