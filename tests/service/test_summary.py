from extractors.model import Indicator
from service.summary import one_line, paragraph
from tests.service.made import extraction, finding


def test_a_paragraph_says_what_the_document_is_and_what_was_found() -> None:
    said = "\n".join(paragraph(extraction()))
    assert "某局 2024: final accounts (决算), 3 pages, unit 万元" in said
    assert "found: FA05; stated as none: FA08; missing: FA09" in said
    assert "1 of 2 accepted, 1 flagged; 1 claims" in said
    assert "error: FA05, page 2: 208 prints 7888.73" in said


def test_errors_come_before_warnings_and_the_rest_is_counted() -> None:
    findings = (*(finding(severity="warning", message=f"w{n}") for n in range(6)), finding(message="the error"))
    lines = list(paragraph(extraction(findings=findings)))
    shown = [line for line in lines if line.startswith("    ")]
    assert "the error" in shown[0]
    assert shown[-1] == "    … and 2 more in findings.jsonl"


def test_indicators_are_counted_where_there_are_any() -> None:
    row = Indicator(table="自评表", name="疏浚河道", page=1)
    assert one_line(extraction(facts=(), claims=(), findings=(), indicators=(row,))).startswith(
        "0 of 0 accepted; 0 claims; 1 indicators;"
    )


def test_a_section_is_named_once() -> None:
    told = (
        finding(form=None, section="5.3", page=4, message="Section 5.3, 208: worded below."),
        finding(form=None, section="9.1", page=5, message="its words"),
    )
    said = "\n".join(paragraph(extraction(findings=told)))
    assert "error: page 4: Section 5.3, 208: worded below." in said
    assert "error: section 9.1, page 5: its words" in said


def test_nothing_found_is_said_too() -> None:
    assert one_line(extraction(facts=(), claims=(), findings=())) == "0 of 0 accepted; 0 claims; no findings"
    assert "forms     none" in "\n".join(paragraph(extraction(forms=())))


def test_notes_are_said_and_the_rest_is_counted() -> None:
    said = "\n".join(paragraph(extraction(notes=("one", "two", "three", "four"))))
    assert "note      three" in said
    assert "four" not in said
    assert "… and 1 more in document.json" in said


def test_the_short_line_says_why_there_are_no_figures() -> None:
    assert one_line(extraction(facts=(), notes=("the tables are pictures",))).endswith("; the tables are pictures")
    assert "pictures" not in one_line(extraction(notes=("the tables are pictures",)))
