"""Whether a figure is told of another year, or only of a part that a bracket singles out, in half-width text without blanks."""

from __future__ import annotations

import re

from extractors.checks.claims.roles import occurrences

_THIS_YEARS = {
    *("vehicles_kept", "vehicles_purchased", "vehicles_total", "delegations", "persons", "equipment_over_1m"),
    *("actual", "current", "amount", "total"),
}
_COUNTED = {"vehicles_kept", "vehicles_purchased", "vehicles_total", "delegations", "persons", "equipment_over_1m"}
_YEAR = re.compile(r"(20\d\d)年")
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年)(?:度|年?末|同期|底)?(?:的?(?:决算|支出|实际|共有|保有|车辆|接待|组织|组团|为|是))")
_CLAUSE = re.compile(r"[,;。:(\n]")
_ASIDE = re.compile(r"\((?P<said>[^()]*)$")
_SINGLED_OUT = re.compile(r"^(?:含|包含|包括|其中|不含|上年|去年)")


def told_elsewhere(name: str, figure: str, text: str, year: int | None) -> str | None:
    """Why no place of the text tells this figure of the year and the whole; None where one does."""
    places = [before for before, _ in occurrences(text, figure)] if name in _THIS_YEARS else []
    if not places:
        return None
    if all(_of_another_year(before, year) for before in places):
        return f"{figure} is told of another year"
    if name in _COUNTED and all(_singled_out(before) for before in places):
        return f"{figure} is counted in a bracket, of a part"
    return None


def _of_another_year(before: str, year: int | None) -> bool:
    clause = _CLAUSE.split(before)[-1]
    told = {int(found) for found in _YEAR.findall(clause)}
    return bool(_LAST_YEAR.search(clause)) and year not in told or year is not None and bool(told) and year not in told


def _singled_out(before: str) -> bool:
    aside = _ASIDE.search(before)
    return aside is not None and bool(_SINGLED_OUT.match(aside["said"]))
