"""The score of one document and of a set: truth files beside result files."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractors.model import Frozen, ModelUse
from service.evaluation.claims import ClaimScore, KindScore, score_claims
from service.evaluation.facts import FactScore, FormScore, score_facts
from service.evaluation.findings import FindingScore, score_findings
from service.evaluation.rows import RowScore, WordTables, score_word_tables


class DocumentScore(Frozen):
    """All scores of one document. `ran` is False when it gave no result."""

    name: str
    ran: bool
    facts: FactScore
    claims: ClaimScore
    findings: FindingScore
    rows: dict[str, RowScore] = {}
    pages: int = 0
    seconds: float = 0.0
    model: ModelUse = ModelUse()

    @property
    def wrong_accepted(self) -> int:
        """Whatever was accepted and is not so: figures, claim fields and rows of words."""
        return self.facts.wrong_accepted + len(self.claims.wrong) + sum(score.wrong for score in self.rows.values())


class SetScore(Frozen):
    """All scores of a set of documents."""

    documents: tuple[DocumentScore, ...]

    @property
    def forms(self) -> dict[str, FormScore]:
        """Per form over all documents."""
        forms: dict[str, FormScore] = {}
        for document in self.documents:
            for name, score in document.facts.forms.items():
                forms[name] = forms.get(name, FormScore()) + score
        return dict(sorted(forms.items()))

    @property
    def kinds(self) -> dict[str, KindScore]:
        """Per kind of claim over all documents."""
        kinds: dict[str, KindScore] = {}
        for document in self.documents:
            for name, score in document.claims.kinds.items():
                kinds[name] = kinds.get(name, KindScore()) + score
        return dict(sorted(kinds.items()))

    @property
    def facts(self) -> FormScore:
        """All figures together."""
        return sum(self.forms.values(), FormScore())

    @property
    def accepted_share(self) -> float:
        """Right and accepted, of all figures in truth."""
        right = sum(document.facts.accepted_right for document in self.documents)
        return right / self.facts.truth if self.facts.truth else 0.0

    @property
    def wrong_accepted(self) -> int:
        """Figures wrongly accepted."""
        return sum(document.facts.wrong_accepted for document in self.documents)

    @property
    def wrong_claim_fields(self) -> int:
        """Claim fields wrongly accepted."""
        return sum(len(document.claims.wrong) for document in self.documents)

    @property
    def rows(self) -> dict[str, RowScore]:
        """Per table of words over all documents."""
        tables: dict[str, RowScore] = {}
        for document in self.documents:
            for name, score in document.rows.items():
                tables[name] = tables.get(name, RowScore()) + score
        return dict(sorted(tables.items()))

    @property
    def wrong_rows(self) -> int:
        """Rows of words wrongly accepted."""
        return sum(score.wrong for score in self.rows.values())

    @property
    def findings(self) -> FindingScore:
        """All contradictions together."""
        return sum((document.findings for document in self.documents), FindingScore())

    @property
    def errors_on_clean(self) -> float:
        """Findings of severity error per document that prints no contradiction."""
        clean = [document.findings.raised_errors for document in self.documents if not document.findings.truth]
        return sum(clean) / len(clean) if clean else 0.0

    @property
    def tokens(self) -> int:
        """Of a model, both ways, over all documents."""
        return sum(document.model.tokens for document in self.documents)

    @property
    def model_seconds(self) -> float:
        """Of a model, as first answered."""
        return sum(document.model.seconds for document in self.documents)

    @property
    def seconds_per_page(self) -> float:
        """Extraction alone, over all pages that ran."""
        pages = sum(document.pages for document in self.documents)
        return sum(document.seconds for document in self.documents) / pages if pages else 0.0


def score_document(truth_dir: Path, name: str, result: Path, cost: tuple[int, float] = (0, 0.0)) -> DocumentScore:
    """`result` is the folder that `mingzhang extract` wrote; `cost` is (pages, seconds)."""
    return DocumentScore(
        name=name,
        ran=result.exists(),
        facts=score_facts(read_rows(truth_dir / f"{name}.facts.csv"), read_rows(result / "facts.csv")),
        claims=score_claims(read_lines(truth_dir / f"{name}.narrative.jsonl"), read_lines(result / "claims.jsonl")),
        findings=score_findings(read_lines(truth_dir / f"{name}.findings.jsonl"), read_lines(result / "findings.jsonl")),
        rows=score_word_tables(
            WordTables(read_rows(truth_dir / f"{name}.indicators.csv"), read_rows(truth_dir / f"{name}.keywork.csv")),
            WordTables(read_lines(result / "indicators.jsonl"), read_lines(result / "claims.jsonl")),
        ),
        pages=cost[0],
        seconds=cost[1],
        model=_model_use(result / "document.json"),
    )


def _model_use(path: Path) -> ModelUse:
    """What a model took, as the result says; nothing where none was asked."""
    said = json.loads(path.read_text(encoding="utf-8")).get("model_use") if path.exists() else None
    return ModelUse.model_validate(said or {})


def truth_names(truth_dir: Path) -> list[str]:
    """Documents that have truth: with figures first, then those with a narrative only."""
    with_facts = sorted(path.name.removesuffix(".facts.csv") for path in truth_dir.glob("*.facts.csv"))
    with_claims = sorted(path.name.removesuffix(".narrative.jsonl") for path in truth_dir.glob("*.narrative.jsonl"))
    return with_facts + [name for name in with_claims if name not in with_facts]


def read_rows(path: Path) -> Sequence[dict[str, str]]:
    """Rows of a CSV file; none when there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Lines of a JSONL file; none when there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
