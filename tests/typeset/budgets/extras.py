"""Tables of a budget that are none of the forms with keys, and some that look like one. They bear no facts."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.typeset.budgets.accounts import BASIC, CATALOG, Accounts, by_function
from tests.typeset.budgets.cells import code_cells, code_paths
from tests.typeset.budgets.coded import Line, Naming, Sheet, coded_table, lines_of
from tests.typeset.budgets.heads import Column, grid, word
from tests.typeset.budgets.spending import by_columns, spending_columns
from tests.typeset.budgets.style import Style
from tests.typeset.figures import printed
from tests.typeset.table import Cell, Head, Row, Table

Maker = Callable[[Style, Accounts], Table]


def extra_table(kind: str, style: Style, accounts: Accounts) -> Table:
    """One of the tables, without facts."""
    table = MAKERS[kind](style, accounts)
    rows = tuple(row._replace(cells=tuple(c._replace(key=None, value=None) for c in row.cells)) for row in table.rows)
    return table._replace(form=f"EXTRA_{kind}", rows=rows)


def procurement(style: Style, accounts: Accounts) -> Table:
    """A list of what will be bought."""
    bought = accounts.of(kinds=("project",))
    rows = [Row((Cell("合计", "center", 3), Cell(_money(style, sum(e.amount // 3 for e in bought)), "amount")))]
    for i, entry in enumerate(bought):
        kind = ("A 货物", "B 工程", "C 服务")[i % 3]
        rows.append(Row((Cell(kind), Cell(entry.project), Cell("分散采购"), Cell(_money(style, entry.amount // 3), "amount"))))
    words = ("采购类别", "项目名称", "采购方式", "金额")
    heads = tuple(Head(w, 0, i) for i, w in enumerate(words))
    return Table("", f"{style.year}年政府采购预算表", ("name", "name", "name", "amount"), heads, 1, tuple(rows))


def procurement_by_code(style: Style, accounts: Accounts) -> Table:
    """What will be bought by 项, for goods, works and services."""
    columns = (Column("total", ("合计",)), *(Column(k, (w,)) for k, w in (("a", "货物类"), ("b", "工程类"), ("c", "服务类"))))
    figures = {
        code: {"total": fen // 3, "a": fen // 3 - fen // 9, "c": fen // 9}
        for code, fen in by_function(accounts.of(kinds=("project",)), lambda e: e.amount).items()
    }
    return _functional(style, accounts, "政府采购支出预算表", columns, figures)


def government_economic(style: Style, accounts: Accounts) -> Table:
    """Basic spending by the government's own economic codes."""
    sums: dict[str, int] = {}
    for entry in accounts.of("general", kinds=BASIC):
        for pair, fen in entry.economic.items():
            code = pair.split("|")[1]
            for key in ("total", code[:3], code):
                sums[key] = sums.get(key, 0) + fen
    codes = style.economic_codes if style.economic_codes != "names" else "one"
    names = CATALOG["government"]
    lines = [
        Line(c, code_cells(style, codes, c, names[c], economic=True), {"total": sums[c]}) for c in sorted(sums) if c != "total"
    ]
    left = code_paths(style, codes, economic=True)
    title = "一般公共预算基本支出政府预算经济分类预算表"
    sheet = Sheet("", title, left, (Column("total", (style.word("amount", "预算数"),)),), lines, {"total": sums["total"]})
    return coded_table(style, sheet, accounts.department)


def basic_by_function(style: Style, accounts: Accounts) -> Table:
    """Basic spending of the general budget by 项: its title is nearly that of the economic table."""
    columns = spending_columns(style, "", "basic_halves")
    figures = by_columns(style, accounts.of("general", kinds=BASIC), columns)
    return _functional(style, accounts, "一般公共预算基本支出明细表（按支出功能分类科目）", columns, figures)


def carried(style: Style, accounts: Accounts) -> Table:
    """What is spent of last year's money."""
    columns = spending_columns(style, "", "short")
    figures = by_function(accounts.entries, lambda e: e.carried)
    rows = {code: {"total": fen, "project": fen} for code, fen in figures.items() if fen or code == "total"}
    return _functional(style, accounts, "上年结转支出预算表", columns, rows)


def basic_by_unit(style: Style, accounts: Accounts) -> Table:
    """Basic spending of every unit by economic class."""
    words = ("单位名称", "合计", "工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出")
    classes = ("301", "302", "303", "310")
    rows = []
    for unit in accounts.units:
        own = [e for e in accounts.of("general", kinds=BASIC) if e.unit == unit]
        sums = [sum(v for e in own for k, v in e.economic.items() if k.startswith(c)) for c in classes]
        rows.append(Row((Cell(unit.name), *(Cell(_money(style, fen), "amount") for fen in (sum(sums), *sums)))))
    heads, depth = grid([(w,) for w in words])
    return Table("", "部门预算基本支出预算表", ("name", *(("amount",) * 5)), heads, depth, tuple(rows))


def services(style: Style, accounts: Accounts) -> Table:
    """政府购买服务."""
    rows = [
        Row((Cell("公共服务"), Cell("社会治理服务"), Cell(e.project), Cell(_money(style, e.amount // 4), "amount")))
        for e in accounts.of(kinds=("project",))[:5]
    ]
    heads, depth = grid([("一级目录",), ("二级目录",), ("三级目录",), (word(style, "total"),)])
    return Table("", "政府购买服务支出预算表", ("name", "name", "name", "amount"), heads, depth, tuple(rows))


def targets(style: Style, accounts: Accounts) -> Table:
    """The performance targets of one project."""
    first = accounts.of(kinds=("project",))[:1]
    name, fen = (first[0].project, first[0].amount) if first else ("综合业务经费", 10_000_000)
    rows = [
        Row((Cell("项目名称"), Cell(name, span=3))),
        Row((Cell("项目资金"), Cell("年度资金总额"), Cell("其中：财政拨款"), Cell(_money(style, fen), "amount"))),
        Row((Cell("一级指标"), Cell("二级指标"), Cell("三级指标"), Cell("指标值"))),
        Row((Cell("产出指标"), Cell("数量指标"), Cell("检查次数"), Cell("≥12次"))),
        Row((Cell("产出指标"), Cell("质量指标"), Cell("验收合格率"), Cell("100%"))),
        Row((Cell("满意度指标"), Cell("服务对象满意度指标"), Cell("群众满意度"), Cell("≥95%"))),
    ]
    roles = ("name", "name", "name", "amount")
    heads = (Head(accounts.department, 0, 0, 1, 4),)
    return Table("", "项目支出绩效目标表", roles, heads, 1, tuple(rows))


MAKERS: dict[str, Maker] = {
    "procurement": procurement,
    "procurement_by_code": procurement_by_code,
    "government_economic": government_economic,
    "basic_by_function": basic_by_function,
    "carried": carried,
    "basic_by_unit": basic_by_unit,
    "services": services,
    "targets": targets,
}
AFTER = {"government_economic": "BG06", "basic_by_function": "BG05", "carried": "BG03", "basic_by_unit": "BG03"}
"""The form after which a table is printed; the others stand at the end."""


def _functional(
    style: Style, accounts: Accounts, title: str, columns: tuple[Column, ...], figures: dict[str, dict[str, int]]
) -> Table:
    naming = Naming(accounts.names, style.codes)
    plain = style.model_copy(update={"shuffled": "no", "items_only": False})
    lines = lines_of(plain, naming, figures, random.Random(0))
    total = figures.get("total", {})
    return coded_table(plain, Sheet("", title, code_paths(style, style.codes), columns, lines, total), accounts.department)


def _money(style: Style, fen: int) -> str:
    return printed(style.layout, fen).text
