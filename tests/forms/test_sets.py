"""Which tables are the document's own: an annex repeats the forms for another unit, other tables stand among them."""

from __future__ import annotations

import pytest

from extractors.forms.read import own_sets
from extractors.forms.regions import Region
from extractors.model import Page
from extractors.tables import Area
from tests.forms.made import figures, forms_of, titled
from tests.tables.paper import Rows, glyphs, line, sheet

CODED = ("编码", "名称", "合计", "基本支出", "项目支出")


def coded(form: str, amount: str, number: int, title: str = "") -> Page:
    rows: Rows = [CODED, ("", "合计", amount, amount, ""), ("201", "一般公共服务支出", amount, amount, "")]
    return sheet(rows, (60, 120, 70, 70, 70), title=title or titled(form), number=number)


FORMS = ("FA03", "FA05", "FA07", "FA08")


def whole_set(amount: str, start: int) -> list[Page]:
    income: Rows = [
        ("编码", "名称", "合计", "财政拨款收入"),
        ("", "合计", amount, amount),
        ("201", "一般公共服务支出", amount, amount),
    ]
    first = sheet(income, (60, 120, 70, 70), title=titled("FA02"), number=start)
    return [first, *(coded(form, amount, start + i) for i, form in enumerate(FORMS, 1))]


def test_an_annex_of_another_unit_is_not_read() -> None:
    read = forms_of(*whole_set("9.00", 1), *whole_set("5.00", 6))
    assert {str(f.value) for form in read.values() for f in form.facts} == {"9.00"}


def test_a_lone_table_printed_again_counts_by_its_figures() -> None:
    short = sheet([CODED, ("", "合计", "9.00", "", "")], (60, 120, 70, 70, 70), title=titled("FA05"), number=1)
    read = forms_of(short, *whole_set("9.00", 2))
    assert ("201", "basic") in figures(read["FA05"])


def test_the_title_of_another_table_ends_a_form() -> None:
    other = coded("FA05", "7.00", 2, title="一般公共预算财政拨款项目支出决算表")
    assert figures(forms_of(coded("FA05", "9.00", 1), other)["FA05"])["total", "total"] == "9.00"
    assert forms_of(coded("FA05", "9.00", 1), other)["FA05"].pages == (1,)


def test_a_running_head_that_ends_like_a_title_ends_nothing() -> None:
    def headed(p: Page) -> Page:
        head = line(glyphs("某市某局决算公开报告表", 200, 40))
        return p.model_copy(update={"lines": (head, *p.lines)})

    first = headed(coded("FA05", "9.00", 1))
    rest = [("2010301", "行政运行", "9.00", "9.00", "")]
    more = [headed(sheet(rest, (60, 120, 70, 70, 70), number=n)) for n in (2, 3)]
    assert forms_of(first, *more)["FA05"].pages == (1, 2, 3)


def test_a_detailed_table_on_the_next_page_is_no_continuation() -> None:
    detailed = coded("FA05", "7.00", 2, title="一般公共预算财政拨款支出决算明细表")
    assert figures(forms_of(coded("FA05", "9.00", 1), detailed)["FA05"]) == figures(forms_of(coded("FA05", "9.00", 1))["FA05"])


def test_the_title_of_another_table_ends_a_form_though_a_remark_follows_it() -> None:
    for remark in ("（按支出功能分类科目）", "(按支出功能分类科目)"):
        other = coded("FA05", "7.00", 2, title="一般公共预算财政拨款项目支出表" + remark)
        assert forms_of(coded("FA05", "9.00", 1), other)["FA05"].pages == (1,)
    more = coded("FA05", "7.00", 2, title="一般公共预算财政拨款项目支出表（续）")
    assert forms_of(coded("FA05", "9.00", 1), more)["FA05"].pages == (1, 2)


def test_the_title_of_another_table_ends_a_form_though_it_is_printed_on_every_page_of_its_own() -> None:
    others = [coded("FA05", "7.00", n, title="政府采购明细情况表") for n in (2, 3, 4)]
    assert forms_of(coded("FA05", "9.00", 1), *others)["FA05"].pages == (1,)


def region(form: str, number: int) -> Region:
    return Region(form, titled(form), False, (Area(coded("FA05", "9.00", number), 0, 800),), "")


@pytest.mark.parametrize(("follow", "sets"), [(("FA06", "FA07", "FA08", "FA09"), 1), (("FA01", "FA02", "FA03", "FA04"), 2)])
def test_a_form_again_begins_another_set_where_the_others_come_again(follow: tuple[str, ...], sets: int) -> None:
    """A detailed table of FA05, a page after it, is followed by forms that were not seen yet."""
    before = [region(f"FA0{n}", n) for n in range(1, 6)]
    after = [region(form, 8 + i) for i, form in enumerate(follow)]
    found = own_sets([*before, region("FA05", 7), *after])
    assert [r.form for r in found[0]] == [f"FA0{n}" for n in range(1, 6)] + ([] if sets > 1 else ["FA05", *follow])


def test_a_sentence_above_a_title_is_no_part_of_it() -> None:
    page = whole_set("9.00", 1)[0]
    (title, *_) = page.lines
    said = glyphs("收入情况详见下表。", title.x0, title.top - 14)
    read = forms_of(page.model_copy(update={"lines": (line(said), *page.lines)}))
    assert figures(read["FA02"])["total", "total"] == "9.00"
