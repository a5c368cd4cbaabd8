"""`mingzhang classify`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from extractors.pipeline import Config
from service.classifying.gathering import gathered
from service.classifying.items import Item
from service.classifying.lines import json_lines, told_together, write_lines
from service.classifying.relations import related
from service.classifying.working import classified
from service.commands import options
from service.console import complain, print_table, say, shown, ticking
from service.piles import exit_code

_HOLDS = {"both": "tables and text", "tables": "tables", "narrative": "text", "": ""}
_FROM = {"file name": " (by file name)", "pair": " (by its pair)"}
_NAMED = 3

Inputs = Annotated[list[Path], typer.Argument(metavar="PDF|DIR...", help="Files; folders with all below.", show_default=False)]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write JSON lines there as well.")]
Json = Annotated[bool, typer.Option("--json", help="JSON lines on standard output instead of the table.")]


def classify(
    inputs: Inputs,
    out_file: Out = None,
    as_json: Json = False,
    max_mb: options.MaxMb = options.DEFAULT_MB,
    max_pages: options.MaxPages = options.DEFAULT_PAGES,
    max_seconds: options.MaxSeconds = options.DEFAULT_SECONDS,
    jobs: options.Jobs = options.DEFAULT_JOBS,
) -> None:
    """Say what the files of a pile are: genre, department, year; copies, editions, and halves of one document.

    No table is read; of a scan only the first pages. Exit status: 0 all are disclosures; 2 a file was refused; 3 a file is none.
    """
    files, left = gathered(inputs)
    config = Config(limits=options.limits_of(max_mb, max_pages, max_seconds))
    with ticking(len(files)) as bar:
        items = related(classified(files, config, jobs, lambda file: bar.tick(file.name)))
    lines = json_lines(items, left)
    if out_file is not None:
        write_lines(out_file, lines)
    if as_json:
        typer.echo(lines, nl=False)
    else:
        _print(items, left)
    raise typer.Exit(exit_code(item.status for item in items))


def _print(items: list[Item], left: tuple[Path, ...]) -> None:
    table = Table("file", "what", "department", "year", "holds", "remarks")
    alike = Counter(item.file.name for item in items)
    top = _shared_folder(items)
    for item in items:
        name = item.file.relative_to(top) if top else item.file
        table.add_row(*(shown(cell) for cell in (str(name), *_row(item, _remarks(item, alike)))))
    if top:
        say(f"in {top}")
    print_table(table, fitted=True)
    say(told_together(items))
    if left:
        named = ", ".join(path.name for path in left[:_NAMED]) + (" …" if len(left) > _NAMED else "")
        complain(f"{len(left)} other files of the folders are no PDF and were left alone: {named}")


def _shared_folder(items: list[Item]) -> Path | None:
    """The folder that all files lie in, if there is one to name."""
    folders = {item.file.parent for item in items}
    if not folders or len({folder.is_absolute() for folder in folders}) > 1:
        return None
    shared = os.path.commonpath(folders)
    return Path(shared) if shared not in ("", ".", os.sep) else None


def _remarks(item: Item, alike: Mapping[str, int]) -> str:
    """What is to be known beside what the file is; others by their bare name where no two bear it."""
    named = [(relation.says, relation.of if alike[relation.of.name] > 1 else relation.of.name) for relation in item.relations]
    return "; ".join([*(f"{says} {other}" for says, other in named), *item.notes])


def _row(item: Item, remarks: str) -> tuple[str, ...]:
    if item.what is None:
        status = item.status.replace("_", " ")
        return status, "", "", "", f"{item.message} {remarks}".strip()
    department = (item.department or "not found") + _FROM.get(item.department_from, "")
    year = str(item.fiscal_year or "not found") + _FROM.get(item.fiscal_year_from, "")
    return item.what.genre.replace("_", " "), department, year, _HOLDS[item.what.holds], remarks
