"""Which section holds which kinds of claims: routed by heading, so that each reader sees only its own sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from extractors.model import Outline, Section
from extractors.narrative.grounding import folded

_NARRATIVE_PART = re.compile(r"情况说明|决算说明|说明$|决算情况|分析|(?:收入|支出|收支|决算).{0,6}情况")
_TOLD_APART = re.compile(
    r"三公|运行经费|政府采购|国有资产|资产(?:占用|占有)|政府性基金|国有资本|绩效.{0,6}(?:情况|说明|开展)|财政拨款"
)
_OVERVIEW = re.compile(r"表$|报表|名词|解释|构成|职责|职能|机构|人员|报告$|工作(?:完成|总结)")


class Role(NamedTuple):
    """What a section is about and the claim kinds it may hold."""

    name: str
    pattern: re.Pattern[str]
    kinds: tuple[str, ...]


class Route(NamedTuple):
    """A section with its role."""

    section: Section
    role: Role


@lru_cache(maxsize=1)
def roles() -> tuple[Role, ...]:
    """The roles of sections.toml, in order."""
    raw = tomllib.loads(resources.files("extractors.narrative").joinpath("sections.toml").read_text("utf-8"))
    return tuple(Role(role["name"], re.compile(role["pattern"]), tuple(role["kinds"])) for role in raw["role"])


def routes(outline: Outline) -> tuple[Route, ...]:
    """The sections that speak of figures in sentences, each with its role."""
    told = [section for section in outline.sections if is_narrative(section, outline.sections)]
    return tuple(Route(section, role_of(section, told)) for section in told)


def is_narrative(section: Section, sections: Sequence[Section]) -> bool:
    """Numbered sections of the narrative; a part that explains without numbered sections is one as a whole.

    Some places tell of 三公 or of their offices' cost in a part of its own (`part3`, `part3.1`): its heading says so.
    """
    if section.key[0].isdigit():
        return True
    if (
        any(other.level > section.level and section.start <= other.start < section.end for other in sections)
        and section.level > 1
    ):
        return False
    if section.key.startswith("part") and _TOLD_APART.search(_heading(section)) and not _OVERVIEW.search(_heading(section)):
        return True
    if section.level > 1 or not _NARRATIVE_PART.search(section.title):
        return False
    return not any(other.key[0].isdigit() and section.start <= other.start < section.end for other in sections)


def role_of(section: Section, told: Sequence[Section]) -> Role:
    """By its own heading; a heading that says nothing of its own (总体情况, 具体情况) is helped by its parent's."""
    if section.level == 1 and section.key.startswith("part") and not _TOLD_APART.search(_heading(section)):
        return roles()[-1]
    known = roles()
    own, parent = _heading(section), _heading(_parent(section, told))
    inherited = next((role for role in known if role.pattern.search(parent)), None) if parent else None
    found = next(role for role in known if role.pattern.search(own))
    if inherited and (found.name in ("items", "structure", "other", "totals") and inherited.name in _OWNING):
        return inherited
    return inherited if inherited and found.name == "other" else found


_OWNING = frozenset({"three_public", "procurement", "assets", "operating_cost", "evaluation", "fund", "state_capital", "basic"})


def _heading(section: Section | None) -> str:
    return folded("".join(section.title.split())) if section else ""


def _parent(section: Section, told: Sequence[Section]) -> Section | None:
    around = [other for other in told if other.level < section.level and other.start <= section.start < other.end]
    return around[-1] if around else None
