"""What tests of accounts ask for by name."""

import pytest

from app.catalogue.models import Centre
from app.db import Databases, transaction


@pytest.fixture
def centre(databases: Databases) -> Databases:
    """A centre in Indonesia, so that 0812... is a telephone number there. Nobody has an account yet."""
    with transaction(databases) as session:
        session.add(Centre(key="manado", home=True, area="ID-SA", languages=["id"], currency="IDR", time_zone="Asia/Makassar"))
    return databases
