"""基本支出 and 项目支出 told together: they add to an amount that the paragraph names before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.amounts import half_unit, parse_amount
from extractors.checks.sentences.reading import Place, Reading, joined, told
from extractors.model import Finding

_N = r"(\d[\d,]*(?:\.\d+)?)万元"
_HALVES = re.compile(rf"其中[:,]?基本支出(?:为)?{_N}[^。项]{{0,40}}[,;、]项目支出(?:为)?{_N}")
_WHOLE = re.compile(rf"(?:决算(?:数)?|合计|总计|总额|支出)(?:为|是|共)?{_N}")
_BALANCE = re.compile(r"[,;、](?:结余分配|年末|结转)")
_OTHERS = re.compile(r"上缴上级支出|经营支出|对附属单位")


def halves(reading: Reading) -> Iterator[Finding]:
    """Asked where no other kind of expenditure is told beside them, nor what was left over."""
    for paragraph in reading.paragraphs():
        text = joined(paragraph)
        found = _HALVES.search(text)
        wholes = _WHOLE.findall(text[: found.start()]) if found else []
        if found is None or not wholes or _OTHERS.search(text) or _BALANCE.match(text, found.end()):
            continue
        if not any(_adds_up(found.groups(), whole) for whole in wholes):
            basic, project = found.groups()
            said = f"total: 基本支出 {basic} + 项目支出 {project} is none of the amounts before: {', '.join(wholes)}"
            yield told("text.halves", paragraph[0], said, (basic, project, *wholes), Place(row="total", column="project"))


def _adds_up(parts: tuple[str, ...], whole: str) -> bool:
    figures = [_number(part) for part in parts]
    slack = sum((half_unit(figure) for figure in figures), half_unit(_number(whole)))
    return abs(sum(figures) - _number(whole)) <= slack


def _number(text: str) -> Decimal:
    return parse_amount(text) or Decimal(0)
