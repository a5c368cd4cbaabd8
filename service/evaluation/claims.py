"""Claims against truth: each true claim is paired with its likest reading of the same kind, then field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from extractors.model import Frozen
from service.evaluation.counts import Counts
from service.evaluation.kinds import kind_of, numeric_fields, prose_fields
from service.evaluation.normalise import number, text

Line = dict[str, Any]
_LIKE_ENOUGH = 0.6
_NOT_SCORED = "statement"


class KindScore(Counts):
    """Counts of one kind in one document."""

    truth: int = 0
    got: int = 0
    matched: int = 0
    fields: int = 0
    fields_right: int = 0


class WrongField(NamedTuple):
    """A field that was accepted although truth says otherwise."""

    kind: str
    field: str
    quote: str
    got: object
    truth: object


class ClaimScore(Frozen):
    """How the claims of one document fared."""

    kinds: dict[str, KindScore]
    wrong: tuple[WrongField, ...] = ()

    @property
    def total(self) -> KindScore:
        """All kinds together."""
        return sum(self.kinds.values(), KindScore())

    @property
    def extra(self) -> int:
        """Claims that match nothing in truth."""
        return self.total.got - self.total.matched


def score_claims(truth: Sequence[Line], got: Sequence[Line]) -> ClaimScore:
    """Both as lines of claims.jsonl."""
    truth = [line for line in truth if line["kind"] != _NOT_SCORED]
    got = [line for line in got if line.get("kind") != _NOT_SCORED]
    kinds: dict[str, KindScore] = defaultdict(KindScore)
    for line in truth:
        kinds[line["kind"]] += KindScore(truth=1)
    for line in got:
        kinds[line.get("kind", "?")] += KindScore(got=1)
    wrong: list[WrongField] = []
    for one, other in matched(truth, got):
        counted, mistaken = compare(truth[one], got[other])
        kinds[truth[one]["kind"]] += counted
        wrong += mistaken
    return ClaimScore(kinds=dict(sorted(kinds.items())), wrong=tuple(wrong))


def value(line: Line, field: str) -> str | None:
    """A field in its comparable form."""
    return number(line.get(field)) if field in numeric_fields() else text(line.get(field))


def same(truth: Line, got: Line, field: str) -> bool:
    """Whether two claims agree in a field; in prose a leading 是 or colon is not the point."""
    one, other = value(truth, field), value(got, field)
    if one == other:
        return True
    return field in prose_fields() and bool(one and other) and _without_lead_in(one) == _without_lead_in(other)


def _without_lead_in(prose: str | None) -> str:
    return (prose or "").removeprefix("是").removeprefix(":")


def likeness(truth: Line, got: Line) -> float:
    """Share of agreeing fields plus share of agreeing keys (a half where there is no key): 0 to 2."""
    kind = kind_of(truth["kind"])
    fields = [field for field in kind.fields if value(truth, field) is not None]
    keys = [field for field in kind.key if value(truth, field)]
    by_fields = sum(same(truth, got, field) for field in fields) / max(1, len(fields))
    return by_fields + (sum(same(truth, got, field) for field in keys) / len(keys) if keys else 0.5)


def matched(truth: Sequence[Line], got: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs (place in truth, place in got), likest first, each side used once."""
    pairs = sorted(
        (
            (likeness(one, other), i, j)
            for i, one in enumerate(truth)
            for j, other in enumerate(got)
            if one["kind"] == other.get("kind")
        ),
        reverse=True,
    )
    used_truth: set[int] = set()
    used_got: set[int] = set()
    chosen = []
    for like, i, j in pairs:
        if like >= _LIKE_ENOUGH and i not in used_truth and j not in used_got:
            used_truth.add(i)
            used_got.add(j)
            chosen.append((i, j))
    return chosen


def compare(truth: Line, got: Line) -> tuple[KindScore, list[WrongField]]:
    """Field counts of a matched pair, and the fields wrongly accepted."""
    fields = [field for field in kind_of(truth["kind"]).fields if _counts(truth, got, field)]
    differing = [field for field in fields if not same(truth, got, field)]
    quote = (text(truth.get("quote")) or "")[:40]
    wrong = [
        WrongField(truth["kind"], field, quote, got.get(field), truth.get(field))
        for field in differing
        if value(got, field) is not None and verdict(got, field) == "accepted"
    ]
    return KindScore(matched=1, fields=len(fields), fields_right=len(fields) - len(differing)), wrong


def verdict(got: Line, field: str) -> str | None:
    """A field's own verdict, else its claim's."""
    own = ((got.get("fields") or {}).get(field) or {}).get("verdict")
    return own or got.get("verdict")


def _counts(truth: Line, got: Line, field: str) -> bool:
    """Truth must know the field, and one side state it."""
    return field in truth and not (value(truth, field) is None and value(got, field) is None)
