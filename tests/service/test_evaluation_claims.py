from typing import Any

import pytest

from service.evaluation.claims import KindScore, matched, same, score_claims
from service.evaluation.normalise import number, text


def public(category: str, verdict: str = "accepted", **fields: Any) -> dict[str, Any]:
    return {"kind": "three_public", "section": "9.2", "category": category, "quote": "…", "verdict": verdict, **fields}


@pytest.mark.parametrize(
    ("one", "other"),
    [("30.80", "30.8"), ("1,507.06", "1507.06"), ("93%", "93"), ("100.00", "1E+2"), ("-0.00", "0")],
)
def test_numbers_are_the_same_however_printed(one: str, other: str) -> None:
    assert number(one) == number(other)


def test_numbers_differ_in_a_digit_and_words_stay_words() -> None:
    assert number("30.8") != number("30.81")
    assert number("无") == "无"
    assert number("") is number(None) is None


def test_text_ignores_blanks_widths_and_closing_marks() -> None:
    assert text("人员经费（增加）。") == text("人员 经费(增加)")
    assert text("人员经费增加") != text("人员经费减少")
    assert text(["甲", "乙。"]) == "甲|乙"
    assert text({"其他": "0", "机要": "2"}) == text({"机要": "2.0"})
    assert text("。") is None


def test_a_reason_may_keep_or_drop_its_lead_in_but_a_name_may_not() -> None:
    assert same({"reason": "是人员增加"}, {"reason": "人员增加"}, "reason")
    assert not same({"scope": "是人员"}, {"scope": "人员"}, "scope")


def test_each_claim_is_matched_once_with_its_likest() -> None:
    truth = [public("reception", actual="1.20"), public("overseas", actual="0")]
    got = [public("overseas", actual="0"), public("reception", actual="1.20"), public("reception", actual="9")]
    assert sorted(matched(truth, got)) == [(0, 1), (1, 0)]
    assert score_claims(truth, got).extra == 1


def test_what_is_not_alike_enough_is_not_matched() -> None:
    truth = [public("reception", actual="1.20", budget="2", change="3")]
    assert matched(truth, [public("overseas", actual="7", budget="8", change="9")]) == []


def test_a_wrong_field_counts_only_when_accepted_by_itself_or_its_claim() -> None:
    truth = [public("reception", actual="1.20", budget="2.00")]
    mistaken = public("reception", actual="1.30", budget="2.00")
    assert score_claims(truth, [mistaken]).wrong[0].field == "actual"
    doubted = mistaken | {"fields": {"actual": {"verdict": "flagged"}}}
    assert score_claims(truth, [doubted]).wrong == ()
    assert score_claims(truth, [mistaken | {"verdict": "flagged"}]).wrong == ()


def test_fields_that_truth_does_not_know_do_not_count() -> None:
    score = score_claims([public("reception", actual="1.20")], [public("reception", actual="1.20", persons="7")])
    assert score.total == KindScore(truth=1, got=1, matched=1, fields=2, fields_right=2)


def test_inventing_a_field_that_truth_says_is_not_stated_is_wrong() -> None:
    score = score_claims([public("reception", actual="1.20", persons=None)], [public("reception", actual="1.20", persons="7")])
    assert [wrong.field for wrong in score.wrong] == ["persons"]


def test_statements_are_not_scored() -> None:
    statement = {"kind": "statement", "text": "无"}
    assert score_claims([statement], [statement, statement]).total == KindScore()
