"""Rows and labels that narrow cells, merged cells or page breaks cut: joined again, or doubted."""

from __future__ import annotations

from extractors.forms.regions import find_regions
from extractors.tables import grids
from tests.forms.made import doubts, figures, form_of, forms_of
from tests.tables.paper import LEFT, glyphs, line, page, sheet, table

WIDE = (70, 120, 80, 80, 80)
HEADS = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]


def test_a_code_cut_by_its_narrow_cell_is_whole_again() -> None:
    rows = [
        ("功能分类科目", "合计", "基本支出", "项目支出"),
        ("合计", "1.00", "1.00", ""),
        ("20805行政单位", "1.00", "1.00", ""),
        ("20805\n01离退休", "1.00", "1.00", ""),
    ]
    read = form_of("FA05", rows, (60, 80, 80, 80))
    assert [row.key for row in read.rows] == ["total", "20805", "2080501"]
    assert read.rows[-1].label == "离退休"


def test_a_total_whose_letters_stand_in_two_cells_is_the_total() -> None:
    rows = [*HEADS, ("合", "计", "3.00", "2.00", "1.00"), ("201", "一般公共服务支出", "3.00", "2.00", "1.00")]
    read = form_of("FA05", rows, WIDE)
    assert figures(read)["total", "total"] == "3.00"
    other = form_of("FA05", [*HEADS, ("小", "计", "3.00", "2.00", "1.00"), rows[2]], WIDE)
    assert ("total", "total") not in figures(other)


LINES = [
    ("项目", "决算数", "项目", "决算数"),
    ("一、一般公共预算财政拨款收入", "9.00", "一、一般公共服务支出", "9.00"),
    ("二、政府性基金预算财政拨款收入", "0.00", "二、外交支出", "0.00"),
    ("三、上级补助收入", "0.00", "三、国防支出", "0.00"),
]
TAIL = [("本年收入合计", "9.00", "本年支出合计", "9.00"), ("总计", "9.00", "总计", "9.00")]
LINE_WIDTHS = (160, 60, 130, 60)


def test_a_line_without_number_among_numbered_ones_is_doubted() -> None:
    read = form_of("FA01", [*LINES, ("财政拨款收入", "0.00", "四、教育支出", "0.00"), *TAIL], LINE_WIDTHS)
    assert {row for row, _ in doubts(read)} == {"income.fiscal"}


def test_lines_that_are_all_without_numbers_are_not_doubted() -> None:
    bare = [tuple(text.split("、")[-1] for text in row) for row in LINES]
    assert doubts(form_of("FA01", [*bare, *TAIL], LINE_WIDTHS)) == {}


def test_ruled_cells_of_captions_add_no_columns() -> None:
    rows = [
        ("部门：某局", "<", "", "单位：万元", "<"),
        ("科目编码", "科目名称", "<", "合计", "基本支出"),
        ("合计", "<", "<", "1.00", "1.00"),
        ("201", "一般公共服务支出", "<", "1.00", "1.00"),
    ]
    drawn = table(rows, (60, 70, 70, 70, 70))
    title = line(glyphs("一般公共预算财政拨款支出决算表", LEFT + 100, 60))
    (region,) = find_regions([page([title, *drawn.lines], drawn.rules)])
    (grid,) = grids(region.areas[0])
    assert grid.col_count == 4
    assert [cell.text for cell in grid.row(0)] == ["科目编码", "科目名称", "合计", "基本支出"]


def test_a_page_of_notes_alone_does_not_end_the_form() -> None:
    rows = [*HEADS, ("合计", "<", "3.00", "2.00", "1.00"), ("201", "一般公共服务支出", "3.00", "2.00", "1.00")]
    first = sheet(rows, WIDE, title="5.一般公共预算财政拨款支出决算表")
    last = sheet([*HEADS, ("202", "外交支出", "1.00", "", "1.00")], WIDE, number=3)
    notes = page([line(glyphs("注：本表反映本年度支出情况。", 60, 60))], number=2)
    prose = page([line(glyphs("本部门主要职责如下，共分三个方面。", 60, 60 + 20 * i)) for i in range(12)], number=2)
    (region,) = find_regions([first, notes, last])
    assert [area.page.number for area in region.areas] == [1, 3]
    (region,) = find_regions([first, prose, last])
    assert [area.page.number for area in region.areas] == [1]


def test_a_figure_in_the_label_of_a_row_puts_its_figures_in_doubt() -> None:
    rows = [*HEADS, ("201", "一般公共服务支出12.50", "3.00", "2.00", "1.00"), ("202", "外交支出2024", "3.00", "2.00", "1.00")]
    noted = doubts(form_of("FA05", rows, WIDE))
    assert {row for row, _ in noted} == {"201"}
    assert "columns ran together" in noted["201", "total"]


def test_a_total_too_wide_for_its_cell_is_still_the_total_row() -> None:
    rows = [*HEADS, ("合计", "<", "######", "2.00", "1.00"), ("201", "一般公共服务支出", "3.00", "2.00", "1.00")]
    read = form_of("FA05", rows, WIDE)
    assert ("total", "total") not in figures(read)
    assert figures(read)["total", "basic"] == "2.00"


def test_a_header_alone_on_its_page_names_the_columns_of_the_next() -> None:
    first = sheet([*HEADS], WIDE, title="5.一般公共预算财政拨款支出决算表", ruling="three_line")
    body = [("合计", "", "3.00", "2.00", "1.00"), ("201", "一般公共服务支出", "3.00", "2.00", "1.00")]
    read = forms_of(first, sheet(body, WIDE, ruling="none", number=2))["FA05"]
    assert figures(read)["201", "project"] == "1.00"


def test_a_page_number_beside_the_rules_moves_no_column() -> None:
    rows = [*HEADS, ("合计", "<", "3.00", "2.00", "1.00"), *[("201", "一般公共服务支出", "3.00", "2.00", "1.00")] * 12]
    made = sheet(rows, WIDE, title="5.一般公共预算财政拨款支出决算表", ruling="segments")
    beside = made.model_copy(update={"lines": (*made.lines, line(glyphs("7", 20, 200)))})
    assert figures(forms_of(beside)["FA05"]) == figures(forms_of(made)["FA05"])


def test_a_header_printed_again_among_unruled_rows_is_no_part_of_them() -> None:
    body = [("201", "一般公共服务支出", "3.00", "2.00", "1.00"), ("20103", "政府事务", "3.00", "2.00", "1.00")]
    total = ("合计", "", "3.00", "2.00", "1.00")
    read = form_of("FA05", [*HEADS, total, body[0], *HEADS, body[1]], WIDE, ruling="none")
    assert [(row.key, row.label) for row in read.rows] == [("total", "合计"), ("201", body[0][1]), ("20103", body[1][1])]
    assert figures(read)["201", "project"] == "1.00"


def test_a_note_inside_the_last_rule_is_no_part_of_the_last_row() -> None:
    rows = [*HEADS, ("201", "一般公共服务支出", "3.00", "2.00", "1.00"), ("合计", "", "3.00", "2.00", "1.00")]
    note = ("注：本表反映部门本年度支出情况", "<", "<", "<", "<")
    read = form_of("FA05", [*rows, note], WIDE, ruling="three_line")
    assert figures(read)["total", "total"] == "3.00"


def test_bare_digits_without_a_name_are_no_code() -> None:
    rows = [
        ("科目编码", "<", "<", "科目名称", "合计", "基本支出", "项目支出"),
        ("223", "", "", "国有资本经营预算支出", "3", "0", "3"),
        ("", "01", "", "解决历史遗留问题", "3", "0", "3"),
        ("", "", "1", "", "0", "0", "0"),
    ]
    read = form_of("FA05", rows, (40, 30, 30, 120, 60, 60, 60))
    assert [row.key for row in read.rows] == ["223", "22301"]


def test_whole_figures_one_above_the_other_in_a_cell_are_not_read_as_one() -> None:
    rows = [*HEADS, ("合计", "<", "12", "12", ""), ("223", "国有资本经营预算支出", "12\n12", "12\n12", "")]
    read = form_of("FA05", rows, WIDE)
    unsound = {(fact.row, fact.column) for fact in read.facts if not fact.reading.sound}
    assert unsound == {("223", "total"), ("223", "basic")}


def test_a_figure_with_decimals_on_two_lines_is_one_figure() -> None:
    rows = [*HEADS, ("合计", "<", "21,118.5\n1", "21118\n.51", ""), ("223", "国有资本经营预算支出", "1.00", "1.00", "")]
    read = form_of("FA05", rows, WIDE)
    assert figures(read)["total", "total"] == "21118.51"
    assert all(fact.reading.sound for fact in read.facts)
