"""`mingzhang golden check | diff | sheet | add`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from service.commands import options
from service.console import complain, say, ticking
from service.errors import GoldenRefused
from service.golden.adding import NewCase, add_case
from service.golden.cases import GOLDEN_DIR, find_cases, sha256_of
from service.golden.compare import Comparison, Figure, compare_case
from service.golden.sheet import sheet_of, write_sheet
from service.piles import Order, work

app = typer.Typer(help="Cases whose every figure a named person has checked.", no_args_is_help=True)
Names = Annotated[list[str] | None, typer.Argument(metavar="[CASE]...", help="All cases when none is named.")]
GoldenDir = Annotated[Path, typer.Option("--golden", metavar="DIR", help="Where the cases are.")]
Every = Annotated[bool, typer.Option("--every", help="List the equal figures too.")]


@app.command()
def check(names: Names = None, golden: GoldenDir = GOLDEN_DIR, every: Every = False) -> None:
    """Accept or reject every figure of the cases. Exit status 1 when anything is rejected."""
    comparisons = _compare(golden, names or [])
    for comparison in comparisons:
        for figure in comparison.figures if every else comparison.rejected:
            say(f"{comparison.case}: {_figure(figure)}")
        for shortfall in comparison.shortfalls:
            say(f"{comparison.case}: {shortfall}")
    for comparison in comparisons:
        say(_summary(comparison))
    raise typer.Exit(0 if all(comparison.passes for comparison in comparisons) else 1)


@app.command()
def diff(names: Names = None, golden: GoldenDir = GOLDEN_DIR) -> None:
    """Show page and box of each figure that differs. Exit status 1 when there is one."""
    comparisons = _compare(golden, names or [])
    for comparison in comparisons:
        for figure in comparison.rejected:
            say(f"{comparison.case}: {_figure(figure)}")
            say(f"    {_place(figure)}")
    different = sum(len(comparison.rejected) for comparison in comparisons)
    say(f"{different} differences in {len(comparisons)} cases")
    raise typer.Exit(1 if different else 0)


@app.command()
def sheet(
    result: Annotated[Path, typer.Argument(metavar="RESULT_DIR", help="A folder that `mingzhang extract` wrote.")],
    out_file: Annotated[Path, typer.Option("--out", "-o", metavar="FILE")] = Path("checked.csv"),
) -> None:
    """Write the sheet on which a person checks a result figure by figure."""
    if not (result / "document.json").is_file():
        raise GoldenRefused(reason=f"{result} is no result folder of `mingzhang extract`")
    if out_file.exists():
        raise GoldenRefused(reason=f"{out_file} exists and may hold someone's work: choose another --out")
    lines = sheet_of(result)
    out_file.write_text(write_sheet(lines), encoding="utf-8-sig")
    say(f"{out_file}: {len(lines)} lines; write yes, confirmed, no or added in `checked`, then `mingzhang golden add`")


@app.command()
def add(
    result: Annotated[Path, typer.Argument(metavar="RESULT_DIR", help="The result that was checked.")],
    pdf: Annotated[Path, typer.Option("--pdf", metavar="FILE", help="Its document.")],
    name: Annotated[str, typer.Option("--name", help="Name of the case.")],
    checked: Annotated[Path, typer.Option("--sheet", metavar="FILE", help="The sheet, every line checked.")],
    checked_by: Annotated[str, typer.Option("--checked-by", help="The person who checked it.")],
    origin: Annotated[str, typer.Option("--origin", help="Where the document was published.")] = "",
    golden: GoldenDir = GOLDEN_DIR,
) -> None:
    """Make a case from a result that a named person has checked figure by figure; refuse anything else."""
    new = NewCase(name=name, result=result, pdf=pdf, sheet=checked, checked_by=checked_by, checked_on=date.today(), origin=origin)
    say(f"made {add_case(golden, new)}")


def _compare(golden: Path, names: Sequence[str]) -> list[Comparison]:
    """Extract the cases' documents and compare."""
    cases = find_cases(golden, names)
    for case in cases:
        if sha256_of(case.source) != case.sha256:
            raise GoldenRefused(reason=f"{case.source} is not the document that {case.checked_by} checked (sha256 differs)")
    with tempfile.TemporaryDirectory(prefix="mingzhang-golden-") as folder, ticking(len(cases)) as bar:
        order = Order(out=Path(folder), report=False)
        outcomes = work(
            [case.source for case in cases],
            options.config_of("rules"),
            order,
            lambda outcome: bar.tick(outcome.source.parent.name),
        )
        for outcome in outcomes:
            if outcome.message:
                complain(f"{outcome.source}: {outcome.message}")
        nowhere = Path(folder) / "no result"
        return [compare_case(case, outcome.folder or nowhere) for case, outcome in zip(cases, outcomes, strict=True)]


def _figure(figure: Figure) -> str:
    expected = "nothing" if figure.expected is None else figure.expected
    read = "nothing" if figure.read is None else figure.read
    word = "accept" if figure.likeness == "equal" else "REJECT"
    return f"{word} {' '.join(figure.key)}: {figure.likeness}, expected {expected}, read {read}"


def _place(figure: Figure) -> str:
    whose = {"figure": "", "row": "its row: ", "expectation": "expected at: ", "unknown": ""}[figure.place_of]
    if not figure.page:
        return "place unknown: neither the case nor the result has its row"
    box = f", box {' '.join(figure.box)}" if figure.box else ""
    return f"{whose}page {figure.page}{box}"


def _summary(comparison: Comparison) -> str:
    counts = comparison.counts
    accepted = sum(figure.verdict == "accepted" for figure in comparison.figures if figure.likeness == "equal")
    claims, known = comparison.claims.total, comparison.contradictions
    return (
        f"{comparison.case}: {'accepted' if comparison.passes else 'REJECTED'}: {counts['equal']} figures equal "
        f"({accepted} with verdict accepted), {counts['different']} different, {counts['missing']} missing, "
        f"{counts['extra']} extra; claims {claims.matched} of {claims.truth}, fields {claims.fields_right} of {claims.fields}; "
        f"contradictions {known.found} of {known.truth}"
    )
