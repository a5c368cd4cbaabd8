"""`mingzhang doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.commands import options
from service.console import say
from service.doctor import examine
from service.golden.cases import GOLDEN_DIR
from service.settings import current_settings

_WORDS = {"ok": "ok", "missing": "MISSING", "optional": "–"}


def doctor(
    golden: Annotated[Path, typer.Option("--golden", metavar="DIR", help="Where the golden cases are.")] = GOLDEN_DIR,
    out_dir: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where results would go.")] = Path("out"),
) -> None:
    """Say what is configured, what is missing and how to get it. Exit status 1 when something needed is missing."""
    bad = 0
    for examined in examine(current_settings(), golden, out_dir, options.config_of("rules")):
        remedy = f"  → {examined.remedy}" if examined.remedy else ""
        say(f"{_WORDS[examined.state]:8}{examined.what:20}{examined.detail}{remedy}")
        bad += examined.state == "missing"
    raise typer.Exit(1 if bad else 0)
