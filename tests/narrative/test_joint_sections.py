"""Sections whose heading names several topics. Names and figures are invented."""

from __future__ import annotations

import pytest

from tests.narrative.made import claims_of

TEXTS = (
    "2023年度机关运行经费支出8万元，比上年减少1万元，下降11.11%。",
    "2023年度政府采购支出总额5万元，其中：政府采购货物支出5万元。",
    "截至2023年12月31日，共有车辆2辆，其中：执法执勤用车2辆。",
)


@pytest.mark.parametrize(
    ("heading", "texts", "kinds"),
    [
        ("二、机关运行经费、政府采购支出及国有资产占用情况", TEXTS, ["operating_cost", "procurement", "assets"]),
        ("二、“三公”经费及机关运行经费情况", TEXTS[:1], ["operating_cost"]),
        ("二、机关运行经费支出情况", TEXTS[:1], ["operating_cost"]),
    ],
)
def test_every_topic_of_the_heading(heading: str, texts: tuple[str, ...], kinds: list[str]) -> None:
    claims = claims_of(["一、收入支出决算总体情况说明", "2023年度收、支总计10万元。", heading, *texts])
    assert [claim.kind for claim in claims if claim.kind != "total_change"] == kinds


def test_a_topic_under_another_heading_is_not_read() -> None:
    claims = claims_of(["一、收入支出决算总体情况说明", "2023年度收、支总计10万元。", TEXTS[0]])
    assert [claim.kind for claim in claims] == ["total_change"]
