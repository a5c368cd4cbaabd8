"""Piles: what belongs together, what is taken from where, and the command as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from extractors.model import Classified
from service import cli
from service.classifying.editions import order_of
from service.classifying.gathering import gathered
from service.classifying.items import Item
from service.classifying.lines import json_lines, told_together, write_lines
from service.classifying.relations import related
from service.errors import CannotWrite
from tests.pile.papers import drawn, papers

run = CliRunner().invoke


def item(name: str, sha256: str = "", **said: Any) -> Item:
    given_what = {"genre": "budget", "title": "某市水务局2024年部门预算", "pages": 9, "looked_at": 9, "holds": "both"}
    what = Classified.model_validate({**given_what, "department": "某市水务局", "fiscal_year": 2024, **said})
    known = {"department": what.department, "fiscal_year": what.fiscal_year}
    return Item(file=Path(name), status="done", sha256=sha256 or name, what=what, **known)


def relations(*items: Item) -> dict[str, list[tuple[str, str, bool | None]]]:
    return {
        str(one.file): [(relation.kind, str(relation.of), relation.later) for relation in one.relations] for one in related(items)
    }


def test_copies_stand_beside_the_first_and_take_part_in_nothing_else() -> None:
    found = relations(item("a"), item("b", sha256="a"), item("c", text="t"), item("d", text="t"))
    assert found["b"] == [("duplicate", "a", None)]
    assert found["d"] == [("same_text", "c", None)]
    assert [kind for kind, _, _ in found["a"]] == [kind for kind, _, _ in found["c"]] == ["revision"]


def test_tables_and_narrative_of_one_document_are_a_pair_and_lend_each_other_the_year() -> None:
    tables = item("t", holds="tables", fiscal_year=None)
    told = {str(one.file): one for one in related([tables, item("n", holds="narrative")])}
    assert (told["t"].fiscal_year, told["t"].fiscal_year_from) == (2024, "pair")
    assert [relation.kind for relation in told["n"].relations] == ["pair"]
    assert told["t"].relations[0].says == "tables only; the narrative is"


@pytest.mark.parametrize(
    "others",
    [
        [item("n", holds="narrative"), item("m", holds="narrative", fiscal_year=2023)],
        [item("n", holds="narrative", department="某市林业局")],
        [item("n", holds="narrative", genre="final_accounts")],
        [item("n", holds="both")],
    ],
)
def test_a_year_is_lent_only_where_one_alone_comes_into_question(others: list[Item]) -> None:
    assert related([item("t", holds="tables", fiscal_year=None), *others])[0].fiscal_year is None


def test_a_part_is_no_edition_of_the_whole() -> None:
    found = relations(item("whole"), item("half", holds="tables"))
    assert found == {"whole": [("part", "half", None)], "half": [("part", "whole", None)]}


def test_other_years_levels_and_projects_are_other_documents() -> None:
    assert relations(item("a"), item("b", fiscal_year=2023)) == {"a": [], "b": []}
    assert relations(item("a", level="department"), item("b", level="unit")) == {"a": [], "b": []}
    report = {"genre": "performance_report", "holds": ""}
    assert relations(item("a", subject="甲项目", **report), item("b", subject="乙项目", **report)) == {"a": [], "b": []}
    assert relations(item("a", level="department"), item("b"))["a"] == [("revision", "b", None)]


@pytest.mark.parametrize(
    ("first", "second", "names", "later", "why"),
    [
        ({"revised": "更正"}, {}, "ab", True, "更正"),
        ({"dated": "2024-02"}, {"dated": "2024-06-01"}, "ab", False, "2024-06-01"),
        ({"dated": "2024-06"}, {"dated": "2024-06-01"}, "ab", None, "neither"),
        ({}, {}, ("a（修订）", "b"), True, "file name"),
        ({"written": "2024-02-01 10:00"}, {"written": "2024-03-01 10:00"}, "ab", False, "inside the files only"),
        (
            {"written": "2024-05-01", "dated": "2024-02"},
            {"written": "2024-03-01", "dated": "2024-03"},
            "ab",
            False,
            "title pages",
        ),
        ({"revised": "更正", "dated": "2024-02"}, {"dated": "2024-03"}, "ab", None, "; but "),
        ({"revised": "更正"}, {"revised": "更正"}, "ab", None, "neither"),
        ({}, {"written": "2024-03-01"}, "ab", None, "neither"),
    ],
)
def test_which_edition_looks_later(
    first: dict[str, str], second: dict[str, str], names: str, later: bool | None, why: str
) -> None:
    one, other = item(f"{names[0]}.pdf", **first), item(f"{names[1]}.pdf", **second)
    assert one.what and other.what
    said, reason = order_of(one, one.what, other, other.what)
    assert said is later
    assert why in reason


WORDS = st.sampled_from(["", "更正"])
DATES = st.sampled_from(["", "2024-02", "2024-02-03", "2024-11", "2023-12-31"])


@given(st.tuples(WORDS, DATES, DATES), st.tuples(WORDS, DATES, DATES))
def test_never_do_both_of_two_look_later(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    one = item("a", revised=first[0], dated=first[1], written=first[2])
    other = item("b", revised=second[0], dated=second[1], written=second[2])
    found = relations(one, other)
    mine, its = found["a"][0][2], found["b"][0][2]
    assert (mine, its) in {(None, None), (True, False), (False, True)}


def test_folders_are_gone_through_and_each_file_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.pdf", "in/a.PDF", "noname", "list.csv", ".secret.pdf", ".hidden/c.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4" if name == "noname" else b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = gathered([tmp_path, tmp_path / "b.pdf", tmp_path / "in" / ".." / "b.pdf", tmp_path / "list.csv", Path("gone.pdf")])

    assert sorted(path.name for path in found.files) == ["a.PDF", "b.pdf", "gone.pdf", "list.csv", "noname"]
    assert found.left == ()
    assert [path.name for path in gathered([tmp_path]).left] == ["list.csv"]


def test_lines_hold_everything_and_are_written_whole(tmp_path: Path) -> None:
    items = related([item("a"), item("b", sha256="a"), Item(file=Path("c"), status="refused", message="Empty.")])
    lines = [json.loads(line) for line in json_lines(items, [Path("d.csv")]).splitlines()]
    assert [line["status"] for line in lines] == ["done", "done", "refused", "left_alone"]
    assert (lines[0]["genre"], lines[0]["department"], lines[0]["fiscal_year"]) == ("budget", "某市水务局", 2024)
    assert lines[1]["relations"] == [{"kind": "duplicate", "of": "a", "says": "the same bytes as", "later": None}]
    assert lines[2]["message"] == "Empty."
    assert told_together(items) == "3 files: 2 budgets, 1 refused; 1 copies"
    write_lines(tmp_path / "new" / "pile.jsonl", "{}\n")
    assert (tmp_path / "new" / "pile.jsonl").read_text(encoding="utf-8") == "{}\n"
    with pytest.raises(CannotWrite):
        write_lines(tmp_path / "new" / "pile.jsonl" / "below.jsonl", "")


def made(name: str) -> bytes:
    return drawn(next(paper for paper in papers("first") if paper.name == name))


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven files: two editions, a pair, a copy, a tables-only file whose name says the year, and what is none or refused."""
    folder = tmp_path_factory.mktemp("pile")
    for name in ("contents-first", "revised-edition", "pair-tables", "pair-words", "budget-law", "template"):
        (folder / f"{name}.pdf").write_bytes(made(name))
    (folder / "2024年部门预算公开表.pdf").write_bytes(made("no-cover-tables"))
    (folder / "zz-copy.pdf").write_bytes(made("pair-words"))
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.pdf").write_bytes(b"PK\x03\x04 no pdf")
    with pymupdf.open() as document:
        document.new_page()
        document.save(folder / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    return folder


def test_a_pile_is_told_file_by_file(pile: Path, tmp_path: Path) -> None:
    done = run(cli.app, ["classify", str(pile), "--out", str(tmp_path / "pile.jsonl")])
    assert done.exit_code == 2, done.output
    lines = {Path(line["file"]).name: line for line in map(json.loads, (tmp_path / "pile.jsonl").read_text("utf-8").splitlines())}
    assert {name for name, line in lines.items() if line["status"] == "refused"} == {
        "empty.pdf", "letter.pdf", "locked.pdf", "template.pdf"
    }  # fmt: skip
    assert {name for name, line in lines.items() if line["status"] == "no_disclosure"} == {"budget-law.pdf"}
    assert all(line["message"].endswith(".") for line in lines.values() if line["status"] != "done")
    assert lines["2024年部门预算公开表.pdf"]["fiscal_year_from"] == "file name"
    assert lines["pair-tables.pdf"]["fiscal_year_from"] == "pair"
    assert [relation["later"] for relation in lines["revised-edition.pdf"]["relations"]] == [True]
    assert [relation["kind"] for relation in lines["zz-copy.pdf"]["relations"]] == ["duplicate"]
    assert "looks later" in done.stdout
    assert f"in {pile}" in done.stdout
    assert "11 files: 2 final accounts, 4 budgets, 1 no disclosure, 4 refused; 1 copies" in done.stdout


def test_json_goes_to_standard_output_alone(pile: Path) -> None:
    done = run(cli.app, ["classify", str(pile / "pair-words.pdf"), str(pile / "pair-tables.pdf"), "--json"])
    assert done.exit_code == 0
    assert [json.loads(line)["holds"] for line in done.stdout.splitlines()] == ["narrative", "tables"]


def test_limits_hold_and_papers_that_are_none_end_in_three(pile: Path) -> None:
    few = run(cli.app, ["classify", str(pile / "contents-first.pdf"), "--max-pages", "2", "--json"])
    assert few.exit_code == 2
    assert "the limit is 2" in json.loads(few.stdout)["message"]
    assert run(cli.app, ["classify", str(pile / "budget-law.pdf"), "--json"]).exit_code == 3


def test_a_document_that_takes_too_long_costs_only_itself(pile: Path) -> None:
    from extractors.pages import Limits
    from service.classifying.working import classified
    from tests.service.made import LimitsOnly

    quick: Any = LimitsOnly(limits=Limits(max_seconds=1.0, max_memory_mb=400))
    (pile / "sub").mkdir(exist_ok=True)
    files = []
    for name, content in {"slow": b"hang", "dead": b"crash", "fine": b"recognise"}.items():
        files.append(pile / "sub" / f"{name}.txt")
        files[-1].write_bytes(content)
    heard: list[str] = []
    items = classified(files, quick, 2, lambda file: heard.append(file.name), job="tests.service.fake_jobs:obey")
    assert [one.status for one in items] == ["refused", "refused", "done"]
    assert sorted(heard) == ["dead.txt", "fine.txt", "slow.txt"]
