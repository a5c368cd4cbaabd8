"""The mutation bench: each corruption does what it says, and what it corrupts is not accepted."""

from __future__ import annotations

import random

import pytest

from extractors.amounts import parse_amount
from extractors.tables import Area, Cell, Grid, grids
from service.bench.mutating import Bench, Tally, added
from service.bench.mutations import MUTATIONS, change_digit, drop_row, glue, lose_digit, shift_cell, shift_column, swap_rows
from tests.tables.paper import Rows, sheet
from tests.typeset import PRESETS, make

ROWS: Rows = [
    ("编码", "名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "19.00", "12.00", "7.00"),
    ("201", "一般公共服务支出", "12.00", "12.00", ""),
    ("208", "社会保障和就业支出", "7.00", "", "7.00"),
]
STRICT = [mutation for mutation in MUTATIONS if mutation.must_be_none]


@pytest.fixture
def grid() -> Grid:
    page = sheet(ROWS, (60, 140, 70, 70, 70))
    (found,) = grids(Area(page, 100, 500))
    return found


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.row(row)] for row in range(grid.row_count)]


def changed(grid: Grid, other: Grid | None) -> list[tuple[str, str]]:
    assert other is not None
    pairs = zip(grid.cells, other.cells, strict=True)
    return [(a.text, b.text) for a, b in pairs if a.text != b.text]


def test_a_shifted_cell_leaves_a_blank(grid: Grid) -> None:
    (one, two) = changed(grid, shift_cell(grid, random.Random(1)))
    assert {one[0], two[0]} == {two[1], one[1]} and "" in one


def test_a_shifted_column_keeps_its_own_order(grid: Grid) -> None:
    other = shift_column(grid, random.Random(1))
    assert other is not None
    before, after = (
        [list(column) for column in zip(*texts(grid), strict=True)],
        [list(c) for c in zip(*texts(other), strict=True)],
    )
    moved = [i for i, column in enumerate(before) if column != after[i]]
    assert len(moved) == 2 and before[moved[0]][1:] == after[moved[1]][1:]


def test_swapped_rows_keep_codes_and_names(grid: Grid) -> None:
    other = swap_rows(grid, random.Random(1))
    assert other is not None
    assert [row[:2] for row in texts(other)] == [row[:2] for row in texts(grid)]
    assert sorted(row[2] for row in texts(other)) == sorted(row[2] for row in texts(grid))


def test_a_lost_digit_is_lost_wherever_the_figure_stands(grid: Grid) -> None:
    pairs = changed(grid, lose_digit(grid, random.Random(3)))
    assert {a[:-1] for a, _ in pairs} == {b for _, b in pairs} and len(pairs) == sum(t == pairs[0][0] for r in ROWS for t in r)


def test_glued_neighbours_dropped_rows_and_misread_digits(grid: Grid) -> None:
    one, two = changed(grid, glue(grid, random.Random(1)))
    assert sorted((one[1], two[1])) == sorted(("", one[0] + two[0]))
    assert any(row == [""] * 5 for row in texts(drop_row(grid, random.Random(1)) or grid))
    ((before, after),) = changed(grid, change_digit(grid, random.Random(1)))
    assert parse_amount(after) is not None and sum(a != b for a, b in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize("name", ["plain", "three_line"])
def test_nothing_that_a_corruption_misplaces_is_accepted(name: str) -> None:
    bench = Bench(make(3, PRESETS[name]).pdf)
    for mutation in STRICT:
        tally = bench.run(mutation, trials=2, seed=1)
        assert (tally.grids, tally.accepted, tally.examples) == (2, 0, ()), mutation.name


def test_the_bench_sees_what_is_accepted_when_no_guard_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Grid, "strays", ())
    monkeypatch.setattr(Cell, "displaced", False)
    monkeypatch.setattr(Cell, "overflows", False)
    bench = Bench(make(3, PRESETS["plain"]).pdf)
    swapped = next(m for m in STRICT if m.mutate is swap_rows)
    assert bench.run(swapped, trials=12, seed=1).accepted > 0


def test_tallies_of_documents_add_up() -> None:
    one, two = Tally(name="a", grids=2, figures=5, accepted=1), Tally(name="a", grids=1, figures=5, accepted=0, unnoticed=1)
    (whole,) = added([[one], [two]])
    assert (whole.grids, whole.figures, whole.accepted, whole.unnoticed, whole.share) == (3, 10, 1, 1, 0.1)
