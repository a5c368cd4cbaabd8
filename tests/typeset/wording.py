"""Titles, captions, notes and sentences as places print them."""

from __future__ import annotations

from tests.typeset.layout import Form, Layout

_TITLES = {
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
_QUOTES = ("“三公”", '"三公"', "“三公”", "「三公」", "三公", "”三公”")
_NOTES = {
    "FA01": "本表反映部门本年度的总收支和年末结转结余情况。",
    "FA02": "本表反映部门本年度取得的各项收入情况。",
    "FA03": "本表反映部门本年度各项支出情况。",
    "FA04": "本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支"
    "和年末结转结余情况。",
    "FA05": "本表反映部门本年度一般公共预算财政拨款支出情况。",
    "FA06": "本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    "FA07": "本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
    "FA08": "本表反映部门本年度国有资本经营预算财政拨款支出情况。",
    "FA09": "本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，"
    "反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。",
}
_ABSENT = {"FA07": "政府性基金预算财政拨款收入支出", "FA08": "国有资本经营预算财政拨款支出"}


def title_of(layout: Layout, form: Form) -> str:
    """The form's printed title."""
    title = _TITLES[form]
    if form == "FA06" and layout.year % 3 != 1:
        title = "一般公共预算财政拨款基本支出决算明细表"
    if form == "FA05" and layout.fa05_balances != "none":
        title = "一般公共预算财政拨款收入支出决算表"
    if form == "FA07" and not layout.fa07_income:
        title = "政府性基金预算财政拨款支出决算表"
    if form == "FA08" and layout.fa08_income:
        title = "国有资本经营预算财政拨款收入支出决算表"
    if form == "FA09":
        title = title.replace("“三公”", _QUOTES[layout.year % len(_QUOTES)])
        title = "一般公共预算" + title if layout.titles == "long_three_public" or layout.year < 2020 else title
    return _dressed(layout, form, title)


def _dressed(layout: Layout, form: Form, title: str) -> str:
    if layout.titles == "published":
        return title.replace("决算表", "决算公开表").replace("决算明细表", "决算明细公开表")
    if layout.titles == "yeared":
        return f"{layout.year}年度{title}"
    if layout.titles == "captioned":
        return f"表{layout.order.index(form) + 1} {title}"
    if layout.titles == "of_department":
        return f"本部门{layout.year}年度{title}"
    if layout.titles == "numbered":
        return f"{'一二三四五六七八九'[layout.order.index(form)]}、{title}"
    if layout.titles == "lettered" and len(title) < 9:
        return "  ".join(title)
    if layout.titles == "department" and form in ("FA01", "FA02", "FA03"):
        return "部门" + title
    return title


def title_lines(layout: Layout, title: str) -> tuple[str, ...]:
    """A title on one line, or on two where it is long."""
    if layout.titles != "two_lines" or len(title) < 12:
        return (title,)
    cut = len(title) - 5
    return title[:cut], title[cut:]


def caption_of(layout: Layout, form: Form) -> str:
    """公开01表 and its kin: numbered by the printed order."""
    return layout.caption.format(layout.order.index(form) + 1)


def unit_of(layout: Layout) -> str:
    """The unit caption."""
    return layout.unit_caption.replace("万元", layout.unit)


def notes_of(layout: Layout, form: Form, absent: bool) -> tuple[str, ...]:
    """Lines below a table."""
    lines = ["注：" + _NOTES[form]] if layout.notes else []
    if absent and layout.none_as == "grid_and_note":
        lines.append(absence_of(layout, form) if layout.notes else "注：" + absence_of(layout, form))
    if form == "FA01" and layout.notes and layout.year % 2 == 0:
        lines = [lines[0].replace("注：", "注：1．"), "2．本套报表金额单位转换时可能存在尾数误差。"]
    if layout.told_notes and not absent:
        carried = f"{layout.year % 7 + 1}.{layout.year % 90 + 10}{layout.unit}"
        first = f"{'' if lines else '注：'}{len(lines) + 1}．其中：使用上年结转资金 {carried}"
        lines.append(f"{first}，年中追加 {layout.year % 5 + 12}.50{layout.unit}，涉及 3 个项目。")
    return tuple(lines)


def absence_of(layout: Layout, form: Form) -> str:
    """The sentence that explains an empty form."""
    what = _ABSENT[form].replace("支出", "收入支出") if form == "FA08" and layout.fa08_income else _ABSENT[form]
    forms = (
        f"本部门{layout.year}年度无{what}，故本表为空表。",
        f"本部门{layout.year}年度没有{what}，故本表无数据。",
        f"我部门{layout.year}年度无{what}。",
        f"说明：本部门{layout.year}年度无{what}，本表为空。",
    )
    return forms[layout.year % len(forms)]
