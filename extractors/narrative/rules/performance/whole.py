"""project_evaluation of the department as a whole: the head of the form, what was spent, problems and what is to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import Claim, ClaimField
from extractors.narrative.grounding import Passage
from extractors.narrative.report.chapters import Chapter
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.scores import whole_score
from extractors.narrative.rules.performance.words import words
from extractors.narrative.rules.wording import MONEY

_WORDS = {name: re.compile(pattern) for name, pattern in words()["form"].items()}
_MONEY = re.compile(rf"{MONEY}|(?P<bare>\d[\d,]*(?:\.\d+)?)")
_SPENT = re.compile(r"支出")
_WORDED = ("problems", "improvements")


def read_whole(chapters: Sequence[Chapter], claims: Sequence[Claim]) -> Iterator[Claim]:
    """One claim where the form names its budget, or the report its score."""
    title = next((found for chapter in chapters if (found := _title(chapter.passage))), None)
    budget = next((found for chapter in chapters if (found := _budget(chapter))), None)
    score = next((found for chapter in chapters if (found := whole_score(chapter.passage))), None)
    if title is None or budget is None and score is None:
        return
    spent = next((c for c in claims if c.kind == "total_change" and _SPENT.search(str(c.get("scope")))), None)
    fields: dict[str, ClaimField] = {**title.fields, **(budget.fields if budget else {}), **(score.fields if score else {})}
    if spent is not None and budget is not None:
        fields["executed"] = spent.fields["current"]
    for name in _WORDED:
        fields |= _worded(chapters, name)
    yield title.model_copy(update={"fields": fields, "section": "form"})


def _title(passage: Passage) -> Claim | None:
    found = _WORDS["title"].search(passage.text)
    if found is None:
        return None
    draft = Draft("project_evaluation", passage, found.start("name"))
    draft.name("project", found.span("name"))
    return draft.row()


def _budget(chapter: Chapter) -> Claim | None:
    """The amount alone in the cell beside its label."""
    found = _MONEY.fullmatch(chapter.passage.text) if _WORDS["budget"].fullmatch(chapter.label) else None
    if found is None:
        return None
    draft = Draft("project_evaluation", chapter.passage, 0)
    draft.amount("budget", found, "amount" if found["amount"] else "bare", "unit" if found["amount"] else None)
    return draft.row()


def _worded(chapters: Sequence[Chapter], name: str) -> dict[str, ClaimField]:
    passage = next((c.passage for c in chapters if _WORDS[name].fullmatch(c.label)), None)
    if passage is None:
        return {}
    draft = Draft("project_evaluation", passage, 0)
    draft.words(name, (0, len(passage.text)))
    return draft.fields
