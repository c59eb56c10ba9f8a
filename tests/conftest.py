"""What tests ask for by name: an empty database of either kind, a store of pictures, the folder of real input.

A test that takes `databases`, `db`, `settings` or `client` runs twice, on SQLite and on PostgreSQL. Nothing is shared between
tests: each gets a copy of a database that was migrated once.
"""

import hashlib
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import hypothesis
import pytest
from pydantic import SecretStr
from sqlmodel import Session

import app.accounts.models
import app.catalogue.models
import app.inquiries.models
import app.jobs.models
import app.media.models
import app.visits.models  # noqa: F401 - the tables that every test expects
from app import migrating
from app.db import Databases
from app.demo import loading
from app.media.storage import FolderStore, Store, store_from
from app.settings import Settings
from tests import postgres
from tests.object_store import ObjectStore, object_store

# A laptop explores; a change that is about to land is judged by the same examples each time, and never by how busy the machine is.
hypothesis.settings.register_profile("laptop", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "laptop")

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("ETALASE_SHARED", ROOT.parent / "shared"))
"""Real input that is not part of the repository: product lists, sheets, photos. Tests that read it take the fixture `shared`."""

LONG: Final = bool(os.environ.get("ETALASE_LONG_TESTS"))
REPEATS: Final = 50 if LONG else 10
"""How often a test kills a process: at each change some times, before a release many (`make test-long`)."""

_numbers = count(1)

# The settings of whoever runs the tests are not those of the tests.
for _name in [name for name in os.environ if name.startswith("ETALASE_") and name not in ("ETALASE_SHARED", "ETALASE_LONG_TESTS")]:
    del os.environ[_name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come last: they are the slowest, and Playwright leaves an event loop behind in this thread."""
    for item in items:
        if "browser" in item.path.relative_to(ROOT).parts:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session", autouse=True)
def no_outside_network() -> Iterator[None]:
    """Only this machine answers: a test that asks the world would pass or fail with the world."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise PermissionError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input."""
    if not SHARED.is_dir():
        pytest.fail(f"{SHARED} is missing: put the folder shared/ beside the repository, or set ETALASE_SHARED to where it is.")
    return SHARED


# --- databases ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """One server for the whole run, with a migrated database called "template"."""
    with postgres.server() as server:
        migrating.upgrade(Settings(database_url=server.create("template")).database)
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    settings = Settings(data=tmp_path_factory.mktemp("migrated"))
    migrating.upgrade(settings.database)
    return settings.data / "etalase.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """An installation of its own: a folder, and a migrated, empty database."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "etalase.db")
        yield Settings(data=tmp_path)
        return
    server: postgres.Server = request.getfixturevalue("postgresql")
    name = f"test_{next(_numbers)}"
    yield Settings(data=tmp_path, database_url=server.create(name, template="template"), threads=4)
    server.drop(name)


@pytest.fixture
def databases(settings: Settings) -> Iterator[Databases]:
    """The engines of that installation, for `transaction(databases)`."""
    databases = Databases(settings.database, connections=settings.threads)
    yield databases
    databases.dispose()


@pytest.fixture
def db(databases: Databases) -> Iterator[Session]:
    """One writing session. Nothing is committed: a test that needs other sessions to see its rows takes `databases`."""
    with Session(databases.writer, expire_on_commit=False) as session:
        yield session


# --- pictures ----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def s3() -> Iterator[ObjectStore]:
    """An S3 interface on this machine; its objects live in memory."""
    with object_store() as running:
        yield running


@pytest.fixture
def s3_settings(s3: ObjectStore) -> Settings:
    """An installation that keeps its pictures in a new, empty bucket."""
    return Settings(
        media_store=f"s3://{s3.bucket()}/centre/media", s3_endpoint=s3.endpoint, s3_key=SecretStr("key"), s3_secret=SecretStr("any")
    )


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store of pictures, of each kind in turn."""
    if request.param == "folder":
        return FolderStore(tmp_path / "media", kept_free=0)
    return store_from(request.getfixturevalue("s3_settings"))


@pytest.fixture(scope="session")
def demo_centre(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The demonstration centre on SQLite, the same for the whole run. It is there to be looked at: leave it as it is.

    Drawing its pictures takes a minute or more, so what was loaded is kept in .make/ until something that it is made of changes.
    """
    kept = (
        ROOT
        / ".make"
        / f"demo-{_fingerprint('app/catalogue', 'app/demo', 'app/media', 'app/packs', 'app/db.py', 'app/text.py', 'migrations')}"
    )
    if not kept.exists():
        _load_demo(kept)
    settings = Settings(data=tmp_path_factory.mktemp("demo"))
    shutil.copyfile(kept / "etalase.db", settings.data / "etalase.db")
    settings.media_folder.symlink_to(kept / "media")
    return settings


def _load_demo(kept: Path) -> None:
    kept.parent.mkdir(exist_ok=True)
    for outdated in kept.parent.glob("demo-*"):
        if time.time() - outdated.stat().st_mtime > 86_400:  # another run may still be looking at a younger one
            shutil.rmtree(outdated, ignore_errors=True)
    settings = Settings(data=Path(tempfile.mkdtemp(prefix="loading-", dir=kept.parent)))
    migrating.upgrade(settings.database)
    databases = Databases(settings.database)
    loading.load(databases, store_from(settings), settings.pack)
    databases.dispose()
    settings.data.rename(kept)


def _fingerprint(*places: str) -> str:
    """Of the content of these files and folders of the repository."""
    files = sorted(file for place in places for file in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*")))
    digest = hashlib.sha256()
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
