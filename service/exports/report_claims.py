"""Claims of the narrative, by section, each field with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractors.model import Claim, ClaimField, ClaimValue, Extraction, OtherReading
from service.exports.claim_fields import fields_of
from service.exports.labels import Label, known, label
from service.exports.report_marks import Mark, PageSizes, placed
from service.exports.telling import reason_label

_WORD_FIELDS = frozenset({"category"})


class OtherView(NamedTuple):
    """What another reader says instead: the words and whether they stand on the page."""

    text: str
    reader: Label
    reason: Label
    stands: bool


class FieldView(NamedTuple):
    """A stated field: its name, its value, and a translation where the value is a word of ours."""

    name: Label
    mark: Mark
    word: Label | None
    is_prose: bool
    others: tuple[OtherView, ...] = ()


class ClaimView(NamedTuple):
    """A claim ready to print."""

    id: str
    kind: Label
    verdict: str
    page: int | None
    quote: Mark
    fields: tuple[FieldView, ...]
    unit: str
    reader: Label


class SectionView(NamedTuple):
    """A section's claims."""

    key: str
    title: str
    claims: tuple[ClaimView, ...]


def section_views(extraction: Extraction, sizes: PageSizes) -> Iterator[SectionView]:
    """Sections that hold claims, in document order; sections the outline does not know last."""
    grouped: dict[str, list[ClaimView]] = {}
    for number, claim in enumerate(extraction.claims):
        grouped.setdefault(claim.section, []).append(_view(claim, number, sizes))
    titles = {section.key: section.title for section in reversed(extraction.outline.sections)}
    known_keys = [section.key for section in extraction.outline.sections if section.key in grouped]
    for key in dict.fromkeys([*known_keys, *grouped]):
        yield SectionView(key, titles.get(key, ""), tuple(grouped[key]))


def _view(claim: Claim, number: int, sizes: PageSizes) -> ClaimView:
    names = dict.fromkeys([*fields_of(claim.kind), *claim.fields])
    stated = [(name, claim.fields[name]) for name in names if name in claim.fields and _shown(claim.fields[name])]
    fields = tuple(_field(name, field, f"c{number}-{name}", sizes) for name, field in stated)
    reasons = tuple(reason_label(reason) for reason in claim.reasons)
    quote = Mark(claim.quote, claim.verdict, placed(claim.boxes, sizes), (), reasons, f"c{number}")
    return ClaimView(
        f"c{number}",
        label("kinds", claim.kind),
        claim.verdict,
        claim.page,
        quote,
        fields,
        claim.unit,
        label("readers", claim.reader),
    )


def _shown(field: ClaimField) -> bool:
    """Stated, or at least proposed."""
    return _stated(field.value) or any(_stated(other.value) for other in field.others)


def _stated(value: ClaimValue) -> bool:
    return value is not None and value != "" and value != ()


def _field(name: str, field: ClaimField, mark_id: str, sizes: PageSizes) -> FieldView:
    text = _text(field.value)
    reasons = tuple(reason_label(reason) for reason in field.reasons)
    mark = Mark(text, field.verdict, placed(field.boxes, sizes), field.proofs, reasons, mark_id)
    translated = known("words", text) if name.endswith("direction") or name in _WORD_FIELDS else None
    is_prose = name in ("reason", "use", "text", "content_and_goals")
    return FieldView(label("fields", name), mark, translated, is_prose, tuple(map(_other, field.others)))


def _other(other: OtherReading) -> OtherView:
    stands = other.verdict == "flagged"
    return OtherView(_text(other.value), label("readers", other.reader), reason_label(other.reason), stands)


def _text(value: ClaimValue) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, Mapping):
        return "、".join(f"{key} {count}" for key, count in value.items())
    return value or ""
