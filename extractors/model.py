"""The values that travel through the building, those of `extractors.paper` among them. Frozen; imports no room."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import Field

from extractors.paper import Box as Box
from extractors.paper import Frozen as Frozen
from extractors.paper import Glyph as Glyph
from extractors.paper import Line as Line
from extractors.paper import Page as Page
from extractors.paper import Rule as Rule
from extractors.paper import Scanned as Scanned

Genre = Literal["final_accounts", "budget", "performance_report"]
Level = Literal["department", "unit", ""]
Holds = Literal["both", "tables", "narrative", ""]
Verdict = Literal["accepted", "flagged", "rejected"]
Severity = Literal["error", "warning", "info"]
Fault = Literal["document", "extraction"]
Unit = Literal["万元", "元", "亿元", "%"]
UNITS: tuple[Unit, ...] = ("万元", "元", "亿元")
"""The units of money that a caption may state. A rate in a table is a figure in %, whatever the caption says."""


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


class Classified(Frozen):
    """What a document is, in brief, and what tells it from others of the same department and year.

    `level`: the department's with all below it, or one unit's own, where the title says so. `holds`: tables, narrative or both.
    `revised`, `dated`: word and date on the title page; `written`: when the file says it was made. `subject`: what a performance
    report is about. `text`: digest of the whole text, empty where not all of it was read. `looked_at`: how many pages were.
    """

    genre: Genre
    title: str
    department: str | None
    fiscal_year: int | None
    level: Level = ""
    holds: Holds = ""
    subject: str = ""
    revised: str = ""
    dated: str = ""
    written: str = ""
    text: str = ""
    pages: int
    looked_at: int
    scanned: bool = False


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
    weight: str | None = None
    page: int
    boxes: tuple[Box, ...] = ()
    verdict: Verdict = "flagged"


class PrintedFigure(Frozen):
    """A figure and where it is printed."""

    value: Decimal
    text: str
    box: Box


class ScoredForm(Frozen):
    """One self-evaluation with its points: the rows, what the money was given, and the total.

    `by_rate`: the form itself says that the points of the money are their weight times the rate.
    """

    table: str
    rows: tuple[Indicator, ...] = ()
    budget: PrintedFigure | None = None
    executed: PrintedFigure | None = None
    rate: PrintedFigure | None = None
    weight: PrintedFigure | None = None
    points: PrintedFigure | None = None
    by_rate: bool = False
    total_weight: PrintedFigure | None = None
    total_score: PrintedFigure | None = None


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
