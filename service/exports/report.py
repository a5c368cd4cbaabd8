"""report.html: one self-contained page. Everything of the document is untrusted text: it reaches the page escaped only."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from extractors.model import Extraction, Verdict
from extractors.pages import Limits
from service.exports.labels import Label, known, label
from service.exports.pictures import Picture, page_pictures
from service.exports.report_claims import section_views
from service.exports.report_findings import finding_views
from service.exports.report_indicators import indicator_tables
from service.exports.report_marks import PageSizes
from service.exports.report_rules import rule_name
from service.exports.report_tables import Names, form_views
from service.exports.telling import note_label

_TEMPLATES = Path(__file__).with_name("templates")
_VERDICTS: tuple[Verdict, ...] = ("accepted", "flagged", "rejected")
_DPI, _DPI_OF_MANY, _MANY = 110, 90, 70
_FIGURES = re.compile(r'<figure id="p(\d+)" data-page')
_DRAWN = re.compile(r'<img [^>]*alt="第 (\d+) 页[^>]*src="data:image/png;base64,([^"]+)"')
_NO_LIMITS = Limits(max_bytes=2**40, max_pages=10**6)


class Tally(NamedTuple):
    """How many have a verdict, and where their share of the bar begins and how wide it is (percent)."""

    verdict: str
    number: int
    start: float
    width: float


def render_report(data: bytes, extraction: Extraction) -> str:
    """The result as one HTML page with pictures of the pages that carry figures, claims or findings.

    `data` is the PDF the result was read from. Same bytes and same result: same page. Raises what opening `data` raises.
    """
    pages = pages_shown(extraction)
    dpi = _DPI if len(pages) <= _MANY else _DPI_OF_MANY
    pictures = tuple(page_pictures(data, pages, dpi, _NO_LIMITS))
    return _page().render(_view(extraction, pictures))


def render_again(page: str, extraction: Extraction) -> str:
    """The page for a changed result of the same document, with the pictures of the page it had before."""
    drawn = {int(number): png for number, png in _DRAWN.findall(page)}
    pictures = (
        Picture(number, *extraction.page_sizes[number - 1], base64.b64decode(drawn[number]) if number in drawn else None)
        for number in map(int, _FIGURES.findall(page))
    )
    return _page().render(_view(extraction, tuple(pictures)))


def pages_shown(extraction: Extraction) -> tuple[int, ...]:
    """Pages worth a picture: those with figures, claims, findings, forms or indicators. The first one where there is nothing."""
    boxes = [fact.box for fact in extraction.facts]
    for claim in extraction.claims:
        boxes += [*claim.boxes, *(box for field in claim.fields.values() for box in field.boxes)]
    for finding in extraction.findings:
        boxes += [operand.box for operand in finding.operands if operand.box]
    named = [finding.page for finding in extraction.findings if finding.page]
    named += [page for form in extraction.forms for page in form.pages]
    named += [indicator.page for indicator in extraction.indicators]
    wanted = {box.page for box in boxes} | set(named)
    return tuple(sorted(page for page in wanted if 1 <= page <= extraction.page_count)) or (1,)


def _view(extraction: Extraction, pictures: tuple[Picture, ...]) -> dict[str, Any]:
    sizes: PageSizes = {picture.page: (picture.width, picture.height) for picture in pictures}
    names = Names(extraction.facts)
    style, script = _source("report.css"), _source("report.js")
    return {
        "style": Markup(style),
        "script": Markup(script),
        "policy": content_policy(style, script),
        "doc": extraction,
        "outline": extraction.outline,
        "genre": label("genres", extraction.outline.genre),
        "figures": tallies(fact.verdict for fact in extraction.facts),
        "claimed": tallies(claim.verdict for claim in extraction.claims),
        "indicated": tallies(indicator.verdict for indicator in extraction.indicators),
        "severities": Counter(finding.severity for finding in extraction.findings),
        "faults": Counter(finding.fault for finding in extraction.findings if finding.severity != "info"),
        "findings": finding_views(extraction.findings, names, sizes),
        "forms": list(form_views(extraction, names, sizes)),
        "sections": list(section_views(extraction, sizes)),
        "indicators": list(indicator_tables(extraction, sizes)),
        "pictures": pictures,
        "rules": _rules(extraction),
    }


def tallies(verdicts: Iterable[str]) -> tuple[Tally, ...]:
    """Counts by verdict as shares of a bar."""
    counts = Counter(verdicts)
    whole, start, found = max(counts.total(), 1), 0.0, []
    for verdict in _VERDICTS:
        width = round(100 * counts[verdict] / whole, 3)
        found.append(Tally(verdict, counts[verdict], round(start, 3), width))
        start += width
    return tuple(found)


def content_policy(style: str, script: str) -> str:
    """Content security policy: this style, this script, inline pictures; nothing else runs and nothing is fetched."""
    runs = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; img-src data:; {runs}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _rules(extraction: Extraction) -> list[tuple[str, Label]]:
    """Every rule that proves something, with its name."""
    proofs = {proof for fact in extraction.facts for proof in fact.proofs}
    proofs |= {proof for claim in extraction.claims for field in claim.fields.values() for proof in field.proofs}
    return [(rule, rule_name(rule)) for rule in sorted({proof.split(":", 1)[0] for proof in proofs})]


@cache
def _source(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _page() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inline"] = lambda png: base64.b64encode(png).decode()
    environment.globals.update(label=label, known=known, told=note_label)
    return environment.get_template("report.html.j2")
