"""Tables of indicators in other layouts: order of columns, two side by side, breaks, lost heads. Names are invented."""

from __future__ import annotations

from extractors.model import Page, Rule
from extractors.narrative.cells import pieces_of
from extractors.narrative.indicators import read_indicators
from tests.narrative.drawn import drawn
from tests.outline.made import line

Row = tuple[str | None, ...]
XS8 = (60.0, 120.0, 180.0, 270.0, 320.0, 380.0, 440.0, 490.0, 540.0)
XS6 = (60.0, 140.0, 220.0, 340.0, 410.0, 480.0, 540.0)
HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分")
FIRST = ("产出指标", "数量指标", "疏浚河道", "30公里", "31公里", "9")
SECOND = ("产出指标", "质量指标", "合格率", "≥95%", "97%", "10")


def rows(*pages: Page) -> list[Row]:
    return [(r.level1, r.level2, r.name, r.target, r.actual, r.score) for r in read_indicators(pages).rows]


def verdicts(*pages: Page) -> list[str]:
    return [row.verdict for row in read_indicators(pages).rows]


def without(page: Page, *tops: float) -> Page:
    """The page without some of its level rules."""
    return page.model_copy(update={"rules": tuple(r for r in page.rules if not (r.horizontal and r.top in tops))})


def levels(page: Page) -> list[float]:
    return sorted({rule.top for rule in page.rules if rule.horizontal})


def test_weights_before_targets_and_a_column_of_reasons() -> None:
    header = ("一级指标", "二级指标", "三级指标", "分值", "年度目标值", "全年实际值", "自评得分", "未完成原因")
    row = ("产出指标", "数量指标", "疏浚河道", "10", "30公里", "31公里", "9", "无")
    page = drawn(3, [header, row], XS8)
    assert rows(page) == [FIRST]
    assert verdicts(page) == ["accepted"]
    assert read_indicators((page,)).rows[0].weight == "10"


def test_a_column_that_is_not_known_leaves_its_rows_in_doubt() -> None:
    header = ("一级指标", "二级指标", "三级指标", "年度指标值", "清单所列", "得分")
    assert verdicts(drawn(3, [header, FIRST], XS6)) == ["flagged"]


def test_targets_of_the_period_and_of_the_year_side_by_side() -> None:
    header = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
    row = ("产出指标", "数量指标", "新建站点", "30个", "数量指标", "新建站点", "10个")
    page = drawn(3, [header, row], XS8[:8])
    assert rows(page) == [
        ("产出指标", "数量指标", "新建站点", "30个", None, None),
        ("产出指标", "数量指标", "新建站点", "10个", None, None),
    ]


def test_sign_value_and_unit_in_columns_of_their_own() -> None:
    header = ("二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重")
    page = drawn(3, [header, ("数量", "课题数", "≥", "6", "个", "10"), ("质量", "采用情况", "定性", "较好", "", "10")], XS6)
    assert [row[3] for row in rows(page)] == ["≥6个", "较好"]


def test_a_scoring_sheet_without_targets() -> None:
    header = ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分")
    page = drawn(3, [header, ("过程", "预算执行", "预算完成率", "5", "达到得满分", "4.6")], XS6)
    assert rows(page) == [("过程", "预算执行", "预算完成率", None, None, "4.6")]


def test_a_table_without_second_levels() -> None:
    header = ("指标类型", "指标名称", "目标值", "完成情况", "分值", "得分")
    page = drawn(3, [header, ("产出指标", "巡查次数", "≥48次", "52次", "15", "15")], XS6)
    assert rows(page) == [("产出指标", None, "巡查次数", "≥48次", "52次", "15")]


def test_a_row_without_target_that_tells_of_earlier_years() -> None:
    header = ("一级指标", "二级指标", "三级指标", "上年", "年度指标值", "备注")
    page = drawn(3, [header, ("产出指标", "数量指标", "改造户数", "133", "", "未下达")], XS6)
    assert rows(page) == [("产出指标", "数量指标", "改造户数", None, None, None)]
    assert rows(drawn(3, [header, ("产出指标", "数量指标", "……", "", "", "")], XS6)) == []


def test_whole_rows_on_both_sides_of_an_open_break_stay_two() -> None:
    one, two = drawn(3, [HEADER, FIRST], XS6), drawn(4, [SECOND], XS6)
    open_one, open_two = without(one, levels(one)[-1]), without(two, levels(two)[0])
    assert rows(open_one, open_two) == [FIRST, SECOND]


def test_a_row_that_an_open_break_cuts_is_one() -> None:
    one = drawn(3, [HEADER, ("产出指标", "数量指标", "疏浚", "30公里", "31公里", "9")], XS6)
    two = drawn(4, [("", "", "河道", "", "", ""), SECOND], XS6)
    open_one, open_two = without(one, levels(one)[-1]), without(two, levels(two)[0])
    assert rows(open_one, open_two) == [FIRST, SECOND]
    assert verdicts(open_one, open_two) == ["accepted", "accepted"]


def test_the_rest_of_a_row_behind_a_closed_break_is_joined_but_in_doubt() -> None:
    one = drawn(3, [HEADER, ("产出指标", "数量指标", "疏浚", "30公里", "31公里", "9")], XS6)
    two = drawn(4, [("", "", "河道", "", "", ""), SECOND], XS6)
    assert rows(one, two) == [FIRST, SECOND]
    assert verdicts(one, two) == ["flagged", "accepted"]


def test_the_rest_of_a_row_without_its_name() -> None:
    one = drawn(3, [HEADER, ("产出指标", "数量指标", "疏浚河道", "30", "31公里", "9")], XS6)
    two = drawn(4, [("", "", "", "公里", "", ""), SECOND], XS6)
    assert rows(one, two) == [FIRST, SECOND]


def test_a_level_printed_overleaf_counts_where_it_can_be_theirs() -> None:
    blank = ("", "数量指标", "疏浚河道", "30公里", "31公里", "9")
    one = drawn(3, [HEADER, blank], XS6)
    open_one = without(one, levels(one)[-1])
    theirs, others = drawn(4, [SECOND], XS6), drawn(4, [("效益指标", "社会效益指标", *SECOND[2:])], XS6)
    assert rows(open_one, theirs)[0][0] == "产出指标"
    assert verdicts(open_one, theirs)[0] == "flagged"
    assert rows(open_one, others)[0][0] is None


def test_a_level_cut_in_two_by_the_break() -> None:
    one = drawn(3, [HEADER, ("产出指", *FIRST[1:])], XS6)
    two = drawn(4, [("标", *SECOND[1:])], XS6)
    assert [row[0] for row in rows(one, two)] == ["产出指标", "产出指标"]
    assert verdicts(one, two) == ["flagged", "flagged"]


def test_a_table_whose_head_is_lost_is_read_by_what_stands_below_it() -> None:
    xs = (60.0, 130.0, 190.0, 250.0, 370.0, 450.0, 535.0)
    body = ("", "效益指标", "社会效益", "受益村数", "5个", "6个")
    tail = ("偏差大或目标|未完成原因分析", "无")
    page = drawn(3, [body, tail], xs)
    assert rows(page) == [("效益指标", "社会效益", "受益村数", "5个", "6个", None)]
    assert verdicts(page) == ["flagged"]
    assert rows(drawn(3, [body, ("备注", "无")], xs)) == []


def test_a_table_with_three_rules_and_no_walls() -> None:
    page = drawn(3, [HEADER, FIRST, SECOND], XS6, walls=False, between=False)
    assert rows(page) == [FIRST, SECOND]
    assert verdicts(page) == ["flagged", "flagged"]


def test_text_that_runs_over_its_wall_stays_with_its_own() -> None:
    """甲乙丙 begins in the first cell and ends above 丁戊 in the second."""
    over = [line("甲乙丙", 100, 60, 10), line("丁戊", 100, 84, 10)]
    glyphs = tuple(sorted((g for each in over for g in each.glyphs), key=lambda g: g.x0))
    both = over[0]._replace(glyphs=glyphs, x1=glyphs[-1].x1)
    page = Page(number=1, width=595, height=842, lines=(both,), rules=(Rule(82, 90, 82, 120),))
    assert [piece.text for piece in pieces_of(page)] == ["甲乙丙", "丁戊"]


def test_levels_in_rows_across_the_table() -> None:
    xs = (60.0, 200.0, 300.0, 400.0, 470.0, 540.0)
    head = drawn(3, [("指标名称", "指标值", "完成值", "分值", "得分")], xs, top=100.0)
    body = drawn(3, [("维护设备", "≥120台", "126台", "10", "10")], xs, top=levels(head)[-1] + 20)
    across = Rule(60.0, levels(head)[-1] + 20, 540.0, levels(head)[-1] + 20)
    sides = tuple(Rule(x, levels(head)[-1], x, levels(head)[-1] + 20) for x in (60.0, 540.0))
    said = line("产出指标—数量指标", levels(head)[-1] + 5, 64, 10)
    page = head.model_copy(
        update={"lines": (*head.lines, said, *body.lines), "rules": (*head.rules, across, *sides, *body.rules)}
    )
    assert rows(page) == [("产出指标", "数量指标", "维护设备", "≥120台", "126台", "10")]


def test_heads_with_their_weights_behind_them() -> None:
    header = ("一级指标（分值）", "二级指标（分值）", "三级指标", "年初设定目标值", "实际完成指标值", "指标自评得分")
    xs = (60.0, 150.0, 240.0, 320.0, 400.0, 480.0, 550.0)
    assert rows(drawn(3, [header, FIRST], xs)) == [FIRST]


MONEY = ("项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
XS7 = (60.0, 130.0, 200.0, 280.0, 350.0, 420.0, 480.0, 540.0)


def form_of(page: Page) -> dict[str, str | None]:
    (form,) = read_indicators((page,)).forms
    names = ("budget", "executed", "rate", "weight", "points", "total_weight", "total_score")
    return {name: printed.text if (printed := getattr(form, name)) else None for name in names}


def test_the_money_and_the_total_of_a_form() -> None:
    header = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    page = drawn(
        3,
        [
            MONEY,
            ("资金总额", "500.00", "480.00", "456.00", "10", "95%", "9.5"),
            ("其中:拨款", "500.00", "480.00", "400.00", "", "", ""),
            header,
            (*FIRST[:5], "90", "88.5"),
            ("总分", "", "", "", "", "100", "98"),
        ],
        XS7,
    )
    assert form_of(page) == {
        "budget": "480.00",
        "executed": "456.00",
        "rate": "95",
        "weight": "10",
        "points": "9.5",
        "total_weight": "100",
        "total_score": "98",
    }


def test_a_form_that_states_how_points_are_given() -> None:
    money = ("部门支出", "预算数(A)", "执行数(B)", "执行率(B/A)", "得分(20分*执行率)", "")
    header = ("一级指标", "指标名称", "年初目标值", "实际完成值", "得分", "说明")
    xs = (60.0, 130.0, 200.0, 280.0, 350.0, 450.0, 540.0)
    body = [money, ("", "100", "94", "94%", "18.8", ""), header, ("产出指标", "疏浚河道", "3公里", "3公里", "5", "")]
    (form,) = read_indicators((drawn(3, body, xs),)).forms
    assert form.by_rate
    assert form.weight is not None
    assert (form.weight.text, form.points and form.points.text) == ("20", "18.8")


def test_columns_that_move_a_little_over_the_page_break() -> None:
    moved = tuple(x + 5.0 for x in XS6)
    assert rows(drawn(3, [HEADER, FIRST], XS6), drawn(4, [SECOND], moved)) == [FIRST, SECOND]


def test_a_level_that_stays_blank_up_to_an_open_break_leaves_its_row_in_doubt() -> None:
    page = drawn(3, [HEADER, ("产出指标", "", *FIRST[2:])], XS6)
    assert verdicts(page) == ["accepted"]
    assert verdicts(without(page, levels(page)[-1])) == ["flagged"]
