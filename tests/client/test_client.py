"""The client and its commands against a real server on a real port."""

import csv
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner

from service.api.app import create_app
from service.application import Application
from service.bench.reads import Reads
from service.cli import app as commands
from service.client import Client, _events
from service.errors import ServerAway, ServerRefused, TooLong
from tests.batches.served import WITH_MODEL, application

Site = tuple[str, Application]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = application(tmp_path_factory.mktemp("served"))
    config = uvicorn.Config(create_app(made), host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", made
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    with Client(site[0]) as made:
        yield made


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "决算.pdf"
    path.write_bytes(b"%PDF-" + tmp_path.name.encode())
    return path


def test_from_upload_to_figures(client: Client, pdf: Path, tmp_path: Path) -> None:
    document = client.wait(client.upload(pdf).id)
    assert document.state == "done" and document.name == "决算.pdf" and client.upload(pdf).id == document.id
    facts = list(client.facts(document.id, verdict="accepted"))
    assert [(fact.row, fact.value, fact.box.page) for fact in facts] == [("2010301", "942.50", 2)]
    assert next(client.claims(document.id))["kind"] == "three_public"
    assert next(client.findings(document.id))["rule"] == "FA05.rollup"
    assert client.source(document.id) == pdf.read_bytes() and client.report(document.id) == "<html>"
    assert document.id in {one.id for one in client.documents(fiscal_year=2024)}
    assert client.export("facts.csv", tmp_path / "f.csv", document=[document.id]) == (tmp_path / "f.csv").stat().st_size
    assert len(list(csv.DictReader((tmp_path / "f.csv").read_text().splitlines()))) == 2


def test_a_batch_from_start_to_promotion(client: Client, pdf: Path) -> None:
    document = client.wait(client.upload(pdf).id).id
    batch = client.start_batch({"documents": [document]}, WITH_MODEL, "try the model")
    seen = [each.state for each in client.watch(batch.id)]
    assert seen[-1] == "done" and set(seen[:-1]) <= {"running"}
    assert [(one.document, one.state) for one in client.outcomes(batch.id)] == [(document, "done")]
    assert client.diff(batch.id).totals["figures"] == {"gained": 1, "lost": 1, "changed": 1}
    assert {change.change for change in client.changes(batch.id, document, what="figure")} == {"gained", "lost", "changed"}
    assert client.promote(batch.id).state == "promoted" and client.batch(batch.id).promoted_by == "local"


def test_an_item_is_claimed_decided_and_undone(client: Client, pdf: Path) -> None:
    document = client.wait(client.upload(pdf).id).id
    item = client.next_item({"document": document})
    assert item is not None and item.claimed_by == "local" and client.release(item.id).claimed_by is None
    decided = client.decide(item.id, {"action": "confirm", "version": client.claim(item.id).version})
    assert decided.item.action == "confirm"
    assert item.id not in {one.id for one in client.review(document=document)}
    assert client.undo(item.id, decided.item.version).item.state == "open"
    assert [entry.action for entry in client.history(item.id)].count("confirm") == 1


def test_refusals_say_what_the_service_says(client: Client) -> None:
    with pytest.raises(ServerRefused, match="no document") as caught:
        client.document("0" * 64)
    assert caught.value.status == 404 and caught.value.kind == "NotFound"
    with pytest.raises(ServerAway, match="mingzhang serve"), Client("http://127.0.0.1:1") as away:
        away.document("0" * 64)


def test_waiting_has_an_end(client: Client, pdf: Path) -> None:
    pdf.write_bytes(b"%PDF-hang")
    document = client.upload(pdf).id
    with pytest.raises(TooLong):
        client.wait(document, seconds=0.1)


def test_events_are_read_as_they_are_written() -> None:
    lines = ["event: progress", "data: {}", "id: 1", "", ": ping", "", "data: 2", ""]
    assert list(_events(iter(lines))) == [("progress", "1", "{}"), ("message", "", "2")]


def said(*arguments: str, server: str, status: int = 0) -> str:
    done = CliRunner().invoke(commands, [*arguments, "--server", server])
    assert done.exit_code == status, done.output
    return done.output


def test_the_same_from_the_command_line(client: Client, pdf: Path, site: Site, tmp_path: Path) -> None:
    document = client.wait(client.upload(pdf).id).id
    configuration = ["--reader", "llm", "--model", "other", "--document", document]
    output = said("batch", "start", *configuration, "--wait", server=site[0])
    assert "done: 1 of 1 ended (1 done)" in output
    assert output.split()[0] in said("batch", "list", server=site[0])
    told = said("batch", "diff", "--every", server=site[0])
    assert "lost FA05 2010302 project, page 2: 0.00 万元 (flagged) -> nothing" in told
    assert "together: figures 1 gained, 1 lost, 1 changed" in told
    assert "promoted" in said("batch", "promote", server=site[0])
    assert "promoted" in said("batch", "show", server=site[0])
    out = tmp_path / "all.csv"
    assert str(out) in said("export", "claims.csv", "--out", str(out), server=site[0]) and out.stat().st_size


def test_the_bench_tells_within_which_time_answers_come(client: Client, pdf: Path, site: Site) -> None:
    client.wait(client.upload(pdf).id)
    done = CliRunner().invoke(commands, ["bench", "--service", site[0], "--seconds", "1", "--readers", "2"])
    assert done.exit_code == 0, done.output
    rows = [line.split() for line in done.output.splitlines()]
    assert rows[-1][0] == "all" and int(rows[-1][1]) > 0 and rows[-1][-1] == "0"


def test_shares_of_answers() -> None:
    reads = Reads(route="all", seconds=tuple(number / 100 for number in range(1, 101)))
    assert (reads.within(0.5), reads.within(0.95), Reads(route="none", seconds=()).within(0.95)) == (0.5, 0.95, 0.0)
