"""The department named in the sentences is the document's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Finding

_NAMED = re.compile(
    r"^(?:(?:截至)?20\d\d年(?:\d+月\d+日)?(?:度)?,?)?(?P<name>[一-鿿()]{4,32}?(?:局|委员会|办公室|部|厅|政府|联合会|人民法院|检察院|中心|学院|学校|医院|大队|管理站|研究院|研究所))"
    r"(?:\((?:本级|汇总|机关)\))?(?=20\d\d年|共有|机关运行经费|政府采购|收入|支出|财政拨款|一般公共预算)"
)
_GENERIC = re.compile(r"本部门|本单位|我局|我部门|我单位|本局|各部门|财政部门|主管部门|其中|主要|用于|上级|下属|所属|当年|年度")
_PLACE = re.compile(r"^.*?(?:省|自治区|市|区|县|州|旗|镇|乡|街道)")


def departments(reading: Reading) -> Iterator[Finding]:
    """Sentences that open with a name that is neither the document's nor its usual one."""
    own = _plain(reading.outline.department or "")
    named = [(sentence, name) for sentence in reading.narrative() if (name := _name(sentence.text))]
    usual = Counter(_plain(name) for _, name in named)
    if not own or not usual:
        return
    known = {own, usual.most_common(1)[0][0]}
    for sentence, name in named:
        if not any(_same(_plain(name), other) for other in known) and _has_place(name):
            said = f"the sentence speaks of {name}, the document is of {reading.outline.department}: {shown(sentence.text)}"
            yield told("text.department", sentence, said)


def _name(text: str) -> str:
    found = _NAMED.match(text)
    return found["name"] if found and not _GENERIC.search(found["name"]) else ""


def _plain(name: str) -> str:
    return re.sub(r"[(（].*?[)）]|\s", "", name)


def _same(one: str, other: str) -> bool:
    """The same, or one without the places before it."""
    return one in other or other in one or _PLACE.sub("", one) == _PLACE.sub("", other) != ""


def _has_place(name: str) -> bool:
    """A whole name: an abbreviation may mean anything."""
    return bool(_PLACE.match(name))
