"""Amount, change, percentage and direction against another year or a budget: one check for every sentence of that form."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure, number_of
from extractors.checks.claims.percentages import Fit, Span, fit_of, percent, plus, span_of

_SIGNS = {"up": 1, "down": -1}
_OPPOSITE = {"up": "down", "down": "up"}
_UP, _DOWN = re.compile("增加|增长|上升|提高|上涨"), re.compile("减少|下降|降低|下跌|缩减")


class ChangeFields(NamedTuple):
    """Where a claim keeps the parts of a change."""

    amount: str
    change: str
    pct: str
    direction: str
    base: str = ""


def check_change(docket: Docket, fields: ChangeFields) -> None:
    """change / base = percentage, base ± change = amount, and the direction word fits both."""
    claim = docket.claim
    amount, change, base = docket.amount(fields.amount), docket.amount(fields.change), _base(docket, fields)
    pct, direction = number_of(claim, fields.pct), claim.get(fields.direction)
    if base is not None and amount is not None:
        _check_base(docket, fields, (amount, base, change))
    if pct is None or change is None or amount is None:
        _settle_direction(docket, fields, change)
        return
    sign = _SIGNS.get(str(direction), 0)
    if not sign or not change.amount:
        _settle_direction(docket, fields, change)
        return
    _check_percentage(docket, fields, (amount, change, pct), str(direction))


def _base(docket: Docket, fields: ChangeFields) -> Figure | None:
    return docket.amount(fields.base) if fields.base else None


def _span_of_base(amount: Figure, change: Figure, direction: str) -> Span:
    return plus(span_of(amount), span_of(change), -_SIGNS[direction])


def _check_percentage(docket: Docket, fields: ChangeFields, figures: tuple[Figure, Figure, Figure], direction: str) -> None:
    amount, change, pct = figures
    tabled = docket.tabled.get(fields.amount)
    if tabled is not None and _fit(pct, percent(span_of(change), _span_of_base(tabled, change, direction))) == "fits":
        amount = tabled
    base = _span_of_base(amount, change, direction)
    if base.low <= 0:
        _zero_base(docket, pct, base)
        return
    span = percent(span_of(change), base)
    fit = _fit(pct, span)
    turned = percent(span_of(change), _span_of_base(amount, change, _OPPOSITE[direction]))
    if fit in ("near", "wrong") and _fit(pct, turned) == "fits":
        _wrong_direction(docket, fields, figures, direction)
        return
    docket.recompute(
        "narrative.change_pct", pct, [span], (amount, change), f"{change.text} of a base of {amount.text} ∓ {change.text}"
    )
    if fit in ("fits", "truncated"):
        _accept_direction(docket, fields)


def _fit(printed: Figure, span: Span | None) -> Fit:
    return fit_of(printed, span) if span is not None else "wrong"


def _wrong_direction(docket: Docket, fields: ChangeFields, figures: tuple[Figure, Figure, Figure], direction: str) -> None:
    amount, change, pct = figures
    docket.object_to(fields.direction, "the percentage fits only the other direction")
    said = f"the change is worded {direction}, but {pct.text} % fits only {_OPPOSITE[direction]}: {change.text} on {amount.text}"
    docket.report("narrative.direction", said, [change, pct, amount])


def _zero_base(docket: Docket, pct: Figure, base: Span) -> None:
    if base.high >= 0:
        said = f"{pct.field} prints {pct.text} %, but the change is the whole amount: a base of zero has no rate of growth"
        docket.report("narrative.zero_base", said, [pct])
        return
    docket.object_to(pct.field, "the base would be negative")
    docket.report("narrative.change_pct", f"{pct.field} prints {pct.text} %, but the base would be negative", [pct])


def _check_base(docket: Docket, fields: ChangeFields, figures: tuple[Figure, Figure, Figure | None]) -> None:
    """The printed base and amount give change and direction."""
    amount, base, change = figures
    moved = plus(span_of(amount), span_of(base), -1)
    sign = _SIGNS.get(str(docket.claim.get(fields.direction)), 0)
    if change is not None and sign:
        signed = Span(change.low, change.high) if sign > 0 else Span(-change.high, -change.low)
        if signed.low <= moved.high and signed.high >= moved.low:
            docket.prove("narrative.change", amount, base, change)
            _accept_direction(docket, fields)
        else:
            docket.object_to(change.field, f"{amount.text} against {base.text} is another change")
            said = f"{change.field} prints {change.text}, but {amount.text} against {base.text} is another change"
            docket.report("narrative.change", said, [change, amount, base])


def _accept_direction(docket: Docket, fields: ChangeFields) -> None:
    if docket.claim.get(fields.direction):
        docket.proofs.setdefault(fields.direction, []).append(f"narrative.direction:{docket.claim.section}.{docket.row}")


def _settle_direction(docket: Docket, fields: ChangeFields, change: Figure | None) -> None:
    """A change without percentage: 持平 fits zero; the word beside another amount stands as printed, which proves nothing."""
    direction = docket.claim.get(fields.direction)
    if not direction or change is None:
        return
    if change.low > 0:
        if direction == "flat":
            docket.object_to(fields.direction, f"a change of {change.text} is not flat")
            docket.report("narrative.direction", f"the change is worded flat, but {change.text} is printed", [change])
        return
    if direction == "flat":
        _accept_direction(docket, fields)
    elif not change.amount:
        docket.object_to(fields.direction, "a change of nought is flat")
    pct = number_of(docket.claim, fields.pct)
    if pct is not None and not change.amount and not pct.amount:
        docket.prove("narrative.change_pct", change, pct)


def check_words(docket: Docket, field: str) -> None:
    """Up-words and down-words about the same change: in the clause of the change and in the words that introduce its reason."""
    clause = _clause(docket)
    if not clause or docket.claim.get(field) not in _SIGNS:
        return
    if _UP.search(clause) and _DOWN.search(clause) and not any(f.rule == "narrative.direction" for f in docket.findings):
        docket.object_to(field, "the sentence uses words of both directions")
        figures = [f for f in (docket.amount("change"), number_of(docket.claim, "change_pct")) if f]
        docket.report("narrative.direction", f"the sentence says both directions of one change: {clause[:60]}", figures)


_CLAUSE = re.compile(r"(?:比|较|与|相比).{0,40}?(?:增加|增长|上升|提高|上涨|减少|下降|降低|下跌|缩减)")
_COMPARED = re.compile(
    r"(?:^|(?<=[，,；;]))(?:决算数?)?(?:比|较|与|同)(?P<base>上年|去年|上一年|(?:20\d\d)?年?(?:年初|全年|年度|当年)?预算|20\d\d)"
)
_EARLIER = re.compile(r"(?:比|较|与|同)(?:上年|去年|上一年|20\d\d)")
_LEAD = re.compile(r"(?:的)?(?:主要)?(?:原因|是因为|因为|由于|主要是)")


def _clause(docket: Docket) -> str:
    """From the comparison to the lead-in of the reason; nothing where several changes share the quote.

    What a list of parts says of its members is no word about the whole; a comparison with another base has a word of its own.
    """
    quote = _own_part(docket, re.sub(r"\s", "", docket.claim.quote))
    sharing = [claim for claim in docket.context.claims if claim.kind == docket.claim.kind and claim.quote == docket.claim.quote]
    start = _CLAUSE.search(quote)
    if start is None or len(sharing) > 1 or len(re.findall("比|较上|与上年", quote[start.start() :])) > 3:
        return ""
    rest = quote[start.start() :].split("其中")[0]
    rest = rest[: _second_year(rest) if docket.planned else _other_base(rest)]
    lead = _LEAD.search(rest)
    return rest[: lead.start()] if lead else re.split("[。；;]", rest)[0]


def _own_part(docket: Docket, quote: str) -> str:
    """Of a sentence in parts (A…; B…) the part that prints this claim's change."""
    said = (field.text for name in ("change", "change_pct") if (field := docket.claim.fields.get(name)) is not None)
    figure = re.sub(r"\s", "", next(said, ""))
    printed = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?!\d)")
    parts = [part for part in re.split("[；;]", quote) if figure and printed.search(part)]
    return parts[0] if len(parts) == 1 else quote


def _second_year(clause: str) -> int:
    """Where a budget compares again: 扣除中央基建后比2025年执行数增加…; else the end."""
    compared = list(_EARLIER.finditer(clause))
    return compared[1].start() if len(compared) > 1 else len(clause)


def _other_base(clause: str) -> int:
    """Where a comparison with a budget follows one with last year, or the other way round; else the end."""
    compared = list(_COMPARED.finditer(clause))
    others = (each for each in compared[1:] if ("预算" in each["base"]) != ("预算" in compared[0]["base"]))
    return next((each.start() for each in others), len(clause))
