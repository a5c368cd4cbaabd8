"""What is found out about one claim: proofs and objections by field, findings, and what it says about table cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import plain
from extractors.checks.cells import Cell
from extractors.checks.claims.figures import Figure
from extractors.checks.claims.names import Names
from extractors.checks.claims.percentages import Fit, Span, fit_of
from extractors.checks.identities import Identity, Sign
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import rule_named
from extractors.checks.wording import figure, in_unit, place
from extractors.model import Claim, Finding, Operand, Outline, Severity

_DOUBT_RULES: dict[Fit, tuple[str, Severity | None]] = {
    "near": (" is off by its last digit", "warning"),
    "truncated": (" is cut off instead of rounded", "info"),
    "wrong": ("", None),
}


class Context(NamedTuple):
    """What every check of a claim may look at."""

    ledger: Ledger
    outline: Outline
    names: Names
    claims: tuple[Claim, ...]
    item_budgets_add_up: bool


class Docket:
    """Collects while the checks of one claim run. `row` is how findings name the claim: a code, a scope, a category."""

    def __init__(self, claim: Claim, context: Context) -> None:
        self.claim = claim
        self.context = context
        self.row = ""
        self.proofs: dict[str, list[str]] = {}
        self.objections: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.said: list[Identity] = []

    def prove(self, rule: str, *figures: Figure | None) -> None:
        """An identity holds in which these figures take part."""
        proof = f"{rule}:{self.claim.section}.{self.row}"
        for each in figures:
            if each is not None:
                self.proofs.setdefault(each.field, []).append(proof)

    def object_to(self, field: str, reason: str) -> None:
        """The field may not be accepted."""
        self.objections.setdefault(field, reason)

    def report(
        self,
        rule: str,
        message: str,
        figures: Sequence[Figure] = (),
        severity: Severity | None = None,
        cells: Sequence[Cell] = (),
        weighed: tuple[str, str] | None = None,
    ) -> None:
        """A finding of a narrative rule about this claim."""
        fields = [self.claim.fields[each.field] for each in figures if each.field in self.claim.fields]
        boxes = [box for field in fields for box in field.boxes]
        exact = all(field.boxes for field in fields) and all(cell.sound for cell in cells)
        said = (f"Section {self.claim.section}, " if self.claim.section else "") + (f"{self.row}: " if self.row else "")
        self.findings.append(
            Finding(
                rule=rule,
                severity=severity or rule_named(rule).severity,
                fault="document" if exact else "extraction",
                section=self.claim.section or None,
                row=self.row or None,
                column=figures[0].field if figures else None,
                page=boxes[0].page if boxes else self.claim.page,
                amounts=(*(each.text for each in figures), *(plain(cell.fact.value) for cell in cells if cell.fact)),
                difference=weighed[0] if weighed else None,
                slack=weighed[1] if weighed else None,
                message=f"{said}{message}.",
                operands=(*map(self._operand, figures), *(cell.operand(-1) for cell in cells)),
            )
        )

    def _operand(self, each: Figure) -> Operand:
        field = self.claim.fields.get(each.field)
        return Operand(
            section=self.claim.section or None,
            field=each.field,
            label=self.row,
            value=each.printed,
            box=field.boxes[0] if field and field.boxes else None,
        )

    def cell_of(self, each: Figure) -> Cell:
        """A stated amount as a term of an identity."""
        return Cell("", f"{self.claim.section}.{self.row}", each.field, "printed", each.amount, each.half)

    def compare(self, rule: str, each: Figure | None, places: Iterable[Sequence[Cell]]) -> None:
        """The amount against the first evaluable place; any place (a sum of cells) that agrees is enough."""
        options = [cells for cells in places if cells and all(cell.state != "unread" for cell in cells) and _printed(cells)]
        if each is None or not options:
            return
        identities = [self._identity(rule, each, cells) for cells in options]
        agreeing = next(
            (cells for cells, identity in zip(options, identities, strict=True) if _gap(identity)[0] <= _gap(identity)[1]), None
        )
        if agreeing is not None:
            self.prove(rule, each)
            self.said.append(self._identity(rule, each, agreeing))
            return
        self._contradicted(rule, each, options[0], identities[0])

    def _identity(self, rule: str, each: Figure, cells: Sequence[Cell]) -> Identity:
        terms: tuple[tuple[Sign, Cell], ...] = ((1, self.cell_of(each)), *((-1, cell) for cell in cells))
        return Identity(rule_named(rule), f"{self.claim.section}.{self.row}.{each.field}", terms)

    def _contradicted(self, rule: str, each: Figure, cells: Sequence[Cell], identity: Identity) -> None:
        gap, slack = _gap(identity)
        shown = " + ".join(f"{figure(cell)} ({place(cell)})" for cell in cells)
        weighed = in_unit(gap, each.unit), in_unit(slack, each.unit)
        if _cut_off(each, sum((cell.amount for cell in cells), Decimal(0))):
            self.prove(rule, each)
            said = f"{each.field} prints {each.text} where the table prints {shown}: cut off instead of rounded"
            self.report("narrative.truncated", said, [each], cells=cells, weighed=weighed)
            return
        if each.unit == "元" and _gap(identity, 10000)[0] <= _gap(identity, 10000)[1]:
            self.prove(rule, each)
            said = f"{each.field} prints {each.text} 元 where the table prints {shown} 万元: the unit is wrong"
            self.report("narrative.unit", said, [each], cells=cells)
            return
        self.said.append(identity)
        self.object_to(each.field, f"the table prints {shown}")
        said = f"{each.field} prints {each.text} {each.unit} where the table prints {shown}"
        self.report(
            rule, f"{said}: difference {weighed[0]} {each.unit}, rounding allows {weighed[1]}", [each], None, cells, weighed
        )

    def recompute(self, rule: str, printed: Figure | None, span: Span | None, terms: Sequence[Figure | None], how: str) -> None:
        """A printed percentage against the recomputed one."""
        stated = [each for each in terms if each is not None]
        if printed is None or span is None:
            return
        fit = fit_of(printed, span)
        if fit == "fits":
            self.prove(rule, printed, *stated)
            return
        suffix, severity = _DOUBT_RULES[fit]
        if fit == "wrong":
            self.object_to(printed.field, f"recomputed it is {span.middle:.2f} %")
        else:
            self.prove(rule, printed, *stated)
        said = f"{printed.field} prints {printed.text} %{suffix}, but {how} is {span.middle:.2f} %"
        self.report(rule, said, [printed, *stated], severity)


def _printed(cells: Sequence[Cell]) -> bool:
    return any(cell.state in ("printed", "blank") for cell in cells) or all(cell.state == "implied" for cell in cells)


def _gap(identity: Identity, scale: int = 1) -> tuple[Decimal, Decimal]:
    (_, said), *rest = identity.terms
    table = sum((cell.amount for _, cell in rest), Decimal(0))
    slack = said.half * scale + sum((cell.half for _, cell in rest), Decimal(0))
    return abs(said.amount * scale - table), slack


def _cut_off(each: Figure, table: Decimal) -> bool:
    """The printed digits are the table's first digits, the rest dropped."""
    return each.amount <= table < each.amount + 2 * each.half and bool(each.amount)
