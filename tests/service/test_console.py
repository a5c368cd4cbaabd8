import pytest

from service.console import complain, say


def test_control_characters_and_markup_from_documents_are_shown_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    say("局\x1b[2J[red]合计[/red] :smile: \u202e")
    assert capsys.readouterr().out == "局\\x1b[2J[red]合计[/red] :smile: \\u202e\n"


def test_complaints_go_to_standard_error_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain("x" * 400)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "x" * 400 + "\n")
