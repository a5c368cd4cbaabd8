"""Tables of labelled lines in blocks side by side: BG01, BG04, and BG02 where it lists sources of money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.typeset.books import CATALOG as NAMES
from tests.typeset.books import class_codes
from tests.typeset.budgets.accounts import BASIC, CATALOG, FUNDS, UNIT_FUNDS, Accounts, Entry, by_function
from tests.typeset.budgets.cells import Address, amount
from tests.typeset.budgets.heads import Column, Path, grid, word
from tests.typeset.budgets.spending import income_figure
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.wording import notes_of
from tests.typeset.lines import ordinal
from tests.typeset.table import Cell, Row, Table


class Line(NamedTuple):
    """A labelled line with its amounts by column key."""

    key: str
    label: str
    amounts: Mapping[str, int]
    strong: bool = False
    indent: int = 0


class Block(NamedTuple):
    """One side of the table: its lines, and its closing lines, which stand at the foot of all blocks."""

    label: Path
    columns: tuple[Column, ...]
    body: Sequence[Line]
    tail: Sequence[Line]


EMPTY = Line("", "", {})


def income_and_spending(style: Style, accounts: Accounts, title: str) -> Table:
    """BG01 收支总表."""
    said = style.word("amount", "预算数")
    amounts = _with_prior(style, (Column("amount", ("收入", said)),), "收入")
    left = Block(("收入", "项目"), amounts, _income(style, accounts), _income_tail(style, accounts, accounts.entries))
    figures = by_function(accounts.entries, lambda e: e.amount)
    classes = {c: {"amount": a} for c, a in figures.items()}
    tail = _spending_tail(style, accounts.entries, ("amount",))
    body = _classes(style, accounts, classes, with_items=style.bg01 == "class_items")
    uses = _uses(accounts.entries, "amount")

    def block(name: str, lines: Sequence[Line], *above: str) -> Block:
        own = (Column("amount", ("支出", *above, said)),)
        return Block(("支出", *above, name), own if above else _with_prior(style, own, "支出"), lines, tail)

    blocks = {
        "classes": [block("项目", body)],
        "class_items": [block("项目", body)],
        "uses": [block("项目", uses)],
        "classes_and_uses": [block("功能科目名称", body, "功能分类"), block("项目名称", uses, "支出用途")],
        "four_blocks": [
            block("支出功能分类科目", body),
            block("支出经济分类科目（按大类）", _economic_classes(accounts, 0)),
            block("政府预算支出经济分类科目（按大类）", _economic_classes(accounts, 1)),
        ],
    }[style.bg01]
    return _laid_out(style, "BG01", title, [left, *blocks])


def fiscal_income_and_spending(style: Style, accounts: Accounts, title: str) -> Table:
    """BG04 财政拨款收支总表."""
    entries = accounts.of(*FUNDS)
    said = style.word("amount", "预算数")
    keys = ("total",) if style.bg04 != "funds" else ("total", *FUNDS)
    by_fund = {f: by_function([e for e in entries if f in (e.source, "total") or f == "total"], lambda e: e.amount) for f in keys}
    codes = sorted(by_fund["total"])
    figures = {c: {f: by_fund[f].get(c, 0) for f in keys} for c in codes}
    lines = _uses(entries, "total") if style.bg04 == "uses" else _classes(style, accounts, figures, with_items=style.bg04_items)
    above = ("支出",)
    columns = tuple(Column(k, (*above, word(style, k))) for k in keys) if len(keys) > 1 else (Column("total", (*above, said)),)
    income, tail = _fiscal_income(style, entries)
    spending = _spending_tail(style, entries, keys)
    if style.bg04_header_lines:
        lines = [spending[0]._replace(label="一、本年支出", strong=False), *(_lower(line, i) for i, line in enumerate(lines, 1))]
        spending = [spending[1]._replace(label="二、结转下年"), spending[2]]
    left = Block(("收入", "项目"), _with_prior(style, (Column("amount", ("收入", said)),), "收入"), income, tail)
    columns = _with_prior(style, columns, "支出") if len(keys) == 1 else columns
    return _laid_out(style, "BG04", title, [left, Block((*above, "项目"), columns, lines, spending)])


def _with_prior(style: Style, columns: tuple[Column, ...], side: str) -> tuple[Column, ...]:
    """Last year's budget before this year's, in a column without a key."""
    if not style.bg01_prior:
        return columns
    return (Column("", (side, f"{style.year - 1}年预算数")), *(c._replace(path=(side, f"{style.year}年预算数")) for c in columns))


def _lower(line: Line, number: int) -> Line:
    """A class line under 一、本年支出: （一）instead of 一、."""
    if line.indent or "、" not in line.label:
        return line
    return line._replace(label=f"（{ordinal(number)}）" + line.label.split("、", 1)[1], indent=1)


def _mark(style: Style, number: int) -> str:
    form = {"一、": "{han}、", "（一）": "（{han}）", "1．": "{n}．", "1、": "{n}、", "": ""}[style.marks]
    return form.format(han=ordinal(number), n=number)


def _total(entries: Sequence[Entry], key: str) -> int:
    return sum(income_figure(key)(e) for e in entries)


def _income(style: Style, accounts: Accounts) -> list[Line]:
    """The lines of this year's income."""

    def line(key: str, label: str = "", indent: int = 0) -> Line:
        said = label or word(style, "business_operating_income" if key == "business_operating" else key)
        said = said + "收入" if key in FUNDS and said.endswith("拨款") else said
        return Line(f"income.{key}", said, {"amount": _total(accounts.entries, key)}, indent=indent)

    funds = [line(f) for f in FUNDS]
    top: list[Line]
    if style.bg01_income == "fiscal_first":
        children = [f._replace(label=f"{i}.{f.label}", indent=1) for i, f in enumerate(funds, 1)]
        top = [line("fiscal"), *children, line("special_account"), *(line(k) for k in UNIT_FUNDS)]
    elif style.bg01_income == "unit_funds":
        children = [line(k)._replace(indent=1) for k in UNIT_FUNDS]
        children = [c._replace(label=f"{i}.{c.label}") for i, c in enumerate(children, 1)]
        top = [*funds, line("special_account"), line("unit_funds"), *children]
    else:
        top = [*funds, line("special_account"), *(line(k) for k in UNIT_FUNDS)]
    return _marked(style, top)


def _marked(style: Style, lines: Sequence[Line]) -> list[Line]:
    made, number = [], 0
    for line in lines:
        number += not line.indent
        made.append(line if line.indent else line._replace(label=_mark(style, number) + line.label))
    return made


def _income_tail(style: Style, accounts: Accounts, entries: Sequence[Entry]) -> list[Line]:
    subtotal, opening = _total(entries, "subtotal"), _total(entries, "carryover")
    fiscal = sum(e.carried for e in entries if e.source in FUNDS)
    lines = [Line("income.subtotal", style.word("income.subtotal", "本年收入合计"), {"amount": subtotal}, True)]
    if "nonfiscal_surplus_used" in style.words:
        lines.append(Line("income.nonfiscal_surplus_used", style.words["nonfiscal_surplus_used"], {"amount": 0}))
    lines.append(Line("income.opening", word(style, "carryover"), {"amount": opening}))
    if style.bg01_income == "fiscal_first":
        lines += [
            Line("income.opening.fiscal", "1.财政拨款结转", {"amount": fiscal}, indent=1),
            Line("income.opening.nonfiscal", "2.非财政拨款结转", {"amount": opening - fiscal}, indent=1),
        ]
    lines.append(Line("income.total", style.word("income.total", "收入总计"), {"amount": subtotal + opening}, True))
    return lines


def _fiscal_income(style: Style, entries: Sequence[Entry]) -> tuple[list[Line], list[Line]]:
    now = {f: {"amount": _total(entries, f)} for f in FUNDS}
    before = {f: {"amount": sum(e.carried for e in entries if e.source == f)} for f in FUNDS}
    subtotal, opening = (sum(v["amount"] for v in part.values()) for part in (now, before))
    labels = {f: word(style, f) for f in FUNDS}
    total = Line("income.total", style.word("income.total", "收入总计"), {"amount": subtotal + opening}, True)
    below = [Line(f"income.opening.{f}", f"（{ordinal(i)}）{labels[f]}", before[f], indent=1) for i, f in enumerate(FUNDS, 1)]
    if style.bg04_header_lines:
        funds = [Line(f"income.{f}", f"（{ordinal(i)}）{labels[f]}", now[f], indent=1) for i, f in enumerate(FUNDS, 1)]
        first = Line("income.subtotal", "一、本年收入", {"amount": subtotal})
        second = Line("income.opening", "二、" + word(style, "carryover"), {"amount": opening})
        return [first, *funds, second, *below], [total]
    funds = _marked(style, [Line(f"income.{f}", labels[f], now[f]) for f in FUNDS])
    if style.bg01_income == "fiscal_first":
        children = [Line(f"income.{f}", f"{i}.{labels[f]}", now[f], indent=1) for i, f in enumerate(FUNDS, 1)]
        funds = [Line("income.fiscal", word(style, "fiscal"), {"amount": subtotal}), *children]
    tail = [
        Line("income.subtotal", style.word("income.subtotal", "本年收入合计"), {"amount": subtotal}, True),
        Line("income.opening", word(style, "carryover"), {"amount": opening}),
        total,
    ]
    if style.bg01_income == "unit_funds":
        tail[2:2] = below
    return funds, tail


def _spending_tail(style: Style, entries: Sequence[Entry], keys: tuple[str, ...]) -> list[Line]:
    def sums(closing: bool, amount: bool) -> dict[str, int]:
        wanted = {k: [e for e in entries if k in ("amount", "total") or e.source == k] for k in keys}
        return {k: sum(e.amount * amount + e.closing * closing for e in es) for k, es in wanted.items()}

    return [
        Line("expenditure.subtotal", style.word("expenditure.subtotal", "本年支出合计"), sums(False, True), True),
        Line("expenditure.closing", style.word("carried_forward", "结转下年"), sums(True, False)),
        Line("expenditure.total", style.word("expenditure.total", "支出总计"), sums(True, True), True),
    ]


def _classes(style: Style, accounts: Accounts, figures: Mapping[str, Mapping[str, int]], with_items: bool) -> list[Line]:
    used = [c for c in figures if len(c) == 3]
    codes = sorted({*class_codes(style.year), "230", "233", *used}) if style.all_classes and not with_items else used
    made = []
    for number, code in enumerate(codes, 1):
        zeros = dict.fromkeys(next(iter(figures.values())), 0)
        made.append(Line(f"expenditure.{code}", _mark(style, number) + accounts.names[code], figures.get(code, zeros)))
        below = [c for c in figures if len(c) > 3 and c.startswith(code)] if with_items else []
        made += [Line(_item_key(style, accounts, c), accounts.names[c], figures[c], indent=len(c) // 2 - 1) for c in below]
    return made


def _item_key(style: Style, accounts: Accounts, code: str) -> str:
    """A 款 or 项 by its code, or by the path of names where the document prints no codes at all."""
    if style.codes != "names":
        return f"expenditure.{code}"
    return "expenditure.name:" + "/".join(accounts.names[code[:n]] for n in (3, 5, 7) if len(code) >= n)


def _uses(entries: Sequence[Entry], column: str) -> list[Line]:
    kinds = {
        "basic": (BASIC, "基本支出"),
        "project": (("project",), "项目支出"),
        "business_operating": (("business_operating",), "事业单位经营支出"),
        "remitted_to_superior": (("remitted_to_superior",), "上缴上级支出"),
        "subsidy_to_affiliated": (("subsidy_to_affiliated",), "对附属单位补助支出"),
        "contingency": (("contingency",), "单位预留机动经费"),
    }
    sums = {key: sum(e.amount for e in entries if e.kind in within) for key, (within, _) in kinds.items()}
    shown = [key for key in kinds if key in ("basic", "project") or sums[key]]
    return [Line(f"expenditure.{key}", f"{ordinal(i)}、{kinds[key][1]}", {column: sums[key]}) for i, key in enumerate(shown, 1)]


def _economic_classes(accounts: Accounts, side: int) -> list[Line]:
    """Spending by economic class: 0 the department's own, 1 the government's."""
    names = NAMES["economic"] if side == 0 else CATALOG["government"]
    sums = dict.fromkeys([c for c in names if len(c) == 3], 0)
    for entry in accounts.entries:
        for pair, fen in entry.economic.items():
            sums[pair.split("|")[side][:3]] += fen
    kind = ("econ", "gov")[side]
    return [Line(f"expenditure.{kind}.{c}", f"{i}、{names[c]}", {"amount": v}) for i, (c, v) in enumerate(sums.items(), 1)]


# layout -------------------------------------------------------------------


def _laid_out(style: Style, form: str, title: str, blocks: list[Block]) -> Table:
    if style.bg01_total == "first":
        blocks = [_total_first(style, block) for block in blocks]
    tallest, foot = max(len(b.body) for b in blocks), max(len(b.tail) for b in blocks)
    columns = [_padded(block, tallest, foot) for block in blocks]
    rows = []
    for number, lines in enumerate(zip(*columns, strict=True)):
        cells: list[Cell] = []
        shared = style.bg01 == "classes_and_uses" and form == "BG01" and number >= tallest
        for at, (block, line) in enumerate(zip(blocks, lines, strict=True)):
            if shared and at == 1:
                continue
            cells += _side(style, form, block, line, wide=3 if shared and at == 2 else 1)
        rows.append(Row(tuple(cells), strong=any(line.strong for line in lines)))
    paths = [path for block in blocks for path in (block.label, *(c.path for c in block.columns))]
    heads, depth = grid(paths, style.layout.stacked_heads)
    roles = tuple(role for block in blocks for role in ("name", *(("amount",) * len(block.columns))))
    return Table(form, title, roles, heads, depth, tuple(rows), notes_of(style, form))


def _total_first(style: Style, block: Block) -> Block:
    """合计 as the first line; the rest of the tail stays below."""
    *tail, last = block.tail
    first = last._replace(label=style.layout.total_word)
    return block._replace(body=[first, *block.body], tail=tail)


def _padded(block: Block, tallest: int, foot: int) -> list[Line]:
    body = [*block.body, *[EMPTY] * (tallest - len(block.body))]
    if not block.tail:
        return [*body, *[EMPTY] * foot]
    *tail, last = block.tail
    return [*body, *tail, *[EMPTY] * (foot - len(block.tail)), last]


def _side(style: Style, form: str, block: Block, line: Line, wide: int) -> list[Cell]:
    cells = [Cell(line.label, "center" if line.strong else "left", wide, indent=line.indent)]
    for column in block.columns:
        at = Address(form, line.key, column.key)
        if line is EMPTY:
            cells.append(Cell())
        elif not column.key:
            whole = next(iter(line.amounts.values()), 0)
            cells.append(Cell(amount(style, at, whole * 9 // 10, total=line.strong).text, "amount"))
        else:
            cells.append(amount(style, at, line.amounts.get(column.key), total=line.strong))
    return cells


def income_lines(style: Style, accounts: Accounts, title: str) -> Table:
    """BG02 as a list of sources of money; the row is the whole department, the line says the column."""
    groups = {
        "一般公共预算资金": (("小计", "general"), ("公共财政拨款（补助）资金", ""), ("专项收入", "")),
        "政府性基金": (("小计", "fund"),),
        "国有资本经营预算": (("小计", "state_capital"),),
        "财政专户管理资金": (("小计", "fiscal_special_account"), ("专户管理教育收费", ""), ("其他非税收入", "")),
        "其他资金": (("小计", ""), ("事业收入", "business"), ("经营收入", "business_operating"), ("其他收入", "other")),
        "上年结转和结余资金": (("小计", "carryover"), ("其中：动用上年结转和结余资金", "")),
    }
    whole = _total(accounts.entries, "total")
    rows = [
        Row((Cell("收入总计", "center", 2), amount(style, Address("BG02", "total", "total"), whole, total=True)), strong=True)
    ]
    for name, lines in groups.items():
        for i, (label, key) in enumerate(lines):
            fen = _total(accounts.entries, key) if key else None
            first = Cell(name if i == 0 else "", "center", joined=i > 0)
            rows.append(Row((first, Cell(label), amount(style, Address("BG02", "total", key), fen))))
    heads, depth = grid([("项目名称",), ("项目名称",), ("金额",)])
    return Table("BG02", title, ("name", "name", "amount"), heads, depth, tuple(rows), notes_of(style, "BG02"))
