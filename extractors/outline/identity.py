"""Who speaks, for which year: read from the title page, the captions above tables, or else the running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.outline.rows import Row
from extractors.outline.wording import WORDING

_LABEL = re.compile(f"(?:^|[^\\w]){WORDING.department_label}(.{{2,50}}?)(?:{WORDING.department_stop})")
_FORM_LABEL = re.compile(f"(?:{WORDING.department_form_label})(.{{4,40}}?)(?:{WORDING.department_form_stop})")
_LEVEL = re.compile(WORDING.department_level)
_TITLE_YEAR = re.compile(WORDING.year_title)
_OF_WHAT = re.compile(rf"{WORDING.year_title}(?=[^年]{{0,40}}(?:决算|预算|绩效))")
_SCOPE_YEAR = re.compile(WORDING.year_scope)
_TABLE_YEAR = re.compile(WORDING.year_table)
_KIND = r"(?:市|区|县|省|州|旗|镇|乡)?(?:本|级)*(?:部门|单位|预决算|预算|决算|综合|整体|绩效|项目)"
_WHO_FIRST = re.compile(rf"^(.{{2,40}}?)(?:{WORDING.year_title})(?:度)?(?=.{{0,12}}(?:决算|预算|绩效))")
_YEAR_FIRST = re.compile(
    rf"(?:{WORDING.year_title})(?:度)?+(?!{_KIND})(.{{2,40}}?)(?={_KIND}.{{0,12}}(?:算|绩效|支出|自评|报告)|[决预]算)"
)
_AFTER_MARK = re.compile(r"[决预]算(?:公开)?(?:[:：]|[—－-]+)(.{3,40})$")
_ANNEX = re.compile(r"附件[一二三四五六七八九十\d]*[:：]?")
_LONE = re.compile(
    rf"[(（]?(.{{2,40}}?(?:{WORDING.department_ending})(?:[(（][^()（）]{{1,8}}[)）])?)[)）]?(?:(?:部门|单位)?(?:综合)?[决预]算(?!编?代?码).{{0,8}})?"
)
_PART_OF = re.compile(
    rf"(?:第[一二三四五六]部分|[一二三]、)[:：、]?(.{{3,40}}?)(?:概况|基本情况|简介|(?:{WORDING.year_title})度?(?:部门|单位)?决算.*)"
)
_REGION = re.compile(r"^[^局委厅部院办]{2,}(?:省|市|区|县|州|旗)$")
_DATE = re.compile(
    r"[(（]?(?:20\d\d|二[〇○0零O]..?)年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:.{1,3}日)?[)）]?"
    r"|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?"
)
_CHINESE_DIGIT = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
    "0": "0",
}
_ABOVE_TABLE = re.compile(r"单位[:：](?:人民币)?(?:[万千亿]|百万)?元")
_FORM_NUMBER = re.compile(r"(?:部门)?(?:预算|决算)?(?:公开)?表?\d{1,2}(?:-\d)?表?|附?表[一二三四五六七八九十\d]{1,2}")
_BEFORE_NAME = re.compile(
    r"^(?:(?:部门|单位)(?:[(（](?:部门|单位)[)）])?名称)?(?:[\[(（【]?\d{3,}+(?!年)[\])）】]?[-_—－、.:：]?)?"
)
_ABOUT = re.compile(r"(?<=...)关于.*$")
_COVER_ROWS = 8
_FEW_ROWS = 6
_TITLED_LIST = re.compile(rf".*(?:{WORDING.year_title})度?.*(?:预算|决算).*目[录次]")
_SAID_WHEN = re.compile(r"(?:公开|发布|编报|填报|编制|报送)(?:时间|日期|年份|年度)[:：].*")
_FOREIGN = re.compile(r"(?=.*[A-Za-z])[\x21-\x7e]+")
_SEALED = re.compile(r"[(（](?:公章|盖章|签章|印章|章)[)）]")
_SENTENCE = re.compile(r"[，。；;]")
_LONGEST_COVER_ROW = 45
_FULL_BRACKETS = str.maketrans("()", "（）")


class Identity(NamedTuple):
    """Title as printed (blanks dropped), department, fiscal year."""

    title: str
    department: str | None
    fiscal_year: int | None


def cover_rows(rows: Sequence[Row], contents: frozenset[int]) -> tuple[Row, ...]:
    """The rows of the first printed page up to the contents list, a table or the first sentence; dates left out."""
    taken: list[Row] = []
    start = _title_page(rows, contents)
    for at, row in enumerate(rows[start : start + _COVER_ROWS], start):
        if (
            (at in contents and not _TITLED_LIST.fullmatch(row.text))
            or row.page != rows[start].page
            or len(row.text) > _LONGEST_COVER_ROW
            or _SENTENCE.search(row.text)
        ):
            break
        if not any(aside.fullmatch(row.text) for aside in (_DATE, _ANNEX, _SAID_WHEN, _FOREIGN)):
            taken.append(row)
        if _ABOVE_TABLE.search(row.text):
            break
    return tuple(taken)


def _title_page(rows: Sequence[Row], contents: frozenset[int]) -> int:
    """Where the title page begins: with the first row, or behind a contents list that comes before it."""
    behind = next((at for at, row in enumerate(rows) if at not in contents or _TITLED_LIST.fullmatch(row.text)), 0)
    few = sum(row.page == rows[behind].page for row in rows) <= _FEW_ROWS if rows else False
    return behind if few and rows[behind].page > rows[0].page else 0


def identity_of(rows: Sequence[Row], cover: Sequence[Row]) -> Identity:
    """Title page before captions before running text."""
    title = _title(cover)
    captioned = Counter(name for row in rows if (name := labelled_department(row.text)))
    department = _department(cover, title, captioned) or _headed(rows)
    return Identity(title, department, _year(rows, title))


def labelled_department(text: str) -> str | None:
    """The department that a caption names (`部门：…局 单位：万元`), if it is one."""
    if "部门" not in text and "单位" not in text:
        return None
    match = _LABEL.search(text)
    if match is None:
        return None
    return _name(match[1])


def _title(cover: Sequence[Row]) -> str:
    shown = (row.text for row in cover if labelled_department(row.text) is None)
    rows = [text for text in shown if not _FORM_NUMBER.fullmatch(text) and not _ABOVE_TABLE.search(text)]
    joined = ""
    for text in rows:
        joined += text
        if re.search(
            r"(?:决算|预算|公开|目录|报告|自评表|说明|公告|公示|通知|通报|请示|批复|纪要|总结|指南|手册)(?:[(（].*[)）])?$",
            joined,
        ) and not _continues(rows, joined):
            break
    return re.sub(r"目[录次]$", "", joined).translate(_FULL_BRACKETS)


def _continues(rows: Sequence[str], joined: str) -> bool:
    """The year may follow on a line of its own: `（2024年度）`."""
    following = "".join(rows)[len(joined) :]
    return _TITLE_YEAR.search(joined) is None and _TITLE_YEAR.match(following.lstrip("(（")) is not None


def _department(cover: Sequence[Row], title: str, captioned: Counter[str]) -> str | None:
    for row in cover:
        labelled = labelled_department(row.text)
        if labelled:
            return labelled
    titled = department_in(title)
    if titled and not _LEVEL.search(titled) and not _REGION.search(titled):
        return titled
    lone = next((name for row in cover if (match := _LONE.fullmatch(row.text)) and (name := _name(match[1]))), None)
    if lone:
        return lone
    if captioned:
        return captioned.most_common(1)[0][0]
    form = next((match for row in cover if (match := _FORM_LABEL.search(row.text))), None)
    return _name(form[1]) if form else titled


def _headed(rows: Sequence[Row]) -> str | None:
    """Whom the headings of the parts name: 第一部分 …局概况, 第三部分 …局2023年度部门决算情况说明."""
    named = Counter(
        name for row in rows if (match := _PART_OF.fullmatch(row.text)) and (name := _name(match[1])) and _LONE.fullmatch(name)
    )
    return named.most_common(1)[0][0] if named else None


def department_in(title: str) -> str | None:
    """The department that a title names beside its year: `…局2023年度部门决算`, `2023年…局部门决算`."""
    first = _WHO_FIRST.search(title)
    if first and (name := _name(first[1])):
        return name
    later = _YEAR_FIRST.search(title)
    if later:
        return _name(later[2])
    last = _AFTER_MARK.search(title)
    return _name(last[1]) if last else None


def _name(text: str) -> str | None:
    """A name as printed with full-width brackets, before any `关于…`; None for what is no name."""
    bare = _BEFORE_NAME.sub("", _SEALED.sub("", text).strip("：:、,，.。-_—－―~～·").rstrip("(（[【")).removeprefix("关于")
    name = _ABOUT.sub("", bare).translate(_FULL_BRACKETS)
    return name if len(name) >= 3 and not re.search(r"\d{3}|[。;；%：:]", name) else None


def _year(rows: Sequence[Row], title: str) -> int | None:
    years = [year for found in (_OF_WHAT, _TITLE_YEAR) for match in found.finditer(title) if (year := _number(match[1]))]
    if years:
        return years[0]
    for wording in (_SCOPE_YEAR, _TABLE_YEAR):
        votes = Counter(_years_of(wording, (row.text for row in rows)))
        if votes:
            return votes.most_common(1)[0][0]
    return None


def _years_of(wording: re.Pattern[str], texts: Iterable[str]) -> Iterable[int]:
    for text in texts:
        if "年" in text:
            for match in wording.finditer(text):
                yield int(match[match.lastindex or 0])


def digits_of(text: str) -> str:
    """二〇二四 -> 2024; what is no Chinese digit stays."""
    return "".join(_CHINESE_DIGIT.get(char, char) for char in text)


def _number(text: str) -> int | None:
    digits = digits_of(text)
    return int(digits) if digits.isdigit() and len(digits) == 4 else None
