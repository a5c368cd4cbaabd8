"""Small papers with a title page, drawn from their description; each states what it truly is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
from pydantic import BaseModel, ConfigDict

COLLECTIONS = ("first", "second", "third", "fourth", "fifth", "sixth")
HERE = Path(__file__).parent
PORTRAIT = (595.0, 842.0)
LEFT, TOP, BOTTOM = 70.0, 80.0, 770.0
PROSE, SMALL, TITLE = 12.0, 10.0, 16.0
FACE = "china-s"


class Paper(BaseModel):
    """What a paper says and what it is.

    `style`: `page` (a title page), `no_page` (the title stands over the text), `picture` (the title page is an image),
    `blank_first` and `contents_first` (the title page is the second), `right` (the title stands at the right), `scan` (all
    pages are images), `landscape`. `who`: whom captions name. `blank`: no figure is printed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    body: str
    cover: tuple[str, ...] = ()
    style: str = "page"
    file: str = ""
    who: str | None = None
    bodyyear: int | str | None = None
    replace: Mapping[str, str] = {}
    change: int = 0
    blank: bool = False
    department: str | None = None
    year: int | None = None
    year_printed: bool = True
    genre: str | None = None
    other: bool = False
    template: bool = False
    revises: str = ""
    pair: str = ""

    @property
    def file_name(self) -> str:
        return self.file or f"{self.name}.pdf"


def papers(collection: str) -> tuple[Paper, ...]:
    """The papers of a collection: `first`, …"""
    raw = tomllib.loads((HERE / f"{collection}.toml").read_text(encoding="utf-8"))
    return tuple(Paper.model_validate(entry) for entry in raw["paper"])


@cache
def _bodies() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for file in ("bodies.toml", "bodies2.toml", "bodies3.toml", "others.toml", "others2.toml", "others3.toml"):
        raw = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
        found.update({key: value["text"] for key, value in raw.items()})
    return found


def drawn(paper: Paper) -> bytes:
    """The paper as a PDF; the same description gives the same bytes."""
    pen = _Pen()
    lines = list(_body(paper))
    if paper.style == "blank_first":
        pen.page()
    if paper.style == "contents_first":
        end = next(at for at, line in enumerate(lines) if at and line.startswith("="))
        pen.write_all(lines[:end])
        lines = lines[end:]
    _title(pen, paper)
    if paper.style == "no_page" and lines and lines[0].startswith("="):
        lines[0] = lines[0].lstrip("= ")
    pen.write_all(line for line in lines if line)
    pen.done()
    if paper.style == "picture":
        _as_pictures(pen.document, [0])
    if paper.style == "scan":
        _as_pictures(pen.document, range(pen.document.page_count))
    pen.document.set_metadata({})
    return bytes(pen.document.tobytes(garbage=3, deflate=True, no_new_id=True))


def _body(paper: Paper) -> Iterator[str]:
    year = paper.bodyyear or paper.year or 2023
    around = (year - 1, year + 1) if isinstance(year, int) else (year, year)
    text = _bodies()[paper.body].strip("\n")
    who = paper.department if paper.who is None else paper.who
    for line in text.split("\n"):
        if who == "" and "{d}" in line and line[0] == "~":
            continue
        line = (
            line.replace("{d}", who or "").replace("{y}", str(year)).replace("{p}", str(around[0])).replace("{n}", str(around[1]))
        )
        for old, new in paper.replace.items():
            line = line.replace(old, new)
        if paper.blank:
            line = _without_figures(line)
        yield line.replace("203.55", f"20{paper.change}.55") if paper.change else line


def _without_figures(line: str) -> str:
    return re.sub(r"\d[\d,]*\.\d+", "" if line.startswith("|") else "××", line)


def _title(pen: _Pen, paper: Paper) -> None:
    if not paper.cover:
        return
    pen.page()
    pen.y = 90.0 if paper.style == "no_page" else 230.0
    for entry in paper.cover:
        if entry.startswith("|"):
            pen.write_all([entry])
            continue
        text, _, size = entry.partition("@")
        pen.centred(text, float(size or 20), right=paper.style == "right")
    if paper.style != "no_page":
        pen.y = BOTTOM


class _Pen:
    """Writes downwards, page after page."""

    def __init__(self) -> None:
        self.document = pymupdf.open()
        self.y = BOTTOM

    def page(self) -> None:
        self.done()
        self.y = TOP
        self._marks = self.document.new_page(width=PORTRAIT[0], height=PORTRAIT[1]).new_shape()

    def done(self) -> None:
        if self.document.page_count:
            self._marks.commit()

    def write_all(self, lines: Any) -> None:
        for line in lines:
            self._write(line)

    def _write(self, line: str) -> None:
        if line.startswith("="):
            self.page()
            if title := line.lstrip("= "):
                self.centred(title, TITLE)
        elif line.startswith("|"):
            self._row([cell.strip() for cell in line[1:].split("|")])
        elif line.startswith("~"):
            self._line(line[1:].strip(), SMALL)
        elif line.startswith(">"):
            text = line[1:].strip()
            self._line(text, SMALL, PORTRAIT[0] - LEFT - _width(text, SMALL))
        else:
            self._prose(line)

    def _room(self, needed: float) -> None:
        if self.y + needed > BOTTOM or not self.document.page_count:
            self.page()

    def centred(self, text: str, size: float, right: bool = False) -> None:
        self._room(size * 1.8)
        left = PORTRAIT[0] - LEFT - _width(text, size) if right else (PORTRAIT[0] - _width(text, size)) / 2
        self._line(text, size, max(left, 20.0))

    def _line(self, text: str, size: float, left: float = LEFT) -> None:
        self._room(size * 1.8)
        self._marks.insert_text((left, self.y + size), text, fontsize=size, fontname=FACE)
        self.y += size * 1.8

    def _prose(self, text: str) -> None:
        indented = text if text[0] in "一二三四五六七八九十（第" and len(text) < 30 else "　　" + text
        room = (PORTRAIT[0] - 2 * LEFT) / PROSE
        line, used = "", 0.0
        for char in indented:
            wide = 1.0 if ord(char) > 255 else 0.5
            if used + wide > room:
                self._line(line, PROSE)
                line, used = "", 0.0
            line, used = line + char, used + wide
        self._line(line, PROSE)

    def _row(self, cells: list[str]) -> None:
        self._room(20)
        step = (PORTRAIT[0] - 80) / len(cells)
        for at, cell in enumerate(cells):
            box = pymupdf.Rect(40 + at * step, self.y, 40 + (at + 1) * step, self.y + 18)
            self._marks.draw_rect(box)
            self._marks.finish(width=0.5)
            size = min(9.0, (step - 4) / max(_width(cell, 1.0), 0.5))
            self._marks.insert_text((box.x0 + 2, box.y1 - 5), cell, fontsize=size, fontname=FACE)
        self.y += 18


def _width(text: str, size: float) -> float:
    return size * sum(1.0 if ord(char) > 255 else 0.5 for char in text)


def _as_pictures(document: pymupdf.Document, numbers: Any) -> None:
    for number in numbers:
        page = document[number]
        png = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY).tobytes("png")
        document.delete_page(number)
        document.new_page(number, width=PORTRAIT[0], height=PORTRAIT[1]).insert_image(pymupdf.Rect(0, 0, *PORTRAIT), stream=png)
