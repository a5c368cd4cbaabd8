"""The families of forms: what is a body row of theirs, and who reads a sheet into facts. Which form is of which: catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractors.forms.budget_public import is_budget_public_body, read_budget_public
from extractors.forms.coded import is_coded_body, read_coded
from extractors.forms.collector import Collector
from extractors.forms.economic import is_economic_body, read_economic
from extractors.forms.functional import is_functional_body, read_functional
from extractors.forms.lines import is_budget_line_body, is_line_body, read_lines
from extractors.forms.procurement import read_procurement
from extractors.forms.projects import read_projects
from extractors.forms.sheet import Sheet
from extractors.forms.three_public import is_three_public_body, read_three_public
from extractors.forms.units import is_unit_body, read_units
from extractors.tables import Grid


class Family(NamedTuple):
    """`read` takes the sheet, the table of columns that the form goes by, and the collector (which knows the form)."""

    is_body: Callable[[Grid, int], bool]
    read: Callable[[Sheet, str, Collector], None]


FAMILIES: dict[str, Family] = {
    "lines": Family(is_line_body, read_lines),
    "budget_lines": Family(is_budget_line_body, read_lines),
    "economic": Family(is_economic_body, lambda sheet, _, collector: read_economic(sheet, collector)),
    "functional": Family(is_functional_body, read_functional),
    "coded": Family(is_coded_body, read_coded),
    "budget_public": Family(is_budget_public_body, read_budget_public),
    "units": Family(is_unit_body, read_units),
    "projects": Family(is_unit_body, read_projects),
    "procurement": Family(is_unit_body, read_procurement),
    "three_public": Family(is_three_public_body, lambda sheet, _, collector: read_three_public(sheet, collector)),
}
