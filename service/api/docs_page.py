"""/docs: the API's description as a page to read, made here: it needs no scripts, and none of other sites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, StrictUndefined, Template

router = APIRouter(include_in_schema=False)


class Field(NamedTuple):
    """A parameter or a field of a shape."""

    name: str
    kind: str
    needed: bool
    text: str


class Operation(NamedTuple):
    """What the page says of an operation. `answers`: status, what it means, what it holds."""

    name: str
    verb: str
    path: str
    summary: str
    text: str
    parameters: list[Field]
    body: str
    answers: list[tuple[str, str, str]]


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The page."""
    return HTMLResponse(docs_page(request.app))


def docs_page(app: FastAPI) -> str:
    """Operations by tag, then the shapes they speak of."""
    description = app.openapi()
    shapes = {name: list(_fields(shape)) for name, shape in sorted(description["components"]["schemas"].items())}
    return _template().render(info=description["info"], groups=_groups(description), shapes=shapes)


@lru_cache(maxsize=1)
def _template() -> Template:
    text = files("service.api").joinpath("docs.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(text)


def _groups(description: Mapping[str, Any]) -> dict[str, list[Operation]]:
    groups: dict[str, list[Operation]] = {}
    for path, operations in description["paths"].items():
        for verb, operation in operations.items():
            groups.setdefault((operation.get("tags") or ["other"])[0], []).append(_operation(verb, path, operation))
    return groups


def _operation(verb: str, path: str, operation: Mapping[str, Any]) -> Operation:
    body = operation.get("requestBody", {}).get("content", {})
    answers = [
        (status, each.get("description", ""), _content(each.get("content", {})))
        for status, each in operation["responses"].items()
    ]
    parameters = [
        Field(f"{each['name']} ({each['in']})", kind_of(each["schema"]), each.get("required", False), _text(each))
        for each in operation.get("parameters", ())
    ]
    text = operation.get("description", "")
    return Operation(
        operation["operationId"], verb.upper(), path, operation["summary"], text, parameters, _content(body), answers
    )


def _content(content: Mapping[str, Any]) -> str:
    return ", ".join(f"{media} {kind_of(each.get('schema', {}))}".strip() for media, each in content.items())


def _fields(shape: Mapping[str, Any]) -> Iterator[Field]:
    for name, each in shape.get("properties", {}).items():
        yield Field(name, kind_of(each), name in shape.get("required", ()), _text(each))


def _text(each: Mapping[str, Any]) -> str:
    schema = each.get("schema", each)
    examples = schema.get("examples") or each.get("examples")
    shown = f"e.g. {examples[0]}" if isinstance(examples, list) and examples else ""
    return " · ".join(part for part in (each.get("description", schema.get("description", "")), shown) if part)


def kind_of(schema: Mapping[str, Any]) -> str:
    """A schema in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(kind_of(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f"“{each}”" for each in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {})) or 'anything'}"
    return str(schema.get("const", schema.get("format", schema.get("type", ""))))
