"""Documents of one department and year, as the rows know them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from service.siblings import editions_beside, siblings_of, standing
from service.store import documents, schema
from service.store.database import Database
from service.store.documents import Wanted
from tests.store import made

BOTH = {"facts": {"accepted": 3}, "claims": {"accepted": 2}}
TABLES, WORDS = {"facts": {"accepted": 3}, "claims": {}}, {"facts": {}, "claims": {"accepted": 2}}


def known(database: Database, name: str, **said: Any) -> str:
    """A document of which a run said what it is."""
    values = {"genre": "budget", "department": "某市水务局", "fiscal_year": 2024, "title": "某市水务局2024年部门预算", **said}
    with database.begin() as connection:
        identity = made.document(connection, name)
        connection.execute(update(schema.documents).where(schema.documents.c.id == identity).values(**values))
    return identity


@pytest.mark.parametrize(
    ("said", "counts", "how"),
    [
        ({}, (BOTH, BOTH), "edition"),
        ({}, (TABLES, WORDS), "half"),
        ({}, (TABLES, TABLES), "edition"),
        ({"genre": "final_accounts"}, (TABLES, WORDS), "other"),
        ({"title": "某市水务局2024年单位预算"}, (BOTH, BOTH), "other"),
        ({"title": "2024年预算公开"}, (BOTH, BOTH), "edition"),
    ],
)
def test_how_two_documents_stand(database: Database, said: dict[str, Any], counts: tuple[Any, Any], how: str) -> None:
    first = known(database, "a", shown_counts=counts[0])
    second = known(database, "b", shown_counts=counts[1], **said)
    with database.reading() as connection:
        one, other = documents.get(connection, first), documents.get(connection, second)
        assert [(sibling.document.id, sibling.standing) for sibling in siblings_of(connection, one)] == [(second, how)]
    assert standing(other, one) == how


def test_other_years_and_departments_are_no_siblings_and_unknown_ones_have_none(database: Database) -> None:
    alone = known(database, "a")
    known(database, "b", fiscal_year=2023)
    known(database, "c", department="某市林业局")
    unknown = known(database, "d", department=None)
    with database.reading() as connection:
        assert siblings_of(connection, documents.get(connection, alone)) == ()
        assert siblings_of(connection, documents.get(connection, unknown)) == ()
        assert editions_beside(connection, documents.page(connection, Wanted(), 9, 0)[1]) == {}


def test_a_list_tells_how_many_more_there_are(database: Database) -> None:
    alike = [known(database, name) for name in "abc"]
    known(database, "d", genre="final_accounts")
    with database.reading() as connection:
        assert editions_beside(connection, documents.page(connection, Wanted(), 9, 0)[1]) == dict.fromkeys(alike, 2)
