"""The same amount said in several sentences, where no table was read that prints it.

What an office costs to run need not be all operating expenditure: that has its own rule, as against the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractors.checks.cells import Cell
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure


def check_twice_said(dockets: Iterable[Docket]) -> None:
    """Sentences of different sections about one place prove each other, or contradict."""
    said: dict[Cell, list[tuple[Docket, Figure]]] = defaultdict(list)
    settled: set[tuple[int, str]] = set()
    for docket in dockets:
        for cell, figure in docket.unread:
            said[cell].append((docket, figure))
    for sayings in said.values():
        for docket, figure in sayings[1:]:
            if (id(docket), figure.field) not in settled:
                settled.add((id(docket), figure.field))
                _compare(docket, figure, *sayings[0])


def _compare(docket: Docket, figure: Figure, first: Docket, before: Figure) -> None:
    if first.claim.quote and first.claim.quote == docket.claim.quote:
        return
    if abs(figure.amount - before.amount) <= figure.half + before.half:
        docket.prove("narrative.twice", figure)
        first.prove("narrative.twice", before)
        return
    docket.object_to(figure.field, f"section {first.claim.section} prints {before.text}")
    said = (
        f"{figure.field} prints {figure.text} {figure.unit}, but section {first.claim.section} prints {before.text} for the same"
    )
    apart = "operating_cost" in (docket.claim.kind, first.claim.kind)
    docket.report("narrative.operating_cost" if apart else "narrative.twice", said, [figure, before])
