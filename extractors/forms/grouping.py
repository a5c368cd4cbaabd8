"""Headings that say whose sum they are only by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BARE_SUM = re.compile(r"^(小计|合计)\d*(/|$)")
_PART_OF_BASIC = re.compile("人员经费|公用经费")


def grouped(paths: Sequence[str]) -> list[str]:
    """Paths in which a bare 小计 that 人员经费 or 公用经费 follows is that of 基本支出: its own heading may stand elsewhere over
    the group."""
    following = [*paths[1:], ""]
    return [
        f"基本支出/{path}" if _BARE_SUM.match(path) and _PART_OF_BASIC.search(after) and "基本支出" not in path else path
        for path, after in zip(paths, following, strict=True)
    ]
