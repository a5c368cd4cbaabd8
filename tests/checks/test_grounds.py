"""What makes a field certain besides arithmetic: its words at its place, in its own item, in its role, meaning what it says."""

from __future__ import annotations

from itertools import count

import pytest

from extractors.checks import judge
from extractors.checks.claims.roles import out_of_role
from extractors.model import Box, Claim, ClaimField, Sentence
from tests.checks.books import outline

WHERE = Box(3, 10, 100, 300, 112)
INSIDE = Box(3, 40, 101, 80, 111)
_PLACES = count()
CHANGE = "2024年度收入合计100万元，比上年增加20万元，主要原因是人员增加。"
GUESTS = "国内公务接待支出3万元，接待5批次，60人次；外宾接待0批次，0人次。"


def reasons(
    name: str, value: str | tuple[str, ...], text: str, quote: str, *, printed: str = "", kind: str = "total_change"
) -> str:
    """The reasons against one field of a claim; `printed` is what stands at its place."""
    figures = {"current": "100", "change": "20"} if quote == CHANGE and name == "reason" else {}
    said_of = {field: ClaimField(value=figure, text=figure, boxes=(INSIDE,)) for field, figure in figures.items()}
    fields = {name: ClaimField(value=value, text=text, boxes=(INSIDE,)), **said_of}
    if kind == "three_public" and name != "category":
        fields["category"] = ClaimField(value="reception", text="公务接待", boxes=(INSIDE,))
    said = Claim(kind=kind, section="2", fields=fields, quote=quote, boxes=(WHERE,))
    prose = (Sentence("2", 0, printed, (WHERE,)),) if printed else ()
    return "; ".join(judge(outline(), (), (said,), prose).claims[0].fields[name].reasons)


def test_a_reason_behind_the_figures_of_another_item() -> None:
    quote = "收入增加20万元，因为人员增加；支出增加30万元，因为项目增加。"
    assert reasons("reason", "人员增加", "人员增加", quote) != ""
    assert "begin before or go on" in reasons("reason", "人员增", "人员增", CHANGE)


def test_a_statement_may_stand_behind_figures_that_it_does_not_explain() -> None:
    words = "本年无经营支出"
    quote = f"基本支出20万元，占20%；{words}。"
    assert reasons("text", words, words, quote, kind="statement") == ""
    assert reasons("reason", words, words, quote) != ""


@pytest.mark.parametrize(
    ("value", "quote", "why"),
    [
        ("农林水支出", "2.农林水(类)支出20万元，占20%。", "农林水 or 农林水支出"),
        ("农林水支出", "2.农林水支出(类)20万元，占20%。", ""),
        ("农林水支出", "2.农林水支出(类)支出20万元，占20%。", ""),
        ("农林水", "2.农林水(类)20万元，占20%。", ""),
    ],
)
def test_a_word_behind_the_mark_of_a_level_may_or_may_not_belong_to_the_name(value: str, quote: str, why: str) -> None:
    printed = quote[2 : quote.index("20万元")]
    found = reasons("part", value, printed, folded(quote), printed=folded(quote), kind="composition")
    assert (why in found) if why else ("printed name is" not in found)


def folded(text: str) -> str:
    return text.replace("，", ",").replace("；", ";")


@pytest.mark.parametrize(
    ("value", "text", "quote", "why"),
    [
        ("人员增加", "人员增加", CHANGE, ""),
        ("人员变动", "人员增加", CHANGE, "its words differ"),
        ("人员增多", "人员增多", CHANGE, "no sentence of its own item"),
    ],
)
def test_a_reason_stands_word_for_word_in_its_own_item(value: str, text: str, quote: str, why: str) -> None:
    found = reasons("reason", value, text, quote)
    assert why in found
    assert bool(found) is bool(why)


def test_what_is_printed_at_the_place_counts() -> None:
    assert reasons("reason", "人员增加", "人员增加", CHANGE, printed=folded(CHANGE)) == ""
    assert "other words" in reasons("reason", "人员增加", "人员增加", CHANGE, printed="主要原因是项目增加。")


@pytest.mark.parametrize(
    ("value", "word", "why"),
    [("up", "增加", ""), ("down", "增加", "does not mean"), ("flat", "增加", ""), ("up", "人员", "does not mean")],
)
def test_a_direction_is_what_its_word_means(value: str, word: str, why: str) -> None:
    found = reasons("direction", value, word, CHANGE)
    assert why in found
    assert bool(found) is bool(why)


@pytest.mark.parametrize(
    ("name", "value", "text", "why"),
    [
        ("delegations", "5", GUESTS, ""),
        ("persons", "60", GUESTS, ""),
        ("persons", "5", GUESTS, "does not stand where"),
        ("delegations", "0", GUESTS, "foreign guests"),
        ("vehicles_kept", "8", "公务用车保有量为8辆。", ""),
        ("vehicles_kept", "8", "购置公务用车8台，设备12台。", ""),
        ("vehicles_kept", "12", "购置公务用车8台，设备12台。", "does not stand where"),
        ("change", "20", CHANGE, ""),
        ("change", "100", CHANGE, "does not stand where"),
        ("vs_budget_change", "41.92", "比年初预算数减少41.92万元；比上年决算数减少33.95万元。", ""),
        ("vs_budget_change", "33.95", "比年初预算数减少41.92万元；比上年决算数减少33.95万元。", "another base"),
        ("vs_prior_pct", "3", "与上年相比，一般公共预算支出增加3%。", ""),
        ("budget", "80", "年初预算为80万元，支出决算为100万元。", ""),
        ("budget", "100", "年初预算为80万元，支出决算为100万元。", "does not stand where"),
    ],
)
def test_a_figure_stands_in_its_role(name: str, value: str, text: str, why: str) -> None:
    found = out_of_role(name, value, folded(text)) or ""
    assert why in found
    assert bool(found) is bool(why)


def test_figures_no_identity_can_reach_need_to_be_alone_in_their_role() -> None:
    twice = "收入合计100万元，比上年增加20万元，其中项目增加30万元。"
    assert reasons("change", "20", "20", CHANGE, printed=folded(CHANGE)) == ""
    assert "no table or arithmetic" in reasons("change", "20", "20", twice, printed=folded(twice))
    assert "no table or arithmetic" in reasons("change", "20", "20", CHANGE)


def test_counts_of_an_unfilled_template_are_not_trusted() -> None:
    text = "局（部、委、办）机关公务用车保有量为2辆。"
    assert "template" in reasons("vehicles_kept", "2", "2", text, kind="three_public")
    assert reasons("vehicles_kept", "2", "2", "机关公务用车保有量为2辆。", kind="three_public") == ""


@pytest.mark.parametrize(
    ("part", "quote", "why"),
    [
        ("事业收入", "事业收入3万元，占3%。", ""),
        ("卫生健康", "卫生健康(类)支出3万元，占3%。", "goes on"),
        ("事业收入", "事业收入、其他收入3万元。", ""),
        ("事业收入", "财政拨款收入97万元，事业收入少。", "no figure stands beside"),
    ],
)
def test_a_part_is_named_whole_beside_its_figure(part: str, quote: str, why: str) -> None:
    fields = {
        "part": ClaimField(value=part, text=part, boxes=(INSIDE,)),
        "amount": ClaimField(value="3", text="3", boxes=(INSIDE,)),
    }
    fields["amount"] = ClaimField(value="97", text="97", boxes=(INSIDE,)) if "97" in quote else fields["amount"]
    said = Claim(kind="composition", section="2", fields=fields, quote=quote, boxes=(WHERE,))
    found = "; ".join(judge(outline(), (), (said,)).claims[0].fields["part"].reasons)
    assert why in found
    assert bool(found) is bool(why)


def test_a_category_whose_printed_name_goes_on() -> None:
    quote = "公务用车购置及运行费支出3万元。"
    assert "goes on" in reasons("category", "vehicle_purchase", "公务用车购置", quote, kind="three_public")
    assert reasons("category", "vehicle_purchase", "公务用车购置", "公务用车购置支出3万元。", kind="three_public") == ""


def test_a_figure_with_an_idle_zero_before_it_is_none() -> None:
    assert "no figure" in reasons("completion_pct", "010", "010", "完成年初预算的010%。")


@pytest.mark.parametrize(
    ("category", "name", "sure"),
    [
        ("vehicle_total", "公务用车购置及运行费", True),
        ("vehicle_purchase", "公务用车购置及运行费", False),
        ("vehicle_operation", "公务用车运行维护费", True),
        ("reception", "因公出国（境）费", False),
    ],
)
def test_a_category_is_what_its_name_says(category: str, name: str, sure: bool) -> None:
    found = reasons("category", category, name, f"{name}支出3万元。", kind="three_public")
    assert (found == "") is sure


def item(names: tuple[str, ...], text: str, quote: str, **more: str) -> Claim:
    inside = INSIDE._replace(x1=80 + next(_PLACES))
    fields = {"item_names": ClaimField(value=names, text=text, boxes=(inside,))}
    fields |= {name: ClaimField(value=value, text=value, boxes=(inside,)) for name, value in more.items()}
    return Claim(kind="item_execution", section="5.3", fields=fields, quote=quote, boxes=(WHERE,))


def judged(*claims: Claim) -> list[dict[str, str]]:
    found = judge(outline(), (), claims).claims
    return [{name: "; ".join(field.reasons) for name, field in claim.fields.items()} for claim in found]


def test_a_list_of_names_is_whole() -> None:
    quote = "住房公积金、提租补贴支出3万元。"
    (whole,) = judged(item(("住房公积金", "提租补贴"), "住房公积金提租补贴", quote, actual="3"))
    (cut,) = judged(item(("提租补贴",), "住房公积金提租补贴", quote, actual="3"))
    assert "left out" not in whole["item_names"]
    assert "left out" in cut["item_names"]


def test_two_claims_of_one_name_are_both_in_doubt() -> None:
    one = item(("提租补贴",), "提租补贴", "提租补贴支出3万元。", actual="3")
    other = item(("住房公积金",), "住房公积金", "住房公积金支出4万元。", actual="4")
    assert not any("two claims" in said["item_names"] for said in judged(one, other))
    assert all("two claims" in said["item_names"] for said in judged(one, one))


def test_a_reason_belongs_to_the_item_named_last_before_it() -> None:
    quote = "提租补贴支出3万元，因为标准提高；住房公积金支出3万元，因为人员增加。"
    one = item(("提租补贴",), "提租补贴", quote, actual="3", reason="标准提高")
    other = item(("住房公积金",), "住房公积金", quote, actual="3", reason="人员增加")
    wrong = item(("提租补贴",), "提租补贴", quote, actual="3", reason="人员增加")
    assert [said["reason"] for said in judged(one, other)] == ["", ""]
    assert "named nearer" in judged(wrong, other)[0]["reason"]


def row(quote: str, **cells: str) -> Claim:
    inside = INSIDE._replace(x1=80 + next(_PLACES))
    fields = {name: ClaimField(value=value, text=value, boxes=(inside,)) for name, value in cells.items()}
    return Claim(kind="key_work", section="part4", fields=fields, quote=quote, boxes=(WHERE,))


def test_cells_make_up_their_row() -> None:
    rows = [row(f"{n}工作{n}已完成", no=str(n), item=f"工作{n}", completion="已完成") for n in (1, 2)]
    cut = row("3工作3已完成", no="3", item="工作3", completion="完成")
    assert not any(any(said.values()) for said in judged(*rows))
    assert "make up the printed row" in judged(*rows, cut)[2]["completion"]
    elsewhere = row("3工作3已完成", no="3", item="工作3", completion="推进中")
    assert "no cell of its row" in judged(*rows, elsewhere)[2]["completion"]


@pytest.mark.parametrize(("scope", "why"), [("财政拨款收、支总计", ""), ("收、支总计", "begins before")], ids=["whole", "cut"])
def test_a_total_is_named_from_its_beginning(scope: str, why: str) -> None:
    found = reasons("scope", scope, scope, "2024年度财政拨款收、支总计3万元。")
    assert why in found
    assert bool(found) is bool(why)


@pytest.mark.parametrize(
    ("name", "value", "quote", "why"),
    [
        ("persons", "210", "国内公务接待(含外省来访5批次30人次)共25批次，210人次。", ""),
        ("delegations", "5", "国内公务接待(含外省来访5批次30人次)共25批次，210人次。", "of a part"),
        ("persons", "30", "国内公务接待(25批次，30人次)支出3万元。", ""),
        ("persons", "98", "2024年国内公务接待12批次，210人次；2023年国内公务接待98人次。", "another year"),
        ("persons", "210", "2024年国内公务接待12批次，210人次；2023年国内公务接待98人次。", ""),
        ("vehicles_kept", "6", "年末公务用车保有量7辆，上年末保有公务用车6辆。", "another year"),
        ("vehicles_kept", "7", "年末公务用车保有量7辆，上年末保有公务用车6辆。", ""),
    ],
)
def test_a_count_of_another_year_or_of_a_part_is_not_this_years(name: str, value: str, quote: str, why: str) -> None:
    found = reasons(name, value, value, quote, kind="three_public")
    assert why in found
    assert bool(found) is bool(why)
