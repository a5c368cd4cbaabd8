"""Prescribed forms that are not there, weighed by what text and other forms say of their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.catalogue import prescribed
from extractors.checks.cells import Cell
from extractors.checks.claims import Docket
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import rule_named
from extractors.checks.wording import figure, place
from extractors.model import Finding, Outline

_ENOUGH_READ = 4
_OPTIONAL = {"FA07": "政府性基金", "FA08": "国有资本", "FA09": "三公"}
_PRINTED_ELSEWHERE = {
    "FA02": ("FA01", "income.subtotal", "amount"),
    "FA03": ("FA01", "expenditure.subtotal", "amount"),
    "FA04": ("FA02", "total", "fiscal"),
    "FA05": ("FA04", "expenditure.subtotal", "general"),
    "FA06": ("FA05", "total", "basic"),
    "FA07": ("FA04", "expenditure.subtotal", "fund"),
    "FA08": ("FA04", "expenditure.subtotal", "state_capital"),
    "BG03": ("BG01", "expenditure.total", "amount"),
    "BG05": ("BG04", "income.general", "amount"),
    "BG06": ("BG05", "total", "basic"),
    "BG08": ("BG04", "income.fund", "amount"),
}
_INSTEAD = {
    "BG05": ("BG05U", "BG06E", "BG11"),
    "BG06": ("BG06E", "BG12", "BG13"),
}
_NONE = re.compile("无|没有|未")


def missing_forms(ledger: Ledger, outline: Outline, dockets: list[Docket]) -> list[Finding]:
    """Asked where the forms are text: where most are pictures, nothing is known to be missing. Of budgets, whose forms differ
    from place to place, only what another form prints the amount of is told."""
    read = sum(form.status == "read" for form in ledger.forms.values())
    if read < _ENOUGH_READ:
        return []
    if outline.genre == "budget":
        return _missing_budget_forms(ledger)
    absent = [form for form in prescribed(outline.genre) if form not in ledger.forms]
    return [finding for form in absent if (finding := _missing(ledger, form, dockets)) is not None]


def _missing_budget_forms(ledger: Ledger) -> list[Finding]:
    """A form that is not there although another prints its amount, and none stands in its place."""
    absent = [form for form in prescribed("budget") if form not in ledger.forms and form in _PRINTED_ELSEWHERE]
    bare = [form for form in absent if not any(other in ledger.forms for other in _INSTEAD.get(form, ()))]
    cells = [(form, ledger.cell(*_PRINTED_ELSEWHERE[form])) for form in bare]
    return [_printed_elsewhere(form, cell) for form, cell in cells if cell.nonzero]


def _printed_elsewhere(form: str, cell: Cell) -> Finding:
    text = f"{form} is missing, yet {place(cell)} prints {figure(cell)}"
    return _finding("form.missing", form, text, None, cell.box.page if cell.box else None, (figure(cell),))


def _missing(ledger: Ledger, form: str, dockets: list[Docket]) -> Finding | None:
    said = [(docket, each) for docket in dockets for cell, each in docket.unread if cell.form == form and each.amount]
    elsewhere = ledger.cell(*_PRINTED_ELSEWHERE[form]) if form in _PRINTED_ELSEWHERE else None
    if said:
        docket, each = said[0]
        text = f"{form} is missing, yet section {docket.claim.section} prints {each.text} {each.unit} of it"
        return _finding("form.missing", form, text, docket.claim.section or None, docket.claim.page, (each.text,))
    if elsewhere is not None and elsewhere.nonzero:
        return _printed_elsewhere(form, elsewhere)
    if form not in _OPTIONAL or _needs_no_form(ledger, elsewhere) or _said_none(_OPTIONAL[form], dockets):
        return None
    return _finding("form.unexplained", form, f"{form} is missing and no sentence says that it would be empty", None, None, ())


def _needs_no_form(ledger: Ledger, elsewhere: Cell | None) -> bool:
    """The other form does not even have a column for this fund."""
    return (
        elsewhere is not None
        and ledger.status(elsewhere.form) == "read"
        and not ledger.has_column(elsewhere.form, elsewhere.column)
    )


def _said_none(words: str, dockets: Iterable[Docket]) -> bool:
    texts = (str(docket.claim.get("text") or "") for docket in dockets if docket.claim.kind == "statement")
    return any(words in text and _NONE.search(text) for text in texts)


def _finding(rule: str, form: str, message: str, section: str | None, page: int | None, amounts: tuple[str, ...]) -> Finding:
    return Finding(
        rule=rule,
        severity=rule_named(rule).severity,
        fault="document",
        form=form,
        section=section,
        page=page,
        amounts=amounts,
        message=f"{message}.",
    )
