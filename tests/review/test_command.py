"""`mingzhang review` and golden cases of reviewed documents, against the service itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.api.app import create_app
from service.application import Application
from service.cli import app as commands
from service.client import Client
from service.commands import review
from service.errors import ServerRefused, Unusable
from service.golden.cases import read_case
from tests.review.bench import Bench, flagged, result
from tests.service.made import finding
from tests.service.served import application, served

CAUSE = "fact: contradicted by FA05.rollup"


class Site:
    """A service whose corrections are read on the spot."""

    def __init__(self, made: Application, folder: Path) -> None:
        self.bench = Bench(made.database, folder / "data")
        made.desk = self.bench.desk
        self.golden = folder / "data" / "golden"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = application(tmp_path)
    with served(made) as http:
        transport = http._transport
        monkeypatch.setattr(review, "client_of", lambda _: Client("http://127.0.0.1:8000", transport=transport))
        yield Site(made, tmp_path)


def mingzhang(*words: str) -> Result:
    return CliRunner().invoke(commands, ["review", *words])


def test_a_script_works_the_queue(site: Site) -> None:
    document = site.bench.show("a", result(flagged(), flagged("2010302", "7.00")))
    lines = [json.loads(line) for line in mingzhang("list", "--json").stdout.splitlines()]
    assert {line["subject"] for line in lines} == {"fact:FA05/2010301/basic", "fact:FA05/2010302/basic"}
    item = site.bench.item(document)
    assert "contradicted by FA05.rollup:20103" in mingzhang("show", item.id).stdout
    done = mingzhang("decide", item.id, "correct", "--value", "942.50", "--box", "2,300,214,341,226", "--note", "misread")
    assert "is decided (local: correct); read again: done; 1 wait" in done.stdout, done.exception
    assert re.search(r"local\s+correct\s+misread", mingzhang("history", item.id).stdout)
    assert "is open" in mingzhang("undo", item.id).stdout
    assert json.loads(mingzhang("history", item.id, "--json").stdout.splitlines()[-1])["action"] == "undo"
    assert "2010301" in mingzhang("next").stdout and "local is at it" in mingzhang("list").stdout


def test_a_script_sees_conflicts(site: Site) -> None:
    item = site.bench.item(site.bench.show("a", result(flagged())))
    assert isinstance(mingzhang("decide", item.id, "confirm", "--version", "9").exception, ServerRefused)
    assert isinstance(mingzhang("decide", item.id, "correct", "--value", "1", "--box", "2,3").exception, Unusable)
    assert mingzhang("next", "--form", "FA99").exit_code == 1


def test_bulk_decisions_are_previewed(site: Site) -> None:
    document = site.bench.show("a", result(flagged(), flagged("2010302", "7.00")))
    assert f"2 in 1 documents  {CAUSE}" in mingzhang("causes").stdout
    assert "2 items; --yes decides them" in mingzhang("bulk", "confirm", "--cause", CAUSE).stdout
    assert len(site.bench.items(document, state="open")) == 2
    done = mingzhang("bulk", "confirm", "--cause", CAUSE, "--yes", "--note", "seen").stdout
    assert "2 decided as" in done and site.bench.items(document, state="open") == []
    assert "2 decided" in mingzhang("undo-bulk", done.split(" decided as ")[1].split()[0]).stdout


def test_a_reviewed_document_becomes_golden(site: Site) -> None:
    """By the name of who says so and of who decided; not before all is decided, and not without saying so."""
    document = site.bench.show("a", result(flagged(), findings=(finding(),), sha256=hashlib.sha256(b"a").hexdigest()))
    item = site.bench.item(document)
    named = ("golden", document, "--name", "a-2024", "--every-line-compared")
    assert "2 items of the document wait" in str(mingzhang(*named).exception)
    site.bench.desk.decide(item.id, site.bench.verdict("correct", item, value="942.50"), "alice")
    told = next(each for each in site.bench.items(document, kind="finding"))
    site.bench.desk.decide(told.id, site.bench.verdict("confirm", told), "bob")
    assert isinstance(mingzhang("golden", document, "--name", "a-2024").exception, Unusable)
    assert "made a-2024, checked by local, alice, bob" in mingzhang(*named).stdout
    case = read_case(site.golden / "a-2024")
    assert [(row["row"], row["value"]) for row in case.rows()] == [("2010301", "942.50")]
    assert len(case.contradictions()) == 1 and case.source.read_bytes() == b"a"
    assert "there is a case a-2024 already" in str(mingzhang(*named).exception)


def test_the_page_and_the_interface_are_described(tmp_path: Path) -> None:
    """Every operation of the queue is in the description of the interface."""
    paths = create_app(application(tmp_path)).openapi()["paths"]
    for path in ("", "/next", "/bulk", "/{id}/claim", "/{id}/release", "/{id}/decision", "/{id}/undo", "/{id}/history"):
        assert f"/api/review{path}" in paths
