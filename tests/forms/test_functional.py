"""FA02, FA03, FA05, FA07, FA08: rows by functional code, columns by header."""

from __future__ import annotations

import pytest

from extractors.amounts import parse_amount
from tests.forms.made import blanks, doubts, figures, form_of, forms_of, titled
from tests.tables.paper import Ruling, sheet

WIDE = (70, 120, 80, 80, 80)
FA05 = [
    ("科目编码", "科目名称", "本年支出", "<", "<"),
    ("^", "^", "合计", "基本支出", "项目支出"),
    ("栏次", "<", "1", "2", "3"),
    ("合计", "<", "1,507.06", "1,000.06", "507.00"),
    ("201", "一般公共服务支出", "1,507.06", "1,000.06", "507.00"),
    ("20103", "政府办公厅及相关机构事务", "1,507.06", "1,000.06", "507.00"),
    ("2010301", "行政运行", "1,000.06", "1,000.06", ""),
    ("2010302", "一般行政管理事务", "507.00", "—", "507.00"),
]
EXPECTED = {
    ("total", "total"): "1507.06",
    ("total", "basic"): "1000.06",
    ("total", "project"): "507.00",
    ("201", "total"): "1507.06",
    ("201", "basic"): "1000.06",
    ("201", "project"): "507.00",
    ("20103", "total"): "1507.06",
    ("20103", "basic"): "1000.06",
    ("20103", "project"): "507.00",
    ("2010301", "total"): "1000.06",
    ("2010301", "basic"): "1000.06",
    ("2010302", "total"): "507.00",
    ("2010302", "project"): "507.00",
}
RULINGS: tuple[Ruling, ...] = ("grid", "segments", "rows", "three_line", "none")


@pytest.mark.parametrize("ruling", RULINGS)
def test_the_form_in_every_ruling(ruling: Ruling) -> None:
    read = form_of("FA05", FA05, WIDE, ruling=ruling, heads=3)
    assert figures(read) == EXPECTED
    assert (read.status, read.unit, read.pages) == ("read", "万元", (1,))


def test_blank_and_dash_cells_are_no_figures() -> None:
    read = form_of("FA05", FA05, WIDE)
    assert blanks(read) == {("2010301", "project"), ("2010302", "basic")}
    assert [row.key for row in read.rows] == ["total", "201", "20103", "2010301", "2010302"]


def test_a_printed_zero_is_a_figure() -> None:
    read = form_of("FA05", [*FA05[:6], ("2010301", "行政运行", "1,000.06", "1,000.06", "0.00"), FA05[7]], WIDE)
    assert figures(read)["2010301", "project"] == "0.00"
    assert ("2010301", "project") not in blanks(read)


def test_every_figure_bears_its_label_box_and_text() -> None:
    read = form_of("FA05", FA05, WIDE)
    fact = next(f for f in read.facts if (f.row, f.column) == ("2010301", "total"))
    assert (fact.label, fact.text, fact.box.page) == ("行政运行", "1,000.06", 1)
    assert 240 < fact.box.x0 < fact.box.x1 < 320


@pytest.mark.parametrize("at", ["last", "first", "in the name column", "as 总计"])
def test_the_total_wherever_it_stands(at: str) -> None:
    total = FA05[3]
    body = FA05[4:]
    rows = {
        "last": [*FA05[:3], *body, total],
        "first": FA05,
        "in the name column": [*FA05[:3], ("", "合计", *total[2:]), *body],
        "as 总计": [*FA05[:3], ("总计", "<", *total[2:]), *body],
    }[at]
    assert figures(form_of("FA05", rows, WIDE)) == EXPECTED


def test_codes_in_three_columns_level_by_level() -> None:
    widths = (30, 25, 25, 130, 80, 80, 80)
    rows = [
        ("类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"),
        ("合计", "<", "<", "<", "1,507.06", "1,000.06", "507.00"),
        ("201", "", "", "一般公共服务支出", "1,507.06", "1,000.06", "507.00"),
        ("", "03", "", "政府办公厅", "1,507.06", "1,000.06", "507.00"),
        ("", "", "01", "行政运行", "1,000.06", "1,000.06", ""),
        ("", "", "02", "事务", "507.00", "", "507.00"),
    ]
    assert figures(form_of("FA05", rows, widths)) == EXPECTED


def test_a_repeated_header_on_the_next_page_is_no_row() -> None:
    pages = (
        sheet(FA05[:6], WIDE, title="支出决算表"),
        sheet([*FA05[:3], *FA05[6:]], WIDE, number=2),
    )
    read = forms_of(*pages)["FA03"]
    assert figures(read) == EXPECTED
    assert read.pages == (1, 2)
    assert {fact.box.page for fact in read.facts if fact.row == "2010302"} == {2}


def test_a_page_without_header_takes_the_columns_of_the_page_before() -> None:
    read = forms_of(sheet(FA05[:6], WIDE, title="支出决算表"), sheet(FA05[6:], WIDE, number=2))["FA03"]
    assert figures(read) == EXPECTED


def test_a_row_whose_name_is_cut_by_the_page_break() -> None:
    first = [*FA05[:7], ("2010302", "一般行政", "507.00", "", "507.00")]
    rest = [("", "管理事务", "", "", ""), ("208", "社会保障和就业支出", "5.00", "5.00", "")]
    read = forms_of(sheet(first, WIDE, title="支出决算表"), sheet(rest, WIDE, number=2))["FA03"]
    labels = {row.key: row.label for row in read.rows}
    assert labels["2010302"] == "一般行政管理事务"
    assert figures(read)["208", "total"] == "5.00"


def test_figures_cut_off_their_row_by_the_page_break_are_in_doubt() -> None:
    first = [*FA05[:7], ("2010302", "一般行政", "", "", "")]
    rest = [("", "", "507.00", "", "507.00"), ("208", "社会保障和就业支出", "5.00", "5.00", "")]
    read = forms_of(sheet(first, WIDE, title="支出决算表"), sheet(rest, WIDE, number=2))["FA03"]
    assert figures(read).get(("2010302", "total"), "507.00") == "507.00"
    assert not any(row == "2010302" for row, _ in figures(read)) or ("2010302", "total") in doubts(read)
    assert ("208", "total") not in doubts(read)


def test_income_columns_in_any_order() -> None:
    heads = {
        "本年收入合计": "total",
        "财政拨款收入": "fiscal",
        "上级补助收入": "superior_subsidy",
        "事业收入": "business",
        "经营收入": "business_operating",
        "附属单位上缴收入": "affiliated_remittance",
        "其他收入": "other",
    }
    names = [*heads][::-1]
    rows = [("编码", "科目名称", *names), ("201", "一般公共服务支出", *(f"{i}.00" for i in range(7)))]
    read = form_of("FA02", rows, (50, 100, *([75] * 7)))
    assert figures(read) == {("201", heads[name]): f"{i}.00" for i, name in enumerate(names)}


def test_spending_columns_of_fa03() -> None:
    heads = ("合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    keys = ("total", "basic", "project", "remitted_to_superior", "business_operating", "subsidy_to_affiliated")
    rows = [("编码", "科目名称", *heads), ("201", "一般公共服务支出", *(f"{i}.00" for i in range(6)))]
    read = form_of("FA03", rows, (50, 100, *([85] * 6)))
    assert figures(read) == {("201", key): f"{i}.00" for i, key in enumerate(keys)}


@pytest.mark.parametrize("form", ["FA07", "FA08"])
def test_funds_with_balances(form: str) -> None:
    rows = [
        ("科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "<", "<", "年末结转和结余"),
        ("^", "^", "^", "^", "小计", "基本支出", "项目支出", "^"),
        ("合计", "<", "1.00", "9.00", "8.00", "", "8.00", "2.00"),
        ("21208", "国有土地使用权出让收入", "1.00", "9.00", "8.00", "", "8.00", "2.00"),
    ]
    read = form_of(form, rows, (60, 130, 80, 60, 60, 60, 60, 80))
    assert figures(read) == {
        (row, column): value
        for row in ("total", "21208")
        for column, value in (
            ("opening", "1.00"),
            ("revenue", "9.00"),
            ("total", "8.00"),
            ("project", "8.00"),
            ("closing", "2.00"),
        )
    }


def test_columns_of_no_canonical_key_are_left_out() -> None:
    rows = [
        ("编码", "科目名称", "合计", "基本支出", "<", "<", "项目支出"),
        ("^", "^", "^", "小计", "人员经费", "公用经费", "^"),
        ("201", "一般公共服务支出", "9.00", "5.00", "3.00", "2.00", "4.00"),
    ]
    read = form_of("FA05", rows, (50, 100, 60, 60, 60, 60, 60))
    assert {key: value for key, value in figures(read).items() if key not in doubts(read)} == {
        ("201", "total"): "9.00",
        ("201", "basic"): "5.00",
        ("201", "project"): "4.00",
    }


def test_text_where_a_figure_should_be_is_told_and_read_as_nothing() -> None:
    read = form_of("FA05", [*FA05[:7], ("2010302", "事务", "507.00", "见附注", "507.00")], WIDE)
    assert ("2010302", "basic") not in figures(read)
    assert ("2010302", "basic") not in blanks(read)
    assert any("见附注" in note for note in read.notes)


def test_misplaced_separators_are_no_figure() -> None:
    assert parse_amount("15,07.06") is None
    read = form_of("FA05", [*FA05[:7], ("2010302", "事务", "50,7.00", "", "507.00")], WIDE)
    assert ("2010302", "total") not in figures(read)


BALANCES = ("合计", "基本支出结转", "项目支出结转和结余")
SPENT = ("合计", "基本支出", "项目支出")


def test_balances_beside_the_spending_of_fa05_are_left_out() -> None:
    upper = ("编码", "名称", "年初结转和结余", "<", "<", "本年支出", "<", "<", "年末结转和结余", "<", "<")
    body = ("201", "一般公共服务支出", "1.00", "0.40", "0.60", "9.00", "5.00", "4.00", "2.00", "1.00", "1.00")
    read = form_of("FA05", [upper, ("^", "^", *BALANCES, *SPENT, *BALANCES), body], (40, 90) + (45,) * 9, heads=2)
    assert figures(read) == {("201", "total"): "9.00", ("201", "basic"): "5.00", ("201", "project"): "4.00"}


def test_a_bare_sum_before_its_parts_is_that_of_basic_spending() -> None:
    heads = ("编码", "名称", "合计", "小计", "人员经费", "公用经费", "项目支出")
    read = form_of("FA05", [heads, ("201", "一般公共服务支出", "9.00", "5.00", "3.00", "2.00", "4.00")], (40, 120) + (60,) * 5)
    assert figures(read) == {("201", "total"): "9.00", ("201", "basic"): "5.00", ("201", "project"): "4.00"}


def test_close_codes_in_columns_of_their_own_are_not_one_run() -> None:
    rows = [("类", "款", "项", "名称", "合计", "基本支出"), ("201", "06", "01", "行政运行", "9.00", "9.00")]
    assert ("2010601", "total") in figures(form_of("FA05", rows, (22, 13, 13, 100, 60, 60)))


def test_the_rest_of_a_cut_row_below_a_repeated_header_is_no_header() -> None:
    heads = [("编码", "名称", "合计", "基本支出", "项目支出"), ("栏次", "<", "1", "2", "3")]
    first = sheet([*heads, ("210", "卫生健康", "9.00", "9.00", "")], WIDE, title=titled("FA05"), number=1)
    second = sheet([*heads, ("", "支出", "", "", ""), ("212", "城乡社区支出", "5.00", "", "5.00")], WIDE, number=2)
    read = forms_of(first, second)["FA05"]
    assert figures(read)["212", "project"] == "5.00" and figures(read)["212", "total"] == "5.00"
    assert next(row.label for row in read.rows if row.key == "210") == "卫生健康支出"


@pytest.mark.parametrize("figure", ["0", "5"])
def test_a_bare_figure_of_an_unknown_column_is_no_part_of_the_code(figure: str) -> None:
    heads = ("编码", "名称", "某项", "合计", "基本支出", "项目支出")
    rows = [heads, ("208", "社会保障和就业支出", figure, "25.00", "", "25.00")]
    assert {row for row, _ in figures(form_of("FA05", rows, (60, 120, 40, 60, 60, 60)))} == {"208"}


def test_balances_in_other_words() -> None:
    rows = [
        ("科目编码", "科目名称", "上年结转和结余", "本年财政拨款收入", "本年支出", "<", "<", "结转下年"),
        ("^", "^", "^", "^", "合计", "基本支出", "项目支出", "^"),
        ("合计", "<", "1.00", "9.00", "8.00", "3.00", "5.00", "2.00"),
        ("212", "城乡社区支出", "1.00", "9.00", "8.00", "3.00", "5.00", "2.00"),
    ]
    read = form_of("FA07", rows, (50, 90, 75, 80, 60, 60, 60, 60), heads=2)
    row = {column: value for (key, column), value in figures(read).items() if key == "total"}
    assert row == {"opening": "1.00", "revenue": "9.00", "total": "8.00", "basic": "3.00", "project": "5.00", "closing": "2.00"}


@pytest.mark.parametrize("figures", [("23", "23", "-"), ("23.00", "23.00", "")])
def test_rows_that_carry_their_own_level_at_the_head_of_a_page(figures: tuple[str, ...]) -> None:
    head = ("类", "款", "项", "科目名称", "合计", "基本支出", "项目支出")
    body = [
        ("201", "", "", "一般公共服务支出", *figures),
        ("", "03", "", "政府办公厅", *figures),
        ("", "", "01", "行政运行", *figures),
    ]
    widths = (40, 30, 30, 120, 70, 70, 70)
    second = [head, ("", "", "02", "一般行政管理事务", *figures), ("", "", "03", "机关服务", *figures)]
    read = forms_of(sheet([head, *body], widths, title=titled("FA03")), sheet(second, widths, title=titled("FA03"), number=2))[
        "FA03"
    ]
    assert {fact.row for fact in read.facts} == {"201", "20103", "2010301", "2010302", "2010303"}
