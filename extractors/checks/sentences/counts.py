"""Counts that contradict each other: subordinate units, and projects by grade."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractors.checks.sentences.reading import Reading, told
from extractors.model import Finding

_BELOW = re.compile(r"下属(\d+)个(?:行政|事业|预算)?单位")
_GRADED = re.compile(r"绩效自评的.{0,16}?项目(?P<all>\d+)个(?P<rest>.*)")
_GRADE = re.compile(r"评级为[\"“'][^\"”']{1,4}[\"”']的项目(\d+)个")
_AT_LEAST = 3


def subordinates(reading: Reading) -> Iterator[Finding]:
    """The number of subordinate units is the same wherever it is said."""
    said = [(sentence, found) for sentence in reading.narrative() for found in _BELOW.finditer(sentence.text)]
    counts = Counter(found.group(1) for _, found in said)
    if len(said) < _AT_LEAST or len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for sentence, found in said:
        if found.group(1) != usual and counts[usual] > counts[found.group(1)]:
            yield told(
                "text.counts", sentence, f"{found.group()}, but elsewhere the text counts {usual}", (found.group(1), usual)
            )


def grades(reading: Reading) -> Iterator[Finding]:
    """Projects by grade add to the projects evaluated."""
    for sentence in reading.narrative():
        found = _GRADED.search(sentence.text)
        by_grade = [int(count) for count in _GRADE.findall(found["rest"])] if found else []
        if found and by_grade and sum(by_grade) != int(found["all"]):
            said = f"{found['all']} projects were evaluated, but their grades count {sum(by_grade)}"
            yield told("text.counts", sentence, said, (found["all"], str(sum(by_grade))))
