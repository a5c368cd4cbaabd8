"""What each column of a grid is for: codes, names, units, projects, remarks, figures; and groups of them side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.amounts import is_dash, parse_amount
from extractors.forms.budget_periods import earlier_budgets
from extractors.forms.coded.ladder import Classification, classification_of, is_short, named_code, whole_code
from extractors.forms.grouping import grouped
from extractors.forms.headers import is_clean, match_column, matching_columns
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Grid

Role = Literal["code", "name", "unit", "project", "aside", "figure", "blank"]
_OR = "//"
_CAPTION = re.compile(
    r"^(编制|填报|公开)?(部门|单位)(名称)?[:：].*|^(金额)?单位[:：].*|^(表|附表|公开表?|预算表?)[\d一二三四五六七八九十-]+表?$"
)
_LEVELS = ("类", "款", "项")
_LEVEL = re.compile("^[类款项]+$")
_PROJECT = re.compile("项目(名称|编码|代码)|^预算项目$|[一二]级项目")
_ASIDE = re.compile("备注|^说明|依据|资金性质|^项目类别$|^序号$|^行次$|是否|绩效")
_UNIT = re.compile("(预算|资金使用|主管|编制|填报|基层)?(单位|部门)(名称|编码|代码)?$")
_CODE = re.compile("编码|代码|^编号$")
_NAME = re.compile("科目|名称|经济|功能|分类$|类别|^项目$|^支出项目$")
_WORD = re.compile(r"[一-鿿]")
_BLOCK = re.compile("(人员|公用)经费/")
_SUM = re.compile("合计|总计|小计")
_FUNDS = ("general", "fund", "state_capital")
UNKNOWN = "unknown"
"""The key of a figure column whose heading no rule knows."""


class Column(NamedTuple):
    """One grid column; `level` where its heading is 类, 款 or 项; `kind` where it prints whole codes of one classification."""

    role: Role
    key: str = ""
    level: int | None = None
    kind: Classification | None = None
    doubtful: bool = False


class Group(NamedTuple):
    """Codes with their names and figures; some forms print two or three groups side by side.

    `ladders`: each the columns (left to right) that make one code.
    """

    ladders: tuple[tuple[int, ...], ...]
    levels: dict[int, int | None]
    names: tuple[int, ...]
    units: tuple[int, ...]
    projects: tuple[int, ...]
    figures: dict[int, str]
    doubtful: frozenset[int]

    @property
    def stub(self) -> list[int]:
        """Every column that says what a row is, left to right."""
        return sorted({*(col for ladder in self.ladders for col in ladder), *self.names, *self.units, *self.projects})


def groups_of(sheet: Sheet, row: SheetRow, table: str) -> tuple[Group, ...]:
    """The groups of the row's grid, from its headings and from what its body prints."""
    grid = row.grid
    body = [r for r in sheet.rows if r.grid is grid]
    headings = _headings(row.paths)
    earlier = earlier_budgets(headings)
    columns = [
        Column("aside") if earlier[col] else _column(grid, body, headings[col], col, table) for col in range(grid.col_count)
    ]
    return tuple(_group(columns, span) for span in _spans(columns))


def _headings(paths: Sequence[str]) -> list[str]:
    """The paths of all columns; a bare 小计 that follows a 合计 and precedes 人员经费 is that of 基本支出."""
    paths = _without_block_titles(paths)
    found = grouped([path.split(_OR)[0] for path in paths])
    named = (found[i] != path.split(_OR)[0] and any(_SUM.search(p) for p in paths[:i]) for i, path in enumerate(paths))
    return [
        _OR.join(f"基本支出/{one}" for one in p.split(_OR)) if of_basic else p for p, of_basic in zip(paths, named, strict=True)
    ]


def _without_block_titles(paths: Sequence[str]) -> list[str]:
    """Paths without 人员经费 or 公用经费 where these head a whole block of codes, names and figures."""
    blocks = {path.split("/")[0] for path in paths if _CODE.search(path) and _BLOCK.match(path)}
    return [path.split("/", 1)[1] if path.split("/")[0] in blocks and "/" in path else path for path in paths]


def _column(grid: Grid, body: Sequence[SheetRow], path: str, col: int, table: str) -> Column:
    path = _without_captions(path)
    texts = [c.text for r in body if (c := grid.at(r.index, col)).row == r.index and c.col == col and c.cols == 1 and c.text]
    leaf = next((part for part in reversed(path.split(_OR)[0].split("/")) if part), "")
    loose = "clustered" in (grid.edges[col].bound, grid.edges[col + 1].bound)
    role = _stub_role(leaf, texts)
    if role is not None:
        return Column(role, level=_level(leaf), kind=_kind(texts)) if role == "code" else Column(role)
    key = match_column(table, path, words_first=loose) if path.strip("/") else None
    if key == "skip":
        return Column("aside")
    if key and _figured(texts):
        return Column("figure", key, doubtful=loose and not _is_clear(table, key, path))
    return _by_content(texts)


def _is_clear(table: str, key: str, path: str) -> bool:
    """Where columns are not drawn: all readings of the heading name this column and no other, and one is its whole wording."""
    readings = path.split(_OR)
    if any(match_column(table, reading) not in (key, None) for reading in readings):
        return False
    rivals = {other for reading in readings for other in matching_columns(table, reading)} - {key, *_holders(key)}
    whole = [path] if len(readings) == 1 else [reading.replace("/", "") for reading in readings]
    return not rivals and any(is_clean(table, key, reading) for reading in whole)


def _holders(key: str) -> set[str]:
    """The columns under whose heading a column stands: 基本支出 over 人员经费, 上年结转 over its 基本支出."""
    above = set(key.split(".")) if "." in key else set()
    return above | ({"basic"} if key in ("personnel", "operating") else set()) | ({"fiscal"} if key in _FUNDS else set())


def _without_captions(path: str) -> str:
    """A path without the title, department and unit that some places print inside the ruled table."""
    return _OR.join("/".join(p for p in one.split("/") if not _CAPTION.match(p)) for one in path.split(_OR))


def _stub_role(leaf: str, texts: Sequence[str]) -> Role | None:
    """The role of a column that its heading says holds no figures."""
    coded = sum(bool(whole_code(t) or is_short(t) or named_code(t)) for t in texts)
    if _LEVEL.match(leaf):
        return "code"
    if _PROJECT.search(leaf):
        return "project"
    if _ASIDE.search(leaf):
        return "aside"
    if _UNIT.search(leaf) and not re.search("科目|经济|功能", leaf):
        return "unit"
    if _CODE.search(leaf) or _NAME.search(leaf):
        words = sum(bool(_WORD.search(t)) and not named_code(t) for t in texts)
        if _figured(texts) and texts and not coded:
            return None
        return "code" if coded > words or (not texts and _CODE.search(leaf)) else "name"
    return None


def _kind(texts: Sequence[str]) -> Classification | None:
    """The classification that most whole codes of a column belong to."""
    codes = [code for t in texts if (code := whole_code(t) or (named_code(t) or ("", ""))[0])]
    kinds = Counter(kind for code in codes if (kind := classification_of(code)))
    return kinds.most_common(1)[0][0] if kinds else None


def _level(leaf: str) -> int | None:
    return _LEVELS.index(leaf) if leaf in _LEVELS else None


def _figured(texts: Sequence[str]) -> bool:
    """At least half of what the column prints are figures."""
    return 2 * sum(parse_amount(t.rstrip("%％")) is not None or is_dash(t) for t in texts) >= len(texts)


def _by_content(texts: Sequence[str]) -> Column:
    """A column whose heading says nothing."""
    if not texts:
        return Column("blank")
    coded = sum(bool(whole_code(t) or named_code(t)) for t in texts)
    if 2 * coded > len(texts):
        return Column("code", kind=_kind(texts))
    if 2 * sum(bool(_WORD.search(t)) for t in texts) > len(texts):
        return Column("name")
    return Column("figure", UNKNOWN) if _figured(texts) and not all(map(is_short, texts)) else Column("code")


def _spans(columns: Sequence[Column]) -> list[range]:
    """A new group begins with a code or name right of the figures of another, where figures follow it."""
    starts = [0]
    for col, column in enumerate(columns):
        before = columns[starts[-1] : col]
        begun = any(c.role in ("code", "name") for c in before) and any(c.role == "figure" for c in before)
        if column.role in ("code", "name") and begun and any(c.role == "figure" for c in columns[col:]):
            starts.append(col)
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(columns)], strict=True)]


def _group(columns: Sequence[Column], span: range) -> Group:
    figures: dict[int, str] = {}
    doubtful: set[int] = set()
    for col in span:
        if columns[col].role != "figure":
            continue
        if columns[col].doubtful or (columns[col].key != UNKNOWN and columns[col].key in figures.values()):
            doubtful |= {col, *(c for c, key in figures.items() if key == columns[col].key)}
        figures[col] = columns[col].key
    ladders = _ladders(columns, span)
    figures = _renamed(figures)
    return Group(
        ladders=ladders,
        levels={col: level for ladder in ladders for col, level in _levels(columns, ladder)},
        names=tuple(col for col in span if columns[col].role == "name"),
        units=tuple(col for col in span if columns[col].role == "unit"),
        projects=tuple(col for col in span if columns[col].role == "project"),
        figures=figures,
        doubtful=frozenset(doubtful),
    )


def _renamed(figures: dict[int, str]) -> dict[int, str]:
    """The 小计 of this year is the total where no 合计 stands beside it; that of what is carried over has no kinds beside it
    where the form prints sources."""
    keys = set(figures.values())
    names = {} if "total" in keys else {"subtotal": "total"}
    if not keys & {"carryover.basic", "carryover.project"} and "carryover" not in keys:
        names["carryover.total"] = "carryover"
    return {col: names.get(key, key) for col, key in figures.items()}


def _ladders(columns: Sequence[Column], span: range) -> tuple[tuple[int, ...], ...]:
    """Code columns side by side make one code; a name between them, a 类 again or another classification begins another."""
    found: list[list[int]] = []
    open_ = False
    for col in span:
        column = columns[col]
        if column.role == "code":
            if open_ and column.level != 0 and column.kind in (None, columns[found[-1][0]].kind):
                found[-1].append(col)
            else:
                found.append([col])
        open_ = column.role == "code" or (open_ and column.role == "blank")
    return tuple(tuple(ladder) for ladder in found)


def _levels(columns: Sequence[Column], ladder: Sequence[int]) -> list[tuple[int, int | None]]:
    """Level of each column: as headed, else by order where three columns make a code."""
    if any(columns[col].level is not None for col in ladder) or len(ladder) == 1:
        return [(col, columns[col].level) for col in ladder]
    return [(col, min(order, 2)) for order, col in enumerate(ladder)]
