"""`mingzhang batch start | list | show | watch | cancel | resume | diff | promote`: batches of a running service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractors.model import Verdict
from extractors.narrative.asking.questions import AskWhen
from extractors.narrative.readers import ReaderChoice
from service.commands.serving import Server, client_of
from service.console import complain, say

if TYPE_CHECKING:
    from service.api.batch_shapes import BatchShape, ChangeShape, SideShape
    from service.client import Client

app = typer.Typer(help="Read documents of a running service again, compare, and promote.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="BATCH", help="Its id, or `last`.")]
Document = Annotated[list[str] | None, typer.Option("--document", metavar="ID", help="A document's id; several times.")]


@app.command()
def start(
    document: Document = None,
    genre: Annotated[str | None, typer.Option("--genre")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Fiscal year.")] = None,
    department: Annotated[str | None, typer.Option("--department")] = None,
    form: Annotated[str | None, typer.Option("--form", help="With this form in the result shown.")] = None,
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="With such a figure or statement.")] = None,
    run_version: Annotated[str | None, typer.Option("--run-version", help="Read by this version of the code.")] = None,
    outdated: Annotated[bool, typer.Option("--outdated", help="Only what this configuration has not read yet.")] = False,
    reader: Annotated[ReaderChoice | None, typer.Option("--reader")] = None,
    model: Annotated[str | None, typer.Option("--model")] = None,
    ask: Annotated[AskWhen | None, typer.Option("--ask")] = None,
    note: Annotated[str, typer.Option("--note")] = "",
    wait: Annotated[bool, typer.Option("--wait", help="Until it has ended.")] = False,
    server: Server = None,
) -> None:
    """Start a batch: of all documents, unless something is stated. What they show stays until it is promoted."""
    chosen = {"documents": document, "genre": genre, "fiscal_year": year, "department": department, "form": form}
    chosen |= {"verdict": verdict, "run_version": run_version, "outdated": outdated or None}
    with client_of(server) as client:
        made = client.start_batch(_stated(chosen), _stated({"reader": reader, "model": model, "ask": ask}), note)
        say(made.id)
        if wait:
            _watch(client, made.id)


@app.command("list")
def listed(server: Server = None) -> None:
    """Say which batches there are, newest first."""
    with client_of(server) as client:
        for batch in client.batches():
            say(f"{batch.id}  {batch.made_at:%Y-%m-%d %H:%M}  {_line(batch)}  {batch.note}".rstrip())


@app.command()
def show(batch: Id = "last", server: Server = None) -> None:
    """Say how far a batch is, and what became of each document that was not read."""
    with client_of(server) as client:
        found = client.batch(_id(client, batch))
        say(f"{found.id}  {_line(found)}")
        for outcome in client.outcomes(found.id):
            if outcome.state != "done":
                say(f"  {outcome.state:13} {outcome.name}: {outcome.message}")


@app.command()
def watch(batch: Id = "last", server: Server = None) -> None:
    """Follow a batch until it has ended."""
    with client_of(server) as client:
        _watch(client, _id(client, batch))


@app.command()
def cancel(batch: Id = "last", server: Server = None) -> None:
    """Read no more of it; what was read stays."""
    with client_of(server) as client:
        say(_line(client.cancel(_id(client, batch))))


@app.command()
def resume(batch: Id = "last", server: Server = None) -> None:
    """Read what was cancelled or failed after all."""
    with client_of(server) as client:
        say(_line(client.resume(_id(client, batch))))


@app.command()
def diff(
    batch: Id = "last",
    every: Annotated[bool, typer.Option("--every", help="List each change with its place.")] = False,
    server: Server = None,
) -> None:
    """Say what promoting it would change, and whether golden gets worse (then the exit status is 1)."""
    with client_of(server) as client:
        found = client.diff(_id(client, batch))
        for one in client.document_diffs(found.batch):
            if any(count for counts in one.totals.values() for count in counts.values()):
                say(f"{one.name}: {_totals(one.totals)}{' (shows other figures by now)' if one.moved else ''}")
                if every:
                    for change in client.changes(found.batch, one.document):
                        say(f"  {_change(change)}")
        say(f"together: {_totals(found.totals)}")
        for case in found.golden:
            say(f"golden {case.case}: {'WORSE' if case.worse else 'no worse'}")
            for reason in case.worse:
                say(f"  {reason}")
        raise typer.Exit(1 if found.golden_worse else 0)


@app.command()
def promote(
    batch: Id = "last",
    override: Annotated[str, typer.Option("--override", metavar="REASON", help="Although golden gets worse; admins.")] = "",
    server: Server = None,
) -> None:
    """Make its runs current; refused while golden gets worse."""
    with client_of(server) as client:
        say(_line(client.promote(_id(client, batch), bool(override), override)))


def _id(client: Client, given: str) -> str:
    if given != "last":
        return given
    for batch in client.batches():
        return batch.id
    complain("there is no batch yet: `mingzhang batch start`")
    raise typer.Exit(1)


def _watch(client: Client, batch: str) -> None:
    for seen in client.watch(batch):
        complain(_line(seen))
    say(_line(client.batch(batch)))


def _line(batch: BatchShape) -> str:
    states = ", ".join(f"{count} {state}" for state, count in sorted(batch.progress.states.items()))
    return f"{batch.state}: {batch.progress.ended} of {batch.progress.total} ended ({states})"


def _totals(totals: dict[str, dict[str, int]]) -> str:
    told = (f"{what} " + ", ".join(f"{count} {change}" for change, count in counts.items()) for what, counts in totals.items())
    return "; ".join(told)


def _change(change: ChangeShape) -> str:
    where = [change.form, change.row, change.column] if change.what == "figure" else [change.kind, change.section, change.field]
    place = f", page {change.page}" if change.page else ""
    return f"{change.change} {' '.join(part for part in where if part)}{place}: {_side(change.before)} -> {_side(change.after)}"


def _side(side: SideShape | None) -> str:
    return f"{side.value} ({side.verdict})" if side else "nothing"


def _stated(wish: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wish.items() if value is not None}
