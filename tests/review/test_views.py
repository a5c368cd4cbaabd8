"""What a reviewer sees, and in which order."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from hypothesis import example, given
from hypothesis import strategies as st

from extractors.model import Box, Operand, OtherReading, Severity
from service.review.drafts import drafts
from service.review.priority import in_yuan, priority
from service.review.view import View
from service.store.review_items import Draft
from tests.review.bench import flagged, result
from tests.service.made import claim, fact, finding

BOX = Box(3, 90.0, 100.0, 500.0, 114.0)
SEVERITIES: st.SearchStrategy[Severity] = st.sampled_from(get_args(Severity))
COUNTS = st.integers(0, 10_000)
AMOUNTS = st.decimals(-(10**15), 10**15, places=2)


def of(kind: str, found: list[Draft]) -> View:
    """What is seen of the one item of a kind."""
    (one,) = [draft for draft in found if draft.kind == kind]
    return View.model_validate(one.view)


def test_an_equation_says_whose_terms_it_has() -> None:
    """Each with its place and the name to ask for it by; the item's own is marked."""
    wrong = finding(
        form="FA05",
        row="20103",
        column="basic",
        difference="18.00",
        operands=(
            Operand(form="FA05", row="20103", column="basic", value=Decimal("942.50"), box=Box(2, 1, 2, 3, 4)),
            Operand(form="FA05", row="2010301", column="basic", sign=-1, value=Decimal("924.50"), box=Box(2, 5, 6, 7, 8)),
            Operand(form="FA05", row="2010302", column="basic", sign=-1, blank=True, value=Decimal(0)),
        ),
    )
    (equation,) = of("fact", drafts(result(flagged(), fact("20103"), findings=(wrong,)))).equations
    assert (equation.relation, equation.difference) == ("≠", "18.00")
    assert [(term.sign, term.value, term.subject, term.own) for term in equation.left] == [
        ("", "942.50", "fact:FA05/20103/basic", False)
    ]
    assert [(term.sign, term.value, term.subject, term.own, term.blank) for term in equation.right] == [
        ("", "924.50", "fact:FA05/2010301/basic", True, False),
        ("+", "0", "fact:FA05/2010302/basic", False, True),
    ]
    assert equation.left[0].box is not None and equation.left[0].box.x1 == 3 and equation.right[1].box is None


def test_a_term_of_the_narrative_is_its_claims_field() -> None:
    """Found by its place, so that it can be asked for like a figure."""
    said = Operand(section="9.2", field="actual", value=Decimal("1.20"), box=BOX)
    table = Operand(form="FA09", row="actual", column="reception", sign=-1, value=Decimal("2.10"), box=Box(2, 1, 2, 3, 4))
    told = finding(rule="narrative.amount", form=None, row=None, column=None, section="9.2", operands=(said, table))
    (equation,) = of("claim", drafts(result(claims=(claim(),), findings=(told,)))).equations
    terms = [*equation.left, *equation.right]
    assert [(term.subject, term.own) for term in terms] == [
        ("claim:three_public/9.2/reception/actual", True),
        ("fact:FA09/actual/reception", False),
    ]


def test_what_each_reader_said_is_seen() -> None:
    other = OtherReading(reader="llm:m", value="2.10", text="2.10", boxes=(BOX,), verdict="flagged", reason="read differently")
    doubted = claim().fields["actual"].model_copy(update={"others": (other,)})
    view = of("claim", drafts(result(claims=(claim(fields={**claim().fields, "actual": doubted}),))))
    assert [(each.reader.en, each.value, each.stands) for each in view.readers] == [
        ("rules", "1.20", True),
        ("llm:m", "2.10", True),
    ]
    assert view.boxes[0].page == 3 and view.reasons[0].zh


@given(SEVERITIES, COUNTS, AMOUNTS, SEVERITIES, COUNTS, AMOUNTS)
def test_a_severity_outweighs_everything_else(
    one: Severity, hangs: int, amount: Decimal, other: Severity, hangs2: int, amount2: Decimal
) -> None:
    order = get_args(Severity)
    if order.index(one) < order.index(other):
        assert priority(one, hangs, amount) > priority(other, hangs2, amount2)


@given(SEVERITIES, COUNTS, COUNTS, AMOUNTS, AMOUNTS)
def test_more_that_hangs_on_it_and_more_money_come_first(
    severity: Severity, hangs: int, more: int, amount: Decimal, rest: Decimal
) -> None:
    assert priority(severity, hangs, amount) <= priority(severity, hangs + more, amount)
    assert priority(severity, hangs, amount) <= priority(severity, hangs, abs(amount) + abs(rest))


@example("NaN")
@example("-Infinity")
@given(st.one_of(AMOUNTS.map(str), st.text(max_size=12), st.none(), st.lists(st.text(), max_size=2).map(tuple)))
def test_words_have_no_amount(value: object) -> None:
    """Whatever a field holds: a number of yuan, or none."""
    found = in_yuan(value, "万元")
    assert found is None or found.is_finite()
