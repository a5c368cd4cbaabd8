"""Rows of tables of words (indicators, key work) against truth: a row counts when every column of it agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from service.evaluation.counts import ReadCounts
from service.evaluation.normalise import text

INDICATOR_COLUMNS = ("level1", "level2", "name", "target", "actual", "score")
KEY_WORK_COLUMNS = ("no", "item", "content_and_goals", "completion")

Key = tuple[str | None, ...]


class RowScore(ReadCounts):
    """Counts of one table of words in one document. `wrong`: rows accepted as a whole that truth has not, or otherwise."""

    accepted_right: int = 0
    wrong: int = 0


class WordTables(NamedTuple):
    """What a document's truth or result says row by row: indicators, and the table of key work."""

    indicators: Sequence[Mapping[str, Any]]
    key_work: Sequence[Mapping[str, Any]]


def score_word_tables(truth: WordTables, got: WordTables) -> dict[str, RowScore]:
    """Per table of words that truth lists rows of; a table without rows in truth is not scored."""
    worked = [line for line in got.key_work if line.get("kind") == "key_work"]
    scores = {
        "indicators": (truth.indicators, got.indicators, INDICATOR_COLUMNS),
        "key_work": (truth.key_work, worked, KEY_WORK_COLUMNS),
    }
    return {name: _score(*rows) for name, rows in scores.items() if rows[0]}


def _score(truth: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> RowScore:
    """Rows as often as they are printed: two alike in truth ask for two."""
    known, read = Counter(_keys(truth, columns)), Counter(_keys(got, columns))
    accepted = Counter(_keys((row for row in got if row.get("verdict") == "accepted"), columns))
    right = (known & accepted).total()
    return RowScore(
        truth=known.total(),
        got=read.total(),
        right=(known & read).total(),
        accepted_right=right,
        wrong=accepted.total() - right,
    )


def _keys(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> list[Key]:
    return [tuple(text(row.get(column)) for column in columns) for row in rows]
