"""The commands as a user runs them, on the real extraction."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from pathlib import Path

import pymupdf
import pytest
from typer.testing import CliRunner

from extractors.model import Extraction
from extractors.pipeline import Config
from service import cli, sandbox_jobs
from service.bench import yardsticks
from service.golden.cases import GOLDEN_DIR
from service.messages import Request
from tests.conftest import ROOT

CASE = "two-tables-a-page"
SOURCE = GOLDEN_DIR / CASE / "source.pdf"
run = CliRunner().invoke


def pdf(path: Path, text: str = "", **how: object) -> Path:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), text)
        document.save(path, **how)
    return path


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    done = run(cli.app, ["extract", str(SOURCE), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert str(out / "source" / "report.html") in done.output
    return out / "source"


def test_extract_writes_the_files_of_the_contract(extracted: Path) -> None:
    names = {path.name for path in extracted.iterdir()}
    assert names == {"facts.csv", "claims.jsonl", "findings.jsonl", "indicators.jsonl", "document.json", "report.html"}
    with (extracted / "facts.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) > 700
    assert json.loads((extracted / "document.json").read_text(encoding="utf-8"))["genre"] == "final_accounts"


def test_the_same_document_gives_the_same_bytes_and_no_report_leaves_it_out(extracted: Path, tmp_path: Path) -> None:
    shutil.copy(SOURCE, tmp_path / "again.pdf")
    assert run(cli.app, ["extract", str(tmp_path / "again.pdf"), "-o", str(tmp_path), "--no-report"]).exit_code == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert "report.html" not in written
    assert all((extracted / name).read_bytes() == content for name, content in written.items())


def test_a_mixed_pile_ends_each_in_its_own_way(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"PK\x03\x04 not a pdf")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "torn.pdf").write_bytes(SOURCE.read_bytes()[:3000])
    pdf(tmp_path / "locked.pdf", "secret", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    pdf(tmp_path / "cookery.pdf", "Boil the potatoes for twenty minutes.")
    names = ["letter", "empty", "torn", "locked", "cookery", "absent"]
    inputs = [str(tmp_path / f"{name}.pdf") for name in names]
    done = run(cli.app, ["extract", *inputs, str(SOURCE), "--no-report", "--out", str(tmp_path / "out")])
    assert done.exit_code == 2
    for name in inputs:
        assert sum(line.startswith(f"{name}: ") for line in done.stderr.splitlines()) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["source"]
    assert "1 done, 5 refused, 1 no disclosure" in done.stdout


def test_no_disclosure_alone_ends_in_three(tmp_path: Path) -> None:
    done = run(cli.app, ["extract", str(pdf(tmp_path / "cookery.pdf", "Boil the potatoes.")), "--out", str(tmp_path)])
    assert done.exit_code == 3
    assert "not a budget" in done.stderr


@pytest.mark.parametrize(
    ("option", "limit", "says"),
    [("--max-pages", "1", "the limit is 1"), ("--max-seconds", "0.1", "was stopped"), ("--max-mb", "1", "the limit is 1 MB")],
)
def test_limits_given_on_the_command_line_hold(tmp_path: Path, option: str, limit: str, says: str) -> None:
    heavy = GOLDEN_DIR / "hongshan-mzj-2024" / "source.pdf"
    done = run(cli.app, ["extract", str(heavy), "--out", str(tmp_path), option, limit])
    assert done.exit_code == 2
    assert says in done.stderr


def test_golden_check_accepts_the_bundled_case_figure_by_figure() -> None:
    done = run(cli.app, ["golden", "check", CASE, "--every"])
    assert done.exit_code == 0, done.output
    assert done.stdout.count("accept FA") == 767
    assert "767 figures equal" in done.stdout


def test_golden_diff_rejects_a_changed_figure_and_shows_its_place(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN_DIR / CASE, tmp_path / CASE)
    facts = tmp_path / CASE / "expected" / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("FA08,223,total,77.22", "FA08,223,total,77.23"), encoding="utf-8")
    done = run(cli.app, ["golden", "diff", "--golden", str(tmp_path)])
    assert done.exit_code == 1
    assert "REJECT FA08 223 total: different, expected 77.23, read 77.22" in done.stdout
    assert "page 12, box " in done.stdout
    assert "1 differences in 1 cases" in done.stdout


def test_a_tampered_source_is_refused(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN_DIR / CASE, tmp_path / CASE)
    with (tmp_path / CASE / "source.pdf").open("ab") as file:
        file.write(b"%")
    with pytest.raises(Exception, match="sha256 differs"):
        run(cli.app, ["golden", "check", "--golden", str(tmp_path)], catch_exceptions=False)


def test_sheet_and_add_refuse_what_nobody_checked(extracted: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "checked.csv"
    assert run(cli.app, ["golden", "sheet", str(extracted), "--out", str(sheet)]).exit_code == 0
    given = ["--pdf", str(SOURCE), "--name", "a-case", "--sheet", str(sheet), "--golden", str(tmp_path), "--checked-by", "Li Hua"]
    with pytest.raises(Exception, match="not checked"):
        run(cli.app, ["golden", "add", str(extracted), *given], catch_exceptions=False)
    with pytest.raises(Exception, match="may hold someone's work"):
        run(cli.app, ["golden", "sheet", str(extracted), "--out", str(sheet)], catch_exceptions=False)


def test_eval_scores_keeps_what_it_is_told_to_and_fails_on_a_wrong_accepted_figure(tmp_path: Path) -> None:
    truth = tmp_path / "truth"
    truth.mkdir()
    facts = (GOLDEN_DIR / CASE / "expected" / "facts.csv").read_text(encoding="utf-8")
    for name in ("right", "wrong"):
        shutil.copy(SOURCE, truth / f"{name}.pdf")
        (truth / f"{name}.facts.csv").write_text(facts, encoding="utf-8")
    (truth / "wrong.facts.csv").write_text(facts.replace("FA08,223,total,77.22", "FA08,223,total,77.23"), encoding="utf-8")
    done = run(cli.app, ["eval", str(truth), "--out", str(tmp_path / "kept")])
    assert done.exit_code == 1
    assert "wrong accepted: wrong: FA08 223 total read 77.22, truth 77.23" in done.stdout
    scores = json.loads((tmp_path / "kept" / "scores.json").read_text(encoding="utf-8"))
    assert scores["summary"]["wrong_accepted"] == 1
    assert {document["name"]: len(document["facts"]["wrong"]) for document in scores["documents"]} == {"right": 0, "wrong": 1}


def test_bench_puts_the_ways_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yardsticks, "camelot_default", lambda path: None)
    monkeypatch.setattr(yardsticks, "has_pdfplumber", lambda: False)
    done = run(cli.app, ["bench", str(SOURCE), "--runs", "1"])
    assert done.exit_code == 0, done.output
    assert "MuPDF words and drawings" in done.stdout
    assert "pip install pdfplumber" in done.stderr


def test_doctor_extracts_a_bundled_document() -> None:
    done = run(cli.app, ["doctor"])
    assert done.exit_code == 0, done.output
    assert "767 of 767 figures as checked" in done.stdout


def test_an_error_ends_in_one_sentence_and_its_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["mingzhang", "golden", "check", "nowhere"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert told.startswith("mingzhang: There is no golden case nowhere")
    assert told.count("\n") == 1


def test_a_report_that_cannot_be_drawn_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(data: bytes, extraction: Extraction) -> str:
        raise RuntimeError("no such\nfont")

    monkeypatch.setattr(sandbox_jobs, "render_report", fails)
    request = Request(config=Config().model_dump_json(), report=True, max_seconds=60)
    done = sandbox_jobs.extract(SOURCE.read_bytes(), request, lambda questions: [])
    assert (done.report, done.report_error) == (None, "RuntimeError: no such font")
    assert len(Extraction.model_validate_json(done.extraction).facts) == 767


def test_every_command_that_the_documentation_names_exists() -> None:
    known = {command.name for command in cli.app.registered_commands} | {group.name for group in cli.app.registered_groups}
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "golden").glob("*.md"), *(ROOT / "service").rglob("*.md")]
    named = {word for page in pages for word in re.findall(r"mingzhang ([a-z]+)\b", page.read_text(encoding="utf-8"))}
    assert {"extract", "eval", "golden", "bench", "doctor"} <= named
    assert named <= known
