import pytest

from service.errors import NotFound
from service.store import documents, runs
from service.store.database import Database
from service.store.documents import Wanted
from tests.store import made
from tests.store.together import together


def test_the_same_bytes_at_once_are_one_document(database: Database) -> None:
    def upload(_: int) -> bool:
        with database.begin() as connection:
            return documents.add(connection, "f" * 64, "a.pdf", 7, "ann")

    assert sorted(together(8, upload)) == [False] * 7 + [True]


def test_a_document_shows_the_state_of_its_newest_run(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        documents.set_newest(connection, run.document, run.id)
        runs.finish(connection, run.id, "refused", message="it is encrypted")
        found = documents.get(connection, run.document)
    assert (found.state, found.message) == ("refused", "it is encrypted")


def test_lists_are_newest_first_in_pages(database: Database) -> None:
    with database.begin() as connection:
        for name in "abc":
            made.document(connection, name)
        total, first = documents.page(connection, Wanted(), 2, 0)
        rest = documents.page(connection, Wanted(), 2, 2)[1]
    assert total == 3 and [one.name for one in (*first, *rest)] == ["c.pdf", "b.pdf", "a.pdf"]


@pytest.mark.parametrize(("text", "count"), [("a", 1), ("pdf", 2), ("%", 0), ("_", 0)])
def test_a_search_takes_its_text_literally(database: Database, text: str, count: int) -> None:
    with database.begin() as connection:
        made.document(connection, "a")
        made.document(connection, "b")
        assert documents.page(connection, Wanted(text=text), 9, 0)[0] == count


def test_what_is_not_there_is_said_so(database: Database) -> None:
    with database.begin() as connection, pytest.raises(NotFound, match="document ffff"):
        documents.get(connection, "f" * 64)
