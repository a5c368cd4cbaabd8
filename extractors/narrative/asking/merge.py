"""Two readings of one document into one: what both say is evidence, what they say differently is shown and doubted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.amounts import parse_amount
from extractors.model import Box, Claim, ClaimField, ClaimValue, OtherReading
from extractors.narrative.asking.figures import is_figure, type_of
from extractors.narrative.asking.gathered import SINGLE, Found
from extractors.narrative.asking.unsure import Covered
from extractors.narrative.asking.words import needle

RULES = "rules"
_NOT_ITS_OWN = "not whole, or read by the rules as another field"
_NAMED_OTHERWISE = ("topic",)  # the rules give it a key, a model the printed words
# The sentence of all items has a scope instead of their names.
_INSTEAD = {"scope": ("item_names", "section_name", "class_name")}
_LED = re.compile("(?:主要|具体)?(?:是|为)?(?:用于|用在|包括|原因)?(?:是|为)?[:,]?")
_MARKS = " ,;:。、.;:"
_SENTENCES = ("outputs", "problems", "improvements", "content_and_goals", "completion", "use", "text")
_KEYS = ("category", "part", "item_names", "scope", "project", "item", "text")


def merged(claims: Sequence[Claim], found: Sequence[Found], reader: str) -> tuple[Claim, ...]:
    """The claims of the rules, each with what the model says of it; then what the model alone found."""
    by_place, covered = dict(enumerate(claims)), Covered(claims)
    alone: list[Claim] = []
    for each in found:
        place = _counterpart(each.claim, by_place)
        fresh = each._replace(fresh=_fresh(each.claim, covered))
        if place is not None:
            by_place[place] = _joined(by_place[place], fresh, reader)
        elif fresh.fresh:
            alone.append(each.claim)
    return (*by_place.values(), *alone)


def _fresh(claim: Claim, covered: Covered) -> frozenset[str]:
    """Figures and words in places that the rules read as nothing else."""
    told = {name: field for name, field in claim.fields.items() if is_figure(name) or type_of(name) == "words"}
    return frozenset(name for name, field in told.items() if field.boxes and not covered.holds(field.boxes))


def _counterpart(found: Claim, claims: Mapping[int, Claim]) -> int | None:
    """The rules' claim about the same thing: by category, by section, else the one that stands in the same piece."""
    of_kind = {at: claim for at, claim in claims.items() if claim.kind == found.kind}
    if found.kind == "three_public":
        return next((at for at, claim in of_kind.items() if claim.get("category") == found.get("category")), None)
    if found.kind in SINGLE:
        return next((at for at, claim in of_kind.items() if claim.section == found.section), None)
    there = [at for at, claim in of_kind.items() if _stands_in(claim, found.boxes)]
    alike = [at for at in there if _called_alike(claims[at], found)]
    return next(iter(alike if alike or len(there) > 1 else there), None)


def _stands_in(claim: Claim, boxes: Sequence[Box]) -> bool:
    """Most of its figures (or words) lie in the piece."""
    places = [field.boxes[0] for name, field in claim.fields.items() if field.boxes and name != "scope"]
    inside = [place for place in places if any(_within(place, box) for box in boxes)]
    return bool(places) and 2 * len(inside) > len(places)


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return inner.page == outer.page and outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _called_alike(one: Claim, other: Claim) -> bool:
    names = [name for name in _KEYS if one.get(name) is not None and other.get(name) is not None]
    return bool(names) and same(names[0], one.get(names[0]), other.get(names[0]))


def _joined(claim: Claim, found: Found, reader: str) -> Claim:
    fields = dict(claim.fields)
    for name, said in found.claim.fields.items():
        own = fields.get(name)
        if own is None or own.value is None:
            fields[name] = _added(said, _adds(name, claim, found), reader)
        else:
            fields[name] = _compared(name, own, said, name in found.whole, reader)
    return claim.model_copy(update={"fields": fields, "reader": "both"})


def _adds(name: str, claim: Claim, found: Found) -> bool:
    """Whether a value may fill what the rules left open: whole, no figure that they read as something else, no second name."""
    named = any(claim.get(other) is not None for other in _INSTEAD.get(name, ()))
    return name in found.whole and (name in found.fresh or not is_figure(name)) and not named


def _added(said: ClaimField, stands: bool, reader: str) -> ClaimField:
    if said.value is not None and stands:
        return said.model_copy(update={"readers": (reader,)})
    return ClaimField(value=None, readers=(RULES,), others=said.others or (_other(said, _NOT_ITS_OWN, reader),))


def _compared(name: str, own: ClaimField, said: ClaimField, stands: bool, reader: str) -> ClaimField:
    if said.value is None:
        return own.model_copy(update={"others": (*own.others, *said.others)})
    if same(name, own.value, said.value):
        return own.model_copy(update={"readers": (RULES, reader)})
    if name in _NAMED_OTHERWISE:
        return own
    stands = stands and not (type_of(name) == "name" and _one_in_the_other(own.value, said.value))
    stands = stands and not (name in _SENTENCES and _fragment(own.value, said.value))
    return own.model_copy(update={"others": (*own.others, _other(said, "read differently", reader, stands))})


def _one_in_the_other(one: ClaimValue, other: ClaimValue) -> bool:
    """The same name cut longer or shorter names the same thing."""
    return isinstance(one, str) and isinstance(other, str) and (needle(one) in needle(other) or needle(other) in needle(one))


def _fragment(own: ClaimValue, said: ClaimValue) -> bool:
    """Some of several sentences, the end of a list, or the same with the words that lead to it: not something else."""
    if not isinstance(own, str) or not isinstance(said, str):
        return False
    whole, part = needle(own).strip(_MARKS), needle(said).strip(_MARKS)
    at = whole.find(part)
    return at == 0 or at > 0 and whole[at - 1] != ":" or bool(_LED.fullmatch(part.removesuffix(whole)))


def _other(said: ClaimField, why: str, reader: str, stands: bool = False) -> OtherReading:
    return OtherReading(
        reader=reader,
        value=said.value,
        text=said.text,
        boxes=said.boxes,
        verdict="flagged" if stands else "rejected",
        reason=why,
    )


def same(name: str, one: ClaimValue, other: ClaimValue) -> bool:
    """Figures by value, words without widths and blanks."""
    if isinstance(one, str) and isinstance(other, str):
        return (
            parse_amount(one) == parse_amount(other)
            if is_figure(name)
            else needle(one).strip(_MARKS) == needle(other).strip(_MARKS)
        )
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {needle(key): value for key, value in one.items()} == {needle(key): value for key, value in other.items()}
    if isinstance(one, tuple) and isinstance(other, tuple):
        return [needle(each) for each in one] == [needle(each) for each in other]
    return False
