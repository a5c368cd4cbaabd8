"""Figures are taken as printed, whatever they are, and reasons word for word."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractors.narrative.rules.items import read_items
from extractors.narrative.rules.totals import read_totals
from tests.narrative.made import read

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("99999999.99"), places=2, allow_nan=False, allow_infinity=False)
CAUSES = st.text(alphabet="人员项目经费调整新增追加压减结转上级补助", min_size=2, max_size=20)


def printed(amount: Decimal, grouped: bool) -> str:
    return f"{amount:,}" if grouped else str(amount)


@given(AMOUNTS, AMOUNTS, st.booleans(), st.sampled_from([("增加", "up"), ("减少", "down")]), CAUSES)
def test_totals(current: Decimal, change: Decimal, grouped: bool, moved: tuple[str, str], cause: str) -> None:
    word, direction = moved
    text = (
        f"2023年度收、支总计{printed(current, grouped)}万元。与2022年度相比，收、支总计各{word}{printed(change, grouped)}万元，"
        f"主要原因是{cause}。"
    )
    (claim,) = read(read_totals, text)
    assert (claim["current"], claim["change"], claim["reason"]) == (str(current), str(change), cause)
    assert claim["direction"] == ("flat" if change == 0 else direction)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.booleans())
def test_items(budget: Decimal, actual: Decimal, share: Decimal, grouped: bool) -> None:
    text = (
        "1.教育支出（类）普通教育（款）小学教育（项）。"
        f"年初预算为{printed(budget, grouped)}万元，支出决算为{printed(actual, grouped)}万元，完成年初预算的{share}%。"
    )
    (claim,) = read(read_items, text)
    assert (claim["budget"], claim["actual"], claim["completion_pct"]) == (str(budget), str(actual), str(share))
