"""Figures laid out like their forms: rows in printed order, columns in the forms' order, income beside expenditure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.model import Extraction, Fact, FormStatus
from service.exports.labels import Label, joined, label, layout, line_label, order, same
from service.exports.report_marks import Mark, PageSizes, placed
from service.exports.telling import reason_label

_ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)、.．]\s*")
_CODE_LEVELS = {3: 0, 5: 1, 7: 2}


class Row(NamedTuple):
    """A row of a form: one mark per column, None where the row prints nothing."""

    key: str
    code: str
    label: Label
    level: int
    is_sum: bool
    cells: tuple[Mark | None, ...]


class Grid(NamedTuple):
    """A form or one of its halves."""

    columns: tuple[Label, ...]
    rows: tuple[Row, ...]

    @property
    def coded(self) -> bool:
        """True when any row has a classification code to print."""
        return any(row.code for row in self.rows)


class FormView(NamedTuple):
    """A form with its standing and, where it was read, its figures."""

    form: str
    title: Label
    status: str
    unit: str
    pages: tuple[int, ...]
    note: str
    counts: dict[str, int]
    grids: tuple[Grid, ...]


class Names:
    """What rows and columns are called: canonical names where the keys have one, else as printed."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._printed: dict[tuple[str, str], dict[str, None]] = {}
        self._home: dict[str, str] = {}
        for fact in facts:
            if fact.label.strip():
                self._home.setdefault(fact.row, fact.form)
                self._printed.setdefault((fact.form, fact.row), {})[" ".join(fact.label.split())] = None

    def row(self, form: str, row: str) -> Label:
        """The row's name. A row whose figures bear different printed names goes by its canonical one."""
        printed, canonical = list(self._printed.get((form, row), ())), line_label(form, row)
        if len(printed) == 1:
            return Label(printed[0], canonical.en if canonical else printed[0])
        return canonical or (same(printed[0]) if printed else label("words", row))

    def place(self, form: str | None, row: str | None, column: str | None, named_in: str | None = None) -> Label:
        """Form, row and column as one line; whatever is absent is left out. `named_in`: the form whose row names hold."""
        parts = [same(form)] if form else []
        if row:
            parts.append(joined([self._row_with_code(each, named_in or form) for each in row.split("、")], "、"))
        if column and column != "amount":
            parts.append(column_label(column))
        return joined(parts)

    def _row_with_code(self, row: str, form: str | None) -> Label:
        """Without a form a code is called as the first form that prints it calls it: classifications share no code."""
        code = _code(row)
        name = self.row(form or (self._home.get(row, "") if code else ""), row)
        return joined([same(code), name], " ") if code and name.zh != code else name


def column_label(column: str) -> Label:
    """A column's name; a claim's field where no form has such a column."""
    return label("columns" if column in order("columns") else "fields", column)


def form_views(extraction: Extraction, names: Names, sizes: PageSizes) -> Iterator[FormView]:
    """Every form the document has or should have, in the result's order; forms with figures but no standing last."""
    figures: dict[str, list[tuple[int, Fact]]] = {}
    for number, fact in enumerate(extraction.facts):
        figures.setdefault(fact.form, []).append((number, fact))
    standing = [*extraction.forms, *_unlisted(extraction, figures)]
    for status in standing:
        yield _form_view(status, figures.get(status.form, []), names, sizes)


def _unlisted(extraction: Extraction, figures: Iterable[str]) -> Iterator[FormStatus]:
    listed = {status.form for status in extraction.forms}
    return (FormStatus(form=form, status="read") for form in figures if form not in listed)


def _form_view(status: FormStatus, figures: Sequence[tuple[int, Fact]], names: Names, sizes: PageSizes) -> FormView:
    unit = status.unit or (figures[0][1].unit if figures else "")
    title = label("forms", status.form)
    printed = _ORDINAL.sub("", " ".join(status.title.split()))
    if printed:
        title = Label(printed, title.en if title.en != status.form else printed)
    pages = status.pages or tuple(sorted({fact.box.page for _, fact in figures}))
    counts: Counter[str] = Counter(fact.verdict for _, fact in figures)
    grids = tuple(_grids(status.form, figures, names, sizes))
    by_verdict = {verdict: counts[verdict] for verdict in order("verdicts")}
    return FormView(status.form, title, status.status, unit, pages, status.note, by_verdict, grids)


def _grids(form: str, figures: Sequence[tuple[int, Fact]], names: Names, sizes: PageSizes) -> Iterator[Grid]:
    how = layout(form)
    halves: list[list[tuple[int, Fact]]] = [[] for _ in how.get("halves", [[]])]
    for numbered in figures:
        halves[_half_of(numbered[1].row, how.get("halves", []))].append(numbered)
    for half in halves:
        if half:
            yield _grid(form, half, names, sizes, by_code=how.get("sorted", False))


def _half_of(row: str, halves: Sequence[Sequence[str]]) -> int:
    """Index of the half a row belongs to; the last one when no prefix fits."""
    return next((at for at, prefixes in enumerate(halves) if row.startswith(tuple(prefixes))), -1)


def _grid(form: str, figures: Sequence[tuple[int, Fact]], names: Names, sizes: PageSizes, *, by_code: bool) -> Grid:
    ranks = {column: rank for rank, column in enumerate(order("columns"))}
    columns = sorted({fact.column for _, fact in figures}, key=lambda column: (ranks.get(column, len(ranks)), column))
    rows: dict[str, dict[str, Mark]] = {}
    for number, fact in figures:
        rows.setdefault(fact.row, {})[fact.column] = figure_mark(fact, number, sizes)
    keys = sorted(rows, key=lambda key: (not key.isdigit(), key)) if by_code else list(rows)
    return Grid(
        tuple(column_label(column) for column in columns),
        tuple(_row(form, key, [rows[key].get(column) for column in columns], names) for key in keys),
    )


def _row(form: str, key: str, cells: Iterable[Mark | None], names: Names) -> Row:
    code = _code(key)
    level = _CODE_LEVELS.get(len(code), 0) if code else max(key.count(".") - 1, 0)
    is_sum = key.rsplit(".", 1)[-1] in ("total", "subtotal") or key.endswith("_total")
    name = names.row(form, key)
    return Row(key, code, same("") if name.zh == code else name, level, is_sum, tuple(cells))


def _code(key: str) -> str:
    return key if key.isdigit() else ""


def figure_mark(fact: Fact, number: int, sizes: PageSizes) -> Mark:
    """A figure as printed, with why it stands as it does. `number` is its position among the result's facts."""
    reasons = tuple(reason_label(reason) for reason in fact.reasons)
    return Mark(" ".join(fact.text.split()), fact.verdict, placed([fact.box], sizes), fact.proofs, reasons, f"f{number}")
