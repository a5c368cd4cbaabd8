"""Line tables (FA01, FA04): income lines at the left, expenditure lines at the right."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import NamedTuple

from tests.typeset.books import FUNDS, OWN_INCOME, Books, class_codes, income, spent
from tests.typeset.columns import column_words, numbers_label
from tests.typeset.figures import printed
from tests.typeset.layout import Layout
from tests.typeset.table import Align, Cell, Head, Key, Role, Row, Table

ORDINALS = "一二三四五六七八九十"
FUND_NAMES = {"general": "一般公共预算财政拨款", "fund": "政府性基金预算财政拨款", "state_capital": "国有资本经营预算财政拨款"}


class Line(NamedTuple):
    """A labelled line; `amounts` by column key, empty for a line that only fills the form."""

    key: str
    label: str
    amounts: Mapping[str, int]
    strong: bool = False


EMPTY = Line("", "", {})


def ordinal(number: int) -> str:
    """1 -> 一, 12 -> 十二, 26 -> 二十六."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else ORDINALS[tens - 1] + "十") + ("" if ones == 0 else ORDINALS[ones - 1])


def _mark(layout: Layout, number: int) -> str:
    return {"一、": f"{ordinal(number)}、", "（一）": f"（{ordinal(number)}）", "1．": f"{number}．", "": ""}[layout.marks]


def fa01(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    """收入支出决算总表."""
    left, right = _fa01_income(layout, books), _fa01_spending(layout, books)
    body, tail = _aligned(left, right)
    columns = ["budget", "amount"] if layout.budget_column else ["amount"]
    rows = _rows(layout, "FA01", body + tail, (columns, columns))
    heads, depth = _heads(layout, [], layout.amount_head)
    table = Table(
        "FA01", title, _roles(layout, len(columns), len(columns)), heads, depth, (*_numbers(layout, columns), *rows), notes
    )
    return _with_nature(layout, books, table) if layout.fa01_nature else table


NATURE = (
    "一、基本支出",
    "    人员经费",
    "    公用经费",
    "二、项目支出",
    "三、上缴上级支出",
    "四、经营支出",
    "五、对附属单位补助支出",
)
ECONOMIC = (
    "经济分类支出合计",
    "    工资福利支出",
    "    商品和服务支出",
    "    对个人和家庭的补助",
    "    资本性支出",
    "    其他支出",
)


def _with_nature(layout: Layout, books: Books, table: Table) -> Table:
    """A third block at the right: spending by nature and by economic class, which has no canonical key."""
    width = 3 if layout.line_numbers else 2
    labels = [*NATURE, *ECONOMIC]
    body = [i for i, row in enumerate(table.rows) if not row.head]
    rows = []
    for i, row in enumerate(table.rows):
        place = body.index(i) if i in body else -1
        label = labels[place] if 0 <= place < len(labels) else ""
        last = i == body[-1]
        amount = books.sum_of(spent) // (place + 2) if label.strip() else None
        cells = [Cell("总计" if last else label.strip(), "center" if last else "left", indent=1 if label[:1] == " " else 0)]
        cells += [Cell(str(place + 1 + 2 * len(body)) if place >= 0 else "", "center")] if layout.line_numbers else []
        rows.append(row._replace(cells=(*row.cells, *cells, Cell(printed(layout, amount).text, "amount"))))
    at = len(table.roles)
    words = ["项目（按支出性质和经济分类）", *(["行次"] if layout.line_numbers else []), layout.amount_head]
    sides = [h if h.text != "支出" else h._replace(cols=h.cols + width) for h in table.heads]
    heads = (*sides, *(Head(word, 1, at + i) for i, word in enumerate(words)))
    roles = (*table.roles, "name", *(("number",) if layout.line_numbers else ()), "amount")
    return table._replace(rows=tuple(rows), heads=tuple(heads), roles=roles)


def fa04(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    """财政拨款收入支出决算总表."""
    funds = FUNDS[: layout.funds]
    columns = ["total", *funds]
    body, tail = _aligned(_fa04_income(layout, books, funds), _fa04_spending(layout, books, funds))
    rows = _rows(layout, "FA04", body + tail, (["amount"], columns))
    heads, depth = _heads(layout, ["合计", *(FUND_NAMES[f] for f in funds)], layout.amount_head)
    return Table("FA04", title, _roles(layout, 1, len(columns)), heads, depth, (*_numbers(layout, columns), *rows), notes)


Side = tuple[list[Line], list[Line]]


def _aligned(left: Side, right: Side) -> tuple[list[tuple[Line, Line]], list[tuple[Line, Line]]]:
    """Open lines padded to equal height, closing lines padded above their last (总计)."""
    body = list(zip_longest(left[0], right[0], fillvalue=EMPTY))
    ends = []
    longest = max(len(left[1]), len(right[1]))
    for side in (left[1], right[1]):
        ends.append([*side[:-1], *[EMPTY] * (longest - len(side)), side[-1]])
    return body, list(zip(*ends, strict=True))


def _fa01_income(layout: Layout, books: Books) -> Side:
    suffix = "" if layout.year in (2021, 2024) else "收入"
    amounts = {f: books.sum_of(income, f) for f in FUNDS}
    amounts |= {k: books.sum_of(lambda e, k=k: e.income.get(k, 0), "own") for k in OWN_INCOME}  # type: ignore[misc]
    labels = {f: FUND_NAMES[f] + suffix for f in FUNDS[: layout.funds]} | {
        "superior_subsidy": "上级补助收入",
        "business": "事业收入",
        "business_operating": "经营收入",
        "affiliated_remittance": "附属单位上缴收入",
        "other": "其他收入",
    }
    body = [Line(f"income.{k}", _mark(layout, i) + text, {"amount": amounts[k]}) for i, (k, text) in enumerate(labels.items(), 1)]
    surplus = (
        "用事业基金弥补收支差额"
        if layout.year < 2020
        else "使用非财政拨款结余（含专用结余）"
        if layout.year > 2021
        else "使用非财政拨款结余"
    )
    subtotal, opening = books.sum_of(income), books.sum_of(lambda e: e.opening)
    tail = [
        Line("income.subtotal", "本年收入合计", {"amount": subtotal}, True),
        Line("income.nonfiscal_surplus_used", surplus, {"amount": books.surplus_used}),
        Line("income.opening", "年初结转和结余", {"amount": opening}),
        Line("income.total", "总计", {"amount": subtotal + books.surplus_used + opening}, True),
    ]
    return body, tail


def _fa01_spending(layout: Layout, books: Books) -> Side:
    sums = books.by_code(spent, ("own", *FUNDS))
    body = _class_lines(layout, books, {code: {"amount": sums.get(code, 0)} for code in class_codes(layout.year)})
    subtotal, closing = sums["total"], books.sum_of(lambda e: e.closing)
    tail = [
        Line("expenditure.subtotal", "本年支出合计", {"amount": subtotal}, True),
        Line("expenditure.surplus_distribution", "结余分配", {"amount": books.surplus_distribution}),
        Line("expenditure.closing", "年末结转和结余", {"amount": closing}),
        Line("expenditure.total", "总计", {"amount": subtotal + books.surplus_distribution + closing}, True),
    ]
    return body, tail


def _class_lines(layout: Layout, books: Books, amounts: Mapping[str, Mapping[str, int]]) -> list[Line]:
    shown = [code for code in amounts if layout.unused_classes or any(amounts[code].values())]
    numbers = {code: i for i, code in enumerate(amounts, 1)}
    marks = {c: c if layout.class_codes else _mark(layout, numbers[c]) for c in shown}
    return [Line(f"expenditure.{c}", marks[c] + books.names[c], amounts[c]) for c in shown]


def _fa04_income(layout: Layout, books: Books, funds: tuple[str, ...]) -> Side:
    received = {f: books.sum_of(income, f) for f in funds}
    opened = {f: books.sum_of(lambda e: e.opening, f) for f in funds}
    body = [Line(f"income.{f}", _mark(layout, i) + FUND_NAMES[f], {"amount": received[f]}) for i, f in enumerate(funds, 1)]
    subtotal = Line("income.subtotal", "本年收入合计", {"amount": sum(received.values())}, True)
    marks = ("", "", "") if layout.line_numbers else tuple(_mark(layout, i) for i in (1, 2, 3))
    opening = [Line("income.opening", "年初财政拨款结转和结余", {"amount": sum(opened.values())})] + [
        Line(f"income.opening.{f}", mark + FUND_NAMES[f], {"amount": opened[f]}) for f, mark in zip(funds, marks, strict=False)
    ]
    total = Line("income.total", "总计", {"amount": sum(received.values()) + sum(opened.values())}, True)
    if layout.opening_after_subtotal:
        return body, [subtotal, *opening, total]
    return body, [*opening, subtotal, total]


def _fa04_spending(layout: Layout, books: Books, funds: tuple[str, ...]) -> Side:
    by_fund = {f: books.by_code(spent, (f,)) for f in funds}
    amounts = {c: _with_total({f: by_fund[f].get(c, 0) for f in funds}) for c in class_codes(layout.year)}
    subtotal = _with_total({f: by_fund[f].get("total", 0) for f in funds})
    closing = _with_total({f: books.sum_of(lambda e: e.closing, f) for f in funds})
    lines = [
        Line("expenditure.subtotal", "本年支出合计", subtotal, True),
        Line("expenditure.closing", "年末财政拨款结转和结余", closing),
        Line("expenditure.total", "总计", {k: subtotal[k] + closing[k] for k in subtotal}, True),
    ]
    return _class_lines(layout, books, amounts), lines


def _with_total(by_fund: dict[str, int]) -> dict[str, int]:
    return {"total": sum(by_fund.values()), **by_fund}


def _heads(layout: Layout, funds: list[str], amount_head: str) -> tuple[tuple[Head, ...], int]:
    number = ["行次"] if layout.line_numbers else []
    amounts = ["年初预算数", amount_head] if layout.budget_column and not funds else [amount_head]
    left = ["项目", *number, *amounts]
    right = ["项目", *number, *(funds or amounts)]
    sides = [Head("收入", 0, 0, 1, len(left)), Head("支出", 0, len(left), 1, len(right))]
    stacked = layout.stacked_heads and len(funds) > 2
    words = [Head(t, 1, i, stacked=stacked and i > len(left) + len(number) + 1) for i, t in enumerate([*left, *right])]
    return (*sides, *words), 2


def _numbers(layout: Layout, columns: list[str]) -> tuple[Row, ...]:
    if layout.column_numbers == "none" or not layout.line_numbers:
        return ()
    label = Cell(numbers_label(layout), "center")
    first = columns if "budget" in columns else ["amount"]
    left = [Cell(word, "center") for word in column_words(layout, len(first))]
    right = [Cell(word, "center") for word in column_words(layout, len(columns), len(first))]
    return (Row((label, Cell(), *left, label, Cell(), *right), head=True),)


def _roles(layout: Layout, left: int, right: int) -> tuple[Role, ...]:
    number: tuple[Role, ...] = ("number",) if layout.line_numbers else ()
    return ("name", *number, *(("amount",) * left), "name", *number, *(("amount",) * right))


def _rows(layout: Layout, form: str, pairs: list[tuple[Line, Line]], columns: tuple[list[str], list[str]]) -> list[Row]:
    made = []
    for number, (left, right) in enumerate(pairs, 1):
        cells = _side(layout, form, left, columns[0], number)
        cells += _side(layout, form, right, columns[1], number + len(pairs))
        made.append(Row(tuple(cells), strong=left.strong or right.strong))
    return made


def _side(layout: Layout, form: str, line: Line, columns: list[str], number: int) -> list[Cell]:
    align: Align = "center" if line.strong else "left"
    sub = ".opening." in line.key or (line.key.endswith(("opening", "closing", "used", "distribution")) and layout.indent_names)
    cells = [Cell(line.label, align, indent=2 if sub else 0)]
    if layout.line_numbers:
        cells.append(Cell(str(number), "center"))
    for column in columns:
        if column == "budget":
            amount = line.amounts.get("amount")
            cells.append(Cell(printed(layout, amount and amount * 9 // 10).text, "amount"))
            continue
        figure = printed(layout, line.amounts.get(column))
        cells.append(Cell(figure.text, "amount", 1, Key(form, line.key, column), figure.value))
    return cells
