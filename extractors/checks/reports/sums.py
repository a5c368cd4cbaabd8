"""Amounts of a report against each other: wholes and their parts, within one chapter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.checks.claims.changes import ChangeFields, check_change
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure, number_of
from extractors.checks.claims.items import check_completion
from extractors.checks.claims.percentages import percent, span_of
from extractors.model import Claim

_STAFF = ("人员经费", "人员支出", "工资福利支出", "对个人和家庭的补助", "对个人和家庭补助", "对个人和家庭的补助支出")
_OPERATING = ("公用经费", "公用支出", "日常公用经费", "商品服务支出", "商品和服务支出", "商品与服务支出")
_BASIC, _PROJECT = "基本支出", "项目支出"
_INCOME, _SPENDING = "预算收入", "预算支出"
_ALL = "合计"
_FULL = Decimal(100)
_CHANGE = ChangeFields("actual", "change", "change_pct", "direction")
_TEN_THOUSAND = 10000


class Term(NamedTuple):
    """A figure of a claim."""

    docket: Docket
    figure: Figure


class Family(NamedTuple):
    """A whole and all that it consists of. `closed`: the parts are all there, so that another sum is a contradiction."""

    rule: str
    whole: Term
    parts: tuple[Term, ...]
    closed: bool


def check_report(dockets: Sequence[Docket]) -> None:
    """Every claim named, every family that the report prints weighed."""
    for docket in dockets:
        docket.row = _row(docket.claim)
        if docket.claim.get("completion_pct"):
            check_completion(docket, docket.amount("budget"), docket.amount("executed") or docket.amount("actual"))
        if docket.claim.kind == "three_public":
            check_change(docket, _CHANGE)
    slipped = [family.whole.docket for family in _families(dockets) if _weigh(family)]
    _points(dockets)
    _head([docket for docket in dockets if docket not in slipped])


def _row(claim: Claim) -> str:
    names = ("part", "project", "category", "item", "scope")
    return next((value for name in names if isinstance(value := claim.get(name), str) and value), claim.kind)


def _families(dockets: Sequence[Docket]) -> Iterator[Family]:
    for docket in dockets:
        if docket.claim.kind == "budget_change":
            yield from _family("report.adjustment", _term(docket, "amount"), _terms([docket], "prior", "change"), closed=True)
    chapters: dict[tuple[str, str], list[Docket]] = defaultdict(list)
    for docket in dockets:
        chapters[docket.claim.section, docket.claim.kind].append(docket)
    for (section, kind), group in chapters.items():
        if kind == "composition":
            yield from _compositions(group, chapters.get((section, "total_change"), []))
        elif kind == "three_public":
            yield from (family for field in ("budget", "actual") for family in _spending(group, field))
        elif kind == "fund_use":
            yield from _paid(group)


def _compositions(group: Sequence[Docket], totals: Sequence[Docket]) -> Iterator[Family]:
    """The parts of each scope, in the order they are printed."""
    scopes: dict[object, list[Docket]] = defaultdict(list)
    for docket in group:
        scopes[docket.claim.get("scope")].append(docket)
    for scope, listed in scopes.items():
        parts = {str(docket.claim.get("part")): docket for docket in listed}
        total = next((docket for docket in totals if docket.claim.get("scope") == scope), None)
        main = [parts[name] for name in (_BASIC, _PROJECT) if name in parts]
        whole = _term(total, "current") if total else _term(parts.get(_SPENDING), "amount")
        yield from _family("report.parts", whole, _terms(main, "amount"), closed=len(main) == 2)
        basic = [parts[name] for name in (*_STAFF, *_OPERATING) if name in parts]
        both = any(name in parts for name in _STAFF) and any(name in parts for name in _OPERATING)
        if both:
            above = _term(total, "current") if scope == _BASIC else _term(parts.get(_BASIC), "amount")
            yield from _family("report.parts", above, _terms(basic, "amount"), closed=True)
        _shares(total, listed)
        sources = [docket for name, docket in parts.items() if name not in (*_STAFF, *_OPERATING, _BASIC, _PROJECT)]
        yield from _sources(sources)


def _shares(total: Docket | None, listed: Sequence[Docket]) -> None:
    """Each part's share of the total that it stands behind."""
    whole = _term(total, "current")
    for docket in listed if whole else ():
        share, amount = number_of(docket.claim, "share_pct"), docket.amount("amount")
        if whole is not None and share is not None and amount is not None:
            spans = [percent(span_of(amount), span_of(whole.figure))]
            docket.recompute("narrative.share", share, spans, (amount,), f"{amount.text} of {whole.figure.text}")


def _sources(listed: Sequence[Docket]) -> Iterator[Family]:
    """预算收入 and where it comes from; 预算支出 is as much."""
    named = {str(docket.claim.get("part")): docket for docket in listed}
    others = [docket for name, docket in named.items() if name not in (_INCOME, _SPENDING)]
    if len(others) > 1:
        yield from _family("report.parts", _term(named.get(_INCOME), "amount"), _terms(others, "amount"), closed=False)


def _spending(group: Sequence[Docket], field: str) -> Iterator[Family]:
    """三公 and its categories; the vehicles' total counts instead of its two parts."""
    said = {str(docket.claim.get("category")): docket for docket in group if docket.claim.get(field)}
    vehicles = ("vehicle_total",) if "vehicle_total" in said else ("vehicle_purchase", "vehicle_operation")
    parts = [said[name] for name in ("overseas", *vehicles, "reception") if name in said]
    has_both = "reception" in said and any(name in said for name in vehicles)
    if has_both:
        closed = "overseas" in said
        yield from _family("report.parts", _term(said.get("total"), field), _terms(parts, field), closed=closed)


def _paid(group: Sequence[Docket]) -> Iterator[Family]:
    scopes: dict[object, list[Docket]] = defaultdict(list)
    for docket in group:
        scopes[docket.claim.get("scope")].append(docket)
    for listed in scopes.values():
        whole = next((docket for docket in listed if docket.claim.get("part") == _ALL), None)
        parts = [docket for docket in listed if docket is not whole]
        if len(parts) > 1:
            yield from _family("report.parts", _term(whole, "amount"), _terms(parts, "amount"), closed=True)


def _family(rule: str, whole: Term | None, parts: tuple[Term, ...], *, closed: bool) -> Iterator[Family]:
    if whole is not None and parts:
        yield Family(rule, whole, parts, closed)


def _term(docket: Docket | None, field: str) -> Term | None:
    figure = docket.amount(field) if docket is not None else None
    return Term(docket, figure) if docket is not None and figure is not None else None


def _terms(dockets: Iterable[Docket], *fields: str) -> tuple[Term, ...]:
    return tuple(term for docket in dockets for field in fields if (term := _term(docket, field)) is not None)


def _weigh(family: Family) -> bool:
    """Proves all where it holds, also for a whole whose unit slipped; where it must hold and does not, a finding.

    True: the unit slipped.
    """
    added = sum((term.figure.amount for term in family.parts), Decimal(0))
    slack = sum((term.figure.half for term in family.parts), Decimal(0))
    whole = family.whole.figure
    enlarged = whole._replace(amount=whole.amount * _TEN_THOUSAND, half=whole.half * _TEN_THOUSAND)
    options = (whole, enlarged) if whole.unit == "元" else (whole,)
    if any(abs(option.amount - added) <= option.half + slack for option in options):
        for term in (family.whole, *family.parts):
            term.docket.prove(family.rule, term.figure)
        return abs(whole.amount - added) > whole.half + slack
    if family.closed:
        _contradicted(family)
    return False


def _contradicted(family: Family) -> None:
    whole = family.whole
    for term in (whole, *family.parts):
        term.docket.object_to(term.figure.field, "the parts and the whole do not agree")
    said = " + ".join(f"{term.figure.text} ({_name(term, whole)})" for term in family.parts)
    message = f"{whole.figure.text} is printed, but {said} is another sum"
    whole.docket.report(family.rule, message, [whole.figure, *(term.figure for term in family.parts)])


def _name(term: Term, whole: Term) -> str:
    return term.figure.field if term.docket is whole.docket else term.docket.row


def _points(dockets: Sequence[Docket]) -> None:
    """Points of the chapters that make a hundred, or the score of the whole."""
    scored = [(docket, figure) for docket in dockets if (figure := _score(docket)) is not None]
    for whole in scored:
        others = [each for each in scored if each is not whole]
        if len(others) > 1 and sum((figure.amount for _, figure in others), Decimal(0)) == whole[1].amount:
            _prove_points([whole, *others])
    if len(scored) > 1 and sum((figure.amount for _, figure in scored), Decimal(0)) == _FULL:
        _prove_points(scored)


def _score(docket: Docket) -> Figure | None:
    claim = docket.claim
    return number_of(claim, "score") if claim.kind == "project_evaluation" and not claim.get("budget") else None


def _prove_points(scored: Sequence[tuple[Docket, Figure]]) -> None:
    for docket, figure in scored:
        docket.prove("report.points", figure)


def _head(dockets: Sequence[Docket]) -> None:
    """The form's own budget and expenditure are those that its text proves."""
    for docket in dockets:
        if docket.claim.section != "form":
            continue
        for field, names in (("budget", ("prior", "amount")), ("executed", ("current", "amount"))):
            figure = docket.amount(field)
            if figure is not None and any(_told(other, names, figure) for other in dockets if other is not docket):
                docket.prove("report.elsewhere", figure)


def _told(other: Docket, names: Sequence[str], figure: Figure) -> bool:
    """A figure of the text that is proven, and is as much."""
    said = (other.amount(name) for name in names if other.proofs.get(name))
    return any(again is not None and again.printed == figure.printed and again.amount == figure.amount for again in said)
