"""Forms of budgets read from hand-made pages."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms import read_forms
from extractors.model import FormRead, Outline, Page
from tests.tables.paper import Rows, Ruling, sheet

OUTLINE = Outline(genre="budget", title="2026年部门预算", department="某市甲局", fiscal_year=2026, unit="万元")
TITLES = {
    "BG01": "收支总表",
    "BG02": "收入总表",
    "BG03": "支出总表",
    "BG04": "财政拨款收支总表",
    "BG05": "一般公共预算支出表（按功能分类科目）",
    "BG05U": "一般公共预算支出表（分单位）",
    "BG06": "一般公共预算基本支出表",
    "BG06E": "一般公共预算支出表（按经济分类）",
    "BG06P": "一般公共预算项目支出表（按经济分类）",
    "BG07": "一般公共预算“三公”经费支出表",
    "BG08": "政府性基金预算支出表",
    "BG10": "项目支出表",
    "BG13": "基本支出预算表",
    "BG15": "政府采购预算表",
    "BG17": "财政拨款结转资金支出表",
}


def budget_of(*pages: Page) -> dict[str, FormRead]:
    return {form.form: form for form in read_forms(pages, OUTLINE)}


def budget_page(
    form: str, rows: Rows, widths: Sequence[float], *, number: int = 1, heads: int = 2, ruling: Ruling = "grid"
) -> Page:
    """A page that one form fills."""
    return sheet(rows, widths, title=TITLES[form], captions=["单位：万元"], number=number, heads=heads, ruling=ruling)


def budget_form(form: str, rows: Rows, widths: Sequence[float], *, heads: int = 2, ruling: Ruling = "grid") -> FormRead:
    return budget_of(budget_page(form, rows, widths, heads=heads, ruling=ruling))[form]
