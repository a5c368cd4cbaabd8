"""Six reviewers at one queue of several hundred items: claims, decisions, corrections, undoing, giving back, all at once."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from service.errors import Conflict
from service.store.database import Database
from service.store.review_items import Wish
from tests.review.bench import Bench, flagged, result
from tests.store.together import together

DOCUMENTS, FIGURES, REVIEWERS = 5, 60, 6


def test_no_item_is_decided_twice_and_the_history_is_complete(database: Database, tmp_path: Path) -> None:
    anywhere = Bench(database, tmp_path)
    names = [f"d{number}" for number in range(DOCUMENTS)]
    rows = [f"2{number:06d}" for number in range(1, FIGURES + 1)]
    shown = [bench_document(anywhere, name, rows) for name in names]

    def work(number: int) -> Counter[str]:
        """Until nothing is left: confirm, correct, give back, or undo one's own."""
        chance, user, did = random.Random(number), f"u{number}", Counter[str]()
        while item := anywhere.desk.claim_next(Wish(), user):
            choice = chance.random()
            if choice < 0.1:
                anywhere.desk.release(item.id, user)
                did["release"] += 1
                continue
            action = "correct" if choice < 0.3 else "confirm"
            more = {"value": "5.55"} if action == "correct" else {}
            try:
                decided = anywhere.desk.decide(item.id, anywhere.verdict(action, item, **more), user).item
                did[action] += 1
                if choice > 0.95:
                    anywhere.desk.undo(decided.id, decided.version, user)
                    did["undo"] += 1
            except Conflict:
                did["conflict"] += 1
        return did

    did = sum(together(REVIEWERS, work), Counter[str]())
    items = anywhere.items()
    assert len(items) == DOCUMENTS * FIGURES and {item.state for item in items} == {"decided"}
    entries = [entry for item in items for entry in anywhere.desk.history(item.id)[0]]
    assert Counter(entry.action for entry in entries if entry.action != "asked_again") == did - Counter(
        release=did["release"], conflict=did["conflict"]
    )
    for item in items:
        standing = [entry for entry in anywhere.desk.history(item.id)[0] if entry.action in ("confirm", "correct")]
        undone = [entry for entry in anywhere.desk.history(item.id)[0] if entry.action == "undo"]
        again = [entry for entry in anywhere.desk.history(item.id)[0] if entry.action == "asked_again"]
        assert len(standing) == 1 + len(undone) + len(again), "decided once, but for what was undone or asked again"
    for document in shown:
        assert anywhere.counts_agree(document) and anywhere.listed(document).awaited_run is None
        assert {fact.verdict for fact in anywhere.shown(document).facts} == {"accepted"}


def bench_document(bench: Bench, name: str, rows: list[str]) -> str:
    """A document with a figure in doubt in each row."""
    return bench.show(name, result(*(flagged(row, "7.00") for row in rows)))
