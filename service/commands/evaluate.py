"""`mingzhang eval`."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from extractors.model import Genre
from service.commands import options
from service.console import complain, print_table, say, ticking
from service.evaluation.run import Evaluated, Selection, chosen, count_of
from service.evaluation.run import evaluate as run_evaluation
from service.evaluation.table import as_data, closing_lines, documents_table, forms_table, kinds_table, rows_table, wrong_lines
from service.piles import Order

TruthDir = Annotated[Path, typer.Argument(metavar="TRUTH_DIR", help="NAME.pdf beside NAME.facts.csv, NAME.narrative.jsonl, …")]
Only = Annotated[str, typer.Option("--only", metavar="GLOB", help="Only documents whose name fits.")]
GenreChoice = Annotated[Genre | None, typer.Option("--genre", help="Only documents of this genre.")]
TextLayer = Annotated[bool, typer.Option("--text-layer", help="Leave out documents whose tables are pictures or scans.")]
OutDir = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Keep the results and scores.json here.")]


def evaluate(
    truth_dir: TruthDir,
    only: Only = "*",
    genre: GenreChoice = None,
    text_layer: TextLayer = False,
    reader: options.Reader = None,
    ask: options.Ask = None,
    out_dir: OutDir = None,
    jobs: options.Jobs = 1,
) -> None:
    """Extract the documents of a folder and score them against the truth beside them.

    Exit status: 0; 1 when anything was accepted that is wrong.
    """
    config, selection = options.config_of(reader, ask=ask), Selection(only=only, genre=genre, text_layer=text_layer)
    total = count_of(truth_dir, chosen(truth_dir, selection))
    with ExitStack() as stack:
        kept = out_dir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mingzhang-eval-")))
        bar = stack.enter_context(ticking(total))
        order = Order(out=kept, report=False, jobs=jobs)
        evaluated = run_evaluation(truth_dir, selection, config, order, lambda outcome: bar.tick(outcome.source.name))
    _print(evaluated)
    if out_dir:
        out_dir.mkdir(parents=True, exist_ok=True)
        (out_dir / "scores.json").write_text(json.dumps(as_data(evaluated.score), ensure_ascii=False, indent=1), encoding="utf-8")
    raise typer.Exit(1 if any(document.wrong_accepted for document in evaluated.score.documents) else 0)


def _print(evaluated: Evaluated) -> None:
    score = evaluated.score
    for table in (documents_table(score), forms_table(score), kinds_table(score), *([rows_table(score)] if score.rows else [])):
        print_table(table)
        say("")
    for line in wrong_lines(score):
        say(line)
    for outcome in evaluated.outcomes:
        if outcome.status != "done":
            complain(f"{outcome.source.name}: {outcome.message}")
    for name in evaluated.without_pdf:
        complain(f"{name}: truth without {name}.pdf, left out")
    for line in closing_lines(score):
        say(line)
