"""All running text of a document as sentences, for the checks of wording: every section, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import Outline, Page, Section, Sentence
from extractors.narrative.grounding import Passage
from extractors.narrative.passages import passages_of
from extractors.narrative.report.chapters import chapters_of

_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")


def prose_of(pages: Sequence[Page], outline: Outline) -> tuple[Sentence, ...]:
    """Sentences in the order they are printed, tables left out; of a performance report those of its form as well."""
    if outline.genre == "performance_report":
        return tuple(sentence for chapter in chapters_of(pages) for sentence in sentences_of(chapter.passage))
    sections = _once(outline.sections)
    told = passages_of(pages, outline.sections, sections)
    return tuple(sentence for _, passage in told for sentence in sentences_of(passage))


def _once(sections: Sequence[Section]) -> set[Section]:
    """Of sections that name the same stretch, the last."""
    return set({(section.start, section.end): section for section in sections}.values())


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """The sentences of one passage; a list item is a paragraph of its own."""
    for match in _SENTENCE.finditer(passage.text):
        paragraph = passage.text.count("\n", 0, match.start())
        yield Sentence(passage.section, paragraph, match.group(), passage.boxes(match.span()))
