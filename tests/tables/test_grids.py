"""Pages of one small table, ruled in every way: the same cells, each with its own text and place."""

from __future__ import annotations

import pytest

from extractors.model import Rule
from extractors.tables import Grid, Known, grids, header_rows
from tests.tables.paper import LEFT, ROW, TOP, Ruling, area, glyphs, line, page, sheet, table

WIDTHS = (70, 120, 80, 80, 80)
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
BODY = (
    ("201", "一般公共服务支出", "1,507.06", "1,000.06", "507.00"),
    ("20103", "政府办公厅", "1,507.06", "1,000.06", "507.00"),
    ("2010301", "行政运行", "1,000.06", "1,000.06", ""),
    ("2010302", "事务", "507.00", "", "507.00"),
)
RULINGS: tuple[Ruling, ...] = ("grid", "segments", "rows", "three_line", "frame", "none")


def body_texts(grid: Grid) -> list[tuple[str, ...]]:
    texts = [tuple(grid.at(r, c).text for c in range(grid.col_count)) for r in range(grid.row_count)]
    return [row for row in texts if row[0].isdigit()]


def only(found: list[Grid]) -> Grid:
    (grid,) = found
    return grid


@pytest.mark.parametrize("ruling", RULINGS)
def test_every_ruling_gives_the_same_cells(ruling: Ruling) -> None:
    grid = only(grids(area(sheet([HEAD, *BODY], WIDTHS, ruling=ruling))))
    assert body_texts(grid) == list(BODY)


@pytest.mark.parametrize(
    ("ruling", "bound"),
    [("grid", "ruled"), ("segments", "segment"), ("rows", "clustered"), ("three_line", "clustered"), ("none", "clustered")],
)
def test_how_a_column_is_known_is_told(ruling: Ruling, bound: str) -> None:
    grid = only(grids(area(sheet([HEAD, *BODY], WIDTHS, ruling=ruling))))
    assert {edge.bound for edge in grid.edges[1:-1]} == {bound}


def test_merged_cells_cover_their_columns_and_rows() -> None:
    rows = [("项目", "<", "本年支出", "<", "<"), ("编码", "名称", "合计", "基本", "项目"), *BODY]
    grid = only(grids(area(sheet(rows, WIDTHS))))
    assert grid.at(0, 3) is grid.at(0, 2)
    assert (grid.at(0, 2).cols, grid.at(0, 2).rows) == (3, 1)
    tall = [("编码", "名称", "本年支出", "<", "<"), ("^", "^", "合计", "基本", "项目"), *BODY]
    grid = only(grids(area(sheet(tall, WIDTHS))))
    assert (grid.at(1, 0).row, grid.at(1, 0).rows) == (0, 2)
    assert [cell.text for cell in grid.row(1)] == ["编码", "名称", "合计", "基本", "项目"]


def test_a_box_lies_on_the_ink_of_the_displayed_page() -> None:
    upright = sheet([HEAD, *BODY], WIDTHS)
    grid = only(grids(area(upright)))
    cell = grid.at(1, 2)
    box = grid.box(cell)
    assert (box.page, round(box.x1), round(box.top)) == (1, LEFT + 270 - 2, round(TOP + ROW + (ROW - 9) / 2))
    turned = upright.model_copy(update={"turn": 90})
    shown = only(grids(area(turned))).box(cell)
    assert (shown.x0, shown.top) == pytest.approx((upright.height - box.bottom, box.x0), abs=0.02)


def test_the_box_of_an_empty_cell_is_the_cell() -> None:
    grid = only(grids(area(sheet([HEAD, *BODY], WIDTHS))))
    assert grid.box(grid.at(3, 4))[1:] == pytest.approx((LEFT + 350, TOP + 3 * ROW, LEFT + 430, TOP + 4 * ROW), abs=1)


@pytest.mark.parametrize(("reach", "over"), [(0.0, False), (2.0, False), (3.2, True)])
def test_a_figure_over_the_edge_of_its_cell_is_seen(reach: float, over: bool) -> None:
    drawn = table([HEAD, *BODY[:3], ("2010302", "事务", "", "", "507.00")], WIDTHS)
    edge = LEFT + sum(WIDTHS[:3])
    large = line(glyphs("507.00", edge + reach - 42, TOP + 4 * ROW + 1, size=14))
    grid = only(grids(area(page([*drawn.lines, large], drawn.rules))))
    assert grid.at(4, 2).text == "507.00"
    assert grid.at(4, 2).overflows is over


def test_several_rows_in_one_drawn_row_come_apart() -> None:
    rows = [HEAD, ("201\n20103", "一般公共服务\n政府办公厅", "7.06\n7.06", "1.06\n1.06", "6.00\n6.00"), *BODY[2:]]
    grid = only(grids(area(sheet(rows, WIDTHS))))
    assert body_texts(grid)[:2] == [
        ("201", "一般公共服务", "7.06", "1.06", "6.00"),
        ("20103", "政府办公厅", "7.06", "1.06", "6.00"),
    ]


@pytest.mark.parametrize(("numbers", "count"), [("13\n14\n15", 3), ("13\n15\n14", 1)])
def test_line_numbers_part_rows_that_hold_no_figures(numbers: str, count: int) -> None:
    head = ("项目", "行次", "决算数", "项目", "行次")
    rows = [
        head,
        ("", numbers, "", "交通运输支出\n商业服务支出\n金融支出", numbers.replace("1", "4")),
        ("总计", "30", "7.06", "总计", "60"),
    ]
    grid = only(grids(area(sheet(rows, (90, 40, 80, 120, 40)))))
    assert grid.row_count == 1 + count + 1  # header, lines, sum


def test_a_wrapped_name_stays_in_its_row() -> None:
    rows = [HEAD, ("2010301", "行政\n运行", "7.06", "1.06", "6.00"), *BODY[2:]]
    assert body_texts(only(grids(area(sheet(rows, WIDTHS)))))[0] == ("2010301", "行政运行", "7.06", "1.06", "6.00")


def test_one_header_rule_and_frame_are_completed() -> None:
    """The header is drawn in full, the body is one open box."""
    head = table([HEAD], WIDTHS)
    drawn = table([HEAD, *BODY], WIDTHS, ruling="frame")
    grid = only(grids(area(page(drawn.lines, [*drawn.rules, *head.rules]))))
    assert body_texts(grid) == list(BODY)


def test_columns_known_from_the_page_before_serve_a_page_without_header() -> None:
    before = only(grids(area(sheet([HEAD, *BODY], WIDTHS, ruling="rows"))))
    after = sheet([("2010302", "事务", "507.00", "", "507.00"), ("2010303", "会议", "9.00", "", "9.00")], WIDTHS, ruling="rows")
    grid = only(grids(area(after), Known(before.xs, before.edges)))
    assert body_texts(grid) == [("2010302", "事务", "507.00", "", "507.00"), ("2010303", "会议", "9.00", "", "9.00")]


def test_known_columns_that_cut_a_figure_are_not_used() -> None:
    before = only(grids(area(sheet([HEAD, *BODY], WIDTHS, ruling="rows"))))
    moved = sheet(
        [("2010302", "事务", "507.00", "9.00", "507.00"), ("2010303", "会议", "9.00", "9.00", "9.00")], (70, 90, 70, 70, 70)
    )
    grid = only(grids(area(moved.model_copy(update={"rules": ()})), Known(before.xs, before.edges)))
    assert body_texts(grid)[0] == ("2010302", "事务", "507.00", "9.00", "507.00")


def test_a_note_under_the_table_is_no_row() -> None:
    drawn = table([HEAD, *BODY], WIDTHS, ruling="three_line")
    note = line(glyphs("注：本表反映2023年度支出1,507.06万元", LEFT, drawn.bottom + 6))
    footer = line(glyphs("— 12 —", 280, 800))
    grid = only(grids(area(page([*drawn.lines, note, footer], drawn.rules))))
    assert body_texts(grid) == list(BODY)


def test_prose_is_no_table() -> None:
    prose = [line(glyphs("本部门严格执行有关规定，全面完成年度各项工作任务", LEFT, 140 + 20 * i)) for i in range(5)]
    assert grids(area(page(prose))) == []
    assert grids(area(page(prose, [Rule(50, 300, 200, 300)]))) == []


def test_two_tables_of_one_area_top_to_bottom() -> None:
    one = table([HEAD, *BODY], WIDTHS)
    two = table([HEAD, *BODY[:2]], WIDTHS, top=one.bottom + 60)
    found = grids(area(page([*one.lines, *two.lines], [*one.rules, *two.rules])))
    assert [len(body_texts(grid)) for grid in found] == [4, 2]


def test_a_header_whose_body_is_overleaf() -> None:
    alone = area(sheet([HEAD], WIDTHS, ruling="rows"))
    assert grids(alone) == []
    assert [t.text for row in header_rows(alone) for t in row.tokens] == list(HEAD)
