"""`python -m tests.typeset OUT_DIR --count N --seed S`: a pile of documents with truth beside each."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.typeset import PRESETS, Layout, Made, make, random_layout
from tests.typeset.ordinary import ordinary
from tests.typeset.practices import surrounded
from tests.typeset.table import Fact


def write(made: Made, folder: Path, stem: str) -> None:
    """The PDF and its truth files, named as scoring tools expect."""
    (folder / f"{stem}.pdf").write_bytes(made.pdf)
    with (folder / f"{stem}.facts.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(Fact._fields)
        rows.writerows(made.facts)
    _write_lines(folder / f"{stem}.findings.jsonl", made.findings)
    _write_lines(folder / f"{stem}.narrative.jsonl", made.claims)
    (folder / f"{stem}.meta.json").write_text(json.dumps(made.meta, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_lines(path: Path, items: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")


def main() -> None:
    """Write the asked number of random documents, or every named preset."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--presets", action="store_true", help="the named layouts instead of random ones")
    parser.add_argument("--ordinary", action="store_true", help="random layouts without the odd practices")
    parser.add_argument("--surrounded", action="store_true", help="with text, notes and words around the tables")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    layouts = {f"t{s:05d}": (s, _drawn(asked, s)) for s in range(asked.seed, asked.seed + asked.count)}
    if asked.presets:
        layouts = {name: (asked.seed + i, layout) for i, (name, layout) in enumerate(PRESETS.items())}
    for stem, (seed, layout) in layouts.items():
        made = make(seed, layout)
        write(made, asked.out, stem)
        print(f"{stem}: {made.meta['pages']} pages, {len(made.facts)} facts; {made.description}")


def _drawn(asked: argparse.Namespace, seed: int) -> Layout:
    layout = random_layout(seed)
    layout = surrounded(layout, seed) if asked.surrounded else layout
    return ordinary(layout) if asked.ordinary else layout


if __name__ == "__main__":
    main()
