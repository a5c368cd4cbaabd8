"""A difference between two results, in words."""

from __future__ import annotations

from typing import Any

from service.differences import Change, Side
from service.exports.labels import Label, joined, label, line_label, same, section_label

_LONG = 120


def change_label(change: Change) -> Label:
    """Which figure or statement it is about."""
    if change.what == "figure":
        form, row = change.form or "", change.row or ""
        named = same(change.label) if change.label else (line_label(form, row) or same(""))
        code = same(row if row.isdigit() else "")
        return joined([same(form), joined([code, named], " "), label("columns", change.column or "")])
    field = label("fields", change.field) if change.field else same("")
    return joined([section_label(change.section or ""), label("kinds", change.kind or ""), field])


def side_text(side: Side) -> str:
    """What one result has, short enough for a line."""
    said = side.text or _said(side.value)
    return said if len(said) <= _LONG else said[:_LONG] + "…"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{name} {each}" for name, each in value.items())
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
