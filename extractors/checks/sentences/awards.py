"""Awards to small firms, reserved and other, against the procurement total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.amounts import half_unit, parse_amount, plain
from extractors.checks.sentences.reading import Place, Reading, joined, told
from extractors.model import Finding, Sentence

_TOTAL = re.compile(r"政府采购(?:金额|支出总额|支出)(?:\([^()]*\))?(?:合计|共计)?(?:为)?([\d.,]+)万元")
_AWARD = re.compile(r"由中小企业(?:供应商)?(?:中标|成交)(?:或成交)?的?,?采购金额([\d.,]+)万元")


def awards(reading: Reading) -> Iterator[Finding]:
    """What small firms won under reserved and other procurement is no more than everything procured."""
    by_section: dict[str, list[Sentence]] = {}
    for paragraph in reading.paragraphs():
        by_section.setdefault(paragraph[0].section, []).extend(paragraph)
    for sentences in by_section.values():
        yield from _of_section(sentences)


def _of_section(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    text = joined(sentences)
    total = _TOTAL.search(text)
    won = [_number(amount) for amount in _AWARD.findall(text)]
    if total is None or len(won) < 2:
        return
    whole = _number(total.group(1))
    slack = sum((half_unit(amount) for amount in won), half_unit(whole))
    if sum(won) > whole + slack:
        shown = " + ".join(plain(amount) for amount in won)
        said = f"small firms won {shown}, more than the {plain(whole)} procured in all"
        where = next((s for s in sentences if _AWARD.search(s.text)), sentences[0])
        yield told("text.awards", where, said, (*map(plain, won), plain(whole)), Place(row="procurement", column="sme_amount"))


def _number(text: str) -> Decimal:
    return parse_amount(text) or Decimal(0)
