"""The outline of hand-made disclosures, and of papers that are none."""

from __future__ import annotations

import pytest

from extractors.errors import NotADisclosure
from extractors.model import Outline, Page, Section
from extractors.outline import outline_of
from tests.outline.made import CONTENTS, COVER, NARRATIVE, disclosure, page


def keyed(outline: Outline) -> dict[str, Section]:
    return {section.key: section for section in outline.sections}


def test_says_who_and_when() -> None:
    outline = outline_of(disclosure())
    assert (outline.genre, outline.department, outline.fiscal_year) == ("final_accounts", "青山市民政局", 2023)
    assert (outline.title, outline.unit) == ("青山市民政局2023年度部门决算", "万元")


def test_parts_and_sections_lie_where_they_are_printed() -> None:
    found = keyed(outline_of(disclosure()))
    assert list(found) == ["part1", "part1.1", "part1.2", "part2", "part3", "1", "2", "part4"]
    assert (found["part3"].start, found["part3"].end) == ((6, 0), (6, 5))
    assert (found["1"].start, found["1"].end) == ((6, 1), (6, 3))
    assert found["part2"].pages == (4, 5)


@pytest.mark.parametrize("ending", [" ........ 7", "……………… 12", "  5", ""])
def test_contents_entries_are_no_headings(ending: str) -> None:
    contents = [CONTENTS[0], *(entry + ending for entry in CONTENTS[1:])]
    assert keyed(outline_of(disclosure(contents=contents)))["1"].start == (6, 1)


def test_contents_list_without_its_name_is_none_either() -> None:
    assert keyed(outline_of(disclosure(contents=CONTENTS[1:])))["part3"].start == (6, 0)


def test_heading_cut_by_page_foot() -> None:
    head, tail = "三、2023年度财政专项支出、专项转移支付支出的部门和单位有关", "情况说明"
    pages = disclosure()
    pages[5] = page(6, [*NARRATIVE, head], foot="- 6 -")
    pages.insert(6, page(7, [tail, "本部门无专项支出。"], foot="- 7 -"))
    pages[7:] = [pages[7].model_copy(update={"number": 8})]
    section = keyed(outline_of(pages))["3"]
    assert section.title == "2023年度财政专项支出、专项转移支付支出的部门和单位有关情况说明"
    assert (section.start, section.end) == ((6, 5), (7, 2))


def test_prose_behind_a_whole_heading_is_no_title() -> None:
    assert keyed(outline_of(disclosure()))["2"].title == "收入决算情况说明"


def test_subsections_and_run_in_headings() -> None:
    narrative = [
        *NARRATIVE,
        "三、其他重要事项的情况说明",
        "（一）机关运行经费支出情况。本部门支出3万元。",
        "（二）政府采购支出情况",
        "采购2万元，其中：",
        "（一）货物采购1万元，",
    ]
    found = keyed(outline_of(disclosure(narrative)))
    assert (found["3.1"].title, found["3.2"].title) == ("机关运行经费支出情况", "政府采购支出情况")
    assert found["3.2"].end == (6, 10)


def test_items_by_class_are_no_subsections() -> None:
    narrative = [*NARRATIVE, "三、政府性基金预算支出情况说明", "（一）城乡社区支出（类）土地出让安排的支", "出（款）1万元。"]
    assert "3.1" not in keyed(outline_of(disclosure(narrative)))


def test_a_narrative_under_the_number_of_the_tables_is_a_part_of_its_own() -> None:
    narrative = [NARRATIVE[0].replace("第三部分", "第二部分"), *NARRATIVE[1:]]
    found = keyed(outline_of(disclosure(narrative)))
    assert found["1"].start == (6, 1)
    assert found["part4"].start > found["1"].start


def test_a_narrative_numbered_otherwise_than_the_parts_is_found() -> None:
    narrative = [
        "三、2023年度部门决算情况说明",
        "（一）收入支出决算总体情况说明",
        "收入总计3万元。",
        "（二）收入决算情况说明",
        "收入1万元。",
    ]
    found = keyed(outline_of(disclosure(narrative)))
    assert (found["1"].start, found["2"].start) == ((6, 1), (6, 3))


def test_the_parts_tables_are_no_narrative() -> None:
    assert "1" not in keyed(outline_of(disclosure(["收入总计3万元，与上年持平。"])))


def test_unit_of_most_captions() -> None:
    pages = disclosure()
    for at in (3, 4):
        pages[at] = page(at + 1, [*(text.text.replace("万元", "元") for text in pages[at].lines)])
    assert outline_of(pages).unit == "元"


def unrelated() -> list[Page]:
    return [page(1, ["青山市财政局2025年度", "法治政府建设报告", "一、主要举措及成效", "完善预算管理，规范部门预算执行。"])]


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        (unrelated(), "法治政府建设报告"),
        ([page(1, COVER)], "2023年度部门决算"),
        ([page(1, []), page(2, [])], "2 pages without any text"),
        ([Page(number=1, width=595, height=842, kind="picture")], "a scan without text"),
    ],
)
def test_other_papers_are_named(pages: list[Page], named: str) -> None:
    with pytest.raises(NotADisclosure, match=named):
        outline_of(pages)
