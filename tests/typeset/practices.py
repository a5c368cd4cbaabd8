"""What stands around tables where they are part of running text: paragraphs, footnotes, words in the margin; and which layouts
have it. Drawn apart from other options, so that the layouts of earlier seeds stay as they were."""

from __future__ import annotations

import random
from typing import Any

from tests.typeset.layout import Layout
from tests.typeset.paper import Page
from tests.typeset.table import Table

_ASIDE = "政府信息公开"


def surrounded(layout: Layout, seed: int) -> Layout:
    """The layout of a seed with some of these practices."""
    rng = random.Random(f"surrounded-{seed}")
    more: dict[str, Any] = {
        name: rng.random() < odds
        for name, odds in (
            ("remarks", 0.15),
            ("class_words", 0.12),
            ("margin_words", 0.12),
            ("prose_between", 0.2),
            ("footnotes", 0.15),
            ("told_notes", 0.2),
        )
    }
    if layout.decimals != 2 and rng.random() < 0.5:
        more["plain_forms"] = ("FA09",) if rng.random() < 0.5 else ("FA01", "FA04", "FA09")
    if layout.ruling in ("white", "zebra", "light") and rng.random() < 0.4:
        more["ruling"] = "ground"
    return layout.model_copy(update=more)


def before_table(layout: Layout, table: Table) -> str:
    """A paragraph that leads to a table."""
    what = table.title.replace(" ", "").removesuffix("表")
    return (
        f"截至{layout.year}年12月31日，纳入{layout.year}年度部门决算编报范围的独立核算单位共{layout.year % 4 + 2}家，"
        f"比上年增加{layout.year % 2}家。{what}情况详见下表。"
    )


def after_table(layout: Layout) -> str:
    """A paragraph that follows one."""
    return (
        f"上述数据已于{layout.year + 1}年3月15日经财政部门审核，涉及科目按{layout.year}年政府收支分类科目编列，说明见第三部分。"
    )


def draw_footnotes(layout: Layout, page: Page, x: float, y: float) -> None:
    """Two small notes under a short rule at the foot of the page."""
    face = "embedded" if layout.face == "embedded" else "song"
    page.line(x, y, x + 110, y, 0.5)
    page.text(x, y + 9, f"1 科目代码以{layout.year}年政府收支分类科目为准。", 7.0, face)
    page.text(x, y + 18, "2 金额四舍五入，合计数与分项之和可能相差0.01。", 7.0, face)


def draw_margin_words(page: Page) -> None:
    """A column of characters beside the table."""
    for i, char in enumerate(_ASIDE):
        page.text(13, page.high / 2 - 60 + 22 * i, char, 10, "song")
