from pathlib import Path

import pytest

from extractors.model import Extraction
from service.golden.cases import Case, Floors
from service.golden.compare import Comparison, compare_extraction
from service.golden.gate import worse
from tests.service.made import claim, extraction, fact


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "expected").mkdir()
    (tmp_path / "expected/facts.csv").write_text("form,row,column,value\nFA05,2010301,basic,942.50\n")
    line = (
        '{"kind": "three_public", "section": "9.2", "category": "reception", "actual": "1.20", "quote": "公务接待费1.20万元"}\n'
    )
    (tmp_path / "expected/claims.jsonl").write_text(line)
    (tmp_path / "expected/findings.jsonl").write_text("")
    return Case(name="one", folder=tmp_path, sha256="0" * 64, checked_by="Ann", floors=Floors())


def judged(case: Case, result: Extraction) -> Comparison:
    return compare_extraction(case, result)


GOOD = extraction(facts=(fact(),))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({"facts": ()}, "missing, expected 942.50"),
        ({"facts": (fact(value="942.51"),)}, "different, expected 942.50, read 942.51"),
        ({"facts": (fact(), fact("9"))}, "extra"),
        ({"facts": (fact(verdict="flagged"),)}, "figures accepted: 0 now, 1 before"),
        ({"facts": (fact(),), "claims": ()}, "claims found: 0 now, 1 before"),
    ],
)
def test_what_is_less_right_is_said(case: Case, after: dict[str, object], said: str) -> None:
    assert said in " ".join(worse(judged(case, GOOD), judged(case, extraction(**after))))


def test_what_was_wrong_before_may_stay_wrong(case: Case) -> None:
    bad = judged(case, extraction(facts=(fact(value="1.00"),)))
    assert worse(bad, bad) == () == worse(bad, judged(case, GOOD))


def test_wrong_in_another_way_is_worse(case: Case) -> None:
    one, other = (judged(case, extraction(facts=(fact(value=value),))) for value in ("1.00", "2.00"))
    assert worse(one, other)


def test_against_nothing_the_case_itself_decides(case: Case) -> None:
    assert worse(None, judged(case, GOOD)) == ()
    assert worse(None, judged(case, extraction(facts=())))


def test_a_claim_now_wrongly_accepted_is_worse(case: Case) -> None:
    field = claim().fields["actual"].model_copy(update={"value": "9.00", "verdict": "accepted"})
    wrong = claim(fields={**claim().fields, "actual": field})
    assert "now accepted as 9.00" in " ".join(
        worse(judged(case, GOOD), judged(case, extraction(facts=(fact(),), claims=(wrong,))))
    )
