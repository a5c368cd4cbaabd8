"""All collections of papers as one pile each, by the command: no wrong genre, department or year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service import cli
from tests.pile.papers import COLLECTIONS, drawn, papers


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_pile_has_nothing_wrong(collection: str, tmp_path: Path) -> None:
    pile = {paper.file_name: paper for paper in papers(collection)}
    for name, paper in pile.items():
        (tmp_path / name).write_bytes(drawn(paper))
    done = CliRunner().invoke(cli.app, ["classify", str(tmp_path), "--json"])
    lines = {Path(line["file"]).name: line for line in map(json.loads, done.stdout.splitlines())}
    assert lines.keys() == pile.keys()
    for name, paper in pile.items():
        said = tuple(lines[name].get(key) for key in ("status", "genre", "department", "fiscal_year"))
        status = "refused" if paper.template else "no_disclosure" if paper.other else "done"
        assert (name, *said) == (name, status, paper.genre, paper.department, paper.year)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_editions_and_halves_find_each_other(collection: str, tmp_path: Path) -> None:
    known = {paper.name: paper for paper in papers(collection)}
    linked = [(paper, known[paper.pair or paper.revises]) for paper in known.values() if paper.pair or paper.revises]
    for paper in {paper.name: paper for pair in linked for paper in pair}.values():
        (tmp_path / paper.file_name).write_bytes(drawn(paper))
    done = CliRunner().invoke(cli.app, ["classify", str(tmp_path), "--json"])
    lines = {Path(line["file"]).name: line for line in map(json.loads, done.stdout.splitlines())}
    for paper, other in linked:
        said = {(one["kind"], Path(one["of"]).name, one["later"]) for one in lines[paper.file_name]["relations"]}
        assert said == {("pair", other.file_name, None) if paper.pair else ("revision", other.file_name, True)}
