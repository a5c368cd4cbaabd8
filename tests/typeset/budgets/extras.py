"""Tables of a budget that have no canonical keys here: procurement, performance targets. They bear no facts."""

from __future__ import annotations

from tests.typeset.budgets.accounts import Accounts
from tests.typeset.budgets.style import Style
from tests.typeset.figures import printed
from tests.typeset.table import Cell, Head, Row, Table


def procurement(style: Style, accounts: Accounts) -> Table:
    """A list of what will be bought."""
    rows = [
        Row(
            (
                Cell("合计", "center", 3),
                Cell(_money(style, sum(e.amount // 3 for e in accounts.of(kinds=("project",)))), "amount"),
            )
        )
    ]
    for i, entry in enumerate(accounts.of(kinds=("project",))):
        kind = ("A 货物", "B 工程", "C 服务")[i % 3]
        rows.append(Row((Cell(kind), Cell(entry.project), Cell("分散采购"), Cell(_money(style, entry.amount // 3), "amount"))))
    words = ("采购类别", "项目名称", "采购方式", "金额")
    heads = tuple(Head(w, 0, i) for i, w in enumerate(words))
    return Table("EXTRA1", f"{style.year}年政府采购预算表", ("name", "name", "name", "amount"), heads, 1, tuple(rows))


def targets(style: Style, accounts: Accounts) -> Table:
    """The performance targets of one project."""
    first = accounts.of(kinds=("project",))[:1]
    name, fen = (first[0].project, first[0].amount) if first else ("综合业务经费", 10_000_000)
    money = _money(style, fen)
    rows = [
        Row((Cell("项目名称"), Cell(name, span=3))),
        Row((Cell("项目资金"), Cell("年度资金总额"), Cell("其中：财政拨款"), Cell(money, "amount"))),
        Row((Cell("一级指标"), Cell("二级指标"), Cell("三级指标"), Cell("指标值"))),
        Row((Cell("产出指标"), Cell("数量指标"), Cell("检查次数"), Cell("≥12次"))),
        Row((Cell("产出指标"), Cell("质量指标"), Cell("验收合格率"), Cell("100%"))),
        Row((Cell("满意度指标"), Cell("服务对象满意度指标"), Cell("群众满意度"), Cell("≥95%"))),
    ]
    roles = ("name", "name", "name", "amount")
    heads = (Head(accounts.department, 0, 0, 1, 4),)
    return Table("EXTRA2", "项目支出绩效目标表", roles, heads, 1, tuple(rows))


def _money(style: Style, fen: int) -> str:
    return printed(style.layout, fen).text
