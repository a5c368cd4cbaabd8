"""Sentences of a report against each other: units, years, the rate of adjustment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractors.amounts import plain
from extractors.checks.claims.figures import printed_value
from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Claim, Finding, Sentence

_AMOUNT = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(万元|元)")
_LEAST_DIGITS = 4
_OPENS = re.compile(r"(?:\(?\d{1,2}[.、)])?[^,;\d]{0,12}?(20\d\d)年(?:度)?(?!底|末|[1-9]|1[0-2])")
_COMPARED = re.compile(r"(?:比|较|与|同|上年|截至|自|从|结转)[^,;:]{0,6}$")
_RATE = re.compile(r"预算调整率(?:\([^()]*\))?(?:约)?(?:为|是|:|达到?)?(?P<rate>零|\d+(?:\.\d+)?%|0)")
_PLACES = 2


def report_findings(reading: Reading) -> tuple[Finding, ...]:
    """What the sentences of a performance report give away."""
    return tuple(finding for check in (_units, _years, _rates) for finding in check(reading))


def _units(reading: Reading) -> Iterator[Finding]:
    """Digits that are printed in 元 here and in 万元 elsewhere."""
    said: dict[str, set[str]] = {}
    for sentence in reading.prose:
        for digits, unit in _amounts(sentence):
            said.setdefault(digits, set()).add(unit)
    for sentence in reading.prose:
        for digits, unit in _amounts(sentence):
            if unit == "元" and "万元" in said[digits]:
                message = f"{digits} 元 is printed, elsewhere the same is {digits} 万元: {shown(sentence.text)}"
                yield told("report.unit", sentence, message, [digits])


def _amounts(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Digits and unit of every amount that is not round."""
    for found in _AMOUNT.finditer(sentence.text):
        digits = found[1].replace(",", "")
        if len(digits.replace(".", "").rstrip("0")) >= _LEAST_DIGITS and "." in digits:
            yield digits, found[2]


def _years(reading: Reading) -> Iterator[Finding]:
    """Another year opens a sentence whose amount another sentence tells of the report's year."""
    year = reading.outline.fiscal_year
    if year is None:
        return
    own = {digits for sentence in reading.prose if _year(sentence) == year for digits, _ in _amounts(sentence)}
    for sentence in reading.prose:
        other = _year(sentence)
        repeated = [digits for digits, _ in _amounts(sentence) if digits in own]
        if other is not None and other != year and repeated:
            message = f"the sentence speaks of {other}, but prints {repeated[0]} of {year}: {shown(sentence.text)}"
            yield told("report.year", sentence, message, [str(other), repeated[0]])


def _year(sentence: Sentence) -> int | None:
    """The year that opens it; one that it compares with does not count."""
    opening = _OPENS.match(sentence.text)
    if opening is None or _COMPARED.search(sentence.text[: opening.start(1)]):
        return None
    return int(opening[1])


def _rates(reading: Reading) -> Iterator[Finding]:
    """预算调整率 against what the claims say was added."""
    computed = list(_computed(reading.claims))
    for sentence in reading.prose:
        found = _RATE.search(sentence.text)
        if found is None or not computed:
            continue
        printed = Decimal(0) if found["rate"] == "零" else Decimal(found["rate"].rstrip("%"))
        options = [rate for section, rate in computed if section == sentence.section] or [rate for _, rate in computed]
        if not any(abs(rate - printed) <= _half(found["rate"]) for rate in options):
            message = f"预算调整率 is said to be {found['rate']}, but what was added is {plain(options[0])} % of the budget"
            yield told("report.adjustment_rate", sentence, message, [plain(options[0])])


def _half(printed: str) -> Decimal:
    """What rounding hides of a printed rate."""
    return Decimal(1).scaleb(-len(printed.rstrip("%").partition(".")[2])) if printed[0].isdigit() else Decimal(0)


def _computed(claims: Iterable[Claim]) -> Iterator[tuple[str, Decimal]]:
    for claim in claims:
        prior, change = printed_value(claim, "prior"), printed_value(claim, "change")
        if claim.kind == "budget_change" and prior and change is not None:
            yield claim.section, round(change / prior * 100, _PLACES)
