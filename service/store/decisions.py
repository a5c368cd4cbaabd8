"""Decisions about review items: only ever appended to. An item's own row says which of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, select, update

from extractors.model import Correction, Frozen
from service.errors import Conflict
from service.store.review_items import Item, ItemState, get, held, unclaimed
from service.store.schema import decisions, review_items

Verb = Literal["confirm", "correct", "dismiss"]
Action = Literal["confirm", "correct", "dismiss", "approve", "undo", "asked_again"]
SYSTEM = "mingzhang"


class Decision(Frozen):
    """One entry. `before`, `after`: the item's standing; `asked_again` is written by the service where evidence changed."""

    id: int
    item: str
    document: str
    at: datetime
    by: str
    action: Action
    evidence: str
    doubts: Sequence[str] = ()
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    correction: Mapping[str, Any] | None = None
    note: str = ""
    undoes: int | None = None
    bulk: str | None = None

    @property
    def standing(self) -> int | None:
        """The decision that stands after it: an approval lets the proposal stand."""
        decision: int | None = self.after.get("decision")
        return decision


class Standing(Frozen):
    """What stands of an item after a decision."""

    state: ItemState
    action: Verb | None = None
    decided_by: str | None = None
    decision: int | None = None
    correction: Mapping[str, Any] | None = None


class Entry(Frozen):
    """A decision to be written. `standing` without a decision of its own takes the entry's id."""

    by: str
    action: Action
    standing: Standing
    correction: Mapping[str, Any] | None = None
    note: str = ""
    undoes: int | None = None
    bulk: str | None = None


def standing_of(item: Item) -> Standing:
    """What stands now."""
    fields = {name: getattr(item, name) for name in Standing.model_fields}
    return Standing.model_validate(fields)


def decide(connection: Connection, item: Item, version: int, entry: Entry) -> Item:
    """Write a decision and what stands now, both or none. Raises Conflict where the item is another's or was changed."""
    values = entry.standing.model_dump() | {"claimed_by": None, "claimed_until": None, "version": version + 1}
    wanted = (
        review_items.c.id == item.id,
        review_items.c.version == version,
        review_items.c.state != "closed",
        unclaimed(entry.by),
    )
    if connection.execute(update(review_items).where(*wanted).values(values)).rowcount != 1:
        raise Conflict(reason=_why_not(connection, get(connection, item.id), version, entry.by))
    append(connection, item, entry)
    return get(connection, item.id)


def append(connection: Connection, item: Item, entry: Entry) -> int:
    """Write an entry; `item` is as it was before. Its id is what the standing refers to unless that names another."""
    made = connection.execute(
        decisions.insert()
        .values(
            item=item.id,
            document=item.document,
            at=datetime.now(UTC),
            evidence=item.evidence,
            doubts=list(item.doubts),
            before=_shown(item, standing_of(item)),
            after=_shown(item, entry.standing),
            **entry.model_dump(exclude={"standing"}),
        )
        .returning(decisions.c.id)
    ).scalar_one()
    if entry.standing.action is not None and entry.standing.decision is None:
        connection.execute(update(review_items).where(review_items.c.id == item.id).values(decision=made))
    return int(made)


def get_decision(connection: Connection, identity: int) -> Decision:
    """One entry."""
    return Decision.model_validate(dict(connection.execute(select(decisions).where(decisions.c.id == identity)).one()._mapping))


def of_item(connection: Connection, item: str) -> list[Decision]:
    """All entries of an item, oldest first."""
    rows = connection.execute(select(decisions).where(decisions.c.item == item).order_by(decisions.c.id))
    return [Decision.model_validate(dict(row._mapping)) for row in rows]


def of_bulk(connection: Connection, bulk: str) -> list[Decision]:
    """All entries of one bulk decision."""
    rows = connection.execute(select(decisions).where(decisions.c.bulk == bulk).order_by(decisions.c.id))
    return [Decision.model_validate(dict(row._mapping)) for row in rows]


def corrections_of(connection: Connection, document: str) -> tuple[Correction, ...]:
    """What persons corrected in a document and stands, by subject: part of every run that is asked for from now on."""
    chosen = (review_items.c.document == document, review_items.c.correction.is_not(None))
    rows = connection.execute(select(review_items.c.correction).where(*chosen).order_by(review_items.c.subject))
    return tuple(Correction.model_validate(row.correction) for row in rows)


def _shown(item: Item, standing: Standing) -> dict[str, Any]:
    """The standing with what is read, for the history."""
    correction = standing.correction
    value = correction.get("value") if correction else item.view.get("value")
    text = correction.get("text") if correction else item.view.get("text")
    return standing.model_dump(mode="json") | {"value": value, "text": text}


def _why_not(connection: Connection, item: Item, version: int, user: str) -> str:
    if item.held_by_another(user):
        return held(item)
    if item.state == "closed":
        return f"The item {item.id} is closed: its figure is no longer in doubt; take the next one"
    last = of_item(connection, item.id)
    how = f" ({last[-1].by}: {last[-1].action})" if last else ""
    return f"The item {item.id} has changed since you saw it{how}: look again and decide on version {item.version}, not {version}"
