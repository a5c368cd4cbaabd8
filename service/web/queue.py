"""The queue as pages ask for it: filters that travel along, and which item comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from service.access.roles import User
from service.exports.labels import Label, joined, label
from service.exports.report_rules import rule_name
from service.exports.telling import reason_label
from service.store.review_items import ItemKind, Wish
from service.web.asked import Asked, Maybe, Offset, Words, Year
from service.web.words import table

State = Literal["open", "proposed", "decided", "closed", "any"]
Chosen = Annotated[State, BeforeValidator(lambda given: given or "open")]


class QueueAsked(Asked):
    """Which items."""

    state: Chosen = "open"
    kind: Annotated[ItemKind | None, Maybe] = None
    document: Words = None
    form: Words = None
    severity: Words = None
    cause: Words = None
    fiscal_year: Year = None
    department: Words = None
    mine: bool = False
    offset: Offset = Field(0)

    def wish(self, user: User) -> Wish:
        """As the store is asked."""
        stated = self.model_dump(exclude={"state", "mine", "offset"})
        return Wish.model_validate(
            stated | {"state": None if self.state == "any" else self.state, "claimed_by": user.name if self.mine else None}
        )

    def round(self, user: User) -> Wish:
        """What the user goes through, one after another: what may be decided now, or what was decided."""
        wish = self.wish(user)
        return wish.model_copy(update={"state": None, "free_for": user.name}) if self.state == "open" else wish

    @property
    def narrowed(self) -> bool:
        """Something is asked for beyond what waits."""
        return bool(self.model_dump(exclude_defaults=True, exclude={"offset"}))


class Round:
    """Items in their order, around which a person goes."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items

    def beside(self, item: str, step: int) -> str | None:
        """The item before (-1) or after (1); the first or last where the item is not in the round. None: there is no other."""
        others = [each for each in self.items if each != item]
        if not others:
            return None
        at = self.items.index(item) if item in self.items else (-1 if step > 0 else 0)
        return self.items[(at + step) % len(self.items)]

    def after_decision(self, item: str, left: Sequence[str]) -> str | None:
        """The next of those that are left now."""
        at = self.items.index(item) + 1 if item in self.items else 0
        there = set(left) - {item}
        following = [each for each in (*self.items[at:], *self.items[:at]) if each in there]
        return following[0] if following else next((each for each in left if each != item), None)

    def position(self, item: str) -> int | None:
        """Number of an item, from 1."""
        return self.items.index(item) + 1 if item in self.items else None


def cause_label(cause: str) -> Label:
    """Why items are asked about: `fact: no identity …`, `finding: FA05.rollup`."""
    kind, _, why = cause.partition(": ")
    words = table()["kinds"].get(kind)
    about = rule_name(why) if kind == "finding" else known_reason(why)
    return joined([Label(*words) if words else label("kinds", kind), about])


def known_reason(why: str) -> Label:
    """A reason whose placeholders may not be filled."""
    told = reason_label(why)
    return told if told.zh != why else Label(why, why)
