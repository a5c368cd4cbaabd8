"""The words of wording.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

UNSIGNED = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
NUMBER = rf"-?{UNSIGNED}"
COUNT = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
UNIT = "万元|亿元|元"
MONEY = rf"(?P<amount>{NUMBER})(?P<unit>{UNIT})"


class Wording(NamedTuple):
    """Alternations ready to be put into patterns."""

    direction: dict[str, str]
    execution: dict[str, str]
    prior: str
    budget: str
    reason: dict[str, str]
    total: str
    of_fund: str
    parts: str
    three_public: dict[str, str]
    functional: dict[str, str]
    use: dict[str, str]
    fund_use: dict[str, str]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """All wordings."""
    raw: dict[str, Any] = tomllib.loads(resources.files("extractors.narrative.rules").joinpath("wording.toml").read_text("utf-8"))
    fund = raw["scope"]["fund"]
    scope = {name: text.replace("{fund}", fund) for name, text in raw["scope"].items()}
    return Wording(
        direction=raw["direction"],
        execution=raw["execution"],
        prior=raw["base"]["prior"],
        budget=raw["base"]["budget"],
        reason=raw["reason"],
        total=f"(?:{scope['total']}|{scope['whole']})",
        of_fund=f"(?:{scope['of_fund']})",
        parts=f"(?:{raw['parts']['income']}|{raw['parts']['expenditure']})".replace("{fund}", fund),
        three_public=raw["three_public"],
        functional=raw["functional"],
        use=raw["use"],
        fund_use={name: text.replace("{fund}", fund) for name, text in raw["fund_use"].items()},
    )


def meaning(words: dict[str, str], said: str) -> str | None:
    """Which of the named alternations a printed word belongs to."""
    return next((name for name, alternatives in words.items() if re.fullmatch(alternatives, said)), None)


def any_of(words: dict[str, str]) -> str:
    """One alternation of them all, longer words first."""
    alternatives = sorted({word for group in words.values() for word in group.split("|")}, key=len, reverse=True)
    return "|".join(alternatives)
