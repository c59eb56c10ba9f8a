"""An S3-compatible store on this machine, and both kinds of store under one name."""

import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from moto.server import ThreadedMotoServer
from pydantic import SecretStr

from app.media.storage import FolderStore, Store, store_from
from app.settings import Settings

_buckets: Final = count(1)


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of a server that speaks S3; its objects live in memory."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_settings(s3_endpoint: str) -> Settings:
    """An installation that keeps its pictures in a new, empty bucket."""
    bucket = f"pictures-{next(_buckets)}"
    with urllib.request.urlopen(urllib.request.Request(f"{s3_endpoint}/{bucket}", method="PUT")) as answer:
        assert answer.status == 200
    secret = SecretStr("testing")
    return Settings(media_store=f"s3://{bucket}/centre/media", s3_endpoint=s3_endpoint, s3_key=secret, s3_secret=secret)


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store, of each kind in turn."""
    if request.param == "folder":
        return FolderStore(tmp_path / "media", kept_free=0)
    return store_from(request.getfixturevalue("s3_settings"))
