"""What tests of the catalogue ask for by name."""

import pytest

from app.db import Databases, transaction
from tests.factories import a_frame


@pytest.fixture
def centre(databases: Databases) -> Databases:
    """A centre with its frame and nothing in it."""
    with transaction(databases) as session:
        a_frame(session)
    return databases
