"""`mingzhang extract`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from service.commands import options
from service.console import complain, say, ticking
from service.piles import Order, Outcome, exit_code, work

_IN_FULL = 3

Inputs = Annotated[list[Path], typer.Argument(metavar="PDF...", help="Disclosure documents.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where DIR/<stem>/ is written for each PDF.")]
NoReport = Annotated[bool, typer.Option("--no-report", help="Leave out report.html.")]


def extract(
    pdfs: Inputs,
    out_dir: Out = Path("out"),
    no_report: NoReport = False,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    jobs: options.Jobs = options.DEFAULT_JOBS,
    reader: options.Reader = None,
    ask: options.Ask = None,
) -> None:
    """Read PDFs into exact, evidenced, cross-checked figures.

    Exit status: 0 all done; 2 an input was refused; 3 an input is not such a disclosure.
    Two inputs with the same stem: the second is written to DIR/<stem>-2, and so on in input order.
    """
    config = options.config_of(reader, options.limits_of(max_mb, max_pages, max_seconds), ask)
    order = Order(out=out_dir, report=not no_report, jobs=min(jobs, len(pdfs)))
    with ticking(len(pdfs)) as bar:
        outcomes = work(pdfs, config, order, lambda outcome: bar.tick(outcome.source.name))
    _say(outcomes)
    raise typer.Exit(exit_code(outcome.status for outcome in outcomes))


def _say(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.status == "done":
            for line in _full(outcome) if len(outcomes) <= _IN_FULL else [f"{outcome.source}: {outcome.line}; {outcome.folder}"]:
                say(line)
    for outcome in outcomes:
        if outcome.report_error:
            complain(f"{outcome.source}: report.html was not made ({outcome.report_error}); the other files are complete.")
        if outcome.status != "done":
            complain(f"{outcome.source}: {outcome.message}")
    if len(outcomes) > 1:
        ended = Counter(outcome.status for outcome in outcomes)
        say(f"{ended['done']} done, {ended['refused']} refused, {ended['no_disclosure']} no disclosure")


def _full(outcome: Outcome) -> Iterator[str]:
    yield f"{outcome.source}"
    yield from (f"  {line}" for line in outcome.paragraph)
    yield f"    time      {outcome.seconds:.2f} s, {1000 * outcome.seconds / max(outcome.pages, 1):.0f} ms a page"
    yield "    written"
    yield from (f"      {path}" for path in outcome.written)
