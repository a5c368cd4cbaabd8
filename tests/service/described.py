"""Requests made from the description of the API (schemathesis): what fits it and what does not is answered as declared."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service.api.app import create_app
from service.application import Application
from service.store import runs
from tests.batches.served import application, reads
from tests.jobs.workshops import Obedient
from tests.service.served import bearer, served, with_users

HOST = "testserver"
# What is in the bytes, or in the store, decides here, not what the description can say.
CONTENT_DECIDES = (
    "POST /api/documents",
    "POST /api/batches",
    "POST /api/batches/{id}/promote",
    "POST /api/review/{id}/decision",
    "GET /api/documents/{id}/pages/{n}.png",
)


class Described:
    """The operations of a running application. `known`: ids that are there, by the beginning of the path."""

    def __init__(self, kept: Application, known: Mapping[str, Mapping[str, str]]) -> None:
        self._headers = bearer(kept, "root")
        self._known = known
        self._no_nul = not kept.database.embedded  # PostgreSQL keeps no NUL in a text: that is answered with 422
        self.schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(kept, "0.0.0.0"))

    def operations(self) -> list[Any]:
        return [each.ok() for each in self.schema.get_all_operations()]

    def try_out(self, operation: Any, examples: int) -> None:
        """So many requests as the description allows, half of them about what is there, and as many as it does not."""
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            self._try_out(operation, mode, examples)

    def _try_out(self, operation: Any, mode: GenerationMode, examples: int) -> None:
        known = itertools.cycle((self._ids(operation), {}))
        excluded = [positive_data_acceptance] if self._no_nul or operation.label in CONTENT_DECIDES else []

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(case: Any) -> None:
            if mode is GenerationMode.POSITIVE:
                case.path_parameters.update({k: v for k, v in next(known).items() if k in case.path_parameters})
            case.call_and_validate(headers=self._headers, excluded_checks=excluded)

        with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():  # nothing to be wrong about
            one()

    def _ids(self, operation: Any) -> Mapping[str, str]:
        if operation.method.upper() == "DELETE":
            return {}
        return next((ids for begins, ids in self._known.items() if operation.path.startswith(begins)), {})


@contextmanager
def described(folder: Path, database: str | None = None) -> Iterator[Described]:
    """Two documents that were read, a batch, items to review, three users. `database`: the URL of an empty one."""
    given_ = {"hosts": (HOST,), "database": database, "work": False}
    kept = with_users(application(folder, **given_))
    with served(kept) as client:
        pdfs = [(b"%PDF-" + name, name.decode()) for name in (b"one", b"two")]
        documents = [kept.intake.receive(io.BytesIO(pdf), name, "rae").document.id for pdf, name in pdfs]
        _read(kept)
        batch = client.post("/api/batches", json={}, headers=bearer(kept, "root")).json()["id"]
        items = client.get("/api/review", headers=bearer(kept, "vic")).json()["items"]
    known = {
        "/api/documents": {"id": documents[0]},
        "/api/batches": {"id": batch, "document": documents[0]},
        "/api/review": {"id": items[0]["id"]},
        "/api/users": {"name": "vic"},
    }
    yield Described(application(folder, **given_), known)


def _read(kept: Application) -> None:
    """Everything that waits, here and now."""
    while True:
        with kept.database.begin() as connection:
            run = runs.take_next(connection, "test")
        if run is None:
            return
        kept.workshop.perform(run, Obedient(reads))
