import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect

from service.errors import DatabaseAway
from service.store.database import Database
from service.store.schema import metadata


def test_migrations_build_the_tables_that_the_code_names(database: Database) -> None:
    with database.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    database.migrate()
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())


def test_a_database_that_is_away_is_said_to_be_away(database: Database) -> None:
    if database.embedded:
        with sqlite3.connect(str(database.engine.url.database)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(DatabaseAway), impatient(database).begin():
                pass
        other.close()
    else:
        with pytest.raises(DatabaseAway), Database("postgresql://nobody@127.0.0.1:1/none").begin():
            pass


def impatient(database: Database) -> Database:
    """The same, by somebody who does not wait for a lock."""
    made = Database(str(database.engine.url))
    event.listen(made.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=10"))
    return made
