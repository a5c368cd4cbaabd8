"""`mingzhang export`: figures, statements or findings of many documents of a running service, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractors.model import Verdict
from service.commands.serving import Server, client_of
from service.console import say

What = Annotated[
    Literal["facts.csv", "facts.jsonl", "claims.csv", "claims.jsonl", "findings.csv", "findings.jsonl", "documents.zip"],
    typer.Argument(help="What, in which format."),
]
Document = Annotated[list[str] | None, typer.Option("--document", metavar="ID", help="A document's id; several times.")]


def export(
    what: What,
    out_file: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: its own name, here.")] = None,
    document: Document = None,
    genre: Annotated[str | None, typer.Option("--genre")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Fiscal year.")] = None,
    department: Annotated[str | None, typer.Option("--department")] = None,
    form: Annotated[str | None, typer.Option("--form", help="Lines of this form.")] = None,
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="Lines of this verdict.")] = None,
    spreadsheet: Annotated[bool, typer.Option("--spreadsheet", help="CSV that spreadsheets take for UTF-8.")] = False,
    server: Server = None,
) -> None:
    """Write what many documents say to one file: of all documents, unless something is stated."""
    wish = {"document": document, "genre": genre, "fiscal_year": year, "department": department}
    lines = {"form": form, "verdict": verdict, "bom": spreadsheet or None} if what != "documents.zip" else {}
    place = out_file or Path(what)
    with client_of(server) as client:
        size = client.export(what, place, **wish, **lines)
    say(f"{place}: {size} bytes")
