"""What errors say, in Chinese: their sentences with placeholders, as data beside this file."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from extractors import errors as reading_errors
from extractors.errors import MingzhangError
from service import errors as serving_errors
from service.exports.labels import Label

_PLACEHOLDER = re.compile(r"\{(\w+)(?::[^}]*)?\}")
Sentence = tuple[re.Pattern[str], str]


def problem_label(detail: str) -> Label:
    """What an error says in both languages; as it is where its words are not known."""
    return Label(_told(detail) or detail, detail)


def kinds() -> Mapping[str, type[MingzhangError]]:
    """Every kind of error by its name."""
    found = [*vars(reading_errors).values(), *vars(serving_errors).values()]
    return {kind.__name__: kind for kind in found if isinstance(kind, type) and issubclass(kind, MingzhangError)}


def _told(detail: str) -> str | None:
    for english, chinese in _sentences():
        if match := english.fullmatch(detail):
            return chinese.format(**{name: _inner(said) for name, said in match.groupdict().items()})
    return None


def _inner(said: str) -> str:
    """What fills a placeholder, in Chinese where it is a reason that is known, or a word."""
    return _table()["words"].get(said) or _told_reason(said) or said


def _told_reason(said: str) -> str | None:
    for english, chinese in _reasons():
        if match := english.fullmatch(said):
            return chinese.format(**match.groupdict())
    return None


@cache
def _sentences() -> tuple[Sentence, ...]:
    return (*_reasons(), *sorted(_of_kinds(), key=lambda pair: -len(pair[0].pattern)))


def _of_kinds() -> Iterator[Sentence]:
    for name, chinese in _table()["kinds"].items():
        yield _pattern(inspect.cleandoc(kinds()[name].__doc__ or "").replace("\n", " ")), chinese


@cache
def _reasons() -> tuple[Sentence, ...]:
    return tuple((_pattern(english), chinese) for english, chinese in _table()["reasons"].items())


def _pattern(english: str) -> re.Pattern[str]:
    """Words verbatim, placeholders as the shortest text that fits; a full stop at the end may be missing."""
    parts = _PLACEHOLDER.split(english.removesuffix("."))
    made = "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(made + r"\.?", re.DOTALL)


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
