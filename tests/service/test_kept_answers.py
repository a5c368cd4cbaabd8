from __future__ import annotations

from pathlib import Path

from extractors.narrative.asking import Answer
from service.model.kept import KeptAnswers, NothingKept

KEY = "ab" * 32
ANSWER = Answer(status="answered", text="{}", prompt_tokens=3)


def test_an_answer_is_found_again(tmp_path: Path) -> None:
    KeptAnswers(tmp_path).put(KEY, ANSWER)
    assert KeptAnswers(tmp_path).get(KEY) == ANSWER
    assert KeptAnswers(tmp_path).get("cd" * 32) is None
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


def test_a_spoilt_file_is_no_answer(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.put(KEY, ANSWER)
    next(tmp_path.rglob("*.json")).write_text("{", encoding="utf-8")
    assert kept.get(KEY) is None
    kept.put(KEY, ANSWER)
    assert kept.get(KEY) == ANSWER


def test_a_folder_that_cannot_be_written_costs_no_result(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = KeptAnswers(tmp_path / "file")
    kept.put(KEY, ANSWER)
    assert kept.get(KEY) is None


def test_nothing_may_be_kept() -> None:
    NothingKept().put(KEY, ANSWER)
    assert NothingKept().get(KEY) is None
