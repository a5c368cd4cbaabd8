"""What can differ between two places that print the same budget: one frozen value, with the ink and paper of `Layout` inside."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from tests.typeset.budgets.accounts import OWN, Habits
from tests.typeset.layout import Layout

Codes = Literal["one", "spaced", "prefixed", "own", "own_full", "tail", "last_two", "bracket", "dash", "names"]
STANDARD = ("BG01", "BG02", "BG03", "BG04", "BG05", "BG06", "BG07", "BG08", "BG09", "BG10")


class Style(BaseModel):
    """Options of one budget. Every default is the commonest practice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout: Layout = Layout(year=2026, zero="blank", column_numbers="none", total_word="合计")
    """Figures, ruling, faces, page breaks. Of its words only `total_word`, `total_label`, `total_place`, `who`,
    `unit_caption`, `spaced_words` and `half_parens` are used."""
    by_form: dict[str, dict[str, Any]] = {}
    """Other options of `layout` for single tables."""
    forms: tuple[str, ...] = STANDARD
    total_zero: str | None = None
    """How a zero is printed in total rows."""
    mixed_decimals: bool = False
    """1208.2 beside 1208.20."""
    landscape: tuple[str, ...] | Literal["all", "wide"] = "all"
    together: bool = False
    """Several tables on a page."""

    # words
    titles: str = "plain"
    """A family of titles in catalog.toml."""
    dress: Literal["none", "year", "year_long", "department", "bu_men", "numbered", "lettered"] = "none"
    caption: str = "公开{:02d}表"
    caption_at: Literal["above_left", "above_right", "with_unit", "none"] = "above_right"
    heading: bool = False
    """A numbered section heading stands over every title."""
    list_tables: Literal["no", "names", "reasons"] = "no"
    """A page before the tables lists them; `reasons`: with 是否空表 and why."""
    words: dict[str, str] = {}
    """Other heads for canonical columns."""
    left_words: dict[str, str] = {}
    """Other heads of code and name columns."""
    left_top: str = ""
    """A head over the code and name columns."""
    tops: dict[str, str] = {}
    """A head over all amount columns, by form."""

    # rows of coded tables
    codes: Codes = "one"
    """`prefixed`: 201|06|01 on every row; `own`: only the row's own level; `own_full`: the whole code in its level's column;
    `tail`: 204, |02|, 204|02|01; `last_two`: 201, 06, 2010601; `bracket`: [2010601]名称;
    `dash`: 2010601-名称; `names`: no code."""
    economic_codes: Codes = "one"
    short_parts: bool = False
    """2 and 7 for 02 and 07."""
    unit_column: bool = False
    """A first column names the unit, and its first row stands for 合计."""
    unit_codes: bool = False
    """Tables by unit print its code before its name."""
    unit_parent: bool = False
    """The department's own row stands over those of its units."""
    merged_units: bool = False
    """In BG10 the unit's name stands once, in a cell over all its projects."""
    split_wide: Literal["no", "stub", "bare"] = "no"
    """Wide tables in two halves, the right one on a page of its own, with or without codes and names."""
    items_only: bool = False
    """项 rows alone."""
    compound_spending: bool = False
    """BG03's rows are 项 × government × department economic code."""
    shuffled: Literal["no", "classes", "items"] = "no"
    seven_digits: bool = False
    used_only: bool = True
    """False: the economic table prints the whole classification."""
    filler_rows: int = 0
    numbers: Literal["none", "stars", "plain", "letters"] = "none"
    """A row of column numbers under the heads."""

    # forms
    bg01: Literal["classes", "class_items", "uses", "classes_and_uses", "four_blocks"] = "classes"
    bg01_income: Literal["flat", "fiscal_first", "unit_funds"] = "flat"
    bg01_total: Literal["last", "first"] = "last"
    bg01_prior: bool = False
    """Last year's budget beside this year's, in BG01 and BG04; it has no key."""
    all_classes: bool = True
    marks: Literal["一、", "（一）", "1．", "1、", ""] = "一、"
    bg02: Literal["codes", "units", "one", "lines"] = "codes"
    bg02_columns: Literal["plain", "nested", "carryover_funds", "carryover_first", "short"] = "plain"
    bg03: Literal["short", "plain", "halves", "split", "procurement", "carried", "blocks", "single", "units"] = "plain"
    bg04: Literal["single", "funds", "uses"] = "funds"
    bg04_items: bool = False
    bg04_header_lines: bool = False
    """一、本年收入 stands above its funds and bears their sum."""
    bg05: Literal["short", "split", "halves", "three", "amount", "executed", "construction", "blocks", "prior_budget"] = "split"
    bg06: Literal["three", "amount", "pairs", "groups"] = "three"
    """`groups`: personnel codes at the left, operating codes at the right, as final accounts print them."""
    bg06_pair_place: Literal["codes_first", "after_name"] = "after_name"
    bg06e: Literal["short", "amount", "three_ways"] = "short"
    bg07: Literal["columns", "rows", "rows_funds", "rows_years", "years", "year_blocks", "units"] = "columns"
    bg07_reception: Literal["last", "before_vehicles"] = "last"
    bg07_meetings: bool = False
    bg07_operating_cost: bool = False
    bg08: Literal["short", "project"] = "short"
    bg10: Literal["unit_name", "unit_code", "project_only", "with_kind"] = "unit_name"
    extras: tuple[str, ...] = ("procurement", "targets")
    """Tables of extras.py."""
    annex_unit: bool = False
    """The same forms again for a subordinate unit, in an annex."""
    empty_as: Literal["grid", "grid_and_note", "total_blank", "total_zero", "sentence"] = "grid_and_note"

    # accounts
    has_fund: bool = True
    has_capital: bool = False
    has_own: bool = True
    has_carried: bool = True
    has_closing: bool = False
    has_contingency: bool = False
    plants: tuple[Literal["roll_up", "balance", "three_public", "basic", "across"], ...] = ()

    @property
    def habits(self) -> Habits:
        """Accounts whose money the printed columns can show."""
        own: tuple[str, ...] = OWN if self.has_own else ()
        if self.bg02 == "lines" or self.bg02_columns == "short":
            own = tuple(k for k in own if k in ("business", "business_operating", "other"))
        carried = self.has_carried and self.bg02_columns != "short"
        others = self.bg03 in ("plain", "halves", "split", "procurement", "carried")
        return Habits(self.year, self.has_fund, self.has_capital, own, others, carried, self.has_closing)

    @property
    def year(self) -> int:
        """The fiscal year."""
        return self.layout.year

    def ink(self, form: str, total: bool = False) -> Layout:
        """The layout of one table, of its total rows where they differ."""
        changed = dict(self.by_form.get(form, {}))
        if total and self.total_zero is not None:
            changed["zero"] = self.total_zero
        return self.layout.model_copy(update=changed) if changed else self.layout

    def word(self, key: str, usual: str) -> str:
        """The head of a canonical column in this place's words."""
        return self.words.get(key, usual)
