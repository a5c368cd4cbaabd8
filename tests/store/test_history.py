import pytest
from sqlalchemy.exc import DBAPIError

from service.errors import Unusable
from service.store import history
from service.store.database import Database


def test_an_entry_says_who_did_what_to_what(database: Database) -> None:
    with database.begin() as connection:
        history.note(connection, "ann", "user.add", "user:bob", role="viewer")
        history.note(connection, "bob", "document.upload", "document:0f", size=7)
    with database.reading() as connection:
        total, found = history.page(connection, None, None, 10, 0)
        assert total == 2 and [entry.by for entry in found] == ["bob", "ann"]
        assert dict(history.page(connection, "user:bob", None, 10, 0)[1][0].detail) == {"role": "viewer"}
        assert history.page(connection, None, "nobody", 10, 0) == (0, [])


def test_what_is_rolled_back_was_never_done(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.begin() as connection:
        history.note(connection, "ann", "user.add", "user:bob")
        raise ZeroDivisionError
    with database.reading() as connection:
        assert history.page(connection, None, None, 10, 0)[0] == 0


def test_reading_waits_for_no_writer(database: Database) -> None:
    with database.begin() as writing:
        history.note(writing, "ann", "user.add", "user:bob")
        with database.reading() as connection:
            assert history.page(connection, None, None, 10, 0)[0] == 0


def test_text_that_no_database_keeps_is_the_askers_to_correct(database: Database) -> None:
    with pytest.raises(Unusable, match="cannot keep"), database.begin() as connection:
        history.note(connection, "ann\ud800", "user.add", "user:bob")
    if not database.embedded:  # SQLite keeps a NUL
        with pytest.raises(Unusable, match="cannot keep"), database.reading() as connection:
            history.page(connection, "a\0b", None, 10, 0)


@pytest.mark.parametrize("write", ["UPDATE history SET \"by\" = 'nobody'", "DELETE FROM history"])
def test_what_was_written_stays(database: Database, write: str) -> None:
    with database.begin() as connection:
        history.note(connection, "ann", "user.add", "user:bob")
    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.exec_driver_sql(write)
    with database.reading() as connection:
        assert history.page(connection, None, "ann", 10, 0)[0] == 1
