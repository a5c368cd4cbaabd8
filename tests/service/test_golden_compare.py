from pathlib import Path

import pytest

from service.errors import NoSuchCase
from service.exports.files import write_result
from service.golden.cases import GOLDEN_DIR, Case, Floors, find_cases, sha256_of
from service.golden.compare import compare_case, compare_figures
from tests.service.made import claim, extraction


def row(column: str, value: str, **more: str) -> dict[str, str]:
    return {"form": "FA05", "row": "total", "column": column, "value": value, **more}


READ = {"page": "16", "x0": "1.0", "top": "2.0", "x1": "3.0", "bottom": "4.0", "verdict": "accepted"}


def likeness(expected: list[dict[str, str]], read: list[dict[str, str]]) -> dict[str, str]:
    return {figure.key[2]: figure.likeness for figure in compare_figures(expected, read)}


def test_each_figure_is_accepted_or_rejected() -> None:
    expected = [row("total", "10.00"), row("basic", "7.00"), row("project", "3.00")]
    read = [row("total", "10.00", **READ), row("basic", "7.01", **READ), row("other", "1", **READ)]
    assert likeness(expected, read) == {"total": "equal", "basic": "different", "project": "missing", "other": "extra"}


def test_a_second_reading_of_a_figure_with_another_value_rejects_it() -> None:
    assert likeness([row("total", "10.00")], [row("total", "10.00"), row("total", "11.00")]) == {"total": "different"}
    assert likeness([row("total", "10.00")], [row("total", "10.00"), row("total", "10.00")]) == {"total": "equal"}


def test_printed_decimals_count() -> None:
    assert likeness([row("total", "8311")], [row("total", "8311.00")]) == {"total": "different"}
    assert likeness([row("total", "1,234.50")], [row("total", "1234.50")]) == {"total": "equal"}


def test_a_figure_on_another_page_than_the_checked_one_is_different() -> None:
    assert likeness([row("total", "10.00", page="17")], [row("total", "10.00", **READ)]) == {"total": "different"}
    assert likeness([row("total", "10.00", page="16")], [row("total", "10.00", **READ)]) == {"total": "equal"}


def test_a_missing_figure_is_placed_by_its_row_or_its_expectation() -> None:
    [_, missing] = compare_figures([row("total", "10"), row("basic", "7")], [row("total", "10", **READ)])
    assert (missing.place_of, missing.page, missing.box) == ("row", "16", ("1.0", "2.0", "3.0", "4.0"))
    [known] = compare_figures([row("basic", "7", page="9")], [])
    assert (known.place_of, known.page) == ("expectation", "9")
    [lost] = compare_figures([row("basic", "7")], [])
    assert lost.place_of == "unknown"


def case_of(folder: Path, claims: str = "", **floors: float) -> Case:
    (folder / "expected").mkdir(parents=True, exist_ok=True)
    (folder / "expected" / "facts.csv").write_text(
        "form,row,column,value,page\nFA05,2010301,basic,942.50,\nFA05,2010302,project,0.00,\n", encoding="utf-8"
    )
    (folder / "expected" / "claims.jsonl").write_text(claims, encoding="utf-8")
    return Case(name="a", folder=folder, sha256="", checked_by="me", floors=Floors(**floors))


def test_a_case_passes_only_without_rejection_wrong_acceptance_or_broken_floor(tmp_path: Path) -> None:
    write_result(tmp_path / "result", extraction(), None)
    assert compare_case(case_of(tmp_path), tmp_path / "result").passes
    assert not compare_case(case_of(tmp_path), tmp_path / "no result").passes
    right = '{"kind": "three_public", "category": "reception", "actual": "1.20", "quote": ""}\n'
    assert compare_case(case_of(tmp_path, right, claims_found=1.0, fields_right=1.0), tmp_path / "result").passes
    absent = right + '{"kind": "assets", "vehicles_total": "3", "quote": ""}\n'
    assert compare_case(case_of(tmp_path, absent), tmp_path / "result").passes
    broken = compare_case(case_of(tmp_path, absent, claims_found=0.9), tmp_path / "result")
    assert broken.shortfalls == ("claims found: 1 of 2, the floor is 90%",)


def test_a_wrongly_accepted_claim_field_rejects_a_case_and_a_flagged_one_does_not(tmp_path: Path) -> None:
    expected = '{"kind": "three_public", "category": "reception", "actual": "1.30", "quote": ""}\n'
    write_result(tmp_path / "flagged", extraction(), None)
    assert compare_case(case_of(tmp_path, expected), tmp_path / "flagged").passes
    fields = {name: field.model_copy(update={"verdict": "accepted"}) for name, field in claim().fields.items()}
    write_result(tmp_path / "accepted", extraction(claims=(claim(fields=fields),)), None)
    [shortfall] = compare_case(case_of(tmp_path, expected), tmp_path / "accepted").shortfalls
    assert shortfall.startswith("three_public.actual was accepted as 1.20, expected 1.30")


def test_the_bundled_cases_are_whole_signed_and_small() -> None:
    cases = find_cases(GOLDEN_DIR)
    assert len(cases) >= 8
    for case in cases:
        assert sha256_of(case.source) == case.sha256, case.name
        assert case.checked_by.strip()
        assert len(case.rows()) > 100
        assert case.source.stat().st_size < 3 * 2**20
    assert sum(path.stat().st_size for path in GOLDEN_DIR.rglob("*") if path.is_file()) < 25 * 2**20


def test_a_case_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchCase, match="no golden case nowhere"):
        find_cases(GOLDEN_DIR, ["nowhere"])
