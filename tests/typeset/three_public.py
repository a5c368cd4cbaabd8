"""FA09, “三公”经费: two halves, pairs under each category, categories as rows, or the outcome alone."""

from __future__ import annotations

from tests.typeset.books import Books
from tests.typeset.columns import column_words
from tests.typeset.figures import printed
from tests.typeset.layout import Layout
from tests.typeset.table import Cell, Head, Key, Role, Row, Table

KEYS = ("total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception")
MEETINGS = ("conference", "training")
ROW_LABELS = (
    "合计",
    "1．因公出国（境）费",
    "2．公务用车购置及运行费",
    "（1）公务用车购置费",
    "（2）公务用车运行费",
    "3．公务接待费",
)


def fa09(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    """财政拨款“三公”经费支出决算表."""
    makers = {
        "halves": _halves,
        "pairs": _pairs,
        "rows": _rows,
        "actual": _actual,
        "two_rows": _two_rows,
        "statistics": _statistics,
        "years": _years,
    }
    table = makers[layout.fa09](layout, books, title, notes)
    return _with_unit(table) if layout.fa09_unit_column and layout.fa09 in ("halves", "pairs", "actual") else table


def _with_unit(table: Table) -> Table:
    """A first column that names the department."""
    heads = (Head("单位名称", 0, 0, table.head_rows), *(h._replace(col=h.col + 1) for h in table.heads))
    rows = tuple(row._replace(cells=(Cell("栏次" if row.head else "本部门", "center"), *row.cells)) for row in table.rows)
    return table._replace(heads=heads, roles=("name", *table.roles), rows=rows)


def _two_rows(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    n = len(_keys(layout))
    heads = (Head("项目", 0, 0, 2), *_block(layout, 1, 0, 1))
    words = {"budget": "预算数" if layout.year % 2 else "全年预算数", "actual": "决算数"}
    rows = [
        Row((Cell(words[row], "center"), *(_amount(layout, books, row, key) for key in _keys(layout))))
        for row in ("budget", "actual")
    ]
    return Table("FA09", title, ("name", *(("amount",) * n)), heads, 2, tuple(rows), notes)


def _years(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    """Categories as rows; last year's outcome before this year's budget and outcome."""
    labels = dict(zip(KEYS, ROW_LABELS, strict=True)) | {"conference": "4．会议费", "training": "5．培训费"}
    words = ("项目", f"{layout.year - 1}年决算数", f"{layout.year}年预算数", f"{layout.year}年决算数")
    heads = tuple(Head(w, 0, i) for i, w in enumerate(words))
    rows = []
    for key in _keys(layout):
        before = Cell(printed(layout, books.three_public["actual"][key] * 10 // 9).text, "amount")
        rows.append(Row((Cell(labels[key]), before, *(_amount(layout, books, row, key) for row in ("budget", "actual")))))
    return Table("FA09", title, ("name", "amount", "amount", "amount"), heads, 1, tuple(rows), notes)


STATISTICS = (
    ("一、“三公”经费支出", "—", "—"),
    ("（一）支出合计", "total"),
    ("1．因公出国（境）费", "overseas"),
    ("2．公务用车购置及运行维护费", "vehicle_total"),
    ("（1）公务用车购置费", "vehicle_purchase"),
    ("（2）公务用车运行维护费", "vehicle_operation"),
    ("3．公务接待费", "reception"),
    ("（1）国内接待费", "—", "part"),
    ("其中：外事接待费", "—", ""),
    ("（2）国（境）外接待费", "—", ""),
    ("（二）相关统计数", "—", "—"),
    ("1．因公出国（境）团组数（个）", "—", "0"),
    ("2．因公出国（境）人次数（人）", "—", "0"),
    ("3．公务用车购置数（辆）", "—", "1"),
    ("4．公务用车保有量（辆）", "—", "7"),
    ("5．国内公务接待批次（个）", "—", "46"),
    ("6．国内公务接待人次（人）", "—", "512"),
)


def _statistics(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    """The Ministry's own arrangement: amounts, then counts."""
    lead = ["项目", "行次"] if layout.line_numbers else ["项目"]
    heads = tuple(Head(w, 0, i) for i, w in enumerate([*lead, "预算数", "决算数（统计数）"]))
    lines: list[tuple[str, ...]] = list(STATISTICS)
    if layout.fa09_meetings:
        lines += [("二、会议费", "conference"), ("三、培训费", "training")]
    rows = []
    for number, (label, *what) in enumerate(lines, 1):
        if what[0] == "—":
            part = books.three_public["actual"]["reception"]
            text = printed(layout, part).text if what[1] == "part" else what[1]
            figures = (Cell("—", "center"), Cell(text, "amount"))
        else:
            figures = (_amount(layout, books, "budget", what[0]), _amount(layout, books, "actual", what[0]))
        count = [Cell(str(number), "center")] if layout.line_numbers else []
        rows.append(Row((Cell(label, indent=0 if label[0] in "一二三" else 1), *count, *figures)))
    number_role: tuple[Role, ...] = ("number",) if layout.line_numbers else ()
    return Table("FA09", title, ("name", *number_role, "amount", "amount"), heads, 1, tuple(rows), notes)


def _keys(layout: Layout) -> tuple[str, ...]:
    return KEYS + MEETINGS if layout.fa09_meetings else KEYS


def _amount(layout: Layout, books: Books, row: str, column: str) -> Cell:
    figure = printed(layout, books.three_public[row][column])
    return Cell(figure.text, "amount", 1, Key("FA09", row, column), figure.value)


def _words(layout: Layout) -> dict[str, str]:
    care = "维护" if layout.year % 2 == 0 else ""
    return {
        "total": "合计",
        "overseas": "因公出国（境）费" if layout.year > 2019 else "因公出国（境）费用",
        "vehicle": f"公务用车购置及运行{care}费",
        "vehicle_total": "小计",
        "vehicle_purchase": "公务用车购置费",
        "vehicle_operation": f"公务用车运行{care}费",
        "reception": "公务接待费",
        "conference": "会议费",
        "training": "培训费",
    }


def _block(layout: Layout, at: int, top: int, wide: int) -> list[Head]:
    """The category heads from column `at`, each category `wide` columns, starting at header row `top`."""
    words, heads = _words(layout), []
    for i, key in enumerate(_keys(layout)):
        col = at + i * wide
        stacked = layout.stacked_heads and wide == 1 and key != "total"
        if key == "vehicle_total":
            heads.append(Head(words["vehicle"], top, col, 1, 3 * wide))
        if key.startswith("vehicle"):
            heads.append(Head(words[key], top + 1, col, 1, wide, stacked and key != "vehicle_total"))
        else:
            heads.append(Head(words[key], top, col, 2, wide, stacked))
    return heads


def _numbers(layout: Layout, count: int) -> list[Row]:
    if layout.column_numbers == "none":
        return []
    return [Row(tuple(Cell(word, "center") for word in column_words(layout, count)), head=True)]


def _halves(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    n = len(_keys(layout))
    heads = [Head("预算数", 0, 0, 1, n), Head("决算数", 0, n, 1, n), *_block(layout, 0, 1, 1), *_block(layout, n, 1, 1)]
    cells = tuple(_amount(layout, books, row, key) for row in ("budget", "actual") for key in _keys(layout))
    roles: tuple[Role, ...] = ("amount",) * (2 * n)
    return Table("FA09", title, roles, tuple(heads), 3, (*_numbers(layout, 2 * n), Row(cells)), notes)


def _pairs(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    n = len(_keys(layout))
    heads = _block(layout, 0, 0, 2) + [Head("预算数" if i % 2 == 0 else "决算数", 2, i) for i in range(2 * n)]
    cells = tuple(_amount(layout, books, row, key) for key in _keys(layout) for row in ("budget", "actual"))
    roles: tuple[Role, ...] = ("amount",) * (2 * n)
    return Table("FA09", title, roles, tuple(heads), 3, (*_numbers(layout, 2 * n), Row(cells)), notes)


def _rows(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    labels = dict(zip(KEYS, ROW_LABELS, strict=True)) | {"conference": "4．会议费", "training": "5．培训费"}
    lead = ["项目", "行次"] if layout.line_numbers else ["项目"]
    heads = tuple(Head(w, 0, i) for i, w in enumerate([*lead, "预算数", "决算数"]))
    rows = []
    for number, key in enumerate(_keys(layout), 1):
        indent = 2 if key in ("vehicle_purchase", "vehicle_operation") else 0
        label = [Cell(labels[key], "center" if key == "total" else "left", indent=indent)]
        label += [Cell(str(number), "center")] if layout.line_numbers else []
        rows.append(Row((*label, *(_amount(layout, books, row, key) for row in ("budget", "actual")))))
    number_role: tuple[Role, ...] = ("number",) if layout.line_numbers else ()
    return Table("FA09", title, ("name", *number_role, "amount", "amount"), heads, 1, tuple(rows), notes)


def _actual(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    n = len(_keys(layout))
    cells = tuple(_amount(layout, books, "actual", key) for key in _keys(layout))
    heads = (Head(f"{layout.year}年度决算数" if layout.year > 2021 else "决算数", 0, 0, 1, n), *_block(layout, 0, 1, 1))
    return Table("FA09", title, ("amount",) * n, heads, 3, (*_numbers(layout, n), Row(cells)), notes)
