"""Invented but consistent books of one department: exact amounts in fen, so that every identity holds before rounding."""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

CATALOG = tomllib.loads((Path(__file__).parent / "catalog.toml").read_text(encoding="utf-8"))
FUNDS = ("general", "fund", "state_capital")
OWN_INCOME = ("superior_subsidy", "business", "business_operating", "affiliated_remittance", "other")
SPENDING = ("basic", "project", "remitted_to_superior", "business_operating", "subsidy_to_affiliated")
PERSONNEL = ("301", "303")
TEN_YUAN, WAN = 1_000, 1_000_000

Amounts = Mapping[str, int]


@dataclass(frozen=True)
class Entry:
    """One 项 of one source of money: what came in, what went out, what lay over."""

    code: str
    source: str
    spent: Amounts
    income: Amounts
    opening: int = 0
    closing: int = 0


@dataclass(frozen=True)
class Books:
    """Everything that the nine forms print, before rounding."""

    entries: tuple[Entry, ...]
    economic: Amounts
    three_public: Mapping[str, Amounts]
    surplus_used: int = 0
    surplus_distribution: int = 0
    names: Mapping[str, str] = field(default_factory=dict)

    def by_code(self, figure: Callable[[Entry], int], sources: tuple[str, ...]) -> dict[str, int]:
        """Sums at 类, 款, 项 and `total`, codes in order."""
        sums: dict[str, int] = defaultdict(int)
        for entry in self.entries:
            if entry.source in sources:
                for key in (entry.code[:3], entry.code[:5], entry.code, "total"):
                    sums[key] += figure(entry)
        return dict(sorted(sums.items()))

    def sum_of(self, figure: Callable[[Entry], int], *sources: str) -> int:
        """One figure over all entries of these sources (all sources when none is named)."""
        return sum(figure(e) for e in self.entries if not sources or e.source in sources)


def spent(entry: Entry) -> int:
    """All that an entry spent."""
    return sum(entry.spent.values())


def income(entry: Entry) -> int:
    """All that an entry received this year."""
    return sum(entry.income.values())


def keep_books(rng: random.Random, *, has_fund: bool, has_capital: bool, negatives: bool, year: int) -> Books:
    """Draw a department's year."""
    entries = _general(rng, year) + _own(rng, negatives)
    if has_fund:
        entries += _special(rng, "fund", 3)
    if has_capital:
        entries += _special(rng, "state_capital", 1)
    used = rng.choice([0, 0, _money(rng, 20)])
    distributed = rng.choice([0, 0, _money(rng, 5)])
    entries = _settle(entries, used - distributed)
    basic = sum(e.spent.get("basic", 0) for e in entries if e.source == "general")
    economic = _economic(rng, basic)
    return Books(
        entries=tuple(sorted(entries, key=lambda e: e.code)),
        economic=economic,
        three_public=_three_public(rng, economic),
        surplus_used=used,
        surplus_distribution=distributed,
        names=_names(year),
    )


def _names(year: int) -> dict[str, str]:
    names = {**CATALOG["classes"], **CATALOG["functional"], **CATALOG["fund"], **CATALOG["state_capital"]}
    older = CATALOG.get(f"classes_{year}", {})
    return {**names, **{k: v for k, v in older.items() if k != "absent"}}


def class_codes(year: int) -> list[str]:
    """The functional classes that the year's form lists, in printed order."""
    absent = CATALOG.get(f"classes_{year}", {}).get("absent", [])
    return [code for code in CATALOG["classes"] if code not in absent]


def _money(rng: random.Random, most_wan: float) -> int:
    """A plausible amount in fen, often with odd fen, never tiny."""
    amount = int(rng.lognormvariate(0, 1.1) * most_wan / 6 * WAN) + rng.randrange(TEN_YUAN * 20, TEN_YUAN * 200)
    return amount if rng.random() < 0.8 else max(WAN // 10, amount // (WAN // 10) * (WAN // 10))


def _general(rng: random.Random, year: int) -> list[Entry]:
    classes = class_codes(year)
    sections = [code for code in CATALOG["functional"] if len(code) == 5 and code[:3] in classes]
    always = ["20805", "21011", "22102"]
    chosen = set(always) | set(rng.sample([s for s in sections if s not in always], rng.randint(3, 7)))
    items = [c for c in CATALOG["functional"] if len(c) == 7 and c[:5] in chosen and (c.endswith("01") or rng.random() < 0.75)]
    chosen_items = items or ["2010301"]
    return [_spender(rng, code, "general", _split(rng, code), lay_over=0.12) for code in chosen_items]


def _split(rng: random.Random, code: str) -> dict[str, int]:
    basic_only = code.startswith(("20805", "21011", "22102")) or code.endswith(("01", "50"))
    if basic_only and rng.random() < 0.85:
        return {"basic": _money(rng, 400 if code.endswith("01") else 80)}
    if rng.random() < 0.8:
        return {"project": _money(rng, 500)}
    return {"basic": _money(rng, 60), "project": _money(rng, 120)}


def _special(rng: random.Random, source: str, most: int) -> list[Entry]:
    codes = [code for code in CATALOG[source] if len(code) == 7]
    chosen = rng.sample(codes, min(len(codes), rng.randint(1, most)))
    return [_spender(rng, code, source, {"project": _money(rng, 300)}, lay_over=0.5) for code in chosen]


def _spender(rng: random.Random, code: str, source: str, money: dict[str, int], lay_over: float) -> Entry:
    total = sum(money.values())
    opening = total // rng.randint(4, 9) if rng.random() < lay_over else 0
    closing = _money(rng, 10) if rng.random() < lay_over else 0
    return Entry(code, source, money, {"fiscal": total + closing - opening}, opening, closing)


def _own(rng: random.Random, negatives: bool) -> list[Entry]:
    """Money that is not fiscal: business income and the like, possibly none."""
    if rng.random() < 0.3 and not negatives:
        return []
    codes = rng.sample(["2080502", "2010350", "2101102", "2050202", "2081005", "2299999"], rng.randint(1, 3))
    made = []
    for code in codes:
        kinds = rng.sample(["basic", "project", "project", "business_operating", "subsidy_to_affiliated"], rng.randint(1, 2))
        money = {kind: _money(rng, 90) for kind in kinds}
        closing = _money(rng, 15) if rng.random() < 0.6 else 0
        if negatives:
            closing = -_money(rng, 3)
        opening = closing if negatives else _money(rng, 8) if rng.random() < 0.4 else 0
        opening = min(opening, sum(money.values()) // 2)
        total = sum(money.values()) + closing - opening
        parts = rng.sample(OWN_INCOME, rng.randint(1, 2))
        first = total if len(parts) == 1 else total // rng.randint(2, 4)
        received = {parts[0]: first} | ({parts[1]: total - first} if len(parts) == 2 else {})
        made.append(Entry(code, "own", money, received, opening, closing))
    return made


def _settle(entries: list[Entry], net_used: int) -> list[Entry]:
    """What was drawn from (or put into) surplus funds shows as less (more) own closing, so that both totals stay equal."""
    if not net_used:
        return entries
    settled = list(entries)
    own = [i for i, e in enumerate(settled) if e.source == "own"]
    at = own[0] if own else 0
    entry = settled[at]
    settled[at] = Entry(entry.code, entry.source, entry.spent, entry.income, entry.opening, entry.closing + net_used)
    if not own:
        settled[at] = entry
        settled.append(Entry(entry.code, "own", {"project": max(net_used, 0) + WAN}, {"other": WAN + max(-net_used, 0)}, 0, 0))
        extra = settled[-1]
        settled[-1] = Entry(extra.code, "own", extra.spent, extra.income, 0, income(extra) - spent(extra) + net_used)
    return settled


def _economic(rng: random.Random, basic: int) -> dict[str, int]:
    """Basic spending split over economic 款; exact to the fen."""
    items = [code for code in CATALOG["economic"] if len(code) == 5 and not code.startswith(("307", "399"))]
    common = ["30101", "30102", "30103", "30108", "30113", "30201", "30207", "30211", "30217", "30228", "30231", "30239", "30302"]
    chosen = sorted(set(common) | set(rng.sample(items, rng.randint(8, 18))))
    weights = [rng.lognormvariate(0, 0.9) * (9 if code.startswith("301") else 1) for code in chosen]
    shares = [int(basic * w / sum(weights)) for w in weights]
    shares[0] += basic - sum(shares)
    amounts = dict(zip(chosen, shares, strict=True))
    for code, amount in list(amounts.items()):
        amounts[code[:3]] = amounts.get(code[:3], 0) + amount
    amounts["personnel_total"] = sum(v for k, v in amounts.items() if k in PERSONNEL)
    amounts["operating_total"] = basic - amounts["personnel_total"]
    amounts["total"] = basic
    return amounts


def _three_public(rng: random.Random, economic: Amounts) -> dict[str, dict[str, int]]:
    def shrink(amount: int, most: float) -> int:
        return int(amount * rng.uniform(0.3, most))

    actual = {
        "overseas": shrink(economic.get("30212", 0), 0.9),
        "vehicle_purchase": shrink(economic.get("31013", 0), 0.9),
        "vehicle_operation": shrink(economic.get("30231", 0), 0.95),
        "reception": shrink(economic.get("30217", 0), 0.95),
    }
    budget = {name: int(amount * rng.uniform(1, 1.6)) for name, amount in actual.items()}
    for part in (actual, budget):
        part["vehicle_total"] = part["vehicle_purchase"] + part["vehicle_operation"]
        part["total"] = part["overseas"] + part["vehicle_total"] + part["reception"]
        part["conference"] = shrink(economic.get("30215", 0), 0.9)
        part["training"] = shrink(economic.get("30216", 0), 0.9)
    return {"budget": budget, "actual": actual}
