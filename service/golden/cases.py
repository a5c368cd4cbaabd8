"""A golden case on disk: source.pdf, expected/ and provenance.toml."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractors.model import Frozen
from service.errors import NoSuchCase
from service.evaluation.scores import read_lines, read_rows

GOLDEN_DIR = Path(__file__).resolve().parents[2] / "golden"


class Floors(Frozen):
    """Least shares of claims found, claim fields right and known contradictions found, below which a case is rejected."""

    claims_found: float = 0.0
    fields_right: float = 0.0
    contradictions_found: float = 0.0


class Case(Frozen):
    """Where a case lies, and what its provenance says."""

    name: str
    folder: Path
    sha256: str
    checked_by: str
    floors: Floors = Floors()

    @property
    def source(self) -> Path:
        """The document."""
        return self.folder / "source.pdf"

    def rows(self) -> Sequence[dict[str, str]]:
        """Expected figures."""
        return read_rows(self.folder / "expected" / "facts.csv")

    def claims(self) -> list[dict[str, Any]]:
        """Expected claims."""
        return read_lines(self.folder / "expected" / "claims.jsonl")

    def contradictions(self) -> list[dict[str, Any]]:
        """Contradictions known to be printed."""
        return read_lines(self.folder / "expected" / "findings.jsonl")


def find_cases(folder: Path, names: Sequence[str] = ()) -> list[Case]:
    """Cases by name, all when none is named. Raises NoSuchCase."""
    present = sorted(path.parent.name for path in folder.glob("*/provenance.toml"))
    for name in names:
        if name not in present:
            raise NoSuchCase(name=name, folder=folder)
    if not present:
        raise NoSuchCase(name="at all", folder=folder)
    return [read_case(folder / name) for name in names or present]


def cases_in(folders: Sequence[Path]) -> dict[str, Case]:
    """All cases of several folders by the SHA-256 of their document; folders that are not there hold none."""
    found = [read_case(path.parent) for folder in folders for path in sorted(folder.glob("*/provenance.toml"))]
    return {case.sha256: case for case in found}


def read_case(folder: Path) -> Case:
    """One case from its provenance file."""
    told = tomllib.loads((folder / "provenance.toml").read_text(encoding="utf-8"))
    return Case(
        name=folder.name,
        folder=folder,
        sha256=told["source"]["sha256"],
        checked_by=told["checked"]["by"],
        floors=Floors.model_validate(told.get("floors", {})),
    )


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
