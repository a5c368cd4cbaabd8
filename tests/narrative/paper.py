"""Whole disclosures set in lines and pages, as a printer breaks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model import Claim, Page
from extractors.narrative.rules import RulesReader
from extractors.outline import outline_of
from tests.outline.made import page

TABLES = ("收入支出决算总表", "部门：青山市民政局 单位：万元", "收入决算表", "单位：万元", "支出决算表", "单位：万元")
COVER = ("青山市民政局2022年度部门决算",)


def printed(
    body: str, cover: Sequence[str] = COVER, chars: int = 30, rows: int = 24, tables: Sequence[str] = TABLES
) -> list[Page]:
    """One paragraph per line of `body`, indented by two, broken where `chars` full-width characters fill a line."""
    lines = [line for paragraph in body.strip().split("\n") for line in _broken("　　" + paragraph.strip(), chars)]
    pages = [page(1, cover), page(2, tables, foot="- 2 -")]
    for at in range(0, len(lines), rows):
        pages.append(page(len(pages) + 1, lines[at : at + rows], foot=f"- {len(pages) + 1} -"))
    return pages


def _broken(text: str, chars: int) -> Iterator[str]:
    line, width = "", 0.0
    for char in text:
        width += 1 if ord(char) > 255 else 0.5
        if width > chars:
            yield line
            line, width = "", 1 if ord(char) > 255 else 0.5
        line += char
    yield line


def told(body: str, **layout: int) -> list[tuple[str, str]]:
    """(section, kind:what) of every claim."""
    pages = printed(body, **layout)
    return [(claim.section, f"{claim.kind}:{_what(claim)}") for claim in RulesReader().read(pages, outline_of(pages))]


def _what(claim: Claim) -> str:
    names = ("category", "part", "item_names", "section_name", "class_name", "scope")
    value = next((claim.get(name) for name in names if claim.get(name)), "")
    return "、".join(value) if isinstance(value, tuple) else str(value)
