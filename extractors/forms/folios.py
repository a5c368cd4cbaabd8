"""Page numbers as printed: a page that does not come right after the one before continues none of its forms.

Pages that were lost, or scanned in another order, would otherwise lend their rows to a form that is not theirs: they add up
there too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.amounts import fold_width
from extractors.model import Page

_FOLIO = re.compile(r"第?[-—一.·~]*(\d{1,3})[-—一.·~]*页?(?:(?:/|,?共)\d{1,3}页?)?")
_FOOT, _HEAD = 0.88, 0.08
_MOST_PAGES = 0.6


def breaks(pages: Sequence[Page]) -> frozenset[int]:
    """The pages (by number) whose printed number says that another page belongs before them; none where few pages print one."""
    printed = [folio(page) for page in pages]
    if sum(number is not None for number in printed) < _MOST_PAGES * len(pages):
        return frozenset()
    following = zip(pages[1:], pairwise(printed), strict=True)
    return frozenset(
        page.number for page, (one, two) in following if one is not None and two is not None and two - one not in (0, 1)
    )


def folio(page: Page) -> int | None:
    """The number printed by itself nearest to the foot of the page, else to its head."""
    foot = [line for line in reversed(page.lines) if line.top > _FOOT * page.height]
    head = [line for line in page.lines if line.bottom < _HEAD * page.height]
    found = (_FOLIO.fullmatch(re.sub(r"\s", "", fold_width(line.text))) for line in (*foot, *head))
    return next((int(match[1]) for match in found if match), None)
