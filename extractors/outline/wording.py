"""The only reader of wording.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractors.model import Frozen, Genre


class Wording(Frozen):
    """Patterns on squeezed text; see the data file for what each is for."""

    genre_title: tuple[tuple[Genre, str], ...]
    genre_other: str
    genre_other_ending: str
    genre_essay: tuple[str, ...]
    genre_press: str
    genre_region: str
    genre_region_tables: tuple[str, ...]
    genre_markers: Mapping[Genre, tuple[str, ...]]
    genre_needed: Mapping[Genre, int]
    department_label: str
    department_form_label: str
    department_stop: str
    department_form_stop: str
    department_level: str
    department_ending: str
    year_title: str
    year_scope: str
    year_table: str
    edition_department: str
    edition_unit: str
    edition_revised: str
    edition_table: str
    edition_project: str
    blank_name: str
    blank_year: str
    blank_text: str


def _load() -> Wording:
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    flat = {f"{table}_{key}": value for table, values in data.items() for key, value in values.items()}
    return Wording.model_validate(flat)


WORDING = _load()
