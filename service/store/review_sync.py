"""Brings a document's items in line with the run it shows.

Same evidence: the decision stands. Changed: asked again. Gone: closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, update

from service.store import decisions
from service.store.decisions import SYSTEM, Entry, Standing, standing_of
from service.store.review_items import Draft, Item, ItemState, item_id, of_document
from service.store.schema import review_items

CorrectionState = Literal["none", "applied", "refused", "pending"]
_CHANGED = "what is printed there, or what speaks against it, is not what was decided on"
_REFUSED = "the correction found another reading than the one it corrects"
_DOUBTED = "the corrected figure is contradicted: look again"


def synchronise(
    connection: Connection, document: str, run: str, drafts: Sequence[Draft], corrected: Mapping[str, CorrectionState]
) -> None:
    """`corrected`: for each standing correction, by subject, what this run made of it; `pending`: it knew nothing of it."""
    known = {item.subject: item for item in of_document(connection, document)}
    for draft in drafts:
        item = known.pop(draft.subject, None)
        if item is None:
            _add(connection, document, run, draft)
        else:
            _meet(connection, run, item, draft, corrected.get(draft.subject, "none"))
    for item in known.values():
        _miss(connection, run, item, corrected.get(item.subject, "none"))


def open_one(connection: Connection, document: str, run: str, draft: Draft) -> str:
    """An item that a person asks for: as it stands where it waits or was decided, opened where it was closed. Its id."""
    identity = item_id(document, draft.subject)
    known = next((item for item in of_document(connection, document) if item.id == identity), None)
    if known is None:
        _add(connection, document, run, draft)
    elif known.state == "closed":
        _write(connection, known, {**_shown(draft, run), **Standing(state="open").model_dump()}, None)
    return identity


def same_evidence(draft: Draft, item: Item) -> bool:
    """The same is printed at the same place, and nothing new speaks against it."""
    return draft.evidence == item.evidence and set(draft.doubts) <= set(item.doubts)


def _meet(connection: Connection, run: str, item: Item, draft: Draft, corrected: CorrectionState) -> None:
    """An item that there is cause to ask about."""
    shown = _shown(draft, run)
    if corrected == "pending":
        return
    if corrected == "refused":
        _ask_again(connection, item, shown, _REFUSED, Standing(state="open"))
    elif same_evidence(draft, item):
        kept = {"doubts": list(item.doubts)} if item.action is not None else {}
        _write(connection, item, shown | kept, _reopened(item))
    elif corrected == "applied":
        _ask_again(connection, item, shown, _DOUBTED, standing_of(item).model_copy(update={"state": "open"}))
    elif item.action is None:
        _write(connection, item, shown, "open")
    else:
        _ask_again(connection, item, shown, _CHANGED, Standing(state="open"))


def _reopened(item: Item) -> ItemState:
    """The state of an item whose evidence is there, and the same: a closed one is as it was before that."""
    if item.state != "closed":
        return item.state
    return "open" if item.action is None else "decided"


def _miss(connection: Connection, run: str, item: Item, corrected: CorrectionState) -> None:
    """An item that there is no cause to ask about: a correction that was made is why, else it is closed."""
    if corrected == "pending":
        return
    if corrected == "applied":
        _write(connection, item, {"run": run}, "decided")
    elif corrected == "refused":
        _ask_again(connection, item, {"run": run}, _REFUSED, Standing(state="closed"))
    elif item.state == "proposed":
        _ask_again(connection, item, {"run": run}, _CHANGED, Standing(state="closed"))
    else:
        _write(connection, item, {"run": run}, "closed")


def _ask_again(connection: Connection, item: Item, shown: Mapping[str, Any], why: str, standing: Standing) -> None:
    decisions.append(connection, item, Entry(by=SYSTEM, action="asked_again", standing=standing, note=why))
    _write(connection, item, {**shown, **standing.model_dump()}, None)


def _write(connection: Connection, item: Item, values: Mapping[str, Any], state: ItemState | None) -> None:
    """A change that a reviewer would see raises the version; whoever is at the item keeps it."""
    wanted = dict(values) if state is None else {**values, "state": state}
    changed = {name: value for name, value in wanted.items() if getattr(item, name) != value}
    if not changed:
        return
    if set(changed) - {"run", "priority"}:
        changed["version"] = item.version + 1
    if changed.get("state") == "open":
        changed["opened_at"] = datetime.now(UTC)
    connection.execute(update(review_items).where(review_items.c.id == item.id).values(changed))


def _add(connection: Connection, document: str, run: str, draft: Draft) -> None:
    values = _shown(draft, run) | {"kind": draft.kind, "subject": draft.subject}
    connection.execute(
        review_items.insert().values(
            id=item_id(document, draft.subject),
            document=document,
            state="open",
            opened_at=datetime.now(UTC),
            version=1,
            **values,
        )
    )


def _shown(draft: Draft, run: str) -> dict[str, Any]:
    """What of a draft a row holds; its place in the queue and its view are those of the newest run."""
    fields = ("evidence", "cause", "severity", "form", "section", "page", "priority")
    shown = {name: getattr(draft, name) for name in fields}
    return shown | {"doubts": list(draft.doubts), "view": dict(draft.view), "run": run}
