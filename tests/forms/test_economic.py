"""FA06: economic codes in groups side by side or in one list, and the two totals."""

from __future__ import annotations

import pytest

from tests.forms.made import figures, form_of
from tests.tables.paper import Ruling

EXPECTED = {
    ("301", "amount"): "800.00",
    ("30101", "amount"): "500.00",
    ("30102", "amount"): "300.00",
    ("303", "amount"): "50.00",
    ("302", "amount"): "90.00",
    ("30201", "amount"): "90.00",
    ("310", "amount"): "0.00",
    ("personnel_total", "amount"): "850.00",
    ("operating_total", "amount"): "90.00",
}
THREE = [
    ("人员经费", "<", "<", "公用经费", "<", "<", "<", "<", "<"),
    ("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"),
    ("301", "工资福利支出", "800.00", "302", "商品和服务支出", "90.00", "307", "债务利息及费用支出", ""),
    ("30101", "基本工资", "500.00", "30201", "办公费", "90.00", "310", "资本性支出", "0.00"),
    ("30102", "津贴补贴", "300.00", "30202", "印刷费", "", "399", "其他支出", ""),
    ("303", "对个人和家庭的补助", "50.00", "", "", "", "", "", ""),
    ("人员经费合计", "<", "850.00", "公用经费合计", "<", "<", "<", "<", "90.00"),
]
THREE_WIDTHS = (55, 100, 60, 55, 90, 60, 55, 100, 60)
TWO = [
    ("科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"),
    ("301", "工资福利支出", "800.00", "302", "商品和服务支出", "90.00"),
    ("30101", "基本工资", "500.00", "30201", "办公费", "90.00"),
    ("30102", "津贴补贴", "300.00", "310", "资本性支出", "0.00"),
    ("303", "对个人和家庭的补助", "50.00", "", "", ""),
    ("人员经费合计", "<", "850.00", "公用经费合计", "<", "90.00"),
]
LIST = [
    ("经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"),
    ("合计", "<", "940.00", "850.00", "90.00"),
    ("301", "工资福利支出", "800.00", "800.00", ""),
    ("30101", "基本工资", "500.00", "500.00", ""),
    ("30102", "津贴补贴", "300.00", "300.00", ""),
    ("303", "对个人和家庭的补助", "50.00", "50.00", ""),
    ("302", "商品和服务支出", "90.00", "", "90.00"),
    ("30201", "办公费", "90.00", "", "90.00"),
    ("310", "资本性支出", "0.00", "", "0.00"),
]


@pytest.mark.parametrize("ruling", ["grid", "segments"])
def test_three_groups_side_by_side(ruling: Ruling) -> None:
    assert figures(form_of("FA06", THREE, THREE_WIDTHS, ruling=ruling, heads=2)) == EXPECTED


def test_two_groups_side_by_side() -> None:
    assert figures(form_of("FA06", TWO, (60, 110, 60, 60, 110, 60))) == EXPECTED


def test_one_list_with_a_column_for_each_kind() -> None:
    assert figures(form_of("FA06", LIST, (80, 120, 70, 70, 70))) == EXPECTED


def test_codes_by_class_and_section_columns() -> None:
    rows = [
        ("类", "款", "科目名称", "金额", "类", "款", "科目名称", "金额"),
        ("301", "", "工资福利支出", "800.00", "302", "", "商品和服务支出", "90.00"),
        ("301", "01", "基本工资", "500.00", "302", "01", "办公费", "90.00"),
        ("301", "02", "津贴补贴", "300.00", "310", "", "资本性支出", "0.00"),
        ("303", "", "对个人和家庭的补助", "50.00", "", "", "", ""),
        ("人员经费合计", "<", "<", "850.00", "公用经费合计", "<", "<", "90.00"),
    ]
    assert figures(form_of("FA06", rows, (30, 25, 110, 60, 30, 25, 110, 60))) == EXPECTED


@pytest.mark.parametrize(
    ("personnel", "operating"),
    [("人员经费合计", "公用经费合计"), ("人员支出小计", "日常公用支出小计"), ("人员经费小计", "日常公用经费合计")],
)
def test_the_totals_under_their_names(personnel: str, operating: str) -> None:
    rows = [*TWO[:-1], (personnel, "<", "850.00", operating, "<", "90.00")]
    assert figures(form_of("FA06", rows, (60, 110, 60, 60, 110, 60))) == EXPECTED


def test_a_blank_total_is_not_the_neighbours_figure() -> None:
    rows = [*TWO[:-1], ("人员经费合计", "<", "", "公用经费合计", "<", "90.00")]
    read = figures(form_of("FA06", rows, (60, 110, 60, 60, 110, 60)))
    assert ("personnel_total", "amount") not in read
    assert read["operating_total", "amount"] == "90.00"
