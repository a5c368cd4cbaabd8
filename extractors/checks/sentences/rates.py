"""Rates of growth and completion whose base is zero or another than the sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.amounts import parse_amount
from extractors.checks.claims.figures import stated_number
from extractors.checks.claims.percentages import Span, fit_of, percent
from extractors.checks.sentences.reading import Place, Reading, shown, told
from extractors.model import Finding, Sentence

_N = r"[\d.,]+"
_GROWTH = re.compile(
    rf"(?:20\d\d年度?)?(?P<subject>[一-鿿\"()“”]{{2,30}}?)(?:为|共计)?(?P<amount>{_N})万元,比[^,。;]{{2,16}}?(?P<word>增加|减少|变化|增长)(?P<change>{_N})万元,(?:增长|下降|减少)(?P<pct>0(?:\.0+)?)%"
)
_NO_PRIOR = re.compile(r"(?:无|没有|不存在)20\d\d年.{0,16}(?:决算|预算|收入|支出)数?|新(?:成立|设立|组建)")
_BUDGETS = re.compile(
    rf"年初预算(?:数)?为?(?P<initial>{_N})万元,(?:全年|调整后?)预算(?:数)?为?(?P<final>{_N})万元,.{{0,12}}?决算(?:数)?为?(?P<spent>{_N})万元,完成(?P<said>年初|全年|调整后?)预算(?:数)?的?(?P<pct>{_N})%"
)


def growth_of_nothing(reading: Reading) -> Iterator[Finding]:
    """0 % said of a change that is the whole amount, or of a year before which there was none."""
    for sentence in reading.narrative():
        for found in _GROWTH.finditer(sentence.text):
            yield from _growth(sentence, found)


def _growth(sentence: Sentence, found: re.Match[str]) -> Iterator[Finding]:
    amount, change = _number(found["amount"]), _number(found["change"])
    rest = sentence.text[found.end() :]
    if change and change >= amount:
        why = f"a change of {found['change']} on a base of zero has no rate"
    elif amount and not change and _NO_PRIOR.search(rest):
        why = f"{found['amount']} after no figure of last year is no change of {found['change']}"
    else:
        return
    said = f"{found['subject']} prints a rate of {found['pct']} %, but {why}: {shown(sentence.text)}"
    yield told("narrative.zero_base", sentence, said, (found["amount"],), Place(row=found["subject"], column="change_pct"))


def which_budget(reading: Reading) -> Iterator[Finding]:
    """Two budgets in a sentence: the rate is of the one it names."""
    for sentence in reading.narrative():
        for found in _BUDGETS.finditer(sentence.text):
            named, other = ("initial", "final") if found["said"] == "年初" else ("final", "initial")
            if not _fits(found, named) and _fits(found, other):
                said = f"{found['pct']} % is said of the {found['said']} budget {found[named]}, but fits only {found[other]}"
                amounts = (found["pct"], found[named], found[other], found["spent"])
                yield told("narrative.which_budget", sentence, said, amounts, Place(column="completion_pct"))


def _fits(found: re.Match[str], budget: str) -> bool:
    rate = stated_number("completion_pct", _number(found["pct"]))
    span = percent(_span(found["spent"]), _span(found[budget]))
    return span is not None and fit_of(rate, span) in ("fits", "near", "truncated")


def _span(text: str) -> Span:
    figure = stated_number("", _number(text))
    return Span(figure.low, figure.high)


def _number(text: str) -> Decimal:
    return parse_amount(text.rstrip(".,")) or Decimal(0)
