"""年初预算为…，支出决算为…，完成…%，决算数大于预算数的主要原因是…: the figures of one item, wherever they stand in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.changes import changes_in
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.reasons import reasons_in
from extractors.narrative.rules.wording import MONEY, NUMBER, any_of, meaning, wording

_WORDS = wording()
_OF = r"(?:数|额|金额|安排|批复|下达|支出|指标|总额)*(?:共|合计)?(?:为|是|:)?"
_BUDGET = re.compile(
    rf"(?P<which>年初|全年|调整后?|年度|当年|本年)?(?:部门|财政拨款)*(?<!公共)(?<!基金)(?<!经营)(?<!完成)(?<!于)(?<!超)(?<!超过)(?<!超出)预算(?:调整)?{_OF}{MONEY}"
)
_ACTUAL = re.compile(rf"(?:支出|收入|实际)?(?:决算|执行|实际完成|实际支出){_OF}{MONEY}")
_COMPLETION = re.compile(
    rf"(?:完成|占|为|达到?|执行)(?:了|全年|年初|年度|调整后?|当年|部门|财政拨款|支出)*(?:预算|计划)(?:调整)?(?:数|额|安排|批复)*(?:(?:{NUMBER})万元)?(?:的|为|数|比例)*(?P<pct>{NUMBER})%"
    rf"|(?:完成率|执行率|完成比例|执行比例|完成进度|支出进度|完成预算率)(?:为|是|达到?|:)?(?P<pct2>{NUMBER})%"
)
_BUDGET_IN_COMPLETION = re.compile(rf"完成(?:全年|年初|年度|调整后?|当年)*预算(?:数)?{MONEY}的")
_WORD = any_of(_WORDS.execution)
_DIRECTION = re.compile(
    rf"(?:决算|执行|支出)(?:数|额)?(?:比|较|与|同)?(?P<word>{_WORD})(?:于)?(?:{_WORDS.budget})"
    rf"|(?:与|同|和|比|较)(?:{_WORDS.budget})(?:数|额|安排|相比|比较|,)*(?:基本|大体|总体|大致)?(?P<word2>{_WORD})"
    rf"|(?P<word3>大于|高于|超过|超出|超|小于|低于|少于|等于)(?:{_WORDS.budget})"
)
_RESIDUE = re.compile(r"(?:大于|小于|增加|减少)(?:[(](?:大于|小于|等于|增加|减少)[)]|/(?:大于|小于|增加|减少))")
_DATED = re.compile(r"(?:(?P<year>20\d\d)年度?|(?:上年|去年|上一年)度?)的?$")
_DATED_REACH = 9
_THIS_YEAR = 9999
_LAST = {"above": "above", "below": "below", "equal": "equal"}


class Execution(NamedTuple):
    """What was found. `direction` is the meaning of the word and its place."""

    budget: re.Match[str] | None
    actual: re.Match[str] | None
    completion: re.Match[str] | None
    direction: tuple[str, Span] | None
    reason: Span | None

    @property
    def against_budget(self) -> bool:
        """Whether anything measures it against a budget."""
        return self.budget is not None or self.completion is not None or self.direction is not None


def execution_in(passage: Passage, start: int, end: int, *, prefer: str = "年初") -> Execution:
    """The figures of one item between two places. `prefer`: which budget counts where two are printed.

    They stand before the first reason. Where that reason explains the change against last year, the comparison with the
    budget and its own reason follow it.
    """
    reasons = reasons_in(passage, start, end)
    if not reasons:
        return _figures(passage.text, start, end, prefer)
    first = _figures(passage.text, start, reasons[0].lead, prefer)._replace(reason=reasons[0].span)
    if first.against_budget:
        return first
    after = reasons[1].lead if len(reasons) > 1 else end
    later = _figures(passage.text, reasons[0].span[1], after, prefer)
    if not later.against_budget:
        return first
    return later._replace(actual=first.actual or later.actual, reason=reasons[1].span if len(reasons) > 1 else None)


def _figures(text: str, start: int, end: int, prefer: str) -> Execution:
    budgets = [match for match in _BUDGET.finditer(text, start, end) if not _of_completion(text, match)]
    return Execution(
        budget=_preferred(budgets, prefer) or _BUDGET_IN_COMPLETION.search(text, start, end),
        actual=max(_ACTUAL.finditer(text, start, end), key=_year_before, default=None),
        completion=next((m for m in _COMPLETION.finditer(text, start, end) if not _of_several(text, m)), None),
        direction=_direction(text, start, end),
        reason=None,
    )


def _year_before(match: re.Match[str]) -> int:
    """Of 2017年决算数…, 2018年决算数… the later one is this year's; one without a year before one of last year."""
    dated = _DATED.search(match.string, max(0, match.start() - _DATED_REACH), match.start())
    if dated is None:
        return _THIS_YEAR
    return int(dated["year"]) if dated["year"] else 0


def _of_several(text: str, match: re.Match[str]) -> bool:
    """分别完成预算的…%、…%: rates of several at once."""
    return text.endswith("分别", 0, match.start())


def put_execution(draft: Draft, found: Execution) -> None:
    """The found figures into the draft's fields."""
    draft.amount("budget", found.budget)
    draft.amount("actual", found.actual)
    if found.completion is not None:
        draft.amount("completion_pct", found.completion, "pct" if found.completion["pct"] else "pct2", None)
    if found.direction is not None:
        draft.meaning("direction", *found.direction)
    draft.words("reason", found.reason)


def _of_completion(text: str, match: re.Match[str]) -> bool:
    """完成预算 0 万元的…: found by its own pattern."""
    return text[max(0, match.start() - 2) : match.start()] in ("完成", "成了")


def _preferred(budgets: list[re.Match[str]], prefer: str) -> re.Match[str] | None:
    """The preferred budget; but a nought at the beginning of the year gives way to the year's budget that is printed."""
    if not budgets:
        return None
    chosen = next((match for match in budgets if match["which"] == prefer), budgets[0])
    if re.search("[1-9]", chosen["amount"]):
        return chosen
    return next((match for match in budgets if re.search("[1-9]", match["amount"])), chosen)


def _direction(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The word beside the comparison with the budget; a template that leaves both words says nothing."""
    for match in _DIRECTION.finditer(text, start, end):
        group = next(name for name in ("word", "word2", "word3") if match[name])
        if not _RESIDUE.match(text, match.start(group)):
            word = meaning(_WORDS.execution, match[group])
            zero = next((c for c in changes_in(text, start, end) if c.base == "budget" and c.zero), None)
            return ("equal" if zero else _LAST[word or "equal"]), match.span(group)
    return None
