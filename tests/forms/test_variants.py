"""A place's own wordings are a file of data: with it a form is read that nobody could read before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.forms import forms_hash, headers, labels, titles, variants
from extractors.forms.labels import line_key
from extractors.forms.titles import recognise
from tests.forms.budgets import budget_of
from tests.forms.made import doubts, figures
from tests.tables.paper import sheet

VARIANT = """
# An invented place: spending is called 花销, projects 专办事项.
[[form]]
genre = "budget"
form = "BG03"
title = "花销总表$"
unless = "说明"

[[column]]
table = ["BG03"]
key = "project"
path = "专办事项"
clean = "专办事项"

[[column]]
table = ["BG03"]
key = "skip"
path = "上年花销"

[[line]]
form = ["BG01"]
side = ["expenditure"]
key = "expenditure.project"
pattern = "^专办事项$"
"""
TITLE = "部门花销总表"
ROWS = [
    ("科目编码", "科目名称", "合计", "基本支出", "专办事项", "上年花销"),
    ("", "合计", "90.00", "60.00", "30.00", "70.00"),
    ("201", "一般公共服务支出", "90.00", "60.00", "30.00", "70.00"),
]
PAGE = sheet(ROWS, (60, 130, 70, 70, 70, 70), title=TITLE, captions=["单位：万元"])


def _forget() -> None:
    for cached in (variants.variant_items, titles._patterns, headers.column_rules, labels._lines, labels.line_key):
        cached.cache_clear()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "invented.toml").write_text(VARIANT, encoding="utf-8")
    monkeypatch.setattr(variants, "PLACES", tmp_path)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def test_without_its_data_the_form_is_not_known() -> None:
    assert budget_of(PAGE) == {}
    assert line_key("BG01", "expenditure", "专办事项") is None


@pytest.mark.usefixtures("place")
def test_with_its_data_the_form_is_read() -> None:
    read = budget_of(PAGE)["BG03"]
    assert figures(read) == {
        ("total", "total"): "90.00",
        ("total", "basic"): "60.00",
        ("total", "project"): "30.00",
        ("201", "total"): "90.00",
        ("201", "basic"): "60.00",
        ("201", "project"): "30.00",
    }
    assert doubts(read) == {}
    assert line_key("BG01", "expenditure", "专办事项") == "expenditure.project"


@pytest.mark.usefixtures("place")
def test_a_variant_is_tried_before_what_all_places_print_and_takes_nothing_from_it() -> None:
    assert recognise("支出总表", "budget").form == "BG03"  # type: ignore[union-attr]
    assert recognise(TITLE, "final_accounts") is None


def test_the_variants_are_part_of_what_a_run_is_pinned_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = forms_hash()
    (tmp_path / "invented.toml").write_text(VARIANT, encoding="utf-8")
    monkeypatch.setattr(variants, "PLACES", tmp_path)
    assert forms_hash() != before


def test_every_variant_names_what_exists() -> None:
    for item in variants.variant_items("form"):
        assert {"genre", "form", "title", "unless"} <= item.keys()
    for item in variants.variant_items("column"):
        assert all(table in headers.header_data() for table in item["table"])
    for item in variants.variant_items("line"):
        assert {"form", "side", "key", "pattern"} <= item.keys()
