"""The chain, written out: pages -> outline -> forms and claims -> checks -> extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extractors.catalogue import prescribed
from extractors.checks import Judged, indicator_findings, judge, rules_hash
from extractors.collecting import rarely_collected
from extractors.corrections import corrected, digest_of_corrections, unapplied
from extractors.errors import Damaged, NotADisclosure
from extractors.forms import forms_hash, read_forms
from extractors.model import Correction, Extraction, FormRead, FormStatus, Frozen, Manifest, Outline, Page
from extractors.narrative.asking import Asking, Model
from extractors.narrative.indicators import Indicators, read_indicators
from extractors.narrative.prompts import prompts_hash
from extractors.narrative.prose import prose_of
from extractors.narrative.readers import ReaderChoice, read_claims
from extractors.narrative.report.chapters import with_chapters
from extractors.outline import outline_of
from extractors.pages import Limits, read_pages
from extractors.pictures import can_read, claims_from_pictures, read_picture_tables, read_pictures
from extractors.remarks import remarks
from extractors.versions import code_version, engines


class Config(Frozen):
    """What a run is pinned to besides the code: limits, which reader, which model and how it is asked; what persons corrected."""

    limits: Limits = Limits()
    reader: ReaderChoice = "rules"
    model: str | None = None
    asking: Asking = Asking()
    corrections: tuple[Correction, ...] = ()


def extract(data: bytes, config: Config = Config(), model: Model | None = None) -> Extraction:  # noqa: B008 - frozen
    """One document, whole. Raises an InputRefused or NotADisclosure that says what to do."""
    with rarely_collected():
        return _read(data, config, model)


def _read(data: bytes, config: Config, model: Model | None) -> Extraction:
    pages = tuple(read_pages(data, config.limits))
    if any(page.kind == "picture" for page in pages) and can_read():
        pages = read_pictures(data, pages, config.limits.max_pictures)
    _refuse_empty(pages)
    outline = outline_of(pages)
    forms = read_forms(pages, outline)
    titled = [number for form in forms if form.status == "picture" for number in form.pages]
    if titled and can_read():
        pages = read_picture_tables(data, pages, titled, config.limits.max_pictures)
        outline = outline_of(pages)
        forms = read_forms(pages, outline)
    told = read_claims(pages, outline, config.reader, model, config.asking)
    indicators, unread = read_indicator_tables(pages)
    forms, claims, applied = corrected(forms, told.claims, config.corrections)
    outline = with_chapters(outline, pages)
    judged = judge(outline, forms, claims, prose_of(pages, outline))
    return Extraction(
        sha256=hashlib.sha256(data).hexdigest(),
        outline=outline,
        page_count=len(pages),
        page_sizes=tuple(displayed_size(page) for page in pages),
        forms=form_statuses(outline, forms, judged),
        facts=judged.facts,
        claims=claims_from_pictures(judged.claims, pages),
        indicators=indicators.rows,
        findings=(*judged.findings, *indicator_findings(indicators.forms, judged.claims, judged.facts)),
        corrections=applied,
        manifest=manifest(config),
        model_use=told.use,
        notes=(
            *remarks(data, config.limits, pages, forms),
            *told.notes,
            *unread,
            *unapplied(config.corrections, applied),
            *(note for form in forms for note in form.notes),
        ),
    )


def read_indicator_tables(pages: Sequence[Page]) -> tuple[Indicators, tuple[str, ...]]:
    """The indicator tables; should some table not be read, all else stands and a note says so."""
    try:
        return read_indicators(pages), ()
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        return Indicators((), ()), (f"the performance indicators were not read: {type(error).__name__}: {error}",)


def displayed_size(page: Page) -> tuple[float, float]:
    """Width and height as displayed, in points."""
    size = (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)
    return round(size[0], 2), round(size[1], 2)


def form_statuses(outline: Outline, forms: Sequence[FormRead], judged: Judged) -> tuple[FormStatus, ...]:
    """Every form that was found, and the prescribed ones that were not."""
    counts: dict[str, int] = {}
    for fact in judged.facts:
        counts[fact.form] = counts.get(fact.form, 0) + 1
    found = {form.form: _status(form, counts.get(form.form, 0)) for form in forms}
    for key in prescribed(outline.genre):
        found.setdefault(key, FormStatus(form=key, status="missing"))
    return tuple(found[key] for key in sorted(found))


def _status(form: FormRead, facts: int) -> FormStatus:
    return FormStatus(
        form=form.form,
        status=form.status,
        title=form.title,
        pages=form.pages,
        engine=form.engine,
        unit=form.unit,
        facts=facts,
        note=form.statement or "",
    )


def manifest(config: Config) -> Manifest:
    """Everything that decides the result of a run."""
    asks = config.reader != "rules"
    return Manifest(
        code_version=code_version(),
        engines=engines(),
        forms_hash=forms_hash(),
        rules_hash=rules_hash(),
        prompts_hash=prompts_hash() if asks else "",
        reader=config.reader,
        model=config.model if asks else None,
        asking=config.asking.deciding if asks else {},
        corrections=digest_of_corrections(config.corrections),
    )


def _refuse_empty(pages: Sequence[Page]) -> None:
    """Pages without text and pictures are damage; pictures without text are a scan."""
    if all(page.kind == "blank" for page in pages):
        raise Damaged(detail=f"none of its {len(pages)} pages shows any text or picture")
    if not any(page.kind == "text" for page in pages):
        raise NotADisclosure(looks_like="a scan: its pages are pictures without text")
