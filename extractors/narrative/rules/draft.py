"""A claim in the making: fields are spans of the passage, never free text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.amounts import fold_width
from extractors.model import UNITS, Box, Claim, ClaimField, Unit
from extractors.narrative.grounding import Passage, Span

_TRIM = " ,;:。.、\n"


class Draft:
    """Collects the fields of one claim; `claim()` quotes the sentences that it touches."""

    def __init__(self, kind: str, passage: Passage, start: int) -> None:
        self.kind = kind
        self.passage = passage
        self.unit: Unit | None = None
        self.fields: dict[str, ClaimField] = {}
        self._first, self._last = start, start

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def touch(self, span: Span) -> None:
        """These words belong to the quote."""
        self._first, self._last = min(self._first, span[0]), max(self._last, span[1])

    def amount(self, name: str, found: re.Match[str] | None, group: str = "amount", unit: str | None = "unit") -> None:
        """A figure as printed, without thousands separators. What is set once stays."""
        if found is None or found[group] is None or name in self.fields:
            return
        if unit is not None and unit in found.re.groupindex and not self._measures(found[unit]):
            return
        span = found.span(group)
        self._put(name, fold_width(self.passage.squeezed(span)).replace(",", ""), span)

    def _measures(self, printed: str | None) -> bool:
        """Whether the claim can hold a figure in this unit: its first one sets it, and 亿元 stand beside nothing else.

        元 where 万元 is meant is a slip that the checks look for, so these two may meet.
        """
        said: Unit = next((unit for unit in UNITS if unit == printed), "万元")
        if self.unit is None:
            self.unit = said
        return said == self.unit or "亿元" not in (said, self.unit)

    def name(self, name: str, *spans: Span) -> None:
        """A name as printed, blanks squeezed out; it may be printed in two pieces."""
        value = "".join(self.passage.squeezed(span) for span in spans)
        if value and name not in self.fields:
            self._put(name, value, *spans)

    def inherited(self, name: str, *spans: Span) -> None:
        """A name that a heading above has said: evidence of its own, no part of the quote."""
        first, last = self._first, self._last
        self.name(name, *spans)
        self._first, self._last = first, last

    def path(self, name: str, *spans: Span) -> None:
        """The names of a class, its section and its item, parted by strokes; only the last need stand in the quote."""
        value = "/".join(self.passage.squeezed(span) for span in spans)
        first, last = self._first, self._last
        if value and name not in self.fields:
            self._put(name, value, *spans)
            self._first, self._last = first, max(last, spans[-1][1])

    def path_under(self, name: str, whole: Span, *part: Span) -> None:
        """A part, in one piece or more, under what it is part of, which is no part of the quote."""
        first, last = self._first, self._last
        value = f"{self.passage.squeezed(whole)}/{''.join(self.passage.squeezed(span) for span in part)}"
        if name not in self.fields:
            self._put(name, value, whole, *part)
        self._first, self._last = min(first, part[0][0]), max(last, part[-1][1])

    def names(self, name: str, spans: list[Span]) -> None:
        """A list of names."""
        if spans and name not in self.fields:
            self._put(name, tuple(self.passage.squeezed(span) for span in spans), *spans)

    def words(self, name: str, span: Span | None) -> None:
        """A reason or a use: verbatim, without closing marks."""
        if span is None or name in self.fields:
            return
        start, end = trimmed(self.passage.text, span)
        if start < end:
            self._put(name, self.passage.verbatim((start, end)), (start, end))

    def meaning(self, name: str, value: str | None, span: Span) -> None:
        """What a printed word means: a direction, a category."""
        if value is not None and name not in self.fields:
            self._put(name, value, span)

    def counts(self, name: str, counts: Mapping[str, Span], labels: Mapping[str, Span]) -> None:
        """A mapping of printed labels to printed counts."""
        if counts and name not in self.fields:
            value = {
                self.passage.squeezed(labels[key]): fold_width(self.passage.squeezed(span)).replace(",", "")
                for key, span in counts.items()
            }
            spans = [span for key in counts for span in (labels[key], counts[key])]
            self._put(name, value, *spans)

    def claim(self) -> Claim:
        """The claim with the verbatim sentences it was read from."""
        text = self.passage.text
        start = max(text.rfind(mark, 0, self._first) for mark in "。\n") + 1
        ends = [
            at + 1 if text[at] == "。" else at for at in (text.find(mark, max(self._last - 1, 0)) for mark in "。\n") if at >= 0
        ]
        span = (start, min(ends, default=len(text)))
        return Claim(
            kind=self.kind,
            section=self.passage.section,
            fields=self.fields,
            unit=self.unit or "万元",
            quote=self.passage.verbatim(span),
            boxes=self.passage.boxes(span),
        )

    def row(self, unit: Unit = "万元") -> Claim:
        """The claim of a table's row: its quote keeps the cells apart, and tells a unit that is printed above them."""
        cells = [field.text for field in self.fields.values()]
        quote = " ".join(cells if unit == "万元" else [*cells, f"({unit})"])
        return self.claim().model_copy(update={"quote": quote, "unit": unit})

    def _put(self, name: str, value: str | tuple[str, ...] | Mapping[str, str], *spans: Span) -> None:
        boxes: list[Box] = []
        for span in spans:
            self.touch(span)
            boxes.extend(self.passage.boxes(span))
        text = "".join(self.passage.verbatim(span) for span in spans)
        self.fields[name] = ClaimField(value=value, text=text, boxes=tuple(boxes))


def trimmed(text: str, span: Span) -> Span:
    """The span without blanks and punctuation at its ends."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    return start, end
