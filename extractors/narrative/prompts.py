"""The only reader of prompts/: what a model is told per claim kind, and the hash of all of it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extractors.narrative.schemas import SCHEMAS, field_guide, schema_hash

FOLDER = Path(__file__).resolve().parents[2] / "prompts"


class Example(NamedTuple):
    """A made-up passage and its answer; what the answer leaves out is null."""

    context: str
    passage: str
    answer: Mapping[str, Any]


class Prompt(NamedTuple):
    """What a model is told about one kind. `text_hash` is of the files, `hash` of all that reaches the model."""

    kind: str
    version: int
    text: str
    examples: tuple[Example, ...]
    text_hash: str

    @property
    def instruction(self) -> str:
        """The task with its fields."""
        return f"{self.text.strip()}\n\n字段：\n{field_guide(self.kind)}"

    @property
    def hash(self) -> str:
        """Of the words; the schema has its own."""
        return hashlib.sha256(f"{self.version} {self.text_hash} {self.instruction}".encode()).hexdigest()


@lru_cache(maxsize=32)
def prompt_for(kind: str) -> Prompt:
    """The current version of a kind's prompt."""
    folder = FOLDER / kind
    files = [(folder / name).read_text("utf-8") for name in ("prompt.md", "examples.yaml")]
    meta = tomllib.loads((folder / "meta.toml").read_text("utf-8"))
    examples = tuple(Example(each["context"], each["passage"], each["answer"]) for each in yaml.safe_load(files[1]))
    digest = hashlib.sha256("\0".join(files).encode()).hexdigest()
    return Prompt(kind, int(meta["version"]), files[0], examples, digest)


def answer_of(kind: str, example: Example) -> str:
    """An example's answer as a model should give it, every field present."""
    return SCHEMAS[kind].model_validate(example.answer).model_dump_json()


@lru_cache(maxsize=1)
def prompts_hash() -> str:
    """Of every prompt and schema: part of a run's manifest."""
    told = "\n".join(f"{kind} {prompt_for(kind).hash} {schema_hash(kind)}" for kind in sorted(SCHEMAS))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def locked() -> Mapping[str, Mapping[str, str]]:
    """Kind -> version -> hash of the words it was given."""
    raw: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "lock.toml").read_text("utf-8"))
    return raw
