"""One claim checked by the rules of its kind."""

from __future__ import annotations

from extractors.checks.claims.budgets import BUDGET_CHECKS
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.kinds import CHECKS
from extractors.checks.claims.sentences import check_statement, check_year
from extractors.checks.claims.units import check_units


def checked(docket: Docket) -> Docket:
    """The docket once tables, arithmetic and the claim's own words were asked."""
    if docket.context.outline.genre == "performance_report":
        return docket
    check = (BUDGET_CHECKS if docket.planned else CHECKS).get(docket.claim.kind)
    if check:
        check(docket)
    elif docket.claim.kind == "statement":
        check_statement(docket)
    check_units(docket)
    check_year(docket)
    return docket
