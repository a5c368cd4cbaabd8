from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Box, Indicator
from service.exports.report import pages_shown, render_report, tallies
from tests.service.sample_report import sample, sample_pdf

HOSTILE = "</script></style></title>--><img src=x onerror=alert(1)>\"'`{{7*7}}{% raw %}<svg/onload=alert(1)>&amp;]]>"


class Parsed(HTMLParser):
    """The page as a browser would see its tags and texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
        else:
            self.texts.append(data)

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]

    def classed(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.tags if name in (attrs.get("class") or "").split()]


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(sample_pdf(), sample())


@pytest.fixture(scope="module")
def parsed(page: str) -> Parsed:
    return Parsed(page)


def test_every_figure_stands_in_the_table_of_its_form_with_its_verdict(parsed: Parsed) -> None:
    figures = {attrs["id"]: (attrs["class"] or "").split() for attrs in parsed.classed("figure")}
    verdicts = [fact.verdict for fact in sample().facts]
    assert [verdict in figures[f"f{number}"] for number, verdict in enumerate(verdicts)] == [True] * 5
    assert [attrs["data-form"] for attrs in parsed.classed("form")] == ["FA02", "FA05", "BG10"]


def test_figures_are_printed_as_the_document_prints_them(parsed: Parsed) -> None:
    for fact in sample().facts:
        assert fact.text in parsed.texts


def test_forms_without_figures_are_listed_with_their_standing(parsed: Parsed) -> None:
    assert len(parsed.classed("stated_none")) == 1
    assert len(parsed.classed("missing")) == 1
    assert "声明无此项" in parsed.texts
    assert "Missing" in parsed.texts


def test_findings_come_worst_first_and_information_is_folded_away(page: str, parsed: Parsed) -> None:
    kinds = [(attrs["class"] or "").split()[1] for attrs in parsed.classed("finding")]
    assert kinds == ["error", "warning", "info"]
    assert page.index("<details>") > page.index('id="n1"')
    assert page.index("<details>") < page.index('id="n2"')


def test_a_finding_says_whose_fault_it_is(parsed: Parsed) -> None:
    assert "文件自身问题" in parsed.texts
    assert "Our reading is in doubt" in parsed.texts


def test_operands_of_a_finding_lead_to_their_boxes(page: str) -> None:
    card = page[page.index('id="n0"') : page.index('id="n1"')]
    assert card.count('class="mark "') == 3
    assert len(re.findall(r'class="mark " data-at="1:', card)) == 3
    assert "0.10" in card


def test_chinese_is_the_default_and_both_languages_are_there(page: str, parsed: Parsed) -> None:
    assert '<html lang="zh-CN" data-lang="zh">' in page
    in_chinese = sum(attrs.get("lang") == "zh" for _, attrs in parsed.tags)
    in_english = sum(attrs.get("lang") == "en" for _, attrs in parsed.tags)
    assert in_chinese == in_english > 40
    assert {"基本支出", "Basic", "采信", "Accepted", "部门决算", "Departmental final accounts"} <= set(parsed.texts)


def test_words_of_ours_are_translated_words_of_the_document_are_not(parsed: Parsed) -> None:
    assert {"减少", "down", "公务接待费", "receptions"} <= set(parsed.texts)
    assert "reception" not in parsed.texts


def test_nothing_is_fetched(parsed: Parsed) -> None:
    for _, attrs in parsed.tags:
        for name in ("src", "href", "action", "srcset", "data"):
            assert (attrs.get(name) or "#").startswith(("#", "data:image/png;base64,"))
    assert not parsed.named("link")
    assert "url(" not in "".join(parsed.raw["style"])


def test_hostile_text_changes_no_tag() -> None:
    harmless, hostile = Parsed(render_report(sample_pdf(), sample("plain"))), Parsed(render_report(sample_pdf(), sample(HOSTILE)))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert Counter(tuple(attrs) for _, attrs in hostile.tags) == Counter(tuple(attrs) for _, attrs in harmless.tags)
    assert hostile.raw == harmless.raw
    assert sum(HOSTILE in text for text in hostile.texts) > 10


@settings(max_examples=8, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>\"'&/=;:{}%#!-` \nascriptimgonerror\\"), min_size=1, max_size=40).filter(str.strip))
def test_no_text_changes_a_tag(parsed: Parsed, text: str) -> None:
    after = Parsed(render_report(sample_pdf(), sample(text)))
    assert [tag for tag, _ in after.tags if tag != "code"] == [tag for tag, _ in parsed.tags if tag != "code"]
    assert after.raw == parsed.raw


def test_only_our_own_script_and_style_may_run(parsed: Parsed) -> None:
    policy = next(a["content"] or "" for a in parsed.named("meta") if a.get("http-equiv") == "Content-Security-Policy")
    for kind in ("script", "style"):
        assert len(parsed.named(kind)) == 1
        digest = base64.b64encode(hashlib.sha256("".join(parsed.raw[kind]).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not [name for _, attrs in parsed.tags for name in attrs if name.startswith("on") or name == "style"]


def test_marks_have_ids_of_their_own_and_links_lead_somewhere(parsed: Parsed) -> None:
    ids = [attrs["id"] for _, attrs in parsed.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for a in parsed.named("a")} <= set(ids)


def test_the_same_result_gives_the_same_page(page: str) -> None:
    assert render_report(sample_pdf(), sample()) == page
    code = (
        "import hashlib; from service.exports.report import render_report;"
        "from tests.service.sample_report import sample, sample_pdf;"
        "print(hashlib.sha256(render_report(sample_pdf(), sample()).encode()).hexdigest())"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "7"}
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_only_pages_that_carry_something_have_a_picture(parsed: Parsed) -> None:
    assert pages_shown(sample()) == (1, 2)
    assert [attrs["data-page"] for attrs in parsed.named("figure")] == ["1", "2"]
    empty = sample().model_copy(update={"facts": (), "claims": (), "findings": (), "forms": ()})
    assert pages_shown(empty) == (1,)
    assert "没有错误或警告" not in render_report(sample_pdf(), empty)


def test_that_nothing_was_found_is_said_only_of_what_was_checked() -> None:
    calm = sample().model_copy(update={"findings": ()})
    assert "没有错误或警告" in render_report(sample_pdf(), calm)
    nothing = calm.model_copy(update={"facts": (), "claims": ()})
    assert "没有读取数字" in render_report(sample_pdf(), nothing)
    row = Indicator(table="自评表", name="新建床位", page=1)
    assert "没有读取数字" not in render_report(sample_pdf(), nothing.model_copy(update={"indicators": (row,)}))


def test_indicators_are_shown_by_table_with_their_page() -> None:
    row = Indicator(
        table="自评表/目标1", level1="产出指标", name="新建床位<3>", target="5张", page=3, boxes=(Box(3, 50, 50, 90, 60),)
    )
    shown = sample().model_copy(update={"indicators": (row,)})
    assert pages_shown(shown) == (1, 2, 3)
    page = render_report(sample_pdf(), shown)
    assert "自评表 / 目标1" in page
    assert "新建床位&lt;3&gt;</button>" in page
    assert 'data-at="3:' in page
    assert page.count('<div class="tally">') == 4
    without = render_report(sample_pdf(), sample())
    assert 'href="#indicators"' not in without
    assert without.count('<div class="tally">') == 3


def test_shares_of_the_bar_add_up() -> None:
    shares = tallies(["accepted"] * 2 + ["flagged"])
    assert [(share.verdict, share.number) for share in shares] == [("accepted", 2), ("flagged", 1), ("rejected", 0)]
    assert shares[1].start == pytest.approx(shares[0].width)
    assert sum(share.width for share in shares) == pytest.approx(100, abs=0.01)
    assert sum(share.width for share in tallies([])) == 0


def test_agreement_within_rounding_is_nobodys_fault(page: str) -> None:
    cards = re.findall(r'<article class="finding (\w+).*?</article>', page, re.DOTALL)
    faults = [card.count('class="fault"') for card in re.findall(r'<article class="finding .*?</article>', page, re.DOTALL)]
    assert dict(zip(cards, faults, strict=True)) == {"error": 1, "warning": 1, "info": 0}
