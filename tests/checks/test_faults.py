"""Corrupted claims: each fault corrupts what it says, and a golden document's checks accept none of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.model import Box, Claim, ClaimField
from service.bench.faults.corruptions import CORRUPTIONS, Fault
from service.bench.faults.injection import FaultScore, inject
from service.bench.faults.material import documents_in, material_of
from service.cli import app

GOLDEN = Path(__file__).parents[2] / "golden"
DOCUMENTS = ("full-rules", "printed-zeros")
BOX = Box(1, 10, 10, 50, 20)


def item(name: str, actual: str, reason: str) -> Claim:
    fields = {
        "item_names": (name, "其他"),
        "budget": "80.12",
        "actual": actual,
        "direction": "above",
        "reason": reason,
        "part": name,
    }
    read = {key: ClaimField(value=value, text=str(value), boxes=(BOX,)) for key, value in fields.items()}
    return Claim(kind="item_execution", section="5.3", fields=read, quote=name, boxes=(BOX,))


CLAIMS = (item("行政运行", "100.25", "人员增加较多"), item("事业运行", "93.40", "项目推迟实施"))


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_fault_changes_one_field_and_says_which(name: str) -> None:
    rng = random.Random(7)
    faults = [fault for _ in range(30) if (fault := CORRUPTIONS[name](rng, CLAIMS, rng.randrange(2)))]
    assert faults
    for fault in faults:
        changed = _changed(fault)
        assert changed == set(fault.wrong)


def _changed(fault: Fault) -> set[str]:
    before = CLAIMS[fault.at].fields
    return {name for name, field in fault.claim.fields.items() if field.value != before[name].value}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_nothing_corrupted_is_accepted(case: str) -> None:
    material = material_of(GOLDEN / case / "source.pdf")
    assert material is not None
    score = inject(material, per_fault=3, seed=3)
    assert score.total >= 20
    assert score.escapes == ()


def test_scores_add_up() -> None:
    one = FaultScore(corrupted={"digit changed": 3})
    assert (one + FaultScore(corrupted={"digit changed": 2, "direction turned": 1})).total == 6


def test_documents_of_folders_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert documents_in([tmp_path, Path("b.pdf")]) == [tmp_path / "a.pdf", Path("b.pdf")]


def test_the_command_prints_what_was_accepted_per_fault() -> None:
    result = CliRunner().invoke(app, ["bench", "--faults", str(GOLDEN / DOCUMENTS[0] / "source.pdf"), "--per-fault", "1"])
    assert result.exit_code == 0
    assert "digit changed" in result.output
