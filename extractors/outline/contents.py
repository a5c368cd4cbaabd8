"""Which rows are a contents list: announced by 目录, drawn with leaders, or a run of headings that all come again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.outline.headings import has_leader, heading_of, without_page
from extractors.outline.rows import Row

_ANNOUNCED = re.compile(r"[^，。；,;]{0,40}目[录次](?:CONTENTS)?[:：]?|CONTENTS", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\W_]+")
_FIRST_PAGES = 8
_SHORTEST_RUN = 3
_LONGEST_ENTRY = 60
_SHORTEST_ENTRY = 5
_TRUSTED_SHARE = 0.5


def contents_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Indexes into `rows` of contents entries (the announcing row among them)."""
    listed = {at for at, row in enumerate(rows) if has_leader(row.text)}
    listed.update(_announced(rows))
    listed.update(_repeated_runs(rows, listed))
    return frozenset(listed)


def _announced(rows: Sequence[Row]) -> set[int]:
    """From 目录 on, page after page, until an entry comes a second time or a page is no list any more."""
    start = next((at for at, row in enumerate(rows) if row.page <= _FIRST_PAGES and _ANNOUNCED.fullmatch(row.text)), None)
    if start is None:
        return set()
    listed, seen = {start}, set[str]()
    for page in range(rows[start].page, rows[start].page + _FIRST_PAGES):
        on_page = [at for at, row in enumerate(rows) if row.page == page and at > start]
        if page > rows[start].page and not _is_list([rows[at] for at in on_page]):
            break
        for at in on_page:
            entry = _plain(rows[at].text)
            if entry in seen and len(entry) >= _SHORTEST_ENTRY:
                return listed
            seen.add(entry)
            listed.add(at)
    return listed


def _is_list(rows: Sequence[Row]) -> bool:
    """More than half of the page's rows are titles with ordinals or leaders, none is long."""
    if not rows or any(len(row.text) > _LONGEST_ENTRY and not has_leader(row.text) for row in rows):
        return False
    entries = sum(1 for row in rows if has_leader(row.text) or heading_of(without_page(row.text)))
    return entries > _TRUSTED_SHARE * len(rows)


def _repeated_runs(rows: Sequence[Row], listed: set[int]) -> set[int]:
    """Runs of three or more adjacent headings that each come again later."""
    last = {_plain(row.text): at for at, row in enumerate(rows)}
    found: set[int] = set()
    run: list[int] = []
    for at, row in enumerate(rows):
        if at not in listed and last[_plain(row.text)] > at and heading_of(without_page(row.text)):
            run.append(at)
            continue
        if len(run) >= _SHORTEST_RUN:
            found.update(run)
        run = []
    return found


def _plain(text: str) -> str:
    """A title for comparison: no punctuation, no page number."""
    return _PUNCTUATION.sub("", without_page(text))
