"""A document is read again: same evidence, the decision stands; changed, asked again; gone, closed."""

from __future__ import annotations

import pytest

from extractors.model import Box, Fact
from service.jobs.perform import publish
from service.review.corrections import Verdict
from service.review.desk import Desk
from service.store import runs
from service.store.runs import Run
from tests.review.bench import Bench, flagged, result
from tests.service.made import claim, fact, finding

OTHER = {"limits": {"max_pages": 7}, "asking": {}, "reader": "llm", "model": "m"}


def decided(bench: Bench, action: str = "confirm", value: str | None = None) -> str:
    """A document whose one flagged figure was decided."""
    document = bench.show("a", result(flagged()))
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict.model_validate({"action": action, "version": item.version, "value": value}), "alice")
    return document


@pytest.mark.parametrize(("action", "value"), [("confirm", None), ("correct", "942.50"), ("correct", "1.23"), ("dismiss", None)])
def test_the_same_evidence_keeps_the_decision(bench: Bench, action: str, value: str | None) -> None:
    document = decided(bench, action, value)
    before, shown = bench.item(document), bench.shown(document)
    bench.show("a", result(flagged()), **OTHER)
    after = bench.item(document)
    assert after.run != before.run and (after.state, after.action, after.decision) == (
        before.state,
        before.action,
        before.decision,
    )
    assert bench.shown(document).facts == shown.facts and bench.counts_agree(document)


def test_a_shift_within_a_point_is_the_same_evidence(bench: Bench) -> None:
    document = decided(bench)
    bench.show("a", result(flagged(box=Box(2, 302.2, 214.1, 341.7, 226.49))), **OTHER)
    assert bench.item(document).state == "decided"


ELSEWHERE = (
    flagged(value="924.51"),
    flagged(box=Box(3, 302.14, 214.0, 341.68, 226.5)),
    flagged(box=Box(2, 302.14, 314.0, 341.68, 326.5)),
)
DOUBTED = (
    flagged(reasons=("contradicted by FA05.rollup:20103", "reading in doubt: two letters overlap")),
    flagged(unit="元"),
)


@pytest.mark.parametrize(
    ("action", "changed"),
    [*(("confirm", each) for each in (*ELSEWHERE, *DOUBTED)), *(("dismiss", each) for each in ELSEWHERE)],
)
def test_changed_evidence_is_asked_again(bench: Bench, action: str, changed: Fact) -> None:
    """What is no figure stays none whatever else is said of it, as long as it is the same words in the same place."""
    document = decided(bench, action)
    bench.show("a", result(changed), **OTHER)
    again = bench.item(document)
    assert (again.state, again.action, again.correction) == ("open", None, None)
    assert bench.shown(document).facts[0].verdict == "flagged" and bench.counts_agree(document)
    assert [told.action for told in bench.desk.history(again.id)[0]] == [action, "asked_again"]


def test_a_doubt_less_is_no_reason_to_ask_again(bench: Bench) -> None:
    document = bench.show("a", result(flagged(reasons=("contradicted by FA05.rollup:20103", "address in doubt: two heads"))))
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict(action="confirm", version=item.version), "alice")
    bench.show("a", result(flagged()), **OTHER)
    assert bench.item(document).state == "decided"
    assert bench.shown(document).facts[0].verdict == "accepted"


def test_what_is_no_longer_in_doubt_is_closed_and_comes_back_decided(bench: Bench) -> None:
    document = decided(bench)
    bench.show("a", result(fact(value="924.50")), **OTHER)
    assert bench.item(document).state == "closed" and bench.listed(document).open_items == 0
    bench.show("a", result(flagged()), **{**OTHER, "model": "n"})
    assert bench.item(document).state == "decided"


def test_an_open_item_that_is_gone_is_closed_and_opens_again(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    bench.show("a", result(), **OTHER)
    assert bench.item(document).state == "closed"
    bench.show("a", result(flagged()), **{**OTHER, "model": "n"})
    assert bench.item(document).state == "open"


def test_a_correction_of_another_reading_is_left_out(bench: Bench) -> None:
    """The new version reads something else there: what the person corrected is not there any more."""
    document = decided(bench, "correct", "942.50")
    bench.show("a", result(flagged(value="92.45")), **OTHER)
    assert bench.item(document).state == "open" and bench.item(document).correction is None
    assert str(bench.shown(document).facts[0].value) == "92.45"


def test_a_run_asked_for_before_a_correction_is_followed_by_one_with_it(bench: Bench) -> None:
    """Whoever promotes an older run loses no decision."""
    document = bench.show("a", result(flagged()))
    bench.show("a", result(flagged()), **OTHER)
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict(action="correct", version=item.version, value="942.50"), "alice")
    bench.show("a", result(flagged()))
    assert bench.item(document).state == "decided" and str(bench.shown(document).facts[0].value) == "942.50"


def test_everything_doubtful_is_asked_about(bench: Bench) -> None:
    """Flagged figures, flagged fields, findings that are errors or warnings; nothing else."""
    read = result(flagged(), fact("2010302"), claims=(claim(),), findings=(finding(), finding(row="209", severity="info")))
    document = bench.show("a", read)
    assert {item.subject for item in bench.items(document)} == {
        "fact:FA05/2010301/basic",
        "claim:three_public/9.2/reception/actual",
        "finding:FA05.rollup/FA05/208/total/",
    }


def test_a_claim_is_decided_field_by_field(bench: Bench) -> None:
    document = bench.show("a", result(claims=(claim(),)))
    item = bench.item(document, "claim:three_public/9.2/reception/actual")
    assert item.view["quote"] == "公务接待费1.20万元" and item.view["value"] == "1.20"
    bench.desk.decide(item.id, Verdict(action="confirm", version=item.version), "alice")
    shown = bench.shown(document).claims[0]
    assert shown.verdict == "accepted" and shown.fields["actual"].proofs == ("review:alice",)
    assert bench.counts_agree(document)


def test_a_finding_is_confirmed_or_dismissed(bench: Bench) -> None:
    read = result(findings=(finding(fault="extraction"), finding(row="209")))
    document = bench.show("a", read)
    doubted, wrong = (bench.item(document, f"finding:FA05.rollup/FA05/{row}/total/") for row in ("208", "209"))
    bench.desk.decide(doubted.id, Verdict(action="confirm", version=1), "alice")
    bench.desk.decide(wrong.id, Verdict(action="dismiss", version=1), "alice")
    assert [(left.row, left.fault) for left in bench.shown(document).findings] == [("208", "document")]
    assert bench.counts_agree(document)


def test_the_same_run_again_changes_nothing(bench: Bench) -> None:
    """So that whoever has an item before them need not look again."""
    read = result(flagged(), claims=(claim(),), findings=(finding(),))
    document = bench.show("a", read)
    bench.desk.claim(bench.item(document).id, "alice")
    before = bench.items(document)
    with bench.database.begin() as connection:
        run, shown = bench.rereader.shown(connection, document)
        assert publish(connection, run, shown) is None
    assert bench.items(document) == before


def test_only_the_run_with_all_corrections_is_worked(bench: Bench) -> None:
    """Corrections one upon the other: the document is read once, with all of them."""
    document = bench.show("a", result(flagged(), flagged("2010302", "7.00")))
    waiting: list[Run] = []
    desk = Desk(bench.database, bench.rereader, waiting.extend)
    for row, value in (("2010301", "942.50"), ("2010302", "10.00")):
        item = bench.item(document, f"fact:FA05/{row}/basic")
        desk.decide(item.id, bench.verdict("correct", item, value=value), "alice")
    with bench.database.begin() as connection:
        first, second = (runs.get(connection, run.id) for run in waiting)
    assert (first.state, second.state) == ("cancelled", "queued") and second.id in first.message
    bench.work([first, second])
    assert [str(fact.value) for fact in bench.shown(document).facts] == ["942.50", "10.00"]
    assert bench.rereader.awaited(first, 0.5).state in ("cancelled", "done")
    assert bench.listed(document).state == "done" and bench.listed(document).awaited_run is None


def test_a_correction_that_was_undone_before_it_was_read_is_not_read(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    waiting: list[Run] = []
    desk = Desk(bench.database, bench.rereader, waiting.extend)
    item = bench.item(document)
    decided = desk.decide(item.id, bench.verdict("correct", item, value="942.50"), "alice").item
    assert bench.listed(document).state == "queued" and str(bench.shown(document).facts[0].value) == "942.50"
    desk.undo(item.id, decided.version, "alice")
    with bench.database.begin() as connection:
        assert runs.get(connection, waiting[0].id).state == "cancelled"
    assert bench.listed(document).state == "done" and str(bench.shown(document).facts[0].value) == "924.50"
