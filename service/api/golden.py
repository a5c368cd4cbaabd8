"""/api/documents/{id}/golden: a reviewed document becomes a golden case."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import Field

from service.api.access import Reviewer
from service.api.holder import Held
from service.api.problems import responses
from service.api.shapes import Shape
from service.golden.cases import read_case
from service.golden.reviewed import Vouched

router = APIRouter(prefix="/api/documents", tags=["review"])

Id = Annotated[str, Path(description="SHA-256 of the document's bytes", pattern="^[0-9a-f]{64}$")]


class GoldenGiven(Shape):
    """Only a person can say this: golden outranks arithmetic."""

    name: str = Field(pattern="^[a-z0-9][a-z0-9-]{0,79}$", examples=["wuhan-mzj-2024"])
    every_line_compared: Literal[True] = Field(
        description="I have compared every figure, statement and finding with the page, the accepted ones too"
    )
    origin: str = Field(default="", max_length=500, description="where the document was published")


class GoldenMade(Shape):
    """The new case."""

    case: str
    checked_by: str = Field(examples=["alice, bob"], description="who vouches for it, and whose decisions are in it")


@router.post("/{id}/golden", status_code=201, responses=responses(401, 403, 404, 409))
def make_golden(application: Held, user: Reviewer, id: Id, given: GoldenGiven) -> GoldenMade:
    """Make a golden case of a document all of whose items are decided."""
    folder = application.goldsmith.make(id, Vouched(name=given.name, by=user.name, origin=given.origin))
    return GoldenMade(case=folder.name, checked_by=read_case(folder).checked_by)
