"""The report as it is served, in a real browser: its scripts work, and reach neither the session nor the API."""

import io
from pathlib import Path

import pytest

from service.exports.report import render_report
from service.jobs.perform import publish
from service.store import runs
from tests.service.browser import CHROMIUM, chromium
from tests.service.process import serving
from tests.service.sample_report import sample, sample_pdf
from tests.service.served import application

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
REACH = """(async () => {
  const told = { origin: self.origin };
  try { told.cookie = document.cookie; } catch (error) { told.cookie = error.name; }
  try { await fetch("/api/session"); told.fetched = "reached"; } catch (error) { told.fetched = error.name; }
  return told;
})()"""


def prepared(folder: Path) -> str:
    """A document with a report, in a data folder that nobody serves yet."""
    kept = application(folder)
    kept.open(work=False)
    document = kept.intake.receive(io.BytesIO(sample_pdf()), "a.pdf", "test").document.id
    result = sample("词")
    with kept.database.begin() as connection:
        (run,) = runs.of_document(connection, document)
        report = kept.results.keep_report(render_report(sample_pdf(), result))
        runs.finish(connection, run.id, "done", result=kept.results.keep(result), report=report)
        publish(connection, runs.get(connection, run.id), result)
    kept.close()
    return document


def test_a_report_lives_in_a_box_of_its_own(tmp_path: Path) -> None:
    document = prepared(tmp_path)
    with serving(tmp_path / "data", MINGZHANG_WORKERS="0") as server, chromium(tmp_path / "profile") as page:
        page.send("Page.navigate", url=f"{server.url}/api/documents/{document}/report")
        page.ask("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))")
        page.click("#f0")
        assert page.ask('document.querySelectorAll("#sheets .spot.lit").length') == 1
        assert page.ask(REACH) == {"origin": "null", "cookie": "SecurityError", "fetched": "TypeError"}
