"""What is printed only in a reason explains a change and is none itself: 主要原因是增加公务接待费0.23万元."""

from __future__ import annotations

import re

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.printed import NEXT_POINT
from extractors.checks.claims.roles import occurrences, ungrouped

_TOLD = {"current", "prior", "change", "change_pct", "direction", "budget", "actual", "completion_pct", "amount"}
_TOLD |= {f"vs_{base}_{part}" for base in ("budget", "prior") for part in ("change", "pct", "direction")}
# From the lead-in to the end of the sentence, or to the next statement of the item.
_REASON = re.compile(rf"原因(?:主要)?(?:是|为|:).*?(?=[,;](?:比|较|与|同|决算|支出|全年|年初|完成|其中)|[。;](?!{NEXT_POINT})|$)")
_MARK = "。"


def only_explained(docket: Docket, name: str, text: str, passage: str) -> bool:
    """A figure or a word of direction that stands in reasons and nowhere else; `text` and `passage` squeezed, ungrouped."""
    if name not in _TOLD:
        return False
    reason = docket.claim.get("reason")
    own = ungrouped(squeezed(reason)) if isinstance(reason, str) else ""
    outside = _REASON.sub(_MARK, passage.replace(own, _MARK) if own else passage)
    return _printed(text, passage) and not _printed(text, outside)


def _printed(text: str, passage: str) -> bool:
    figure = text.rstrip("%")
    return any(True for _ in occurrences(passage, figure)) if figure[-1:].isdigit() else text in passage
