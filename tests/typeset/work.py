"""A document while it is being set, whatever its kind: pages, headings, prose, notes, contents list, furniture."""

from __future__ import annotations

import math
import random
from typing import NamedTuple

import pymupdf

from tests.typeset.layout import Layout
from tests.typeset.paper import GREY, Page, width
from tests.typeset.practices import draw_margin_words
from tests.typeset.press import Block, Flow, wrap
from tests.typeset.table import Fact

PORTRAIT = (595.3, 841.9)
LANDSCAPE = {"a4": (841.9, 595.3), "a3": (1190.6, 841.9)}
PROSE = 12.0


class Entry(NamedTuple):
    """A line of the contents list."""

    text: str
    page: int
    level: int


class Banner(NamedTuple):
    """A line above a table: what stands at its left, in its middle and at its right."""

    left: str
    middle: str
    right: str
    size: float


class Work:
    """What every document has; the kinds say which parts it has and in which order."""

    def __init__(self, layout: Layout, department: str, rng: random.Random) -> None:
        self.layout, self.department, self.rng = layout, department, rng
        self.flow = Flow(self._new_page, layout)
        self.facts: list[Fact] = []
        self.contents: list[Entry] = []
        self.heading_face = "hei" if layout.face != "embedded" else "embedded"
        self.prose_face = "embedded" if layout.face == "embedded" else "song"

    def _running_head(self) -> str:
        return f"{self.department}{self.layout.year}年"

    def _new_page(self, landscape: bool) -> Page:
        bleed = 18.0 if self.layout.cropped else 0.0
        return (
            Page(*LANDSCAPE[self.layout.paper], turn=self.layout.turn, bleed=bleed) if landscape else Page(*PORTRAIT, bleed=bleed)
        )

    def _centred(self, y: float, text: str, size: float, face: str | None = None) -> None:
        face = face or self.heading_face
        page = self.flow.page
        page.text((page.wide - width(face, text, size)) / 2, y, text, size, face)

    def _heading(self, text: str, level: int, size: float = 14.0) -> None:
        if self.flow.y + 40 > self.flow.bottom:
            self.flow.open_page()
        self.contents.append(Entry(text, len(self.flow.pages), level))
        if level == 0:
            self._centred(self.flow.y + 18, text, 18)
            self.flow.y += 40
        else:
            self.flow.page.text(self.layout.margin[0] + 2 * PROSE, self.flow.y + 14, text, size, self.heading_face)
            self.flow.y += 26

    def _prose(self, text: str, size: float = PROSE) -> None:
        left = self.layout.margin[0]
        for line in wrap(self.prose_face, "　　" + text, size, self.flow.page.wide - 2 * left):
            if self.flow.y + size * 1.7 > self.flow.bottom:
                self.flow.open_page()
            self.flow.page.text(left, self.flow.y + size, line, size, self.prose_face)
            self.flow.y += size * 1.7

    def _note(self, note: str, left: float, wide: float) -> None:
        size = min(self.layout.size, 9.0)
        for line in wrap(self.layout.face, note, size, wide):
            if self.flow.y + size > self.flow.bottom + 24:
                self.flow.open_page(self.flow.landscape)
            self.flow.page.text(left, self.flow.y + size, line, size, self.layout.face)
            self.flow.y += size * 1.35

    def _list_contents(self, page: Page) -> None:
        face, size, left = self.prose_face, 11.0, self.layout.margin[0]
        page.text((page.wide - width(self.heading_face, "目  录", 18)) / 2, 90, "目  录", 18, self.heading_face)
        y = 125.0
        for entry in self.contents:
            x = left + 16 * entry.level
            number = str(entry.page)
            page.text(x, y, entry.text, size, face)
            start = x + width(face, entry.text, size) + 4
            end = page.wide - left - width(face, number, size)
            page.text(start, y, "." * max(0, int((end - start - 4) / width(face, ".", size))), size, face)
            page.text(end, y, number, size, face)
            y += size * 1.75

    def _furniture(self) -> None:
        for number, page in enumerate(self.flow.pages, 1):
            if number > 1:
                self._footer(page, number)
            if self.layout.running_head and number > 2:
                text = self._running_head()
                page.text((page.wide - width(self.prose_face, text, 9)) / 2, 36, text, 9, self.prose_face)
                page.line(self.layout.margin[0], 41, page.wide - self.layout.margin[0], 41, 0.5)
            if self.layout.watermark:
                self._watermark(page)
            if self.layout.margin_words and number > 2:
                draw_margin_words(page)

    def _footer(self, page: Page, number: int) -> None:
        whole = len(self.flow.pages)
        text = {"none": "", "dashes": f"- {number} -", "plain": str(number), "of": f"第 {number} 页 共 {whole} 页"}[
            self.layout.footer
        ]
        if self.layout.upright_footer and page.turn.startswith("sideways") and text.isascii():
            self._upright_footer(page, text)
            return
        page.text(
            (page.wide - width("song", text, 9)) / 2,
            page.high - 36,
            text,
            9,
            "song" if self.layout.face != "embedded" else "embedded",
        )

    def _upright_footer(self, page: Page, text: str) -> None:
        """The footer of a portrait sheet on which the page's content lies sideways."""
        quarter, half = math.pi / 2, width("song", text, 9) / 2
        if page.turn == "sideways90":
            page.text(page.wide - 36, page.high / 2 + half, text, 9, "song", slant=quarter)
        else:
            page.text(36, page.high / 2 - half, text, 9, "song", slant=-quarter)

    def _watermark(self, page: Page) -> None:
        if self.layout.watermark_style == "tiles":
            for row in range(int(page.high / 90)):
                for col in range(int(page.wide / 150)):
                    page.text(150 * col + 20, 90 * row + 80, "内部公开 2023", 13, "hei", slant=math.pi / 6, grey=GREY)
            return
        if self.layout.watermark_style == "flat":
            page.text(page.wide / 2 - 160, page.high / 2, "信息公开专用", 52, "hei", grey=GREY)
            return
        text, size = "仅供公开使用", 48.0
        half = width("hei", text, size) / 2 * math.cos(math.pi / 5)
        page.text(page.wide / 2 - half, page.high / 2 + half * 0.7, text, size, self.heading_face, slant=math.pi / 5, grey=GREY)

    def bound(self) -> bytes:
        """The PDF, with fonts cut down to what is used."""
        document = pymupdf.open()
        placed: dict[str, int] = {}
        for page in self.flow.pages:
            page.into(document, placed)
        document.set_metadata({})
        if any("droid" in page.fonts for page in self.flow.pages):
            document.subset_fonts()
        return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))

    def unique_facts(self) -> list[Fact]:
        """Figures once each, at their first place."""
        found: dict[tuple[str, str, str], Fact] = {}
        for fact in self.facts:
            found.setdefault((fact.form, fact.row, fact.column), fact)
        return list(found.values())

    def _banner(self, lines: list[Banner]) -> Block:
        """Title and captions above a table; in ruled cells or inside its frame where the layout says so."""
        layout, height = self.layout, sum(line.size * 1.7 for line in lines)

        def draw(page: Page, x0: float, y: float, x1: float) -> None:
            if layout.title_in_grid and layout.ruling not in ("none", "three_line", "row_segments", "full_rows"):
                page.frame(x0, y, x1, y + height)
            for left, middle, right, size in lines:
                if layout.caption_cells and layout.ruling in ("grid", "thick_frame", "filled"):
                    page.frame(x0, y, x1, y + size * 1.7)
                    if left:
                        page.line((2 * x0 + x1) / 3, y, (2 * x0 + x1) / 3, y + size * 1.7)
                        page.line((x0 + 2 * x1) / 3, y, (x0 + 2 * x1) / 3, y + size * 1.7)
                face = self.heading_face if size > 12 else layout.face
                base = y + size * 1.2
                page.text(x0 + 2, base, left, size, face)
                page.text((x0 + x1 - width(face, middle, size)) / 2, base, middle, size, face)
                page.text(x1 - 2 - width(face, right, size), base, right, size, face)
                y += size * 1.7

        return Block(height, draw)
