"""A two-page PDF, the second page rotated, and a result that was read from it: what the report's tests render."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pymupdf

from extractors.model import (
    Box,
    Claim,
    ClaimField,
    Extraction,
    Fact,
    Finding,
    FormStatus,
    Manifest,
    Operand,
    OtherReading,
    Outline,
    Section,
)

FIGURES = {1: ("942.50", "1,587.45", "644.95"), 2: ("88.10", "0.00")}


@cache
def sample_pdf() -> bytes:
    """Three pages: figures upright, figures on a page shown turned by 90 degrees, and a blank one."""
    document = pymupdf.open()
    for number, figures in FIGURES.items():
        page = document.new_page(width=420, height=600)
        for position, figure in enumerate(figures):
            page.insert_text((80 + 90 * position, 120 + 60 * position), figure, fontsize=14)
        page.set_rotation(90 if number == 2 else 0)
    document.new_page(width=420, height=600)
    return document.tobytes(no_new_id=True)


@cache
def place(number: int, figure: str) -> Box:
    """Where a figure stands on the page as displayed."""
    page = pymupdf.open(stream=sample_pdf())[number - 1]
    box = page.search_for(figure)[0] * page.rotation_matrix
    box.normalize()
    return Box(number, box.x0, box.y0, box.x1, box.y1)


def fact(row: str, column: str, text: str, page: int = 1, form: str = "FA05", label: str = "", **more: object) -> Fact:
    value = Decimal(text.replace(",", ""))
    settled = {"verdict": "accepted", "reasons": (), "proofs": (f"{form}.row:{row}",)} | more
    return Fact.model_validate(
        {"form": form, "row": row, "column": column, "value": value, "unit": "万元", "box": place(page, text), "text": text}
        | {"label": label}
        | settled
    )


def finding(*operands: Operand, difference: str | None = None, slack: str | None = "0.01", **more: object) -> Finding:
    about = {"rule": "FA05.row", "severity": "error", "fault": "document", "form": "FA05", "row": "201", "column": "total"} | more
    return Finding.model_validate(about | {"operands": operands, "difference": difference, "slack": slack})


def operand(value: str | None, sign: int = -1, **more: object) -> Operand:
    about = {"form": "FA05", "row": "201", "column": "basic", "sign": sign, "value": value} | more
    return Operand.model_validate(about)


def sample(text: str = "plain") -> Extraction:
    """A result with every kind of content; `text` stands wherever the document's own words (or a model's) may stand."""
    facts = (
        fact("201", "total", "1,587.45", label=text),
        fact("201", "basic", "942.50", label=text, verdict="flagged", reasons=(text,)),
        fact("201", "project", "644.95", label=text, proofs=(f"{text}:201",)),
        fact("total", "total", "88.10", page=2, form="FA02", label="合计", verdict="rejected"),
        fact(text, "total", "0.00", page=2, form="BG10", label=text),
    )
    claim = Claim(
        kind="three_public",
        section="9.2",
        fields={
            "category": ClaimField(value="reception", text="接待", boxes=(facts[0].box,), verdict="accepted", reasons=()),
            "direction": ClaimField(value="down", verdict="flagged", reasons=(text,)),
            "reason": ClaimField(
                value=text,
                boxes=(facts[1].box, facts[2].box),
                others=(OtherReading(reader=f"llm:{text}", value=text, reason=text),),
            ),
            "persons": ClaimField(value=None),
            "item_names": ClaimField(value=(text, "行政运行")),
            "vehicles": ClaimField(value={text: "2"}),
        },
        quote=text,
        boxes=(facts[0].box,),
        verdict="flagged",
    )
    findings = (
        finding(operand("1.00", 1), operand("0.99"), difference="0.01", severity="info", message=text),
        finding(
            operand("1587.45", 1, column="total", label=text, box=facts[0].box),
            operand("942.50", box=facts[1].box),
            operand("644.85", column="project", box=facts[2].box),
            difference="0.10",
            message=text,
        ),
        finding(
            rule=text,
            severity="warning",
            fault="extraction",
            form=None,
            row=text,
            section="5.3",
            page=2,
            amounts=(text,),
            slack=None,
        ),
    )
    return Extraction(
        sha256="ab" * 32,
        outline=Outline(
            genre="final_accounts",
            title=text,
            department=text,
            fiscal_year=2024,
            unit="万元",
            sections=(Section(key="9.2", title=text, level=2, start=(1, 0), end=(2, 0)),),
        ),
        page_count=3,
        page_sizes=((420, 600), (600, 420), (420, 600)),
        forms=(
            FormStatus(form="FA02", status="read", pages=(2,), facts=1, unit="万元"),
            FormStatus(form="FA05", status="read", title=text, pages=(1,), facts=3, unit="万元"),
            FormStatus(form="FA07", status="stated_none", note=text),
            FormStatus(form="FA08", status="missing"),
        ),
        facts=facts,
        claims=(claim, claim.model_copy(update={"section": text})),
        findings=findings,
        manifest=Manifest(code_version="1", forms_hash="f", rules_hash="r"),
        notes=(text,),
    )
