"""All claims of a document: checked, judged field by field."""

from __future__ import annotations

from collections.abc import Container, Iterable

from extractors.checks.cells import Cell
from extractors.checks.claims.borrowed import check_borrowed
from extractors.checks.claims.checking import checked
from extractors.checks.claims.docket import Context, Docket
from extractors.checks.claims.doubles import check_doubles
from extractors.checks.claims.figures import Amounts
from extractors.checks.claims.habits import habits_once
from extractors.checks.claims.judging import judged
from extractors.checks.claims.listed import check_listed
from extractors.checks.claims.names import Names
from extractors.checks.claims.one_place import check_places
from extractors.checks.claims.passages import Passages
from extractors.checks.claims.public_sums import check_public_sums
from extractors.checks.claims.readers import without_proposals
from extractors.checks.claims.twice import check_twice_said
from extractors.checks.ledger import Ledger
from extractors.model import Claim, Finding, Outline, Sentence

_TOLD_ONCE = ("narrative.project", "narrative.completion")


def open_dockets(ledger: Ledger, outline: Outline, claims: tuple[Claim, ...], prose: tuple[Sentence, ...] = ()) -> list[Docket]:
    """Every claim checked against tables, arithmetic and its own words.

    What a model proposes alone is checked in view of everything; it has no part in checking what the rules read.
    """
    names, passages = Names(ledger), Passages(prose)

    def opened(some: tuple[Claim, ...]) -> list[Docket]:
        amounts = Amounts(some)
        return _opened(Context(ledger, outline, names, amounts, some, _item_budgets_add_up(amounts, some), passages))

    whole, settled = opened(claims), tuple(map(without_proposals, claims))
    if not any(settled) or settled == claims:
        return whole
    own = iter(opened(tuple(claim for claim in settled if claim)))
    return [next(own).beside(docket) if claim else docket for claim, docket in zip(settled, whole, strict=True)]


def _opened(context: Context) -> list[Docket]:
    dockets = [checked(Docket(claim, context)) for claim in context.claims]
    check_twice_said(dockets)
    if context.outline.genre == "budget":
        check_listed(dockets)
        check_public_sums(dockets)
    check_doubles(dockets)
    check_borrowed(dockets)
    check_places(dockets)
    return dockets


def closed(dockets: list[Docket], blamed: Container[Cell]) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """The judged claims and their findings, once it is known which table figures are to blame themselves."""
    for docket in dockets:
        docket.withdraw(blamed)
        if docket.proposals:
            docket.proposals.withdraw(blamed)
    findings = habits_once(_once(finding for docket in dockets for finding in docket.findings))
    return tuple(judged(docket) for docket in dockets), tuple(findings)


def _item_budgets_add_up(amounts: Amounts, claims: tuple[Claim, ...]) -> bool:
    """Σ budgets of the listed items = budget of the sentence about all of them."""
    executions = [claim for claim in claims if claim.kind == "item_execution"]
    whole = next((amounts.of(c, "budget") for c in executions if "一般公共预算" in str(c.get("scope") or "")), None)
    items = [amounts.of(c, "budget") for c in executions if not c.get("scope")]
    stated = [figure for figure in items if figure is not None]
    if whole is None or not stated or len(stated) != len(items):
        return False
    return abs(sum(f.amount for f in stated) - whole.amount) <= whole.half + sum(f.half for f in stated)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """The same words about the same place are told once."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        where = None if finding.rule in _TOLD_ONCE else finding.section
        kept.setdefault((finding.rule, where, finding.row, finding.column, frozenset(finding.amounts)), finding)
    return list(kept.values())
