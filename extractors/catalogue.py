"""Every form by its key: which genre prints it, which family reads it, whether it must be there. Data: catalogue.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from extractors.model import Frozen, Genre

Codes = Literal["functional", "economic"]
DATA = "catalogue.toml"


class FormKind(Frozen):
    """What is known of a form before any document is read; see the head of catalogue.toml for the fields."""

    key: str
    genre: Genre
    family: str = ""
    columns: str = ""
    codes: Codes | None = None
    prescribed: bool = False
    may_be_empty: bool = False

    @property
    def table(self) -> str:
        """The table of column headings that the form goes by."""
        return self.columns or self.key


@cache
def catalogue() -> dict[str, FormKind]:
    """All forms in the order of the data."""
    data = tomllib.loads(resources.files("extractors").joinpath(DATA).read_text("utf-8"))
    return {key: FormKind(key=key, **fields) for key, fields in data.items()}


@cache
def prescribed(genre: Genre) -> tuple[str, ...]:
    """The forms that every document of the genre must print."""
    return tuple(kind.key for kind in catalogue().values() if kind.genre == genre and kind.prescribed)


@cache
def may_be_empty(form: str) -> bool:
    """A department may have nothing of what the form is about."""
    return form in catalogue() and catalogue()[form].may_be_empty


@cache
def forms_of(genre: Genre) -> tuple[str, ...]:
    """The forms that a genre prints."""
    return tuple(kind.key for kind in catalogue().values() if kind.genre == genre)


@cache
def codes_of(form: str) -> Codes | None:
    """Which classification the form's row keys are codes of."""
    return catalogue()[form].codes if form in catalogue() else None
