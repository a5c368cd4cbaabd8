"""Pages -> the forms of the document, each read by its family."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import NamedTuple

from extractors.forms.collector import Collector
from extractors.forms.economic import is_economic_body, read_economic
from extractors.forms.functional import is_functional_body, read_functional
from extractors.forms.lines import is_line_body, read_lines
from extractors.forms.regions import Region, find_regions, statement_in
from extractors.forms.sheet import GridReader, Sheet, read_sheet
from extractors.forms.three_public import is_three_public_body, read_three_public
from extractors.model import Box, FormRead, Line, Outline, Page, Unit
from extractors.tables import Grid, grids

_UNIT = re.compile(r"单位[:：]?(人民币)?[（(]?(万元|元)")


class _Family(NamedTuple):
    is_body: Callable[[Grid, int], bool]
    read: Callable[[Sheet, Collector], None]


def forms_hash() -> str:
    """Identifies the forms data (titles, columns, lines, classes) that a run used."""
    digest = hashlib.sha256()
    for file in sorted(resources.files("extractors.forms").iterdir(), key=lambda f: f.name):
        if file.name.endswith((".toml", ".csv")):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _family(form: str) -> _Family:
    if form in ("FA01", "FA04"):
        return _Family(is_line_body, lambda sheet, collector: read_lines(sheet, form, collector))
    if form == "FA06":
        return _Family(is_economic_body, read_economic)
    if form == "FA09":
        return _Family(is_three_public_body, read_three_public)
    table = "FA07" if form == "FA08" else form
    return _Family(is_functional_body, lambda sheet, collector: read_functional(sheet, table, collector))


def read_forms(pages: Sequence[Page], outline: Outline, grid_reader: GridReader = grids) -> tuple[FormRead, ...]:
    """Every form with a recognised title, one entry each: the one with most figures where a title comes twice.

    `grid_reader` gives the grids of an area; the mutation bench puts corrupted ones in its place.
    """
    best: dict[str, FormRead] = {}
    for region in find_regions(pages):
        read = _read_region(region, outline.unit, grid_reader)
        before = best.get(region.form)
        if before is None or _better(read, before, weak=region.weak):
            best[region.form] = read
    return tuple(best[form] for form in sorted(best))


def _better(read: FormRead, before: FormRead, *, weak: bool) -> bool:
    if weak and before.facts:
        return False
    rank = {"read": 3, "picture": 2, "stated_none": 2, "blank": 1}
    return (rank[read.status], len(read.facts)) > (rank[before.status], len(before.facts))


def _read_region(region: Region, default: Unit, grid_reader: GridReader) -> FormRead:
    unit = unit_in(region.captions) or default
    if region.picture is not None:
        return FormRead(form=region.form, title=region.title, unit=unit, status="picture", pages=(region.picture.number,))
    if not region.areas:
        return _stated(region, unit)
    family = _family(region.form)
    sheet = read_sheet(region.areas, family.is_body, grid_reader)
    collector = Collector(region.form, unit)
    family.read(sheet, collector)
    facts = tuple(
        fact.model_copy(update={"label": collector.rows[fact.row].label if fact.row in collector.rows else ""})
        for fact in collector.facts.values()
    )
    said = next(((area.page, line) for area in region.areas if (line := statement_in(area)) is not None), None)
    return FormRead(
        form=region.form,
        title=region.title,
        unit=unit,
        status="read" if facts else "stated_none" if said else "blank",
        pages=sheet.pages or tuple(dict.fromkeys(area.page.number for area in region.areas)),
        engine=sheet.engine,
        columns=tuple(collector.columns),
        rows=tuple(collector.rows.values()),
        facts=facts,
        blanks=tuple(collector.blanks.values()),
        statement=said[1].text.strip() if said else None,
        statement_box=_line_box(*said) if said else None,
        notes=(*sheet.notes, *dict.fromkeys(collector.notes)),
    )


def _stated(region: Region, unit: Unit) -> FormRead:
    page, line = region.remark if region.remark else (None, None)
    return FormRead(
        form=region.form,
        title=region.title,
        unit=unit,
        status="stated_none",
        pages=(page.number,) if page else (),
        statement=line.text.strip() if line else None,
        statement_box=_line_box(page, line) if page and line else None,
    )


def _line_box(page: Page, line: Line) -> Box:
    return page.displayed(line.x0, line.top, line.x1, line.bottom)


def unit_in(text: str) -> Unit | None:
    """The unit that a caption states ("单位：万元"), if any."""
    match = _UNIT.search(re.sub(r"\s", "", text))
    if not match:
        return None
    return "万元" if match.group(2) == "万元" else "元"
