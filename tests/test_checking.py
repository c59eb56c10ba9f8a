"""What `etalase check` says of the pictures."""

from pathlib import Path

import pytest

from app.checking import Finding, Grade, findings
from app.db import Databases, transaction
from app.media.intake import keep
from app.media.models import Media
from app.media.storage import Store, public
from app.settings import Settings
from tests.media.pictures import encoded, photo


@pytest.fixture
def media(databases: Databases, store: Store) -> Media:
    with transaction(databases) as session:
        return keep(session, store, encoded(photo(500, 400)))


def of_pictures(settings: Settings, databases: Databases, store: Store, *, thorough: bool = True) -> list[Finding]:
    return [f for f in findings(settings, databases, store, thorough=thorough) if f.subject == "pictures"]


def test_a_flipped_bit_in_a_rendition_is_a_failure_of_a_thorough_check(
    settings: Settings, databases: Databases, store: Store, media: Media
) -> None:
    assert of_pictures(settings, databases, store) == [Finding("pictures", Grade.GOOD, "1 pictures, every file read")]
    name = public(media.id, "320.webp")
    data = bytearray(store.get(name))
    data[len(data) // 2] ^= 1
    store.delete(name)
    store.put({name: bytes(data)})
    assert of_pictures(settings, databases, store) == [Finding("pictures", Grade.FAILURE, f"damaged: {name}")]
    assert of_pictures(settings, databases, store, thorough=False)[0].grade is Grade.GOOD


def test_pictures_from_before_digests_were_kept_are_a_warning(settings: Settings, databases: Databases, store: Store, media: Media) -> None:
    with transaction(databases) as session:
        session.get_one(Media, media.id).digests = None
    warning, good = of_pictures(settings, databases, store)
    assert (warning.grade, good.grade) == (Grade.WARNING, Grade.GOOD)
    assert warning.sentence.startswith("3 files were stored before their digests were kept")


def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path: Path, store: Store) -> None:
    (tmp_path / "etalase.db").write_bytes(b"Only words, and enough of them to be read as a page. " * 100)
    settings = Settings(data=tmp_path)
    databases = Databases(settings.database)
    (said,) = [finding for finding in findings(settings, databases, store) if finding.subject == "database"]
    databases.dispose()
    assert said.grade is Grade.FAILURE
    assert f"{tmp_path / 'etalase.db'} is not a database" in said.sentence
