"""Rows of indicators and of key work against truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from service.evaluation.rows import RowScore, WordTables, score_word_tables
from service.evaluation.scores import SetScore, score_document
from service.evaluation.table import as_data, rows_table

ROW = {"level1": "产出指标", "level2": "数量指标", "name": "疏浚河道", "target": "≥30公里", "actual": "31公里", "score": "9"}
WORK = {"no": "1", "item": "青禾行动", "content_and_goals": "建成服务点12个。", "completion": "完成"}


def scored(truth: list[dict[str, Any]], got: list[dict[str, Any]]) -> RowScore:
    return score_word_tables(WordTables(truth, ()), WordTables(got, ()))["indicators"]


def test_a_row_is_right_when_every_column_is() -> None:
    score = scored([ROW], [{**ROW, "verdict": "accepted", "table": "甲"}])
    assert (score.right, score.accepted_right, score.wrong, score.f1) == (1, 1, 0, 1.0)


def test_one_other_column_makes_it_wrong() -> None:
    score = scored([ROW], [{**ROW, "score": "8", "verdict": "accepted"}])
    assert (score.right, score.wrong, score.f1) == (0, 1, 0.0)


def test_a_flagged_row_is_not_wrongly_accepted() -> None:
    assert scored([ROW], [{**ROW, "score": "8", "verdict": "flagged"}]).wrong == 0


def test_blanks_and_widths_are_no_difference_and_blank_is_null() -> None:
    truth = {**ROW, "name": "疏浚 河道", "score": ""}
    assert scored([truth], [{**ROW, "score": None}]).right == 1


def test_a_row_printed_twice_must_be_read_twice() -> None:
    score = scored([ROW, ROW], [ROW])
    assert (score.truth, score.right, score.precision, score.recall) == (2, 1, 1.0, 0.5)


def test_key_work_counts_only_where_truth_has_a_table() -> None:
    claims = [{**WORK, "kind": "key_work"}, {"kind": "assets"}]
    assert score_word_tables(WordTables((), [WORK]), WordTables((), claims))["key_work"].f1 == 1.0
    assert score_word_tables(WordTables((), ()), WordTables((), claims)) == {}


def test_files_are_scored_and_shown(tmp_path: Path) -> None:
    (tmp_path / "甲.indicators.csv").write_text(",".join(ROW) + ",table\n" + ",".join(ROW.values()) + ",表\n", encoding="utf-8")
    (tmp_path / "甲.facts.csv").write_text("form,row,column,value,page\n", encoding="utf-8")
    score = SetScore(documents=(score_document(tmp_path, "甲", tmp_path / "none"),))
    assert score.rows["indicators"] == RowScore(truth=1)
    assert (score.wrong_rows, rows_table(score).row_count) == (0, 1)
    assert as_data(score)["summary"]["rows"]["indicators"]["F1"] == 0.0
