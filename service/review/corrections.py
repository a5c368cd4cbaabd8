"""What of a person's decision changes the reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractors.model import Box, ClaimValue, Correction, Frozen
from service.errors import Impossible
from service.store.decisions import Verb
from service.store.review_items import Item

_AS_TYPED = str.maketrans({",": "", "，": "", "−": "-", "－": "-"})
_FIGURE = re.compile(r"-?[0-9]{1,24}(\.[0-9]{1,8})?")
Given = str | tuple[str, ...] | Mapping[str, str] | None


class Verdict(Frozen):
    """A decision as a person makes it. `version`: of the item that was looked at."""

    action: Verb
    version: int
    value: Given = None
    text: str = ""
    box: Box | None = None
    note: str = ""


def correction_of(item: Item, verdict: Verdict, user: str) -> dict[str, Any] | None:
    """The correction that a decision makes; None where the reading stays as it is. Raises Impossible."""
    if item.kind == "finding":
        _refuse_value(verdict)
        return None
    if verdict.action == "confirm":
        return None
    read = _read(item)
    if item.kind == "fact" and not read["read"]:
        _refuse_nothing(verdict)
    value = None if verdict.action == "dismiss" else _value(item, verdict.value)
    printed = verdict.text or (verdict.value if isinstance(verdict.value, str) else str(item.view.get("text", "")))
    made = Correction(
        subject=item.subject,
        **read,
        value=value,
        text=printed if value is not None else "",
        box=verdict.box or _box(item),
        by=user,
    )
    return made.model_dump(mode="json")


def refuse_off_page(box: Box, pages: int | None) -> None:
    """Raises Impossible for a place that is none."""
    if pages is not None and box.page > pages:
        raise Impossible(reason=f"The document has {pages} pages, not a page {box.page}: draw the box around what is printed")
    if box.x1 <= box.x0 or box.bottom <= box.top:
        raise Impossible(reason="The box is empty: x0 is its left edge, x1 its right, top above bottom, from the page's top left")


def _refuse_value(verdict: Verdict) -> None:
    if verdict.action == "correct":
        raise Impossible(
            reason="A finding has no value to correct: correct the figure that was misread (each term names its subject)"
        )


def _refuse_nothing(verdict: Verdict) -> None:
    """An empty cell can be given its figure, with its place; there is nothing else to say of it."""
    if verdict.action == "dismiss":
        raise Impossible(reason="The cell was read as empty: confirm that it is, or give its figure")
    if verdict.box is None:
        raise Impossible(reason="Nothing was read there: a figure needs its box, draw it around what is printed")


def _read(item: Item) -> dict[str, Any]:
    """What was read there before any person corrected it."""
    if item.correction is not None:
        return {"read": item.correction["read"], "at": item.correction["at"]}
    text = str(item.view.get("text", ""))
    return {"read": text, "at": _box(item) if text or item.kind == "claim" else None}


def _box(item: Item) -> Box | None:
    boxes = item.view.get("boxes") or ()
    return Box(**boxes[0]) if boxes else None


def _value(item: Item, given: Given) -> ClaimValue:
    """A figure without its thousands separators; words, lists and counts as they are given."""
    if not given:
        raise Impossible(reason="A correction needs a value: give it as printed, or dismiss what is no figure")
    if item.kind != "fact":
        return given
    plain = given.translate(_AS_TYPED).strip() if isinstance(given, str) else ""
    if not _FIGURE.fullmatch(plain):
        raise Impossible(reason=f"{given!r} is no figure: give it as printed, as 942.50 or 1,204.00")
    return plain
