"""An accounting identity at one place of a document: signed cells that should add to zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.checks.cells import Cell
from extractors.checks.rulebook import Rule
from extractors.checks.tolerance import Weighed, weigh

Sign = Literal[1, -1]


class Identity(NamedTuple):
    """Terms on the left side have sign 1, on the right -1. `at` names the place within the rule: its row id."""

    rule: Rule
    at: str
    terms: tuple[tuple[Sign, Cell], ...]

    @property
    def proof(self) -> str:
        """rule:row id, as recorded with the figures it proves."""
        return f"{self.rule.id}:{self.at}"

    @property
    def lead(self) -> Cell:
        """The cell that the identity defines (the total)."""
        return self.terms[0][1]


class Evaluated(NamedTuple):
    """An identity with its outcome. `missing` cells leave it not evaluated."""

    identity: Identity
    weighed: Weighed | None
    missing: tuple[Cell, ...] = ()

    @property
    def holds(self) -> bool:
        """Evaluated and not contradicted."""
        return self.weighed is not None and self.weighed.agreement != "contradicts"

    @property
    def contradicts(self) -> bool:
        """Evaluated and contradicted by a rule that must hold."""
        return self.weighed is not None and self.weighed.agreement == "contradicts" and self.identity.rule.binding

    @property
    def trivial(self) -> bool:
        """Every term is zero: proves a printed zero, nothing more."""
        return not any(cell.amount for _, cell in self.identity.terms)


def evaluate(identity: Identity) -> Evaluated | None:
    """None where nothing but empty cells takes part: there is nothing to say."""
    terms = identity.terms
    if not any(cell.state == "printed" for _, cell in terms):
        return None
    missing = tuple(cell for _, cell in terms if cell.state == "unread")
    if missing:
        return Evaluated(identity, None, missing)
    if identity.rule.kind == "rate":
        return Evaluated(identity, _weighed_rate(*(cell for _, cell in terms)))
    return Evaluated(identity, weigh((sign, cell.amount, cell.half) for sign, cell in terms))


def _weighed_rate(rate: Cell, part: Cell, base: Cell) -> Weighed | None:
    """Whether a printed rate (in %) is part / base, as far as the printed digits of all three say; None on a base of zero."""
    if not base.amount:
        return None
    exact = 100 * part.amount / base.amount
    slack = 100 * (part.half + abs(part.amount / base.amount) * base.half) / abs(base.amount)
    return weigh(((1, rate.amount, rate.half), (-1, exact, slack)))


def holds(identity: Identity) -> bool:
    """Evaluated, and not contradicted."""
    each = evaluate(identity)
    return each is not None and each.holds


def implied_correction(evaluated: Evaluated, cell: Cell) -> tuple[Decimal, Decimal] | None:
    """The interval of what must be added to this cell for the identity to hold; None when it takes no part."""
    if evaluated.weighed is None:
        return None
    weight = sum(sign for sign, other in evaluated.identity.terms if other is cell)
    if not weight:
        return None
    centre = -evaluated.weighed.difference / weight
    reach = evaluated.weighed.slack / abs(weight)
    return centre - reach, centre + reach
