"""Documents are uploaded and read again in a batch while processes are killed: nothing is lost, nothing happens twice."""

import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from service.client import Client
from service.errors import ServerAway
from service.settings import settings_from
from service.store import history, runs
from service.store.database import Database
from tests.acceptance.papers import papers
from tests.acceptance.processes import Site, running

NEVER_ASKED = {"reader": "both", "model": "m", "ask": "never"}  # another configuration that asks nobody
MODEL = {"OPENAI_BASE_URL": "http://127.0.0.1:1", "MINGZHANG_MODEL": "m", "MINGZHANG_ASK": "unsure"}
_PATIENCE_SECONDS = 1800


def lived_through(site: Site, pile: Path, count: int, kills: Sequence[str]) -> None:
    """Upload `count` documents, start a batch of them, kill these processes on the way, and look at what is left."""
    documents = _uploaded(site, pile, papers(count), kills[: len(kills) // 3])
    with site.client() as client:
        batch = client.start_batch(configuration=NEVER_ASKED).id
    _wait(site, batch, count, list(kills[len(kills) // 3 :]))
    with site.client() as client:
        found = client.batch(batch)
        assert found.state == "done" and found.progress.states == {"done": count}, found
        assert client.promote(batch).state == "promoted"
        assert {one.id for one in client.documents()} == set(documents)
        assert all(one.state == "done" for one in client.documents())
        kinds = {len(list(client.facts(document))) for document in documents[:8]}
        assert len(kinds) <= 4 and min(kinds) > 20
    _nothing_twice(site, documents)


def _uploaded(site: Site, pile: Path, contents: Sequence[bytes], kills: Sequence[str]) -> list[str]:
    """Their ids; a process is killed now and then meanwhile, and who got no answer sends again."""
    paths = [pile / f"{number:03}.pdf" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(_sent, site, path) for path in paths]
        for number, name in enumerate(kills, 1):
            while sum(one.done() for one in sent) < number * len(sent) // (len(kills) + 1):
                time.sleep(0.05)
            site.kill(name)
        return [one.result() for one in sent]


def _sent(site: Site, path: Path) -> str:
    for _ in range(100):
        try:
            with site.client() as client:
                return client.upload(path).id
        except ServerAway:
            time.sleep(0.5)
    raise TimeoutError(site.log())


def _wait(site: Site, batch: str, count: int, kills: list[str]) -> None:
    """Until the batch has ended; a process is killed each time another share of it has."""
    shares = [count * number // (len(kills) + 1) for number in range(1, len(kills) + 1)]
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        progress = _progress(site, batch)
        if kills and progress >= shares[-len(kills)]:
            site.kill(kills.pop(0))
        elif not kills and progress == count:
            return
        time.sleep(0.2)
    raise TimeoutError(f"{_progress(site, batch)} of {count}\n{site.log()}")


def _progress(site: Site, batch: str) -> int:
    try:
        with site.client() as client:
            return client.batch(batch).progress.ended
    except ServerAway:
        return -1


def _nothing_twice(site: Site, documents: Sequence[str]) -> None:
    database = Database(settings_from(site.environment).serving.database_url)
    with database.begin() as connection:
        for document in documents:
            found = runs.of_document(connection, document)
            assert [run.state for run in found] == ["done", "done"]
            assert all(run.result and run.owner is None and run.faults == 0 for run in found)
        actions = Counter(entry.action for entry in history.page(connection, None, None, 10**6, 0)[1])
    database.close()
    assert actions["document.upload"] == len(documents) and actions["batch.start"] == actions["batch.promote"] == 1


def at_once(folder: Path, count: int, database: str | None) -> None:
    """`count` uploads in as many threads: half as many documents, each of them new once."""
    given = papers(count // 2) * 2
    random.Random(7).shuffle(given)
    paths = [folder / f"{number}.pdf" for number in range(count)]
    for path, content in zip(paths, given, strict=True):
        path.write_bytes(content)
    with running(folder, database, MINGZHANG_WORKERS="0") as site, site.client() as client:
        with ThreadPoolExecutor(count) as pool:
            ids = list(pool.map(lambda path: _uploaded_by_itself(site, path), paths))
        assert len(set(ids)) == count // 2 and Counter(ids).most_common(1)[0][1] == 2
        assert sum(1 for _ in client.documents()) == count // 2
    kept = Database(settings_from(site.environment).serving.database_url)
    with kept.begin() as connection:
        assert sum(len(runs.of_document(connection, document)) for document in set(ids)) == count // 2
    kept.close()


def _uploaded_by_itself(site: Site, path: Path) -> str:
    with Client(site.server, timeout=120) as client:
        return client.upload(path).id
