"""What all tests share: where development documents lie, if they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development documents beside a checkout; skips where there is none."""
    if not (SHARED / "scoreboard.py").exists():
        pytest.skip("no development documents beside this checkout (../shared)")
    return SHARED
