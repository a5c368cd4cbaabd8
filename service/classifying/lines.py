"""A classified pile as JSON lines: one object a file, in input order."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from service.classifying.items import Item
from service.errors import CannotWrite


def json_lines(items: Iterable[Item], left: Iterable[Path]) -> str:
    """Every file of the pile, and those of its folders that were left alone."""
    lines = [_line(item) for item in items]
    lines += [{"file": str(path), "status": "left_alone", "message": "no PDF, in a folder that was given"} for path in left]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(item: Item) -> dict[str, Any]:
    line: dict[str, Any] = {"file": str(item.file), "status": item.status, "sha256": item.sha256 or None}
    if item.what is None:
        line["message"] = item.message
    else:
        line |= {
            "genre": item.what.genre,
            "department": item.department,
            "department_from": item.department_from or None,
            "fiscal_year": item.fiscal_year,
            "fiscal_year_from": item.fiscal_year_from or None,
            **_plain(item),
        }
    if item.notes:
        line["notes"] = list(item.notes)
    line["relations"] = [relation.model_dump(mode="json") for relation in item.relations]
    return line


def _plain(item: Item) -> dict[str, Any]:
    assert item.what is not None
    own = item.what.model_dump(exclude={"genre", "department", "fiscal_year", "text"})
    return {name: None if value == "" else value for name, value in own.items()}


def write_lines(file: Path, text: str) -> None:
    """At once or not at all. Raises CannotWrite."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as error:
        raise CannotWrite(folder=file.parent, detail=error.strerror) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            out.write(text)
        Path(aside).chmod(0o644)
        Path(aside).replace(file)
    except OSError as error:
        with suppress(OSError):
            Path(aside).unlink()
        raise CannotWrite(folder=file.parent, detail=error.strerror) from error


def told_together(items: Sequence[Item]) -> str:
    """The pile in one sentence."""
    genres = {"final_accounts": "final accounts", "budget": "budgets", "performance_report": "performance reports"}
    counted = [(sum(item.genre == genre for item in items), name) for genre, name in genres.items()]
    none, refused = (sum(item.status == status for item in items) for status in ("no_disclosure", "refused"))
    parts = [f"{count} {name}" for count, name in counted if count]
    parts += [f"{none} no disclosure"] if none else []
    parts += [f"{refused} refused"] if refused else []
    return f"{len(items)} files: {', '.join(parts) or 'none'}{_relations(items)}"


def _relations(items: Sequence[Item]) -> str:
    """Copies by file, the others by pair of files."""
    kinds = [relation.kind for item in items for relation in item.relations]
    counts = {
        "copies": kinds.count("duplicate") + kinds.count("same_text"),
        "pairs of tables and narrative": kinds.count("pair") // 2,
        "pairs of editions": kinds.count("revision") // 2,
    }
    said = [f"{count} {name}" for name, count in counts.items() if count]
    return f"; {', '.join(said)}" if said else ""
