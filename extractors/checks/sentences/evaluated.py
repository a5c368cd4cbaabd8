"""Projects under evaluation against the project expenditure of the general budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.amounts import parse_amount
from extractors.checks.cells import YUAN, Cell
from extractors.checks.claims.figures import Figure, stated_number
from extractors.checks.claims.percentages import Span, fit_of, percent, span_of
from extractors.checks.sentences.reading import Place, Reading, told
from extractors.checks.wording import figure
from extractors.model import Finding, Sentence

_EVALUATED = re.compile(
    r"资金(?P<amount>[\d.,]+)万元,?占(?:部门|单位)?一般公共预算(?:项目)?支出(?:总额|合计)?的?(?P<share>[\d.]+)%"
)
_ZERO = Decimal(0)


def evaluated(reading: Reading) -> Iterator[Finding]:
    """Their amount is no more than all project expenditure, and the share recomputes."""
    project = reading.ledger.cell("FA05", "total", "project")
    if not project.nonzero:
        return
    for sentence in reading.narrative():
        said = _EVALUATED.search(sentence.text)
        if said and "项目支出" in said.group():
            yield from _against(sentence, said, project)


def _against(sentence: Sentence, said: re.Match[str], project: Cell) -> Iterator[Finding]:
    amount, share = _amount(said["amount"]), stated_number("share", parse_amount(said["share"]) or _ZERO)
    whole = Span(project.amount - project.half, project.amount + project.half)
    place = Place(row="projects", column="amount")
    figures = (said["amount"], said["share"], figure(project))
    if amount.low > whole.high:
        yield told("narrative.evaluated", sentence, _more(said, project), figures, place)
        return
    span = percent(span_of(amount), whole)
    if span is not None and fit_of(share, span) == "wrong":
        share_of = f"{said['amount']} of {figure(project)} is {span.middle:.2f} %"
        how = f"projects: {said['share']} % of project expenditure, but {share_of}"
        yield told("narrative.evaluated", sentence, how, figures, place)


def _more(said: re.Match[str], project: Cell) -> str:
    return f"projects: {said['amount']} 万元 under evaluation exceeds the {figure(project)} of all projects"


def _amount(text: str) -> Figure:
    value = parse_amount(text) or _ZERO
    scale = YUAN["万元"]
    plain = stated_number("amount", value)
    return Figure("amount", value, value * scale, plain.half * scale, "万元")
