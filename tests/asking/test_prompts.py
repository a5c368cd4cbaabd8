from __future__ import annotations

import tomllib
from typing import Any

import pytest

from extractors.narrative.asking.figures import is_figure, type_of
from extractors.narrative.asking.grounded import ground
from extractors.narrative.prompts import FOLDER, Example, answer_of, locked, prompt_for, prompts_hash
from extractors.narrative.schemas import SCHEMAS, field_guide
from tests.asking.made import piece
from tests.conftest import ROOT
from tests.test_project import PRODUCT

KINDS = sorted(SCHEMAS)
EXAMPLES = [(kind, example) for kind in KINDS for example in prompt_for(kind).examples]


def texts_of(field: str, value: Any) -> list[str]:
    """The texts of an answer's field that are quoted: none of a direction or a category."""
    if field == "vehicles":
        return [text for each in value for text in each.values()]
    if field == "item_names":
        return list(value)
    return [] if type_of(field) == "choice" else [value]


@pytest.mark.parametrize("kind", KINDS)
def test_words_never_change_under_an_old_version(kind: str) -> None:
    prompt = prompt_for(kind)
    assert locked()[kind][str(prompt.version)] == prompt.text_hash, "raise the version in meta.toml, then run `make prompts`"
    assert max(map(int, locked()[kind])) == prompt.version


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_text_of_an_example_stands_verbatim_in_its_passage(kind: str, example: Example) -> None:
    for field, value in example.answer.items():
        allowed = example.passage + (example.context if type_of(field) == "name" else "")
        assert all(text in allowed for text in texts_of(field, value)), (field, value)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_would_stand_if_a_document_said_it(kind: str, example: Example) -> None:
    segment = piece(kind, example.passage, lead=example.context)
    assert ground(segment, example.answer).problems == {}
    assert ground(segment, example.answer).fields.keys() == example.answer.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_asked_for_described_and_may_be_null(kind: str) -> None:
    schema = SCHEMAS[kind].model_json_schema()
    assert schema["required"] == list(schema["properties"])
    assert all("null" in field["description"] for field in schema["properties"].values())
    assert all(f"- {name}: " in field_guide(kind) for name in schema["properties"])


def test_a_figure_is_asked_for_as_it_is_printed() -> None:
    for kind in KINDS:
        for name, field in SCHEMAS[kind].model_fields.items():
            if is_figure(name):
                assert field.annotation == str | None, f"{kind}.{name}: a JSON number would lose trailing zeros"


def test_examples_show_every_field_so_that_no_decoding_leaves_one_out() -> None:
    prompt = prompt_for("three_public")
    assert all(f'"{name}":' in answer_of("three_public", prompt.examples[0]) for name in SCHEMAS["three_public"].model_fields)


def test_the_hash_of_all_prompts_is_stable_within_a_run() -> None:
    assert prompts_hash() == prompts_hash() and len(prompts_hash()) == 16


def test_the_prompts_are_shipped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]["prompts"] == "prompts"
    assert FOLDER == ROOT / "prompts"


def test_the_prompts_are_read_through_one_door() -> None:
    doors = [path.name for path in PRODUCT if "import FOLDER" in (text := path.read_text("utf-8")) or '"prompts"' in text]
    assert doors == ["prompts.py"]
