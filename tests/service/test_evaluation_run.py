import json
from pathlib import Path

import pytest

from service.errors import NothingToScore
from service.evaluation.run import Evaluated, Selection, chosen, evaluate
from service.evaluation.table import as_data, documents_table, forms_table, kinds_table, wrong_lines
from service.piles import Order
from tests.service.made import LimitsOnly

HEADER = "form,row,column,value,page\n"
RIGHT = HEADER + "FA05,2010301,basic,942.50,\nFA05,2010302,project,0.00,\n"


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    folder = tmp_path / "truth"
    folder.mkdir()
    metas = {
        "plain": {"genre": "final_accounts"},
        "scan": {"genre": "final_accounts", "text_layer": "none"},
        "pictures": {"genre": "final_accounts", "picture_forms": ["FA01"]},
        "budget": {"genre": "budget", "picture_forms": []},
        "silent": None,
    }
    for name, meta in metas.items():
        (folder / f"{name}.pdf").write_bytes(b"fine")
        (folder / f"{name}.facts.csv").write_text(RIGHT, encoding="utf-8")
        if meta is not None:
            (folder / f"{name}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (folder / "paperless.narrative.jsonl").write_text("", encoding="utf-8")
    return folder


def run(truth: Path, selection: Selection) -> Evaluated:
    order = Order(out=truth.parent / "out", report=False, job="tests.service.fake_jobs:obey")
    return evaluate(truth, selection, LimitsOnly(), order, lambda _: None)


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(), ["budget", "pictures", "plain", "scan", "silent", "paperless"]),
        (Selection(only="p*"), ["pictures", "plain", "paperless"]),
        (Selection(genre="final_accounts"), ["pictures", "plain", "scan", "silent", "paperless"]),
        (Selection(genre="budget"), ["budget", "silent", "paperless"]),
        (Selection(text_layer=True), ["budget", "plain", "silent", "paperless"]),
    ],
)
def test_what_a_selection_chooses(truth: Path, selection: Selection, names: list[str]) -> None:
    assert chosen(truth, selection) == names


def test_a_silent_document_is_left_out_when_its_result_has_another_genre(truth: Path) -> None:
    assert [document.name for document in run(truth, Selection(genre="budget")).score.documents] == ["budget"]


def test_truth_without_its_document_is_named_not_scored(truth: Path) -> None:
    evaluated = run(truth, Selection(only="p*"))
    assert evaluated.without_pdf == ("paperless",)
    assert [document.name for document in evaluated.score.documents] == ["pictures", "plain"]


def test_a_refused_document_counts_as_nothing_read(truth: Path) -> None:
    (truth / "plain.pdf").write_bytes(b"refuse")
    [document] = run(truth, Selection(only="plain")).score.documents
    assert not document.ran
    assert (document.facts.total.truth, document.facts.total.got) == (2, 0)


def test_a_right_result_scores_one_and_a_wrong_accepted_figure_is_listed(truth: Path) -> None:
    (truth / "silent.facts.csv").write_text(RIGHT.replace("942.50", "942.05"), encoding="utf-8")
    score = run(truth, Selection(only="[ps][il]*n*")).score
    assert {document.name: document.facts.total.f1 for document in score.documents} == {"plain": 1.0, "silent": 0.5}
    assert score.wrong_accepted == 1
    assert list(wrong_lines(score)) == ["wrong accepted: silent: FA05 2010301 basic read 942.50, truth 942.05"]
    assert as_data(score)["summary"]["wrong_accepted"] == 1
    assert documents_table(score).row_count == 3
    assert (forms_table(score).row_count, kinds_table(score).row_count) == (1, 1)


def test_an_empty_selection_says_so(truth: Path) -> None:
    with pytest.raises(NothingToScore, match="no truth file fits"):
        chosen(truth, Selection(only="x*"))
