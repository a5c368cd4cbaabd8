from extractors.model import Box, ClaimField
from service.differences import NO_CHANGES, Change, differences, sum_of, totals_of
from tests.service.made import claim, extraction, fact


def changes(before: dict[str, object], after: dict[str, object]) -> list[Change]:
    return list(differences(extraction(**before), extraction(**after)))


def test_equal_results_differ_in_nothing() -> None:
    assert changes({}, {}) == []


def test_a_figure_is_gained_lost_or_changed_in_value_or_verdict() -> None:
    before = (fact(), fact("2010302"), fact("2010303"))
    after = (fact("2010302", value="942.51"), fact("2010303", verdict="flagged"), fact("2010304"))
    found = changes({"facts": before}, {"facts": after})
    assert [(one.change, one.row) for one in found] == [
        ("lost", "2010301"),
        ("changed", "2010302"),
        ("changed", "2010303"),
        ("gained", "2010304"),
    ]
    changed = found[1]
    assert changed.before and changed.after and (changed.before.value, changed.after.value) == ("942.50 万元", "942.51 万元")
    assert all(one.box and one.box.page == 2 for one in found)


def test_another_unit_is_another_value_and_another_place_is_none() -> None:
    assert [one.change for one in changes({"facts": (fact(),)}, {"facts": (fact(unit="元"),)})] == ["changed"]
    assert changes({"facts": (fact(),)}, {"facts": (fact(box=Box(2, 1, 1, 2, 2)),)}) == []


def test_a_key_read_twice_is_compared_in_order() -> None:
    assert [one.change for one in changes({"facts": (fact(),)}, {"facts": (fact(), fact(value="1.00"))})] == ["gained"]


def test_a_statement_differs_field_by_field() -> None:
    one = claim()
    other = claim(fields={**one.fields, "actual": ClaimField(value="1.30", text="1.30", verdict="accepted")})
    found = changes({"claims": (one,)}, {"claims": (other,)})
    assert [(each.change, each.kind, each.section, each.field) for each in found] == [
        ("changed", "three_public", "9.2", "actual")
    ]


def test_a_statement_of_other_words_is_the_same_where_it_says_the_same() -> None:
    assert changes({"claims": (claim(),)}, {"claims": (claim(quote="其中公务接待费1.20万元"),)}) == []


def test_a_statement_about_something_else_is_gained() -> None:
    other = claim(fields={"category": ClaimField(value="vehicles")}, quote="车辆")
    found = changes({"claims": (claim(),)}, {"claims": (claim(), other)})
    assert [(each.change, each.field) for each in found] == [("gained", None)]
    assert found[0].after and found[0].after.value == {"category": "vehicles"}


def test_without_a_result_before_all_is_gained() -> None:
    found = differences(None, extraction())
    assert totals_of(found) == {
        "figures": {"gained": 2, "lost": 0, "changed": 0},
        "claims": {"gained": 1, "lost": 0, "changed": 0},
    }
    assert sum_of([totals_of(found), NO_CHANGES])["figures"]["gained"] == 2
