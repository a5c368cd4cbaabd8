"""What two results of one document say differently: figures and statements gained, lost, changed, each with its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Literal, TypeVar

from extractors.amounts import plain
from extractors.model import Box, Claim, ClaimField, ClaimValue, Extraction, Fact, Frozen, Verdict

ChangeKind = Literal["gained", "lost", "changed"]
What = Literal["figure", "claim"]
Item = TypeVar("Item")


class Side(Frozen):
    """What one of the two results has."""

    value: Any
    text: str = ""
    verdict: Verdict
    boxes: tuple[Box, ...] = ()
    reasons: tuple[str, ...] = ()


class Change(Frozen):
    """One difference. A figure has form, row and column; a claim has kind and section, and a field where one field changed."""

    what: What
    change: ChangeKind
    form: str | None = None
    row: str | None = None
    column: str | None = None
    label: str = ""
    kind: str | None = None
    section: str | None = None
    field: str | None = None
    before: Side | None = None
    after: Side | None = None

    @property
    def box(self) -> Box | None:
        """Where to look: where it stands now, else where it stood."""
        boxes = (self.after.boxes if self.after else ()) or (self.before.boxes if self.before else ())
        return boxes[0] if boxes else None


Totals = Mapping[str, Mapping[str, int]]
NO_CHANGES: Totals = {"figures": {"gained": 0, "lost": 0, "changed": 0}, "claims": {"gained": 0, "lost": 0, "changed": 0}}


def differences(before: Extraction | None, after: Extraction) -> tuple[Change, ...]:
    """Every difference, figures first, in the order of the forms and the text. Without a result before, all is gained."""
    facts = before.facts if before else ()
    claims = before.claims if before else ()
    return (*_figures(facts, after.facts), *_claims(claims, after.claims))


def totals_of(changes: Iterable[Change]) -> Totals:
    """How many of each."""
    counted = Counter((f"{change.what}s", str(change.change)) for change in changes)
    return {what: {change: counted[what, change] for change in kinds} for what, kinds in NO_CHANGES.items()}


def sum_of(totals: Iterable[Totals]) -> Totals:
    """Over several documents."""
    found = list(totals)
    return {what: {change: sum(one[what][change] for one in found) for change in kinds} for what, kinds in NO_CHANGES.items()}


def _figures(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[Change]:
    old, new = _grouped(before, lambda fact: fact.key), _grouped(after, lambda fact: fact.key)
    for key in dict.fromkeys([*old, *new]):
        for one, other in zip_longest(old.get(key, []), new.get(key, [])):
            change = _change(_told(one), _told(other))
            if change:
                form, row, column = key
                label = (other or one).label
                yield change.model_copy(update={"form": form, "row": row, "column": column, "label": label})


def _told(fact: Fact | None) -> Side | None:
    if fact is None:
        return None
    value = f"{plain(fact.value)} {fact.unit}"
    return Side(value=value, text=fact.text, verdict=fact.verdict, boxes=(fact.box,), reasons=fact.reasons)


def _change(before: Side | None, after: Side | None, what: What = "figure") -> Change | None:
    """The difference of two sides, of which one is there; None where they agree in value and verdict."""
    if before is None or after is None:
        return Change(what=what, change="gained" if before is None else "lost", before=before, after=after)
    if (before.value, before.verdict) == (after.value, after.verdict):
        return None
    return Change(what=what, change="changed", before=before, after=after)


def _claims(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Change]:
    old, new = _grouped(before, _topic), _grouped(after, _topic)
    for topic in dict.fromkeys([*old, *new]):
        for one, other in _paired(old.get(topic, []), new.get(topic, [])):
            for change in _between(one, other):
                yield change.model_copy(update={"kind": topic[0], "section": topic[1]})


def _topic(claim: Claim) -> tuple[str, str]:
    return claim.kind, claim.section


def _paired(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[Claim | None, Claim | None]]:
    """Statements of one topic, likest first; those that are like no other stand alone."""
    likest = sorted(
        ((_likeness(one, other), -i, -j) for i, one in enumerate(before) for j, other in enumerate(after)), reverse=True
    )
    pairs: dict[int, int] = {}
    for like, i, j in likest:
        if like and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    for i, one in enumerate(before):
        yield one, after[pairs[i]] if i in pairs else None
    yield from ((None, other) for j, other in enumerate(after) if j not in pairs.values())


def _likeness(one: Claim, other: Claim) -> int:
    """How many fields say the same, and whether the words are the same."""
    same = sum(one.get(name) == other.get(name) is not None for name in one.fields)
    return 2 * same + (one.quote == other.quote)


def _between(one: Claim | None, other: Claim | None) -> Iterator[Change]:
    if one is None or other is None:
        change = _change(_whole(one), _whole(other), "claim")
        if change:
            yield change
        return
    for name in dict.fromkeys([*one.fields, *other.fields]):
        before, after = _field(one.fields.get(name)), _field(other.fields.get(name))
        if before is None and after is None:
            continue
        change = _change(before, after, "claim")
        if change:
            yield change.model_copy(update={"field": name, "change": "changed"})


def _whole(claim: Claim | None) -> Side | None:
    if claim is None:
        return None
    said = {name: _plain(field.value) for name, field in claim.fields.items() if field.value is not None}
    return Side(value=said, text=claim.quote, verdict=claim.verdict, boxes=claim.boxes, reasons=claim.reasons)


def _field(field: ClaimField | None) -> Side | None:
    if field is None or field.value is None:
        return None
    return Side(value=_plain(field.value), text=field.text, verdict=field.verdict, boxes=field.boxes, reasons=field.reasons)


def _plain(value: ClaimValue) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _grouped(items: Sequence[Item], key: Any) -> dict[Any, list[Item]]:
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
