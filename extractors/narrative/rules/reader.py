"""The offline reader: every section through the readers of the kinds it may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.model import Claim, Outline, Page
from extractors.narrative.grounding import Passage
from extractors.narrative.passages import passages_of
from extractors.narrative.rules.assets import read_assets
from extractors.narrative.rules.composition import read_composition
from extractors.narrative.rules.fund_use import read_fund_use
from extractors.narrative.rules.items import read_items
from extractors.narrative.rules.key_work import goals, read_key_work
from extractors.narrative.rules.operating_cost import read_operating_cost
from extractors.narrative.rules.performance import read_report
from extractors.narrative.rules.procurement import read_procurement
from extractors.narrative.rules.project_claims import annexes, read_projects
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
        """All claims of final accounts or of a performance report, in the order they are printed."""
        if outline.genre == "performance_report":
            return read_report(pages)
        if outline.genre != "final_accounts":
            return ()
        kinds = {route.section: route.role.kinds for route in routes(outline)}
        aside = {"annex": annexes(outline.sections), "goals": goals(outline.sections)}
        wanted = {*kinds, *aside["annex"], *aside["goals"]}
        told = dict(passages_of(pages, outline.sections, wanted))
        claims: list[Claim] = []
        for section, passage in told.items():
            for kind in kinds.get(section, ()):
                if kind in RULES:
                    claims.extend(RULES[kind](passage))
        evaluated = {section: told[section] for section in told if "project_evaluation" in kinds.get(section, ())}
        annex = {section: told.get(section) for section in aside["annex"] if section not in evaluated}
        work = {section: told.get(section) for section in aside["goals"]}
        return (*_once(claims), *read_projects(pages, evaluated, annex), *read_key_work(pages, work))


def _once(claims: list[Claim]) -> list[Claim]:
    """What several sections say of one 三公 category, as one claim."""
    spent = merged([claim for claim in claims if claim.kind == "three_public"])
    at = next((index for index, claim in enumerate(claims) if claim.kind == "three_public"), 0)
    others = [claim for claim in claims if claim.kind != "three_public"]
    return [*others[:at], *spent, *others[at:]]
