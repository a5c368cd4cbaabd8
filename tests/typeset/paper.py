"""A page to draw on: text and rules in displayed coordinates (origin top left), written as PDF operators."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import pymupdf

from tests.typeset.layout import Turn

GREY = 0.82


class Face(NamedTuple):
    """A pair of fonts: Chinese, and Latin letters and digits."""

    han: str
    latin: str
    tracking: float = 0.0
    """Extra room after each character, in ems."""


FACES = {
    "song": Face("china-s", "tiro"),
    "hei": Face("china-ss", "helv"),
    "embedded": Face("droid", "droid"),
    "mono": Face("china-s", "cour"),
    "tracked": Face("china-s", "tiro", 0.12),
}


@cache
def _font(name: str) -> pymupdf.Font:
    return pymupdf.Font("cjk" if name == "droid" else name)


@cache
def advance(face: str, char: str) -> float:
    """Width of a character in ems."""
    font = font_for(face, char)
    own = 1.0 if font.startswith("china") else float(_font(font).glyph_advance(ord(char)))
    return own + FACES[face].tracking


def font_for(face: str, char: str) -> str:
    """Which of the face's fonts draws this character."""
    return FACES[face].latin if char.isascii() else FACES[face].han


def width(face: str, text: str, size: float) -> float:
    """Length of a line of text in points."""
    return sum(advance(face, char) for char in text) * size


class Page:
    """One page under construction, `wide` × `high` as displayed."""

    def __init__(self, wide: float, high: float, turn: Turn = "none", *, bleed: float = 0.0) -> None:
        self.wide, self.high, self.turn, self.bleed = wide, high, turn, bleed
        self.fonts: set[str] = set()
        self._marks: list[str] = []
        self._under: list[str] = []

    def text(
        self, x: float, baseline: float, text: str, size: float, face: str, *, slant: float = 0.0, grey: float = 0.0
    ) -> None:
        """Draw a line of text from its left end."""
        run, font = "", ""
        for char in text:
            wanted = font_for(face, char)
            if wanted != font and run:
                x += self._run(x, baseline, run, font, size, face, slant, grey)
                run = ""
            run, font = run + char, wanted
        if run:
            self._run(x, baseline, run, font, size, face, slant, grey)

    def _run(self, x: float, baseline: float, run: str, font: str, size: float, face: str, slant: float, grey: float) -> float:
        self.fonts.add(font)
        cos, sin = math.cos(slant), math.sin(slant)
        matrix = f"{cos * size:.3f} {sin * size:.3f} {-sin * size:.3f} {cos * size:.3f} {x:.2f} {self.high - baseline:.2f}"
        self._marks.append(f"{grey:g} g BT /{font} 1 Tf {FACES[face].tracking:g} Tc {matrix} Tm <{_encoded(font, run)}> Tj ET")
        return width(face, run, size)

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5, dash: str = "[] 0", grey: float = 0.0) -> None:
        """Stroke a straight line."""
        self._marks.append(f"{grey:g} G {thick:g} w {dash} d {x0:.2f} {self.high - y0:.2f} m {x1:.2f} {self.high - y1:.2f} l S")

    def bar(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.0) -> None:
        """Fill a rectangle."""
        self._marks.append(f"{grey:g} g {x0:.2f} {self.high - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def tint(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        """Fill a rectangle below everything else."""
        self._under.append(f"{grey:g} g {x0:.2f} {self.high - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def clip(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Show what follows only inside a rectangle, until `unclip`."""
        self._marks.append(f"q {x0:.2f} {self.high - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re W n")

    def unclip(self) -> None:
        """End the clip begun last."""
        self._marks.append("Q")

    def frame(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5) -> None:
        """Stroke a rectangle."""
        self._marks.append(f"0 G {thick:g} w [] 0 d {x0:.2f} {self.high - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S")

    def into(self, document: pymupdf.Document, placed: dict[str, int]) -> None:
        """Append this page to a document, turned in the file as its `turn` says. `placed`: the document's fonts by xref."""
        sideways = self.turn != "none"
        size = (self.high, self.wide) if sideways else (self.wide, self.high)
        page = document.new_page(width=size[0] + 2 * self.bleed, height=size[1] + 2 * self.bleed)
        for font in sorted(self.fonts):
            if font not in placed:
                placed[font] = page.insert_font(
                    fontname=font, **({"fontbuffer": _font("droid").buffer} if font == "droid" else {})
                )
        fonts = " ".join(f"/{font} {placed[font]} 0 R" for font in sorted(self.fonts))
        document.xref_set_key(page.xref, "Resources", f"<< /Font << {fonts} >> >>")
        xref = document.get_new_xref()
        document.update_object(xref, "<<>>")
        document.update_stream(
            xref,
            f"q 1 0 0 1 {self.bleed:g} {self.bleed:g} cm {self._matrix()} {' '.join(self._under + self._marks)} Q".encode(
                "ascii"
            ),
        )
        page.set_contents(xref)
        if self.bleed:
            page.set_cropbox(pymupdf.Rect(self.bleed, self.bleed, self.bleed + size[0], self.bleed + size[1]))
        if self.turn.startswith("rotate"):
            page.set_rotation(int(self.turn.removeprefix("rotate")))

    def displayed(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box drawn here as it lies on the displayed page: a sideways page is displayed as it is kept."""
        if self.turn == "sideways90":
            x0, top, x1, bottom = self.high - bottom, x0, self.high - top, x1
        elif self.turn == "sideways270":
            x0, top, x1, bottom = top, self.wide - x1, bottom, self.wide - x0
        return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)

    def _matrix(self) -> str:
        """Displayed space -> file space. A page kept with /Rotate 90 is drawn a quarter turn the other way."""
        if self.turn in ("rotate90", "sideways270"):
            return f"0 1 -1 0 {self.high:.2f} 0 cm"
        if self.turn in ("rotate270", "sideways90"):
            return f"0 -1 1 0 0 {self.wide:.2f} cm"
        return ""


@cache
def _glyph(char: str) -> str:
    return f"{_font('droid').has_glyph(ord(char)):04x}"


def _encoded(font: str, run: str) -> str:
    if font == "droid":
        return "".join(map(_glyph, run))
    if font.startswith("china"):
        return run.encode("utf-16-be").hex()
    return run.encode("latin-1").hex()
