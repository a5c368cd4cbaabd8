"""机关运行经费, 政府采购 and 国有资产占用, as places word them. All figures and names are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.narrative.rules.assets import read_assets
from extractors.narrative.rules.operating_cost import read_operating_cost
from extractors.narrative.rules.procurement import read_procurement
from tests.narrative.made import read

Fields = dict[str, object]

COSTS: list[tuple[str, Fields]] = [
    (
        "本部门2022年度机关运行经费支出318.40万元，比2021年减少12.60万元，下降3.81%，主要原因是：差旅和会议减少。",
        {
            "amount": "318.40",
            "vs_prior_change": "12.60",
            "vs_prior_pct": "3.81",
            "vs_prior_direction": "down",
            "reason": "差旅和会议减少",
        },
    ),
    (
        "2021年青禾局履行一般行政管理职能、维持机关日常运转而开支的机关运行经费，合计77.10万元，比上年增加5.30万元，增加主要原因：新增办公场所。",
        {"amount": "77.10", "vs_prior_change": "5.30", "vs_prior_direction": "up", "reason": "新增办公场所"},
    ),
    (
        "2020年度本单位机关运行经费年初预算为60.00万元，支出决算为58.20万元，完成年初预算的97.00%。",
        {"amount": "58.20"},
    ),
    (
        "2023年度机关运行经费支出90.12万元，较年初预算数减少9.88万元，降低9.88%，主要是严控一般性支出；比2022年度决算数增加1.12万元，增长1.26%。",
        {
            "amount": "90.12",
            "vs_budget_change": "9.88",
            "vs_budget_pct": "9.88",
            "vs_budget_direction": "down",
            "vs_prior_change": "1.12",
            "vs_prior_pct": "1.26",
            "vs_prior_direction": "up",
            "reason": "严控一般性支出",
        },
    ),
    (
        "本部门2019年度机关运行经费支出45.00万元（与部门预算中公用经费一致），与2018年度决算数持平。",
        {"amount": "45.00", "vs_prior_direction": "flat"},
    ),
    ("本单位机关运行经费支出决算数为0万元。", {"amount": "0"}),
    ("2020年机关运行经费预算总计80.00万元，其中：办公费40.00万元，其他商品和服务支出2.00万元。", {"amount": "80.00"}),
    (
        "2026年机关运行经费财政拨款预算40.00万元，较2025年年初预算减少2.00万元，下降4.8%。",
        {"amount": "40.00", "vs_prior_change": "2.00", "vs_prior_pct": "4.8", "vs_prior_direction": "down"},
    ),
    (
        "1.机关运行经费支出情况。2015年决算各项支出合计41.50万元，较2014年增加3.60万元，增加9.5%。\n"
        "2.政府采购支出情况。2015年比2014年减少5.00万元，主要原因是采购减少。",
        {"amount": "41.50", "vs_prior_change": "3.60", "vs_prior_pct": "9.5", "vs_prior_direction": "up"},
    ),
    (
        "2022年度机构运行经费支出36.50万元，其中：办公费4.20万元。比上年决算数增加2.00万元，增长5.80%。",
        {"amount": "36.50", "vs_prior_change": "2.00", "vs_prior_pct": "5.80", "vs_prior_direction": "up"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), COSTS, ids=range(len(COSTS)))
def test_operating_cost(text: str, fields: Fields) -> None:
    (claim,) = read(read_operating_cost, text)
    assert claim == fields


@pytest.mark.parametrize(
    "text",
    [
        "本单位为公益一类事业单位，无机关运行经费支出。",
        "主要用于保障机关运行，比上年减少3.00万元。",
    ],
)
def test_no_operating_cost_without_its_amount(text: str) -> None:
    assert read(read_operating_cost, text) == []


def test_a_section_of_that_name_need_not_repeat_it() -> None:
    (claim,) = read(read_operating_cost, "2022年度支出合计20.50万元，与上年基本持平。", "机关运行经费支出情况")
    assert claim["amount"] == "20.50"


BOUGHT: list[tuple[str, Fields]] = [
    (
        "2022年本部门政府采购支出总额共52.00万元，其中政府采购货物类支出12.00万元、政府采购服务类支出40.00万元、政府采购工程类支出0.00万元。",
        {"total": "52.00", "goods": "12.00", "services": "40.00", "works": "0.00"},
    ),
    (
        "2024年度政府采购金额（以合同签订为准）为88.50万元，其中：货物采购金额8.50万元、工程采购金额0万元、服务采购金额80.00万元。面向中小企业预留政府采购项目预算金额70.00万元。",
        {"total": "88.50", "goods": "8.50", "works": "0", "services": "80.00"},
    ),
    (
        "2020年政府采购计划金额100.00万元，实际采购金额92.30万元，其中：货物、工程、服务支出分别为30.00万元、0.30万元、62.00万元。",
        {"total": "92.30", "goods": "30.00", "works": "0.30", "services": "62.00"},
    ),
    (
        "政府采购支出总额10.00万元，其中：政府采购服务支出10.00万元。授予中小企业的合同金额9.00万元，占政府采购支出总额的90%，其中：授予小微企业的合同金额6.00万元，占政府采购支出总额的60%。",
        {
            "total": "10.00",
            "services": "10.00",
            "sme_amount": "9.00",
            "sme_share_pct": "90",
            "micro_amount": "6.00",
            "micro_share_pct": "60",
        },
    ),
    (
        "政府采购支出总额30万元。货物采购授予中小企业合同金额占货物支出金额的80%，服务采购授予中小企业合同金额占服务支出金额的100%。",
        {"total": "30", "goods_sme_share_pct": "80", "services_sme_share_pct": "100"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), BOUGHT, ids=range(len(BOUGHT)))
def test_procurement(text: str, fields: Fields) -> None:
    assert read(read_procurement, text) == [fields]


def test_what_is_bought_jointly_is_neither() -> None:
    assert read(read_procurement, "政府采购支出总额9.00万元，其中：货物、服务支出9.00万元。") == [{"total": "9.00"}]


def test_a_section_of_several_topics() -> None:
    text = "压减办公用品采购3.00万元。\n政府采购支出总额9.00万元，其中：政府采购货物支出9.00万元。"
    assert read(read_procurement, text) == [{"total": "9.00", "goods": "9.00"}]


def test_services_that_nobody_bought() -> None:
    assert read(read_procurement, "其中：其他商品和服务支出2.00万元。") == []


def test_nothing_bought_is_no_figure() -> None:
    assert read(read_procurement, "本单位2022年度未发生政府采购支出。") == []


OWNED: list[tuple[str, Fields]] = [
    (
        "截至2019年12月31日，本部门共有车辆5辆，其中，领导干部用车1辆、一般公务用车3辆、一般执法执勤用车1辆；单价50万元以上通用设备4台（套），单价100万元以上专用设备2台（套）。",
        {
            "vehicles_total": "5",
            "vehicles": {"领导干部用车": "1", "一般公务用车": "3", "一般执法执勤用车": "1"},
            "equipment_over_1m": "2",
        },
    ),
    (
        "截至2023年末，本单位拥有公务用车2台，其中:机要通信用车1台、其他用车1台，其他用车主要是业务用车；单位价值100万元（含）以上设备（不含车辆）3台（套）。",
        {"vehicles_total": "2", "vehicles": {"机要通信用车": "1", "其他用车": "1"}, "equipment_over_1m": "3"},
    ),
    (
        "截止2015年12月31日，本会所属车辆总数4辆。其中领导用车1辆，一般公务用车2辆，机要用车1辆。",
        {"vehicles_total": "4", "vehicles": {"领导用车": "1", "一般公务用车": "2", "机要用车": "1"}},
    ),
    (
        "共有车辆0台，其中，厅级及以上领导用车0台、其他用车0辆；价值50万元以上设备0台（套），其中：单价0万元以上设备台（套）。",
        {"vehicles_total": "0", "vehicles": {"厅级及以上领导用车": "0", "其他用车": "0"}},
    ),
    ("本部门共有车辆4辆（含执法车2辆）。", {"vehicles_total": "4", "vehicles": {"执法车": "2"}}),
    ("车辆数量合计0辆。", {"vehicles_total": "0"}),
    ("本单位单价100万元以上的设备1台（套）。", {"equipment_over_1m": "1"}),
]


@pytest.mark.parametrize(("text", "fields"), OWNED, ids=range(len(OWNED)))
def test_assets(text: str, fields: Fields) -> None:
    assert read(read_assets, text) == [fields]


def test_uses_without_their_total() -> None:
    assert read(read_assets, "其中，执法执勤用车1辆、其他用车2辆。") == [{"vehicles": {"执法执勤用车": "1", "其他用车": "2"}}]


def test_vehicles_allowed_are_not_vehicles_owned() -> None:
    (claim,) = read(read_assets, "本单位车辆编制3辆，现有车辆2辆，均为一般公务用车。")
    assert claim["vehicles_total"] == "2"


def test_equipment_counted_apart_is_no_one_figure() -> None:
    text = "共有车辆0辆，单价100万元以上通用设备1台（套），单价100万元以上专用设备2台（套）。"
    assert read(read_assets, text) == [{"vehicles_total": "0"}]


def test_cheaper_equipment_is_not_equipment_over_a_million() -> None:
    assert read(read_assets, "单价50万元以上通用设备4台（套）。") == []


AMOUNTS = st.decimals(min_value=0, max_value=9_999_999, places=2).map(lambda amount: f"{amount:,.2f}")


@given(amount=AMOUNTS, change=AMOUNTS, share=st.decimals(min_value=0, max_value=100, places=2))
def test_figures_stay_as_printed(amount: str, change: str, share: Decimal) -> None:
    (cost,) = read(read_operating_cost, f"2023年度机关运行经费支出{amount}万元，比上年增加{change}万元，增长{share}%。")
    assert (cost["amount"], cost["vs_prior_change"]) == (amount.replace(",", ""), change.replace(",", ""))
    assert cost["vs_prior_pct"] == str(share)
    text = f"政府采购支出总额{amount}万元，其中：政府采购货物支出{change}万元。"
    text += f"授予中小企业合同金额{change}万元，占政府采购支出总额的{share}%。"
    (bought,) = read(read_procurement, text)
    assert (bought["total"], bought["goods"]) == (amount.replace(",", ""), change.replace(",", ""))
    assert (bought["sme_amount"], bought["sme_share_pct"]) == (change.replace(",", ""), str(share))
