"""What is found out about one claim: proofs and objections by field, findings, and what it says about table cells."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from extractors.amounts import plain
from extractors.checks.cells import Cell
from extractors.checks.claims.figures import Amounts, Figure
from extractors.checks.claims.names import Names
from extractors.checks.claims.passages import Passages
from extractors.checks.claims.percentages import Fit, Span, fit_of
from extractors.checks.claims.readers import proposed_only
from extractors.checks.identities import Identity
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import rule_named
from extractors.model import Claim, Finding, Operand, Outline, Severity

_DOUBT_RULES: dict[Fit, tuple[str, Severity | None]] = {
    "near": (" is off by its last digit", "warning"),
    "truncated": (" is cut off instead of rounded", "warning"),
    "wrong": ("", None),
}


class Context(NamedTuple):
    """What every check of a claim may look at."""

    ledger: Ledger
    outline: Outline
    names: Names
    amounts: Amounts
    claims: tuple[Claim, ...]
    item_budgets_add_up: bool
    passages: Passages


class Quarrel(NamedTuple):
    """A field that differs from its table, and the finding that tells so."""

    field: str
    cells: tuple[Cell, ...]
    finding: Finding


class Docket:
    """Collects while the checks of one claim run. `row` is how findings name the claim: a code, a scope, a category."""

    def __init__(self, claim: Claim, context: Context) -> None:
        self.claim = claim
        self.context = context
        self.row = ""
        self.form: str | None = None
        self.proofs: dict[str, list[str]] = {}
        self.objections: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.said: list[Identity] = []
        self.tabled: dict[str, Figure] = {}
        self.quarrels: list[Quarrel] = []
        self.unread: list[tuple[Cell, Figure]] = []
        self.proposals: Docket | None = None

    def beside(self, whole: Docket) -> Docket:
        """This claim with what a model alone adds to it."""
        self.proposals = whole if whole.claim is not self.claim else None
        return self

    @property
    def planned(self) -> bool:
        """Of a budget: every amount is planned, and whatever it is measured against is of an earlier year."""
        return self.context.outline.genre == "budget"

    @property
    def scopes(self) -> str:
        """The table of places where totals of this genre are printed."""
        return "planned_scope" if self.planned else "scope"

    @property
    def heading(self) -> str:
        """The heading of the claim's section."""
        sections = self.context.outline.sections
        return next((section.title for section in sections if section.key == self.claim.section), "")

    def amount(self, field: str) -> Figure | None:
        """An amount that the claim states."""
        return self.context.amounts.of(self.claim, field)

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
        proposed = any(proposed_only(self.claim, field) for field in fields or self.claim.fields.values())
        exact = not proposed and all(field.boxes for field in fields) and all(cell.sound for cell in cells)
        stated = severity or rule_named(rule).severity
        said = (f"Section {self.claim.section}, " if self.claim.section else "") + (f"{self.row}: " if self.row else "")
        self.findings.append(
            Finding(
                rule=rule,
                severity="warning" if proposed and stated == "error" else stated,
                fault="document" if exact else "extraction",
                section=self.claim.section or None,
                **self._address(figures),
                page=boxes[0].page if boxes else self.claim.page,
                amounts=(*(each.text for each in figures), *(plain(cell.fact.value) for cell in cells if cell.fact)),
                difference=weighed[0] if weighed else None,
                slack=weighed[1] if weighed else None,
                message=f"{said}{message}.",
                operands=(*map(self._operand, figures), *(cell.operand(-1) for cell in cells)),
            )
        )

    def _address(self, figures: Sequence[Figure]) -> dict[str, str | None]:
        """The row and field; where the claim is about cells of a form whose rows are those fields, the cell."""
        field = figures[0].field if figures else None
        if self.form is None:
            return {"form": None, "row": self.row or None, "column": field}
        return {"form": self.form, "row": "budget" if field == "budget" else "actual", "column": self.row}

    def _operand(self, each: Figure) -> Operand:
        field = self.claim.fields.get(each.field)
        return Operand(
            section=self.claim.section or None,
            field=each.field,
            label=self.row,
            value=each.printed,
            box=field.boxes[0] if field and field.boxes else None,
        )

    def recompute(
        self, rule: str, printed: Figure | None, spans: Sequence[Span | None], terms: Sequence[Figure | None], how: str
    ) -> None:
        """A printed percentage against the recomputed one; `spans` are what it may mean, likeliest first."""
        stated = [each for each in terms if each is not None]
        usable = [span for span in spans if span is not None]
        if printed is None or not usable:
            return
        span = next((span for span in usable if fit_of(printed, span) == "fits"), usable[0])
        fit = fit_of(printed, span)
        if fit != "wrong":
            self.prove(rule, printed, *stated)
        if fit == "fits":
            return
        suffix, severity = _DOUBT_RULES[fit]
        if fit == "wrong":
            self.object_to(printed.field, f"recomputed it is {span.middle:.2f} %")
        said = f"{printed.field} prints {printed.text} %{suffix}, but {how} is {span.middle:.2f} %"
        self.report(rule, said, [printed, *stated], severity)

    def withdraw(self, blamed: Container[Cell]) -> None:
        """Quarrels with a table figure that the tables themselves put the blame on are told there, not here."""
        for field, cells, finding in self.quarrels:
            if any(cell in blamed for cell in cells):
                self.findings = [each for each in self.findings if each is not finding]
                self.objections[field] = "the table's figure is contradicted by the tables themselves"
