"""Corrupted claims: each fault corrupts what it says, and a golden document's checks accept none of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.model import Box, Claim, ClaimField, ClaimValue
from service.bench.faults.corruptions import CORRUPTIONS
from service.bench.faults.fault import Fault
from service.bench.faults.injection import FaultScore, Material, Tally, inject
from service.bench.faults.material import documents_in, material_of
from service.cli import app
from tests.checks.books import outline

GOLDEN = Path(__file__).parents[2] / "golden"
DOCUMENTS = ("full-rules", "printed-zeros")
BOX = Box(1, 10, 10, 50, 20)


def item(name: str, actual: str, reason: str) -> Claim:
    fields: dict[str, ClaimValue] = {
        "item_names": (name, "其他"),
        "budget": "80.12",
        "actual": actual,
        "completion_pct": f"{actual[:2]}.5",
        "direction": "above",
        "reason": reason,
        "use": f"{name}等",
        "part": name,
        "vehicles": {"机要": "1", "执法": actual[:1]},
    }
    read = {key: ClaimField(value=value, text=str(value), boxes=(BOX,)) for key, value in fields.items()}
    quote = f"{name}预算80.12万元，支出{actual}万元，原因是{reason}，相应调整。"
    return Claim(kind="item_execution", section="5.3", fields=read, quote=quote, boxes=(BOX,))


CLAIMS = (item("行政运行", "200.25", "人员增加较多"), item("事业运行", "93.40", "项目推迟实施"))


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_fault_changes_what_it_says(name: str) -> None:
    rng = random.Random(7)
    faults = [fault for _ in range(40) if (fault := CORRUPTIONS[name](rng, CLAIMS, rng.randrange(2)))]
    assert faults
    for fault in faults:
        assert fault.wrong
        assert fault.at is None or fault.claim.unit != "万元" or _changed(fault, fault.at) == set(fault.wrong)


def _changed(fault: Fault, at: int) -> set[str]:
    before = CLAIMS[at].fields
    return {name for name, field in fault.claim.fields.items() if field.value != before[name].value}


def test_another_unit_makes_every_amount_wrong() -> None:
    fault = CORRUPTIONS["another unit"](random.Random(1), CLAIMS, 0)
    assert fault is not None
    assert fault.claim.unit != "万元"
    assert set(fault.wrong) == {"budget", "actual"}


def test_an_invented_item_bears_a_name_that_is_told() -> None:
    fault = CORRUPTIONS["item invented"](random.Random(1), CLAIMS, 0)
    assert fault is not None
    assert fault.at is None
    assert fault.claim.get("item_names") == ("行政运行", "其他")
    assert fault.claim.get("actual") == "93.40"
    assert "actual" in fault.wrong and "budget" not in fault.wrong


@pytest.mark.parametrize("case", DOCUMENTS)
def test_nothing_corrupted_is_accepted(case: str) -> None:
    material = material_of(GOLDEN / case / "source.pdf")
    assert material is not None
    score = inject(material, per_fault=3, seed=3)
    assert score.total.corrupted >= 60
    assert score.escapes == ()


@pytest.mark.parametrize("case", DOCUMENTS)
def test_every_kind_of_claim_is_corrupted(case: str) -> None:
    material = material_of(GOLDEN / case / "source.pdf")
    assert material is not None
    assert set(inject(material, per_fault=2, seed=1).by_kind) == {claim.kind for claim in material.claims}


def test_what_is_accepted_all_the_same_is_told() -> None:
    material = Material("none", outline(), (), CLAIMS[:1], ())
    unchecked = [claim.model_copy(update={"fields": _accepting(claim)}) for claim in material.claims]
    score = inject(material._replace(claims=tuple(unchecked)), per_fault=2, seed=1)
    assert score.total.accepted == len(score.escapes)
    assert all(escape.value != escape.before for escape in score.escapes)


def _accepting(claim: Claim) -> dict[str, ClaimField]:
    return {name: field for name, field in claim.fields.items() if name == "use"}


def test_scores_add_up() -> None:
    one = FaultScore(tallies={"digit changed": {"assets": Tally(corrupted=3, accepted=1)}})
    more = {
        "digit changed": {"assets": Tally(corrupted=2), "statement": Tally(corrupted=1)},
        "name cut": {"assets": Tally(corrupted=4)},
    }
    both = one + FaultScore(tallies=more)
    assert both.by_fault == {"digit changed": Tally(corrupted=6, accepted=1), "name cut": Tally(corrupted=4)}
    assert both.by_kind == {"assets": Tally(corrupted=9, accepted=1), "statement": Tally(corrupted=1)}
    assert both.total == Tally(corrupted=10, accepted=1)


def test_documents_of_folders_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert documents_in([tmp_path, Path("b.pdf")]) == [tmp_path / "a.pdf", Path("b.pdf")]


def test_the_command_prints_what_was_accepted_per_fault() -> None:
    result = CliRunner().invoke(app, ["bench", "--faults", str(GOLDEN / DOCUMENTS[0] / "source.pdf"), "--per-fault", "1"])
    assert result.exit_code == 0
    assert "digit changed" in result.output
