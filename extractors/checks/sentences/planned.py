"""What the sentences of a budget give away besides the template's words: changes without a measure, notes of another fund."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.rulebook import rule_named
from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Finding, FormRead
from extractors.narrative.grounding import folded

_UNMEASURED = re.compile(
    r"(?:比|较|与|同)(?:上年|去年|20\d\d年)[^,;。\d]{0,16}?(?:增加|减少|增长|下降|降低|上升|增幅|降幅)(?:了|为)?(?P<figure>\d+(?:\.\d+)?)(?=[,;。)](?!\d))"
)
_FUNDS = {"BG08": "政府性基金", "BG09": "国有资本"}


def unmeasured(reading: Reading) -> Iterator[Finding]:
    """较上年减少12.95, with neither a unit nor a %."""
    for sentence in reading.prose:
        for found in _UNMEASURED.finditer(sentence.text):
            figure = found["figure"]
            said = f"{figure} is printed as a change without a unit or a %: {shown(sentence.text)}"
            yield told("text.unsigned", sentence, said, (figure,))


def other_funds(reading: Reading) -> Iterator[Finding]:
    """A form left empty whose note speaks of another fund than its own."""
    for key, fund in _FUNDS.items():
        form = reading.ledger.forms.get(key)
        note = folded("".join(form.statement.split())) if form is not None and form.statement else ""
        others = [other for other in _FUNDS.values() if other != fund and other in note]
        if form is not None and others and fund not in note:
            yield _wrong_note(form, note, others[0])


def _wrong_note(form: FormRead, note: str, other: str) -> Finding:
    return Finding(
        rule="text.other_fund",
        severity=rule_named("text.other_fund").severity,
        fault="document",
        form=form.form,
        page=form.statement_box.page if form.statement_box else form.pages[0] if form.pages else None,
        message=f"the note under {form.form} speaks of {other}, which is not its fund: {shown(note)}.",
    )
