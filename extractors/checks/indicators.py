"""Self-evaluation forms: rates, points and totals recomputed. What a form does not print in full is not weighed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from extractors.amounts import half_unit, parse_amount, plain
from extractors.checks.claims.figures import Figure, printed_value
from extractors.checks.claims.percentages import fit_of, percent, span_of
from extractors.checks.rulebook import rule_named
from extractors.model import Claim, Fact, Finding, Indicator, Operand, PrintedFigure, ScoredForm, Severity

_FULL = Decimal(100)
_ZERO = Decimal(0)
_OF_ALL = re.compile(r"整体")
_TOTALS = {
    ("FA01", "expenditure.subtotal", "amount"),
    ("FA03", "total", "total"),
    ("FA04", "expenditure.subtotal", "total"),
    ("FA04", "expenditure.subtotal", "general"),
    ("FA05", "total", "total"),
}


def indicator_findings(forms: Sequence[ScoredForm], claims: Sequence[Claim], facts: Sequence[Fact] = ()) -> tuple[Finding, ...]:
    """What the forms contradict. The rate of a project that a claim tells is told there."""
    told = {(printed_value(claim, "budget"), printed_value(claim, "executed")) for claim in claims}
    untold = [form for form in forms if (_value(form.budget), _value(form.executed)) not in told]
    rates = (finding for form in untold for finding in _rates(form))
    own = (finding for form in forms for check in _CHECKS for finding in check(form))
    return (*rates, *own, *(finding for form in forms for finding in _against_tables(form, facts)))


def _value(figure: PrintedFigure | None) -> Decimal | None:
    return figure.value if figure else None


def _against_tables(form: ScoredForm, facts: Sequence[Fact]) -> Iterator[Finding]:
    """What the department spent in all, by its own form, is a total of its tables."""
    totals = {fact.value for fact in facts if (fact.form, fact.row, fact.column) in _TOTALS}
    spent = form.executed
    if spent is not None and totals and _OF_ALL.search(form.table) and not any(_same(spent, total) for total in totals):
        said = f"{spent.text} spent in all is in none of the totals of the tables"
        yield _finding("indicator.whole", form, said, (spent,))


def _same(figure: PrintedFigure, total: Decimal) -> bool:
    return abs(figure.value - total) <= half_unit(figure.value) + half_unit(total)


def _rates(form: ScoredForm) -> Iterator[Finding]:
    """executed / budget = rate."""
    budget, executed, rate = form.budget, form.executed, form.rate
    if budget is None or executed is None or rate is None:
        return
    span = percent(span_of(_figure(executed)), span_of(_figure(budget)))
    fit = fit_of(_figure(rate), span) if span else "fits"
    if span is not None and fit in ("near", "wrong"):
        said = f"the rate prints {rate.text} %, but {executed.text} of {budget.text} is {span.middle:.2f} %"
        yield _finding("indicator.rate", form, said, (rate, executed, budget), "warning" if fit == "near" else None)


def _points(form: ScoredForm) -> Iterator[Finding]:
    """points = weight × rate, where the form says so."""
    weight, rate, points = form.weight, form.rate, form.points
    if not form.by_rate or weight is None or rate is None or points is None:
        return
    due = weight.value * min(rate.value, _FULL) / _FULL
    slack = half_unit(points.value) + weight.value * half_unit(rate.value) / _FULL
    if abs(due - points.value) > slack:
        said = f"the points print {points.text}, but {weight.text} × {rate.text} % is {plain(due.normalize())}"
        yield _finding("indicator.points", form, said, (points, weight, rate))


def _ceilings(form: ScoredForm) -> Iterator[Finding]:
    """No score above its weight."""
    for row in form.rows:
        weight, score = _number(row.weight), _number(row.score)
        if weight is not None and score is not None and score > weight:
            yield _of_row("indicator.ceiling", form, row, f"the score {row.score} is more than the weight {row.weight}")


def _totals(form: ScoredForm) -> Iterator[Finding]:
    """Σ scores + the points of the money = the total score, where the weights show that all rows are there."""
    total = form.total_score
    scores = _numbers(row.score for row in form.rows)
    if total is None or scores is None or not _complete(form) or not form.rows:
        return
    money = form.points.value if form.points else _ZERO
    added = sum(scores, money)
    if abs(added - total.value) > half_unit(total.value):
        said = f"the total score prints {total.text}, but the points add to {plain(added)}"
        yield _finding("indicator.total", form, said, (total,), amounts=(total.text, plain(added)))


def _complete(form: ScoredForm) -> bool:
    """The weights of the rows and of the money make the printed total, or a hundred."""
    weights = _numbers(row.weight for row in form.rows)
    if weights is None:
        return False
    whole = form.total_weight.value if form.total_weight else _FULL
    return sum(weights, form.weight.value if form.weight else _ZERO) == whole


_CHECKS: tuple[Callable[[ScoredForm], Iterator[Finding]], ...] = (_points, _ceilings, _totals)


def _number(text: str | None) -> Decimal | None:
    return parse_amount(text.rstrip("分%")) if text else None


def _numbers(texts: Iterable[str | None]) -> list[Decimal] | None:
    """All of them; None where one is no figure."""
    numbers = [_number(text) for text in texts]
    return [number for number in numbers if number is not None] if all(n is not None for n in numbers) else None


def _figure(printed: PrintedFigure) -> Figure:
    return Figure("", printed.value, printed.value, half_unit(printed.value), "元")


def _finding(
    rule: str,
    form: ScoredForm,
    said: str,
    figures: Sequence[PrintedFigure],
    severity: Severity | None = None,
    amounts: Sequence[str] = (),
) -> Finding:
    """A finding about a form's own figures; its first one says where."""
    return Finding(
        rule=rule,
        severity=severity or rule_named(rule).severity,
        fault="document",
        row=form.table,
        page=figures[0].box.page,
        amounts=tuple(amounts) or tuple(figure.text for figure in figures),
        message=f"{form.table}: {said}.",
        operands=tuple(Operand(label=form.table, value=figure.value, box=figure.box) for figure in figures),
    )


def _of_row(rule: str, form: ScoredForm, row: Indicator, said: str) -> Finding:
    sound = row.verdict == "accepted"
    return Finding(
        rule=rule,
        severity=rule_named(rule).severity,
        fault="document" if sound else "extraction",
        row=row.name,
        page=row.page,
        amounts=(row.score or "", row.weight or ""),
        message=f"{form.table} {row.name}: {said}.",
        operands=(Operand(label=row.name, value=_number(row.score), box=row.boxes[-1] if row.boxes else None),),
    )
