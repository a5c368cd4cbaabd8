"""`mingzhang review list | causes | show | next | decide | undo | history | bulk | golden`: the queue of a running service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from service.commands.serving import Server, client_of
from service.console import say
from service.errors import Unusable

if TYPE_CHECKING:
    from service.api.review_shapes import BulkShape, DecidedShape, ItemShape

app = typer.Typer(help="Decide what a running service is in doubt about.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ITEM", help="Its id, as `list` says.")]
Document = Annotated[str | None, typer.Option("--document", metavar="ID")]
Kind = Annotated[Literal["fact", "claim", "finding"] | None, typer.Option("--kind")]
Cause = Annotated[str | None, typer.Option("--cause", help="As `causes` says.")]
Form = Annotated[str | None, typer.Option("--form")]
Note = Annotated[str, typer.Option("--note", help="Why; kept in the history.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, for scripts.")]
Version = Annotated[
    int | None,
    typer.Option("--version", help="Of the item that you looked at; refused if it changed since. Default: as it is now."),
]


@app.command("list")
def listed(
    state: Annotated[Literal["open", "proposed", "decided", "closed", "any"], typer.Option("--state")] = "open",
    document: Document = None,
    kind: Kind = None,
    cause: Cause = None,
    form: Form = None,
    most: Annotated[int, typer.Option("--limit", min=1)] = 50,
    as_json: Json = False,
    server: Server = None,
) -> None:
    """Say what waits, most urgent first."""
    wish = {"state": state, "document": document, "kind": kind, "cause": cause, "form": form}
    with client_of(server) as client:
        for number, item in enumerate(client.review(**wish)):
            if number >= most:
                break
            say(item.model_dump_json() if as_json else _line(item))


@app.command()
def causes(document: Document = None, kind: Kind = None, server: Server = None) -> None:
    """Say how many items wait for each cause."""
    with client_of(server) as client:
        for cause in client.causes(document=document, kind=kind):
            say(f"{cause.items:6} in {cause.documents} documents  {cause.cause}")


@app.command()
def show(item: Id, as_json: Json = False, server: Server = None) -> None:
    """Say everything about an item: what is printed where, why it is in doubt, the equations that fail."""
    with client_of(server) as client:
        found = client.item(item)
        say(found.model_dump_json(indent=1) if as_json else "\n".join(_lines(found)))


@app.command("next")
def next_one(document: Document = None, kind: Kind = None, cause: Cause = None, form: Form = None, server: Server = None) -> None:
    """Claim the most urgent item that nobody is at. Exit status 1 where there is none."""
    wish = {"document": document, "kind": kind, "cause": cause, "form": form}
    with client_of(server) as client:
        item = client.next_item({name: value for name, value in wish.items() if value is not None})
    if item is None:
        say("nothing waits")
        raise typer.Exit(1)
    say("\n".join(_lines(item)))


@app.command()
def decide(
    item: Id,
    action: Annotated[Literal["confirm", "correct", "dismiss", "approve"], typer.Argument(metavar="ACTION")],
    value: Annotated[str | None, typer.Option("--value", help="For correct: as printed.")] = None,
    box: Annotated[str | None, typer.Option("--box", metavar="PAGE,X0,TOP,X1,BOTTOM", help="Where it is printed.")] = None,
    note: Note = "",
    version: Version = None,
    server: Server = None,
) -> None:
    """confirm it as printed; correct what was misread; dismiss what is no figure; approve what another proposed."""
    given: dict[str, Any] = {"action": action, "note": note}
    given |= {"value": value} if value is not None else {}
    given |= {"box": _place(box)} if box is not None else {}
    with client_of(server) as client:
        seen = version or client.item(item).version
        say(_decided(client.decide(item, {**given, "version": seen})))


@app.command()
def undo(item: Id, note: Note = "", version: Version = None, server: Server = None) -> None:
    """Take the last decision back."""
    with client_of(server) as client:
        say(_decided(client.undo(item, version or client.item(item).version, note)))


@app.command()
def history(item: Id, as_json: Json = False, server: Server = None) -> None:
    """Say who did what, when, and why."""
    with client_of(server) as client:
        for entry in client.history(item):
            line = f"{entry.at:%Y-%m-%d %H:%M:%S}  {entry.by:12} {entry.action:12} {entry.note}".rstrip()
            say(entry.model_dump_json() if as_json else line)


@app.command()
def bulk(
    action: Annotated[Literal["confirm", "dismiss", "approve"], typer.Argument(metavar="ACTION")],
    cause: Annotated[str, typer.Option("--cause", help="As `causes` says.")],
    document: Document = None,
    form: Form = None,
    note: Note = "",
    yes: Annotated[bool, typer.Option("--yes", help="Decide; without it only the preview is printed.")] = False,
    server: Server = None,
) -> None:
    """One decision for all items of one cause; look at the preview first."""
    wish = {"cause": cause, "document": document, "form": form, "state": "proposed" if action == "approve" else None}
    with client_of(server) as client:
        items = client.preview({name: value for name, value in wish.items() if value is not None})
        for item in items:
            say(_line(item))
        if yes and items:
            say(_many(client.bulk(action, items, note)))
        else:
            say(f"{len(items)} items; --yes decides them")


@app.command("undo-bulk")
def undo_bulk(
    named: Annotated[str, typer.Argument(metavar="BULK", help="As `bulk` said.")], note: Note = "", server: Server = None
) -> None:
    """Take a bulk decision back, where nothing was decided since."""
    with client_of(server) as client:
        say(_many(client.undo_bulk(named, note)))


@app.command()
def golden(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT")],
    name: Annotated[str, typer.Option("--name", help="Name of the case.")],
    compared: Annotated[
        bool, typer.Option("--every-line-compared", help="You compared every line with the page, the accepted ones too.")
    ] = False,
    origin: Annotated[str, typer.Option("--origin", help="Where the document was published.")] = "",
    server: Server = None,
) -> None:
    """Make a golden case of a document all of whose items are decided."""
    if not compared:
        raise Unusable(what="document", detail="golden outranks arithmetic: say --every-line-compared once you did that")
    with client_of(server) as client:
        made = client.make_golden(document, name, origin)
        say(f"made {made.case}, checked by {made.checked_by}")


def _line(item: ItemShape) -> str:
    at = f", page {item.page}" if item.page else ""
    who = f", {item.claimed_by} is at it" if item.claimed_by else f", {item.decided_by}: {item.action}" if item.action else ""
    return f"{item.id}  {item.priority:6.1f}  {item.view.title.en}: {item.view.text} ({item.cause}{at}{who})"


def _lines(item: ItemShape) -> list[str]:
    told = [_line(item), f"  version {item.version}, {item.state}; document {item.document} {item.name}"]
    told += [f"  {reason.en}" for reason in item.view.reasons]
    for equation in item.view.equations:
        sides = [_side(equation.left), *([_side(equation.right)] if equation.right else [])]
        told.append(f"  {equation.rule}: {f' {equation.relation} '.join(sides)}")
    return told


def _side(terms: Any) -> str:
    return " ".join(f"{term.sign}{term.value if term.value is not None else '?'} [{term.label.en}]" for term in terms)


def _decided(decided: DecidedShape) -> str:
    run = f"; read again: {decided.run.state}" if decided.run else ""
    item = decided.item
    stands = f" ({item.decided_by}: {item.action})" if item.action else ""
    return f"{item.id} is {item.state}{stands}{run}; {decided.open_items} wait"


def _many(done: BulkShape) -> str:
    left = "".join(f"\n  left alone: {skipped.reason}" for skipped in done.skipped)
    return f"{len(done.items)} decided as {done.bulk}{left}"


def _place(box: str) -> dict[str, float]:
    names = ("page", "x0", "top", "x1", "bottom")
    try:
        numbers = [float(part) for part in box.split(",")]
        return dict(zip(names, numbers, strict=True)) | {"page": int(numbers[0])}
    except ValueError as error:
        raise Unusable(what=f"box {box}", detail="five numbers: page, left, top, right, bottom") from error
