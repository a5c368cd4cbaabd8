from typing import Any

import pytest

from service.evaluation.findings import hits, score_findings, section


def known(**more: Any) -> dict[str, Any]:
    given = {
        "form": None,
        "row": None,
        "section": None,
        "page": None,
        "printed": "18.61",
        "expected": "16.81",
        "severity": "error",
    }
    return {**given, **more}


def told(**more: Any) -> dict[str, Any]:
    given = {"form": None, "row": None, "section": None, "page": None, "amounts": [], "severity": "error", "message": ""}
    return {**given, **more}


@pytest.mark.parametrize(
    ("entry", "finding", "expected"),
    [
        (known(form="FA06", row="30299"), told(form="FA06", row="30299"), True),
        (known(form="FA06", row="30299"), told(form="FA06", row="30201"), False),
        (known(form="FA06"), told(form="FA06", row="30201"), True),
        (known(form="FA06", row="30299"), told(form="FA05", row="30299"), False),
        (known(page=4), told(page=5, amounts=["18.61"]), True),
        (known(page=4), told(page=6, amounts=["18.61"]), False),
        (known(page=4, section="9.1"), told(page=6, section="9(1)", amounts=["16.81"]), True),
        (known(printed="100", expected="1"), told(amounts=["100", "1"]), False),
        (known(), told(message="prints 18.61 here"), True),
        (known(section="9.1", row="total", printed="增加", expected="减少"), told(section="9.1", row="total"), True),
        (known(section="9.1", row="total", printed="增加", expected="减少"), told(section="9.2", row="total"), False),
        (known(row="部门名称", printed="", expected=""), told(message="the cover names another 部门名称"), True),
        (known(row="部门名称", printed="", expected=""), told(message="nothing of it"), False),
    ],
)
def test_when_a_finding_tells_of_a_contradiction(entry: dict[str, Any], finding: dict[str, Any], expected: bool) -> None:
    assert hits(entry, finding) is expected


def test_info_counts_on_neither_side() -> None:
    score = score_findings([known(form="FA06"), known(severity="info")], [told(form="FA06", severity="info")])
    assert (score.truth, score.found, score.raised) == (1, 0, 0)


def test_errors_raised_are_counted_right_or_not() -> None:
    score = score_findings([known(form="FA06", row="1")], [told(form="FA06", row="1"), told(form="FA01", severity="warning")])
    assert (score.tables_truth, score.tables_found, score.raised, score.raised_errors) == (1, 1, 2, 1)


def test_sections_are_the_same_in_either_writing() -> None:
    assert section("9(1)") == section("9（1）") == "9.1"
    assert section(None) is None
