"""Whole documents: what they contradict is told, clean ones are quiet, and figures put in the wrong place are not accepted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, Decimal

import pytest

from extractors.checks import judge
from extractors.checks.claims.figures import stated_number
from extractors.model import Blank, Claim, Fact, Finding, FormRead, Outline
from tests.checks.documents import CASES, Document, document

Wrong = set[tuple[str, str, str]]
Corruption = Callable[[random.Random, FormRead], tuple[FormRead, Wrong] | None]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {case: document(case) for case in CASES}


def told(finding: Finding, known: dict[str, object]) -> bool:
    """The finding names the place, or prints the contradicting figures."""
    if known["form"] and (finding.form, finding.row) == (known["form"], known["row"]):
        return True
    figures = {str(known[key]).rstrip("万元") for key in ("printed", "expected") if known[key]}
    return bool(known["form"]) and finding.form == known["form"] and any(figure in finding.message for figure in figures)


@pytest.mark.parametrize("case", CASES)
def test_contradictions_of_the_forms_are_told(case: str, documents: dict[str, Document]) -> None:
    known = documents[case]
    findings = [f for f in judge(known.outline, known.forms, known.claims).findings if f.severity == "error"]
    for contradiction in known.contradictions:
        if contradiction["form"] and contradiction["form"].startswith("FA"):
            assert any(told(finding, contradiction) for finding in findings), contradiction["id"]


@pytest.mark.parametrize("case", CASES)
def test_a_document_without_contradictions_is_quiet(case: str, documents: dict[str, Document]) -> None:
    known = documents[case]
    errors = [f for f in judge(known.outline, known.forms, known.claims).findings if f.severity == "error"]
    if not known.contradictions:
        assert errors == []
    assert len(errors) <= len(known.contradictions)


@pytest.mark.parametrize("case", CASES)
def test_nearly_every_figure_that_was_read_right_is_accepted(case: str, documents: dict[str, Document]) -> None:
    known = documents[case]
    facts = judge(known.outline, known.forms, known.claims).facts
    assert sum(fact.verdict == "accepted" for fact in facts) / len(facts) >= 0.95


def test_the_documents_lie_where_they_should() -> None:
    assert len(CASES) >= 5
    assert stated_number("x", Decimal("1.5")).half == Decimal("0.05")


def shifted_cell(rng: random.Random, form: FormRead) -> tuple[FormRead, Wrong] | None:
    """One figure in a neighbouring empty column."""
    moves = [
        (f, b) for f in form.facts if f.value for b in form.blanks if b.row == f.row and _same_side(form, f.column, b.column)
    ]
    if not moves:
        return None
    fact, blank = rng.choice(moves)
    facts = tuple(f.model_copy(update={"column": blank.column}) if f is fact else f for f in form.facts)
    left = Blank(row=fact.row, column=fact.column, box=fact.box)
    blanks = (*(b for b in form.blanks if b is not blank), left)
    return form.model_copy(update={"facts": facts, "blanks": blanks}), {(form.form, fact.row, blank.column)}


def _same_side(form: FormRead, one: str, other: str) -> bool:
    return form.form != "FA04" or "amount" not in (one, other)


def exchanged_columns(rng: random.Random, form: FormRead) -> tuple[FormRead, Wrong] | None:
    """All figures of two columns."""
    if form.form in ("FA01", "FA04", "FA06"):
        return None
    one, other = rng.sample(form.columns, 2)
    return _exchanged(form, "column", {one: other, other: one})


def exchanged_rows(rng: random.Random, form: FormRead) -> tuple[FormRead, Wrong] | None:
    """All figures of two neighbouring rows, where another form prints the same codes."""
    rows = [row.key for row in form.rows if row.key.isdigit()]
    if form.form not in ("FA02", "FA03", "FA05") or len(rows) < 2:
        return None
    at = rng.randrange(len(rows) - 1)
    return _exchanged(form, "row", {rows[at]: rows[at + 1], rows[at + 1]: rows[at]})


def _exchanged(form: FormRead, axis: str, move: dict[str, str]) -> tuple[FormRead, Wrong]:
    before = {fact.key: fact.value for fact in form.facts}
    facts = tuple(f.model_copy(update={axis: move.get(getattr(f, axis), getattr(f, axis))}) for f in form.facts)
    blanks = tuple(b.model_copy(update={axis: move.get(getattr(b, axis), getattr(b, axis))}) for b in form.blanks)
    wrong = {fact.key for fact in facts if before.get(fact.key, Decimal(0)) != fact.value}
    return form.model_copy(update={"facts": facts, "blanks": blanks}), wrong


def lost_digit(rng: random.Random, form: FormRead) -> tuple[FormRead, Wrong] | None:
    """The last digit of a figure and of all its ancestors, as a narrow column loses it."""
    fact = rng.choice(form.facts)
    family = {f.key for f in form.facts if f.column == fact.column and f.row.isdigit() and fact.row.startswith(f.row)} | {
        fact.key
    }
    facts = tuple(_cut(f) if f.key in family else f for f in form.facts)
    after = {f.key: f.value for f in facts}
    return form.model_copy(update={"facts": facts}), {f.key for f in form.facts if after[f.key] != f.value}


def _cut(fact: Fact) -> Fact:
    return fact.model_copy(update={"value": fact.value.quantize(Decimal("0.1"), ROUND_DOWN)})


def changed_digit(rng: random.Random, form: FormRead) -> tuple[FormRead, Wrong] | None:
    """The first digit of a figure."""
    fact = rng.choice([f for f in form.facts if f.value > 1] or list(form.facts))
    first = str(fact.value)[0]
    value = Decimal(str(int(first) % 9 + 1) + str(fact.value)[1:])
    facts = tuple(f.model_copy(update={"value": value}) if f is fact else f for f in form.facts)
    return form.model_copy(update={"facts": facts}), {fact.key}


def _corrupted(
    corrupt: Corruption, documents: dict[str, Document]
) -> Iterator[tuple[Outline, tuple[FormRead, ...], tuple[Claim, ...], Wrong]]:
    rng = random.Random(2024)
    for known in documents.values():
        for _ in range(4):
            form = rng.choice([form for form in known.forms if len(form.facts) > 3])
            made = corrupt(rng, form)
            if made is not None and made[1]:
                yield known.outline, tuple(made[0] if f is form else f for f in known.forms), known.claims, made[1]


@pytest.mark.parametrize(
    ("corrupt", "allowed"),
    [(shifted_cell, 0.06), (exchanged_columns, 0.0), (exchanged_rows, 0.06), (lost_digit, 0.0), (changed_digit, 0.0)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_corrupted_figures_are_not_accepted_even_where_cells_seem_sound(
    corrupt: Corruption, allowed: float, documents: dict[str, Document]
) -> None:
    """Worst case: reading and address claim to be sound.

    Without names, two rows whose income and expenditure differ, or two kinds of vehicle cost, exchange without a trace.
    """
    corrupted = accepted = 0
    for about, forms, claims, wrong in _corrupted(corrupt, documents):
        facts = judge(about, forms, claims).facts
        corrupted += len(wrong)
        accepted += sum(fact.key in wrong and fact.verdict == "accepted" for fact in facts)
    assert corrupted >= 10
    assert accepted <= allowed * corrupted
