"""An answer -> the fields that stand on the page, with their exact spans, and what does not stand and why."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from extractors.amounts import fold_width, half_unit, parse_amount
from extractors.model import UNITS, Box, Claim, ClaimField, ClaimValue, OtherReading, Unit
from extractors.narrative.asking.figures import is_figure, place_figures, type_of
from extractors.narrative.asking.words import (
    LEVEL_MARK,
    find_category,
    find_direction,
    find_name,
    find_number,
    find_words,
    follows_lead_in,
)
from extractors.narrative.grounding import Span
from extractors.narrative.schemas import SCHEMAS
from extractors.narrative.segments import Segment, figures_in

_BESIDE = {"direction": "change", "vs_budget_direction": "vs_budget_change", "vs_prior_direction": "vs_prior_change"}
_NOTHING: tuple[object, ...] = (None, "", [], "null", "None", "NULL")
_OF_ONE_CLAIM = ("operating_cost", "procurement", "assets")
_OF_PARTS = ("composition", "fund_use")
_ITEM_MARK = re.compile(r"[(]项[)]")
_LEVEL_OF = {"class_name": "类", "section_name": "款", "item_names": "项"}
_RATES = {"item_execution": "actual", "three_public": "actual", "project_evaluation": "executed"}


class Problem(NamedTuple):
    """What a model said that does not stand, and why, as it is told."""

    value: ClaimValue
    why: str


class Grounded(NamedTuple):
    """Fields that stand, and problems by field. `spans` are where the fields stand in the passage."""

    fields: dict[str, ClaimField]
    spans: dict[str, tuple[Span, ...]]
    problems: dict[str, Problem]


def values_of(kind: str, text: str) -> dict[str, Any]:
    """An answer's stated fields; a word for nothing states nothing. Raises ValueError for what is no such answer."""
    reply = SCHEMAS[kind].model_validate(json.loads(text))
    return {name: value for name, value in reply.model_dump().items() if value not in _NOTHING}


def ground(segment: Segment, stated: Mapping[str, Any]) -> Grounded:
    """Every stated field to its exact place in the piece."""
    values = _without_repeats(segment, stated)
    result = Grounded({}, {}, {})
    _figures(segment, values, result)
    for name, value in values.items():
        if name == "item_names":
            _put(segment, result, name, tuple(value), [find_name(segment, each, name) for each in value])
        elif name == "vehicles":
            _vehicles(segment, value, result)
        elif name == "no":
            _put(segment, result, name, value, [find_number(segment, value)])
        elif type_of(name) == "name":
            _put(segment, result, name, value, [find_name(segment, value, name)])
        elif type_of(name) == "words":
            _words(segment, name, value, result)
        elif not is_figure(name):
            _choice(segment, name, value, result)
    _part_beside_its_amount(segment, result)
    _every_item_named(segment, result)
    _names_at_their_level(segment, result)
    return result


def _without_repeats(segment: Segment, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Without what belongs to the words before the piece: the total of an item, a figure of the sentence that leads it."""
    named = segment.kind == "item_execution" and ("item_names" in stated or "class_name" in stated)
    before = {figure.text for figure in figures_in(segment.passage.text, segment.lead)}
    own = {figure.text for figure in figures_in(segment.passage.text, segment.span)}
    led = before - own if segment.kind in _OF_ONE_CLAIM else set()
    return {name: value for name, value in stated.items() if not (named and name == "scope" or str(value) in led)}


def _part_beside_its_amount(segment: Segment, result: Grounded) -> None:
    """Of several names in a row the last one has the amount: 事业收入、经营收入0.00万元."""
    part, amount = result.spans.get("part"), result.spans.get("amount")
    if segment.kind not in _OF_PARTS or part is None or amount is None:
        return
    if part[0][0] >= segment.span[0] and re.search("[、,;]", segment.passage.text[part[0][1] : amount[0][0]]):
        said = result.fields.pop("part").value
        result.spans.pop("part")
        result.problems["part"] = Problem(said, "这个名称后面紧跟的不是这个金额，请填紧靠在金额之前的名称")


def _every_item_named(segment: Segment, result: Grounded) -> None:
    """A sentence about several items names them all: their figures are of all together."""
    names = result.spans.get("item_names")
    printed = len(_ITEM_MARK.findall(segment.passage.text, *segment.span))
    if names is not None and printed > len(set(names)):
        said = result.fields.pop("item_names").value
        result.spans.pop("item_names")
        result.problems["item_names"] = Problem(said, f"原文列出了{printed}个“（项）”，请全部摘录")


def _names_at_their_level(segment: Segment, result: Grounded) -> None:
    """Where a piece prints (类), (款), (项), a name of that level stands right before its mark."""
    for name, mark in _LEVEL_OF.items():
        spans = result.spans.get(name)
        if spans is None or not re.compile(rf"[(]{mark}[)]").search(segment.passage.text, *segment.span):
            continue
        if not all(re.compile(rf"[(]{mark}[)]?").match(segment.passage.text, end) for _, end in spans):
            said = result.fields.pop(name).value
            result.spans.pop(name)
            result.problems[name] = Problem(said, f"这不是“（{mark}）”前面的名称")


def _figures(segment: Segment, values: Mapping[str, Any], result: Grounded) -> None:
    stated = {name: str(value) for name, value in values.items() if is_figure(name)}
    placed = place_figures(segment, stated)
    for name, figure in placed.found.items():
        printed = fold_width(segment.passage.squeezed(figure.span)).replace(",", "")
        _keep(segment, result, name, printed, (figure.span,))
    for name, why in placed.problems.items():
        result.problems[name] = Problem(stated[name], why)


def _put(segment: Segment, result: Grounded, name: str, said: ClaimValue, spans: list[Span | None]) -> None:
    """A name or a list of names, as printed."""
    found = [span for span in spans if span is not None]
    if len(found) < len(spans) or not found:
        result.problems[name] = Problem(said, "原文中没有这些字，请逐字摘录")
        return
    printed = tuple(_without_marks(segment, span) for span in found)
    _keep(segment, result, name, printed if isinstance(said, tuple) else printed[0], tuple(found))


def _without_marks(segment: Segment, span: Span) -> str:
    """A name as printed, blanks squeezed out; level marks inside it are no part of it."""
    text = segment.passage.text[slice(*span)]
    skipped = {at for mark in LEVEL_MARK.finditer(text) for at in range(*mark.span())}
    return "".join(char for at, char in enumerate(segment.passage.squeezed(span)) if at not in skipped)


def _words(segment: Segment, name: str, value: str, result: Grounded) -> None:
    span = find_words(segment, value)
    if span is None:
        result.problems[name] = Problem(value, "原文中没有这句话，请逐字摘录，不要改写")
    elif name == "reason" and not follows_lead_in(segment, span):
        result.problems[name] = Problem(value, "这不是原因：原因应紧接在“主要原因是”一类的引导语之后")
    else:
        _keep(segment, result, name, segment.passage.verbatim(span), (span,))


def _choice(segment: Segment, name: str, value: str, result: Grounded) -> None:
    if name == "category":
        span = find_category(segment, value)
    else:
        beside = result.spans.get(_BESIDE.get(name, ""), ())
        span = find_direction(segment, name, value, beside[0][0] if beside else None)
    if span is None:
        result.problems[name] = Problem(value, "原文中没有这个意思的用词")
    else:
        _keep(segment, result, name, value, (span,))


def _vehicles(segment: Segment, value: list[dict[str, str]], result: Grounded) -> None:
    """Every use with the count right behind it."""
    counts: dict[str, str] = {}
    spans: list[Span] = []
    for each in value:
        label = find_name(segment, each["use"], name="vehicles")
        nearest = figures_in(segment.passage.text, (label[1], segment.span[1]))[:1] if label else []
        if label is None or not nearest or nearest[0].text != fold_width(each["count"]).strip():
            result.problems["vehicles"] = Problem(json.dumps(value, ensure_ascii=False), f"“{each['use']}”及其数量与原文不符")
            return
        counts[segment.passage.squeezed(label)] = nearest[0].text
        spans += [label, nearest[0].span]
    _keep(segment, result, "vehicles", counts, tuple(spans))


def _keep(segment: Segment, result: Grounded, name: str, value: ClaimValue, spans: tuple[Span, ...]) -> None:
    boxes: list[Box] = [box for span in spans for box in segment.passage.boxes(span)]
    text = "".join(segment.passage.verbatim(span) for span in spans)
    result.fields[name] = ClaimField(value=value, text=text, boxes=tuple(boxes))
    result.spans[name] = spans


def at_odds(kind: str, fields: Mapping[str, ClaimField]) -> str | None:
    """What a model should look at again: a rate that its own two amounts do not give. The document itself may be wrong."""
    spent = _RATES.get(kind)
    numbers = [_decimal(fields.get(name)) for name in ("budget", spent or "", "completion_pct")]
    budget, actual, rate = numbers
    if budget is None or actual is None or rate is None or not budget:
        return None
    if abs(actual * 100 / budget - rate) <= half_unit(rate) * 4 + Decimal("0.01"):
        return None
    return f"{actual} 占 {budget} 不是 {rate}%，请核对 budget、{spent}、completion_pct 三栏"


def _decimal(field: ClaimField | None) -> Decimal | None:
    return parse_amount(field.value) if field is not None and isinstance(field.value, str) else None


def claim_of(segment: Segment, grounded: Grounded, reader: str) -> Claim:
    """The claim with what stands; what does not is null, with what was said beside it."""
    lost = {
        name: ClaimField(value=None, others=(OtherReading(reader=reader, value=problem.value, reason=problem.why),))
        for name, problem in grounded.problems.items()
        if name not in grounded.fields
    }
    order = {name: at for at, name in enumerate(SCHEMAS[segment.kind].model_fields)}
    fields = dict(sorted({**lost, **grounded.fields}.items(), key=lambda item: order[item[0]]))
    return Claim(
        kind=segment.kind,
        section=segment.passage.section,
        fields=fields,
        unit=_unit(segment),
        quote=segment.passage.verbatim(segment.span),
        boxes=segment.passage.boxes(segment.span),
        reader=reader,
    )


def _unit(segment: Segment) -> Unit:
    """The unit of the piece's first amount."""
    money = next((figure for figure in segment.figures if figure.unit == "money"), None)
    behind = segment.passage.text[money.span[1] :] if money is not None else ""
    return next((unit for unit in UNITS if behind.startswith(unit)), "万元")
