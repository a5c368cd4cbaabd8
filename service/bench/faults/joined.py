"""Harder faults: the other item's sentence is quoted as well, so that what is taken from there is printed in what is quoted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractors.amounts import decimals, parse_amount
from extractors.model import Claim, ClaimField
from service.bench.faults.fault import NAMES, Claims, Fault, as_in, is_name, is_number, is_words, picked, replaced, unlike

_NAMED = (*NAMES, "item_names", "category", "topic")
_PAIRS = (
    ("budget", "actual"),
    ("current", "change"),
    ("current", "prior"),
    ("change", "change_pct"),
    ("amount", "share_pct"),
    ("actual", "completion_pct"),
    ("budget", "executed"),
    ("delegations", "persons"),
    ("vs_prior_change", "vs_prior_pct"),
    ("sme_amount", "sme_share_pct"),
    ("opening", "closing"),
)
_OPPOSITE = {"up": "down", "down": "up", "above": "below", "below": "above"}
_MEANT = {"up": "增加", "down": "减少", "above": "大于", "below": "小于"}
_TOTALS = ("current", "amount", "actual", "budget", "executed")
_HUNDRED = Decimal(100)


def sentence_mistaken(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """All figures and words of another item, and its sentence: only the names are the claim's own."""
    others = _others(claims, index)
    if not others:
        return None
    other = claims[rng.choice(others)]
    fault = _taken(claims, index, other, [name for name in other.fields if name not in _NAMED])
    return fault and _quoting(fault, other.quote, other)


def pair_of_a_neighbour(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Two figures that fit each other, both a neighbour's."""
    near = _near(claims, index)
    options = [(pair, i) for pair in _PAIRS for i in near if all(is_number(claims[i].fields.get(name)) for name in pair)]
    if not options:
        return None
    pair, at = rng.choice(options)
    return _beside(claims, index, claims[at], pair)


def figure_of_a_neighbour(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """One figure of a neighbour: of the other year, the other side, the next item."""
    options = [(name, i) for i in _near(claims, index) for name, field in claims[i].fields.items() if is_number(field)]
    if not options:
        return None
    name, at = rng.choice(options)
    return _beside(claims, index, claims[at], (name,))


def words_of_a_sibling(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The reason or the use of the item before or after."""
    options = [(n, i) for i in _near(claims, index) for n, f in claims[i].fields.items() if n not in _NAMED and is_words(f)]
    if not options:
        return None
    name, at = rng.choice(options)
    return _beside(claims, index, claims[at], (name,))


def name_of_a_neighbour(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The name of the item before or after, over these figures."""
    options = [(n, i) for i in _near(claims, index) for n in _NAMED if is_name(claims[i].fields.get(n))]
    if not options:
        return None
    name, at = rng.choice(options)
    return _beside(claims, index, claims[at], (name,))


def name_of_a_twin(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The name of an item that prints one of the same amounts: arithmetic cannot tell them apart."""
    own = _amounts(claims[index])
    twins = [i for i in _others(claims, index) if own & _amounts(claims[i])]
    options = [(n, i) for i in twins for n in _NAMED if is_name(claims[i].fields.get(n))]
    if not options:
        return None
    name, at = rng.choice(options)
    return _beside(claims, index, claims[at], (name,))


def direction_recomputed(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The opposite direction with the percentage that would go with it."""
    fields = claims[index].fields
    figures = [parse_amount(str(f.value)) if (f := fields.get(n)) and is_number(f) else None for n in ("change", "change_pct")]
    amount = next((parse_amount(str(fields[n].value)) for n in ("current", "actual") if is_number(fields.get(n))), None)
    direction = fields.get("direction")
    if direction is None or direction.value not in _OPPOSITE or amount is None:
        return None
    change, pct = figures
    turned = _OPPOSITE[str(direction.value)]
    base = None if change is None else amount - change * (1 if turned == "up" else -1)
    wrong = {"direction": direction.model_copy(update={"value": turned, "text": rng.choice([direction.text, _MEANT[turned]])})}
    if pct is not None and change is not None and base:
        unit = Decimal(1).scaleb(-decimals(pct))
        said = str((_HUNDRED * change / abs(base)).quantize(unit, ROUND_HALF_UP))
        new = fields["change_pct"].model_copy(update={"value": said, "text": said})
        wrong |= {"change_pct": new} if unlike(fields["change_pct"], new) else {}
    return replaced(claims, index, wrong)


def to_another_mark(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Words that end one clause too early or too late, or begin one too late."""
    claim = claims[index]
    name = picked(rng, [n for n, f in claim.fields.items() if n not in _NAMED and is_words(f)])
    if name is None:
        return None
    text = claim.fields[name].text
    start = claim.quote.find(text)
    behind = claim.quote[start + len(text) :] if start >= 0 else ""
    marks = [at + 1 for at, mark in enumerate(text) if mark in "，；、,;" and 1 < at < len(text) - 2]
    longer = [behind[: at + 1] for at, mark in enumerate(behind) if mark in "，；。,;" and at > 1][:2]
    cut = [piece for at in marks for piece in (text[: at - 1], text[at:])]
    options = [*cut, *(text + more.rstrip("，；。,;") for more in longer)]
    if not options:
        return None
    said = rng.choice(options)
    return replaced(claims, index, {name: claim.fields[name].model_copy(update={"value": said, "text": said})})


def _taken(claims: Claims, index: int, other: Claim, names: Sequence[str]) -> Fault | None:
    own = claims[index].fields
    fields = {
        name: as_in(own[name], other.fields[name])
        for name in names
        if name in own and name in other.fields and None not in (own[name].value, other.fields[name].value)
    }
    fields = {name: field for name, field in fields.items() if unlike(own[name], field)}
    return replaced(claims, index, fields) if fields else None


def _beside(claims: Claims, index: int, other: Claim, names: Sequence[str]) -> Fault | None:
    """Both sentences are quoted, in the order of the page."""
    fault = _taken(claims, index, other, names)
    own = claims[index].quote
    if fault is None or len(fault.wrong) < len(names):
        return None
    both = own if other.quote in own else other.quote if own in other.quote else own + other.quote
    return _quoting(fault, both, other)


def _quoting(fault: Fault, quote: str, other: Claim) -> Fault:
    boxes = tuple(dict.fromkeys((*fault.claim.boxes, *other.boxes)))
    return fault._replace(claim=fault.claim.model_copy(update={"quote": quote, "boxes": boxes}))


def _others(claims: Claims, index: int) -> list[int]:
    own = claims[index]
    return [i for i, claim in enumerate(claims) if i != index and claim.kind == own.kind and claim.quote != own.quote]


def _near(claims: Claims, index: int) -> list[int]:
    return [i for i in (index - 1, index + 1) if 0 <= i < len(claims) and claims[i].kind == claims[index].kind]


def _amounts(claim: Claim) -> set[str]:
    fields: dict[str, ClaimField] = dict(claim.fields)
    return {str(field.value) for name, field in fields.items() if is_number(field) and name in _TOTALS}
