"""`python -m tests.typeset.budgets OUT_DIR --count N --seed S`: a pile of budgets with truth beside each."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from tests.typeset.budgets import PLACES, MadeBudget, Style, make_budget, random_style
from tests.typeset.table import Fact


def write(made: MadeBudget, folder: Path, stem: str) -> None:
    """The PDF and its truth files, named as scoring tools expect."""
    (folder / f"{stem}.pdf").write_bytes(made.pdf)
    with (folder / f"{stem}.facts.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(Fact._fields)
        rows.writerows(made.facts)
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in made.findings)
    (folder / f"{stem}.findings.jsonl").write_text(lines, encoding="utf-8")
    (folder / f"{stem}.meta.json").write_text(json.dumps(made.meta, ensure_ascii=False, indent=1), encoding="utf-8")


def main() -> None:
    """Write the asked number of random budgets, or one of every described place."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset.budgets", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--places", action="store_true", help="the described places instead of random styles")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    styles: dict[str, tuple[int, Style]] = {
        f"b{s:05d}": (s, random_style(s)) for s in range(asked.seed, asked.seed + asked.count)
    }
    if asked.places:
        styles = {name: (asked.seed + i, style) for i, (name, style) in enumerate(PLACES.items())}
    for stem, (seed, style) in styles.items():
        made = make_budget(seed, style)
        write(made, asked.out, stem)
        print(f"{stem}: {made.meta['pages']} pages, {len(made.facts)} facts, {len(made.findings)} planted")


if __name__ == "__main__":
    main()
