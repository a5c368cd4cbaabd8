"""How many decimals a form usually prints: a figure with fewer has probably lost a digit, one with more caught a neighbour's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from extractors.amounts import decimals
from extractors.model import Fact, FormRead

_DOMINANT = 0.8
_TRIMMED_SHARE = 0.08
_TRIMMED_FEW = 5
_BARE_ZEROS = 3


class Style(NamedTuple):
    """`usual` decimals of a form; `strict`: every figure that is not zero prints exactly so many."""

    usual: int
    strict: bool

    def doubts(self, fact: Fact) -> str:
        """Why the printed decimals of this figure are suspicious, or nothing."""
        printed = decimals(fact.value)
        if not self.strict or printed == self.usual or not fact.value or fact.unit == "%":
            return ""
        what = "fewer" if printed < self.usual else "more"
        return f"{what} decimals ({printed}) than this form prints ({self.usual}): a digit may be lost or glued"


def _trailing_zero(fact: Fact) -> bool:
    digits = fact.value.as_tuple().digits
    return decimals(fact.value) > 0 and digits[-1] == 0


def _nonzero(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.value and fact.unit != "%"]


def _trims(facts: list[Fact], usual: int, document_trims: bool) -> bool:
    """True where the printer drops trailing zeros: no figure ends in 0, and enough are shorter."""
    if any(_trailing_zero(fact) for fact in facts):
        return False
    shorter = sum(decimals(fact.value) < usual for fact in facts)
    return document_trims or (shorter >= _TRIMMED_FEW and shorter / len(facts) >= _TRIMMED_SHARE)


def _prints_bare_zeros(facts: Iterable[Fact]) -> bool:
    """A form that prints 0, never 0.00, and no figure that ends in 0 after its point: its printer drops trailing zeros."""
    facts = tuple(facts)
    zeros = [fact for fact in facts if not fact.value]
    bare = len(zeros) >= _BARE_ZEROS and not any(decimals(fact.value) for fact in zeros)
    return bare and not any(_trailing_zero(fact) for fact in facts)


def _most_common(facts: list[Fact]) -> tuple[int, float]:
    counts = Counter(decimals(fact.value) for fact in facts)
    usual, count = counts.most_common(1)[0]
    return usual, count / len(facts)


def styles_of(forms: Iterable[FormRead]) -> dict[str, Style]:
    """The printing style of every form; small forms follow the document's style for their unit."""
    forms = tuple(forms)
    styles: dict[str, Style] = {}
    for form in forms:
        peers = _nonzero(fact for other in forms if other.unit == form.unit for fact in other.facts)
        own = _nonzero(form.facts)
        style = _style(own, peers) if peers else Style(0, strict=False)
        styles[form.form] = Style(style.usual, strict=style.strict and not _prints_bare_zeros(form.facts))
    return styles


def _style(own: list[Fact], peers: list[Fact]) -> Style:
    document_trims = not any(_trailing_zero(fact) for fact in peers)
    sample = own if len(own) >= 12 else peers
    usual, share = _most_common(sample)
    if share < _DOMINANT and not document_trims:
        sample = peers
        usual, share = _most_common(sample)
    if _trims(sample, usual, document_trims):
        return Style(max(decimals(fact.value) for fact in sample), strict=False)
    return Style(usual, strict=share >= _DOMINANT)
