"""Percentages printed without their sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Finding

_UNSIGNED = re.compile(
    r"(?:万元,(?:同比)?(?:增长|下降|增幅为?|降幅为?)|完成(?:年初|全年|调整)?预算(?:数)?的|占(?:本年|总)?[一-鿿]{2,12}的)(\d+(?:\.\d+)?)(?=[,。;])"
)


def unsigned(reading: Reading) -> Iterator[Finding]:
    """A rate of growth, completion or share that ends without %."""
    for sentence in reading.narrative():
        for found in _UNSIGNED.finditer(sentence.text):
            said = f"{found.group(1)} is printed as a rate without its %: {shown(sentence.text)}"
            yield told("text.unsigned", sentence, said, (found.group(1),))
