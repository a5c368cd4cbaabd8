"""Template residue left in the running text and under the forms."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.residue import Residue, families
from extractors.checks.sentences.reading import Place, Reading, shown, told
from extractors.model import Finding, Sentence


def residue(reading: Reading) -> Iterator[Finding]:
    """One finding per family and form; in the running text one per family."""
    for family in families():
        yield from _family(family, reading)


def _family(family: Residue, reading: Reading) -> Iterator[Finding]:
    found: dict[str | None, list[Sentence]] = {}
    for sentence in reading.prose:
        if family.pattern.search(sentence.text):
            found.setdefault(_form_under(sentence, reading), []).append(sentence)
    for form, sentences in found.items():
        words = family.pattern.search(sentences[0].text)
        more = f" (and in {len(sentences) - 1} more sentences)" if len(sentences) > 1 else ""
        said = f"{words.group() if words else ''}: {family.what} was left in{more}: {shown(sentences[0].text)}"
        yield told("text.residue", sentences[0], said, place=Place(form=form))


def _form_under(sentence: Sentence, reading: Reading) -> str | None:
    """The form on whose page a note stands, if it is the only one there."""
    if sentence.section[:1].isdigit():
        return None
    there = [form.form for form in reading.ledger.forms.values() if sentence.page in form.pages]
    return there[0] if len(there) == 1 else None
