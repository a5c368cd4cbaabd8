"""Hand-made pages: each line a text with its left edge, top and letter size."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Glyph, Line, Page

LEFT, SIZE, LEADING = 80.0, 14.0, 24.0


def line(text: str, top: float, left: float = LEFT, size: float = SIZE) -> Line:
    widths = [size if ord(char) > 255 else size / 2 for char in text]
    edges = [left + sum(widths[:at]) for at in range(len(text) + 1)]
    glyphs = tuple(Glyph(char, edges[at], top, edges[at + 1], top + size) for at, char in enumerate(text))
    return Line(glyphs, left, top, edges[-1], top + size)


def page(number: int, texts: Sequence[str], foot: str = "", head: str = "", size: float = SIZE) -> Page:
    """A portrait page with one line per text, a running head at the top and a page number at the foot."""
    lines = [line(text, 110 + LEADING * at, size=size) for at, text in enumerate(texts)]
    if head:
        lines.insert(0, line(head, 40))
    if foot:
        lines.append(line(foot, 790, left=290))
    return Page(number=number, width=595, height=842, lines=tuple(lines), kind="text" if lines else "blank")


COVER = ("青山市民政局", "2023年度部门决算", "2024年9月")
CONTENTS = (
    "目  录",
    "第一部分 青山市民政局概况",
    "第二部分 2023年度部门决算表",
    "第三部分 2023年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "第四部分 名词解释",
)
OVERVIEW = ("第一部分 青山市民政局概况", "一、部门主要职责", "负责全市民政工作。", "二、机构设置情况", "下设两个单位。")
TABLES = (
    "第二部分 2023年度部门决算表",
    "收入支出决算总表",
    "部门：青山市民政局 单位：万元",
    "一、一般公共预算财政拨款收入 1 10.00",
)
MORE_TABLES = ("支出决算表", "单位：万元", "合计 10.00")
NARRATIVE = (
    "第三部分 2023年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "2023年度收、支总计10万元。",
    "二、收入决算情况说明",
    "本年收入合计10万元。",
)
GLOSSARY = ("第四部分 名词解释", "一、财政拨款收入：指单位从财政部门取得的资金。")


def disclosure(narrative: Sequence[str] = NARRATIVE, contents: Sequence[str] = CONTENTS) -> list[Page]:
    """A small but complete final-accounts disclosure."""
    bodies = [COVER, contents, OVERVIEW, TABLES, MORE_TABLES, narrative, GLOSSARY]
    return [page(number, texts, foot=f"- {number} -") for number, texts in enumerate(bodies, start=1)]
