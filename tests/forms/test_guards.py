"""Where an address is not beyond doubt it says so: for each guard one case in doubt and one that is sound."""

from __future__ import annotations

import pytest

from tests.forms.made import doubts, figures, form_of, forms_of
from tests.tables.paper import LEFT, ROW, TOP, glyphs, line, sheet

WIDE = (70, 120, 80, 80, 80)
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
BODY = [
    ("201", "一般公共服务支出", "1,507.06", "1,000.06", "507.00"),
    ("20103", "政府办公厅", "1,507.06", "1,000.06", "507.00"),
    ("2010301", "行政运行", "1,507.06", "1,000.06", "507.00"),
]


def test_a_plain_ruled_form_is_beyond_doubt() -> None:
    read = form_of("FA05", [HEAD, *BODY], WIDE)
    assert doubts(read) == {}
    assert {fact.address.kind for fact in read.facts} == {"ruled_cell"}


def test_columns_known_by_the_text_alone_say_so() -> None:
    read = form_of("FA05", [HEAD, *BODY], WIDE, ruling="three_line")
    assert {fact.address.kind for fact in read.facts} == {"aligned_column"}
    assert doubts(read) == {}


@pytest.mark.parametrize(("heads", "doubted"), [(("基本支出", "项目支出"), set()), (("基本支出", "基本支出"), {"basic"})])
def test_two_columns_that_bear_one_header(heads: tuple[str, str], doubted: set[str]) -> None:
    read = form_of("FA05", [(*HEAD[:3], *heads), *BODY], WIDE)
    assert {column for _, column in doubts(read)} == doubted


@pytest.mark.parametrize(("second", "doubted"), [("507.00", False), ("508.00", True)])
def test_a_figure_printed_twice(second: str, doubted: bool) -> None:
    pages = (
        sheet([HEAD, *BODY], WIDE, title="支出决算表"),
        sheet([HEAD, (*BODY[0][:4], second)], WIDE, title="支出决算表", number=2),
    )
    read = forms_of(*pages)["FA03"]
    assert (("201", "project") in doubts(read)) is doubted
    assert figures(read)["201", "project"] == "507.00"
    assert bool(read.notes) is doubted


@pytest.mark.parametrize(("reach", "doubted"), [(0.0, False), (3.2, True)])
def test_a_figure_over_the_edge_of_its_cell(reach: float, doubted: bool) -> None:
    page = sheet([HEAD, *BODY, ("2010302", "事务", "", "", "507.00")], WIDE, title="支出决算表")
    large = line(glyphs("507.00", LEFT + 270 + reach - 42, TOP + 4 * ROW + 1, size=14))
    read = forms_of(page.model_copy(update={"lines": (*page.lines, large)}))["FA03"]
    assert figures(read)["2010302", "total"] == "507.00"
    assert (("2010302", "total") in doubts(read)) is doubted


@pytest.mark.parametrize(("close", "doubted"), [(False, False), (True, True)])
def test_columns_that_stand_close_together_without_rules(close: bool, doubted: bool) -> None:
    widths = (70, 120, 60, 42 if close else 80, 60)
    rows = [
        ("编码", "名称", "合计", "基本支出", "项目支出"),
        ("201", "一般公共服务支出", "7.00", "5.00", "2.00"),
        ("20103", "政府办公厅", "", "21,000.06", "2.00"),
    ]
    assert bool(doubts(form_of("FA05", rows, widths, ruling="none"))) is doubted


@pytest.mark.parametrize(("merged", "doubted"), [(False, False), (True, True)])
def test_a_figure_in_a_cell_over_several_columns(merged: bool, doubted: bool) -> None:
    last = ("2010302", "事务", "507.00", "507.00", "<" if merged else "")
    read = form_of("FA05", [HEAD, *BODY, last], WIDE)
    assert any(row == "2010302" for row, _ in doubts(read)) is doubted


@pytest.mark.parametrize(("merged", "doubted"), [(False, False), (True, True)])
def test_a_figure_in_a_cell_over_several_rows(merged: bool, doubted: bool) -> None:
    rows = [HEAD, *BODY, ("2010302", "事务", "7.00", "", "7.00"), ("2010303", "机关服务", "^" if merged else "7.00", "", "7.00")]
    read = form_of("FA05", rows, WIDE)
    assert (("2010302", "total") in doubts(read)) is doubted


@pytest.mark.parametrize(
    ("label", "doubted"),
    [("一、一般公共预算财政\n拨款收入", False), ("一、一般公共预算财政拨款收入\n二、政府性基金预算财政拨款收入", True)],
)
def test_label_lines_that_ran_together(label: str, doubted: bool) -> None:
    rows = [
        ("项目", "决算数", "项目", "决算数"),
        (label, "9.00", "一、一般公共服务支出", "5.00"),
        ("三、国有资本经营预算财政拨款收入", "", "二、外交支出", ""),
        ("本年收入合计", "9.00", "本年支出合计", "5.00"),
        ("总计", "9.00", "总计", "9.00"),
    ]
    read = form_of("FA01", rows, (180, 60, 150, 60))
    assert any(row in ("income.general", "income.fund") for row, _ in doubts(read)) is doubted
    assert ("expenditure.201", "amount") not in doubts(read)


def test_several_figures_in_one_cell_are_no_sound_reading() -> None:
    read = form_of("FA05", [HEAD, *BODY, ("2010302", "事务", "5.00\n7.00", "", "7.00")], WIDE)
    bad = [fact for fact in read.facts if fact.row == "2010302" and fact.column == "total"]
    assert all(not (fact.reading.sound and fact.address.sound) for fact in bad)
    wrapped = form_of("FA05", [HEAD, *BODY, ("2010302", "事务", "21,118.5\n1", "", "7.00")], WIDE)
    (fact,) = [fact for fact in wrapped.facts if fact.row == "2010302" and fact.column == "total"]
    assert (str(fact.value), fact.reading.sound) == ("21118.51", True)


@pytest.mark.parametrize(("stray", "doubted"), [("", set()), ("6", {"total", "basic", "project"})])
def test_digits_without_a_code_below_a_row_put_it_in_doubt(stray: str, doubted: set[str]) -> None:
    read = form_of("FA05", [HEAD, *BODY, ("", "", stray, "", "")], WIDE)
    assert {column for row, column in doubts(read) if row == "2010301"} == doubted


@pytest.mark.parametrize(("name", "doubted"), [("行政运行", False), ("2010399行政运行", True), ("-2010399行政运行", True)])
def test_another_code_in_the_name_of_a_row(name: str, doubted: bool) -> None:
    read = form_of("FA05", [HEAD, *BODY[:2], ("2010301", name, *BODY[2][2:])], WIDE)
    assert any("in the name of the row" in note for note in doubts(read).values()) is doubted
