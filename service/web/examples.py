"""Documents to begin with: bundled with an installed package, golden cases in a checkout."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.model import Frozen
from service.errors import NotFound
from service.golden.cases import GOLDEN_DIR

BUNDLED = Path(__file__).with_name("examples")


class Example(Frozen):
    """A document that can be read at a click."""

    name: str
    case: str

    @property
    def path(self) -> Path | None:
        """Where it lies; None where this installation has none."""
        places = (BUNDLED / f"{self.case}.pdf", GOLDEN_DIR / self.case / "source.pdf")
        return next((place for place in places if place.is_file()), None)


def examples() -> Sequence[Example]:
    """Those that are there."""
    return [example for example in _all() if example.path]


def example(name: str) -> tuple[Example, Path]:
    """One and where it lies. Raises NotFound."""
    for each in _all():
        if each.name == name and each.path:
            return each, each.path
    raise NotFound(what="example", id=name)


@cache
def _all() -> tuple[Example, ...]:
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(Example.model_validate(each) for each in told["examples"])
