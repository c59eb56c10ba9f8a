"""Migrations on both databases: they describe the models, they go back, and a broken one leaves nothing behind."""

import pytest
from sqlalchemy import Connection, inspect, text

from app import migrating
from app.db import Databases
from app.settings import Settings


def test_the_migrated_tables_are_those_of_the_models(databases: Databases) -> None:
    with databases.reader.connect() as connection:
        assert migrating.drift(connection) == []


def test_a_table_that_differs_is_noticed(databases: Databases) -> None:
    with databases.writer.begin() as connection:
        connection.execute(text("DROP INDEX ix_product_gtin"))

    with databases.reader.connect() as connection:
        assert [change[0] for change in migrating.drift(connection)] == ["add_index"]


def test_a_migrated_database_is_at_the_newest_revision(databases: Databases) -> None:
    with databases.reader.connect() as connection:
        assert migrating.applied(connection) == migrating.newest()


def test_a_new_database_has_no_revision(settings: Settings, databases: Databases) -> None:
    migrating.downgrade(settings.database, "base")

    with databases.reader.connect() as connection:
        assert migrating.applied(connection) is None
        assert _tables(connection) <= {"alembic_version"}


def test_migrations_can_be_taken_back_and_applied_again(settings: Settings, databases: Databases) -> None:
    with databases.reader.connect() as connection:
        before = _tables(connection)

    migrating.downgrade(settings.database, "base")
    migrating.upgrade(settings.database)

    with databases.reader.connect() as connection:
        assert _tables(connection) == before
        assert migrating.drift(connection) == []


def test_migrating_twice_changes_nothing(settings: Settings, databases: Databases) -> None:
    migrating.upgrade(settings.database)

    with databases.reader.connect() as connection:
        assert migrating.drift(connection) == []


def test_a_migration_that_fails_half_way_leaves_nothing_behind(settings: Settings, databases: Databases) -> None:
    def fail_half_way() -> None:
        with migrating.connected(settings.database) as connection:
            connection.execute(text("CREATE TABLE half (id INTEGER PRIMARY KEY)"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()

    with databases.reader.connect() as connection:
        assert "half" not in _tables(connection)


def test_the_folder_of_an_embedded_database_is_made(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(data=tmp_path_factory.mktemp("new") / "not" / "yet")

    migrating.upgrade(settings.database)

    assert (settings.data / "etalase.db").is_file()


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
