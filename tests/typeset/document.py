"""A whole document: cover, contents, overview, tables, a few sentences; and its truth."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from tests.typeset.books import CATALOG, Books, keep_books
from tests.typeset.extras import extra_tables, without_facts
from tests.typeset.forms import tables_of
from tests.typeset.layout import Layout
from tests.typeset.paper import Page
from tests.typeset.plants import Plant, findings_of, plant
from tests.typeset.practices import after_table, before_table, draw_footnotes
from tests.typeset.press import Block, Press
from tests.typeset.sentences import narrate
from tests.typeset.table import Fact, Table
from tests.typeset.touches import halves
from tests.typeset.wording import caption_of, title_lines, title_of, unit_of
from tests.typeset.work import PROSE, Banner, Entry, Work


class Made(NamedTuple):
    """A document and its truth."""

    pdf: bytes
    facts: list[Fact]
    findings: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    meta: dict[str, Any]
    description: str


def make(seed: int, layout: Layout) -> Made:
    """Typeset the department that this seed invents, in this layout. The same arguments give the same bytes."""
    rng = random.Random(f"typeset-{seed}")
    department = _department(rng)
    books = keep_books(
        rng, has_fund=layout.has_fund, has_capital=layout.has_capital, negatives=layout.negatives, year=layout.year
    )
    work = _Work(layout, department, books, rng)
    work.set_all()
    pdf = work.bound()
    return Made(pdf, work.unique_facts(), work.findings(), work.claims, work.meta(), _description(layout))


def _department(rng: random.Random) -> str:
    places = CATALOG["places"]
    return str(rng.choice(places["cities"]) + rng.choice(places["districts"]) + rng.choice(places["bureaus"]))


def _description(layout: Layout) -> str:
    changed = layout.model_dump(exclude_defaults=True)
    return ", ".join(f"{name}={value}" for name, value in changed.items()) or "all defaults"


def _nothing(page: Page, x0: float, y: float, x1: float) -> None:
    """What stands above the right half of a split table."""


class _Work(Work):
    """The document while it is being set."""

    def __init__(self, layout: Layout, department: str, books: Books, rng: random.Random) -> None:
        super().__init__(layout, department, rng)
        self.books = books
        self.planted: list[Plant] = []
        self.claims: list[dict[str, Any]] = []

    def _running_head(self) -> str:
        return f"{self.department}{self.layout.year}年度部门决算"

    def unique_facts(self) -> list[Fact]:
        """Figures once each, in printed order of the forms."""
        return sorted(super().unique_facts(), key=lambda f: self.layout.order.index(f.form))

    def set_all(self) -> None:
        """Every part in printed order; the contents list last, when the pages are known."""
        self._cover()
        self.flow.open_page()
        contents_page = self.flow.page
        self._overview()
        if self.layout.parts == "tables_then_words":
            self._tables("第二部分")
            self._narrative("第三部分")
            self._glossary("第四部分")
        else:
            self._narrative("第二部分")
            self._glossary("第三部分")
            self._tables("第四部分")
        if self.layout.annex_unit:
            self._annex()
        self._list_contents(contents_page)
        self._furniture()

    def _cover(self) -> None:
        self.flow.open_page()
        self._centred(280, self.department, 24)
        self._centred(325, f"{self.layout.year}年度部门决算" + ("公开" if self.layout.year % 2 else ""), 24)
        self._centred(700, f"{self.layout.year + 1}年9月", 14)

    def _overview(self) -> None:
        self.flow.open_page()
        self._heading(f"第一部分 {self.department}概况", 0)
        self._heading("一、部门主要职责", 1)
        self._prose("贯彻执行国家和省、市有关方针政策和法律法规，拟订本部门发展规划并组织实施，承担上级交办的其他事项。")
        self._heading("二、机构设置情况", 1)
        self._prose(f"从单位构成看，{self.department}部门决算由实行独立核算的{self.department}本级决算和2个下属单位决算组成。")

    def _tables(self, part: str) -> None:
        heading = f"{part} {self.layout.year}年度部门决算表"
        if self.layout.list_page:
            self.flow.open_page()
            self._heading(heading, 0)
            for form in self.layout.order:
                self._prose(title_of(self.layout, form).replace(" ", ""))
        for i, table in enumerate(tables_of(self.layout, self.books)):
            table, planted = plant(self.layout, table, self.rng)
            self.planted += planted
            landscape = table.form in self.layout.landscape
            if i == 0 or not self._shares_page(table, landscape):
                self.flow.open_page(landscape)
            else:
                self.flow.y += 26
            if i == 0 and not self.layout.list_page:
                self._heading(heading, 0)
            if self.layout.prose_between and not landscape and not table.sentence:
                self._prose(before_table(self.layout, table))
                self._table(table)
                self._prose(after_table(self.layout))
            else:
                self._table(table)
            if table.form == "FA05":
                self._extras("detail", "projects")
        self._extras("procurement", "performance")

    def _extras(self, *kinds: str) -> None:
        """Tables that are no forms, each on a page of its own."""
        made = zip(self.layout.extra_tables, extra_tables(self.layout, self.books), strict=True)
        for table in (table for kind, table in made if kind in kinds):
            self.flow.open_page(table.form in self.layout.landscape)
            self._table(table)

    def _annex(self) -> None:
        """The nine forms of a subordinate unit, titled and captioned as the department's are."""
        self.flow.open_page()
        self._heading("附件：所属单位决算公开表", 0)
        books = keep_books(self.rng, has_fund=self.layout.has_fund, has_capital=False, negatives=False, year=self.layout.year)
        department, self.department = self.department, self.department + "服务中心"
        for table in tables_of(self.layout.model_copy(update={"has_capital": False}), books):
            self.flow.open_page(table.form in self.layout.landscape)
            self._table(without_facts(table))
        self.department = department

    def _shares_page(self, table: Table, landscape: bool) -> bool:
        if landscape != self.flow.landscape:
            return False
        if self.layout.breaks != "natural":
            return not table.sentence and self.flow.bottom - self.flow.y > 150
        if not self.layout.two_on_page:
            return False
        return self.flow.bottom - self.flow.y > 150 and table.form in ("FA05", "FA07", "FA08", "FA09")

    def _table(self, table: Table) -> None:
        flow, left = self.flow, self.layout.margin[0]
        wide = flow.page.wide - 2 * left
        above = self._above(table)
        if table.sentence:
            self.contents.append(Entry(table.title, len(flow.pages), 1))
            above.draw(flow.page, left, flow.y, left + wide)
            flow.y += above.height + 6
            self._prose(table.sentence, PROSE)
            return
        first, second = halves(self.layout, table)
        press = Press(self.layout, first, wide, self.rng)
        self.contents.append(Entry(table.title, press.print(flow, above, left, self.facts), 1))
        if second:
            flow.open_page(flow.landscape)
            Press(self.layout, second, wide * 0.7, self.rng, press).print(flow, Block(above.height, _nothing), left, self.facts)
        flow.y += 4
        for note in table.notes:
            self._note(note, left, wide)
        if self.layout.footnotes:
            draw_footnotes(self.layout, flow.page, left, flow.bottom + 8)

    def _above(self, table: Table) -> Block:
        """Title and captions; the title inside the grid's frame where the layout says so."""
        layout, form = self.layout, table.form
        caption, unit = caption_of(layout, form), unit_of(layout)
        if layout.other_unit and form == "FA09":
            unit = layout.unit_caption.replace("万元", "元")
        small = min(layout.size, 10.0)
        who = layout.who + self.department
        year = f"{layout.year}年度" if layout.year % 2 == 0 else ""
        size = 15.0 if len(table.title) < 20 else 13.0
        lines: list[tuple[str, str, str, float]] = [("", part, "", size) for part in title_lines(layout, table.title)]
        if layout.caption_line == "split":
            lines = [("", "", caption, small), *lines, (who, year, unit, small)]
        elif layout.caption_line == "two":
            lines += [("", "", caption, small), (who, year, unit, small)]
        else:
            lines += [(who, year, f"{caption}  {unit}".strip(), small)]
        return self._banner([Banner(*line) for line in lines if any(line[:3])])

    def _narrative(self, part: str) -> None:
        self.flow.open_page()
        self._heading(f"{part} {self.layout.year}年度部门决算情况说明", 0)
        for title, text, claims in narrate(self.layout, self.books, self.rng):
            self._heading(title, 1)
            at = len(self.flow.pages)
            self._prose(text)
            self.claims += [{**claim, "page": at} for claim in claims]

    def _glossary(self, part: str) -> None:
        self.flow.open_page()
        self._heading(f"{part} 名词解释", 0)
        self._prose("一、财政拨款收入：指单位从同级财政部门取得的财政预算资金。")
        self._prose("二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。")
        self._prose("三、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。")

    def findings(self) -> list[dict[str, Any]]:
        """Planted contradictions in the form of the truth files."""
        return findings_of(self.planted, {(f.form, f.row, f.column): f.page for f in self.unique_facts()})

    def meta(self) -> dict[str, Any]:
        """What the document is."""
        return {
            "department": self.department,
            "fiscal_year": self.layout.year,
            "genre": "final_accounts",
            "unit": self.layout.unit,
            "pages": len(self.flow.pages),
            "layout": self.layout.model_dump(exclude_defaults=True),
        }
