"""A few sentences of the explanation, with what they claim."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from tests.typeset.books import FUNDS, Books, income, spent
from tests.typeset.figures import Figure, printed
from tests.typeset.layout import Layout
from tests.typeset.wording import absence_of


class Passage(NamedTuple):
    """A headed passage and the claims that it makes."""

    title: str
    text: str
    claims: list[dict[str, Any]]


def narrate(layout: Layout, books: Books, rng: random.Random) -> list[Passage]:
    """Sections 1, 4, 7 and 9 of the explanation."""
    total = books.sum_of(income) + books.surplus_used + books.sum_of(lambda e: e.opening)
    fiscal = books.sum_of(income, *FUNDS) + books.sum_of(lambda e: e.opening, *FUNDS)
    passages = [
        _total(layout, rng, "一、收入支出决算总体情况说明", "1", ("收入总计、支出总计", "收、支总计"), total),
        _total(
            layout, rng, "四、财政拨款收入支出决算总体情况说明", "4", ("财政拨款收入总计、支出总计", "财政拨款收、支总计"), fiscal
        ),
    ]
    if not layout.has_fund:
        passages.append(
            Passage("七、政府性基金预算财政拨款支出决算情况说明", absence_of(layout, "FA07").replace("，故本表为空表", ""), [])
        )
    else:
        amount = _said(layout, books.sum_of(spent, "fund"))
        text = f"{layout.year}年度政府性基金预算财政拨款本年支出{amount.text}{layout.unit}。"
        passages.append(Passage("七、政府性基金预算财政拨款支出决算情况说明", text, []))
    return passages


def _said(layout: Layout, fen: int) -> Figure:
    plain = layout.model_copy(update={"stray_spaces": False, "full_width_digits": False, "thousands": False, "zero": "0.00"})
    return printed(plain, fen)


def _total(layout: Layout, rng: random.Random, title: str, section: str, words: tuple[str, str], fen: int) -> Passage:
    change = int(fen * rng.uniform(0.02, 0.2))
    up = rng.random() < 0.5
    prior = fen - change if up else fen + change
    pct = f"{change / prior * 100:.2f}"
    now, by = _said(layout, fen), _said(layout, change)
    verb, rate = ("增加", "增长") if up else ("减少", "下降")
    reason = (
        rng.choice(["项目经费调整", "人员变动", "压减一般性支出"]) if not up else rng.choice(["人员经费增加", "新增项目支出"])
    )
    text = (
        f"{layout.year}年度{words[0]}均为{now.text}{layout.unit}。与{layout.year - 1}年度相比，"
        f"{words[1]}各{verb}{by.text}{layout.unit}，{rate}{pct}%，主要原因是{reason}。"
    )
    claim = {
        "kind": "total_change",
        "section": section,
        "scope": words[1],
        "current": now.value,
        "prior": None,
        "change": by.value,
        "change_pct": pct,
        "direction": "up" if up else "down",
        "reason": reason,
        "unit": layout.unit,
        "quote": text,
    }
    return Passage(title, text, [claim])
