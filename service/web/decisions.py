"""What a person enters on the review page -> a decision."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractors.model import Box
from service.errors import Impossible
from service.review.corrections import Given, Verdict
from service.review.view import Place
from service.store.review_items import Item
from service.web.places import place_of, written


class DecisionForm(BaseModel):
    """The fields of the form; those that a decision does not need are left alone."""

    model_config = ConfigDict(frozen=True)

    action: Literal["confirm", "correct", "dismiss", "approve"]
    version: int = Field(ge=1, le=2**31 - 1)
    value: str = Field("", max_length=20_000)
    place: str = Field("", max_length=200)
    note: str = Field("", max_length=4000)


def verdict_of(form: DecisionForm, item: Item) -> Verdict:
    """The decision. Raises Impossible for a place that is none."""
    if form.action == "approve":
        raise Impossible(reason="An approval is no decision of its own")
    given: dict[str, Any] = {"action": form.action, "version": form.version, "note": form.note.strip()}
    if form.action == "correct":
        place = place_of(form.place) if form.place.strip() else None
        box = Box(place.page, place.x0, place.top, place.x1, place.bottom) if place else None
        given |= {"value": value_of(form.value, item.view.get("value")), "box": box}
    return Verdict.model_validate(given)


def value_of(text: str, read: Any) -> Given:
    """What was entered, in the shape of what was read: words, a list with one a line, or counts as `name=count` a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if isinstance(read, list):
        return tuple(lines)
    if isinstance(read, dict):
        pairs = (line.replace("＝", "=").rpartition("=") for line in lines)
        return {name.strip(): count.strip() for name, _, count in pairs if name.strip()}
    return " ".join(lines)


def entered(item: Item) -> str:
    """What the field holds at first: as printed for figures and words, one a line for lists and counts."""
    read = item.view.get("value")
    if isinstance(read, list):
        return "\n".join(map(str, read))
    if isinstance(read, dict):
        return "\n".join(f"{name}={count}" for name, count in read.items())
    return str(item.view.get("text") or read or "") if item.kind == "fact" else str(read or "")


def first_place(item: Item) -> str:
    """Where it was read, as the form writes it."""
    boxes = item.view.get("boxes") or []
    return written(Place.model_validate(boxes[0])) if boxes else ""
