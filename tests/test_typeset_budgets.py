"""The truth of the typeset budgets: what it says is printed is printed, and it adds up until a contradiction is planted."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

import pymupdf
import pytest

from tests.test_typeset import ink
from tests.typeset.budgets import PLACES, MadeBudget, make_budget, random_style
from tests.typeset.budgets.accounts import keep_accounts
from tests.typeset.budgets.document import BudgetWork
from tests.typeset.budgets.extras import MAKERS

Figures = dict[tuple[str, str, str], Decimal]
LINES = ("BG01", "BG04", "BG07", "BG10")


def figures(made: MadeBudget) -> Figures:
    return {(f.form, f.row, f.column): Decimal(f.value) for f in made.facts}


def parent(row: str) -> str | None:
    """The row that this one is a part of."""
    if row.startswith("name:"):
        return row.rpartition("/")[0] or "total"
    if row.startswith("unit:"):
        return "total"
    if row.count("|") == 2:
        return "total"
    code = row.split("|")[0]
    if not code.isdigit():
        return None
    return "total" if len(code) == 3 else code[: len(code) - 2]


def contradictions(printed: Figures) -> list[tuple[str, str, str]]:
    """Sums that rounding does not explain; a blank is zero."""
    children: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for (form, row, column), value in printed.items():
        above = None if form in LINES or column.endswith("_pct") else parent(row)
        if above:
            children[form, above, column].append(value)
    rows = {(form, row) for form, row, _ in printed}
    return [
        key
        for key, parts in children.items()
        if (key[0], key[1]) in rows and abs(printed.get(key, Decimal(0)) - sum(parts)) > slack(parts)
    ]


def slack(parts: list[Decimal]) -> Decimal:
    places = max(-int(part.as_tuple().exponent) for part in parts)
    return Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(-min(places, 2) if places else 0)


@pytest.mark.parametrize("name", PLACES)
def test_every_figure_of_a_place_is_printed_on_its_page(name: str) -> None:
    made = make_budget(11, PLACES[name])
    with pymupdf.open(stream=made.pdf) as document:
        texts = [ink(page) for page in document]
    absent = [fact for fact in made.facts if fact.value not in texts[fact.page - 1]]
    wrapped = len(made.facts) // 10 if PLACES[name].layout.wrap_figures else 0
    assert len(absent) <= wrapped, absent[:5]
    assert made.meta["pages"] == len(texts)
    assert {f.form for f in made.facts} <= set(PLACES[name].forms)


@pytest.mark.parametrize("seed", range(200, 208))
def test_a_mixed_budget_adds_up_within_rounding_unless_planted(seed: int) -> None:
    style = random_style(seed).model_copy(update={"plants": ()})
    printed = figures(make_budget(seed, style))
    assert contradictions(printed) == []
    for form, column in (("BG01", "amount"), ("BG04", "total")):
        totals = printed.get((form, "income.total", "amount")), printed.get((form, "expenditure.total", column))
        assert totals[0] == totals[1]


def test_forms_agree_with_each_other() -> None:
    printed = figures(make_budget(4, PLACES["wuhan"]))
    assert printed["BG01", "income.total", "amount"] == printed["BG02", "total", "total"]
    assert printed["BG01", "expenditure.subtotal", "amount"] == printed["BG03", "total", "total"]
    assert printed["BG05", "total", "basic"] == printed["BG06", "total", "total"]
    assert printed["BG05", "total", "total"] == printed["BG05U", "total", "total"]


def test_a_planted_roll_up_is_the_only_contradiction_and_is_in_the_truth() -> None:
    made = make_budget(5, PLACES["wuhan"].model_copy(update={"plants": ("roll_up",)}))
    (finding,) = made.findings
    planted = (finding["form"], finding["row"], finding["column"])
    assert planted in contradictions(figures(made))
    assert str(figures(made)[planted]) == finding["printed"] != finding["expected"]


def test_no_key_stands_for_two_figures() -> None:
    for seed in range(12):
        style = random_style(seed)
        work = BudgetWork(style, keep_accounts(random.Random(seed), style.habits), random.Random(seed))
        work.set_all()
        values: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for fact in work.facts:
            values[fact.form, fact.row, fact.column].add(fact.value)
        assert [key for key, said in values.items() if len(said) > 1] == []


def test_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    style = PLACES["ministry"]
    assert make_budget(3, style).pdf == make_budget(3, style).pdf
    assert make_budget(3, style).pdf != make_budget(4, style).pdf
    assert random_style(7) == random_style(7)


def test_codes_are_written_as_the_place_writes_them() -> None:
    texts = {}
    for name in ("guangzhou_brackets", "beijing", "hangzhou"):
        with pymupdf.open(stream=make_budget(2, PLACES[name]).pdf) as document:
            texts[name] = "".join(ink(page) for page in document)
    assert "[2080505]机关事业单位基本养老保险缴费支出" in texts["guangzhou_brackets"]
    assert "2080505-机关事业单位" in texts["beijing"]
    assert "2080505" not in texts["hangzhou"]


def test_other_tables_and_other_units_bear_no_facts() -> None:
    style = PLACES["wuhan"].model_copy(update={"extras": tuple(MAKERS), "annex_unit": True})
    made, plain = make_budget(6, style), make_budget(6, PLACES["wuhan"])
    assert figures(made) == figures(plain)
    assert made.meta["pages"] > plain.meta["pages"] + len(MAKERS)
