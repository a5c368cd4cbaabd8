"""A small result made by hand, for tests of what is done with results."""

from __future__ import annotations

from decimal import Decimal

from extractors.model import (
    Box,
    Claim,
    ClaimField,
    Extraction,
    Fact,
    Finding,
    FormStatus,
    Frozen,
    Manifest,
    Operand,
    Outline,
    Section,
)
from extractors.pages import Limits


def fact(row: str = "2010301", column: str = "basic", value: str = "942.50", **more: object) -> Fact:
    """A figure of FA05 on page 2."""
    given: dict[str, object] = {
        "form": "FA05",
        "unit": "万元",
        "box": Box(2, 302.14, 214.0, 341.68, 226.5),
        "text": f"{Decimal(value):,}",
        "label": "行政运行",
        "verdict": "accepted",
        "proofs": ("FA05.row:2010301", "FA05.rollup:20103"),
        "reasons": (),
    }
    return Fact.model_validate({"row": row, "column": column, "value": Decimal(value), **given, **more})


def claim(**more: object) -> Claim:
    """A three-public claim with one field proven and one in doubt."""
    box = Box(3, 90.0, 100.0, 500.0, 114.0)
    given: dict[str, object] = {
        "kind": "three_public",
        "section": "9.2",
        "fields": {
            "category": ClaimField(value="reception", text="公务接待费", boxes=(box,), verdict="accepted"),
            "actual": ClaimField(value="1.20", text="1.20", boxes=(box,), verdict="flagged"),
        },
        "quote": "公务接待费1.20万元",
        "boxes": (box,),
        "verdict": "flagged",
    }
    return Claim.model_validate({**given, **more})


def finding(**more: object) -> Finding:
    """A contradiction of FA05."""
    given: dict[str, object] = {
        "rule": "FA05.rollup",
        "severity": "error",
        "fault": "document",
        "form": "FA05",
        "row": "208",
        "column": "total",
        "page": 2,
        "amounts": ("7888.73", "7888.75"),
        "difference": "0.02",
        "slack": "0.01",
        "message": "208 prints 7888.73, its parts add to 7888.75",
        "operands": (Operand(form="FA05", row="208", column="total", value=Decimal("7888.73"), box=Box(2, 1, 2, 3, 4)),),
    }
    return Finding.model_validate({**given, **more})


def extraction(**more: object) -> Extraction:
    """A whole result of three pages."""
    outline = Outline(
        genre="final_accounts",
        title="某局2024年度部门决算",
        department="某局",
        fiscal_year=2024,
        unit="万元",
        sections=(Section(key="part1", title="第一部分 概况", level=1, start=(1, 0), end=(2, 0)),),
    )
    given: dict[str, object] = {
        "sha256": "0" * 64,
        "outline": outline,
        "page_count": 3,
        "page_sizes": ((595.0, 842.0),) * 3,
        "forms": (
            FormStatus(form="FA05", status="read", pages=(2,), facts=2),
            FormStatus(form="FA08", status="stated_none"),
            FormStatus(form="FA09", status="missing"),
        ),
        "facts": (fact(), fact("2010302", "project", "0.00", verdict="flagged", proofs=())),
        "claims": (claim(),),
        "findings": (finding(),),
        "manifest": Manifest(code_version="0.1.0", forms_hash="f", rules_hash="r"),
    }
    return Extraction.model_validate({**given, **more})


class LimitsOnly(Frozen):
    """Stands in for a configuration where only the limits matter."""

    limits: Limits = Limits()
    reader: str = "rules"
