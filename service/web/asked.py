"""What forms and addresses of pages ask for: an empty field asks for nothing."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

PER_PAGE = 50


def _nothing(given: Any) -> Any:
    return None if isinstance(given, str) and not given.strip() else given


Maybe = BeforeValidator(_nothing)
Words = Annotated[str | None, Maybe, Field(max_length=4000)]
Year = Annotated[int | None, Maybe, Field(ge=1900, le=2200)]
Offset = Annotated[int, BeforeValidator(lambda given: _nothing(given) or 0), Field(ge=0, le=10**9)]


class Asked(BaseModel):
    """Base of what is asked for. `query` is how a link asks for it."""

    model_config = ConfigDict(frozen=True)

    def query(self, **other: Any) -> str:
        """`?…`, with something else asked for; empty where nothing is."""
        stated = self.model_dump(exclude_none=True, exclude_defaults=True) | other
        told = urlencode({name: value for name, value in stated.items() if value not in (None, "")})
        return f"?{told}" if told else ""


class Pager(BaseModel):
    """Which part of a list is shown."""

    total: int
    offset: int
    count: int

    @property
    def before(self) -> int | None:
        """Offset of the part before."""
        return max(self.offset - PER_PAGE, 0) if self.offset else None

    @property
    def after(self) -> int | None:
        """Offset of the part after."""
        end = self.offset + self.count
        return end if self.count and end < self.total else None
