"""Pages -> the forms of the document, each read by its family."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from importlib import resources

from extractors.catalogue import DATA, catalogue, forms_of
from extractors.forms.collector import Collector
from extractors.forms.families import FAMILIES
from extractors.forms.regions import Region, find_regions, statement_in
from extractors.forms.sheet import GridReader, read_sheet
from extractors.forms.sublines import with_codes
from extractors.forms.variants import variant_files
from extractors.model import UNITS, Box, Fact, FormRead, Line, Outline, Page, Reading, Unit
from extractors.tables import grids

_A_SET = 5
_UNIT = re.compile(r"单位[:：]?(?:人民币)?[（(]?([亿万千百十]*元)")
_OTHER_UNIT = "its table is in a unit that is none of 元, 万元 and 亿元"


def forms_hash() -> str:
    """Identifies the forms data (catalogue, titles, columns, lines, classes, variants of places) that a run used."""
    digest = hashlib.sha256(resources.files("extractors").joinpath(DATA).read_bytes())
    own = sorted(resources.files("extractors.forms").iterdir(), key=lambda f: f.name)
    for file in (*own, *variant_files()):
        if file.name.endswith((".toml", ".csv")):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def read_forms(pages: Sequence[Page], outline: Outline, grid_reader: GridReader = grids) -> tuple[FormRead, ...]:
    """Every form of the document's genre with a recognised title, one entry each. Where a title comes twice, the one with most
    figures; but a set of forms that begins anew is another unit's: the first whole set is the document's own.
    """
    if not forms_of(outline.genre):
        return ()
    sets = own_sets(readable(find_regions(pages, outline.genre)))
    return chosen_forms(sets, lambda region: read_region(region, outline.unit, grid_reader))


def readable(regions: Sequence[Region]) -> list[Region]:
    """The regions of forms that some family reads."""
    return [region for region in regions if catalogue()[region.form].family in FAMILIES]


def chosen_forms(sets: Sequence[Sequence[Region]], read_one: Callable[[Region], FormRead]) -> tuple[FormRead, ...]:
    """The reading of each form that counts, by form."""
    best: dict[str, FormRead] = {}
    for regions in sets:
        chosen: dict[str, tuple[FormRead, bool]] = {}
        for region in regions:
            read = read_one(region)
            if region.form not in chosen or _better(read, chosen[region.form][0], weak=(region.weak, chosen[region.form][1])):
                chosen[region.form] = (read, region.weak)
        best = {form: read for form, (read, _) in chosen.items()} | {f: r for f, r in best.items() if r.status != "blank"}
    return with_codes([best[form] for form in sorted(best)])


def own_sets(regions: Sequence[Region]) -> list[list[Region]]:
    """Regions by sets of forms: a form that comes again after most forms were seen, and that forms seen already follow, begins
    another set. Only the first whole set is kept, and what is too few to be one (a table repeated in the text)."""
    sets: list[list[Region]] = [[]]
    for at, region in enumerate(regions):
        seen = {other.form for other in sets[-1] if other.areas}
        following = next((other.form for other in regions[at + 1 :] if other.areas and other.form != region.form), None)
        again = region.form in seen and (following is None or following in seen)
        if again and len(seen) >= _A_SET and not _goes_on(sets[-1], region):
            sets.append([])
        sets[-1].append(region)
    whole = [one for one in sets if len({region.form for region in one if region.areas}) >= _A_SET]
    return [one for one in sets if one not in whole[1:]]


def _goes_on(regions: Sequence[Region], region: Region) -> bool:
    """The same title again on the page after the form, or beside it."""
    last = regions[-1]
    pages = [area.page.number for area in last.areas] or [0]
    return last.form == region.form and any(area.page.number - pages[-1] <= 1 for area in region.areas)


def _better(read: FormRead, before: FormRead, *, weak: tuple[bool, bool]) -> bool:
    """`weak`: whether the title of the new one, and of the one before, is a weak one."""
    if weak[0] != weak[1]:
        return bool(read.facts) if weak[1] else not before.facts
    rank = {"read": 3, "picture": 2, "stated_none": 2, "blank": 1}
    return (rank[read.status], len(read.facts)) > (rank[before.status], len(before.facts))


def read_region(region: Region, default: Unit, grid_reader: GridReader = grids) -> FormRead:
    """One table as a form. `grid_reader` gives the grids of an area; the mutation bench puts corrupted ones in its place."""
    unit = unit_in(region.captions) or default
    odd = _stated_unit(region.captions) not in (None, *UNITS)
    if region.picture is not None:
        return FormRead(form=region.form, title=region.title, unit=unit, status="picture", pages=(region.picture.number,))
    if not region.areas:
        return _stated(region, unit)
    kind = catalogue()[region.form]
    family = FAMILIES[kind.family]
    sheet = read_sheet(region.areas, family.is_body, grid_reader)
    collector = Collector(region.form, unit)
    family.read(sheet, kind.table, collector)
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
        facts=tuple(_doubted(fact) for fact in facts) if odd else facts,
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
    """The unit that a caption states ("单位：万元"), if it is one of ours."""
    stated = _stated_unit(text)
    return next((unit for unit in UNITS if unit == stated), None)


def _stated_unit(text: str) -> str | None:
    match = _UNIT.search(re.sub(r"\s", "", text))
    return match.group(1) if match else None


def _doubted(fact: Fact) -> Fact:
    return fact.model_copy(update={"reading": Reading(source=fact.reading.source, sound=False, note=_OTHER_UNIT)})
