"""The values that travel through the building. Frozen; the bottom: imports no other room.

Coordinates are PDF points, origin top left, y downwards. A `Box` always lies on the page *as displayed*
(after /Rotate). Glyphs, lines and rules of a `Page` live in its *upright* space: the displayed page turned so
that most of its text reads left to right; `Page.displayed` is the only way from one to the other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, Field

Genre = Literal["final_accounts", "budget", "performance_report"]
Verdict = Literal["accepted", "flagged", "rejected"]
Severity = Literal["error", "warning", "info"]
Fault = Literal["document", "extraction"]
Unit = Literal["万元", "元", "亿元"]
UNITS: tuple[Unit, ...] = get_args(Unit)


class Frozen(BaseModel):
    """Base of every value that crosses a module or is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(NamedTuple):
    """A rectangle on a displayed page; `page` counts from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Glyph(NamedTuple):
    """One character as drawn, in upright space. CJK compatibility forms are folded, widths are kept as printed."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def x(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """A visual line: all glyphs that share a baseline band, left to right (spaces that the file draws included)."""

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        """The characters in order."""
        return "".join(g.char for g in self.glyphs)


class Rule(NamedTuple):
    """A straight axis-parallel ruled segment in upright space (x0 <= x1, top <= bottom)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """True when it runs left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Scanned(NamedTuple):
    """How a glyph was read from a picture. `doubt`: why it may be another one; empty where nothing speaks against it.

    `second` is the character that it might be instead, if any; `word` numbers the piece of text that it was read in.
    """

    confidence: float
    doubt: str = ""
    second: str = ""
    word: int = 0


class Page(Frozen):
    """One page. `turn` is the clockwise turn in degrees that brings upright space to the displayed page.

    Of a scan that leans, upright space is level: `tilt` degrees clockwise about the middle bring it to the page. `scanned` says
    of every glyph that was read from a picture how, by its (x0, top).
    """

    number: int
    width: float
    height: float
    turn: Literal[0, 90, 180, 270] = 0
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: tuple[tuple[float, float, float, float], ...] = ()
    kind: Literal["text", "picture", "blank"] = "text"
    tilt: float = 0.0
    scanned: Mapping[tuple[float, float], Scanned] = Field(default_factory=dict)

    @property
    def text(self) -> str:
        """All lines, top to bottom."""
        return "\n".join(line.text for line in self.lines)

    def displayed(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Upright rectangle -> box on the page as displayed. `width`, `height` are those of upright space."""
        w, h = self.width, self.height
        if self.tilt:
            x0, top, x1, bottom = _leaning(x0 - w / 2, top - h / 2, x1 - w / 2, bottom - h / 2, math.radians(self.tilt))
            x0, top, x1, bottom = x0 + w / 2, top + h / 2, x1 + w / 2, bottom + h / 2
        if self.turn == 90:
            x0, top, x1, bottom = h - bottom, x0, h - top, x1
        elif self.turn == 180:
            x0, top, x1, bottom = w - x1, h - bottom, w - x0, h - top
        elif self.turn == 270:
            x0, top, x1, bottom = top, w - x1, bottom, w - x0
        return Box(self.number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _leaning(x0: float, top: float, x1: float, bottom: float, angle: float) -> tuple[float, float, float, float]:
    """The rectangle turned clockwise about the origin: about its own middle it is drawn straight, the angle being small."""
    x, y, wide, high = (x0 + x1) / 2, (top + bottom) / 2, x1 - x0, bottom - top
    across, down = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    high += wide * abs(math.sin(angle))
    return across - wide / 2, down - high / 2, across + wide / 2, down + high / 2


class Section(Frozen):
    """A headed stretch of the document. `key` as DOMAIN names sections: `5.3`, `9.2`, `part4`, `annex`.

    Lines are addressed as (page number from 1, line index on that page from 0); `end` is exclusive.
    """

    key: str
    title: str
    level: int
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def pages(self) -> tuple[int, int]:
        """First and last page, inclusive."""
        last = self.end[0] if self.end[1] > 0 else self.end[0] - 1
        return self.start[0], max(last, self.start[0])


class Outline(Frozen):
    """What the document says it is."""

    genre: Genre
    title: str
    department: str | None
    fiscal_year: int | None
    unit: Unit
    sections: tuple[Section, ...] = ()


class Reading(Frozen):
    """First part of acceptance: how the glyphs of a figure were read. `sound` means beyond doubt.

    `others`: what a doubtful figure may say instead.
    """

    source: Literal["text_layer", "ocr", "person"] = "text_layer"
    sound: bool = True
    note: str = ""
    others: tuple[Decimal, ...] = ()


class Address(Frozen):
    """Second part of acceptance: how the figure's row and column are known. `sound` means beyond doubt."""

    kind: Literal["ruled_cell", "aligned_column", "inferred"] = "ruled_cell"
    sound: bool = True
    note: str = ""


class Fact(Frozen):
    """One printed figure with its address (DOMAIN keys), its place and its standing. Unproven until checked.

    `value` keeps the printed decimals (`Decimal("0.00")`); `text` is the figure as printed.
    """

    form: str
    row: str
    column: str
    value: Decimal
    unit: Unit
    box: Box
    text: str
    label: str = ""
    reading: Reading = Reading()
    address: Address = Address()
    verdict: Verdict = "flagged"
    proofs: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ("unproven",)

    @property
    def key(self) -> tuple[str, str, str]:
        """(form, row, column)."""
        return self.form, self.row, self.column


class Blank(Frozen):
    """A cell that was read and holds nothing: zero in sums, never a fact."""

    row: str
    column: str
    box: Box
    address: Address = Address()


class RowRead(Frozen):
    """A row of a form as printed: `label` is its name cell, `box` its label's (or code's) place, `number` its 行次."""

    key: str
    label: str
    box: Box | None = None
    number: str = ""


class FormRead(Frozen):
    """One form of the document as read.

    `columns` are the canonical columns whose header was found; `rows` the printed rows in order.
    `status`: `read`, `stated_none` (a sentence says there is none: see `statement`), `blank` (grid without figures),
    `picture` (printed as an image, not read).
    """

    form: str
    title: str
    unit: Unit
    status: Literal["read", "stated_none", "blank", "picture"]
    pages: tuple[int, ...]
    engine: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[RowRead, ...] = ()
    facts: tuple[Fact, ...] = ()
    blanks: tuple[Blank, ...] = ()
    statement: str | None = None
    statement_box: Box | None = None
    notes: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A printed sentence. `text` has half-width digits and marks, without blanks and line breaks.

    `paragraph` counts from 0 within its section; `boxes` has one box per printed line, the first on the page it begins.
    """

    section: str
    paragraph: int
    text: str
    boxes: tuple[Box, ...] = ()

    @property
    def page(self) -> int | None:
        """The page it begins on."""
        return self.boxes[0].page if self.boxes else None


ClaimValue = str | tuple[str, ...] | Mapping[str, str] | None


class OtherReading(Frozen):
    """What another reader says of a field instead: `flagged` where that stands on the page as well, else `rejected`."""

    reader: str
    value: ClaimValue
    text: str = ""
    boxes: tuple[Box, ...] = ()
    verdict: Literal["flagged", "rejected"] = "rejected"
    reason: str = ""


class ClaimField(Frozen):
    """One field of a claim: its value (amounts as printed without thousands separators) and the exact span it came from.

    `readers` are those who read the value alike, independently; empty: the claim's own reader alone.
    """

    value: ClaimValue
    text: str = ""
    boxes: tuple[Box, ...] = ()
    verdict: Verdict = "flagged"
    proofs: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ("unproven",)
    readers: tuple[str, ...] = ()
    others: tuple[OtherReading, ...] = ()


class Claim(Frozen):
    """One statement of the narrative (DOMAIN section 4). Fields that the text does not state are absent or null."""

    kind: str
    section: str
    fields: Mapping[str, ClaimField]
    unit: Unit = "万元"
    quote: str = ""
    boxes: tuple[Box, ...] = ()
    reader: str = "rules"
    verdict: Verdict = "flagged"
    reasons: tuple[str, ...] = ()

    @property
    def page(self) -> int | None:
        """Page of the first box of its quote."""
        return self.boxes[0].page if self.boxes else None

    def get(self, name: str) -> ClaimValue:
        """A field's value, None where it is not stated."""
        field = self.fields.get(name)
        return field.value if field else None


class Indicator(Frozen):
    """One row of a table of performance indicators. `table`: its title, project and goal; a blank cell is null."""

    table: str
    level1: str | None = None
    level2: str | None = None
    name: str
    target: str | None = None
    actual: str | None = None
    score: str | None = None
    page: int
    boxes: tuple[Box, ...] = ()
    verdict: Verdict = "flagged"


class Operand(Frozen):
    """One term of an identity as evaluated. `value` None: missing (unread cell or absent form). `blank`: read, empty, zero."""

    form: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    field: str | None = None
    label: str = ""
    sign: Literal[1, -1] = 1
    value: Decimal | None = None
    blank: bool = False
    box: Box | None = None


class Finding(Frozen):
    """A rule's outcome worth a person's look. Amounts, difference and slack are plain decimal strings."""

    rule: str
    severity: Severity
    fault: Fault
    form: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    page: int | None = None
    amounts: tuple[str, ...] = ()
    difference: str | None = None
    slack: str | None = None
    message: str = ""
    operands: tuple[Operand, ...] = ()


class Correction(Frozen):
    """What a person says of one place, instead of what we read there.

    `subject` names the figure or claim field (see extractors.subjects). It applies only where the same is read again: the
    text `read`, in the box `at`. `value` None: nothing of the kind stands there (a dismissed figure); else it is printed as
    `text` in `box`.
    """

    subject: str
    read: str
    at: Box | None = None
    value: ClaimValue = None
    text: str = ""
    box: Box | None = None
    by: str


class FormStatus(Frozen):
    """Where a form stands in the document, for document.json."""

    form: str
    status: Literal["read", "stated_none", "blank", "picture", "missing"]
    title: str = ""
    pages: tuple[int, ...] = ()
    engine: str = ""
    unit: Unit | None = None
    facts: int = 0
    note: str = ""


class Manifest(Frozen):
    """Everything that decides a result. Same manifest and same bytes: same output."""

    code_version: str
    engines: Mapping[str, str] = Field(default_factory=dict, description="versions of the libraries that read the pages")
    forms_hash: str
    rules_hash: str
    prompts_hash: str = ""
    reader: str = "rules"
    model: str | None = None
    asking: Mapping[str, str] = Field(default_factory=dict, description="how the model was asked, and within which bounds")
    corrections: str = Field(default="", description="digest of the corrections by persons, empty without any")


class ModelUse(Frozen):
    """What reading with a model took: as first answered, also where an answer was kept from then.

    `passages` were asked about, `unread` of them without a usable answer; `answers` is the number of exchanges.
    """

    passages: int = 0
    unread: int = 0
    answers: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0

    @property
    def tokens(self) -> int:
        """In both directions."""
        return self.prompt_tokens + self.completion_tokens


class Extraction(Frozen):
    """The whole result for one document by one pinned configuration."""

    sha256: str
    outline: Outline
    page_count: int
    page_sizes: tuple[tuple[float, float], ...] = Field(default=(), description="displayed width and height per page")
    forms: tuple[FormStatus, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = Field(default=(), description="those that applied")
    manifest: Manifest
    model_use: ModelUse | None = None
    notes: tuple[str, ...] = ()
