"""Claims, decisions, undo: what stands, what is shown, what the history says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from extractors.model import Box
from service.errors import Conflict, Impossible, NotFound
from service.review.corrections import Verdict
from service.review.desk import Chosen
from service.store.review_items import Wish
from service.store.schema import review_items
from tests.review.bench import Bench, flagged, result
from tests.service.made import fact

SUBJECT = "fact:FA05/2010301/basic"


def test_a_confirmed_figure_is_accepted_by_name(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    before = bench.item(document)
    assert before.state == "open" and bench.listed(document).open_items == 1
    bench.desk.decide(before.id, Verdict(action="confirm", version=before.version, note="as printed"), "alice")
    shown = bench.shown(document).facts[0]
    assert (shown.verdict, shown.proofs, shown.reasons) == ("accepted", ("review:alice",), ())
    assert bench.listed(document).open_items == 0 and bench.counts_agree(document)
    (told,) = bench.desk.history(before.id)[0]
    assert (told.by, told.action, told.note) == ("alice", "confirm", "as printed")
    assert told.before["state"] == "open" and told.after["state"] == "decided" and told.before["text"] == "924.50"


def test_a_correction_is_checked_again_at_once(anywhere: Bench) -> None:
    document = anywhere.show("a", result(flagged()))
    item = anywhere.item(document)
    verdict = Verdict(action="correct", version=item.version, value="942.50", box=Box(2, 300, 214, 341, 226))
    decided = anywhere.desk.decide(item.id, verdict, "alice")
    assert decided.run is not None and anywhere.listed(document).current_run == decided.run.id
    shown = anywhere.shown(document).facts[0]
    assert (shown.value, shown.box, shown.verdict) == (Decimal("942.50"), Box(2, 300, 214, 341, 226), "accepted")
    assert shown.proofs == ("FA05.rollup:20103", "review:alice") and shown.reading.source == "person"
    assert anywhere.item(document).state == "decided"


def test_a_correction_that_stays_contradicted_is_asked_again(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict(action="correct", version=item.version, value="999.99"), "alice")
    again = bench.item(document)
    assert again.state == "open" and again.view["text"] == "999.99" and again.correction is not None
    assert bench.shown(document).facts[0].verdict == "flagged"
    bench.desk.decide(again.id, Verdict(action="confirm", version=again.version), "bob")
    shown = bench.shown(document).facts[0]
    assert (str(shown.value), shown.verdict, shown.proofs) == ("999.99", "accepted", ("review:bob",))
    actions = [(told.by, told.action) for told in bench.desk.history(item.id)[0]]
    assert actions == [("alice", "correct"), ("mingzhang", "asked_again"), ("bob", "confirm")]


def test_undo_goes_back_step_by_step(anywhere: Bench) -> None:
    document = anywhere.show("a", result(flagged()))
    first = anywhere.item(document)
    anywhere.desk.decide(first.id, Verdict(action="correct", version=first.version, value="999.99"), "alice")
    anywhere.desk.decide(first.id, Verdict(action="confirm", version=anywhere.item(document).version), "bob")
    anywhere.desk.undo(first.id, anywhere.item(document).version, "carol")
    assert anywhere.item(document).state == "open" and str(anywhere.shown(document).facts[0].value) == "999.99"
    anywhere.desk.undo(first.id, anywhere.item(document).version, "carol", "it was right after all")
    back = anywhere.item(document)
    assert (back.state, back.action, back.correction) == ("open", None, None)
    assert anywhere.shown(document) == anywhere.reads["a"]
    assert [told.action for told in anywhere.desk.history(first.id)[0]][-2:] == ["undo", "undo"]
    with pytest.raises(Conflict, match="nothing to undo"):
        anywhere.desk.undo(first.id, back.version, "carol")


def test_what_is_no_figure_leaves(bench: Bench) -> None:
    document = bench.show("a", result(flagged(), flagged("2010302", "7.00")))
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict(action="dismiss", version=item.version), "alice")
    assert [shown.row for shown in bench.shown(document).facts] == ["2010302"]
    assert bench.counts_agree(document) and bench.item(document).state == "decided"


def test_a_figure_printed_twice_is_two_items(bench: Bench) -> None:
    """Dismissing the one does not touch the other, which keeps its name."""
    elsewhere = flagged(value="1.00", box=Box(3, 1, 1, 9, 9))
    document = bench.show("a", result(flagged(), elsewhere))
    assert {item.subject for item in bench.items(document)} == {SUBJECT, f"{SUBJECT}#2"}
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict(action="dismiss", version=item.version), "alice")
    assert [str(shown.value) for shown in bench.shown(document).facts] == ["1.00"]
    assert bench.item(document, f"{SUBJECT}#2").state == "open" and bench.item(document).state == "decided"


def test_a_decision_on_another_version_is_refused(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    item = bench.item(document)
    bench.desk.decide(item.id, Verdict(action="confirm", version=item.version), "alice")
    with pytest.raises(Conflict, match=r"changed since you saw it \(alice: confirm\): look again and decide on version 2, not 1"):
        bench.desk.decide(item.id, Verdict(action="dismiss", version=item.version), "bob")
    assert bench.item(document).action == "confirm" and len(bench.desk.history(item.id)[0]) == 1


def test_a_claimed_item_is_one_persons(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    item = bench.desk.claim(bench.item(document).id, "alice")
    for refused in (
        lambda: bench.desk.claim(item.id, "bob"),
        lambda: bench.desk.release(item.id, "bob"),
        lambda: bench.desk.decide(item.id, Verdict(action="confirm", version=item.version), "bob"),
    ):
        with pytest.raises(Conflict, match=r"alice is at the item .* until .* take the next one"):
            refused()
    assert bench.desk.claim_next(Wish(), "bob") is None
    assert bench.desk.claim(item.id, "alice").claimed_by == "alice"
    bench.desk.release(item.id, "alice")
    taken = bench.desk.claim_next(Wish(), "bob")
    assert taken is not None and taken.id == item.id


def test_a_claim_ends_by_itself(bench: Bench) -> None:
    document = bench.show("a", result(flagged()))
    item = bench.desk.claim(bench.item(document).id, "alice")
    with bench.database.begin() as connection:
        connection.execute(update(review_items).values(claimed_until=datetime.now(UTC) - timedelta(seconds=1)))
    assert bench.desk.claim(item.id, "bob").claimed_by == "bob"


def test_a_second_person_has_to_agree(seconded: Bench) -> None:
    document = seconded.show("a", result(flagged()))
    item = seconded.item(document)
    proposed = seconded.desk.decide(item.id, Verdict(action="correct", version=item.version, value="942.50"), "alice")
    assert proposed.item.state == "proposed" and proposed.run is None and seconded.listed(document).open_items == 1
    assert seconded.shown(document).facts[0].verdict == "flagged"
    assert seconded.desk.claim_next(Wish(), "alice") is None
    with pytest.raises(Conflict, match="someone else has to approve"):
        seconded.desk.approve(item.id, proposed.item.version, "alice")
    approved = seconded.desk.approve(item.id, proposed.item.version, "bob", "seen")
    assert approved.item.state == "decided" and approved.item.decided_by == "alice+bob"
    shown = seconded.shown(document).facts[0]
    assert str(shown.value) == "942.50" and "review:alice+bob" in shown.proofs
    undone = seconded.desk.undo(item.id, approved.item.version, "bob")
    assert undone.item.state == "open" and seconded.shown(document).facts[0].verdict == "flagged"


def test_another_opinion_is_another_proposal(seconded: Bench) -> None:
    document = seconded.show("a", result(flagged()))
    item = seconded.item(document)
    seconded.desk.decide(item.id, Verdict(action="confirm", version=1), "alice")
    other = seconded.desk.decide(item.id, Verdict(action="dismiss", version=2), "bob").item
    assert (other.state, other.action, other.decided_by) == ("proposed", "dismiss", "bob")
    assert seconded.desk.approve(item.id, other.version, "alice").item.state == "decided"
    assert seconded.shown(document).facts == ()


def test_many_are_decided_together_and_undone_together(anywhere: Bench) -> None:
    first = anywhere.show("a", result(flagged(), flagged("2010302", "7.00")))
    second = anywhere.show("b", result(flagged()))
    chosen = [Chosen(id=item.id, version=item.version) for item in anywhere.items()]
    anywhere.desk.claim(anywhere.item(second).id, "bob")
    done = anywhere.desk.bulk(chosen, "dismiss", "alice", "a header")
    assert len(done.items) == 2 and [skipped.id for skipped in done.skipped] == [anywhere.item(second).id]
    assert len(done.runs) == 1 and anywhere.shown(first).facts == () and anywhere.counts_agree(first)
    assert {told.bulk for item in anywhere.items(first) for told in anywhere.desk.history(item.id)[0]} == {done.bulk}
    undone = anywhere.desk.undo_bulk(done.bulk, "alice")
    assert len(undone.items) == 2 and len(anywhere.shown(first).facts) == 2


def test_any_figure_can_be_asked_for(bench: Bench) -> None:
    """An accepted one too: a term of an equation that was misread although nothing says so."""
    accepted = fact("2010301", "basic", "924.50", label="行政运行")
    document = bench.show("a", result(accepted))
    assert bench.items(document) == []
    item = bench.desk.ask(document, SUBJECT, "alice")
    assert (item.state, item.cause) == ("open", "fact: asked by a person")
    bench.desk.decide(item.id, Verdict(action="correct", version=item.version, value="942.50"), "alice")
    assert str(bench.shown(document).facts[0].value) == "942.50"
    with pytest.raises(NotFound):
        bench.desk.ask(document, "fact:FA05/999/basic", "alice")


def test_what_was_skipped_is_not_offered_again(bench: Bench) -> None:
    document = bench.show("a", result(flagged(), flagged("2010302", "7.00")))
    first = bench.desk.claim_next(Wish(), "alice")
    assert first is not None
    second = bench.desk.claim_next(Wish(skip=(first.id,)), "alice")
    assert second is not None and {first.id, second.id} == {item.id for item in bench.items(document)}
    assert bench.desk.claim_next(Wish(skip=(first.id, second.id)), "alice") is None


@pytest.mark.parametrize("box", [Box(4, 1, 1, 9, 9), Box(2, 9, 1, 1, 9), Box(2, 1, 9, 9, 9)])
def test_a_box_lies_on_a_page(bench: Bench, box: Box) -> None:
    item = bench.item(bench.show("a", result(flagged())))
    with pytest.raises(Impossible, match="page 4|box is empty"):
        bench.desk.decide(item.id, bench.verdict("correct", item, value="1.00", box=box), "alice")


@pytest.mark.parametrize("printed", ["1,204.00", "-1204.00", "−1204.00", " 1204 ", "1，204.00"])
def test_a_figure_is_typed_as_it_is_printed(bench: Bench, printed: str) -> None:
    document = bench.show("a", result(flagged()))
    item = bench.item(document)
    bench.desk.decide(item.id, bench.verdict("correct", item, value=printed), "alice")
    shown = bench.shown(document).facts[0]
    assert abs(shown.value) == 1204 and shown.text == printed


@pytest.mark.parametrize("value", [None, "", "nine", "NaN", "1e", "1e9", "1.2.3", "１", ("1",)])
def test_a_figure_is_corrected_by_a_figure(bench: Bench, value: object) -> None:
    document = bench.show("a", result(flagged()))
    item = bench.item(document)
    with pytest.raises(Impossible):
        bench.desk.decide(item.id, Verdict.model_validate({"action": "correct", "version": 1, "value": value}), "alice")
    assert bench.item(document) == item
