"""`mingzhang bench --faults`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import typer
from rich.table import Table

from extractors.errors import MingzhangError
from service.bench.faults.injection import FaultScore, Tally, inject
from service.bench.faults.material import documents_in, material_of
from service.console import complain, print_table, say, ticking

_SHOWN = 40


def inject_faults(paths: Sequence[Path], per_fault: int, seed: int) -> NoReturn:
    """Corrupt the claims of every document, print what was accepted, and leave with 1 if anything was."""
    documents = documents_in(paths)
    score = FaultScore()
    with ticking(len(documents)) as bar:
        for path in documents:
            score += _of_document(path, per_fault, seed)
            bar.tick(path.name)
    print_table(_table("fault", score.by_fault))
    print_table(_table("kind of claim", score.by_kind))
    for escape in score.escapes[:_SHOWN]:
        where = f"{escape.document} {escape.kind} {escape.section} {escape.field}"
        say(f"accepted though corrupted: {where}: {escape.value} (was {escape.before}; {escape.fault})")
    raise typer.Exit(1 if score.escapes else 0)


def _of_document(path: Path, per_fault: int, seed: int) -> FaultScore:
    try:
        material = material_of(path)
    except (MingzhangError, OSError) as error:
        complain(f"{path}: {error}")
        return FaultScore()
    return inject(material, per_fault, seed)


def _table(heading: str, tallies: Mapping[str, Tally]) -> Table:
    table = Table(box=None, title="corrupted fields of claims", title_justify="left", pad_edge=False)
    table.add_column(heading, no_wrap=True)
    for each in ("corrupted", "accepted", "share"):
        table.add_column(each, justify="right")
    for name, tally in {**tallies, "all": sum(tallies.values(), Tally())}.items():
        table.add_row(name, str(tally.corrupted), str(tally.accepted), "–" if tally.share is None else f"{tally.share:.4f}")
    return table
