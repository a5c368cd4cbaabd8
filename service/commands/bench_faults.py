"""`mingzhang bench --faults`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer
from rich.table import Table

from extractors.errors import MingzhangError
from service.bench.faults.injection import FaultScore, inject
from service.bench.faults.material import documents_in, material_of
from service.console import complain, print_table, say, ticking

_SHOWN = 40


def inject_faults(paths: Sequence[Path], per_fault: int, seed: int) -> NoReturn:
    """Corrupt the claims of every document, print what was accepted, and leave with 1 if anything was."""
    documents = documents_in(paths)
    score = FaultScore(corrupted={})
    with ticking(len(documents)) as bar:
        for path in documents:
            score += _of_document(path, per_fault, seed)
            bar.tick(path.name)
    print_table(_table(score))
    for escape in score.escapes[:_SHOWN]:
        where = f"{escape.document} {escape.kind} {escape.section} {escape.field}"
        say(f"accepted though corrupted: {where}: {escape.value} (was {escape.before}; {escape.fault})")
    raise typer.Exit(1 if score.escapes else 0)


def _of_document(path: Path, per_fault: int, seed: int) -> FaultScore:
    try:
        material = material_of(path)
    except (MingzhangError, OSError) as error:
        complain(f"{path}: {error}")
        return FaultScore(corrupted={})
    return inject(material, per_fault, seed) if material else FaultScore(corrupted={})


def _table(score: FaultScore) -> Table:
    table = Table(box=None, title="corrupted fields of claims", title_justify="left", pad_edge=False)
    table.add_column("fault", no_wrap=True)
    for heading in ("corrupted", "accepted", "share"):
        table.add_column(heading, justify="right")
    for fault, corrupted in score.corrupted.items():
        accepted = score.accepted(fault)
        table.add_row(fault, str(corrupted), str(accepted), f"{accepted / corrupted:.3f}" if corrupted else "–")
    table.add_row("all", str(score.total), str(len(score.escapes)), f"{len(score.escapes) / max(score.total, 1):.3f}")
    return table
