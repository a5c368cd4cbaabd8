"""The invented accounts behind one budget: exact fen, so that every identity holds before rounding."""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.typeset.books import CATALOG as NAMES
from tests.typeset.books import WAN

CATALOG = tomllib.loads((Path(__file__).parent / "catalog.toml").read_text(encoding="utf-8"))
FUNDS = ("general", "fund", "state_capital")
OWN = ("special_account", "business", "business_operating", "superior_subsidy", "affiliated_remittance", "other")
UNIT_FUNDS = OWN[1:]
BASIC = ("personnel", "operating")
OTHER_KINDS = ("business_operating", "remitted_to_superior", "subsidy_to_affiliated", "contingency")
COMMON = ("30201", "30202", "30205", "30206", "30207", "30209", "30211", "30213", "30228", "30229", "30239", "30299")
THREE_PUBLIC = {"overseas": "30212", "vehicle_purchase": "31013", "vehicle_operation": "30231", "reception": "30217"}
MEETINGS = {"conference": "30215", "training": "30216"}


@dataclass(frozen=True)
class Unit:
    """A budget unit; `agency`: administrative, so that its spending bears the government's own economic codes."""

    code: str
    name: str
    agency: bool


@dataclass(frozen=True)
class Entry:
    """One sum of one unit, 项, source and kind; `carried` of it is last year's money, `closing` more is left for next year."""

    unit: Unit
    code: str
    source: str
    kind: str
    amount: int
    carried: int = 0
    closing: int = 0
    prior: int = 0
    project: str = ""
    economic: Mapping[str, int] = field(default_factory=dict)


Figure = Callable[[Entry], int]


@dataclass(frozen=True)
class Accounts:
    """A department's year."""

    department: str
    units: tuple[Unit, ...]
    entries: tuple[Entry, ...]
    names: Mapping[str, str]
    prior_three_public: Mapping[str, int]

    def of(self, *sources: str, kinds: Iterable[str] = ()) -> list[Entry]:
        """Entries of these sources (all when none is named) and kinds."""
        wanted = set(kinds)
        return [e for e in self.entries if (not sources or e.source in sources) and (not wanted or e.kind in wanted)]

    def three_public(self) -> dict[str, int]:
        """This year's “三公” and its neighbours, all of it basic spending of the general budget."""
        spent = economic(self.of("general", kinds=BASIC))
        figures = {key: spent.get(code, 0) for key, code in (THREE_PUBLIC | MEETINGS).items()}
        figures["operating_cost"] = sum(e.amount for e in self.of("general", kinds=("operating",)) if e.unit.agency)
        return with_sums(figures)


def with_sums(figures: Mapping[str, int]) -> dict[str, int]:
    """The same with vehicle_total, total and grand_total."""
    made = dict(figures)
    made["vehicle_total"] = made["vehicle_purchase"] + made["vehicle_operation"]
    made["total"] = made["overseas"] + made["vehicle_total"] + made["reception"]
    made["grand_total"] = made["total"] + made["conference"] + made["training"]
    return made


def by_function(entries: Iterable[Entry], figure: Figure) -> dict[str, int]:
    """Sums at 类, 款, 项 and `total`, codes in order."""
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        for key in (entry.code[:3], entry.code[:5], entry.code, "total"):
            sums[key] += figure(entry)
    return dict(sorted(sums.items()))


def economic(entries: Iterable[Entry], pairs: bool = False) -> dict[str, int]:
    """Sums by economic 类 and 款 and `total`; with `pairs` the 款 are `department|government`."""
    sums: dict[str, int] = defaultdict(int)
    for entry in entries:
        for pair, amount in entry.economic.items():
            code = pair.split("|")[0]
            for key in (code[:3], pair if pairs else code, "total"):
                sums[key] += amount
    return dict(sorted(sums.items()))


class Habits(NamedTuple):
    """What money a department has: which sources of its own, kinds of spending beside basic and project, years."""

    year: int
    fund: bool
    capital: bool
    own: tuple[str, ...]
    other_kinds: bool
    carried: bool
    closing: bool


def keep_accounts(rng: random.Random, habits: Habits) -> Accounts:
    """Draw a department's year."""
    department, units = _people(rng)
    section = rng.choice(list(CATALOG["sections"]))
    entries: list[Entry] = []
    for unit in units:
        entries += _unit(rng, unit, section)
    if habits.fund:
        entries += _special(rng, units[0], "fund", rng.randint(1, 3))
    if habits.capital:
        entries += _special(rng, units[0], "state_capital", 1)
    if habits.own:
        entries += _own(rng, units[-1], section, habits)
    entries = [_aged(rng, e, habits) for e in entries]
    made = Accounts(department, units, tuple(entries), _names(habits.year), {})
    prior = {k: int(v * rng.uniform(0.8, 1.4)) for k, v in made.three_public().items()}
    prior |= {k: made.three_public()[k] for k in ("reception",) if rng.random() < 0.3}
    return Accounts(department, units, tuple(entries), made.names, with_sums(prior))


def with_contingency(accounts: Accounts, rng: random.Random) -> Accounts:
    """The same with 单位预留机动经费, which has no economic code."""
    first = next(e for e in accounts.entries if e.source == "general")
    spare = Entry(first.unit, first.code, "general", "contingency", _money(rng, 300))
    return Accounts(accounts.department, accounts.units, (*accounts.entries, spare), accounts.names, accounts.prior_three_public)


def _people(rng: random.Random) -> tuple[str, tuple[Unit, ...]]:
    places = NAMES["places"]
    department = str(rng.choice(places["cities"]) + rng.choice(places["districts"]) + rng.choice(places["bureaus"]))
    base = rng.randint(101, 499)
    units = [Unit(f"{base}001", department, True)]
    for i, tail in enumerate(rng.sample(CATALOG["people"]["units"], rng.choice([0, 1, 2, 3]))):
        units.append(Unit(f"{base}{i + 2:03d}", department[:3] + tail, False))
    return department, tuple(units)


def _names(year: int) -> dict[str, str]:
    names = {**NAMES["classes"], **CATALOG["more_classes"], **NAMES["functional"], **NAMES["fund"], **NAMES["state_capital"]}
    for section, name in CATALOG["sections"].items():
        other = name if name.endswith("支出") else name + "支出"
        names |= {section: name, section + "01": "行政运行", section + "02": "一般行政管理事务", section + "50": "事业运行"}
        names[section + "99"] = "其他" + other
    older = NAMES.get(f"classes_{year}", {})
    return {**names, **CATALOG["more_functional"], **{k: v for k, v in older.items() if k != "absent"}}


def _money(rng: random.Random, most_wan: float) -> int:
    amount = int(rng.lognormvariate(0, 1.0) * most_wan / 5 * WAN) + rng.randrange(3_000, 300_000)
    return amount if rng.random() < 0.6 else max(WAN // 100, amount // (WAN // 100) * (WAN // 100))


def _unit(rng: random.Random, unit: Unit, section: str) -> list[Entry]:
    size = rng.uniform(200, 3000) if unit.agency else rng.uniform(60, 900)
    run = section + ("01" if unit.agency else "50")
    entries = [_basic(rng, unit, run, "personnel", size), _basic(rng, unit, run, "operating", size / 6)]
    pension = "2080501" if unit.agency else "2080502"
    fixed = [("2080505", "30108", 0.1), ("2080506", "30109", 0.05), ("2210201", "30113", 0.09), (pension, "30302", 0.06)]
    fixed += [("2101101" if unit.agency else "2101102", "30110", 0.05)]
    extra = [("2101103", "30111", 0.02), ("2210203", "30102", 0.1), ("2210202", "30102", 0.02), ("2080801", "30304", 0.02)]
    for code, item, share in [*fixed, *(e for e in extra if rng.random() < 0.5)]:
        amount = int(size * share * WAN * rng.uniform(0.7, 1.2))
        entries.append(Entry(unit, code, "general", "personnel", amount, economic=_coded(unit, {item: amount})))
    if rng.random() < 0.4:
        entries.append(_basic(rng, unit, pension, "operating", size / 90))
    codes = [section + "02", section + "99", "2050803", "2060503", "2100799", "2011105"]
    for code in rng.choices(codes, [6, 3, 2, 1, 1, 1], k=rng.randint(1, 5) if unit.agency else rng.randint(0, 2)):
        entries.append(_project(rng, unit, code, "general", size / 3))
    return entries


def _basic(rng: random.Random, unit: Unit, code: str, kind: str, size: float) -> Entry:
    amount = max(int(size * WAN * rng.uniform(0.6, 1.2)), WAN // 2)
    if kind == "personnel":
        items = [
            "30101",
            "30102",
            "30103" if unit.agency else "30107",
            "30112",
            *rng.sample(["30199", "30305", "30309", "30106"], 2),
        ]
    else:
        items = [*rng.sample(COMMON, 7), "30217", "30231", "30216", *rng.sample(["30212", "30215", "31002", "30226", "31013"], 2)]
    return Entry(unit, code, "general", kind, amount, economic=_coded(unit, _shares(rng, amount, items)))


def _project(rng: random.Random, unit: Unit, code: str, source: str, size: float) -> Entry:
    amount = _money(rng, size)
    items = rng.sample(
        ["30201", "30227", "30226", "30213", "30214", "31002", "31007", "30305", "30203", "30299"], rng.randint(1, 3)
    )
    name = rng.choice(CATALOG["people"]["projects"])
    return Entry(unit, code, source, "project", amount, project=name, economic=_coded(unit, _shares(rng, amount, items)))


def _shares(rng: random.Random, amount: int, items: list[str]) -> dict[str, int]:
    weights = [rng.lognormvariate(0, 0.8) for _ in items]
    shares = [int(amount * w / sum(weights)) // 100 * 100 for w in weights]
    shares[0] += amount - sum(shares)
    return dict(zip(items, shares, strict=True))


def _coded(unit: Unit, amounts: Mapping[str, int]) -> dict[str, int]:
    return {f"{code}|{_government(unit, code)}": amount for code, amount in amounts.items() if amount}


def _government(unit: Unit, code: str) -> str:
    if code.startswith("303"):
        return str(CATALOG["to_government"].get(code, "50999"))
    if unit.agency:
        return str(CATALOG["to_government"].get(code, "50199" if code.startswith("301") else "50299"))
    return {"301": "50501", "302": "50502", "310": "50601"}[code[:3]]


def _special(rng: random.Random, unit: Unit, source: str, count: int) -> list[Entry]:
    codes = [code for code in NAMES[source] if len(code) == 7]
    return [_project(rng, unit, code, source, 600) for code in rng.sample(codes, min(count, len(codes)))]


def _own(rng: random.Random, unit: Unit, section: str, habits: Habits) -> list[Entry]:
    entries = []
    for source in rng.sample(habits.own, rng.randint(1, min(3, len(habits.own)))):
        if source == "business_operating" and habits.other_kinds:
            entries.append(_other(rng, unit, section + "99", source, "business_operating"))
        else:
            entries.append(_project(rng, unit, section + "99", source, 90))
    if habits.other_kinds and "other" in habits.own and rng.random() < 0.3:
        entries.append(_other(rng, unit, section + "99", "other", rng.choice(OTHER_KINDS[1:3])))
    return entries


def _other(rng: random.Random, unit: Unit, code: str, source: str, kind: str) -> Entry:
    amount = _money(rng, 40)
    return Entry(unit, code, source, kind, amount, economic=_coded(unit, {"30299": amount}))


def _aged(rng: random.Random, entry: Entry, habits: Habits) -> Entry:
    carried = entry.amount // rng.randint(2, 6) if habits.carried and entry.kind == "project" and rng.random() < 0.25 else 0
    left = _money(rng, 10) if habits.closing and entry.kind == "project" and rng.random() < 0.3 else 0
    prior = int(entry.amount * rng.uniform(0.5, 1.6)) if rng.random() < 0.9 else 0
    return Entry(
        entry.unit, entry.code, entry.source, entry.kind, entry.amount, carried, left, prior, entry.project, entry.economic
    )
