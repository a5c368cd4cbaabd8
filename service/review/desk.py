"""A reviewer at work: claims, decisions, undo, decisions in bulk. Each is one transaction; corrections are read again at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Literal

from sqlalchemy import Connection

from extractors.model import Frozen
from service.errors import Conflict, Impossible, NotFound
from service.review.asked import draft_for
from service.review.corrections import Verdict, correction_of, refuse_off_page
from service.review.rereading import Rereader
from service.store import decisions, documents, history, review_items, review_sync
from service.store.database import Database
from service.store.decisions import Decision, Entry, Standing, standing_of
from service.store.review_items import Item, Wish
from service.store.runs import Run

Submit = Callable[[Sequence[Run]], None]


class Decided(Frozen):
    """An item after a decision, and the run that reads its document again, if one was needed."""

    item: Item
    run: Run | None = None


class Chosen(Frozen):
    """An item of a bulk decision, as it was previewed."""

    id: str
    version: int


class Skipped(Frozen):
    """An item that a bulk decision left alone, and why."""

    id: str
    reason: str


class BulkDone(Frozen):
    """What a bulk decision did."""

    bulk: str
    items: Sequence[Item]
    skipped: Sequence[Skipped]
    runs: Sequence[Run]


BulkVerb = Literal["confirm", "dismiss", "approve"]
Change = Callable[[Connection, Item, str, str], Entry]


class Desk:
    """`seconded`: a decision waits for a second person. `minutes`: how long a claimed item is kept for its reviewer."""

    def __init__(self, database: Database, reread: Rereader, submit: Submit, seconded: bool = False, minutes: int = 15) -> None:
        self._database, self._reread, self._submit = database, reread, submit
        self._seconded, self._minutes = seconded, minutes

    def ask(self, document: str, subject: str, user: str) -> Item:
        """The item of any figure or field of a document, or of an empty cell that a finding names. Raises NotFound."""
        with self._database.begin() as connection:
            documents.lock(connection, document)
            run, extraction = self._reread.shown(connection, document)
            draft = draft_for(extraction, subject)
            if draft is None:
                raise NotFound(what=f"figure or field {subject} in document", id=document)
            identity = review_sync.open_one(connection, document, run.id, draft)
            history.note(connection, user, "review.ask", f"item:{identity}", document=document)
            return review_items.get(connection, identity)

    def claim(self, identity: str, user: str) -> Item:
        """Keep an item for the user. Raises NotFound, Conflict."""
        with self._database.begin() as connection:
            item = review_items.claim(connection, identity, user, self._minutes)
            history.note(connection, user, "review.claim", f"item:{identity}", document=item.document)
            return item

    def claim_next(self, wish: Wish, user: str) -> Item | None:
        """The most urgent free item, kept for the user; the same again until it is decided, given back or skipped."""
        with self._database.begin() as connection:
            item = review_items.claim_next(connection, wish, user, self._minutes)
            if item is not None:
                history.note(connection, user, "review.claim", f"item:{item.id}", document=item.document)
            return item

    def release(self, identity: str, user: str) -> Item:
        """Give an item back. Raises NotFound, Conflict."""
        with self._database.begin() as connection:
            item = review_items.release(connection, identity, user)
            history.note(connection, user, "review.release", f"item:{identity}", document=item.document)
            return item

    def decide(self, identity: str, verdict: Verdict, user: str) -> Decided:
        """Decide, or propose where a second person must agree. Raises NotFound, Conflict, Impossible."""
        with self._database.begin() as connection:
            self._lock(connection, [identity])
            item = self._decide(connection, identity, verdict, user)
            run = self._reread(connection, item.document)
        return self._decided(item.id, run)

    def approve(self, identity: str, version: int, user: str, note: str = "") -> Decided:
        """Agree with what another proposed. Raises NotFound, Conflict."""
        return self._change(identity, version, user, note, approval)

    def undo(self, identity: str, version: int, user: str, note: str = "") -> Decided:
        """What stood before the last decision stands again. Raises NotFound, Conflict."""
        return self._change(identity, version, user, note, undoing)

    def bulk(self, chosen: Sequence[Chosen], action: BulkVerb, user: str, note: str = "") -> BulkDone:
        """One decision for many items; those that changed since the preview, or are another's, are left alone and named."""
        bulk = uuid.uuid4().hex

        def one(connection: Connection, each: Chosen) -> Item:
            if action == "approve":
                item = review_items.get(connection, each.id)
                return decisions.decide(connection, item, each.version, approval(connection, item, user, note, bulk))
            return self._decide(connection, each.id, Verdict(action=action, version=each.version, note=note), user, bulk)

        return self._many(bulk, chosen, one)

    def undo_bulk(self, bulk: str, user: str, note: str = "") -> BulkDone:
        """Undo what of a bulk decision still stands."""
        with self._database.reading() as connection:
            made = [(entry, review_items.get(connection, entry.item)) for entry in decisions.of_bulk(connection, bulk)]
        stands = [item for entry, item in made if item.decision is not None and item.decision in (entry.id, entry.standing)]
        chosen = [Chosen(id=item.id, version=item.version) for item in stands]

        def one(connection: Connection, each: Chosen) -> Item:
            item = review_items.get(connection, each.id)
            return decisions.decide(connection, item, each.version, undoing(connection, item, user, note))

        return self._many(bulk, chosen, one)

    def history(self, identity: str) -> tuple[list[Decision], list[history.Entry]]:
        """Every decision on an item and every claim of it. Raises NotFound."""
        with self._database.reading() as connection:
            review_items.get(connection, identity)
            return decisions.of_item(connection, identity), history.page(connection, f"item:{identity}", None, 1000, 0)[1]

    def _many(self, bulk: str, chosen: Sequence[Chosen], one: Callable[[Connection, Chosen], Item]) -> BulkDone:
        done: list[Item] = []
        skipped: list[Skipped] = []
        with self._database.begin() as connection:
            self._lock(connection, [each.id for each in chosen])
            for each in chosen:
                try:
                    done.append(one(connection, each))
                except (Conflict, Impossible, NotFound) as error:
                    skipped.append(Skipped(id=each.id, reason=str(error)))
            touched = dict.fromkeys(item.document for item in done)
            runs = [run for document in touched if (run := self._reread(connection, document))]
        self._submit(runs)
        return BulkDone(bulk=bulk, items=done, skipped=skipped, runs=runs)

    def _lock(self, connection: Connection, items: Sequence[str]) -> None:
        """One decision about a document at a time: each sees the corrections of those before it."""
        documents.lock(connection, *review_items.documents_of(connection, items))

    def _change(self, identity: str, version: int, user: str, note: str, entry: Change) -> Decided:
        with self._database.begin() as connection:
            self._lock(connection, [identity])
            item = review_items.get(connection, identity)
            decisions.decide(connection, item, version, entry(connection, item, user, note))
            run = self._reread(connection, item.document)
        return self._decided(identity, run)

    def _decided(self, identity: str, run: Run | None) -> Decided:
        if run is not None and not run.ended:
            self._submit([run])
        with self._database.reading() as connection:
            return Decided(item=review_items.get(connection, identity), run=run)

    def _decide(self, connection: Connection, identity: str, verdict: Verdict, user: str, bulk: str | None = None) -> Item:
        item = review_items.get(connection, identity)
        if verdict.box is not None:
            refuse_off_page(verdict.box, documents.get(connection, item.document).pages)
        correction = correction_of(item, verdict, user)
        standing = Standing(
            state="proposed" if self._seconded else "decided",
            action=verdict.action,
            decided_by=user,
            correction=item.correction if self._seconded or correction is None else correction,
        )
        entry = Entry(by=user, action=verdict.action, standing=standing, correction=correction, note=verdict.note, bulk=bulk)
        return decisions.decide(connection, item, verdict.version, entry)


def approval(connection: Connection, item: Item, user: str, note: str, bulk: str | None = None) -> Entry:
    """Raises Conflict where nothing waits for this user's agreement."""
    if item.state != "proposed" or item.decision is None:
        raise Conflict(reason=f"The item {item.id} is {item.state}: there is nothing to approve")
    if item.decided_by == user:
        raise Conflict(reason=f"{user} proposed this: someone else has to approve it")
    proposed = decisions.get_decision(connection, item.decision)
    standing = Standing(
        state="decided",
        action=standing_of(item).action,
        decided_by=f"{item.decided_by}+{user}",
        decision=item.decision,
        correction=proposed.correction or item.correction,
    )
    return Entry(by=user, action="approve", standing=standing, correction=proposed.correction, note=note, bulk=bulk)


def undoing(connection: Connection, item: Item, user: str, note: str) -> Entry:
    """Raises Conflict where no decision stands."""
    if item.decision is None:
        raise Conflict(reason=f"No decision stands on the item {item.id}: there is nothing to undo")
    last = decisions.get_decision(connection, item.decision)
    before = {name: last.before.get(name) for name in Standing.model_fields}
    return Entry(by=user, action="undo", standing=Standing.model_validate(before), note=note, undoes=last.id)
