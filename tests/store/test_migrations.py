from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from service.store.database import Database
from service.store.schema import metadata


def test_migrations_build_the_tables_that_the_code_names(database: Database) -> None:
    with database.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    database.migrate()
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())
