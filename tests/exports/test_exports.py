import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractors.model import Extraction
from extractors.pipeline import Config, manifest
from service.application import Application
from service.exports.many import About, Narrowing, csv_lines
from tests.batches.served import application, uploaded
from tests.service import made
from tests.service.served import bearer, served, with_users


def reads(data: bytes, config: Config) -> Extraction:
    """Two figures, a statement of two fields, a finding."""
    return made.extraction(sha256=hashlib.sha256(data).hexdigest(), manifest=manifest(config))


@pytest.fixture
def app(tmp_path: Path) -> Application:
    return application(tmp_path, figures=reads)


@pytest.fixture
def site(app: Application) -> Iterator[TestClient]:
    with served(app) as client:
        yield client


def rows(site: TestClient, path: str, **wish: object) -> list[dict[str, str]]:
    answer = site.get(f"/api/exports/{path}", params=wish)  # type: ignore[arg-type]
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_figures_of_many_documents_are_one_table(app: Application, site: TestClient) -> None:
    first, second = uploaded(app, b"a", b"b")
    found = rows(site, "facts.csv")
    assert [(row["document"], row["row"]) for row in found] == [
        (first, "2010301"),
        (first, "2010302"),
        (second, "2010301"),
        (second, "2010302"),
    ]
    one = found[0]
    assert (one["document_name"], one["department"], one["fiscal_year"], one["value"]) == ("a.pdf", "某局", "2024", "942.50")
    assert (one["page"], one["x0"], one["proofs"]) == ("2", "302.1", "FA05.row:2010301;FA05.rollup:20103")


def test_lines_and_documents_are_narrowed(app: Application, site: TestClient) -> None:
    first, _ = uploaded(app, b"a", b"b")
    assert {row["document"] for row in rows(site, "facts.csv", document=first)} == {first}
    assert {row["verdict"] for row in rows(site, "facts.csv", verdict="flagged")} == {"flagged"}
    assert rows(site, "facts.csv", form="FA01") == rows(site, "facts.csv", fiscal_year=2000) == []
    assert [row["field"] for row in rows(site, "claims.csv", verdict="accepted", document=first)] == ["category"]


def test_statements_are_a_line_a_field_and_findings_tell_in_two_languages(app: Application, site: TestClient) -> None:
    uploaded(app, b"a")
    claims = rows(site, "claims.csv")
    assert [(row["kind"], row["field"], row["value"], row["page"]) for row in claims] == [
        ("three_public", "category", "reception", "3"),
        ("three_public", "actual", "1.20", "3"),
    ]
    finding = rows(site, "findings.csv")[0]
    assert finding["amounts"] == "7888.73;7888.75" and finding["message"] and finding["message_zh"]


def test_json_lines_are_as_in_the_files(app: Application, site: TestClient) -> None:
    document = uploaded(app, b"a")[0]
    line = json.loads(site.get("/api/exports/claims.jsonl").text)
    assert (line["document"], line["kind"], line["fields"]["actual"]["verdict"]) == (document, "three_public", "flagged")


def test_an_archive_has_a_folder_for_each_document(app: Application, site: TestClient) -> None:
    uploaded(app, b"a", b"../b")
    answer = site.get("/api/exports/documents.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == 10 and not any(".." in name or name.startswith("/") for name in names)
        facts = next(name for name in names if name.endswith("facts.csv"))
        assert archive.read(facts).decode().startswith("form,row,column,value")


def test_nothing_there_is_an_empty_table(site: TestClient) -> None:
    assert rows(site, "facts.csv") == [] and site.get("/api/exports/facts.csv?bom=true").content.startswith(b"\xef\xbb\xbf")
    assert site.get("/api/exports/documents.zip").status_code == 200
    assert site.get("/api/exports/users.csv").status_code == 422


def test_no_cell_is_a_formula_and_no_number_is_touched() -> None:
    facts = (made.fact(label="=HYPERLINK(1)", value="-5.00", text="-5.00"),)
    about = About(document="d", document_name="@evil.pdf")
    line = next(csv.reader([csv_lines("facts", about, made.extraction(facts=facts), Narrowing())]))
    assert "'=HYPERLINK(1)" in line and "'@evil.pdf" in line and line.count("-5.00") == 2


def test_a_guest_exports_nothing(tmp_path: Path) -> None:
    app = with_users(application(tmp_path))
    with served(app) as site:
        assert site.get("/api/exports/facts.csv").status_code == 401
        assert site.get("/api/exports/facts.csv", headers=bearer(app, "vic")).status_code == 200
