"""The import contracts catch what they are there to catch."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_BROKEN = re.compile(r"(?P<name>.+?) BROKEN\b")
PLANTED = [
    ("extractors/errors.py", "import service.piles", "service uses extractors, never the reverse"),
    ("extractors/outline/__init__.py", "import extractors.checks", "inside extractors a figure travels one way"),
    ("extractors/checks/__init__.py", "import sqlite3", "checks are pure"),
    ("extractors/amounts.py", "import typer", "extractors hold no state"),
    ("extractors/forms/__init__.py", "import camelot", "one door to camelot"),
    ("service/piles.py", "import pymupdf", "one door to MuPDF"),
    ("extractors/pages.py", "import rapidocr", "one door to the reader of pictures"),
    ("service/doctor.py", "import openai", "one door to the model"),
    ("service/batches.py", "import procrastinate", "one door to the queue"),
]


def broken_contracts(root: Path) -> list[str]:
    """Names of the contracts that lint-imports finds broken."""
    script = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"}
    done = subprocess.run([script, "--no-cache"], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert "Contracts" in done.stdout, done.stdout + done.stderr
    found = (_BROKEN.match(line) for line in _COLOUR.sub("", done.stdout).splitlines())
    return [match["name"] for match in found if match]


def copied(to: Path) -> Path:
    for name in ("extractors", "service"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


@pytest.mark.parametrize(("name", "line", "contract"), PLANTED)
def test_a_planted_violation_breaks_its_contract(tmp_path: Path, name: str, line: str, contract: str) -> None:
    root = copied(tmp_path)
    with (root / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert any(broken.startswith(contract) for broken in broken_contracts(root))
