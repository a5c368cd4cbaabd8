"""The command line `mingzhang`."""

from __future__ import annotations

import io
import sys

import typer

from extractors.errors import MingzhangError
from service.commands import (
    backup,
    batch,
    bench,
    classify,
    doctor,
    evaluate,
    export,
    extract,
    golden,
    review,
    serve,
    users,
    worker,
)
from service.console import complain

app = typer.Typer(
    name="mingzhang",
    help="Reads Chinese departmental budget and final-accounts PDFs into exact, evidenced, cross-checked facts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("extract")(extract.extract)
app.command("classify")(classify.classify)
app.command("eval")(evaluate.evaluate)
app.add_typer(golden.app, name="golden")
app.command("bench")(bench.bench)
app.command("doctor")(doctor.doctor)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.add_typer(batch.app, name="batch")
app.command("export")(export.export)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(review.app, name="review")
app.add_typer(users.app, name="users")


def main() -> None:
    """Entry point: a MingzhangError ends in one sentence and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese is no reason to fail
    try:
        app()
    except MingzhangError as error:
        complain(f"mingzhang: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
