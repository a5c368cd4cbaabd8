"""Claims of the narrative against tables, arithmetic and their own words."""

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.read import closed, open_dockets

__all__ = ["Docket", "closed", "open_dockets"]
