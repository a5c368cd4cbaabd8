"""Styles drawn at random: the practices of many places mixed, for one that nobody has described."""

from __future__ import annotations

import random
from typing import Any

from tests.typeset.budgets.accounts import CATALOG
from tests.typeset.budgets.extras import MAKERS
from tests.typeset.budgets.style import STANDARD, Style
from tests.typeset.layout import Layout

_UNRULED = ("full_rows", "three_line", "row_segments", "none")
_MORE = ("BG05U", "BG06E", "BG06P", "BG11", "BG12", "BG14")


def random_style(seed: int) -> Style:
    """A style of another province."""
    rng = random.Random(f"budget-style-{seed}")
    year = rng.choice([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2026])
    ink = _ink(rng, year)
    options = {**_words(rng), **_rows(rng), **_forms(rng), **_accounts(rng), **_more(rng, ink)}
    return Style(**_reconciled(rng, ink, options), layout=Layout(**ink))


def _odds(rng: random.Random, **weights: float) -> Any:
    return rng.choices(list(weights), list(weights.values()))[0]


def _ink(rng: random.Random, year: int) -> dict[str, Any]:
    ruling = _odds(
        rng, grid=9, thick_frame=2, filled=2, cell_rects=1, double=1, full_rows=1.5, three_line=1.5, row_segments=0.5, dashed=0.5
    )
    return {
        "year": year,
        "unit": _odds(rng, 万元=4, 元=1),
        "decimals": rng.choices([2, 6, 0, None], [8, 1, 0.5, 1.5])[0],
        "thousands": rng.random() < 0.6,
        "zero": rng.choice(["0.00", "0"])
        if ruling in _UNRULED
        else rng.choices(["blank", "0.00", "0", "dash"], [6, 3, 1, 0.4])[0],
        "wrap_figures": ruling not in _UNRULED and rng.random() < 0.12,
        "indent_names": rng.random() < 0.35,
        "total_place": _odds(rng, first=5, last=2),
        "total_label": _odds(rng, name=3, code=1, merged=3),
        "total_word": _odds(rng, 合计=10, 总计=1, **{"合计：": 0.5, "合 计": 1}),
        "who": _odds(rng, **{"部门：": 3, "编制部门：": 1, "单位名称：": 1, "部门名称：": 1, "部门/单位：": 1}),
        "unit_caption": rng.choice(["单位：万元", "金额单位：万元", "单位:万元", "（单位：万元）", "金额单位： 万元"]),
        "spaced_words": rng.random() < 0.25,
        "half_parens": rng.random() < 0.2,
        "notes": rng.random() < 0.3,
        "parts": _odds(rng, tables_then_words=3, words_then_tables=1),
        "ruling": ruling,
        "turn": _odds(rng, none=6, rotate90=1.5, rotate270=0.5, sideways90=0.5),
        "face": _odds(rng, song=5, hei=2, embedded=2, tracked=0.5),
        "size": rng.choice([7.5, 8.5, 9.0, 9.0, 10.0, 10.5]),
        "padding": rng.choice([1.5, 2.5, 2.5, 4.0]),
        "row_height": rng.choice([15.0, 17.0, 20.0, 24.0]),
        "margin": rng.choice([(36.0, 50.0), (62.0, 64.0), (50.0, 60.0)]),
        "amounts": _odds(rng, right=7, center=2, left=0.5),
        "level": "middle" if ruling in _UNRULED else _odds(rng, middle=6, high=1, low=1),
        "stacked_heads": rng.random() < 0.12,
        "grey_heads": rng.random() < 0.15,
        "breaks": _odds(rng, natural=5, before_last=1, after_few=1, row_cut=1),
        "repeat": _odds(rng, nothing=4, header=4, title=1, continued=0.7),
        "title_in_grid": rng.random() < 0.06,
        "footer": _odds(rng, none=1, dashes=3, plain=2, of=1),
        "running_head": rng.random() < 0.1,
        "watermark": rng.random() < 0.06,
    }


def _words(rng: random.Random) -> dict[str, Any]:
    heads = {
        key: rng.choice(words)
        for key, words in CATALOG["heads"].items()
        if rng.random() < 0.6 and key != "nonfiscal_surplus_used"
    }
    if rng.random() < 0.3:
        heads["nonfiscal_surplus_used"] = "使用非财政拨款结余"
    heads["amount"] = rng.choice(["预算数", "金额", "预算", "本年预算数"])
    if rng.random() < 0.3:
        heads |= {"income.total": "收入合计", "expenditure.total": "支出合计"}
    return {
        "titles": rng.choice(list(CATALOG["titles"])),
        "dress": _odds(rng, none=5, year=2, year_long=2, department=1, bu_men=1, numbered=1, lettered=0.5),
        "caption": rng.choice(["公开{:02d}表", "表{}", "附表{}", "预算{:02d}表", "表{han}", "部门公开表{}", "公开表{}"]),
        "caption_at": _odds(rng, above_right=3, above_left=3, with_unit=1, none=1),
        "heading": rng.random() < 0.15,
        "list_tables": _odds(rng, no=5, names=1, reasons=1),
        "words": heads,
        "left_words": {key: rng.choice(words) for key, words in CATALOG["classes_words"].items()},
        "left_top": _odds(rng, **{"": 3, "项目": 2, "功能分类科目": 0.1}),
        "tops": _odds(rng, no=2, yes=1),
    }


def _rows(rng: random.Random) -> dict[str, Any]:
    codes = _odds(rng, one=8, spaced=0.7, prefixed=3, own=2, own_full=1, tail=1.5, last_two=0.7, bracket=1.5, dash=1, names=1.5)
    economic = codes if codes in ("names", "own", "tail", "prefixed", "own_full") else _odds(rng, one=6, bracket=1, dash=1)
    return {
        "codes": codes,
        "economic_codes": economic,
        "short_parts": rng.random() < 0.1,
        "unit_column": rng.random() < 0.08,
        "unit_codes": rng.random() < 0.5,
        "items_only": codes in ("one", "dash", "prefixed") and rng.random() < 0.1,
        "shuffled": _odds(rng, no=10, classes=1, items=0.7),
        "seven_digits": rng.random() < 0.1,
        "used_only": rng.random() < 0.85,
        "filler_rows": rng.choice([0, 0, 0, 0, 3]),
        "numbers": _odds(rng, none=5, stars=2, plain=1, letters=0.4),
        "total_zero": "0.00" if rng.random() < 0.1 else None,
        "mixed_decimals": rng.random() < 0.05,
        "together": rng.random() < 0.15,
        "landscape": rng.choice(["all", "all", "wide", ()]),
    }


def _forms(rng: random.Random) -> dict[str, Any]:
    forms = [*STANDARD, *(f for f in _MORE if rng.random() < 0.2)]
    late = rng.random()
    if late < 0.15:
        forms = ["BG04", "BG05", "BG06", "BG07", "BG08", "BG01", "BG02", "BG03", *forms[8:]]
    elif late < 0.3:
        forms = [f for f in forms if f not in ("BG09", "BG10")]
    elif late < 0.4:
        forms.insert(4, forms.pop(forms.index("BG07")))
    return {
        "forms": tuple(forms),
        "bg01": _odds(rng, classes=6, class_items=1, uses=1, classes_and_uses=1, four_blocks=0.7),
        "bg01_income": _odds(rng, flat=3, fiscal_first=2, unit_funds=1),
        "bg01_total": _odds(rng, last=6, first=1),
        "all_classes": rng.random() < 0.5,
        "marks": _odds(rng, **{"一、": 8, "（一）": 1, "1．": 1, "1、": 1, "": 0.5}),
        "bg02": _odds(rng, codes=3, units=4, one=1, lines=0.5),
        "bg02_columns": _odds(rng, plain=3, nested=1.5, carryover_funds=1, carryover_first=1),
        "bg03": _odds(rng, short=2, plain=4, halves=1, split=1.5, carried=1, units=0.7, blocks=0.5),
        "bg04": _odds(rng, single=2, funds=3),
        "bg04_items": rng.random() < 0.12,
        "bg04_header_lines": rng.random() < 0.5,
        "bg05": _odds(rng, short=2, split=4, halves=1, three=0.5, executed=1, blocks=0.5, prior_budget=1),
        "bg06": _odds(rng, three=4, amount=2, pairs=1.5, groups=0.7),
        "bg06e": _odds(rng, short=1, amount=1, three_ways=1),
        "bg07": _odds(rng, columns=4, rows=2, rows_funds=1, rows_years=1.5, years=1, year_blocks=1.5, units=1),
        "bg07_reception": _odds(rng, last=1, before_vehicles=1),
        "bg07_meetings": rng.random() < 0.25,
        "bg07_operating_cost": rng.random() < 0.2,
        "bg08": _odds(rng, short=5, project=1),
        "bg10": _odds(rng, unit_name=3, unit_code=1, project_only=1.5, with_kind=1),
        "empty_as": _odds(rng, grid=2, grid_and_note=3, total_blank=1, total_zero=2, sentence=1),
    }


def _accounts(rng: random.Random) -> dict[str, Any]:
    return {
        "has_fund": rng.random() < 0.55,
        "has_capital": rng.random() < 0.2,
        "has_own": rng.random() < 0.6,
        "has_closing": rng.random() < 0.25,
        "plants": tuple(k for k in ("roll_up", "balance", "three_public", "basic", "across") if rng.random() < 0.05),
    }


def _more(rng: random.Random, ink: dict[str, Any]) -> dict[str, Any]:
    """Other tables among the forms, and what few places print."""
    for key, value, odds in (
        ("stray_spaces", True, 0.04),
        ("full_width_digits", True, 0.02),
        ("zero", "long_dash", 0.03),
        ("minus", "－", 0.1),
        ("ruling", "dotted", 0.02),
        ("ruling", "light", 0.04),
        ("ruling", "open_sides", 0.05),
        ("ruling", "verticals", 0.03),
        ("bold_twice", True, 0.08),
        ("header_every", 12, 0.02),
        ("cropped", True, 0.03),
        ("paper", "a3", 0.08),
    ):
        if rng.random() < odds and not (key in ("zero", "ruling") and ink["ruling"] in _UNRULED):
            ink[key] = value
    if ink.get("full_width_digits"):
        ink |= {"thousands": False, "stray_spaces": False}
    return {
        "extras": tuple(kind for kind in MAKERS if rng.random() < (0.6 if kind in ("procurement", "targets") else 0.15)),
        "annex_unit": rng.random() < 0.06,
        "bg01_prior": rng.random() < 0.1,
        "unit_parent": rng.random() < 0.15,
        "merged_units": rng.random() < 0.3,
        "split_wide": _odds(rng, no=16, stub=1, bare=1),
    }


def _reconciled(rng: random.Random, ink: dict[str, Any], o: dict[str, Any]) -> dict[str, Any]:
    """Leave out combinations that nobody prints, or that say too little to be read."""
    if ink["unit"] == "元" and ink["decimals"] in (6, 0):
        ink["decimals"] = 2
    if ink["ruling"] in _UNRULED:
        o |= {"filler_rows": 0, "used_only": True}
        ink["padding"] = max(ink["padding"], 2.5)
    if ink["breaks"] == "row_cut":
        ink["wrap_figures"] = False
    o["unit_column"] = o["unit_column"] and o["codes"] == "one"
    if o["seven_digits"] and o["economic_codes"] != "one":
        o["seven_digits"] = False
    if o["bg06"] == "pairs" and o["economic_codes"] in ("bracket", "names"):
        o["bg06"] = "three"
    if o["bg06e"] == "three_ways" and o["economic_codes"] in ("bracket", "names"):
        o["bg06e"] = "short"
    if o["bg03"] == "blocks":
        o["has_closing"] = False
    if o["tops"] == "yes":
        o["tops"] = {
            "BG03": "支出预算",
            "BG05": f"{ink['year']}年预算数",
            "BG06": f"{ink['year']}年基本支出",
            "BG08": "政府性基金预算支出",
        }
    else:
        o["tops"] = {}
    if o["bg05"] == "executed":
        o["tops"].pop("BG05", None)
    if ink["unit"] == "元" and rng.random() < 0.5:
        o["by_form"] = {"BG07": {"unit": "万元"}}
    return o
