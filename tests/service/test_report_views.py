from __future__ import annotations

from typing import get_args

import pytest

from extractors.checks.rulebook import rulebook
from extractors.model import ClaimField, Extraction, Fault, FormStatus, Genre, Operand, OtherReading, Severity, Unit, Verdict
from service.exports.claim_fields import fields_of
from service.exports.labels import Label, joined, known, line_label, order, same, section_label
from service.exports.report_claims import section_views
from service.exports.report_findings import equation_of, finding_views
from service.exports.report_rules import rule_name
from service.exports.report_tables import Names, form_views
from tests.service.sample_report import fact, finding, operand, sample

SIZES = {1: (420.0, 600.0), 2: (600.0, 420.0)}
NO_NAMES = Names(())


def views(*facts: object, forms: tuple[FormStatus, ...] = ()) -> list[object]:
    extraction: Extraction = sample().model_copy(update={"facts": facts, "forms": forms})
    return list(form_views(extraction, Names(extraction.facts), SIZES))


def sides(*operands: Operand, difference: str | None, slack: str | None = "0.01") -> tuple[str, str, str]:
    """An equation as text: left, relation, right."""
    equation = equation_of(finding(*operands, difference=difference, slack=slack), NO_NAMES, SIZES)
    assert equation is not None
    texts = ["".join(term.sign + term.mark.text for term in side.terms) for side in (equation.left, equation.right) if side]
    return texts[0], equation.relation, texts[1] if len(texts) > 1 else ""


def test_operands_that_balance_stand_on_two_sides() -> None:
    assert sides(operand("7888.73", 1), operand("5000.00"), operand("2888.75"), difference="-0.02") == (
        "7,888.73",
        "≠",
        "5,000.00+2,888.75",
    )


def test_a_first_operand_that_sums_the_others_stands_alone() -> None:
    assert sides(operand("10", 1), operand("7", 1), operand("2", 1), operand("1", -1), difference="2") == ("10", "≠", "7+2−1")


def test_within_slack_is_about_equal_and_no_difference_is_equal() -> None:
    assert sides(operand("1.00", 1), operand("0.99"), difference="0.01")[1] == "≈"
    assert sides(operand("1.00", 1), operand("1.00"), difference="0.00")[1] == "="


def test_operands_that_do_not_explain_the_difference_stand_side_by_side() -> None:
    assert sides(operand("93.10", 1), operand("90.00"), difference="0.55") == ("93.1090.00", "", "")
    assert sides(operand("93.10", 1), operand(None), difference="0.55") == ("93.10?", "", "")


def test_blank_cells_are_counted_not_written_out_and_sums_are_shown() -> None:
    terms = [operand("3", 1), operand("1"), operand("1"), operand(None, blank=True), operand(None, blank=True)]
    equation = equation_of(finding(*terms, difference="1"), NO_NAMES, SIZES)
    assert equation is not None
    assert equation.right is not None
    assert (len(equation.right.terms), equation.right.blanks, equation.right.total) == (2, 2, "2")
    assert (equation.left.blanks, equation.left.total) == (0, "")


def test_a_blank_that_stands_alone_is_written_as_zero() -> None:
    assert sides(operand(None, 1, blank=True), operand("2.00"), difference="-2.00") == ("0", "≠", "2.00")


def test_captions_leave_out_what_all_operands_share() -> None:
    found = finding(operand("1", 1, row="201", column="total"), operand("2", row="20103", column="total"), difference="1")
    equation = equation_of(found, Names([fact("20103", "total", "942.50", label="政府办公厅")]), SIZES)
    assert equation is not None
    assert equation.right is not None
    assert equation.left.terms[0].caption.en == "201 General public services"
    assert equation.right.terms[0].caption.zh == "20103 政府办公厅"


def test_captions_name_the_forms_where_they_differ() -> None:
    found = finding(
        operand("1", 1, form="FA02", row="total", column="total"), operand("2", form="FA01", row="total", column="total")
    )
    equation = equation_of(found, NO_NAMES, SIZES)
    assert equation is not None
    assert [term.caption.zh for term in equation.left.terms] == ["FA02", "FA01"]


def test_a_finding_about_text_names_its_section() -> None:
    (view,) = finding_views([finding(form=None, row="reception", column="completion_pct", section="9.2")], NO_NAMES, SIZES)
    assert view.place == Label("第 9.2 节 · 公务接待费 · 完成 %", "Section 9.2 · receptions · Completion %")


def test_income_stands_beside_expenditure() -> None:
    (form,) = views(
        fact("income.total", "amount", "942.50", form="FA01"),
        fact("expenditure.201", "amount", "644.95", form="FA01"),
        fact("expenditure.total", "amount", "1,587.45", form="FA01"),
    )
    assert [[row.key for row in grid.rows] for grid in form.grids] == [["income.total"], ["expenditure.201", "expenditure.total"]]
    assert [row.is_sum for row in form.grids[1].rows] == [False, True]


def test_columns_stand_in_the_forms_order_and_gaps_stay_gaps() -> None:
    (form,) = views(fact("201", "project", "644.95"), fact("201", "total", "1,587.45"), fact("20103", "basic", "942.50"))
    (grid,) = form.grids
    assert [column.en for column in grid.columns] == ["Total", "Basic", "Project"]
    assert [[cell.text if cell else None for cell in row.cells] for row in grid.rows] == [
        ["1,587.45", None, "644.95"],
        [None, "942.50", None],
    ]
    assert [(row.code, row.level) for row in grid.rows] == [("201", 0), ("20103", 1)]


def test_economic_codes_are_sorted_totals_last() -> None:
    rows = ("30102", "personnel_total", "30101", "302")
    (form,) = views(*(fact(row, "amount", "942.50", form="FA06") for row in rows))
    assert [[row.key for row in grid.rows] for grid in form.grids] == [["30101", "30102", "personnel_total"], ["302"]]


def test_a_form_with_figures_but_no_standing_is_shown() -> None:
    assert [form.form for form in views(fact("201", "total", "942.50"), forms=(FormStatus(form="FA08", status="missing"),))] == [
        "FA08",
        "FA05",
    ]


def test_a_row_is_called_as_printed_unless_its_names_differ() -> None:
    one = Names([fact("201", "total", "942.50", label="一般公共服务"), fact("201", "basic", "942.50", label="一般公共服务")])
    two = Names(
        [
            fact("budget", "total", "942.50", form="FA09", label="预算"),
            fact("budget", "reception", "942.50", form="FA09", label="接待费"),
        ]
    )
    assert one.row("FA05", "201") == Label("一般公共服务", "General public services")
    assert two.row("FA09", "budget") == Label("预算数", "Budget")
    assert NO_NAMES.row("FA05", "2010301") == same("2010301")


def test_sentences_have_a_place_but_no_value_to_write_out() -> None:
    sentence = operand(None, 1, form=None, row=None, column=None, label="全年出国团组0个。")
    assert equation_of(finding(sentence), NO_NAMES, SIZES) is None


def test_an_equation_is_not_told_twice() -> None:
    said = "7.75 (FA04 201 x general) ≠ 7.73 (FA05 201 x total): difference 0.02 万元, "
    said += "rounding allows 0.01; any of 9 figures may be wrong."
    (view,) = finding_views([finding(operand("7.75", 1), operand("7.73"), difference="0.02", message=said)], NO_NAMES, SIZES)
    assert view.message == Label(
        "两边相差 0.02 万元，舍入只容许 0.01；9 个数字中任何一个都可能有误",
        "Difference 0.02 万元, rounding allows 0.01; any of 9 figures may be wrong.",
    )


def test_what_is_said_in_unknown_words_is_told_by_the_rule_in_chinese() -> None:
    (view,) = finding_views([finding(message="Unheard of.")], NO_NAMES, SIZES)
    assert view.message == Label("不符合“行内相加”", "Unheard of.")


@pytest.mark.parametrize(
    ("section", "zh"), [("5.2", "第 5.2 节"), ("part2", "第二部分"), ("part1.2", "第一部分 2"), ("annex", "附件")]
)
def test_sections_are_called_as_the_document_counts_them(section: str, zh: str) -> None:
    assert section_label(section).zh == zh


def test_a_code_of_the_narrative_is_called_as_the_forms_call_it() -> None:
    names = Names(
        [
            fact("2080506", "total", "942.50", label="职业年金缴费"),
            fact("30101", "amount", "942.50", form="FA06", label="基本工资"),
        ]
    )
    assert names.place(None, "2080506、2080599", "actual").zh == "2080506 职业年金缴费、2080599 · 决算"
    assert names.place(None, "30101", None).zh == "30101 基本工资"


def test_reasons_are_told_in_both_languages() -> None:
    reasons = ("contradicted by FA05.row:201", "something else")
    (form,) = views(fact("201", "total", "942.50", verdict="flagged", reasons=reasons))
    (mark,) = form.grids[0].rows[0].cells
    assert mark.reasons == (Label("与恒等式矛盾：行内相加（201）", "contradicted by FA05.row:201"), same("something else"))


def test_claims_stand_by_section_with_stated_fields_only() -> None:
    found, unknown = section_views(sample("词"), SIZES)
    assert (found.key, found.title, unknown.title) == ("9.2", "词", "")
    fields = {field.name.en: field for field in found.claims[0].fields}
    assert "Persons" not in fields
    assert fields["Direction"].word == Label("减少", "down")
    assert fields["Items"].mark.text == "词、行政运行"
    assert fields["Vehicles by use"].mark.text == "词 2"
    assert fields["Reason"].mark.at.count("1:") == 2


def test_what_a_model_proposed_is_shown_beside_the_field_also_where_nothing_is_accepted() -> None:
    others = (OtherReading(reader="llm:small", value="71.02", reason="原文中没有数字 71.02"),)
    claim = sample().claims[0].model_copy(update={"fields": {"actual": ClaimField(value=None, others=others)}})
    (section,) = section_views(sample().model_copy(update={"claims": (claim,)}), SIZES)
    ((shown,),) = [field.others for field in section.claims[0].fields]
    assert (shown.text, shown.reader.en, shown.stands) == ("71.02", "llm:small", False)


def test_an_unstated_claim_field_is_no_field() -> None:
    claim = sample().claims[0].model_copy(update={"fields": {"reason": ClaimField(value=""), "item_names": ClaimField(value=())}})
    (section,) = section_views(sample().model_copy(update={"claims": (claim,)}), SIZES)
    assert section.claims[0].fields == ()


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("verdicts", get_args(Verdict)),
        ("severities", get_args(Severity)),
        ("faults", get_args(Fault)),
        ("genres", get_args(Genre)),
        ("units", get_args(Unit)),
        ("statuses", get_args(FormStatus.model_fields["status"].annotation)),
        ("reasons", ["unproven", "contradicted by"]),
        ("fields", [name for kind in order("kinds") for name in fields_of(kind)]),
        ("forms", [f"FA0{number}" for number in range(1, 10)]),
    ],
)
def test_every_key_has_words_in_both_languages(group: str, keys: list[str]) -> None:
    assert keys
    for key in keys:
        words = known(group, key)
        assert words is not None, key
        assert words.zh.strip() and words.en.strip()
        assert words.en.isascii()


def test_line_labels_know_their_form() -> None:
    assert line_label("FA05", "205") == Label("教育支出", "Education")
    assert line_label("FA01", "expenditure.205") == line_label("FA05", "205")
    assert line_label("FA06", "301") == Label("工资福利支出", "Wages and benefits")
    assert line_label("FA05", "2050101") is None


def test_joined_labels_drop_blanks_and_repetitions() -> None:
    assert joined([same("FA05"), same(""), same("a"), same("a")]) == same("FA05 · a")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FA05.row", "Row adds up"),
        ("FA05=FA03", "FA05 agrees with FA03"),
        ("FA02=FA01.total", "FA02 agrees with FA01: Total"),
        ("FA03=funds", "FA03 agrees with the funds' forms"),
        ("FA07.balance", "Balances carried forward"),
        ("no.such-rule", "no.such-rule"),
    ],
)
def test_rules_are_called_by_name(rule: str, words: str) -> None:
    assert rule_name(rule).en == words


def test_every_rule_of_the_rulebook_has_a_name() -> None:
    unnamed = [rule.id for rule in rulebook() if rule_name(rule.id) == same(rule.id)]
    assert unnamed == []


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("三、支出决算表", "支出决算表"), ("支出决算总表", "支出决算总表"), ("", "支出决算表"), ("三公经费表", "三公经费表")],
)
def test_a_form_goes_by_its_printed_title_without_its_ordinal(printed: str, shown: str) -> None:
    (form,) = views(forms=(FormStatus(form="FA03", status="blank", title=printed),))
    assert form.title == Label(shown, "Expenditure by function")
