import hashlib
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service.errors import GoldenRefused
from service.evaluation.scores import read_lines, read_rows
from service.exports.files import write_result
from service.golden.adding import NewCase, add_case
from service.golden.cases import find_cases
from service.golden.compare import compare_case
from service.golden.sheet import SheetLine, read_sheet, sheet_of, write_sheet
from tests.service.made import extraction

PDF = b"%PDF-1.7 pretended"
Marker = Callable[[SheetLine], SheetLine]


def marked(line: SheetLine, **more: str) -> SheetLine:
    return line.model_copy(update={"checked": "yes" if line.verdict == "accepted" else "confirmed", **more})


@pytest.fixture
def result(tmp_path: Path) -> Path:
    (tmp_path / "source.pdf").write_bytes(PDF)
    write_result(tmp_path / "result", extraction(sha256=hashlib.sha256(PDF).hexdigest()), None)
    return tmp_path / "result"


def add(result: Path, lines: list[SheetLine], **more: object) -> Path:
    sheet = result.parent / "checked.csv"
    sheet.write_text(write_sheet(lines), encoding="utf-8-sig")
    given: dict[str, object] = {
        "name": "a-case",
        "result": result,
        "pdf": result.parent / "source.pdf",
        "sheet": sheet,
        "checked_by": "Li Hua",
        "checked_on": date(2026, 1, 2),
    }
    return add_case(result.parent / "golden", NewCase.model_validate({**given, **more}))


def test_a_sheet_has_a_line_for_every_figure_claim_field_and_finding(result: Path) -> None:
    lines = sheet_of(result)
    assert [line.what for line in lines] == ["fact", "fact", "claim", "claim", "finding"]
    assert all(line.checked == "" for line in lines)
    path = result.parent / "sheet.csv"
    path.write_text(write_sheet(lines), encoding="utf-8-sig")
    assert read_sheet(path) == lines


def test_a_fully_checked_result_becomes_a_case_that_the_result_passes(result: Path) -> None:
    folder = add(result, [marked(line) for line in sheet_of(result)])
    [case] = find_cases(folder.parent)
    assert compare_case(case, result).passes
    assert case.checked_by == "Li Hua"
    assert case.sha256 == hashlib.sha256(PDF).hexdigest()
    assert tomllib.loads((folder / "provenance.toml").read_text(encoding="utf-8"))["checked"]["on"] == date(2026, 1, 2)
    assert case.rows()[0]["x0"] == "302.1"
    assert case.claims()[0]["actual"] == "1.20"
    assert case.contradictions()[0]["printed"] == "7888.73 7888.75"


def test_a_correction_and_an_addition_become_the_expectation(result: Path) -> None:
    first, second, *rest = sheet_of(result)
    added = SheetLine(
        what="fact", where="FA05", item="total", name="total", printed="", page="2", checked="added", should_be="942.50"
    )
    lines = [marked(first, checked="no", should_be="942.05"), marked(second, checked="no", should_be="absent"), added]
    folder = add(result, [*lines, *map(marked, rest)])
    expected = {(row["row"], row["column"]): row["value"] for row in read_rows(folder / "expected" / "facts.csv")}
    assert expected == {("2010301", "basic"): "942.05", ("total", "total"): "942.50"}
    [case] = find_cases(folder.parent)
    assert compare_case(case, result).counts == {"equal": 0, "different": 1, "missing": 1, "extra": 1}


def test_a_finding_that_is_none_and_a_claim_field_that_is_wrong_are_not_expected(result: Path) -> None:
    lines = sheet_of(result)
    lines = [marked(line, checked="no", should_be="absent") if line.what == "finding" else marked(line) for line in lines]
    folder = add(result, [marked(line, checked="no", should_be="1.30") if line.name == "actual" else line for line in lines])
    assert read_lines(folder / "expected" / "findings.jsonl") == []
    assert read_lines(folder / "expected" / "claims.jsonl")[0]["actual"] == "1.30"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda line: line.model_copy(update={"checked": ""}), "not checked"),
        (lambda line: line.model_copy(update={"checked": "maybe"}), "not checked"),
        (lambda line: line.model_copy(update={"checked": "yes"}), "look again and write `confirmed`"),
        (lambda line: line.model_copy(update={"checked": "no"}), "should_be is empty"),
        (lambda line: line.model_copy(update={"checked": "no", "should_be": "many"}), "is no figure"),
        (lambda line: line.model_copy(update={"printed": "0.01"}), "another result"),
    ],
)
def test_one_unfit_line_refuses_the_whole(result: Path, spoil: Marker, says: str) -> None:
    first, second, *rest = sheet_of(result)
    assert second.verdict == "flagged"
    with pytest.raises(GoldenRefused, match=says):
        add(result, [marked(first), spoil(marked(second)), *map(marked, rest)])
    assert not list((result.parent / "golden").glob("*"))


def test_a_verdict_edited_on_the_sheet_does_not_spare_the_second_look(result: Path) -> None:
    lines = [line.model_copy(update={"verdict": "accepted", "checked": "yes"}) for line in sheet_of(result)]
    with pytest.raises(GoldenRefused, match="confirmed"):
        add(result, lines)


def test_a_line_left_out_refuses_the_whole(result: Path) -> None:
    with pytest.raises(GoldenRefused, match="another result"):
        add(result, [marked(line) for line in sheet_of(result)][1:])


@pytest.mark.parametrize(
    ("more", "says"),
    [({"checked_by": "  "}, "names nobody"), ({"name": "../x"}, "no case name"), ({"pdf": Path("none.pdf")}, "no file")],
)
def test_a_case_needs_a_name_a_signature_and_its_document(result: Path, more: dict[str, object], says: str) -> None:
    with pytest.raises(GoldenRefused, match=says):
        add(result, [marked(line) for line in sheet_of(result)], **more)


def test_the_document_must_be_the_one_that_was_read(result: Path) -> None:
    (result.parent / "source.pdf").write_bytes(PDF + b" but another")
    with pytest.raises(GoldenRefused, match="another document"):
        add(result, [marked(line) for line in sheet_of(result)])


def test_a_case_is_never_overwritten(result: Path) -> None:
    lines = [marked(line) for line in sheet_of(result)]
    add(result, lines)
    with pytest.raises(GoldenRefused, match="already"):
        add(result, lines)
