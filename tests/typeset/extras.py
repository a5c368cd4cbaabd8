"""Tables that are none of the nine forms: detailed and project tables, procurement, performance. They bear no facts."""

from __future__ import annotations

from collections.abc import Callable

from tests.typeset.books import Books, spent
from tests.typeset.columns import Column, Sheet, coded_table
from tests.typeset.figures import printed
from tests.typeset.layout import Layout
from tests.typeset.table import Cell, Head, Row, Table

_ECONOMIC = (
    "工资福利支出",
    "基本工资",
    "津贴补贴",
    "奖金",
    "商品和服务支出",
    "办公费",
    "印刷费",
    "差旅费",
    "资本性支出",
    "其他支出",
)


def extra_tables(layout: Layout, books: Books) -> list[Table]:
    """The layout's tables beside the nine."""
    makers: dict[str, Callable[[Layout, Books], Table]] = {
        "detail": _detail,
        "projects": _projects,
        "procurement": _procurement,
        "performance": _performance,
    }
    return [without_facts(makers[name](layout, books)) for name in layout.extra_tables]


def without_facts(table: Table) -> Table:
    """The same print, none of it a figure of the truth."""
    rows = tuple(row._replace(cells=tuple(c._replace(key=None, value=None) for c in row.cells)) for row in table.rows)
    return table._replace(rows=rows)


def _detail(layout: Layout, books: Books) -> Table:
    columns = (Column("total", "合计"), *(Column("", name, part_of="total", rest=i % 2 == 0) for i, name in enumerate(_ECONOMIC)))
    sheet = Sheet("FA05", "一般公共预算财政拨款支出决算明细表", columns, _general(books), ())
    return coded_table(layout, sheet, books.names)


def _projects(layout: Layout, books: Books) -> Table:
    sheet = Sheet("FA05", "一般公共预算财政拨款项目支出决算表", (Column("total", layout.amount_head),), _general(books), ())
    return coded_table(layout, sheet, books.names)


def _general(books: Books) -> dict[str, dict[str, int]]:
    return {code: {"total": amount} for code, amount in books.by_code(spent, ("general",)).items()}


def _procurement(layout: Layout, books: Books) -> Table:
    whole = books.economic["total"]
    labels = ("合计", "货物", "工程", "服务")
    rows = [
        Row((Cell(label), *(Cell(printed(layout, whole // (i + n)).text, "amount") for n in (2, 3))))
        for i, label in enumerate(labels)
    ]
    heads = (Head("项目", 0, 0), Head("政府采购预算", 0, 1), Head("政府采购支出", 0, 2))
    return Table("FA09", "机关运行经费和政府采购支出情况表", ("name", "amount", "amount"), heads, 1, tuple(rows))


def _performance(layout: Layout, books: Books) -> Table:
    def money(fen: int) -> Cell:
        return Cell(printed(layout, fen).text, "amount")

    whole = books.economic["total"]
    rows = [
        Row((Cell("年度资金总额"), money(whole), money(whole + 500_000), money(whole), Cell("10"), Cell("9.8"))),
        Row((Cell("其中：当年财政拨款"), money(whole), money(whole), money(whole), Cell("—"), Cell("—"))),
        Row((Cell("数量指标"), Cell("≥3次"), Cell("3次"), Cell("完成"), Cell("20"), Cell("20"))),
        Row((Cell("质量指标"), Cell("≥95%"), Cell("97%"), Cell("完成"), Cell("20"), Cell("20"))),
    ]
    words = ("项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "得分")
    heads = tuple(Head(word, 0, i) for i, word in enumerate(words))
    roles = ("name", "amount", "amount", "amount", "number", "number")
    return Table("FA09", "项目支出绩效自评表", roles, heads, 1, tuple(rows))
