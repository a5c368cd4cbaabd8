"""Streams of a gigabyte and files that unpack to gigabytes, against a server as people run it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.hostile import bomb, nested_bomb, stream, watching
from tests.service.process import Serving, serving
from tests.service.test_hostile_uploads import send
from tests.service.test_serving import DOCUMENT, await_state

GB = 1 << 30
READ = 420.0  # a document may take 300 s


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("hostile") / "data", MINGZHANG_WORKERS="1") as made:
        yield made


@pytest.mark.parametrize("announced", [True, False])
def test_a_stream_of_a_gigabyte_is_cut_off(server: Serving, announced: bool) -> None:
    with watching(server, most_mb=80, most_seconds=120):
        status, sent = stream(server, GB, announced)
    assert status == 413 and sent < GB // 2


@pytest.mark.parametrize("made", [lambda: bomb(1500), lambda: nested_bomb(3)], ids=["long", "nested"])
def test_a_bomb_costs_only_itself(server: Serving, made: object) -> None:
    data = made()  # type: ignore[operator]
    assert len(data) < 20 << 20
    answer = send(server, data)
    assert answer.status_code == 202
    with watching(server, most_mb=150, most_seconds=READ):
        assert await_state(server, answer.json()["id"], "refused", "no_disclosure", "failed", "done", seconds=READ) in (
            "refused",
            "no_disclosure",
        )
    with watching(server, most_mb=150, most_seconds=60), server.client() as client:
        picture = client.get(f"/api/documents/{answer.json()['id']}/pages/1.png")
        assert picture.status_code in (200, 404, 422)


def test_an_honest_document_is_read_afterwards(server: Serving, tmp_path: Path) -> None:
    answer = send(server, DOCUMENT.read_bytes())
    assert await_state(server, answer.json()["id"], "done", "refused", "failed", seconds=120) == "done"
