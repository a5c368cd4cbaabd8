"""What the checks of wording look at, and how they tell what they find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import rule_named
from extractors.model import Claim, Finding, Operand, Outline, Sentence, Severity

_SHOWN = 90


class Reading(NamedTuple):
    """A document as the checks of wording see it."""

    ledger: Ledger
    outline: Outline
    claims: tuple[Claim, ...]
    prose: tuple[Sentence, ...]

    def narrative(self) -> Iterator[Sentence]:
        """Sentences of the numbered sections: the explanation of the figures."""
        return (sentence for sentence in self.prose if sentence.section[:1].isdigit())

    def paragraphs(self) -> Iterator[tuple[Sentence, ...]]:
        """The numbered sections paragraph by paragraph."""
        for _, group in groupby(self.narrative(), key=lambda each: (each.section, each.paragraph)):
            yield tuple(group)


class Place(NamedTuple):
    """Where a finding belongs besides its sentence."""

    form: str | None = None
    row: str | None = None
    column: str | None = None


def told(
    rule: str,
    sentence: Sentence,
    message: str,
    amounts: Sequence[str] = (),
    place: Place = Place(),  # noqa: B008 - frozen
    severity: Severity | None = None,
) -> Finding:
    """A finding about a sentence. The text layer was read glyph by glyph: the document is at fault."""
    said = f"Section {sentence.section}: " if sentence.section else ""
    return Finding(
        rule=rule,
        severity=severity or rule_named(rule).severity,
        fault="document",
        form=place.form,
        row=place.row,
        column=place.column,
        section=sentence.section or None,
        page=sentence.page,
        amounts=tuple(amounts),
        message=f"{said}{message}.",
        operands=tuple(
            Operand(section=sentence.section or None, label=shown(sentence.text), box=box) for box in sentence.boxes[:1]
        ),
    )


def shown(text: str) -> str:
    """The sentence, or its beginning."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def joined(paragraph: Sequence[Sentence]) -> str:
    """A paragraph's text."""
    return "".join(sentence.text for sentence in paragraph)
