"""Years named in the sentences: this year's figures, last year's comparison, the last day of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Finding, Sentence

_OPENING = re.compile(r"^.{0,40}?(?<!\d)(20\d\d)年(?!度?(?:结转|结余|末|底|下达|安排的))(?:度|本部门|本单位|收|支|财政|一般|\")")
_NOT_OPENING = re.compile(r"(比|较|与|同|上年|截至|截止|自|从|于|在|成立|设立|年初|至|末|\d)[^,。;]{0,8}$")
_COMPARED = re.compile(r"(?:与|比|较|同)(?:上年)?\(?(20\d\d)年(?:度)?(?:决算|相比|同期|增加|减少|增长|下降|支出|收入)")
_LAST_DAY = re.compile(r"(?:截至|截止)(?:到)?(20\d\d)年(?:度)?(?:12月31日|末|年底|底)")
_ABOUT_FIGURES = re.compile(r"\d(万元|亿元|元)|收入|支出|经费")


def years(reading: Reading) -> Iterator[Finding]:
    """Asked of sentences about figures; a sentence is told once."""
    year = reading.outline.fiscal_year
    if year is None:
        return
    for sentence in reading.narrative():
        said = _wrong_year(sentence, year) if _ABOUT_FIGURES.search(sentence.text) else None
        if said:
            yield told("narrative.year", sentence, f"{said}, the document is about {year}: {shown(sentence.text)}")


def _wrong_year(sentence: Sentence, year: int) -> str | None:
    text = sentence.text
    opening = _OPENING.match(text)
    if opening and int(opening.group(1)) != year and not _NOT_OPENING.search(text[: opening.start(1)]):
        return f"the sentence speaks of {opening.group(1)}"
    last_day = _LAST_DAY.search(text)
    if last_day and int(last_day.group(1)) != year:
        return f"the last day counted is of {last_day.group(1)}"
    compared = _COMPARED.search(text)
    if compared and int(compared.group(1)) != year - 1:
        return f"this year is compared with {compared.group(1)}"
    return None
