"""Named layouts that tests can ask for, and layouts drawn at random among what is really published."""

from __future__ import annotations

import random
from typing import Any, get_args

from tests.typeset.layout import STANDARD_ORDER, Break, Form, Layout, Ruling, Turn

THREE_PUBLIC_FIRST: tuple[Form, ...] = ("FA01", "FA02", "FA03", "FA04", "FA05", "FA06", "FA09", "FA07", "FA08")
OLD_EIGHT: tuple[Form, ...] = ("FA01", "FA02", "FA03", "FA04", "FA05", "FA06", "FA09", "FA07")
WIDE: tuple[Form, ...] = ("FA02", "FA03", "FA04", "FA06", "FA07", "FA08", "FA09")

PRESETS: dict[str, Layout] = {
    "plain": Layout(),
    "three_line": Layout(ruling="three_line", line_numbers=False, column_numbers="none"),
    "three_line_cut": Layout(ruling="three_line", breaks="row_cut", repeat="nothing", size=10.5),
    "full_rows": Layout(ruling="full_rows", caption_line="split", caption="表{}", row_height=20),
    "row_segments": Layout(ruling="row_segments", code_head="科目编码", year=2022),
    "frame_only": Layout(ruling="frame", zero="0.00"),
    "no_rules": Layout(ruling="none", zero="0.00", amounts="right"),
    "double_ruling": Layout(ruling="double", zero="0.00", size=8.5),
    "dashed": Layout(ruling="dashed", amounts="center"),
    "cell_rects": Layout(ruling="cell_rects", grey_heads=True, level="high"),
    "filled_bars": Layout(ruling="filled", face="embedded"),
    "codes_three_columns": Layout(
        codes="prefixed", total_place="last", line_numbers=False, column_numbers="none", order=THREE_PUBLIC_FIRST, fa09="pairs"
    ),
    "codes_three_columns_own_level": Layout(codes="own", total_label="merged"),
    "codes_three_columns_own_full": Layout(codes="own_full", total_label="merged", zero="0.00"),
    "codes_merged_three": Layout(codes="merged_three", year=2024, caption="财决公开{:02d}表"),
    "codes_with_names": Layout(codes="with_name", fa06="two"),
    "codes_with_names_list": Layout(codes="with_name", fa06="list_one", fa07_income=False, used_columns=True, zero="0.00"),
    "codes_spaced": Layout(codes="spaced", total_label="code"),
    "total_in_header": Layout(
        codes="prefixed",
        total_place="header",
        line_numbers=False,
        column_numbers="none",
        order=THREE_PUBLIC_FIRST,
        caption="",
        fa09="pairs",
        fa06="two",
        level="uneven",
        has_fund=False,
    ),
    "total_last": Layout(total_place="last", total_label="merged", zero="dash"),
    "old_eight": Layout(
        year=2019,
        funds=2,
        order=OLD_EIGHT,
        caption="表{}",
        caption_line="split",
        zero="0.00",
        thousands=False,
        repeat="title_total",
        landscape=OLD_EIGHT,
        fa06="two",
        size=9,
    ),
    "year_2018": Layout(year=2018, funds=2, order=OLD_EIGHT, caption="附表{}", decimals=6, thousands=False, size=8),
    "yuan": Layout(unit="元", size=8, zero="0.00"),
    "whole_yuan_wan": Layout(decimals=0, zero="0"),
    "six_places": Layout(decimals=6, thousands=False, size=8, landscape=WIDE),
    "variable_places": Layout(decimals=None, zero="0", amounts="center"),
    "stray_spaces": Layout(stray_spaces=True, size=8.5),
    "full_width_digits": Layout(full_width_digits=True, size=8, thousands=False, landscape=WIDE),
    "negatives": Layout(negatives=True),
    "wrapped_figures": Layout(wrap_figures=True, row_height=14),
    "fa06_list": Layout(fa06="list_one", fa06_unused=False),
    "fa06_list_split": Layout(fa06="list_split", fa06_unused=False, codes="prefixed"),
    "fa09_rows": Layout(fa09="rows", order=THREE_PUBLIC_FIRST),
    "fa09_rows_meetings": Layout(fa09="rows", fa09_meetings=True, line_numbers=False, column_numbers="none", zero="0"),
    "fa09_pairs": Layout(fa09="pairs", landscape=("FA09",)),
    "fa09_actual": Layout(fa09="actual", fa09_meetings=True),
    "fa09_meetings": Layout(fa09_meetings=True, landscape=("FA09",)),
    "opening_first": Layout(opening_after_subtotal=False, line_numbers=False, column_numbers="none"),
    "classes_used_only": Layout(unused_classes=False, line_numbers=False, column_numbers="none", two_on_page=True),
    "only_total_overleaf": Layout(breaks="before_last", repeat="nothing"),
    "break_after_header": Layout(breaks="after_header", repeat="header"),
    "break_after_header_bare": Layout(breaks="after_header", repeat="nothing"),
    "break_after_few": Layout(breaks="after_few", repeat="title"),
    "row_cut": Layout(breaks="row_cut", repeat="nothing", size=10.5, row_height=22),
    "rotated_90": Layout(landscape=WIDE, turn="rotate90"),
    "rotated_270": Layout(landscape=WIDE, turn="rotate270", ruling="row_segments"),
    "sideways_90": Layout(landscape=WIDE, turn="sideways90"),
    "sideways_270": Layout(landscape=WIDE, turn="sideways270", ruling="three_line", zero="0.00"),
    "two_on_page": Layout(two_on_page=True, has_fund=False, size=8),
    "title_in_grid": Layout(title_in_grid=True, ruling="thick_frame"),
    "watermark": Layout(watermark=True, running_head=True, footer="of"),
    "bold_twice": Layout(bold_twice=True, indent_names=True),
    "stacked_heads": Layout(stacked_heads=True, column_numbers="stars"),
    "sentences_for_none": Layout(has_fund=False, none_as="sentence"),
    "zero_rows_for_none": Layout(has_fund=False, none_as="zero_row", zero="0.00"),
    "bare_zero_total": Layout(has_fund=False, none_as="zero_row", zero="0", fa08_income=True),
    "empty_grids": Layout(has_fund=False, none_as="empty_grid", notes=False),
    "tight_glued": Layout(padding=0.15, ruling="row_segments", size=8),
    "capital_and_fund": Layout(has_capital=True, fa08_income=True),
    "tuition_column": Layout(tuition=True, zero="0.00"),
    "budget_column": Layout(budget_column=True),
    "blank_rows": Layout(blank_rows=5, total_place="last"),
    "bare_labels": Layout(marks="", line_numbers=False, column_numbers="none"),
    "spaced_words": Layout(spaced_words=True, half_parens=True, marks="（一）"),
    "continued": Layout(repeat="continued", size=10.5, row_height=24),
    "cropped": Layout(cropped=True, landscape=WIDE, turn="rotate90"),
    "tables_last": Layout(parts="words_then_tables", list_page=True, titles="lettered", sum_heads="合计", who="公开部门："),
    "tracked": Layout(face="tracked"),
    "fa01_nature": Layout(fa01_nature=True, landscape=("FA01",), year=2018, funds=2, order=OLD_EIGHT),
    "basic_split": Layout(basic_split=True, landscape=("FA03",)),
    "fa05_balances": Layout(fa05_balances="plain", landscape=("FA05",)),
    "balances_split": Layout(fa05_balances="split", fa07_split=True, landscape=("FA05", "FA07"), year=2018, funds=2),
    "fa06_four_groups": Layout(fa06="four", landscape=("FA06",), fa06_totals="both"),
    "fa06_totals_first": Layout(fa06="two", fa06_totals="top"),
    "fa09_two_rows": Layout(fa09="two_rows"),
    "fa09_statistics": Layout(fa09="statistics", fa09_meetings=True),
    "fa09_years": Layout(fa09="years"),
    "fa09_unit_column": Layout(fa09="halves", fa09_unit_column=True, landscape=("FA09",)),
    "extra_tables": Layout(extra_tables=("detail", "projects", "procurement", "performance"), landscape=("FA05",), paper="a3"),
    "annex_unit": Layout(annex_unit=True),
    "items_only": Layout(levels="items", zero="0.00"),
    "bracketed_codes": Layout(codes="with_name", joiner="[]"),
    "glued_codes": Layout(codes="with_name", joiner=""),
    "dotted_rules": Layout(ruling="dotted", zero="long_dash"),
    "light_rules": Layout(ruling="light", zero="double_dash", negatives=True, bracket_negatives=True),
    "upright_footer": Layout(landscape=WIDE, turn="sideways90", upright_footer=True, footer="plain"),
    "open_sides": Layout(ruling="open_sides"),
    "verticals": Layout(ruling="verticals", zero="0.00"),
    "inset_rects": Layout(ruling="inset"),
    "zebra": Layout(ruling="zebra", zero="0.00", padding=3),
    "white_rules": Layout(ruling="white", zero="0.00", padding=3),
    "wide_dashes": Layout(zero="wide_dash", negatives=True, minus="−"),
    "slashes": Layout(zero="slash", negatives=True, minus="－"),
    "spaced_digits": Layout(spaced_digits=True, size=7.5, thousands=False, landscape=WIDE),
    "hashes": Layout(hashes=True),
    "fa09_in_yuan": Layout(other_unit=True),
    "serials": Layout(serials=True, codes="prefixed"),
    "serials_own": Layout(serials=True, codes="own", column_numbers="none"),
    "class_codes": Layout(class_codes=True),
    "total_words": Layout(total_word="总计", total_place="last"),
    "column_letters": Layout(column_numbers="letters"),
    "column_formulas": Layout(column_numbers="formula"),
    "other_heads": Layout(alt_heads=True, mixed_columns=True),
    "split_wide": Layout(split_wide="stub"),
    "split_wide_bare": Layout(split_wide="bare"),
    "caption_cells": Layout(caption_cells=True),
    "note_in_grid": Layout(note_in_grid=True),
    "header_again": Layout(header_every=10),
    "clipped_names": Layout(clip_names=True, size=10.5),
    "tiled_watermark": Layout(watermark=True, watermark_style="tiles"),
    "flat_watermark": Layout(watermark=True, watermark_style="flat"),
    "title_on_two_lines": Layout(titles="two_lines"),
    "captioned_titles": Layout(titles="captioned", caption=""),
    "titles_of_department": Layout(titles="of_department"),
    "white_on_ground": Layout(ruling="ground", zero="0.00", padding=3),
    "mixed_places": Layout(decimals=6, plain_forms=("FA01", "FA09"), thousands=False, size=8, landscape=WIDE),
    "remarks": Layout(remarks=True),
    "class_words": Layout(class_words=True),
    "margin_words": Layout(margin_words=True, ruling="three_line"),
    "in_running_text": Layout(prose_between=True, footnotes=True, told_notes=True),
    "planted": Layout(plants=("roll_up", "balance", "across", "three_public")),
}


def random_layout(seed: int) -> Layout:
    """A plausible mixture: options vary independently within what goes together on real paper."""
    rng = random.Random(f"layout-{seed}")
    options: dict[str, Any] = {**_era(rng), **_figures(rng), **_rows(rng), **_words(rng), **_paper(rng)}
    more = _more(random.Random(f"more-{seed}"), options)
    rare = _rare(random.Random(f"rare-{seed}"), options)
    return Layout(**_reconciled(options), **more, **rare)


def _odds(rng: random.Random, **weights: int) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _era(rng: random.Random) -> dict[str, Any]:
    year = rng.choice([2018, 2019, 2019, 2020, 2021, 2022, 2023, 2024, 2025])
    old = year < 2020
    order = OLD_EIGHT if old else rng.choice([STANDARD_ORDER, STANDARD_ORDER, THREE_PUBLIC_FIRST])
    return {
        "year": year,
        "funds": 2 if old else 3,
        "order": order,
        "has_fund": rng.random() < 0.55,
        "has_capital": not old and rng.random() < 0.25,
        "fa08_income": rng.random() < 0.4,
        "none_as": _odds(rng, sentence=2, grid_and_note=4, empty_grid=1, zero_row=2),
        "unused_classes": rng.random() < 0.8,
        "opening_after_subtotal": rng.random() < 0.8,
    }


def _figures(rng: random.Random) -> dict[str, Any]:
    return {
        "unit": _odds(rng, 万元=4, 元=1),
        "decimals": rng.choices([2, 6, 0, None], [8, 1, 1, 1])[0],
        "thousands": rng.random() < 0.65,
        "zero": rng.choices(["blank", "0.00", "0", "dash"], [5, 4, 1, 1])[0],
        "stray_spaces": rng.random() < 0.06,
        "full_width_digits": rng.random() < 0.03,
        "negatives": rng.random() < 0.12,
        "wrap_figures": rng.random() < 0.12,
        "plants": tuple(k for k in ("roll_up", "balance", "across", "three_public") if rng.random() < 0.08),
    }


def _rows(rng: random.Random) -> dict[str, Any]:
    numbers = rng.random() < 0.65
    codes = _odds(rng, one=10, spaced=1, prefixed=3, own=2, own_full=1, merged_three=5, with_name=1)
    return {
        "codes": codes,
        "blank_rows": rng.choice([0, 0, 0, 0, 0, 0, 2, 5]),
        "marks": rng.choices(["一、", "（一）", "1．", ""], [12, 1, 1, 1])[0],
        "fa07_income": rng.random() < 0.85,
        "used_columns": rng.random() < 0.12,
        "tuition": rng.random() < 0.08,
        "budget_column": rng.random() < 0.06,
        "indent_names": rng.random() < 0.25,
        "total_place": rng.choices(["first", "last", "header"], [6, 2, 2 if codes in ("prefixed", "own") else 0])[0],
        "total_label": _odds(rng, name=3, code=1, merged=2),
        "line_numbers": numbers,
        "column_numbers": _odds(rng, plain=5, stars=1, none=1) if numbers else "none",
        "fa06": _odds(rng, three=5, two=4, list_one=2, list_split=1),
        "fa06_unused": rng.random() < 0.7,
        "fa09": _odds(rng, halves=5, pairs=2, rows=2, actual=1),
        "fa09_meetings": rng.random() < 0.15,
    }


def _words(rng: random.Random) -> dict[str, Any]:
    return {
        "titles": _odds(rng, plain=6, published=1, yeared=2, numbered=1, department=1, long_three_public=2, lettered=1),
        "caption": rng.choice(
            ["公开{:02d}表", "公开{:02d}表", "表{}", "附表{}", "公开{:02d}表 ", "财决公开{:02d}表", "表{:02d}", ""]
        ),
        "unit_caption": rng.choice(["单位：万元", "金额单位：万元", "单位:万元", "（单位：万元）", "金额单位： 万元"]),
        "caption_line": _odds(rng, one=1, two=3, split=2),
        "who": _odds(rng, **{"部门：": 4, "编制单位：": 2, "公开部门：": 1, "单位名称：": 1, "编制部门：": 1}),
        "sum_heads": _odds(rng, 本年收入合计=5, 合计=1),
        "parts": _odds(rng, tables_then_words=5, words_then_tables=1),
        "list_page": rng.random() < 0.15,
        "amount_head": _odds(rng, 决算数=4, 金额=3, 本年决算数=1),
        "code_head": _odds(rng, 功能分类科目编码=4, 科目编码=2, 科目代码=2, 支出功能分类科目编码=1),
        "notes": rng.random() < 0.75,
        "title_in_grid": rng.random() < 0.08,
        "spaced_words": rng.random() < 0.25,
        "half_parens": rng.random() < 0.2,
    }


def _paper(rng: random.Random) -> dict[str, Any]:
    landscape = rng.choices([(), WIDE, OLD_EIGHT + ("FA08",), ("FA09",), ("FA06", "FA09")], [5, 3, 2, 1, 1])[0]
    rulings = get_args(Ruling)[:11]
    return {
        "ruling": rng.choices(rulings, [7, 2, 2, 1, 1, 1, 3, 2, 3, 1, 1])[0],
        "landscape": landscape,
        "turn": rng.choices(list(get_args(Turn)), [6, 2, 1, 1, 1])[0],
        "face": _odds(rng, song=4, hei=2, embedded=4, mono=1, tracked=1),
        "size": rng.choice([7.5, 8.0, 9.0, 9.0, 10.0, 10.5]),
        "leading": rng.choice([1.15, 1.25, 1.4]),
        "padding": rng.choice([0.3, 1.5, 2.5, 2.5, 4.0]),
        "row_height": rng.choice([13.0, 15.0, 17.0, 20.0, 24.0]),
        "margin": rng.choice([(36.0, 50.0), (62.0, 64.0), (80.0, 72.0), (48.0, 90.0)]),
        "amounts": _odds(rng, right=7, center=2, left=1),
        "level": _odds(rng, middle=6, high=1, low=1, uneven=1),
        "stacked_heads": rng.random() < 0.2,
        "grey_heads": rng.random() < 0.15,
        "bold_twice": rng.random() < 0.12,
        "breaks": rng.choices(list(get_args(Break)), [6, 1, 1, 1, 2])[0],
        "repeat": _odds(rng, nothing=4, header=4, title=1, title_total=1, continued=1),
        "cropped": rng.random() < 0.05,
        "two_on_page": rng.random() < 0.15,
        "watermark": rng.random() < 0.1,
        "footer": _odds(rng, none=1, dashes=3, plain=2, of=1),
        "running_head": rng.random() < 0.15,
    }


def _more(rng: random.Random, o: dict[str, Any]) -> dict[str, Any]:
    """Practices of fewer places, drawn apart so that they change nothing else of a seed's layout."""
    more: dict[str, Any] = {
        "bracket_negatives": rng.random() < 0.3,
        "joiner": rng.choice([" ", "-", "", "[]"]),
        "levels": _odds(rng, all=12, items=1),
        "fa06_totals": _odds(rng, bottom=6, top=1, both=1),
        "fa09_unit_column": rng.random() < 0.1,
        "fa01_nature": rng.random() < 0.12,
        "basic_split": rng.random() < 0.12,
        "fa05_balances": _odds(rng, none=12, plain=1, split=1),
        "fa07_split": rng.random() < 0.12,
        "extra_tables": tuple(k for k in ("detail", "projects", "procurement", "performance") if rng.random() < 0.15),
        "annex_unit": rng.random() < 0.12,
        "paper": _odds(rng, a4=5, a3=1),
        "upright_footer": rng.random() < 0.5,
    }
    if o["codes"] == "own":
        more["levels"] = "all"  # an item's last two digits without its class say nothing
    for key, value, odds in (
        ("fa06", "four", 0.08),
        ("fa09", "two_rows", 0.08),
        ("fa09", "statistics", 0.08),
        ("fa09", "years", 0.06),
        ("zero", "long_dash", 0.04),
        ("zero", "double_dash", 0.02),
        ("ruling", "dotted", 0.04),
        ("ruling", "light", 0.05),
    ):
        if rng.random() < odds and not (key in ("zero", "ruling") and o["ruling"] in _UNRULED):
            o[key] = value
    return more


_UNRULED = ("row_segments", "full_rows", "three_line", "frame", "none", "verticals", "zebra", "white", "ground")


def _rare(rng: random.Random, o: dict[str, Any]) -> dict[str, Any]:
    """What few places print; half of all layouts have some of it."""
    if rng.random() < 0.35:
        return {}
    rare: dict[str, Any] = {
        name: True
        for name, odds in (
            ("spaced_digits", 0.02),
            ("hashes", 0.03),
            ("other_unit", 0.04),
            ("serials", 0.06),
            ("class_codes", 0.06),
            ("mixed_columns", 0.1),
            ("alt_heads", 0.15),
            ("caption_cells", 0.06),
            ("note_in_grid", 0.1),
            ("clip_names", 0.05),
        )
        if rng.random() < odds
    }
    rare["minus"] = rng.choice(("-", "-", "－", "−"))
    rare["total_word"] = _odds(rng, 合计=9, 总计=1, **{"合计：": 1, "本年合计": 1})
    rare["header_every"] = rng.choice((0,) * 18 + (12,))
    rare["split_wide"] = _odds(rng, no=22, stub=1, bare=1)
    rare["watermark_style"] = _odds(rng, slant=2, tiles=1, flat=1)
    o["watermark"] = o["watermark"] or rng.random() < 0.06
    for key, value, odds in (
        ("titles", "two_lines", 0.05),
        ("titles", "captioned", 0.05),
        ("titles", "of_department", 0.05),
        ("ruling", "open_sides", 0.06),
        ("ruling", "verticals", 0.05),
        ("ruling", "inset", 0.03),
        ("ruling", "zebra", 0.03),
        ("ruling", "white", 0.03),
        ("zero", "wide_dash", 0.03),
        ("zero", "slash", 0.02),
        ("column_numbers", "letters", 0.04),
        ("column_numbers", "formula", 0.06),
    ):
        if rng.random() < odds and not (key == "zero" and o["ruling"] in _UNRULED):
            o[key] = value
    if rare.get("spaced_digits"):
        o["stray_spaces"] = o["full_width_digits"] = o["wrap_figures"] = False
    if o["titles"] == "captioned":
        o["caption"] = ""
    if not o["line_numbers"] and o["column_numbers"] == "formula":
        o["column_numbers"] = "none"
    return rare


def _reconciled(o: dict[str, Any]) -> dict[str, Any]:
    """Leave out combinations that nobody prints, or that nobody could read."""
    if o["unit"] == "元":
        o["decimals"] = 2 if o["decimals"] == 6 else o["decimals"]
    if o["ruling"] in _UNRULED:
        o["wrap_figures"] = False
        o["level"] = "middle"
        o["padding"] = max(o["padding"], 1.5)
        o["row_height"] = max(o["row_height"], 15.0)
    if o["breaks"] == "row_cut":
        o["wrap_figures"] = False
    if o["full_width_digits"]:
        o["thousands"], o["stray_spaces"] = False, False
    if o["ruling"] in ("none", "zebra", "white") and o["zero"] == "blank":
        o["zero"] = "0.00"
    return o
