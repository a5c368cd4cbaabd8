"""Rows of the performance tables, by table, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from extractors.model import Extraction, Indicator
from service.exports.report_marks import Mark, PageSizes, placed


class IndicatorView(NamedTuple):
    """One row: the levels above its name, the name as a mark, its cells as printed."""

    levels: str
    name: Mark
    target: str
    actual: str
    weight: str
    score: str
    page: int


class IndicatorTable(NamedTuple):
    """The rows of one table; `title` with its project or goal behind the slash."""

    title: str
    rows: tuple[IndicatorView, ...]


def indicator_tables(extraction: Extraction, sizes: PageSizes) -> Iterator[IndicatorTable]:
    """Tables in print order."""
    for title, rows in groupby(extraction.indicators, key=lambda indicator: indicator.table):
        yield IndicatorTable(title.replace("/", " / "), tuple(_view(row, sizes) for row in rows))


def _view(indicator: Indicator, sizes: PageSizes) -> IndicatorView:
    return IndicatorView(
        levels=" · ".join(level for level in (indicator.level1, indicator.level2) if level),
        name=Mark(indicator.name, indicator.verdict, placed(indicator.boxes, sizes)),
        target=indicator.target or "",
        actual=indicator.actual or "",
        weight=indicator.weight or "",
        score=indicator.score or "",
        page=indicator.page,
    )
