"""What tells two documents of one department and year apart: of the department or of the unit, tables or text, which edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.model import Frozen, Genre, Holds, Level
from extractors.outline.headings import heading_of
from extractors.outline.identity import Identity, digits_of
from extractors.outline.rows import Row
from extractors.outline.wording import WORDING

_DEPARTMENT = re.compile(WORDING.edition_department)
_UNIT = re.compile(WORDING.edition_unit)
_REVISED = re.compile(WORDING.edition_revised)
_PROJECT = re.compile(WORDING.edition_project)
_DATE = re.compile(
    r"([\d〇○零O一二三四五六七八九]{4})[年.-](\d{1,2}|[一二三四五六七八九十]{1,2})(?:[月.-](?:(\d{1,2}|[一二三四五六七八九十]{1,3})日?)?)"
)
_YEAR = re.compile(rf"[(（]?{WORDING.year_title}度?[)）]?")
_UNIT_CAPTION = re.compile(r"单位[:：](?:人民币)?(?:[万千亿]|百万)?元")
_TOLD_AMOUNT = re.compile(r"\d(?:万|亿|千)?元")
_SENTENCE = re.compile(r"[，。；,;]")
_TABLE_TITLE = re.compile(WORDING.edition_table)
_TELLING = re.compile(r"情况(?:的?说明)?$")
_FEWEST_CAPTIONS, _FEWEST_TITLED = 2, 3
_FEWEST_HEADED, _FEWEST_SENTENCES = 2, 6
_LONGEST_ON_COVER = 40
_MOST_ON_COVER = 16


class Edition(Frozen):
    """`revised`: the printed word that says so. `dated`: the date on the title page, `2024-09` or `2024-09-20`. `subject`: what a
    performance report is about."""

    level: Level = ""
    holds: Holds = ""
    revised: str = ""
    dated: str = ""
    subject: str = ""


def edition_of(rows: Sequence[Row], contents: frozenset[int], genre: Genre, identity: Identity) -> Edition:
    """Read from the title page; what it holds from the whole text."""
    cover = [row.text for row in rows[:_MOST_ON_COVER] if row.page == rows[0].page and len(row.text) <= _LONGEST_ON_COVER]
    return Edition(
        level=level_in(identity.title),
        holds=_holds([row for at, row in enumerate(rows) if at not in contents]),
        revised=revised_in("\n".join([identity.title, *cover])),
        dated=_dated(cover),
        subject=_subject(cover, identity) if genre == "performance_report" else "",
    )


def revised_in(text: str) -> str:
    """The word that calls a document a later edition; empty where there is none."""
    found = _REVISED.search(text)
    return found[0] if found else ""


def level_in(title: str) -> Level:
    """Whose a title says it is: the department's with all below it, or one unit's own."""
    if _UNIT.search(title):
        return "unit"
    return "department" if _DEPARTMENT.search(title) else ""


def _holds(rows: Sequence[Row]) -> Holds:
    """Tables show by captions above them, or by their titles on several pages; a narrative by sentences that state amounts."""
    captions = sum(bool(_UNIT_CAPTION.search(row.text)) for row in rows)
    titled = {row.page for row in rows if _TABLE_TITLE.fullmatch(row.text)}
    sentences = sum(bool(_TOLD_AMOUNT.search(row.text) and _SENTENCE.search(row.text)) for row in rows)
    headed = any(_TELLING.search(heading.title) for row in rows if (heading := heading_of(row.text)))
    tables = captions >= _FEWEST_CAPTIONS or len(titled) >= _FEWEST_TITLED
    narrative = sentences >= (_FEWEST_HEADED if headed else _FEWEST_SENTENCES)
    if tables and narrative:
        return "both"
    return "tables" if tables else "narrative" if narrative else ""


def _dated(cover: Iterable[str]) -> str:
    """The last date of the title page: an edition's own date stands below those it speaks of."""
    found = [iso for text in cover for match in _DATE.finditer(text) if (iso := _iso(*match.groups()))]
    return found[-1] if found else ""


def _iso(year: str, month: str, day: str | None) -> str:
    parts = [digits_of(year), _small(month), *([_small(day)] if day else [])]
    if not re.fullmatch(r"20\d\d", parts[0]) or not 1 <= int(parts[1]) <= 12:
        return ""
    return "-".join([parts[0], *(f"{int(part):02}" for part in parts[1:])])


def _small(text: str) -> str:
    """十二 -> 12, 二十三 -> 23; digits as they are."""
    if text.isdigit() and text.isascii():
        return text
    tens, ten, ones = text.rpartition("十")
    return str(10 * int(digits_of(tens or "一") if ten else 0) + int(digits_of(ones or "零")))


def _subject(cover: Sequence[str], identity: Identity) -> str:
    """The project that a form names; else what is left of the title beside department and year."""
    project = next((match[1] for text in cover if (match := _PROJECT.search(text))), "")
    rest = _REVISED.sub("", _YEAR.sub("", identity.title)).replace(identity.department or "", "")
    return project or re.sub(r"[\W_]", "", rest)
