import csv
import io
import json
from pathlib import Path

import pytest

from extractors.model import Box, ClaimField, Extraction, Fact, Indicator
from service.errors import CannotWrite, FolderInTheWay
from service.evaluation.claims import score_claims
from service.exports.claim_fields import fields_of
from service.exports.files import FACT_COLUMNS, claim_line, facts_csv, finding_line, result_texts, write_result
from tests.service.made import claim, extraction, fact, finding


def test_a_line_of_facts_csv_is_as_the_contract_prints_it() -> None:
    assert facts_csv([fact()]).splitlines() == [
        "form,row,column,value,unit,page,x0,top,x1,bottom,text,label,verdict,proofs",
        "FA05,2010301,basic,942.50,万元,2,302.1,214.0,341.7,226.5,942.50,行政运行,accepted,FA05.row:2010301;FA05.rollup:20103",
    ]


@pytest.mark.parametrize(("value", "printed"), [("0.00", "0.00"), ("1234567.5", "1234567.5"), ("-3", "-3"), ("1E+3", "1000")])
def test_values_keep_their_printed_decimals_and_have_no_separators(value: str, printed: str) -> None:
    [row] = csv.DictReader(io.StringIO(facts_csv([fact(value=value)])))
    assert row["value"] == printed


def test_hostile_text_stays_in_its_cell() -> None:
    [row] = csv.DictReader(io.StringIO(facts_csv([fact(label='行政",\n运行', text="1,\n0")])))
    assert (row["label"], row["text"]) == ('行政", 运行', "1, 0")
    assert tuple(row) == FACT_COLUMNS


def test_a_claim_prints_every_field_of_its_kind() -> None:
    line = claim_line(claim())
    assert [line[name] for name in ("category", "actual", "budget", "persons")] == ["reception", "1.20", None, None]
    assert set(fields_of("three_public")) < set(line)
    assert line["page"] == 3
    assert line["fields"]["actual"]["verdict"] == "flagged"
    assert line["boxes"] == [{"page": 3, "x0": 90.0, "top": 100.0, "x1": 500.0, "bottom": 114.0}]


def test_a_finding_prints_its_operands_with_their_places() -> None:
    line = finding_line(finding())
    assert line["amounts"] == ["7888.73", "7888.75"]
    assert line["operands"][0]["value"] == "7888.73"
    assert line["operands"][0]["page"] == 2
    assert (line["section"], line["severity"], line["fault"]) == (None, "error", "document")


def test_a_finding_says_it_in_chinese_too_with_its_equation() -> None:
    said = "7888.73 (FA05 208 社会保障和就业支出 total) ≠ 7888.75 (FA05 20802 民政管理事务 total): "
    line = finding_line(finding(message=f"{said}difference -0.02 万元, rounding allows 0.01; any of 2 figures may be wrong."))
    assert line["message"].startswith(said)
    assert line["message_zh"] == (
        "7888.73（FA05 208 社会保障和就业支出 合计） ≠ 7888.75（FA05 20802 民政管理事务 合计）："
        "两边相差 -0.02 万元，舍入只容许 0.01；2 个数字中任何一个都可能有误"
    )
    unknown = finding_line(finding(rule="FA05.rollup", message="Words that nobody knows."))
    assert unknown["message_zh"] == "不符合“上下级汇总”"


def test_an_indicator_is_a_line_of_its_own_with_blank_cells_null() -> None:
    row = Indicator(table="自评表", level1="产出指标", name="疏浚河道", target="30公里", page=3, boxes=(Box(3, 1.04, 2, 3, 4),))
    printed = json.loads(result_texts(extraction(indicators=(row,)))["indicators.jsonl"])
    assert printed == {
        "table": "自评表",
        "level1": "产出指标",
        "level2": None,
        "name": "疏浚河道",
        "target": "30公里",
        "actual": None,
        "score": None,
        "weight": None,
        "page": 3,
        "boxes": [{"page": 3, "x0": 1.0, "top": 2.0, "x1": 3.0, "bottom": 4.0}],
        "verdict": "flagged",
    }


def test_document_json_says_which_forms_stand_where() -> None:
    told = json.loads(result_texts(extraction())["document.json"])
    assert {status: told["forms"][status] for status in ("found", "missing", "stated_none")} == {
        "found": ["FA05"],
        "missing": ["FA09"],
        "stated_none": ["FA08"],
    }
    assert told["counts"]["facts"] == {"accepted": 1, "flagged": 1, "rejected": 0}
    assert told["counts"]["indicators"] == {"accepted": 0, "flagged": 0, "rejected": 0}
    assert told["manifest"]["rules_hash"] == "r"


def test_a_result_survives_the_way_through_json() -> None:
    made = extraction()
    assert Extraction.model_validate_json(made.model_dump_json()) == made
    assert str(Extraction.model_validate_json(made.model_dump_json()).facts[1].value) == "0.00"
    assert isinstance(Fact.model_validate_json(fact().model_dump_json()).box, Box)


def test_writing_twice_gives_the_same_bytes_and_forgets_the_old_report(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    first = {path.name: path.read_bytes() for path in write_result(folder, extraction(), "<html>")}
    second = {path.name: path.read_bytes() for path in write_result(folder, extraction(), None)}
    assert set(first) - set(second) == {"report.html"}
    assert all(first[name] == content for name, content in second.items())
    assert sorted(path.name for path in folder.iterdir()) == sorted(second)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_name_as_long_as_a_file_may_have_is_written_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / ("决" * 83)
    assert write_result(folder, extraction(), None) == write_result(folder, extraction(), None)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    with pytest.raises(CannotWrite, match="name too long"):
        write_result(tmp_path / ("决" * 90), extraction(), None)


def test_an_exchange_that_fails_puts_the_earlier_result_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_result(tmp_path / "a", extraction(), None)
    rename = Path.rename

    def once(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(CannotWrite, match="Input/output"):
        write_result(tmp_path / "a", extraction(facts=()), None)
    assert (tmp_path / "a" / "facts.csv").read_text(encoding="utf-8").count("\n") == 3
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "thesis.docx").write_text("years of work")
    with pytest.raises(FolderInTheWay, match=r"thesis\.docx"):
        write_result(tmp_path / "a", extraction(), None)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["thesis.docx"]


def test_a_disk_that_refuses_leaves_the_earlier_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_result(tmp_path / "a", extraction(), None)
    before = (tmp_path / "a" / "facts.csv").read_bytes()

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write_result(tmp_path / "a", extraction(facts=()), None)
    assert (tmp_path / "a" / "facts.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_lists_and_mappings_of_a_claim_stay_what_they_are_and_score_as_truth() -> None:
    names = ClaimField(value=("行政运行", "事业运行"), verdict="accepted")
    item = claim_line(claim(kind="item_execution", fields={"item_names": names, "actual": ClaimField(value="3.00")}))
    uses = ClaimField(value={"机要通信": "2", "其他": "0"}, verdict="accepted")
    assets = claim_line(claim(kind="assets", fields={"vehicles": uses, "vehicles_total": ClaimField(value="2")}))
    assert item["item_names"] == ["行政运行", "事业运行"]
    assert assets["vehicles"] == {"机要通信": "2", "其他": "0"}
    truth = [
        {"kind": "item_execution", "item_names": ["行政运行", "事业运行"], "actual": "3.00"},
        {"kind": "assets", "vehicles": {"机要通信": "2"}, "vehicles_total": "2"},
    ]
    score = score_claims(truth, [json.loads(json.dumps(line)) for line in (item, assets)])
    assert (score.total.matched, score.total.fields, score.total.fields_right, score.wrong) == (2, 4, 4, ())
