"""Where the rules may have missed something."""

from __future__ import annotations

from extractors.model import Claim
from extractors.narrative.asking.unsure import doubts_of
from extractors.narrative.rules.items import read_items
from extractors.narrative.segments import segments_in
from tests.asking.made import ITEM
from tests.narrative.made import passage

WHOLE = passage(ITEM)
SEGMENTS = segments_in(WHOLE, ("item_execution",))


def without(claim: Claim, field: str) -> Claim:
    return claim.model_copy(update={"fields": {name: f for name, f in claim.fields.items() if name != field}})


def test_what_the_rules_read_whole_is_not_asked_about() -> None:
    assert doubts_of(SEGMENTS, list(read_items(WHOLE))) == []


def test_a_figure_that_no_claim_carries_is() -> None:
    claims = [without(claim, "actual") for claim in read_items(WHOLE)]
    (doubt,) = doubts_of(SEGMENTS, claims)
    assert [WHOLE.text[slice(*span)] for span in doubt.loose] == ["17.02"]


def test_a_reason_that_no_claim_carries_is() -> None:
    (doubt,) = doubts_of(SEGMENTS, [without(claim, "reason") for claim in read_items(WHOLE)])
    assert doubt.loose == () and doubt.weight > 0


def test_the_weightiest_comes_first_and_no_figure_is_asked_about_twice() -> None:
    whole = passage("2022年度收入合计9.00万元。其中：财政拨款收入7.00万元，占77.8%，比上年增加1.00万元；")
    doubts = doubts_of(segments_in(whole, ("total_change", "composition")), [])
    loose = [span for doubt in doubts for span in doubt.loose]
    assert [doubt.weight for doubt in doubts] == sorted((doubt.weight for doubt in doubts), reverse=True)
    assert loose and len(doubts) == 2


def test_verdicts_do_not_move_it() -> None:
    rejected = [claim.model_copy(update={"verdict": "rejected"}) for claim in read_items(WHOLE)]
    assert doubts_of(SEGMENTS, rejected) == []
