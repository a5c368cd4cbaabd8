"""What a model is asked for: one response model per claim kind, one item per passage.

Every figure is a string, as printed: JSON numbers lose trailing zeros. The descriptions go to the model; they state
units, what belongs in a field and that null means the passage does not state it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_MONEY = "金额数字，与原文逐字相同（保留小数位，不带单位）"
_PCT = "百分比数字，不带%号，与原文逐字相同"
_COUNT = "数量数字，与原文逐字相同，不带单位"
_NONE = "原文没有写则为null"
_VERBATIM = "从原文逐字摘录，一字不改"


def _strict(schema: dict[str, Any]) -> None:
    """Every field is always answered, null where nothing is stated; nothing else is."""
    properties = schema.get("properties", {})
    for field in properties.values():
        field.pop("title", None)
        field.pop("default", None)
    schema["required"] = list(properties)
    schema["additionalProperties"] = False


class Reply(BaseModel):
    """An answer about one passage."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_strict)


def _money(what: str) -> Any:
    return Field(default=None, title=what, description=f"{what}：{_MONEY}；{_NONE}")


def _pct(what: str) -> Any:
    return Field(default=None, title=what, description=f"{what}：{_PCT}；{_NONE}")


def _count(what: str) -> Any:
    return Field(default=None, title=what, description=f"{what}：{_COUNT}；{_NONE}")


def _words(what: str) -> Any:
    return Field(default=None, title=what, description=f"{what}：{_VERBATIM}；{_NONE}")


def _choice(what: str) -> Any:
    return Field(default=None, title=what, description=f"{what}；{_NONE}")


_REASON = "原因，去掉“主要原因是”等引导语和句末句号"
YearDirection = Literal["up", "down", "flat"]
BudgetDirection = Literal["above", "below", "equal"]
Category = Literal["total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception"]


class TotalChange(Reply):
    """A total and its change against last year."""

    scope: str | None = _words("合计的名称，如“收、支总计”“支出合计”")
    current: str | None = _money("本年合计金额")
    prior: str | None = _money("上年金额（不是增减额）")
    change: str | None = _money("比上年增加或减少的金额")
    change_pct: str | None = _pct("比上年增长或下降的百分比")
    direction: YearDirection | None = _choice("与上年相比的用词：增加、增长=up，减少、下降=down，持平、无变化=flat")
    reason: str | None = _words(_REASON)


class Composition(Reply):
    """One part of a total."""

    scope: str | None = _words("所属合计的名称（常在上文中），如“收入合计”")
    part: str | None = _words("组成部分的名称，如“基本支出”，不带序号")
    amount: str | None = _money("这一部分的金额")
    share_pct: str | None = _pct("占合计的百分比")
    use: str | None = _words("用途，去掉“主要用于”等引导语和句末句号")


class ItemExecution(Reply):
    """A budget item and how it was spent."""

    scope: str | None = _words("若整段只说某项合计（没有类、款、项），合计的名称")
    class_name: str | None = _words("“（类）”前的名称，不带序号")
    section_name: str | None = _words("“（款）”前的名称")
    item_names: list[str] | None = Field(
        default=None,
        title="“（项）”前的名称，一项或多项的列表",
        description=f"“（项）”前的名称，一项或多项的列表：{_VERBATIM}；没有则为null",
    )
    budget: str | None = _money("年初预算")
    actual: str | None = _money("支出决算")
    completion_pct: str | None = _pct("完成预算的百分比")
    direction: BudgetDirection | None = _choice("决算与预算相比的用词：大于=above，小于=below，持平、等于=equal")
    reason: str | None = _words(_REASON)


class FundUse(Reply):
    """Money of one purpose, or a fund with its balance."""

    scope: str | None = _words("所说支出的总名称，如“一般公共预算财政拨款基本支出”“政府性基金预算财政拨款支出”")
    part: str | None = _words("其中一部分的名称，如“人员经费”“公用经费”；说的是总额则为null")
    opening: str | None = _money("年初结转和结余")
    revenue: str | None = _money("本年收入")
    amount: str | None = _money("本年支出，或这一部分的金额")
    closing: str | None = _money("年末结转和结余")
    use: str | None = _words("用途，去掉“主要包括”“主要用于”等引导语和句末句号")


class ThreePublic(Reply):
    """One category of official hospitality, vehicles and travel abroad."""

    category: Category | None = _choice(
        "所说类别：三公经费总额=total，因公出国（境）费=overseas，公务用车购置及运行费=vehicle_total，"
        "公务用车购置费=vehicle_purchase，公务用车运行维护费=vehicle_operation，公务接待费=reception"
    )
    budget: str | None = _money("预算数，全年预算优先")
    actual: str | None = _money("支出决算数")
    completion_pct: str | None = _pct("完成预算的百分比")
    change: str | None = _money("比上年增加或减少的金额")
    change_pct: str | None = _pct("比上年增长或下降的百分比")
    direction: YearDirection | None = _choice("与上年相比的用词：增加=up，减少=down，持平=flat")
    reason: str | None = _words(_REASON)
    vehicles_purchased: str | None = _count("购置公务用车的辆数")
    vehicles_kept: str | None = _count("公务用车保有量的辆数")
    delegations: str | None = _count("出国团组数，或国内公务接待批次")
    persons: str | None = _count("出国人次，或国内公务接待人次")


class OperatingCost(Reply):
    """机关运行经费."""

    amount: str | None = _money("机关运行经费支出")
    vs_budget_change: str | None = _money("比预算增加或减少的金额")
    vs_budget_pct: str | None = _pct("比预算增长或下降的百分比")
    vs_budget_direction: YearDirection | None = _choice("与预算相比的用词：增加=up，减少=down，持平=flat")
    vs_prior_change: str | None = _money("比上年增加或减少的金额")
    vs_prior_pct: str | None = _pct("比上年增长或下降的百分比")
    vs_prior_direction: YearDirection | None = _choice("与上年相比的用词：增加=up，减少=down，持平=flat")
    reason: str | None = _words(_REASON)


class Procurement(Reply):
    """政府采购."""

    total: str | None = _money("政府采购支出总额")
    goods: str | None = _money("政府采购货物支出")
    works: str | None = _money("政府采购工程支出")
    services: str | None = _money("政府采购服务支出")
    sme_amount: str | None = _money("授予中小企业合同金额")
    sme_share_pct: str | None = _pct("中小企业合同金额占政府采购支出总额的百分比")
    micro_amount: str | None = _money("授予小微企业合同金额")
    micro_share_pct: str | None = _pct("小微企业合同金额所占百分比")
    goods_sme_share_pct: str | None = _pct("货物采购授予中小企业的百分比")
    works_sme_share_pct: str | None = _pct("工程采购授予中小企业的百分比")
    services_sme_share_pct: str | None = _pct("服务采购授予中小企业的百分比")


class Vehicles(Reply):
    """Vehicles of one use."""

    use: str = Field(description=f"车辆用途的名称，如“应急保障用车”：{_VERBATIM}")
    count: str = Field(description=f"辆数：{_COUNT}")


class Assets(Reply):
    """State-owned assets in use."""

    vehicles_total: str | None = _count("车辆总数")
    vehicles: list[Vehicles] | None = Field(
        default=None, title="按用途列出的车辆及辆数", description="按用途列出的车辆及辆数；没有列出则为null"
    )
    equipment_over_1m: str | None = _count("单价100万元（含）以上设备的台（套）数")


class ProjectEvaluation(Reply):
    """The self-evaluation of one project."""

    project: str | None = _words("项目名称，不带序号和“项目”以外的修饰")
    budget: str | None = _money("项目全年预算数")
    executed: str | None = _money("执行数")
    completion_pct: str | None = _pct("执行率，即完成预算的百分比")
    outputs: str | None = _words("主要产出和效果，去掉引导语")
    problems: str | None = _words("发现的问题及原因，去掉引导语")
    improvements: str | None = _words("下一步改进措施，去掉引导语")
    score: str | None = _count("自评得分")


class KeyWork(Reply):
    """One row of the key-work table."""

    no: str | None = _words("序号")
    item: str | None = _words("重点工作事项的名称")
    content_and_goals: str | None = _words("工作内容及目标")
    completion: str | None = _words("完成情况")


class Statement(Reply):
    """An explicit statement that something does not exist."""

    topic: str | None = _words("没有的是什么，如“政府性基金预算财政拨款收入”")
    text: str | None = _words("说明“没有”的那一句，去掉句末句号；若本段没有这样的句子则为null")


SCHEMAS: dict[str, type[Reply]] = {
    "total_change": TotalChange,
    "composition": Composition,
    "item_execution": ItemExecution,
    "fund_use": FundUse,
    "three_public": ThreePublic,
    "operating_cost": OperatingCost,
    "procurement": Procurement,
    "assets": Assets,
    "project_evaluation": ProjectEvaluation,
    "key_work": KeyWork,
    "statement": Statement,
}


def field_guide(kind: str) -> str:
    """The fields in short, for the prompt: some modes of asking show a model no schema."""
    return "\n".join(f"- {name}: {field.title}" for name, field in SCHEMAS[kind].model_fields.items())


def schema_hash(kind: str) -> str:
    """Of all that a schema tells a model."""
    text = json.dumps(SCHEMAS[kind].model_json_schema(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
