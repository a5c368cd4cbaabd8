from decimal import Decimal

from service.evaluation.facts import FormScore, score_facts


def row(key: str, value: str, verdict: str = "accepted") -> dict[str, str]:
    form, line, column = key.split()
    return {"form": form, "row": line, "column": column, "value": value, "verdict": verdict}


TRUTH = [row("FA05 total total", "10.00"), row("FA05 total basic", "0.00")]


def test_values_agree_as_numbers_not_as_text() -> None:
    score = score_facts(TRUTH, [row("FA05 total total", "10"), row("FA05 total basic", "0")])
    assert score.total == FormScore(truth=2, got=2, right=2)
    assert score.wrong_accepted == 0
    assert score.accepted_share == 1.0


def test_a_wrong_value_counts_against_both_and_only_accepted_ones_are_wrong() -> None:
    score = score_facts(TRUTH, [row("FA05 total total", "10.01"), row("FA05 total basic", "0.10", "flagged")])
    assert score.total.right == 0
    assert [(wrong.got, wrong.truth) for wrong in score.wrong] == [(Decimal("10.01"), Decimal("10.00"))]


def test_a_figure_that_truth_lacks_is_wrong_when_accepted() -> None:
    score = score_facts(TRUTH, [*TRUTH, row("FA05 total project", "1.00")])
    assert score.wrong_accepted == 1
    assert score.total.precision == 2 / 3
    assert score.wrong[0].truth is None


def test_the_same_key_read_twice_with_another_value_clashes() -> None:
    twice = [*TRUTH, row("FA05 total total", "11.00", "flagged")]
    score = score_facts(TRUTH, twice)
    assert (score.clashes, score.wrong, score.wrong_accepted) == (1, (), 1)
    agreeing = score_facts(TRUTH, [*TRUTH, row("FA05 total total", "10.0", "flagged")])
    assert agreeing.clashes == 0


def test_an_accepted_reading_wins_over_an_earlier_flagged_one() -> None:
    score = score_facts(TRUTH[:1], [row("FA05 total total", "11", "flagged"), row("FA05 total total", "10.00")])
    assert score.total.right == 1
    assert score.wrong_accepted == 1


def test_final_accounts_count_every_form_but_budgets_only_those_in_truth() -> None:
    extra = row("FA07 total total", "5.00")
    assert score_facts(TRUTH, [*TRUTH, extra]).wrong_accepted == 1
    budget = [row("BG01 total amount", "5.00")]
    assert score_facts(budget, [*budget, row("BG02 total amount", "5.00"), extra]).total.got == 1


def test_nothing_read_scores_nothing() -> None:
    score = score_facts(TRUTH, [])
    assert (score.total.precision, score.total.recall, score.total.f1) == (0.0, 0.0, 0.0)
    assert score_facts([], []).total.precision == 1.0
