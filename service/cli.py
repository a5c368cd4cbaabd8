"""The command line `mingzhang`."""

from __future__ import annotations

import sys

import typer

from extractors.errors import MingzhangError
from service.commands import bench, doctor, evaluate, extract, golden
from service.console import err

app = typer.Typer(
    name="mingzhang",
    help="Reads Chinese departmental budget and final-accounts PDFs into exact, evidenced, cross-checked facts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("extract")(extract.extract)
app.command("eval")(evaluate.evaluate)
app.add_typer(golden.app, name="golden")
app.command("bench")(bench.bench)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Entry point: a MingzhangError ends in one sentence and its exit code."""
    try:
        app()
    except MingzhangError as error:
        err.print(f"mingzhang: {error}", markup=False)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
