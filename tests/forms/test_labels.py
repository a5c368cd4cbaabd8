"""Line labels of FA01 and FA04: every prescribed line, names of earlier years, cut and decorated labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.labels import Side, class_code, class_names, line_key, plain_label

CLASSES = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "229": "其他支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
    "234": "抗疫特别国债安排的支出",
}
OLDER = {
    "文化体育与传媒支出": "207",
    "医疗卫生与计划生育支出": "210",
    "医疗卫生支出": "210",
    "资源勘探信息等支出": "215",
    "国土海洋气象等支出": "220",
    "粮油物资储备管理支出": "222",
    "城乡社区事务": "212",
    "农林水事务": "213",
}
LINES: dict[tuple[str, Side], dict[str, list[str]]] = {
    ("FA01", "income"): {
        "general": ["一般公共预算财政拨款收入", "一般公共预算财政拨款", "公共预算财政拨款"],
        "fund": ["政府性基金预算财政拨款收入", "政府性基金预算财政拨款"],
        "state_capital": ["国有资本经营预算财政拨款收入", "国有资本经营预算财政拨款"],
        "superior_subsidy": ["上级补助收入"],
        "business": ["事业收入"],
        "business_operating": ["经营收入", "事业单位经营收入"],
        "affiliated_remittance": ["附属单位上缴收入"],
        "other": ["其他收入"],
        "subtotal": ["本年收入合计"],
        "nonfiscal_surplus_used": ["使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "用事业基金弥补收支差额"],
        "opening": ["年初结转和结余", "上年结转和结余", "上年结转"],
        "total": ["总计", "收入总计"],
    },
    ("FA01", "expenditure"): {
        "subtotal": ["本年支出合计"],
        "surplus_distribution": ["结余分配"],
        "closing": ["年末结转和结余", "结转下年"],
        "total": ["总计", "支出总计"],
    },
    ("FA04", "income"): {
        "general": ["一般公共预算财政拨款", "一般公共预算财政拨款收入"],
        "fund": ["政府性基金预算财政拨款"],
        "state_capital": ["国有资本经营预算财政拨款"],
        "subtotal": ["本年收入合计"],
        "opening": ["年初财政拨款结转和结余", "年初结转和结余", "上年财政拨款结转和结余"],
        "total": ["总计", "收入总计"],
    },
    ("FA04", "expenditure"): {
        "subtotal": ["本年支出合计"],
        "closing": ["年末财政拨款结转和结余", "年末结转和结余", "结转下年"],
        "total": ["总计", "支出总计"],
    },
}
PRINTED = [
    (form, side, f"{side}.{key}", label)
    for (form, side), keys in LINES.items()
    for key, labels in keys.items()
    for label in labels
]
DECORATIONS = ["{}", "一、{}", "（一）{}", "1.{}", "十二、{}", "其中：{}", "  {} ", "二十三、{}"]


@pytest.mark.parametrize(("form", "side", "key", "label"), PRINTED)
def test_every_line_of_the_forms(form: str, side: Side, key: str, label: str) -> None:
    assert line_key(form, side, label) == key


@pytest.mark.parametrize(("code", "label"), [*CLASSES.items(), *((code, label) for label, code in OLDER.items())])
@pytest.mark.parametrize("form", ["FA01", "FA04"])
def test_every_class_line_of_every_year(form: str, code: str, label: str) -> None:
    assert line_key(form, "expenditure", f"八、{label}") == f"expenditure.{code}"
    assert line_key(form, "income", f"八、{label}") in (None, "income.state_capital")


@given(st.sampled_from(PRINTED), st.sampled_from(DECORATIONS))
def test_numbering_and_blanks_change_no_line(printed: tuple[str, Side, str, str], decoration: str) -> None:
    form, side, key, label = printed
    assert line_key(form, side, decoration.format(label)) == key


@pytest.mark.parametrize(
    ("cut", "code"),
    [("十四、资源勘探工业信息等支", "215"), ("二十六、抗疫特别国债", "234"), ("文化旅游体育与传", "207"), ("灾害防治及", "224")],
)
def test_a_label_cut_by_the_page_break_is_known_by_its_beginning(cut: str, code: str) -> None:
    assert class_code(cut) == code


@pytest.mark.parametrize("cut", ["债务", "一般", "其", "国有", "债务还", ""])
def test_a_beginning_too_short_or_shared_names_no_class(cut: str) -> None:
    assert class_code(cut) in ((None,) if cut != "债务还" else ("231",))


@pytest.mark.parametrize("label", ["项目", "行次", "决算数", "栏次", "备注", "行政运行", "单位：万元", "", "123"])
@pytest.mark.parametrize("side", ["income", "expenditure"])
def test_other_cells_are_no_line(label: str, side: Side) -> None:
    assert line_key("FA01", side, label) is None
    assert line_key("FA04", side, label) is None


def test_brackets_quotes_and_blanks_are_no_part_of_a_label() -> None:
    assert plain_label("（三） 社会 保障和就业支出（类）") == "社会保障和就业支出"


def test_one_name_means_one_class() -> None:
    assert set(class_names().values()) >= set(CLASSES)
    assert all(len(code) == 3 for code in class_names().values())


def test_a_class_line_may_begin_with_its_code() -> None:
    assert line_key("FA01", "expenditure", "208社会保障和就业支出") == "expenditure.208"
    assert line_key("FA01", "expenditure", "2020年度情况") is None
