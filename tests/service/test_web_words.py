"""The pages' words: both languages have every key, every key that a template asks for is there, every error can be told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import service.web
from extractors.errors import MingzhangError, NotADisclosure
from service.api.problems import _STATUS
from service.web.problem_words import kinds, problem_label
from service.web.words import LANGUAGES, Speaker, table

WEB = Path(service.web.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ASKED = re.compile(r"""\bt\(\s*["']([\w.]+)["']\s*[,)]""")
SAME_IN_BOTH = {"layout.seal"}
KEYS = [f"{group}.{key}" for group, keys in table().items() for key in keys]


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_have_every_key_with_the_same_placeholders(key: str) -> None:
    chinese, english = (Speaker(language)(key) for language in LANGUAGES)
    assert chinese.strip() and english.strip()
    assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english))
    if key not in SAME_IN_BOTH and key != "layout.other_language":
        assert CHINESE.search(chinese) and not CHINESE.search(english)


def test_every_key_that_a_template_asks_for_is_there() -> None:
    sources = [*WEB.glob("templates/*.j2")]
    asked = {key for source in sources for key in ASKED.findall(source.read_text(encoding="utf-8"))}
    assert len(asked) > 30 and asked <= set(KEYS), asked - set(KEYS)


def test_every_error_that_a_page_may_show_is_told_in_chinese() -> None:
    shown = [kind for kind in kinds().values() if any(issubclass(kind, each) for each in _STATUS) and kind not in unseen()]
    for kind in shown:
        said = str(kind(**filled(kind)))
        assert CHINESE.search(problem_label(said).zh), said
        assert problem_label(said).en == said


@pytest.mark.parametrize(
    ("looks_like", "told"),
    [
        ("a document titled “某市年鉴”", "题为“某市年鉴”的文件"),
        (
            "the budget or accounts of a whole region, a document titled “某市财政决算”",
            "一个地区的财政预决算，题为“某市财政决算”",
        ),
        ("a document titled “预算法” that prints no amount", "题为“预算法”、没有任何金额的文件"),
    ],
)
def test_what_a_paper_looks_like_is_told_in_chinese(looks_like: str, told: str) -> None:
    assert problem_label(str(NotADisclosure(looks_like=looks_like))).zh.endswith(f"看起来是{told}。")


def unseen() -> set[type[MingzhangError]]:
    """Those that only a command line meets, and those that are nothing but their reason."""
    names = ("FileMissing", "NotAFile", "Unreadable", "FolderInTheWay", "CannotWrite", "Conflict", "Impossible")
    return {kinds()[name] for name in names}


def filled(kind: type[MingzhangError]) -> dict[str, object]:
    """Something for each placeholder."""
    return {name: 7 if form else "x" for name, form in re.findall(r"\{(\w+)(:[^}]*)?\}", kind.__doc__ or "")}


def test_reasons_inside_an_error_are_told_too_and_unknown_ones_stay() -> None:
    known = "ann is at the item 0f until 10:05 UTC: take the next one, or wait."
    assert problem_label(known).zh == "ann 正在处理此项（至 10:05 UTC）：请看下一项，或稍候"
    assert problem_label("There is no batch 0f: check the address, or look in the list.").zh.startswith("找不到批次 0f")
    assert problem_label("Something never written down").zh == "Something never written down"
