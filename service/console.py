"""Where the command line speaks: results on standard output, progress and refusals on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

out = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
_TABLE_WIDTH = 190
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)


def say(line: str) -> None:
    """A line of results. Text from documents may be in it, so control characters are shown, never sent."""
    out.print(shown(line))


def complain(line: str) -> None:
    """A line about what went wrong."""
    err.print(shown(line))


def shown(line: str) -> str:
    """Text with its control characters to be seen instead of sent."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in line)


def print_table(table: Table, fitted: bool = False) -> None:
    """A table in full, also where standard output is a file and claims to be narrow. `fitted`: a terminal's own width will do."""
    width = out.width if fitted and out.is_terminal else max(out.width, _TABLE_WIDTH)
    Console(highlight=False, emoji=False, markup=False, width=width).print(table)


class Ticker:
    """A progress bar; silent where there is no terminal."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total)

    def tick(self, name: str) -> None:
        """One more is done; `name` is shown."""
        self._progress.update(self._task, advance=1, description=name[:48])


@contextmanager
def ticking(total: int) -> Iterator[Ticker]:
    """A progress bar on a terminal's standard error while the block runs."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as progress:
        yield Ticker(progress, total)
