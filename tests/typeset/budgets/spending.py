"""Which columns the spending tables print, and what each holds."""

from __future__ import annotations

from collections.abc import Iterable

from tests.typeset.budgets.accounts import BASIC, FUNDS, OWN, UNIT_FUNDS, Entry, Figure, by_function
from tests.typeset.budgets.heads import Column, word
from tests.typeset.budgets.style import Style

PLAIN = ("business_operating", "remitted_to_superior", "subsidy_to_affiliated")


def spending_columns(style: Style, form: str, variant: str) -> tuple[Column, ...]:
    """Columns of a spending table by function (or by economic code) in one of the practices of `Style`."""

    def col(key: str, *above: str, said: str = "") -> Column:
        return Column(key, (*tops, *above, said or word(style, key.split(".")[-1])))

    tops = (style.tops[form],) if form in style.tops else ()
    year, basic, small = style.year, word(style, "basic"), "小计"
    total = col("total")
    halves = (col("personnel", basic), col("operating", basic))
    with_basic = (Column("basic", (*tops, basic, small)), *halves)
    plain = tuple(col(k) for k in PLAIN)
    if variant == "procurement":
        over = f"{year}年政府采购项目"
        said = ("小计", f"其中：{year}年政府采购项目中预留给中小企业的项目资金规模")
        said += (f"其中：{year}年政府采购项目中预留给小型、微型企业的项目资金规模",)
        keys = ("procurement_total", "procurement_sme", "procurement_small_micro")
        return (total, col("basic"), col("project"), *plain, *(col(k, over, said=s) for k, s in zip(keys, said, strict=True)))
    if variant == "prior_budget":
        before = f"{year - 1}年预算数"
        last = tuple(
            Column(f"-{k}", (*tops, before, w)) for k, w in (("", small), ("basic", basic), ("project", word(style, "project")))
        )
        keys = (("total", small), ("basic", basic), ("project", word(style, "project")))
        return (*last, *(Column(k, (*tops, f"{year}年预算数", w)) for k, w in keys))
    if variant == "executed":
        return _executed(style)
    if variant == "blocks":
        now, before = ("当年预算",), ("上年结转结余",)
        keys = ("total", "basic", "project")
        words = {"total": small}
        block = [col(k, *now, said=words.get(k, "")) for k in keys]
        return (*block, *(col(f"carryover.{k}", *before, said=words.get(k, "")) for k in keys))
    return {
        "short": (total, col("basic"), col("project")),
        "plain": (total, col("basic"), col("project"), *plain),
        "halves": (total, *halves, col("project"), *(plain if form == "BG03" else ())),
        "split": (total, *with_basic, col("project"), *(plain if form == "BG03" else ())),
        "carried": (total, col("basic"), col("project"), *plain, col("carried_forward")),
        "single": (total, col("basic"), col("project"), col("contingency"), col("carried_forward")),
        "three": (total, col("personnel"), col("operating"), col("project", said="专项业务经费支出")),
        "amount": (Column("total", (*tops, style.word("amount", "金额"))),),
        "project": (col("project"),),
        "construction": (
            total,
            col("basic"),
            col("project"),
            col("project_excl_construction", said="其中：扣除基建项目后预算数"),
        ),
        "basic_halves": (total, col("personnel"), col("operating")),
        "three_ways": (total, col("personnel"), col("operating"), col("project", said="专项业务经费支出")),
    }[variant]


def _executed(style: Style) -> tuple[Column, ...]:
    """The ministries' BG05: last year's outcome, this year's budget, the change twice."""
    now, last = f"{style.year}年预算数", f"{style.year - 1}年执行数"
    change = f"{now}比{last}"
    return (
        Column("prior_executed", (last, "执行数")),
        Column("prior_executed_excl_construction", (last, "扣除中央基建投资后执行数")),
        Column("total", (now, "年初预算数", "小计")),
        Column("basic", (now, "年初预算数", "基本支出")),
        Column("project", (now, "年初预算数", "项目支出")),
        Column("excl_construction", (now, "扣除中央基建投资后预算数")),
        Column("change", (change, "增减额")),
        Column("change_pct", (change, "增减(%)")),
        Column("change_excl", (change + "（扣除中央基建投资）", "增减额")),
        Column("change_excl_pct", (change + "（扣除中央基建投资）", "增减(%)")),
    )


def figure_of(style: Style, key: str, blocks: bool = False, closing: bool = False) -> Figure:
    """What one entry adds to a spending column. `blocks`: last year's money apart; `closing`: the total has what is left."""
    if key.startswith("carryover."):
        return _carried(key.removeprefix("carryover."))
    kinds: dict[str, tuple[str, ...]] = {
        "total": (),
        "basic": BASIC,
        "prior_executed": (),
        "prior_executed_excl_construction": (),
        "excl_construction": (),
    }
    wanted = kinds.get(key, (key,))
    if key == "carried_forward":
        return lambda e: e.closing
    if key.startswith("prior"):
        return lambda e: e.prior
    if key.startswith("-"):
        wanted = kinds.get(key[1:], (key[1:],)) if key[1:] else ()
        return lambda e: e.prior if not wanted or e.kind in wanted else 0
    if key in ("change", "change_excl"):
        return lambda e: e.amount - e.prior
    if key.startswith("procurement"):
        return {"total": lambda e: _bought(e), "sme": lambda e: _bought(e) // 3, "small_micro": lambda e: _bought(e) // 5}[
            key.removeprefix("procurement_")
        ]
    if key == "project_excl_construction":
        return lambda e: e.amount if e.kind == "project" else 0

    def figure(entry: Entry) -> int:
        if wanted and entry.kind not in wanted:
            return 0
        more = entry.closing if key == "total" and closing else 0
        return entry.amount + more - (entry.carried if blocks else 0)

    return figure


def _carried(key: str) -> Figure:
    kinds = {"total": (), "basic": BASIC}.get(key, (key,))
    return lambda e: e.carried if not kinds or e.kind in kinds else 0


def _bought(entry: Entry) -> int:
    """What of a project goes through procurement."""
    return entry.amount // 2 // 10_000 * 10_000 if entry.kind == "project" else 0


def by_columns(style: Style, entries: Iterable[Entry], columns: Iterable[Column]) -> dict[str, dict[str, int]]:
    """Figures by code and column key."""
    entries, keys = list(entries), [c.key for c in columns]
    blocks = any(k.startswith("carryover.") for k in keys)
    closing = "carried_forward" in keys
    made: dict[str, dict[str, int]] = {}
    for key in keys:
        if key.endswith("_pct"):
            continue
        for code, amount in by_function(entries, figure_of(style, key, blocks, closing)).items():
            made.setdefault(code, {})[key] = amount
    return made


def income_columns(style: Style) -> tuple[Column, ...]:
    """Columns of BG02."""

    def col(key: str, *above: str) -> Column:
        return Column(key, (*tops, *above, _income_word(style, key)))

    tops = (style.tops["BG02"],) if "BG02" in style.tops else ()
    funds, own = tuple(col(f) for f in FUNDS), tuple(col(k) for k in OWN)
    total, rest = col("total"), col("carryover")
    if style.bg02_columns == "short":
        return total, col("fiscal"), col("business"), col("business_operating"), col("other")
    if style.bg02_columns == "nested":
        fiscal, mine = word(style, "fiscal"), word(style, "unit_funds")
        this = (*(col(f, "本年收入", fiscal) for f in FUNDS), col("special_account", "本年收入"))
        return (total, *this, *(col(k, "本年收入", mine) for k in UNIT_FUNDS), rest)
    if style.bg02_columns == "carryover_funds":
        last = word(style, "carryover")
        words = {"general": "一般公共预算", "fund": "政府性基金预算", "state_capital": "国有资本经营预算"}
        words |= {"special_account": "财政专户管理资金", "unit": "单位资金"}
        subtotal = Column("subtotal", (*tops, "本年收入", "小计"))
        now = (subtotal, *(col(k, "本年收入") for k in (*FUNDS, *OWN)))
        return (
            total,
            *now,
            Column("carryover", (*tops, last, "小计")),
            *(Column(f"carryover.{k}", (*tops, last, w)) for k, w in words.items()),
        )
    if style.bg02_columns == "carryover_first":
        return (total, rest, *funds, *own, col("nonfiscal_surplus_used"))
    return (total, *funds, *own, rest)


def _income_word(style: Style, key: str) -> str:
    return word(style, "business_operating_income") if key == "business_operating" else word(style, key)


def income_figure(key: str) -> Figure:
    """What one entry adds to an income column."""
    if key == "total":
        return lambda e: e.amount + e.closing
    if key == "carryover":
        return lambda e: e.carried
    if key.startswith("carryover."):
        source = key.removeprefix("carryover.")
        sources = UNIT_FUNDS if source == "unit" else (source,)
        return lambda e: e.carried if e.source in sources else 0
    if key == "nonfiscal_surplus_used":
        return lambda e: 0
    sources = {
        "fiscal_special_account": ("special_account",),
        "fiscal": FUNDS,
        "subtotal": (*FUNDS, *OWN),
        "unit_funds": UNIT_FUNDS,
    }.get(key, (key,))
    return lambda e: e.amount + e.closing - e.carried if e.source in sources else 0
