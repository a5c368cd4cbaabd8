"""What the document says it is: genre, title, department, year, unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, cast

from extractors.errors import NotADisclosure
from extractors.model import Genre, Page, Unit
from extractors.outline.body import BodyLine
from extractors.outline.headings import is_leader
from extractors.outline.numerals import chinese_year
from extractors.outline.vocabulary import vocabulary

_YEAR = re.compile(r"(20[0-4]\d)年(?:度)?|([二〇○零一三四五六七八九]{4})年(?:度)?")
_NAMED_IN_CAPTION = re.compile(
    r"(?:编制|填报|公开|预算|决算)?(?:主管)?(?:部门|单位)(?:名称)?(?:\(公章\)|\(盖章\))?[:：](?!万?元|人民币)([^:：；。，]{4,40}?)"
    r"(?=20\d\d年|[(]?(?:金额)?(?:单位)?[:：]|(?:金额)?单位|公开\d|$)"
)
_UNIT_IN_CAPTION = re.compile(r"单位[:：](?:人民币)?[(]?(万元|元)")
_ABOUT = re.compile(r"第一部分(.{4,40}?)(?:概况|基本情况|简介)")
_TAIL = re.compile(
    r"(?:部门|单位|本级|收支|综合|整体支出|整体|年度|信息)*(?:决算|预算|绩效(?:自我)?(?:自评|评价|评估)(?:报告|表)).*$"
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_COVER_LINES = 14
_LOOK_PAGES = 30
_FORM_TITLES = 2


class Identity(NamedTuple):
    """Cover data."""

    genre: Genre
    title: str
    department: str | None
    fiscal_year: int | None
    unit: Unit


def identity_of(pages: Sequence[Page], lines: Sequence[BodyLine]) -> Identity:
    """Raises NotADisclosure for anything that names neither a budget, final accounts nor a performance report of a department."""
    cover = _cover(lines)
    title = _title(cover)
    genre = _genre(title, lines)
    if genre is None:
        raise NotADisclosure(looks_like=_looks_like(pages, cover))
    captions = Counter(m[1] for line in lines if (m := _NAMED_IN_CAPTION.search(line.printed)))
    return Identity(genre, title, _department(title, cover, lines, captions), _year(title, lines), _unit(lines))


def _cover(lines: Sequence[BodyLine]) -> list[BodyLine]:
    """First lines of the first page that has text."""
    first = lines[0].page if lines else 1
    return [line for line in lines[:_COVER_LINES] if line.page == first]


def _title(cover: Sequence[BodyLine]) -> str:
    """The cover's lines down to the one that names the kind of document; that line may be broken in two."""
    words = vocabulary()
    taken = ""
    for position, line in enumerate(cover):
        if is_leader(line) or re.match(r"[一二三四五六七八九十]、|\(|（|\d+[.、]|目录", line.text):
            break
        taken += line.printed.translate(_DIGITS)
        if any(pattern.search(taken) for _, pattern in words.genres) and not _broken(taken, cover[position + 1 :]):
            return taken
        if re.search("[。；]", line.text):
            break
    return ""


def _broken(taken: str, rest: Sequence[BodyLine]) -> bool:
    """Another line completes the title (算, 公开, 年 部门决算 …)."""
    return bool(rest) and bool(re.match(r"公开$|报告$|说明$|(?:部门|单位)?(?:决算|预算)$|绩效评价报告$", rest[0].text))


def _genre(title: str, lines: Sequence[BodyLine]) -> Genre | None:
    words = vocabulary()
    titles = [
        line.text for line in lines if line.page <= _LOOK_PAGES and len(line.text) < 40 and words.form_title.search(line.text)
    ]
    for name, pattern in words.genres:
        evidence = name == "performance_report" or len(set(titles)) >= _FORM_TITLES or _has_parts(lines)
        if title and pattern.search(title) and evidence:
            return cast(Genre, name)
    return _genre_by_forms(titles)


def _genre_by_forms(titles: Sequence[str]) -> Genre | None:
    final = len({title for title in titles if "决算" in title})
    planned = len({title for title in titles if "预算" in title and "决算" not in title and "基金" not in title})
    if max(final, planned) < _FORM_TITLES:
        return None
    return "final_accounts" if final >= planned else "budget"


def _has_parts(lines: Sequence[BodyLine]) -> bool:
    return any(_ABOUT.search(line.text) for line in lines) or any("部门职责" in line.text for line in lines)


def _department(title: str, cover: Sequence[BodyLine], lines: Sequence[BodyLine], captions: Counter[str]) -> str | None:
    """A caption on the cover, else the title without year and kind, else the first part's heading, else the tables' captions."""
    named = next((m[1] for line in cover if (m := _NAMED_IN_CAPTION.search(line.printed))), None)
    own = _TAIL.sub("", _YEAR.sub("", title))
    about = next((m[1] for line in lines if (m := _ABOUT.search(line.printed)) and m[1] not in ("部门", "单位")), None)
    usual = captions.most_common(1)[0][0] if captions else None
    return next((name for name in (named, own if len(own) >= 3 else None, about, usual) if name), None)


def _year(title: str, lines: Sequence[BodyLine]) -> int | None:
    match = _YEAR.search(title)
    if match:
        return int(match[1]) if match[1] else chinese_year(match[2])
    years = Counter(int(year) for line in lines for year in re.findall(r"(20[0-4]\d)年度", line.text))
    return years.most_common(1)[0][0] if years else None


def _unit(lines: Sequence[BodyLine]) -> Unit:
    units = Counter(m[1] for line in lines if (m := _UNIT_IN_CAPTION.search(line.text)))
    return "元" if units["元"] > units["万元"] else "万元"


def _looks_like(pages: Sequence[Page], cover: Sequence[BodyLine]) -> str:
    if not cover:
        pictured = any(page.kind == "picture" for page in pages)
        return "a scan: its pages are pictures without text" if pictured else "pages without text"
    head = "".join(line.printed for line in cover[:2])
    return f"a text headed “{head[:40]}”"
