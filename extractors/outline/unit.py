"""The document's default unit: the one that most table captions print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.model import Unit
from extractors.outline.rows import Row

_CAPTION = re.compile(r"单位[:：](?:人民币)?(万元|元)")


def unit_of(rows: Sequence[Row]) -> Unit:
    """万元 where no caption says otherwise."""
    votes = Counter(found[1] for row in rows if "单位" in row.text and (found := _CAPTION.search(row.text)))
    return "元" if votes["元"] > votes["万元"] else "万元"
