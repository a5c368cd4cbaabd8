"""The offline reader: every section through the readers of the kinds it may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.model import Claim, Outline, Page, Section
from extractors.narrative.grounding import Passage
from extractors.narrative.passages import passages_of
from extractors.narrative.rules.assets import read_assets
from extractors.narrative.rules.composition import read_composition
from extractors.narrative.rules.fund_use import read_fund_use
from extractors.narrative.rules.items import read_items
from extractors.narrative.rules.key_work import read_key_work
from extractors.narrative.rules.operating_cost import read_operating_cost
from extractors.narrative.rules.procurement import read_procurement
from extractors.narrative.rules.project_claims import read_projects
from extractors.narrative.rules.statements import read_statements
from extractors.narrative.rules.three_public import merged, read_three_public
from extractors.narrative.rules.totals import read_totals
from extractors.narrative.sections import routes

Rule = Callable[[Passage], Iterable[Claim]]

RULES: dict[str, Rule] = {
    "total_change": read_totals,
    "composition": read_composition,
    "item_execution": read_items,
    "fund_use": read_fund_use,
    "three_public": read_three_public,
    "operating_cost": read_operating_cost,
    "procurement": read_procurement,
    "assets": read_assets,
    "statement": read_statements,
}


class RulesReader:
    """Reads claims by wording alone; the same pages always give the same claims."""

    name = "rules"

    def read(self, pages: Sequence[Page], outline: Outline) -> tuple[Claim, ...]:
        """All claims of a final-accounts document, in the order they are printed."""
        if outline.genre != "final_accounts":
            return ()
        kinds = {route.section: route.role.kinds for route in routes(outline)}
        claims: list[Claim] = []
        evaluated: dict[Section, Passage] = {}
        for section, passage in passages_of(pages, outline.sections, kinds):
            for kind in kinds[section]:
                if kind in RULES:
                    claims.extend(RULES[kind](passage))
            if "project_evaluation" in kinds[section]:
                evaluated[section] = passage
        return (*_once(claims), *read_projects(pages, outline, evaluated), *read_key_work(pages, outline))


def _once(claims: list[Claim]) -> list[Claim]:
    """What several sections say of one 三公 category, as one claim."""
    spent = merged([claim for claim in claims if claim.kind == "three_public"])
    at = next((index for index, claim in enumerate(claims) if claim.kind == "three_public"), 0)
    others = [claim for claim in claims if claim.kind != "three_public"]
    return [*others[:at], *spent, *others[at:]]
