"""A document read once, ready to have its claims corrupted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractors.forms import read_forms
from extractors.narrative.budgets import read_budget
from extractors.narrative.prose import prose_of
from extractors.narrative.report.chapters import with_chapters
from extractors.narrative.rules import RulesReader
from extractors.outline import outline_of
from extractors.pages import Limits, read_pages
from service.bench.faults.injection import Material


def material_of(path: Path) -> Material:
    """What is read of a document by rules. Raises what reading raises."""
    pages = tuple(read_pages(path.read_bytes(), Limits()))
    outline = outline_of(pages)
    claims = read_budget(pages, outline) if outline.genre == "budget" else RulesReader().read(pages, outline)
    forms = () if outline.genre == "performance_report" else read_forms(pages, outline)
    return Material(path.stem, with_chapters(outline, pages), forms, claims, prose_of(pages, outline))


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """The PDFs themselves, and those in the folders."""
    return [pdf for path in paths for pdf in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
