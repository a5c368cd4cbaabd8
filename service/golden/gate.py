"""Whether one result of a golden case's document is worse than another: what keeps a configuration from being promoted."""

from __future__ import annotations

from collections.abc import Iterator

from service.golden.compare import Comparison, Figure


def worse(before: Comparison | None, after: Comparison) -> tuple[str, ...]:
    """Everything that `after` has less right than `before`; against nothing, whatever keeps the case from passing."""
    if before is None:
        return (*(_figure(figure) for figure in after.rejected), *after.shortfalls)
    return tuple(_worse(before, after))


def _worse(before: Comparison, after: Comparison) -> Iterator[str]:
    known = {(figure.key, figure.read) for figure in before.rejected}
    yield from (_figure(figure) for figure in after.rejected if (figure.key, figure.read) not in known)
    wrong = {(one.kind, one.field, str(one.got)) for one in before.claims.wrong}
    for one in after.claims.wrong:
        if (one.kind, one.field, str(one.got)) not in wrong:
            yield f"{one.kind}.{one.field} is now accepted as {one.got}, expected {one.truth}"
    yield from _fewer("claims found", before.claims.total.matched, after.claims.total.matched)
    yield from _fewer("claim fields right", before.claims.total.fields_right, after.claims.total.fields_right)
    yield from _fewer("contradictions found", before.contradictions.found, after.contradictions.found)
    yield from _fewer("figures accepted", _accepted(before), _accepted(after))


def _accepted(comparison: Comparison) -> int:
    return sum(figure.verdict == "accepted" for figure in comparison.figures if figure.likeness == "equal")


def _fewer(what: str, before: int, after: int) -> Iterator[str]:
    if after < before:
        yield f"{what}: {after} now, {before} before"


def _figure(figure: Figure) -> str:
    expected = "nothing" if figure.expected is None else figure.expected
    read = "nothing" if figure.read is None else figure.read
    return f"{' '.join(figure.key)}: {figure.likeness}, expected {expected}, read {read}"
