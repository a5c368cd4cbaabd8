"""What is known of one file of a pile."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from extractors.model import Classified, Frozen, Genre

Source = Literal["document", "file name", "pair", ""]
Kind = Literal["duplicate", "same_text", "pair", "part", "revision"]


class Relation(Frozen):
    """To another file of the pile. `says` says it to a person, up to the other's name.

    `later`: whether this file looks like the later of two editions; None where it cannot be told or does not matter.
    """

    kind: Kind
    of: Path
    says: str
    later: bool | None = None


class Item(Frozen):
    """One file. `what` is there where it is a disclosure; department and year may come from elsewhere, which `…_from` says."""

    file: Path
    status: Literal["done", "refused", "no_disclosure"]
    sha256: str = ""
    message: str = ""
    what: Classified | None = None
    department: str | None = None
    department_from: Source = ""
    fiscal_year: int | None = None
    fiscal_year_from: Source = ""
    notes: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def genre(self) -> Genre | None:
        """None for what is no disclosure."""
        return self.what.genre if self.what else None
