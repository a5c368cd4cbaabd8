"""Budget forms by their titles: places word them in many ways; bracketed remarks tell the classifications apart."""

from __future__ import annotations

import pytest

from extractors.catalogue import catalogue
from extractors.forms.families import FAMILIES
from extractors.forms.headers import header_data
from extractors.forms.titles import is_other_table, recognise

TITLES = [
    ("BG01", "2025年部门财务收支预算总表"),
    ("BG01", "收支总体情况表"),
    ("BG01", "部门综合预算收支总表"),
    ("BG01", "预算01表 收支总表"),
    ("BG02", "收入预算总表"),
    ("BG02", "二、收入总体情况表"),
    ("BG03", "本年支出总体情况表"),
    ("BG03", "部门支出总表"),
    ("BG03", "支出预算总表"),
    ("BG04", "财政拨款收支预算总表"),
    ("BG04", "2026年部门财政拨款收支总体情况表"),
    ("BG05", "一般公共预算支出表(分功能科目)"),
    ("BG05", "表5-1 一般公共预算支出表"),
    ("BG05", "一般公共预算支出功能分类预算表"),
    ("BG05", "一般公共预算支出明细表（按支出功能分类科目）"),
    ("BG05", "一般公共预算拨款支出预算表"),
    ("BG05", "一般公共预算财政拨款支出预算表"),
    ("BG05U", "一般公共预算支出表(分单位)"),
    ("BG06", "一般公共预算基本支出表"),
    ("BG06", "一般公共预算基本支出部门预算经济分类预算表"),
    ("BG06", "一般公共预算基本支出情况表（按经济分类科目）"),
    ("BG06E", "一般公共预算支出表（按经济分类）"),
    ("BG06E", "八、一般公共预算支出经济分类情况表"),
    ("BG06P", "一般公共预算项目支出情况表（按经济分类科目）"),
    ("BG07", "“三公”经费和机关运行经费预算表"),
    ("BG07", "一般公共预算拨款“三公”经费及会议费、培训费支出预算表"),
    ("BG08", "政府性基金预算支出功能分类预算表"),
    ("BG08", "财政拨款政府性基金支出预算表"),
    ("BG09", "国有资本经营预算支出情况表"),
    ("BG10", "部门预算项目支出及其他支出预算表"),
    ("BG10", "项目支出总表"),
    ("BG10", "部门综合预算专项业务经费支出表"),
    ("BG11", "财政拨款支出预算表"),
    ("BG12", "财政拨款基本支出预算表"),
    ("BG13", "部门预算基本支出预算表"),
    ("BG14", "一般公共预算机关运行经费支出预算表"),
    ("BG15", "政府采购（资产配置、购买服务）预算表"),
    ("BG16", "政府购买服务预算表"),
    ("BG17", "财政拨款结转资金支出表"),
]


@pytest.mark.parametrize(("form", "title"), TITLES)
def test_a_budget_title_is_recognised(form: str, title: str) -> None:
    found = recognise(title, "budget")
    assert found is not None
    assert found.form == form


@pytest.mark.parametrize(
    "title",
    [
        "一、关于部门收支总表的说明",
        "本表（公开01表）反映部门年度总体收支预算情况",
        "项目支出绩效目标表",
        "一般公共预算基本支出明细表（按支出功能分类科目）",
        "一般公共预算“三公”经费预算增减变化情况说明表",
        "绩效信息公开情况一览表",
    ],
)
def test_another_table_or_a_sentence_is_no_budget_form(title: str) -> None:
    assert recognise(title, "budget") is None


def test_a_table_that_is_none_of_the_forms_still_ends_the_one_above() -> None:
    assert is_other_table("一般公共预算基本支出明细表（按支出功能分类科目）", "budget")
    assert not is_other_table("一般公共预算支出表", "budget")


def test_each_genre_knows_its_own_titles_only() -> None:
    assert recognise("收支预算总表", "final_accounts") is None
    assert recognise("收入支出决算总表", "budget") is None


def test_every_form_is_read_by_a_family_that_exists_and_goes_by_columns_that_exist() -> None:
    for kind in catalogue().values():
        assert kind.family == "" or kind.family in FAMILIES
        assert kind.family != "functional" or kind.table in header_data()
