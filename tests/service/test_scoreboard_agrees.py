"""Our scores beside those of the development documents' own scoreboard, on results spoilt in known ways."""

from __future__ import annotations

import csv
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.evaluation.scores import DocumentScore, SetScore, read_lines, read_rows, score_document, truth_names

STEMS = ("corpus/syn-b", "corpus/hongshan-zfb-2024", "corpus/xiangtan-mzj-2024-performance", "real/F03", "real/B15", "real/B16")


@pytest.fixture(scope="module")
def spoilt(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(truth folder, result folder)."""
    truth, results = tmp_path_factory.mktemp("truth"), tmp_path_factory.mktemp("results")
    for stem in STEMS:
        for path in (shared / stem).parent.glob(f"{Path(stem).name}.*"):
            if path.suffix != ".pdf":
                shutil.copy(path, truth)
    chance = random.Random(7)
    for name in truth_names(truth):
        if name != "B15":  # one document without a result
            spoil(truth, name, results / name, chance)
    return truth, results


def spoil(truth: Path, name: str, result: Path, chance: random.Random) -> None:
    result.mkdir()
    facts = [spoilt_row(row, chance) for row in read_rows(truth / f"{name}.facts.csv") if chance.random() > 0.1]
    facts += [dict(row, value="1234.5") for row in facts if chance.random() < 0.05]
    with (result / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["form", "row", "column", "value", "verdict"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(facts)
    claims = [spoilt_claim(claim, chance) for claim in read_lines(truth / f"{name}.narrative.jsonl") if chance.random() > 0.1]
    write_lines(result / "claims.jsonl", claims + claims[:3])
    known = read_lines(truth / f"{name}.findings.jsonl")
    write_lines(result / "findings.jsonl", [spoilt_finding(entry, chance) for entry in known if chance.random() > 0.3])


def spoilt_row(row: dict[str, str], chance: random.Random) -> dict[str, str]:
    value = row["value"] if chance.random() > 0.1 else row["value"] + "1"
    column = row["column"] if chance.random() > 0.05 else "other"
    return {**row, "value": value, "column": column, "verdict": chance.choice(["accepted", "accepted", "flagged"])}


def spoilt_claim(claim: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    for name in [name for name in claim if name not in ("kind", "quote", "section")]:
        if chance.random() < 0.15:
            claim[name] = chance.choice([None, "7.77", "别的"])
    claim["verdict"] = chance.choice(["accepted", "flagged"])
    claim["fields"] = {name: {"verdict": chance.choice(["accepted", "flagged"])} for name in claim if chance.random() < 0.5}
    return claim


def spoilt_finding(entry: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    how = chance.randrange(3)
    return {
        "severity": chance.choice(["error", "warning", "info"]),
        "form": entry["form"] if how == 0 else None,
        "row": entry["row"] if how != 1 else None,
        "section": entry["section"] if how == 2 else None,
        "page": entry["page"],
        "amounts": [entry["printed"]] if how == 1 and entry["printed"] else [],
        "message": entry["why"] if how == 2 else "",
    }


def write_lines(path: Path, lines: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def ours(document: DocumentScore) -> dict[str, Any]:
    facts, claims = document.facts, document.claims.total
    return {
        "doc": document.name,
        "ran": document.ran,
        "facts": facts.total.truth,
        "got": facts.total.got,
        "P": facts.total.precision,
        "R": facts.total.recall,
        "F1": facts.total.f1,
        "accepted": facts.accepted_share,
        "wrong_accepted": facts.wrong_accepted,
        "claims": claims.truth,
        "claims_got": claims.got,
        "claims_found": claims.matched / claims.truth if claims.truth else None,
        "fields_right": claims.fields_right / claims.fields if claims.fields else None,
        "claims_wrong_accepted": len(document.claims.wrong),
        "claims_extra": document.claims.extra,
        "errors": document.findings.truth,
        "errors_found": document.findings.found,
        "findings_error": document.findings.raised_errors,
        "findings": document.findings.raised,
    }


def test_every_number_of_every_document_is_the_scoreboards(shared: Path, spoilt: tuple[Path, Path], tmp_path: Path) -> None:
    truth, results = spoilt
    target = tmp_path / "scores.json"
    command = [sys.executable, str(shared / "scoreboard.py"), str(truth), str(results), "--json", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    theirs = json.loads(target.read_text(encoding="utf-8"))
    documents = tuple(score_document(truth, name, results / name) for name in truth_names(truth))
    for document, expected in zip(documents, theirs["docs"], strict=True):
        assert ours(document) == pytest.approx(expected), document.name
    whole = SetScore(documents=documents)
    assert whole.facts.f1 == pytest.approx(theirs["summary"]["facts_F1"], abs=1e-4)
    assert whole.accepted_share == pytest.approx(theirs["summary"]["accepted"], abs=1e-4)
    assert whole.wrong_accepted == theirs["summary"]["wrong_accepted"] > 0
    assert whole.wrong_claim_fields == theirs["summary"]["claims_wrong_accepted"] > 0
