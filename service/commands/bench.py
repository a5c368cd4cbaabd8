"""`mingzhang bench`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.table import Table

from extractors.errors import MingzhangError
from service.bench.timing import FileTimings, time_file
from service.commands.bench_faults import inject_faults
from service.commands.bench_mutations import corrupt_grids
from service.commands.bench_service import read_service
from service.console import complain, print_table, ticking

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE...", help="Documents with a text layer; with --faults and --mutations also folders."),
]
Faults = Annotated[bool, typer.Option("--faults", help="Corrupt what was read of the narrative; count what is accepted.")]
PerFault = Annotated[int, typer.Option("--per-fault", min=1, help="Corrupted fields of each kind of fault and document.")]
Mutations = Annotated[bool, typer.Option("--mutations", help="Corrupt grids before mapping; count what is accepted.")]
Trials = Annotated[int, typer.Option("--trials", min=1, help="Corrupted grids of each kind and document.")]
Seed = Annotated[int, typer.Option("--seed", help="Same seed, same faults and mutations.")]
Runs = Annotated[int, typer.Option("--runs", min=1, help="Runs of which the median is taken.")]
Service = Annotated[
    str | None, typer.Option("--service", metavar="URL", help="Read a running service instead; token: MINGZHANG_TOKEN.")
]
Readers = Annotated[int, typer.Option("--readers", min=1, max=200, help="With --service: how many ask at once.")]
Seconds = Annotated[float, typer.Option("--seconds", min=1, help="With --service: for how long.")]
SlowRuns = Annotated[int, typer.Option("--slow-runs", min=1, help="The same for pdfplumber and Camelot.")]


def bench(
    files: Files = None,
    runs: Runs = 5,
    slow_runs: SlowRuns = 1,
    faults: Faults = False,
    per_fault: PerFault = 15,
    mutations: Mutations = False,
    trials: Trials = 10,
    seed: Seed = 1,
    service: Service = None,
    readers: Readers = 8,
    seconds: Seconds = 20,
) -> None:
    """Time a page beside pdfplumber, default Camelot and MuPDF's mere reading: same file, same process, warm.

    With --faults: how many corrupted fields of claims the checks accept. Exit status 1 when any was.
    With --mutations: how many figures of corrupted grids are accepted, see service/bench/README.md. Exit status 1 when a kind
    that must be none is not.
    With --service: how fast a running service answers those who read. Exit status 1 when an answer failed.
    """
    if service:
        read_service(service, readers, seconds)
    if not files:
        raise typer.BadParameter("give documents, or --service URL")
    if faults:
        inject_faults(files, per_fault, seed)
    if mutations:
        corrupt_grids(files, trials, seed)
    time_files(files, runs, slow_runs)


def time_files(files: Sequence[Path], runs: int, slow_runs: int) -> NoReturn:
    """Each file timed and shown."""
    measured: list[FileTimings] = []
    code = 0
    with ticking(len(files)) as bar:
        for path in files:
            try:
                measured.append(time_file(path, runs, slow_runs))
            except (MingzhangError, OSError) as error:
                complain(f"{path}: {error}")
                code = 2
            bar.tick(path.name)
    for timings in measured:
        print_table(_table(timings))
    for note in _notes(measured):
        complain(note)
    raise typer.Exit(code)


def _table(timings: FileTimings) -> Table:
    table = Table(box=None, title=f"{timings.path.name}, {timings.pages} pages", title_justify="left", pad_edge=False)
    table.add_column("way", no_wrap=True)
    table.add_column("ms a page", justify="right")
    table.add_column("times ours", justify="right")
    for timing in timings.timings:
        seconds, ours = timing.seconds_per_page, timings.ours
        table.add_row(
            timing.name,
            "–" if seconds is None else f"{1000 * seconds:.1f}",
            "–" if seconds is None or not ours else f"{seconds / ours:.2f}",
        )
    return table


def _notes(measured: Sequence[FileTimings]) -> list[str]:
    return sorted({timing.note for timings in measured for timing in timings.timings if timing.note})
