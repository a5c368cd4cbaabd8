"""The words of vocabulary.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Vocabulary(NamedTuple):
    """Patterns over text without blanks. `parts`: (pattern, role) in order of preference."""

    parts: tuple[tuple[re.Pattern[str], str], ...]
    strong: re.Pattern[str]
    topic: re.Pattern[str]
    part_like: re.Pattern[str]
    sub: re.Pattern[str]
    not_heading: re.Pattern[str]
    genres: tuple[tuple[str, re.Pattern[str]], ...]
    form_title: re.Pattern[str]

    def role(self, title: str) -> str:
        """What a part with this title is: narrative, tables, overview, glossary, annex, other."""
        return next((role for pattern, role in self.parts if pattern.search(title)), "other")


@cache
def vocabulary() -> Vocabulary:
    """Read once per process."""
    data = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
    section, genre = data["section"], data["genre"]
    return Vocabulary(
        parts=tuple((re.compile(entry["pattern"]), entry["role"]) for entry in data["part"]),
        strong=re.compile(section["strong"]),
        topic=re.compile(section["topic"]),
        part_like=re.compile(section["part_like"]),
        sub=re.compile(section["sub"]),
        not_heading=re.compile(section["not_heading"]),
        genres=tuple((name, re.compile(genre[name])) for name in ("performance_report", "final_accounts", "budget")),
        form_title=re.compile(genre["form_title"]),
    )
