"""The rows of the review queue: what waits, who is at it. An item is one subject of one document and is never deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, update

from extractors.model import Frozen
from service.errors import Conflict, NotFound
from service.store.schema import documents, review_items

ItemState = Literal["open", "proposed", "decided", "closed"]
ItemKind = Literal["fact", "claim", "finding"]
WAITING: tuple[ItemState, ...] = ("open", "proposed")
_MOST_TRIES = 50


class Draft(Frozen):
    """What a run gives cause to ask. `evidence`: digest of what is printed where; `doubts`: why it is asked."""

    subject: str
    kind: ItemKind
    evidence: str
    doubts: Sequence[str] = ()
    cause: str
    severity: str
    form: str | None = None
    section: str | None = None
    page: int | None = None
    priority: float
    view: Mapping[str, Any]


class Item(Draft):
    """A row of the queue. `action`, `decided_by`: what stands, or is proposed; `correction`: what of it changes the reading."""

    id: str
    document: str
    state: ItemState
    run: str
    opened_at: datetime
    decision: int | None = None
    action: str | None = None
    decided_by: str | None = None
    correction: Mapping[str, Any] | None = None
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    version: int
    name: str = ""
    department: str | None = None
    fiscal_year: int | None = None

    def held_by_another(self, user: str) -> bool:
        """Another person is at it now."""
        until = self.claimed_until
        return self.claimed_by not in (None, user) and until is not None and until > datetime.now(UTC)


class Wish(Frozen):
    """Which items: all of what is stated. `free_for`: those that this user may take now; `skip`: none of these ids."""

    state: ItemState | None = None
    subject: str | None = None
    kind: ItemKind | None = None
    document: str | None = None
    form: str | None = None
    section: str | None = None
    cause: str | None = None
    severity: str | None = None
    genre: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    claimed_by: str | None = None
    free_for: str | None = None
    skip: Sequence[str] = ()


class Decided(Frozen):
    """What was decided about a subject and stands: all that a result needs to know of it."""

    subject: str
    evidence: str
    doubts: Sequence[str]
    action: str
    decided_by: str
    correction: Mapping[str, Any] | None


class Cause(Frozen):
    """Items of one cause that wait, and in how many documents."""

    cause: str
    items: int
    documents: int


def item_id(document: str, subject: str) -> str:
    """An item's id: the same in every store."""
    return hashlib.sha256(f"{document} {subject}".encode()).hexdigest()[:32]


def get(connection: Connection, identity: str) -> Item:
    """One item. Raises NotFound."""
    row = connection.execute(_rows().where(review_items.c.id == identity)).first()
    if row is None:
        raise NotFound(what="review item", id=identity)
    return _item(row)


def of_document(connection: Connection, document: str) -> list[Item]:
    """All items of a document, also those closed."""
    return [_item(row) for row in connection.execute(_rows().where(review_items.c.document == document))]


def documents_of(connection: Connection, identities: Sequence[str]) -> list[str]:
    """The documents of these items."""
    chosen = select(review_items.c.document).distinct().where(review_items.c.id.in_(identities))
    return list(connection.execute(chosen).scalars())


def page(connection: Connection, wish: Wish, limit: int, offset: int) -> tuple[int, list[Item]]:
    """How many there are, and those of one page, most urgent first."""
    chosen = conditions(wish)
    total = connection.execute(select(func.count()).select_from(_joined()).where(*chosen)).scalar_one()
    rows = _rows().where(*chosen).order_by(*_URGENT).limit(limit).offset(offset)
    return total, [_item(row) for row in connection.execute(rows)]


def decided(connection: Connection, document: str) -> list[Decided]:
    """What was decided about a document and stands."""
    c = review_items.c
    columns = (c.subject, c.evidence, c.doubts, c.action, c.decided_by, c.correction)
    rows = connection.execute(select(*columns).where(c.document == document, c.state == "decided"))
    return [Decided.model_validate(dict(row._mapping)) for row in rows]


def identities(connection: Connection, wish: Wish, limit: int) -> list[str]:
    """The ids of the wished items alone, most urgent first."""
    rows = select(review_items.c.id).select_from(_joined()).where(*conditions(wish)).order_by(*_URGENT).limit(limit)
    return list(connection.execute(rows).scalars())


def forms(connection: Connection) -> list[str]:
    """The forms that items are about."""
    found = select(review_items.c.form).distinct().where(review_items.c.form.is_not(None))
    return list(connection.execute(found.order_by(review_items.c.form)).scalars())


def causes(connection: Connection, wish: Wish) -> list[Cause]:
    """The causes among the wished items, the commonest first."""
    items, of = func.count(), func.count(review_items.c.document.distinct())
    counted = select(review_items.c.cause, items, of).select_from(_joined()).where(*conditions(wish))
    rows = connection.execute(counted.group_by(review_items.c.cause).order_by(items.desc(), review_items.c.cause))
    return [Cause(cause=cause, items=count, documents=places) for cause, count, places in rows]


def conditions(wish: Wish) -> list[ColumnElement[bool]]:
    """The wish as conditions on items joined with their documents."""
    stated = wish.model_dump(exclude={"genre", "fiscal_year", "department", "free_for", "skip"}, exclude_none=True)
    found: list[ColumnElement[bool]] = [review_items.c[name] == value for name, value in stated.items()]
    found += [
        documents.c[name] == value
        for name in ("genre", "fiscal_year", "department")
        if (value := getattr(wish, name)) is not None
    ]
    if wish.free_for is not None:
        found.append(_free(wish.free_for))
    if wish.skip:
        found.append(review_items.c.id.not_in(wish.skip))
    return found


def claim(connection: Connection, identity: str, user: str, minutes: int) -> Item:
    """This item is the user's for a while; claiming again prolongs. Raises Conflict where another is at it, or nothing waits."""
    wanted = (review_items.c.id == identity, review_items.c.state.in_(WAITING), unclaimed(user))
    done = connection.execute(update(review_items).where(*wanted).values(_claimed(user, minutes)))
    item = get(connection, identity)
    if done.rowcount == 1:
        return item
    if item.held_by_another(user):
        raise Conflict(reason=held(item))
    raise Conflict(reason=f"The item {identity} is {item.state}: nothing is to be decided there; take the next one")


def claim_next(connection: Connection, wish: Wish, user: str, minutes: int) -> Item | None:
    """The most urgent of the wished items that is free, now the user's; None where there is none."""
    wanted = select(review_items.c.id).select_from(_joined()).where(*conditions(wish), _free(user)).order_by(*_URGENT).limit(1)
    for _ in range(_MOST_TRIES):
        identity = connection.execute(wanted.with_for_update(of=review_items, skip_locked=True)).scalar()
        if identity is None:
            return None
        free = (review_items.c.id == identity, review_items.c.state.in_(WAITING), unclaimed(user))
        if connection.execute(update(review_items).where(*free).values(_claimed(user, minutes))).rowcount == 1:
            return get(connection, identity)
    return None


def release(connection: Connection, identity: str, user: str) -> Item:
    """Give an item back. Raises Conflict where another is at it."""
    mine = (review_items.c.id == identity, review_items.c.claimed_by == user)
    connection.execute(update(review_items).where(*mine).values(claimed_by=None, claimed_until=None))
    item = get(connection, identity)
    if item.held_by_another(user):
        raise Conflict(reason=held(item))
    return item


def unclaimed(user: str) -> ColumnElement[bool]:
    """Nobody else is at the item now."""
    c = review_items.c
    return or_(c.claimed_by.is_(None), c.claimed_by == user, c.claimed_until <= datetime.now(UTC))


def held(item: Item) -> str:
    """Why an item cannot be taken, for a person."""
    until = f"{item.claimed_until:%H:%M} UTC" if item.claimed_until else "soon"
    return f"{item.claimed_by} is at the item {item.id} until {until}: take the next one, or wait"


def _free(user: str) -> ColumnElement[bool]:
    """Waiting, with nobody else at it, and not waiting for someone else than the one who proposed."""
    c = review_items.c
    own = and_(c.state == "proposed", c.decided_by == user)
    return and_(c.state.in_(WAITING), unclaimed(user), ~own)


def _claimed(user: str, minutes: int) -> dict[str, Any]:
    return {"claimed_by": user, "claimed_until": datetime.now(UTC) + timedelta(minutes=minutes)}


def _joined() -> Any:
    return review_items.join(documents, documents.c.id == review_items.c.document)


_URGENT = (review_items.c.priority.desc(), review_items.c.document, review_items.c.page, review_items.c.id)


def _rows() -> Select[Any]:
    return select(review_items, documents.c.name, documents.c.department, documents.c.fiscal_year).select_from(_joined())


def _item(row: Row[Any]) -> Item:
    return Item.model_validate({name: value for name, value in row._mapping.items() if value is not None})
