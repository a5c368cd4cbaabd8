"""Checks of wording that hold for every kind: the year of the sentence, and statements that there is nothing."""

from __future__ import annotations

import re

from extractors.checks.cells import Cell
from extractors.checks.claims.docket import Docket

_YEAR = re.compile(r"^.{0,40}?(?<!\d)(20\d\d)年(?:度)?")
_AGAINST = re.compile(r"(比|较|与|同|上年|截至|自)[^，。；]{0,6}$")
_YEARLY = {"total_change", "fund_use", "three_public", "operating_cost", "procurement"}
_NONE = re.compile(r"(无|没有|未发生|未安排|未涉及|不涉及)")
_NOT_SO = re.compile(r"(无|没有)(上年|年初|年末|结转|结余|变化|增减)")
_FUNDS = (
    ("政府性基金", (("FA07", "total", "total"), ("FA04", "expenditure.subtotal", "fund"))),
    ("国有资本", (("FA08", "total", "total"), ("FA04", "expenditure.subtotal", "state_capital"))),
    ("三公", (("FA09", "actual", "total"),)),
)


def check_year(docket: Docket) -> None:
    """The year that opens a sentence about this year's figures is the document's year."""
    year = docket.context.outline.fiscal_year
    quote = re.sub(r"\s", "", docket.claim.quote)
    said = _YEAR.match(quote)
    if year is None or said is None or docket.claim.kind not in _YEARLY or int(said.group(1)) == year:
        return
    if _AGAINST.search(quote[: said.start(1)]):
        return
    docket.report("narrative.year", f"the sentence speaks of {said.group(1)}, the document is about {year}: {quote[:40]}")


def check_statement(docket: Docket) -> None:
    """Said to be none, yet the tables print figures."""
    text = docket.claim.get("text")
    if not isinstance(text, str):
        return
    plain = re.sub(r"\s", "", text)
    none = _NONE.search(plain)
    if none is None or _NOT_SO.search(plain) or not re.search("支出|收入|经费", plain[none.start() :]):
        return
    for words, places in _FUNDS:
        if words in plain[none.start() :]:
            _report_figures(docket, [docket.context.ledger.cell(*place) for place in places])


def _report_figures(docket: Docket, cells: list[Cell]) -> None:
    printed = [cell for cell in cells if cell.nonzero]
    if not printed:
        return
    docket.row = "total"
    docket.object_to("text", "the tables print figures")
    docket.report("narrative.none_but_amount", "the text says there is none, but the tables print figures", cells=printed)
