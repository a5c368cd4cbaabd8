"""Whatever happens in whatever order, what is shown as reviewed is what somebody decided on that very evidence."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model import Extraction
from service.errors import Conflict
from service.store.database import Database
from tests.review.bench import RIGHT, Bench, flagged, result

ROWS = tuple(RIGHT)
PRINTED = ("924.50", "10.00", "7.00")

READ = st.tuples(st.just("read"), st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from(PRINTED)), max_size=3))
DECIDE = st.tuples(
    st.sampled_from(["confirm", "dismiss", "correct", "undo"]), st.tuples(st.sampled_from(ROWS), st.sampled_from(PRINTED))
)
Step = tuple[str, object]


def seen(bench: Bench, document: str) -> dict[tuple[str, str], set[str]]:
    """What was printed when somebody decided: by row and value as it stands after the decision, those who did."""
    found: dict[tuple[str, str], set[str]] = {}
    for item in bench.items(document):
        for told in bench.desk.history(item.id)[0]:
            if told.action in ("confirm", "correct"):
                row = item.subject.split("/")[1]
                found.setdefault((row, str(told.after["value"])), set()).add(told.by)
    return found


def take(bench: Bench, document: str, number: int, step: Step) -> None:
    """One step; a decision that cannot be made is none."""
    what, about = step
    if what == "read":
        facts = [flagged(row, value) for row, value in about]  # type: ignore[attr-defined]
        bench.show("a", result(*facts), reader="llm", model=f"m{number}")
        return
    row, value = about  # type: ignore[misc]
    found = [item for item in bench.items(document) if item.subject == f"fact:FA05/{row}/basic"]
    if not found:
        return
    try:
        if what == "undo":
            bench.desk.undo(found[0].id, found[0].version, f"u{number}")
        else:
            more = {"value": value} if what == "correct" else {}
            bench.desk.decide(found[0].id, bench.verdict(what, found[0], **more), f"u{number}")
    except Conflict:
        return


def reviewed_figures(shown: Extraction) -> list[tuple[str, str, str]]:
    """Row, value and person of each figure that is accepted because of a person."""
    proofs = [(fact, proof) for fact in shown.facts for proof in fact.proofs if proof.startswith("review:")]
    return [(fact.row, f"{fact.value}", proof.removeprefix("review:")) for fact, proof in proofs]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(steps=st.lists(st.one_of(READ, DECIDE, DECIDE), min_size=3, max_size=9))
def test_what_is_shown_was_decided(steps: list[Step], empty_store: Path, tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("any")  # type: ignore[attr-defined]
    (folder / "kept.db").write_bytes(empty_store.read_bytes())
    database = Database(f"sqlite:///{folder}/kept.db")
    bench = Bench(database, folder)
    document = bench.show("a", result(*(flagged(row) for row in ROWS)))
    told = 0
    for number, step in enumerate(steps):
        take(bench, document, number, step)
        history = [entry for item in bench.items(document) for entry in bench.desk.history(item.id)[0]]
        assert len(history) >= told, "the history only grows"
        told = len(history)
        shown = bench.shown(document)
        assert bench.counts_agree(document)
        known = seen(bench, document)
        for row, value, by in reviewed_figures(shown):
            assert by in known.get((row, value), set()), f"{row} {value} was never decided by {by}"
        waiting = {item.subject.split("/")[1] for item in bench.items(document, state="open")}
        doubted = {fact.row for fact in shown.facts if fact.verdict == "flagged"}
        assert doubted <= waiting, "whatever is in doubt is asked about"
    database.close()
