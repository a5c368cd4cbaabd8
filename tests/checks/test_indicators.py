"""Self-evaluation forms: rates, points and totals. Names and figures are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.checks import indicator_findings
from extractors.model import Box, Claim, ClaimField, Fact, Indicator, PrintedFigure, ScoredForm

BOX = Box(7, 1, 2, 3, 4)


def printed(text: str) -> PrintedFigure:
    return PrintedFigure(value=Decimal(text), text=text, box=BOX)


def row(name: str, weight: str | None, score: str | None) -> Indicator:
    return Indicator(table="自评表", name=name, weight=weight, score=score, page=7, boxes=(BOX,), verdict="accepted")


ROWS = (row("疏浚河道", "50", "48.5"), row("合格率", "40", "40"))
FORM = ScoredForm(
    table="自评表",
    rows=ROWS,
    budget=printed("480.00"),
    executed=printed("456.00"),
    rate=printed("95"),
    weight=printed("10"),
    points=printed("9.5"),
    by_rate=True,
    total_weight=printed("100"),
    total_score=printed("98"),
)


def rules(form: ScoredForm, *claims: Claim) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in indicator_findings((form,), claims)]


def changed(**fields: object) -> ScoredForm:
    return FORM.model_copy(update=fields)


def test_a_form_that_adds_up_is_quiet() -> None:
    assert rules(FORM) == []


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (changed(rate=printed("85"), by_rate=False), ("indicator.rate", "error")),
        (changed(rate=printed("95.1"), by_rate=False), ("indicator.rate", "warning")),
        (changed(points=printed("9.0"), total_score=printed("97.5")), ("indicator.points", "warning")),
        (changed(total_score=printed("99")), ("indicator.total", "error")),
        (
            changed(rows=(row("疏浚河道", "50", "51"), ROWS[1]), total_score=printed("100.5")),
            ("indicator.ceiling", "error"),
        ),
    ],
)
def test_each_rule_fires_on_its_own_slip(form: ScoredForm, found: tuple[str, str]) -> None:
    assert rules(form) == [found]


def test_points_are_free_where_the_form_states_no_formula() -> None:
    assert rules(changed(by_rate=False, points=printed("9"), total_score=printed("97.5"))) == []


def test_a_rate_above_a_hundred_gives_no_more_than_full_points() -> None:
    assert (
        rules(changed(executed=printed("504.00"), rate=printed("105"), points=printed("10"), total_score=printed("98.5"))) == []
    )


def test_a_total_of_rows_that_are_not_all_there_is_not_weighed() -> None:
    assert rules(changed(rows=ROWS[:1])) == []
    assert rules(changed(rows=(row("疏浚河道", None, "48.5"), ROWS[1]), total_score=printed("50"))) == []
    assert rules(changed(rows=(ROWS[0], row("合格率", "40", "优")), total_score=printed("50"))) == []


def test_a_rate_that_a_claim_tells_is_told_there() -> None:
    fields = {"budget": ClaimField(value="480.00"), "executed": ClaimField(value="456.00")}
    claim = Claim(kind="project_evaluation", section="annex", fields=fields)
    assert rules(changed(rate=printed("85"), by_rate=False), claim) == []


def test_a_finding_shows_where_it_is_printed() -> None:
    (finding,) = indicator_findings((changed(total_score=printed("99")),), ())
    assert (finding.page, finding.amounts, finding.fault) == (7, ("99", "98.0"), "document")
    assert finding.operands[0].box == BOX


@pytest.mark.parametrize(
    ("table", "total", "told"), [("整体", "455.00", True), ("整体", "456.00", False), ("清渠", "455.00", False)]
)
def test_what_was_spent_in_all_is_a_total_of_the_tables(table: str, total: str, told: bool) -> None:
    fact = Fact(form="FA03", row="total", column="total", value=Decimal(total), unit="万元", box=BOX, text=total)
    found = indicator_findings((changed(table=f"{table}自评表"),), (), (fact,))
    assert [finding.rule for finding in found] == (["indicator.whole"] if told else [])
