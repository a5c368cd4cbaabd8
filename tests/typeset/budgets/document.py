"""A whole budget: cover, contents, overview, tables, a few sentences; and its truth."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, NamedTuple

from tests.typeset.budgets.accounts import Accounts, keep_accounts, with_contingency
from tests.typeset.budgets.extras import AFTER, extra_table
from tests.typeset.budgets.plants import plant
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.tables import Maker
from tests.typeset.budgets.wording import caption_of, plain_title, title_of, unit_of
from tests.typeset.figures import printed
from tests.typeset.lines import ordinal
from tests.typeset.plants import Plant, findings_of
from tests.typeset.press import Block, Press
from tests.typeset.table import Cell, Fact, Head, Row, Table
from tests.typeset.touches import in_halves
from tests.typeset.work import PROSE, Banner, Entry, Work

WIDE = ("BG02", "BG03", "BG05", "BG07", "BG10", "BG05U")


class MadeBudget(NamedTuple):
    """A budget and its truth."""

    pdf: bytes
    facts: list[Fact]
    findings: list[dict[str, Any]]
    meta: dict[str, Any]
    style: Style


def make_budget(seed: int, style: Style) -> MadeBudget:
    """Typeset the department that this seed invents, in this place's style. The same arguments give the same bytes."""
    rng = random.Random(f"budget-{seed}")
    accounts = keep_accounts(rng, style.habits)
    if style.has_contingency:
        accounts = with_contingency(accounts, rng)
    work = BudgetWork(style, accounts, rng)
    work.set_all()
    return MadeBudget(work.bound(), work.unique_facts(), work.findings(), work.meta(), style)


class BudgetWork(Work):
    """The budget while it is being set."""

    def __init__(self, style: Style, accounts: Accounts, rng: random.Random) -> None:
        super().__init__(style.layout, accounts.department, rng)
        self.style, self.accounts = style, accounts
        self.maker = Maker(style, accounts, rng)
        self.planted: list[Plant] = []

    def _running_head(self) -> str:
        return f"{self.department}{self.style.year}年部门预算"

    def set_all(self) -> None:
        """Every part in printed order; the contents list last, when the pages are known."""
        self._cover()
        self.flow.open_page()
        contents_page = self.flow.page
        self._overview()
        if self.layout.parts == "tables_then_words":
            self._tables("第二部分")
            self._words("第三部分")
        else:
            self._words("第二部分")
            self._tables("第三部分")
        if self.style.annex_unit:
            self._annex()
        self._list_contents(contents_page)
        self._furniture()

    def _cover(self) -> None:
        self.flow.open_page()
        self._centred(280, self.department, 24)
        self._centred(325, f"{self.style.year}年部门预算" + ("公开" if self.style.year % 2 else ""), 24)
        self._centred(700, f"{self.style.year}年2月", 14)

    def _overview(self) -> None:
        self.flow.open_page()
        self._heading(f"第一部分 {self.department}概况", 0)
        self._heading("一、主要职能", 1)
        self._prose("贯彻执行国家和省、市有关方针政策和法律法规，拟订本部门发展规划并组织实施，承担上级交办的其他事项。")
        self._heading("二、部门预算单位构成", 1)
        names = "、".join(u.name for u in self.accounts.units)
        self._prose(f"纳入本部门{self.style.year}年部门预算编制范围的单位共{len(self.accounts.units)}个：{names}。")

    # tables ---------------------------------------------------------------

    def _tables(self, part: str) -> None:
        heading = f"{part} {self.style.year}年部门预算表"
        if self.style.list_tables != "no":
            self.flow.open_page()
            self._heading(heading, 0)
            self._list_tables()
        for i, form in enumerate(self.style.forms):
            table, planted = plant(self.style, self.maker.table(form), self.rng)
            self.planted += planted
            landscape = self._is_landscape(form)
            if i == 0 or not self._shares_page(table, landscape):
                self.flow.open_page(landscape)
            else:
                self.flow.y += 24
            if i == 0 and self.style.list_tables == "no":
                self._heading(heading, 0)
            self._table(form, table)
            for kind in self.style.extras:
                if AFTER.get(kind) == form:
                    self._extra(kind)
        for kind in self.style.extras:
            if AFTER.get(kind) not in self.style.forms:
                self._extra(kind)

    def _extra(self, kind: str) -> None:
        """A table without keys, on a page of its own."""
        self.flow.open_page(kind != "targets" and self._is_landscape("BG10"))
        table = extra_table(kind, self.style, self.accounts)
        self._table(table.form, table)

    def _annex(self) -> None:
        """The forms of a subordinate unit, titled and captioned as the department's are; none of it is the department's."""
        self.flow.open_page()
        self._heading("附件：所属单位预算公开表", 0)
        other = keep_accounts(self.rng, self.style.habits)
        department, self.department = self.department, self.department[:3] + "服务中心"
        maker = Maker(self.style, replace(other, department=self.department), self.rng)
        for form in self.style.forms:
            self.flow.open_page(self._is_landscape(form))
            facts, self.facts = self.facts, []
            self._table(form, maker.table(form))
            self.facts = facts
        self.department = department

    def _is_landscape(self, form: str) -> bool:
        where = self.style.landscape
        return where == "all" or form in (WIDE if where == "wide" else where)

    def _shares_page(self, table: Table, landscape: bool) -> bool:
        if landscape != self.flow.landscape or not self.style.together:
            return False
        return self.flow.bottom - self.flow.y > 160

    def _list_tables(self) -> None:
        if self.style.list_tables == "names":
            for form in self.style.forms:
                self._prose(title_of(self.style, form, self.department).replace(" ", ""))
            return
        words = ("报表", "报表名称", "是否空表", "公开空表理由")
        heads = tuple(Head(w, 0, i) for i, w in enumerate(words))
        rows = []
        for i, form in enumerate(self.style.forms, 1):
            empty = form in ("BG08", "BG09") and not self.maker._entries(form)
            title = title_of(self.style, form, self.department)
            rows.append(
                Row((Cell(f"表{i}"), Cell(title), Cell("是" if empty else "否"), Cell("本部门无此类收支" if empty else "")))
            )
        table = Table("LIST", "目录", ("code", "name", "code", "name"), heads, 1, tuple(rows))
        left = self.layout.margin[0]
        press = Press(self.layout, table, self.flow.page.wide - 2 * left, self.rng)
        press.print(self.flow, Block(0.0, _nothing), left, self.facts)

    def _table(self, form: str, table: Table) -> None:
        flow, left, layout = self.flow, self.layout.margin[0], self.style.ink(form)
        wide = flow.page.wide - 2 * left
        if self.style.heading and form in self.style.forms:
            number = self.style.forms.index(form) + 1
            self._heading(
                f"{ordinal(number)}、{plain_title(self.style, form).format(year='').removeprefix('年度').removeprefix('年')}", 1
            )
        above = self._above(form, table)
        if table.sentence:
            self.contents.append(Entry(table.title, len(flow.pages), 1))
            above.draw(flow.page, left, flow.y, left + wide)
            flow.y += above.height + 6
            self._prose(table.sentence, PROSE)
            return
        spoken = _worded(layout, table)
        if form == "BG07":  # its cells are wide
            layout = layout.model_copy(update={"wrap_figures": False})
        first, second = self._halves(form, spoken)
        press = Press(layout, first, wide, self.rng)
        self.contents.append(Entry(table.title, press.print(flow, above, left, self.facts), 1))
        if second:
            flow.open_page(flow.landscape)
            Press(layout, second, wide * 0.7, self.rng, press).print(flow, Block(above.height, _nothing), left, self.facts)
        flow.y += 4
        for note in table.notes:
            self._note(note, left, wide)

    def _halves(self, form: str, table: Table) -> tuple[Table, Table | None]:
        """A wide table, perhaps in two: only one that is on a page of its own and has nothing but its rows."""
        amounts = [i for i, role in enumerate(table.roles) if role == "amount"]
        fits = form in ("BG02", "BG03") and len(amounts) > 7 and len(table.rows) < 16 and amounts[0] > 0
        if self.style.split_wide == "no" or not fits:
            return table, None
        return in_halves(table, amounts, with_stub=self.style.split_wide == "stub")

    def _above(self, form: str, table: Table) -> Block:
        style, layout = self.style, self.style.ink(form)
        known = form in style.forms
        caption = caption_of(style, form) if known and style.caption_at != "none" else ""
        unit = unit_of(style, form) if known else unit_of(style, style.forms[0])
        who = layout.who + self.department if layout.caption_line != "one" else ""
        small = min(layout.size + 1, 10.0)
        title = Banner("", table.title, "", 15.0 if len(table.title) < 24 else 12.5)
        if style.caption_at == "above_left":
            lines = [Banner(caption, "", "", small), title, Banner(who, "", unit, small)]
        elif style.caption_at == "with_unit":
            lines = [title, Banner(who, "", f"{caption}  {unit}".strip(), small)]
        else:
            lines = [Banner("", "", caption, small), title, Banner(who, "", unit, small)]
        return self._banner([line for line in lines if any(line[:3])])

    # words ----------------------------------------------------------------

    def _words(self, part: str) -> None:
        year, accounts = self.style.year, self.accounts
        self.flow.open_page()
        self._heading(f"{part} {year}年部门预算情况说明", 0)
        self._heading("一、收支预算总体情况", 1)
        spent = sum(e.amount for e in accounts.entries)
        closing = sum(e.closing for e in accounts.entries)
        self._prose(f"{year}年收支总预算{self._wan(spent + closing)}万元。本年支出预算{self._wan(spent)}万元。")
        self._heading("二、一般公共预算支出情况", 1)
        self._prose(f"{year}年一般公共预算支出{self._wan(sum(e.amount for e in accounts.of('general')))}万元。")
        self._heading("三、“三公”经费情况", 1)
        figures = accounts.three_public()
        self._prose(
            f"{year}年“三公”经费预算{self._wan(figures['total'])}万元，其中公务接待费{self._wan(figures['reception'])}万元。"
        )
        self._heading("四、名词解释", 1)
        self._prose("基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。")

    def _wan(self, fen: int) -> str:
        plain = self.layout.model_copy(update={"unit": "万元", "decimals": 2, "thousands": False, "zero": "0.00"})
        return printed(plain, fen).text

    # truth ----------------------------------------------------------------

    def findings(self) -> list[dict[str, Any]]:
        """Planted contradictions in the form of the truth files."""
        return findings_of(self.planted, {(f.form, f.row, f.column): f.page for f in self.unique_facts()})

    def meta(self) -> dict[str, Any]:
        """What the document is."""
        return {
            "department": self.department,
            "fiscal_year": self.style.year,
            "genre": "budget",
            "unit": self.layout.unit,
            "pages": len(self.flow.pages),
            "forms": {form: title_of(self.style, form, self.department) for form in self.style.forms},
            "style": self.style.model_dump(exclude_defaults=True),
        }


SPACED = ("项目", "合计", "总计", "收入", "支出", "小计", "金额")


def _worded(layout: Any, table: Table) -> Table:
    """Heads and labels with the spaces and parentheses that the place prints."""

    def say(text: str) -> str:
        if layout.spaced_words and text in SPACED:
            text = text[0] + "    " + text[1]
        return text.replace("（", "(").replace("）", ")") if layout.half_parens else text

    def spoken(cell: Cell) -> Cell:
        """A key that holds names holds them as they are printed."""
        if cell.key is None:
            return cell._replace(text=say(cell.text))
        return cell._replace(key=cell.key._replace(row=say(cell.key.row)))

    heads = tuple(head._replace(text=say(head.text)) for head in table.heads)
    rows = [row._replace(cells=tuple(spoken(cell) for cell in row.cells)) for row in table.rows]
    return table._replace(heads=heads, rows=tuple(rows))


def _nothing(page: Any, x0: float, y: float, x1: float) -> None:
    """Nothing stands above the list of tables."""
