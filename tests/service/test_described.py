"""The API answers as it says it does. Many more examples: tests/acceptance."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.api.app import create_app
from service.api.problems import MEDIA
from tests.service.described import Described, described
from tests.service.served import application, served

FEW = 2


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    with described(tmp_path_factory.mktemp("described")) as made:
        yield made


def test_whatever_is_asked_is_answered_as_declared(api: Described) -> None:
    for operation in api.operations():
        if not operation.path.endswith("/events"):  # a stream lasts as long as its batch
            api.try_out(operation, FEW)


def test_every_operation_says_what_it_does_and_every_error_is_a_problem(tmp_path: Path) -> None:
    description = create_app(application(tmp_path)).openapi()
    assert len(description["paths"]) > 20
    names = []
    for path, operations in description["paths"].items():
        for verb, operation in operations.items():
            where = f"{verb} {path}"
            names.append(operation["operationId"])
            assert operation["summary"] and operation["description"], where
            for status, answer in operation["responses"].items():
                if status >= "400" and path != "/readyz":
                    content = answer["content"]
                    assert list(content) == [MEDIA], f"{where} {status}"
                    assert content[MEDIA]["schema"]["$ref"].endswith("/Problem") and content[MEDIA]["example"]["status"] == int(
                        status
                    )
            if path.startswith("/api/"):
                assert {"401", "403", "422", "503"} <= set(operation["responses"]), where
    assert len(names) == len(set(names))


def test_the_description_says_how_to_say_who_asks(tmp_path: Path) -> None:
    description = create_app(application(tmp_path)).openapi()
    assert set(description["components"]["securitySchemes"]) == {"token", "session"}
    assert {"token": []} in description["paths"]["/api/documents"]["get"]["security"]


def test_the_description_can_be_read_as_a_page_without_scripts_or_other_sites(tmp_path: Path) -> None:
    with served(application(tmp_path)) as client:
        page = client.get("/docs").text
        for operation in ("documents_upload", "review_decide", "users_add_token"):
            assert f'id="{operation}"' in page
        assert "<script" not in page and "http://" not in page.replace("http://127.0.0.1:8000", "") and "https://" not in page
        assert "list of FactShape" in page and "application/problem+json Problem" in page
