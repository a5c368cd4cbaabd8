"""Makes a golden case from a result that a named person has checked figure by figure. Nothing else becomes one."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extractors.model import Frozen
from service.errors import GoldenRefused
from service.evaluation.scores import read_lines, read_rows
from service.golden.cases import sha256_of
from service.golden.sheet import SheetLine, read_sheet, sheet_of, vouched

MAX_SOURCE_MB = 3
_FACT_COLUMNS = ("form", "row", "column", "value", "page", "x0", "top", "x1", "bottom")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class NewCase(Frozen):
    """What is to become a case, and who vouches for it."""

    name: str
    result: Path
    pdf: Path
    sheet: Path
    checked_by: str
    checked_on: date
    origin: str = ""


def add_case(golden_dir: Path, new: NewCase) -> Path:
    """Write the case and return its folder. Raises GoldenRefused, and then writes nothing."""
    _refuse_unfit(golden_dir, new)
    lines = vouched(sheet_of(new.result), read_sheet(new.sheet))
    folder = golden_dir / new.name
    fresh = golden_dir / f".{new.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        (fresh / "expected").mkdir(parents=True)
        shutil.copyfile(new.pdf, fresh / "source.pdf")
        (fresh / "expected" / "facts.csv").write_text(_facts(new.result, lines), encoding="utf-8")
        (fresh / "expected" / "claims.jsonl").write_text(_jsonl(_claims(new.result, lines)), encoding="utf-8")
        (fresh / "expected" / "findings.jsonl").write_text(_jsonl(_findings(new.result, lines)), encoding="utf-8")
        (fresh / "provenance.toml").write_text(_provenance(new, lines), encoding="utf-8")
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _refuse_unfit(golden_dir: Path, new: NewCase) -> None:
    if not new.checked_by.strip():
        raise GoldenRefused(reason="--checked-by names nobody: a case needs the person who checked it")
    if not _NAME.fullmatch(new.name):
        raise GoldenRefused(reason=f"{new.name!r} is no case name: use small letters, digits and hyphens")
    if (golden_dir / new.name).exists():
        raise GoldenRefused(reason=f"there is a case {new.name} already")
    if not new.pdf.is_file():
        raise GoldenRefused(reason=f"there is no file {new.pdf}")
    if not (new.result / "document.json").is_file():
        raise GoldenRefused(reason=f"{new.result} is no result folder of `mingzhang extract`")
    if new.pdf.stat().st_size > MAX_SOURCE_MB * 2**20:
        raise GoldenRefused(reason=f"{new.pdf.name} is larger than {MAX_SOURCE_MB} MB")
    if json.loads((new.result / "document.json").read_text(encoding="utf-8"))["sha256"] != sha256_of(new.pdf):
        raise GoldenRefused(reason=f"{new.result} is the result of another document than {new.pdf}")


def _facts(result: Path, lines: Sequence[SheetLine]) -> str:
    places = {(row["form"], row["row"], row["column"], row["value"]): row for row in read_rows(result / "facts.csv")}
    out = io.StringIO()
    writer = csv.DictWriter(out, _FACT_COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for line in lines:
        if line.what == "fact":
            place = places.get((line.where, line.item, line.name, line.printed), {})
            address = {"form": line.where, "row": line.item, "column": line.name, "value": line.final}
            writer.writerow({**place, **address, "page": line.page})
    return out.getvalue()


def _claims(result: Path, lines: Sequence[SheetLine]) -> list[dict[str, Any]]:
    """Claims of which at least one field stands, with the fields as vouched for."""
    stand: dict[int, dict[str, Any]] = {}
    for line in lines:
        if line.what == "claim":
            stand.setdefault(int(line.item.split()[0]), {})[line.name] = _from_cell(line.final)
    kept = []
    for place, claim in enumerate(read_lines(result / "claims.jsonl"), start=1):
        if place in stand:
            shared = {name: claim[name] for name in ("kind", "section", "unit", "page", "quote")}
            unstated = {name: None for name, value in claim.items() if value is None and name not in shared}
            kept.append({**shared, **unstated, **stand[place]})
    return kept


def _from_cell(cell: str) -> Any:
    return json.loads(cell) if cell[:1] in ("[", "{") else cell or None


def _findings(result: Path, lines: Sequence[SheetLine]) -> list[dict[str, Any]]:
    places = {int(line.item.split()[0]) for line in lines if line.what == "finding"}
    kept = []
    for place, finding in enumerate(read_lines(result / "findings.jsonl"), start=1):
        if place in places:
            shared = {name: finding[name] for name in ("form", "row", "column", "section", "page", "severity")}
            kept.append({**shared, "printed": " ".join(finding["amounts"]), "expected": None, "why": finding["message"]})
    return kept


def _provenance(new: NewCase, lines: Sequence[SheetLine]) -> str:
    corrected = sum(line.checked in ("no", "added") for line in lines)
    text = "\n".join(
        [
            "[source]",
            f"file = {_quoted(new.pdf.name)}",
            f"sha256 = {_quoted(sha256_of(new.pdf))}",
            f"origin = {_quoted(new.origin)}",
            "",
            "[checked]",
            f"by = {_quoted(new.checked_by.strip())}",
            f"on = {new.checked_on.isoformat()}",
            f'how = "every line of the sheet against the page: {len(lines)} lines, {corrected} corrected or added"',
            "",
        ]
    )
    tomllib.loads(text)
    return text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _jsonl(lines: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
