"""Several reviewers at once, on both databases: no item is decided twice, none is lost, the history is complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from service.errors import Conflict
from service.review.corrections import Verdict
from service.store.review_items import Item, Wish
from tests.review.bench import Bench, flagged, result
from tests.store.together import together

ITEMS = 60


def queue_of(bench: Bench, items: int) -> str:
    """A document with so many figures in doubt."""
    return bench.show("a", result(*(flagged(f"2{number:06d}", f"{number}.50") for number in range(1, items + 1))))


def drain(bench: Bench, user: str) -> list[str]:
    """Take the next item and confirm it, until there is none."""
    done = []
    while item := bench.desk.claim_next(Wish(), user):
        bench.desk.decide(item.id, Verdict(action="confirm", version=item.version, note=f"by {user}"), user)
        done.append(item.id)
    return done


def test_two_reviewers_drain_one_queue(anywhere: Bench) -> None:
    document = queue_of(anywhere, ITEMS)
    users = ("alice", "bob")
    done = together(2, lambda number: drain(anywhere, users[number]))
    assert Counter(identity for each in done for identity in each) == Counter({item.id: 1 for item in anywhere.items(document)})
    assert len(anywhere.items(document, state="decided")) == ITEMS
    for item in anywhere.items(document):
        decisions, seen = anywhere.desk.history(item.id)
        assert [told.action for told in decisions] == ["confirm"]
        assert decisions[0].note == f"by {decisions[0].by}" and item.decided_by == decisions[0].by
        assert [(entry.action, entry.by) for entry in seen] == [("review.claim", decisions[0].by)]
    assert {fact.verdict for fact in anywhere.shown(document).facts} == {"accepted"} and anywhere.counts_agree(document)


def test_one_item_is_claimed_by_one(anywhere: Bench) -> None:
    identity = anywhere.item(queue_of(anywhere, 1), "fact:FA05/2000001/basic").id

    def claim(number: int) -> Item | None:
        try:
            return anywhere.desk.claim(identity, f"u{number}")
        except Conflict:
            return None

    claimed = [item for item in together(8, claim) if item is not None]
    assert len(claimed) == 1 and anywhere.items()[0].claimed_by == claimed[0].claimed_by


def test_one_version_is_decided_once(anywhere: Bench) -> None:
    """Without any claim: the first decision counts, all others learn of it."""
    item = anywhere.item(queue_of(anywhere, 1), "fact:FA05/2000001/basic")

    def decide(number: int) -> str:
        try:
            anywhere.desk.decide(item.id, Verdict(action="confirm", version=item.version), f"u{number}")
        except Conflict as error:
            return str(error)
        return ""

    said: Sequence[str] = together(8, decide)
    assert sum(not text for text in said) == 1
    assert all("changed since you saw it" in text for text in said if text)
    assert len(anywhere.desk.history(item.id)[0]) == 1


def test_corrections_at_once_all_stand(anywhere: Bench) -> None:
    """Each asks for a run of its own; the one with all of them is shown at the end."""
    document = queue_of(anywhere, 6)

    def correct(number: int) -> None:
        item = anywhere.item(document, f"fact:FA05/200000{number + 1}/basic")
        anywhere.desk.decide(
            item.id, Verdict(action="correct", version=1, value=f"{number + 10}.00", note="misread"), f"u{number}"
        )

    together(6, correct)
    assert sorted(str(fact.value) for fact in anywhere.shown(document).facts) == [f"{number}.00" for number in range(10, 16)]
    assert len(anywhere.listed(document).counts or {}) and anywhere.counts_agree(document)
    assert anywhere.listed(document).awaited_run is None
