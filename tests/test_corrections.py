"""What persons corrected enters the reading, or is left out with a note; it never moves to another figure."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractors.corrections import corrected, digest_of_corrections, unapplied
from extractors.model import Blank, Box, Claim, ClaimField, Correction, Fact, FormRead, RowRead
from extractors.subjects import claim_subjects, fact_subject, fact_subjects, place_of

BOX = Box(2, 300.0, 214.0, 340.0, 226.0)


def figure(row: str = "208", value: str = "9.50", box: Box = BOX) -> Fact:
    return Fact(form="FA05", row=row, column="total", value=Decimal(value), unit="万元", box=box, text=value)


def form(*facts: Fact, blanks: tuple[Blank, ...] = ()) -> FormRead:
    rows = (RowRead(key="208", label="社会保障和就业支出"), RowRead(key="210", label="卫生健康支出"))
    return FormRead(form="FA05", title="", unit="万元", status="read", pages=(2,), rows=rows, facts=facts, blanks=blanks)


def said(subject: str = "fact:FA05/208/total", value: str | None = "5.90", **more: object) -> Correction:
    return Correction.model_validate({"subject": subject, "read": "9.50", "at": BOX, "value": value, "by": "ann", **more})


def told() -> Claim:
    fields = {"category": "reception", "actual": "1.20"}
    return Claim(
        kind="three_public",
        section="9.2",
        fields={name: ClaimField(value=value, text=value, boxes=(BOX,)) for name, value in fields.items()},
        boxes=(BOX,),
    )


def test_a_figure_is_read_as_the_person_says() -> None:
    """Its address and reading are beyond doubt then, and say whose they are."""
    done = corrected((form(figure(), figure("210", "1.00")),), (), [said(box=Box(2, 301, 214, 340, 226))])
    fact, other = done.forms[0].facts
    assert (fact.value, fact.text, fact.box) == (Decimal("5.90"), "5.90", Box(2, 301, 214, 340, 226))
    assert fact.reading.source == "person" and fact.reading.sound and fact.address.sound and "9.50" in fact.reading.note
    assert other == figure("210", "1.00") and done.applied == (said(box=Box(2, 301, 214, 340, 226)),)


def test_what_is_no_figure_leaves_an_empty_cell() -> None:
    """Zero in sums, as any cell that was read and holds nothing."""
    done = corrected((form(figure()),), (), [said(value=None)])
    assert done.forms[0].facts == () and [(blank.row, blank.column) for blank in done.forms[0].blanks] == [("208", "total")]


def test_another_reading_is_not_corrected() -> None:
    """Other words, another place, another row: left out, with a note."""
    for read in (figure(value="9.51"), figure(box=Box(2, 300, 230, 340, 242)), figure(box=Box(3, *BOX[1:])), figure("209")):
        done = corrected((form(read),), (), [said()])
        assert done.forms == (form(read),) and done.applied == ()
        assert "9.50 is not read there any more" in unapplied([said()], done.applied)[0]
    near = figure(box=Box(2, 300.9, 213.2, 340.4, 226.6))
    assert len(corrected((form(near),), (), [said()]).applied) == 1


def test_a_figure_is_added_where_none_was_read() -> None:
    """In a form that was read, at a place without a figure, with its box; the empty cell makes room."""
    missing = said(read="", at=None, box=BOX)
    blank = Blank(row="208", column="total", box=BOX)
    done = corrected((form(figure("210"), blanks=(blank,)),), (), [missing])
    added = done.forms[0].facts[-1]
    assert (added.row, added.label, added.value, done.forms[0].blanks) == ("208", "社会保障和就业支出", Decimal("5.90"), ())
    assert corrected((form(figure()),), (), [missing]).applied == ()
    assert corrected((form(figure("210")),), (), [said(read="", at=None)]).applied == ()


def test_a_field_keeps_what_was_read_before_beside_it() -> None:
    """So that the claim keeps its name, whichever field is corrected."""
    claim = told()
    subject = claim_subjects([claim])[0]
    words = said(f"{subject}/category", "overseas", read="reception")
    done = corrected((), (claim,), [words])
    field = done.claims[0].fields["category"]
    assert (field.value, field.readers, field.others[0].value, field.others[0].reader) == (
        "overseas",
        ("person:ann",),
        "reception",
        "rules",
    )
    assert claim_subjects(done.claims) == [subject]
    gone = corrected((), (claim,), [said(f"{subject}/actual", None, read="1.20")]).claims[0].fields["actual"]
    assert gone.value is None and gone.boxes == () and gone.others[0].value == "1.20"


def test_nothing_corrected_changes_nothing() -> None:
    """Not even the digest in the manifest."""
    forms, claims = (form(figure()),), (told(),)
    assert corrected(forms, claims, []) == (forms, claims, ())
    assert digest_of_corrections([]) == "" != digest_of_corrections([said()]) != digest_of_corrections([said(value="6")])


@given(st.lists(st.sampled_from(["208", "209", "210"]), max_size=8), st.data())
def test_names_are_told_apart_whatever_was_dismissed(rows: list[str], data: st.DataObject) -> None:
    """Dismissing a figure renames no other: the names of those left are those they had."""
    facts = [figure(row) for row in rows]
    names = fact_subjects(facts)
    assert len(set(names)) == len(names)
    gone = data.draw(st.sets(st.sampled_from(names)) if names else st.just(set()))
    left = [fact for fact, name in zip(facts, names, strict=True) if name not in gone]
    assert fact_subjects(left, gone) == [name for name in names if name not in gone]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_a_name_says_its_place_or_nothing(row: str) -> None:
    """A shortened name has no place; two rows never share a name."""
    name = fact_subject("FA06", row, "amount")
    assert place_of(name) in (("FA06", row, "amount"), None)
    assert fact_subject("FA06", row + "x", "amount") != name
