"""Rows of whole numbers begin a table's body where no figure has decimals."""

from __future__ import annotations

import pytest

from extractors.tables.rows import TextRow, text_rows
from extractors.tables.table_lines import whole_numbers
from tests.tables.paper import glyphs


def row(*texts: str) -> TextRow:
    (line,) = text_rows([g for i, text in enumerate(texts) for g in glyphs(text, 60 + 90 * i, 100)])
    return line


@pytest.mark.parametrize(
    ("texts", "begins"),
    [
        (("102", "34", "68"), True),
        (("6", "-", "2"), True),
        (("一般公共服务支出", "31", "102"), True),
        (("事业收入", "5", "0", "教育支出", "35", "218"), True),
        (("栏次", "1", "栏次", "3"), False),
        (("项目", "1", "2"), False),
        (("1", "2", "3"), False),
        (("-", "-", "-"), False),
        (("2023", "年", "9", "月"), False),
        (("科目名称", "合计", "基本支出"), False),
    ],
)
def test_whole_numbers(texts: tuple[str, ...], begins: bool) -> None:
    header = row("科目编码", "科目名称", "合计")
    assert whole_numbers([header, row(*texts)]) == (1 if begins else None)
