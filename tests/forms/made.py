"""Forms read from hand-made pages."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms import read_forms
from extractors.model import FormRead, Outline, Page
from tests.tables.paper import Rows, Ruling, sheet

OUTLINE = Outline(genre="final_accounts", title="2023年度部门决算", department=None, fiscal_year=2023, unit="万元")
TITLES = {
    "FA01": "收入支出决算总表",
    "FA02": "收入决算表",
    "FA03": "支出决算表",
    "FA04": "财政拨款收入支出决算总表",
    "FA05": "一般公共预算财政拨款支出决算表",
    "FA06": "一般公共预算财政拨款基本支出决算表",
    "FA07": "政府性基金预算财政拨款收入支出决算表",
    "FA08": "国有资本经营预算财政拨款支出决算表",
    "FA09": "财政拨款“三公”经费支出决算表",
}


def forms_of(*pages: Page) -> dict[str, FormRead]:
    return {form.form: form for form in read_forms(pages, OUTLINE)}


def form_of(form: str, rows: Rows, widths: Sequence[float], *, ruling: Ruling = "grid", heads: int = 1) -> FormRead:
    """A form that fills one page."""
    return forms_of(sheet(rows, widths, title=titled(form), captions=["金额单位：万元"], ruling=ruling, heads=heads))[form]


def titled(form: str) -> str:
    """The form's title, numbered as most places print it."""
    return f"{int(form[-1])}.{TITLES[form]}"


def figures(read: FormRead) -> dict[tuple[str, str], str]:
    """Every figure by row and column, as printed."""
    return {(fact.row, fact.column): str(fact.value) for fact in read.facts}


def blanks(read: FormRead) -> set[tuple[str, str]]:
    return {(blank.row, blank.column) for blank in read.blanks}


def doubts(read: FormRead) -> dict[tuple[str, str], str]:
    """The figures whose address is not sound, with the reason."""
    return {(fact.row, fact.column): fact.address.note for fact in read.facts if not fact.address.sound}
