"""BG07 “三公”经费: one row of figures, a list of lines, years as rows or blocks, a row for every unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.typeset.budgets.accounts import FUNDS, Accounts, with_sums
from tests.typeset.budgets.cells import Address, amount
from tests.typeset.budgets.coded import numbers_row
from tests.typeset.budgets.heads import Path, grid, word
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.units import unit_cells, unit_key, unit_paths
from tests.typeset.budgets.wording import notes_of
from tests.typeset.table import Cell, Row, Table

VEHICLES = ("vehicle_total", "vehicle_purchase", "vehicle_operation")
Figures = Mapping[str, int]


def three_public(style: Style, accounts: Accounts, title: str) -> Table:
    """The form in this place's arrangement."""
    maker = {
        "columns": _columns,
        "rows": _rows,
        "rows_funds": _rows,
        "rows_years": _rows_years,
        "years": _years,
        "year_blocks": _year_blocks,
        "units": _units,
    }[style.bg07]
    return maker(style, accounts, title)


def _years_of(accounts: Accounts) -> dict[str, Figures]:
    budget, prior = accounts.three_public(), accounts.prior_three_public
    return {"prior": prior, "budget": budget, "change": {k: budget[k] - prior.get(k, 0) for k in budget}}


def _keys(style: Style) -> tuple[str, ...]:
    tail = (*VEHICLES, "reception") if style.bg07_reception == "last" else ("reception", *VEHICLES)
    return ("total", "overseas", *tail)


def _words(style: Style) -> dict[str, str]:
    care = "维护" if style.year % 2 == 0 else ""
    usual = {
        "total": "合计",
        "overseas": "因公出国（境）费" if style.year > 2019 else "因公出国（境）费用",
        "vehicle": f"公务用车购置及运行{care}费",
        "vehicle_total": "小计",
        "vehicle_purchase": "公务用车购置费",
        "vehicle_operation": f"公务用车运行{care}费",
        "reception": "公务接待费",
    }
    return {k: style.word(k, v) if k not in ("total",) else v for k, v in usual.items()}


def _paths(style: Style) -> list[tuple[str, Path]]:
    """Column keys and heads of one year's figures."""
    said = _words(style)
    own = [(k, (said["vehicle"], said[k]) if k in VEHICLES else (said[k],)) for k in _keys(style)]
    if not style.bg07_meetings:
        more = [("operating_cost", (style.word("operating_cost", "机关运行经费预算数"),))] if style.bg07_operating_cost else []
        over = (style.word("over_three", "“三公”经费预算数"),)
        return [*((k, (*over, *p)) for k, p in own), *more] if more else own
    under = [("total", ("“三公”经费", "小计")), *((k, ("“三公”经费", *p)) for k, p in own[1:])]
    return [("grand_total", ("合计",)), *under, ("conference", ("会议费",)), ("training", ("培训费",))]


def _amounts(style: Style, row: str, figures: Figures, keys: Sequence[str]) -> list[Cell]:
    return [amount(style, Address("BG07", row, key), figures.get(key)) for key in keys]


def _columns(style: Style, accounts: Accounts, title: str) -> Table:
    paths = _paths(style)
    top = (f"{style.year}年预算数",) if style.year % 2 == 0 and not style.bg07_operating_cost else ()
    heads, depth = grid([(*top, *path) for _, path in paths])
    row = Row(tuple(_amounts(style, "budget", accounts.three_public(), [k for k, _ in paths])))
    numbers = [] if style.numbers == "none" else [numbers_row(style, 0, len(paths))]
    rows = tuple(numbers) if style.numbers != "plain" else ()
    return Table("BG07", title, ("amount",) * len(paths), heads, depth, (*rows, row), notes_of(style, "BG07"))


def _rows(style: Style, accounts: Accounts, title: str) -> Table:
    funds = style.bg07 == "rows_funds"
    said = _words(style)
    labels = _row_labels(style, said)
    words = ("项目", "合计", *(word(style, f) for f in FUNDS)) if funds else ("项目", style.word("amount", "预算数"))
    heads, depth = grid([(w,) for w in words])
    figures, rows = accounts.three_public(), []
    for key, label, indent in labels:
        cells = [amount(style, Address("BG07", "budget", key), figures.get(key))]
        if funds:
            cells += [
                amount(style, Address("BG07", "budget", f"{key}.{f}"), figures[key] if f == "general" else 0) for f in FUNDS
            ]
        rows.append(Row((Cell(label, indent=indent), *cells)))
    roles = ("name", *(("amount",) * (len(words) - 1)))
    return Table("BG07", title, roles, heads, depth, tuple(rows), notes_of(style, "BG07"))


def _rows_years(style: Style, accounts: Accounts, title: str) -> Table:
    """Lines with last year's budget, this year's, and the change."""
    years = _years_of(accounts)
    words = ("项目", f"{style.year - 1}年预算数", f"{style.year}年预算数", "增减额", "增减率")
    heads, depth = grid([(w,) for w in words])
    rows = []
    for key, label, indent in _row_labels(style, _words(style)):
        cells = [amount(style, Address("BG07", row, key), years[row].get(key)) for row in years]
        before = years["prior"].get(key, 0)
        rate = f"{years['change'][key] / before * 100:.2f}%" if before else ""
        rows.append(Row((Cell(label, indent=indent), *cells, Cell(rate, "amount"))))
    return Table("BG07", title, ("name", *(("amount",) * 4)), heads, depth, tuple(rows), notes_of(style, "BG07"))


def _row_labels(style: Style, said: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Key, label, indent of the form's lines."""
    order = [k for k in _keys(style) if k not in ("total", "vehicle_purchase", "vehicle_operation")]
    if style.bg07 == "rows_funds":
        made = [("operating_cost", "行政经费", 0)] if style.bg07_operating_cost else []
        made.append(("total", "“三公”经费", 0))
        numbers = [f"（{'一二三'[i]}）" for i in range(3)]
        extra = "支出"
    else:
        made, numbers, extra = [("total", "合计", 0)], [f"{i}、" for i in (1, 2, 3)], ""
    for i, key in enumerate(order):
        name = said["vehicle" if key == "vehicle_total" else key]
        first = "其中：" if style.bg07 == "rows_funds" and i == 0 else ""
        made.append((key, first + numbers[i] + name + extra, 1))
        if key == "vehicle_total":
            part = ("1.", "2.") if style.bg07 == "rows_funds" else ("其中：（1）", "（2）")
            made += [(k, p + said[k], 2) for k, p in zip(VEHICLES[1:], part, strict=True)]
    if style.bg07_meetings:
        made += [("conference", "会议费", 0), ("training", "培训费", 0)]
    return made


def _years(style: Style, accounts: Accounts, title: str) -> Table:
    """Years as rows; every category by fund, and no sum over the funds."""
    paths = [(f"{k}.{f}", (*p, word(style, f))) for k, p in _paths(style) for f in FUNDS]
    heads, depth = grid([("预算单位",), ("年度",), *(p for _, p in paths)])
    words = {"prior": f"{style.year - 1}年", "budget": f"{style.year}年", "change": "增减变化金额"}
    rows = []
    for i, (row, figures) in enumerate(_years_of(accounts).items()):
        parts = {k: figures.get(k.split(".")[0], 0) if k.endswith(".general") else 0 for k, _ in paths}
        label = (Cell(accounts.department if i == 0 else ""), Cell(words[row]))
        rows.append(Row((*label, *_amounts(style, row, parts, list(parts)))))
    roles = ("name", "name", *(("amount",) * len(paths)))
    return Table("BG07", title, roles, heads, depth, tuple(rows), notes_of(style, "BG07"))


def _year_blocks(style: Style, accounts: Accounts, title: str) -> Table:
    """Last year's budget, this year's and the change as blocks of columns; one row, or one for every unit."""
    words = {"prior": f"{style.year - 1}年预算数", "budget": f"{style.year}年预算数", "change": "增减变化情况"}
    years, paths = _years_of(accounts), _paths(style)
    columns = [(row, key, (words[row], *path)) for row in words for key, path in paths]
    heads, depth = grid([("单位名称",), *(p for *_, p in columns)])
    cells = [amount(style, Address("BG07", row, key), years[row].get(key)) for row, key, _ in columns]
    numbers = [] if style.numbers == "none" else [numbers_row(style, 1, len(columns))]
    rows = (*numbers, Row((Cell(accounts.department), *cells)))
    return Table("BG07", title, ("name", *(("amount",) * len(columns))), heads, depth, rows, notes_of(style, "BG07"))


def _units(style: Style, accounts: Accounts, title: str) -> Table:
    paths = _paths(style)
    keys = [k for k, _ in paths]
    left = unit_paths(style)
    heads, depth = grid([*left, *(p for _, p in paths)])
    total = (*(Cell() for _ in left[1:]), Cell("合计", "center"))
    rows = [Row((*total, *_amounts(style, "budget", accounts.three_public(), keys)), strong=True)]
    for unit in accounts.units:
        own = Accounts(unit.name, (unit,), tuple(e for e in accounts.entries if e.unit == unit), accounts.names, {})
        figures = with_sums(own.three_public())
        rows.append(Row((*unit_cells(style, unit), *_amounts(style, f"budget@{unit_key(style, unit)}", figures, keys))))
    numbers = [] if style.numbers == "none" else [numbers_row(style, len(left), len(paths))]
    roles = (*(("code", "name") if style.unit_codes else ("name",)), *(("amount",) * len(paths)))
    return Table("BG07", title, roles, heads, depth, (*numbers, *rows), notes_of(style, "BG07"))
