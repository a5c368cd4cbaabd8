"""`mingzhang bench --mutations`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer
from rich.table import Table

from extractors.errors import MingzhangError
from service.bench.mutating import Tally, added, mutate_file
from service.console import complain, print_table, ticking


def corrupt_grids(files: Sequence[Path], trials: int, seed: int) -> NoReturn:
    """Every kind of corruption on every document, shown as one table."""
    paths = [path for given in files for path in (sorted(given.glob("*.pdf")) if given.is_dir() else [given])]
    tallies: list[list[Tally]] = []
    with ticking(len(paths)) as bar:
        for path in paths:
            try:
                tallies.append(mutate_file(path.read_bytes(), trials, seed))
            except (MingzhangError, OSError) as error:
                complain(f"{path}: {error}")
            bar.tick(path.name)
    whole = added(tallies)
    print_table(_table(whole, len(tallies)))
    escaped = [(tally.name, example) for tally in whole if tally.must_be_none for example in tally.examples]
    for name, example in escaped:
        complain(f"accepted after {name}: {example}")
    raise typer.Exit(1 if escaped else 0)


def _table(tallies: Sequence[Tally], documents: int) -> Table:
    table = Table(box=None, title=f"Corrupted grids of {documents} documents", title_justify="left", pad_edge=False)
    table.add_column("corruption", no_wrap=True)
    for head in ("grids", "wrong figures", "accepted", "share", "unnoticed grids"):
        table.add_column(head, justify="right")
    for tally in tallies:
        counts = (tally.grids, tally.figures, tally.accepted)
        table.add_row(tally.name, *map(str, counts), f"{tally.share:.1%}", str(tally.unnoticed))
    return table
