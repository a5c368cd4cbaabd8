"""One printed change that two claims of a section tell: where it fits only the one, the other has borrowed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractors.checks.claims.docket import Docket
from extractors.model import Box

_TOLD = ("change", "change_pct")
_WITH_IT = ("prior", "direction", "reason")
Place = tuple[str, str, tuple[Box, ...]]


def check_borrowed(dockets: Iterable[Docket]) -> None:
    """What stands beside a change that belongs to another claim is in doubt with it."""
    sharing: dict[Place, list[Docket]] = defaultdict(list)
    for docket in dockets:
        field = docket.claim.fields.get("change")
        if field is not None and field.boxes:
            sharing[docket.claim.kind, docket.claim.section, field.boxes].append(docket)
    for group in sharing.values():
        if any(not _denied(docket) for docket in group):
            _doubt(docket for docket in group if _denied(docket))


def _denied(docket: Docket) -> bool:
    return any(name in docket.objections for name in _TOLD)


def _doubt(borrowers: Iterable[Docket]) -> None:
    for docket in borrowers:
        for name in (*_TOLD, *_WITH_IT):
            docket.object_to(name, "the change beside it fits another claim")
