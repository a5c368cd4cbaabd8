"""`mingzhang bench --service`."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.table import Table

from service.console import print_table
from service.settings import current_settings


def read_service(server: str, readers: int, seconds: float) -> NoReturn:
    """Measure and show."""
    from service.bench.reads import measure  # heavy: only where a service is spoken to

    found = measure(server, current_settings().asked.token, seconds, readers)
    table = Table(box=None, title=f"{server}, {readers} readers, {seconds:g} s", title_justify="left", pad_edge=False)
    for name in ("route", "answers", "a second", "median ms", "p95 ms", "p99 ms", "failed"):
        table.add_column(name, justify="left" if name == "route" else "right")
    for one in found:
        times = [f"{1000 * one.within(share):.0f}" for share in (0.5, 0.95, 0.99)]
        table.add_row(one.route, str(len(one.seconds)), f"{len(one.seconds) / seconds:.1f}", *times, str(one.failed))
    print_table(table)
    raise typer.Exit(1 if any(one.failed for one in found) else 0)
