"""Many requests to every operation, as its description allows and as it does not."""

from pathlib import Path

from tests.service.described import described

MANY = 50


def test_whatever_is_asked_is_answered_as_declared(tmp_path: Path) -> None:
    with described(tmp_path) as api:
        for operation in api.operations():
            if not operation.path.endswith("/events"):
                api.try_out(operation, MANY)
