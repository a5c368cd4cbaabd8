"""Sets a table on pages: column widths, wrapped cells, rules, page breaks. Records the page of every figure."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from tests.typeset.layout import Layout
from tests.typeset.paper import Page, width
from tests.typeset.rules import Span, draw_rules
from tests.typeset.table import Align, Cell, Fact, Head, Row, Table

MIN_SIZE = 4.2


class Block(NamedTuple):
    """Lines above a table: drawn by the caller, `height` points high."""

    height: float
    draw: Callable[[Page, float, float, float], None]


class Wrapped(NamedTuple):
    """A cell with its lines."""

    cell: Cell
    lines: tuple[str, ...]


class SetRow(NamedTuple):
    """A row ready to draw."""

    cells: tuple[Wrapped, ...]
    height: float
    strong: bool
    lift: float


class Flow:
    """Pages being filled; `y` is where the next thing goes."""

    def __init__(self, new_page: Callable[[bool], Page], layout: Layout) -> None:
        self._new_page, self.layout = new_page, layout
        self.pages: list[Page] = []
        self.y = 0.0
        self.landscape = False

    def open_page(self, landscape: bool = False) -> None:
        """Start a page."""
        self.pages.append(self._new_page(landscape))
        self.y, self.landscape = self.layout.margin[1], landscape

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def bottom(self) -> float:
        """Where the text area ends."""
        return self.page.high - self.layout.margin[1]


def wrap(face: str, text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a cell's text where the room ends, as word processors break Chinese."""
    if not text:
        return ()
    lines, line, used = [], "", 0.0
    for char in text:
        step = width(face, char, size)
        if line and used + step > room + 0.01:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + char, used + step
    return (*lines, line)


def facts_of(facts: list[Fact], form: str) -> bool:
    """True once a figure of the form is printed: its header now stands on a later page."""
    return any(fact.form == form for fact in facts)


class Press:
    """One table in one layout at one width."""

    def __init__(self, layout: Layout, table: Table, wide: float, rng: random.Random, beside: Press | None = None) -> None:
        """`beside`: the left half of the same table, whose rows are as high."""
        self.layout, self.table, self.rng = layout, table, rng
        self.size = layout.size
        self.widths = self._fit(wide)
        self.edges = [sum(self.widths[:i]) for i in range(len(self.widths) + 1)]
        self.head = self._set_heads()
        self.rows = [self._set_row(row) for row in table.rows]
        if beside:
            self.head = self.head[0], [max(pair) for pair in zip(self.head[1], beside.head[1], strict=True)]
            self.rows = [mine._replace(height=theirs.height) for mine, theirs in zip(self.rows, beside.rows, strict=True)]
        self._spans: list[Span] = []

    # widths ---------------------------------------------------------------

    def _fit(self, wide: float) -> list[float]:
        while True:
            needs = [self._need(i) for i in range(len(self.table.roles))]
            names = [i for i, role in enumerate(self.table.roles) if role == "name"]
            rest = wide - sum(needs)
            if rest >= 0 or self.size <= MIN_SIZE:
                break
            self.size -= 0.3
        wanted = [self._longest_name(i) - needs[i] for i in names]
        share = min(1.0, max(rest, 0) * 0.75 / sum(wanted)) if names and sum(wanted) > 0 else 0.0
        for i, extra in zip(names, wanted, strict=True):
            needs[i] += extra * share
        left = wide - sum(needs)
        wider = [i for i, role in enumerate(self.table.roles) if role == "amount" and not self._narrow(i)] or names
        return [need + (left / len(wider) if i in wider and left > 0 else 0) for i, need in enumerate(needs)]

    def _narrow(self, column: int) -> bool:
        return self.layout.wrap_figures and self.table.roles[column] == "amount" and len(self.table.roles) < 10

    def _cells_of(self, column: int) -> list[Cell]:
        found = []
        for row in self.table.rows:
            at = 0
            for cell in row.cells:
                if at == column and cell.span == 1:
                    found.append(cell)
                at += cell.span
        return found

    def _need(self, column: int) -> float:
        """The least width: figures and codes stay whole, names may wrap after five characters."""
        role, pad = self.table.roles[column], 2 * self.layout.padding
        if role == "name":
            return 5 * self.size + pad
        floor = {"code": 1.2 if self._short_codes() else 4.0, "number": 2.1, "amount": 2.2}[role] * self.size
        if role == "code" and self.layout.codes == "merged_three" and self._short_codes():
            floor = max(floor, width(self.layout.face, "2080505", self.size) / 3 - pad * 2 / 3 + 0.5)
        longest = max(
            (width(self.layout.face, c.text, self.size) + c.indent * self.size for c in self._cells_of(column)), default=0.0
        )
        if self._narrow(column) and longest > 3 * self.size:
            longest -= 0.4 * self.size
        return max(longest + 0.3, floor) + pad

    def _short_codes(self) -> bool:
        return self.table.roles.count("code") > 1 and self.table.roles[1] == "code"

    def _longest_name(self, column: int) -> float:
        cells = self._cells_of(column)
        longest = max((width(self.layout.face, c.text, self.size) + c.indent * self.size for c in cells), default=0.0)
        return max(longest + 2 * self.layout.padding + 0.5, 5 * self.size + 2 * self.layout.padding)

    # wrapping -------------------------------------------------------------

    @property
    def _lead(self) -> float:
        return self.size * self.layout.leading

    def _set_row(self, row: Row) -> SetRow:
        at, cells = 0, []
        for cell in row.cells:
            room = self.edges[at + cell.span] - self.edges[at] - 2 * self.layout.padding - cell.indent * self.size
            lines = wrap(self.layout.face, cell.text, self.size, room)
            if self._clips(cell, at):
                lines = (cell.text,)
            cells.append(Wrapped(cell, lines))
            at += cell.span
        most = max(len(w.lines) for w in cells)
        height = max(self.layout.row_height, most * self._lead + 3)
        return SetRow(tuple(cells), height, row.strong, self._lift())

    def _clips(self, cell: Cell, at: int) -> bool:
        """A name that is set on one line whatever its length."""
        return self.layout.clip_names and cell.span == 1 and self.table.roles[at] == "name" and bool(cell.text)

    def _lift(self) -> float:
        """How far figures sit from the middle of their cell, as a share of what is free above or below them."""
        if self.layout.level == "uneven":
            return self.rng.choice((-0.8, -0.5, 0, 0, 0.5))
        return {"high": -0.9, "low": 0.9, "middle": 0.0}[self.layout.level]

    def _set_heads(self) -> tuple[list[tuple[Head, tuple[str, ...]]], list[float]]:
        made, depth = [], self.table.head_rows
        heights = [self.layout.row_height] * depth
        for head in sorted(self.table.heads, key=lambda h: h.rows):
            room = self.edges[head.col + head.cols] - self.edges[head.col] - 1.5
            lines = (
                tuple(head.text) if head.stacked and room < 5 * self.size else wrap(self.layout.face, head.text, self.size, room)
            )
            made.append((head, lines))
            lacking = len(lines) * self._lead + 3 - sum(heights[head.row : head.row + head.rows])
            if lacking > 0:
                heights[head.row + head.rows - 1] += lacking
        return made, heights

    # page breaks ----------------------------------------------------------

    def print(self, flow: Flow, above: Block, x: float, facts: list[Fact]) -> int:
        """Set the whole table, opening pages as needed; gives the page of its title."""
        lead_in = next((i for i, row in enumerate(self.table.rows) if not row.head), 0)
        head_rows, body = self.rows[:lead_in], self.rows[lead_in:]
        head_height = sum(self.head[1]) + sum(row.height for row in head_rows)
        self._place(flow, above, head_height, body)
        above.draw(flow.page, x, flow.y, x + self.edges[-1])
        flow.y += above.height
        started = len(flow.pages)
        self._open_grid(flow, x, head_rows, facts)
        first = self._first_cut(len(body))
        for i, row in enumerate(body):
            if i == first and i:
                self._turn_over(flow, above, x, head_rows, body, facts)
            elif i == 0 and first == 0:
                self._turn_over(flow, above, x, head_rows, [], facts)
            elif flow.y + row.height > flow.bottom:
                row = self._cut(flow, row, x, facts)
                self._turn_over(flow, above, x, head_rows, body if i else [], facts)
            elif self.layout.header_every and i and i % self.layout.header_every == 0:
                self._close_grid(flow, x, more=True)
                self._open_grid(flow, x, head_rows, facts)
            self._draw_row(flow, row, x, facts)
        self._close_grid(flow, x)
        return started

    def _first_cut(self, count: int) -> int | None:
        """Body index before which the page is turned on purpose, None for natural breaks."""
        breaks = self.layout.breaks
        if breaks == "after_header" and count > 6:
            return 0
        if breaks == "after_few" and count > 6:
            return 3
        if breaks == "before_last" and count > 2:
            return count - 1
        return None

    def _place(self, flow: Flow, above: Block, head_height: float, body: list[SetRow]) -> None:
        """Push the table down so that the wanted break falls at the foot of the page."""
        first = self._first_cut(len(body))
        used = above.height + head_height
        if first is None and self.layout.breaks == "row_cut":
            first = next((i for i, row in enumerate(body) if i > 1 and self._tall(row)), None)
            if first is not None:
                used += self._lead + 3
        if first is None:
            return
        used += sum(row.height for row in body[:first])
        if flow.y > flow.bottom - used - 1 and flow.y > self.layout.margin[1] + 60:
            flow.open_page(flow.landscape)
        flow.y = max(flow.y, flow.bottom - used - 1)

    def _tall(self, row: SetRow) -> bool:
        return max(len(w.lines) for w in row.cells) > 1

    def _cut(self, flow: Flow, row: SetRow, x: float, facts: list[Fact]) -> SetRow:
        """Set the first lines of a tall row at the foot of the page; give back the rest."""
        room = flow.bottom - flow.y
        fits = int((room - 3) / self._lead)
        if self.layout.breaks != "row_cut" or not self._tall(row) or fits < 1:
            return row
        fits = min(fits, max(len(w.lines) for w in row.cells) - 1)
        top = tuple(Wrapped(w.cell, w.lines[:fits]) for w in row.cells)
        rest = tuple(Wrapped(w.cell._replace(key=None) if w.lines[:fits] else w.cell, w.lines[fits:]) for w in row.cells)
        self._draw_row(flow, row._replace(cells=top, height=min(room, fits * self._lead + 3), lift=0), x, facts)
        height = max(len(w.lines) for w in rest) * self._lead + 3
        return row._replace(cells=rest, height=height, lift=0)

    def _turn_over(
        self, flow: Flow, above: Block, x: float, head_rows: list[SetRow], body: list[SetRow], facts: list[Fact]
    ) -> None:
        self._close_grid(flow, x, more=True)
        flow.open_page(flow.landscape)
        if self.layout.repeat in ("title", "title_total"):
            above.draw(flow.page, x, flow.y, x + self.edges[-1])
            flow.y += above.height
        if self.layout.repeat == "continued":
            word = f"续{self.table.title}" if len(self.table.title) < 8 else "续表"
            flow.page.text(x + self.edges[-1] - width(self.layout.face, word, 9), flow.y + 10, word, 9, self.layout.face)
            flow.y += 15
        if self.layout.repeat != "nothing":
            self._open_grid(flow, x, head_rows, facts)
        else:
            self._top, self._spans = flow.y, []
            self._head_bottom = flow.y
        if self.layout.repeat == "title_total" and body and body[0].strong and self._coded():
            self._draw_row(flow, body[0], x, facts)

    def _coded(self) -> bool:
        return self.table.form in ("FA02", "FA03", "FA05", "FA07") and self.layout.total_place == "first"

    # drawing --------------------------------------------------------------

    def _open_grid(self, flow: Flow, x: float, head_rows: list[SetRow], facts: list[Fact]) -> None:
        self._top, self._spans = flow.y, []
        tops = [flow.y + sum(self.head[1][:i]) for i in range(len(self.head[1]) + 1)]
        for head, lines in self.head[0]:
            x0, x1 = x + self.edges[head.col], x + self.edges[head.col + head.cols]
            box = Span(x0, tops[head.row], x1, tops[head.row + head.rows], True)
            if self.layout.grey_heads:
                flow.page.bar(*box[:4], grey=0.9)
            self._spans.append(box)
            self._lines(flow.page, lines, box, "center", strong=False, lift=0)
        flow.y = tops[-1]
        for row in head_rows:
            self._draw_row(flow, row, x, facts)
        self._head_bottom = flow.y

    def _close_grid(self, flow: Flow, x: float, *, more: bool = False) -> None:
        if self._spans:
            draw_rules(flow.page, self.layout.ruling, self._spans, (x, x + self.edges[-1]), self._head_bottom, more=more)

    def _draw_row(self, flow: Flow, row: SetRow, x: float, facts: list[Fact]) -> None:
        at = 0
        for wrapped in row.cells:
            cell = wrapped.cell
            box = Span(x + self.edges[at], flow.y, x + self.edges[at + cell.span], flow.y + row.height, False)
            at += cell.span
            self._box_in(box, cell)
            align: Align = self.layout.amounts if cell.align == "amount" else cell.align
            free = max(0.0, row.height - len(wrapped.lines) * self._lead) / 2
            lift = row.lift * free if cell.align == "amount" else 0.0
            if cell.low and not facts_of(facts, self.table.form):
                lift = row.height / 2
            cut = self._clips(cell, at - cell.span)
            if cut:
                flow.page.clip(*box[:4])
            ink = self._lines(flow.page, wrapped.lines, box, align, strong=row.strong, lift=lift, indent=cell.indent)
            if cut:
                flow.page.unclip()
            if cell.key and cell.key.row and cell.value is not None and wrapped.lines:
                facts.append(Fact(*cell.key, cell.value, len(flow.pages), *flow.page.displayed(*ink)))
        flow.y += row.height

    def _box_in(self, box: Span, cell: Cell) -> None:
        """Remember the cell's box for ruling, or lengthen the box that it shares."""
        if cell.joined:
            for i in range(len(self._spans) - 1, -1, -1):
                above = self._spans[i]
                met = abs(above.x0 - box.x0) + abs(above.x1 - box.x1) + abs(above.bottom - box.top) < 0.1
                if met and not above.head:
                    self._spans[i] = above._replace(bottom=box.bottom)
                    return
        self._spans.append(box)

    def _lines(
        self, page: Page, lines: tuple[str, ...], box: Span, align: Align, *, strong: bool, lift: float, indent: int = 0
    ) -> tuple[float, float, float, float]:
        """Draw a cell's lines; gives the box of their ink."""
        pad, lead, face = self.layout.padding, self._lead, self.layout.face
        y = (box.top + box.bottom) / 2 - len(lines) * lead / 2 + lift + (lead - self.size) / 2 + 0.82 * self.size
        ink = (box.x1, y - 0.82 * self.size, box.x0, y)
        for line in lines:
            long = width(face, line, self.size)
            x = {
                "left": box.x0 + pad + indent * self.size,
                "center": (box.x0 + box.x1 - long) / 2,
                "right": box.x1 - pad - long,
                "amount": box.x1 - pad - long,
            }[align]
            page.text(x, y, line, self.size, face)
            if strong and self.layout.bold_twice:
                page.text(x + 0.25, y, line, self.size, face)
            ink = (min(ink[0], x), ink[1], max(ink[2], x + long), y + 0.18 * self.size)
            y += lead
        return ink
