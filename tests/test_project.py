"""What holds for the whole project and no linter says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PRODUCT = sorted([*(ROOT / "extractors").rglob("*.py"), *(ROOT / "service").rglob("*.py")])
MOST_LINES = 450


def test_no_file_grows_out_of_hand() -> None:
    assert [path for path in PRODUCT if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES] == []


@pytest.mark.parametrize("name", ["utils.py", "common.py", "helpers.py"])
def test_no_file_is_named_for_nothing(name: str) -> None:
    assert [path for path in PRODUCT if path.name == name] == []


def environment_reads(source: str) -> Iterator[str]:
    """os.environ, os.getenv and their imported names in a piece of source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"):
            yield node.attr
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (alias.name for alias in node.names if alias.name in ("environ", "getenv", "environb"))


def test_environment_reads_are_recognised() -> None:
    assert list(environment_reads("import os\nos.environ['A']\nfrom os import getenv")) == ["getenv", "environ"]
    assert list(environment_reads("environ = 1\nprint(environ)")) == []


def test_only_settings_reads_the_environment() -> None:
    readers = [path.relative_to(ROOT) for path in PRODUCT if any(environment_reads(path.read_text(encoding="utf-8")))]
    assert readers == [Path("service/settings.py")]


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many a caller may give, without self and cls."""
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def test_no_function_takes_more_than_six_parameters() -> None:
    many = []
    for path in PRODUCT:
        if path.parent.name == "commands":  # a command's parameters are its options
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and parameters(node) > 6:
                many.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert many == []


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "13. Remote Network Interaction" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_readme_shows_the_two_commands_first() -> None:
    opening = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:16]
    assert any(line.startswith("make run") for line in opening)
    assert any(line.startswith("make test") for line in opening)


def test_continuous_integration_runs_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    assert "make test" in script.read_text(encoding="utf-8")
