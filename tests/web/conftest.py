"""The whole application, asked as a browser or a program would."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.live import serving
from tests.web.desk import desk  # noqa: F401  a fixture


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """In this process. It has its own connections, so what it should see must be committed: `transaction(databases)`."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def live_server(settings: Settings) -> Iterator[str]:
    """The same, listening: its address."""
    with serving(create_app(settings)) as address:
        yield address
