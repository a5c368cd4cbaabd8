"""What can differ between two printers of the same forms: one frozen value."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Form = Literal["FA01", "FA02", "FA03", "FA04", "FA05", "FA06", "FA07", "FA08", "FA09"]
Ruling = Literal[
    "grid",
    "thick_frame",
    "filled",
    "cell_rects",
    "dashed",
    "double",
    "row_segments",
    "full_rows",
    "three_line",
    "frame",
    "none",
    "dotted",
    "light",
    "open_sides",
    "verticals",
    "inset",
    "zebra",
    "white",
    "ground",
]
Break = Literal["natural", "after_header", "after_few", "before_last", "row_cut"]
Turn = Literal["none", "rotate90", "rotate270", "sideways90", "sideways270"]

STANDARD_ORDER: tuple[Form, ...] = ("FA01", "FA02", "FA03", "FA04", "FA05", "FA06", "FA07", "FA08", "FA09")


class Layout(BaseModel):
    """Options of one typeset document. Every default is the commonest practice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int = 2023
    # figures
    unit: Literal["万元", "元"] = "万元"
    decimals: Literal[0, 2, 6] | None = 2
    """Printed places; None drops trailing zeros, as a spreadsheet's general format does."""
    thousands: bool = True
    zero: Literal["blank", "0.00", "0", "dash", "long_dash", "double_dash", "wide_dash", "slash"] = "blank"
    stray_spaces: bool = False
    spaced_digits: bool = False
    """1 5 0 7 . 0 6: every character set apart."""
    full_width_digits: bool = False
    negatives: bool = False
    bracket_negatives: bool = False
    """(12.34) for -12.34."""
    minus: Literal["-", "－", "−"] = "-"
    hashes: bool = False
    """A figure too wide for its cell, as a spreadsheet prints it: ########."""
    other_unit: bool = False
    """FA09 is in 元 where the document is in 万元."""
    wrap_figures: bool = False
    # rows
    codes: Literal["one", "spaced", "prefixed", "own", "own_full", "merged_three", "with_name"] = "one"
    """`prefixed`: 类/款/项 columns, 201|06|01 on every row; `own`: a row carries its own level only;
    `own_full`: the full code in its level's column; `merged_three`: the Ministry's own form, a whole code across
    the three columns, whose heads share a cell with 栏次 and 合计 beside them; `with_name`: code and name in one cell."""
    joiner: Literal[" ", "-", "", "[]"] = " "
    """Between code and name in one cell; `[]`: [2010301]行政运行."""
    levels: Literal["all", "items"] = "all"
    """`items`: coded tables print 项 rows alone, without their 类 and 款."""
    indent_names: bool = False
    serials: bool = False
    """A first column in coded tables counts the rows."""
    class_codes: bool = False
    """The class lines of FA01 and FA04 begin with their code instead of a number in words."""
    total_word: Literal["合计", "总计", "合计：", "本年合计", "总计：", "合 计"] = "合计"
    blank_rows: int = 0
    """Unused rows left at the end of coded tables."""
    marks: Literal["一、", "（一）", "1．", ""] = "一、"
    """How the lines of FA01 and FA04 are numbered in words."""
    total_place: Literal["first", "last", "header"] = "first"
    total_label: Literal["name", "code", "merged"] = "name"
    line_numbers: bool = True
    column_numbers: Literal["none", "plain", "stars", "letters", "formula"] = "plain"
    unused_classes: bool = True
    # forms
    order: tuple[Form, ...] = STANDARD_ORDER
    funds: Literal[2, 3] = 3
    opening_after_subtotal: bool = True
    """False: the opening line and its funds stand above 本年收入合计."""
    fa06: Literal["three", "two", "four", "list_one", "list_split"] = "three"
    fa06_unused: bool = True
    fa06_totals: Literal["bottom", "top", "both"] = "bottom"
    """Where the groups' totals stand; `both`: below, with a 合计 row under them."""
    fa09: Literal["halves", "pairs", "rows", "actual", "two_rows", "statistics", "years"] = "halves"
    """`two_rows`: 预算数 and 决算数 as rows; `statistics`: rows and counts below; `years`: last year's too."""
    fa09_unit_column: bool = False
    """A first column with the department's name."""
    fa09_meetings: bool = False
    fa01_nature: bool = False
    """A third block of FA01: spending by nature and by economic class, which has no canonical key."""
    basic_split: bool = False
    """FA03 and FA05 split 基本支出 into 小计, 人员经费 and 公用经费."""
    fa05_balances: Literal["none", "plain", "split"] = "none"
    """FA05 prints opening, income and closing beside spending, perhaps each split into basic and project."""
    fa07_split: bool = False
    extra_tables: tuple[Literal["detail", "projects", "procurement", "performance"], ...] = ()
    """Tables that are none of the nine, printed among them."""
    annex_unit: bool = False
    """The nine forms again for a subordinate unit, in an annex."""
    fa07_income: bool = True
    """False: 政府性基金预算财政拨款支出决算表, spending alone."""
    fa08_income: bool = False
    mixed_columns: bool = False
    """FA02 has its columns in another order."""
    alt_heads: bool = False
    """Heads in the words of other places."""
    split_wide: Literal["no", "stub", "bare"] = "no"
    """Tables with many columns go on sideways: their right half on a page of its own, with or without codes and names."""
    used_columns: bool = False
    """FA02 and FA03 leave out columns without a figure."""
    tuition: bool = False
    """FA02 splits 事业收入 into 小计 and 其中：教育收费, a column of no canonical key."""
    budget_column: bool = False
    """FA01 prints 年初预算数 beside 决算数; the former has no canonical key."""
    has_fund: bool = True
    has_capital: bool = False
    none_as: Literal["sentence", "grid_and_note", "empty_grid", "zero_row"] = "grid_and_note"
    # words around the tables
    titles: Literal[
        "plain",
        "published",
        "yeared",
        "numbered",
        "department",
        "long_three_public",
        "lettered",
        "two_lines",
        "captioned",
        "of_department",
    ] = "plain"
    caption: Literal["公开{:02d}表", "表{}", "附表{}", "公开{:02d}表 ", "财决公开{:02d}表", "表{:02d}", ""] = "公开{:02d}表"
    unit_caption: Literal["单位：万元", "金额单位：万元", "单位:万元", "（单位：万元）", "金额单位： 万元"] = "金额单位：万元"
    caption_line: Literal["one", "two", "split"] = "two"
    who: Literal["部门：", "编制单位：", "公开部门：", "单位名称：", "编制部门：", "部门名称：", "部门/单位："] = "部门："
    sum_heads: Literal["本年收入合计", "合计"] = "本年收入合计"
    """Head of the first column of FA02, and of FA03 likewise."""
    parts: Literal["tables_then_words", "words_then_tables"] = "tables_then_words"
    list_page: bool = False
    """A page before the tables lists their titles."""
    amount_head: Literal["决算数", "金额", "本年决算数"] = "决算数"
    code_head: Literal["功能分类科目编码", "科目编码", "科目代码", "支出功能分类科目编码"] = "功能分类科目编码"
    notes: bool = True
    spaced_words: bool = False
    """项    目, 合    计."""
    half_parens: bool = False
    title_in_grid: bool = False
    caption_cells: bool = False
    """Title and captions in ruled cells on top of the table."""
    note_in_grid: bool = False
    """Notes in a last row of the grid."""
    header_every: int = 0
    """The header again after so many rows, in mid-page."""
    clip_names: bool = False
    """Names too long for their cell run on under the next one, cut off by a clip."""
    # paper and ink
    ruling: Ruling = "grid"
    landscape: tuple[Form, ...] = ()
    paper: Literal["a4", "a3"] = "a4"
    """Of landscape pages."""
    upright_footer: bool = False
    """On pages drawn sideways the footer stands upright."""
    turn: Turn = "none"
    """How a landscape page is kept in the file."""
    face: Literal["song", "hei", "embedded", "mono", "tracked"] = "song"
    """`tracked`: characters set apart, as justified spreadsheet cells print them."""
    size: float = 9.0
    leading: float = 1.25
    padding: float = 2.5
    row_height: float = 17.0
    margin: tuple[float, float] = (62.0, 64.0)
    """Left-right and top-bottom."""
    amounts: Literal["right", "center", "left"] = "right"
    level: Literal["middle", "high", "low", "uneven"] = "middle"
    stacked_heads: bool = False
    grey_heads: bool = False
    bold_twice: bool = False
    breaks: Break = "natural"
    repeat: Literal["nothing", "header", "title", "title_total", "continued"] = "header"
    two_on_page: bool = False
    cropped: bool = False
    """The file's page is larger than what is displayed of it."""
    watermark: bool = False
    watermark_style: Literal["slant", "tiles", "flat"] = "slant"
    footer: Literal["none", "dashes", "plain", "of"] = "dashes"
    running_head: bool = False
    # surroundings, drawn by practices.py
    plain_forms: tuple[Form, ...] = ()
    """Forms printed with two places whatever `decimals` says."""
    remarks: bool = False
    """A last column 备注 in coded tables, with words and years in some rows."""
    class_words: bool = False
    """Names in coded tables end in （类）, （款） or （项）."""
    margin_words: bool = False
    """Words set one below the other beside the table."""
    prose_between: bool = False
    """Paragraphs with numbers above and below every table, on its page."""
    footnotes: bool = False
    """Numbered notes under a short rule at the foot of the page."""
    told_notes: bool = False
    """A note under the table that names amounts."""
    # contradictions planted on purpose
    plants: tuple[Literal["roll_up", "balance", "across", "three_public"], ...] = ()
