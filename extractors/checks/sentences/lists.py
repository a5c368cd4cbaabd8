"""Lists of expenditure names against the rows of the economic classification that print a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.claims.names import plain_name
from extractors.checks.ledger import Ledger
from extractors.checks.sentences.reading import Place, Reading, told
from extractors.model import Finding, Sentence

_LIST = re.compile(
    r"(?P<part>人员经费|公用经费)(?:支出)?(?:为|共计)?[\d.,]+万?元[,。;:]?(?:占[^,。;]*,)?(?:主要)?(?:包括|用于|是用于|开支)(?:了|以下方面)?:?(?P<names>[^。;:]{4,})"
)
_MEMBERS = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "311", "312", "313", "399")}
_KNOWN_SHARE = 0.7
_FEWEST = 3
_SHOWN = 6
_WHOLE_TEMPLATE = 6


def listed(reading: Reading) -> Iterator[Finding]:
    """Names listed without a figure in FA06, and figures whose names are left out."""
    if reading.ledger.status("FA06") != "read":
        return
    for paragraph_text, sentence in _texts(reading):
        for found in _LIST.finditer(paragraph_text):
            finding = _compare(reading.ledger, sentence, found["part"], _split(found["names"]))
            if finding:
                yield finding


def _texts(reading: Reading) -> Iterator[tuple[str, Sentence]]:
    return ((sentence.text, sentence) for sentence in reading.narrative())


def _split(names: str) -> list[str]:
    """Names between 、, those within brackets left together."""
    return [re.sub(r"(等(支出|方面)?|和?其他)$", "", name) for name in re.split(r"[、,](?![^()]*\))", names) if name]


def _compare(ledger: Ledger, sentence: Sentence, part: str, names: list[str]) -> Finding | None:
    rows = {code: plain_name(ledger.name_of("FA06", code)) for code in ledger.codes("FA06") if _member(code, part)}
    codes = {name: code for name in names if (code := _code(plain_name(name), rows))}
    if len(names) < _FEWEST or len(codes) < _KNOWN_SHARE * len(names):
        return None
    idle = {name: code for name, code in codes.items() if ledger.cell("FA06", code, "amount").state in ("printed", "blank")}
    idle = {name: code for name, code in idle.items() if not ledger.cell("FA06", code, "amount").amount}
    omitted = {code for code in rows if ledger.cell("FA06", code, "amount").nonzero and code not in codes.values()}
    if not idle and (not omitted or "等" in sentence.text):
        return None
    return _finding(ledger, sentence, part, (idle, sorted(omitted)))


def _finding(ledger: Ledger, sentence: Sentence, part: str, differing: tuple[dict[str, str], list[str]]) -> Finding:
    """Omissions alone, and lists that name the whole template, are information."""
    idle, omitted = differing
    shown = "、".join(f"{name} ({code})" for name, code in list(idle.items())[:_SHOWN])
    more = f" and {len(idle) - _SHOWN} more" if len(idle) > _SHOWN else ""
    left_out = "、".join(f"{ledger.name_of('FA06', code)} ({code})" for code in omitted[:_SHOWN])
    points = [f"names {shown}{more}, for which FA06 prints no amount"] if idle else []
    points += [f"omits {left_out}"] if omitted else []
    idly = not idle or len(idle) > _WHOLE_TEMPLATE and not omitted
    place = Place("FA06", next(iter(idle.values()), omitted[0] if omitted else None), "amount")
    said = f"the list of {part} {' and '.join(points)}"
    return told("text.listed", sentence, said, place=place, severity="info" if idly else None)


def _member(code: str, part: str) -> bool:
    return len(code) == 5 and code[:3] in _MEMBERS[part]


def _code(name: str, rows: dict[str, str]) -> str | None:
    """The row of exactly this name, 费 or 支出 at its end apart."""
    return next((code for code, label in rows.items() if _core(label) == _core(name) and label), None)


def _core(name: str) -> str:
    return re.sub(r"(支出|费用|缴费|费)$", "", name)
