"""FA09: halves, pairs or rows; categories in any order, with and without meetings and training."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.forms.made import doubts, figures, form_of

CATEGORIES = {
    "合计": "total",
    "因公出国（境）费": "overseas",
    "公务用车购置及运行维护费": "vehicle_total",
    "公务用车购置费": "vehicle_purchase",
    "公务用车运行维护费": "vehicle_operation",
    "公务接待费": "reception",
}
VALUES = dict(
    zip(
        CATEGORIES.values(),
        (("12.00", "9.50"), ("2.00", "1.00"), ("7.00", "6.50"), ("", "0.00"), ("7.00", "6.50"), ("3.00", "2.00")),
        strict=True,
    )
)
EXPECTED = {
    (half, column): value
    for column, pair in VALUES.items()
    for half, value in zip(("budget", "actual"), pair, strict=True)
    if value
}


def half(order: tuple[str, ...], which: int) -> tuple[str, ...]:
    """One half's figures with vehicles in their middle."""
    return tuple(VALUES[key][which] for key in columns(order))


def columns(order: tuple[str, ...]) -> list[str]:
    found = ["total"]
    for part in order:
        found += ["vehicle_total", "vehicle_purchase", "vehicle_operation"] if part == "vehicle" else [part]
    return found


def heads(order: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two header rows of one half: vehicles span three columns."""
    upper, lower = ["合计"], ["^"]
    for part in order:
        if part == "vehicle":
            upper += ["公务用车购置及运行维护费", "<", "<"]
            lower += ["小计", "公务用车购置费", "公务用车运行维护费"]
        else:
            upper.append({"overseas": "因公出国（境）费", "reception": "公务接待费"}[part])
            lower.append("^")
    return tuple(upper), tuple(lower)


@pytest.mark.parametrize("order", list(permutations(("overseas", "vehicle", "reception"))))
@pytest.mark.parametrize("first", ["预算数", "决算数"])
def test_two_halves_in_any_order(order: tuple[str, ...], first: str) -> None:
    upper, lower = heads(order)
    second = "决算数" if first == "预算数" else "预算数"
    which = (0, 1) if first == "预算数" else (1, 0)
    rows = [
        (first, *["<"] * 5, second, *["<"] * 5),
        (*upper, *upper),
        (*lower, *lower),
        tuple(str(n) for n in range(1, 13)),
        (*half(order, which[0]), *half(order, which[1])),
    ]
    assert figures(form_of("FA09", rows, [100] * 12)) == EXPECTED


def test_pairs_under_each_category() -> None:
    rows = [
        tuple(cell for name in CATEGORIES for cell in (name, "<")),
        ("预算数", "决算数") * 6,
        tuple(value for pair in VALUES.values() for value in pair),
    ]
    assert figures(form_of("FA09", rows, [70] * 12)) == EXPECTED


@pytest.mark.parametrize("numbered", [True, False])
def test_categories_as_rows(numbered: bool) -> None:
    names = (
        [
            "合计",
            "1.因公出国（境）费",
            "2.公务用车购置及运行维护费",
            "（1）公务用车购置费",
            "（2）公务用车运行维护费",
            "3.公务接待费",
        ]
        if numbered
        else list(CATEGORIES)
    )
    rows = [("项目", "预算数", "决算数"), *((name, *pair) for name, pair in zip(names, VALUES.values(), strict=True))]
    assert figures(form_of("FA09", rows, (180, 80, 80))) == EXPECTED


def test_meetings_and_training_beside_the_three() -> None:
    names = [*CATEGORIES, "会议费", "培训费"]
    pairs = [*VALUES.values(), ("4.00", "3.00"), ("6.00", "5.00")]
    rows = [("项目", "预算数", "决算数"), *((name, *pair) for name, pair in zip(names, pairs, strict=True))]
    more = {
        ("budget", "conference"): "4.00",
        ("actual", "conference"): "3.00",
        ("budget", "training"): "6.00",
        ("actual", "training"): "5.00",
    }
    assert figures(form_of("FA09", rows, (180, 80, 80))) == {**EXPECTED, **more}


def test_actuals_alone() -> None:
    upper, lower = heads(("overseas", "vehicle", "reception"))
    rows = [("决算数", *["<"] * 5), upper, lower, half(("overseas", "vehicle", "reception"), 1)]
    assert figures(form_of("FA09", rows, [100] * 6)) == {key: value for key, value in EXPECTED.items() if key[0] == "actual"}


HEADS = ("项目", "合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费")
SUBHEADS = ("^", "^", "^", "小计", "购置费", "运行费", "^")
WIDE = (60, 50, 50, 50, 50, 50, 50)


def test_budget_and_actual_as_rows() -> None:
    rows = [
        HEADS,
        SUBHEADS,
        ("全年预算数", "12.00", "2.00", "7.00", "", "7.00", "3.00"),
        ("决算数", "9.50", "1.00", "6.50", "0.00", "6.50", "2.00"),
    ]
    assert figures(form_of("FA09", rows, WIDE, heads=2)) == EXPECTED


def test_a_first_column_may_name_the_department() -> None:
    rows = [HEADS, SUBHEADS, ("本部门", "9.50", "1.00", "6.50", "0.00", "6.50", "2.00")]
    assert figures(form_of("FA09", rows, WIDE, heads=2)) == {k: v for k, v in EXPECTED.items() if k[0] == "actual"}


def test_rows_of_several_units_without_a_total_are_in_doubt() -> None:
    rows = [
        HEADS,
        SUBHEADS,
        ("甲中心", "9.50", "1.00", "6.50", "0.00", "6.50", "2.00"),
        ("乙中心", "0.50", "", "0.50", "", "0.50", ""),
    ]
    assert len(doubts(form_of("FA09", rows, WIDE, heads=2))) == 6


def test_this_year_is_read_where_last_year_is_printed_too() -> None:
    lines = list(CATEGORIES.values())
    rows = [("项目", "2022年决算数", "2023年预算数", "2023年决算数", "增减额")]
    rows += [(label, "99.00", *VALUES[key], "1.00") for label, key in CATEGORIES.items()]
    assert len(rows) == len(lines) + 1
    assert figures(form_of("FA09", rows, (150, 70, 70, 70, 70))) == EXPECTED


def test_the_whole_years_budget_goes_before_the_first_one() -> None:
    rows = [("项目", "年初预算数", "全年预算数", "决算数")]
    rows += [(label, "99.00", *VALUES[key]) for label, key in CATEGORIES.items()]
    assert figures(form_of("FA09", rows, (150, 70, 70, 70))) == EXPECTED


def test_counts_and_parts_below_are_no_amounts() -> None:
    rows = [("项目", "行次", "预算数", "决算数（统计数）"), ("一、“三公”经费支出", "1", "—", "—")]
    labels = (
        "（一）支出合计",
        "1．因公出国（境）费",
        "2．公务用车购置及运行维护费",
        "（1）公务用车购置费",
        "（2）公务用车运行维护费",
        "3．公务接待费",
    )
    rows += [(label, str(i), *VALUES[key]) for i, (label, key) in enumerate(zip(labels, CATEGORIES.values(), strict=True), 2)]
    rows += [
        ("（1）国内接待费", "8", "—", "1.90"),
        ("（二）相关统计数", "9", "—", "—"),
        ("1．因公出国（境）团组数（个）", "10", "—", "3"),
        ("4．公务用车保有量（辆）", "11", "—", "7"),
        ("二、机关运行经费", "12", "—", "88.00"),
    ]
    assert figures(form_of("FA09", rows, (180, 40, 80, 80))) == EXPECTED


def test_a_category_that_stands_over_one_of_its_two_columns_names_both() -> None:
    upper = [text for label in ("合计", "出国费", "公务用车", "购置费", "运行费", "接待费") for text in (label, "")]
    rows = [tuple(upper), ("预算数", "决算数") * 6, tuple(v for key in CATEGORIES.values() for v in VALUES[key])]
    assert figures(form_of("FA09", rows, (42,) * 12, heads=2)) == EXPECTED


@pytest.mark.parametrize(("heading", "clear"), [("因公出国费", True), ("因公出国费小计", False)])
def test_a_heading_with_a_neighbours_words_is_in_doubt_where_columns_are_not_drawn(heading: str, clear: bool) -> None:
    rows = [("合计", heading, "购置费", "运行费", "公务接待费"), ("9.00", "1.00", "2.00", "3.00", "3.00")]
    read = form_of("FA09", rows, (80, 100, 80, 80, 80), ruling="rows")
    assert (("actual", "overseas") in doubts(read)) is not clear
