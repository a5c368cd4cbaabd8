"""Titles, captions and notes as places print them."""

from __future__ import annotations

from tests.typeset.budgets.accounts import CATALOG
from tests.typeset.budgets.style import Style
from tests.typeset.lines import ordinal

_ABSENT = {"BG08": "政府性基金预算", "BG09": "国有资本经营预算"}


def plain_title(style: Style, form: str) -> str:
    """The title without department, year and number."""
    family = CATALOG["titles"][style.titles]
    return str(family.get(form, CATALOG["titles"]["plain"][form]))


def title_of(style: Style, form: str, department: str) -> str:
    """The form's printed title."""
    title = plain_title(style, form).format(year=style.year)
    number = style.forms.index(form) + 1
    if str(style.year) in title and style.dress in ("year", "year_long", "department"):
        return title
    return {
        "none": title,
        "year": f"{style.year}年{title}",
        "year_long": f"{style.year}年度{title}",
        "department": f"{department}{style.year}年{title}",
        "bu_men": title if title.startswith("部门") else "部门" + title,
        "numbered": f"{ordinal(number)}、{title}",
        "lettered": "  ".join(title) if len(title) < 8 else title,
    }[style.dress]


def caption_of(style: Style, form: str) -> str:
    """公开01表 and its kin."""
    number = style.forms.index(form) + 1
    return style.caption.format(number, han=ordinal(number))


def unit_of(style: Style, form: str) -> str:
    """The unit caption of one table."""
    return style.layout.unit_caption.replace("万元", style.ink(form).unit)


def notes_of(style: Style, form: str) -> tuple[str, ...]:
    """Lines below a table."""
    if not style.layout.notes:
        return ()
    if form in ("BG01", "BG04"):
        return ("注：本套报表金额单位转换时可能存在尾数误差。",)
    if form == "BG07":
        return (f"注：按照有关规定，“三公”经费预算数包括{style.year}年当年预算安排数。",)
    return ()


def absence(style: Style, form: str) -> str:
    """The sentence that explains an empty form."""
    what = _ABSENT[form]
    forms = (
        f"注：本部门{style.year}年无{what}支出，故本表为空表。",
        "注：本表本年无发生额。",
        f"注：本部门{style.year}年没有使用{what}拨款安排的支出。",
        f"注：本单位无{what}，此表无数据。",
    )
    return forms[(style.year + len(style.titles)) % len(forms)]
