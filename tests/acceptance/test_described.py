"""Many requests to every operation, as its description allows and as it does not, on both databases."""

from pathlib import Path

from tests.postgres import Server
from tests.service.described import Described, described

MANY = 40


def try_all(api: Described) -> None:
    for operation in api.operations():
        if not operation.path.endswith("/events"):  # a stream lasts as long as its batch
            api.try_out(operation, MANY)


def test_whatever_is_asked_is_answered_as_declared(tmp_path: Path) -> None:
    with described(tmp_path) as api:
        try_all(api)


def test_whatever_is_asked_is_answered_as_declared_on_postgresql(tmp_path: Path, postgres: Server) -> None:
    with described(tmp_path, postgres.new_database()) as api:
        try_all(api)
