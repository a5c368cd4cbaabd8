"""What a model proposes alone is never accepted; readers alike are evidence, readers unlike are not."""

from __future__ import annotations

import pytest

from extractors.checks import judge
from extractors.model import Box, Claim, ClaimField, OtherReading, Outline, Verdict

MODEL = "llm:small"
BOX = Box(1, 10.0, 10.0, 60.0, 22.0)
REASON = "人员增加"


def judged(field: ClaimField, reader: str = "rules", quote: str = "主要原因是人员增加。") -> ClaimField:
    claim = Claim(kind="total_change", section="1", fields={"reason": field}, quote=quote, boxes=(BOX,), reader=reader)
    outline = Outline(genre="final_accounts", title="", department=None, fiscal_year=2024, unit="万元")
    return judge(outline, (), (claim,)).claims[0].fields["reason"]


def field(value: str | None = REASON, **given: object) -> ClaimField:
    return ClaimField.model_validate({"value": value, "text": REASON, "boxes": (BOX,), **given})


@pytest.mark.parametrize(
    ("reader", "readers", "verdict"),
    [("rules", (), "accepted"), (MODEL, (), "flagged"), ("both", ("rules", MODEL), "accepted"), ("both", (MODEL,), "flagged")],
)
def test_a_reason_stands_unless_a_model_alone_reads_it(reader: str, readers: tuple[str, ...], verdict: Verdict) -> None:
    assert judged(field(readers=readers), reader).verdict == verdict


def test_readers_alike_are_recorded_as_a_proof_of_the_reading() -> None:
    assert judged(field(readers=("rules", MODEL)), "both").proofs == ("read_alike:rules+llm:small",)
    assert judged(field()).proofs == ()


@pytest.mark.parametrize(("verdict", "outcome"), [("flagged", "flagged"), ("rejected", "accepted")])
def test_another_reading_counts_only_if_it_stands_on_the_page(verdict: Verdict, outcome: Verdict) -> None:
    said = {"reader": MODEL, "value": "人员减少", "text": "人员减少", "boxes": (BOX,), "verdict": verdict}
    result = judged(field(others=(OtherReading.model_validate(said),)), quote="主要原因是人员增加。因为人员减少。")
    assert result.verdict == outcome
    assert any("人员减少" in reason for reason in result.reasons) == (outcome == "flagged")


def test_agreement_proves_no_amount() -> None:
    claim = Claim(
        kind="total_change",
        section="1",
        fields={"prior": ClaimField(value="12.30", text="12.30", boxes=(BOX,), readers=("rules", MODEL))},
        boxes=(BOX,),
        reader="both",
    )
    outline = Outline(genre="final_accounts", title="", department=None, fiscal_year=2024, unit="万元")
    assert judge(outline, (), (claim,)).claims[0].fields["prior"].verdict == "flagged"


def test_what_stands_nowhere_is_rejected() -> None:
    assert judged(field(boxes=())).verdict == "rejected"


def test_what_a_model_could_not_settle_is_null_and_flagged_for_it_but_not_for_the_rules() -> None:
    other = OtherReading(reader=MODEL, value="12", reason="not in the passage")
    assert judged(field(None, boxes=(), text="", others=(other,)), MODEL).verdict == "flagged"
    assert judged(field(None, boxes=(), text="", others=(other,), readers=("rules",)), "both").verdict == "accepted"


@pytest.mark.parametrize(("reader", "severity", "fault"), [("rules", "error", "document"), (MODEL, "warning", "extraction")])
def test_what_a_model_alone_reads_proves_no_contradiction_of_the_document(reader: str, severity: str, fault: str) -> None:
    words = {"scope": "收入合计", "current": "100.00", "change": "50.00", "change_pct": "10.00", "direction": "up"}
    fields = {name: ClaimField(value=value, text=value, boxes=(BOX,)) for name, value in words.items()}
    quote = "收入合计100.00万元，比上年增加50.00万元，增长10.00%。"
    claim = Claim(kind="total_change", section="2", fields=fields, quote=quote, boxes=(BOX,), reader=reader)
    outline = Outline(genre="final_accounts", title="", department=None, fiscal_year=2024, unit="万元")
    told = [found for found in judge(outline, (), (claim,)).findings if found.rule.startswith("narrative.change")]
    assert [(found.severity, found.fault) for found in told] == [(severity, fault)]


@pytest.mark.parametrize(
    ("words", "outcome"), [("人员", "accepted"), ("主要原因是人员增加", "accepted"), ("项目推迟", "flagged")]
)
def test_another_reading_counts_only_if_it_is_as_certain_as_the_fields_own(words: str, outcome: Verdict) -> None:
    other = OtherReading(reader=MODEL, value=words, text=words, boxes=(BOX,), verdict="flagged")
    assert judged(field(others=(other,)), quote="主要原因是人员增加。由于项目推迟。").verdict == outcome


def test_the_rules_own_second_reading_counts_as_it_is() -> None:
    other = OtherReading(reader="rules", value="人员", verdict="flagged")
    assert judged(field(others=(other,))).verdict == "flagged"
